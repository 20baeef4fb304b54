/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-profile-private.h"

#include "core/stree-boxed-private.h"
#include "data/stree-frame-private.h"
#include "data/stree-reporter-private.h"
#include "tasks/stree-task-lock-private.h"

struct _StreeProfile
{
  guint n_rows;
  GPtrArray *columns; /* of StreeColumnSummary */
};

STREE_DEFINE_BOXED_TYPE (StreeProfile, stree_profile)

static void
profile_clear (gpointer data)
{
  StreeProfile *profile = data;

  g_ptr_array_unref (profile->columns);
}

/**
 * stree_profile_ref:
 * @profile: a profile
 *
 * Takes another reference. May be called from any thread.
 *
 * Returns: (transfer full): @profile
 *
 * Since: 1.0
 */
StreeProfile *
stree_profile_ref (StreeProfile *profile)
{
  g_return_val_if_fail (profile != NULL, NULL);

  return g_atomic_rc_box_acquire (profile);
}

/**
 * stree_profile_unref:
 * @profile: (transfer full): a profile
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_profile_unref (StreeProfile *profile)
{
  g_return_if_fail (profile != NULL);

  g_atomic_rc_box_release_full (profile, profile_clear);
}

/**
 * stree_profile_get_n_rows:
 * @profile: a profile
 *
 * How many rows were looked at.
 *
 * Returns: the number of rows
 *
 * Since: 1.0
 */
guint
stree_profile_get_n_rows (StreeProfile *profile)
{
  g_return_val_if_fail (profile != NULL, 0);

  return profile->n_rows;
}

/**
 * stree_profile_get_n_columns:
 * @profile: a profile
 *
 * How many columns there are.
 *
 * Returns: the number of columns
 *
 * Since: 1.0
 */
guint
stree_profile_get_n_columns (StreeProfile *profile)
{
  g_return_val_if_fail (profile != NULL, 0);

  return profile->columns->len;
}

/**
 * stree_profile_get_column:
 * @profile: a profile
 * @column: the column's number, from 0
 *
 * What is in a column.
 *
 * Returns: (transfer none): the summary
 *
 * Since: 1.0
 */
StreeColumnSummary *
stree_profile_get_column (StreeProfile *profile, guint column)
{
  g_return_val_if_fail (profile != NULL, NULL);
  g_return_val_if_fail (column < profile->columns->len, NULL);

  return g_ptr_array_index (profile->columns, column);
}

StreeProfile *
stree_profile_new_take (guint n_rows, GPtrArray *columns)
{
  StreeProfile *profile = g_atomic_rc_box_new0 (StreeProfile);

  profile->n_rows = n_rows;
  profile->columns = columns;
  return profile;
}

static StreeProfile *
profile_frame (StreeFrame *frame, GCancellable *cancellable, GFileProgressCallback progress, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_column_summary_unref);
  guint n = frame->store->n_columns;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      StreeColumnSummary *summary = stree_frame_summarize (frame, i, cancellable, error);

      if (summary == NULL)
        return NULL;
      g_ptr_array_add (columns, summary);
      if (progress != NULL)
        progress (i + 1, n, data);
    }
  return stree_profile_new_take (frame->n_rows, g_steal_pointer (&columns));
}

/**
 * stree_frame_profile:
 * @frame: a frame
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Looks at all columns; see [method@Frame.summarize].
 *
 * Fails with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the profile, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeProfile *
stree_frame_profile (StreeFrame *frame, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return profile_frame (frame, cancellable, NULL, NULL, error);
}

typedef struct
{
  StreeFrame *frame;
  StreeReporter *reporter;
} ProfileTask;

static void
profile_task_free (gpointer data)
{
  ProfileTask *task = data;

  stree_frame_unref (task->frame);
  stree_reporter_free (task->reporter);
  g_free (task);
}

static void
profile_thread (GTask *task, G_GNUC_UNUSED gpointer source, gpointer data, GCancellable *cancellable)
{
  ProfileTask *profile_task = data;
  GError *error = NULL;
  StreeProfile *profile;

  stree_take_over (profile_task);
  profile = profile_frame (profile_task->frame, cancellable, stree_reporter_send, profile_task->reporter, &error);
  stree_hand_over (task);
  if (profile != NULL)
    g_task_return_pointer (task, profile, (GDestroyNotify) stree_profile_unref);
  else
    g_task_return_error (task, error);
}

/**
 * stree_frame_profile_async:
 * @frame: a frame
 * @cancellable: (nullable): cancels the work
 * @progress: (nullable) (scope notified) (closure progress_data) (destroy progress_destroy): called in the caller's
 *   main context with the columns done and the columns in all
 * @progress_data: for @progress
 * @progress_destroy: (nullable): frees @progress_data
 * @callback: (scope async) (closure user_data): called in the caller's main context when the work is done
 * @user_data: for @callback
 *
 * Looks at all columns in another thread; see [method@Frame.profile].
 *
 * Since: 1.0
 */
void
stree_frame_profile_async (StreeFrame *frame, GCancellable *cancellable, GFileProgressCallback progress,
                           gpointer progress_data, GDestroyNotify progress_destroy, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ProfileTask *profile_task;

  g_return_if_fail (frame != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  profile_task = g_new0 (ProfileTask, 1);
  profile_task->frame = stree_frame_ref (frame);
  profile_task->reporter = stree_reporter_new (progress, progress_data, progress_destroy);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_frame_profile_async);
  g_task_set_name (task, "[streamtree] profile");
  g_task_set_task_data (task, profile_task, profile_task_free);
  stree_hand_over (profile_task);
  g_task_run_in_thread (task, profile_thread);
}

/**
 * stree_frame_profile_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * The outcome of [method@Frame.profile_async].
 *
 * Returns: (transfer full): the profile, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeProfile *
stree_frame_profile_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_frame_profile_async), NULL);

  stree_take_over (result);
  return g_task_propagate_pointer (G_TASK (result), error);
}
