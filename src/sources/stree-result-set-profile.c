/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-result-set.h"

#include <glib/gi18n-lib.h>

#include "core/stree-error.h"
#include "core/stree-thread-private.h"
#include "data/stree-frame-private.h"
#include "data/stree-profile-private.h"
#include "tasks/stree-task-lock-private.h"

/* Rows that are asked for at once. */
#define AT_ONCE 8192
/* Cells that are in memory at once: of a larger table some columns are read, then the next ones. */
#define MAX_CELLS (16 * 1024 * 1024)

typedef struct
{
  StreeResultSet       *rows;    /* held */
  guint                *columns; /* owned */
  guint                 n_columns;
  guint                 first;   /* of the columns that are read now */
  guint                 n;       /* how many they are */
  guint64               n_read;  /* rows that have come of them */
  guint                 n_rows;  /* that were looked at */
  GPtrArray            *pages;   /* owned: of StreeFrame with these columns */
  GPtrArray            *done;    /* owned: of StreeColumnSummary */
  GFileProgressCallback progress;
  gpointer              progress_data;
  GDestroyNotify        progress_destroy;
} Profile;

static void
profile_free (gpointer data)
{
  Profile *profile = data;

  if (profile->progress_destroy)
    profile->progress_destroy (profile->progress_data);
  g_object_unref (profile->rows);
  g_free (profile->columns);
  g_ptr_array_unref (profile->pages);
  g_ptr_array_unref (profile->done);
  g_free (profile);
}

/* Takes both. */
static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* --- a group of columns: its pages, then what is in them --- */

static void
sum_up_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray              *pages = data;
  GError                 *error = NULL;
  StreeProfile           *profile;
  g_autoptr (StreeFrame)  all = NULL;

  (void) source;
  stree_take_over (pages);
  all = stree_frame_concat ((StreeFrame *const *) pages->pdata, pages->len);
  if (!all)
    error = g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("The rows have more text than a table can hold"));
  profile = all ? stree_frame_profile (all, cancellable, &error) : NULL;
  stree_hand_over (task);
  if (profile)
    g_task_return_pointer (task, profile, (GDestroyNotify) stree_profile_unref);
  else
    g_task_return_error (task, error);
}

static void begin_group (GTask *task);

static void
summed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask                    *task = data;
  Profile                  *self = g_task_get_task_data (task);
  GError                   *error = NULL;
  g_autoptr (StreeProfile)  profile = NULL;

  (void) object;
  stree_take_over (result);
  profile = g_task_propagate_pointer (G_TASK (result), &error);
  if (!profile)
    {
      fail (task, error);
      return;
    }
  self->n_rows = stree_profile_get_n_rows (profile);
  for (guint i = 0; i < self->n; i++)
    g_ptr_array_add (self->done, stree_column_summary_ref (stree_profile_get_column (profile, i)));
  self->first += self->n;
  begin_group (task);
}

static void
sum_up (GTask *task)
{
  Profile          *self = g_task_get_task_data (task);
  g_autoptr (GTask) work = g_task_new (NULL, g_task_get_cancellable (task), summed_cb, task);

  g_task_set_name (work, "[streamtree] profile");
  g_task_set_task_data (work, g_steal_pointer (&self->pages), (GDestroyNotify) g_ptr_array_unref);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_frame_unref);
  stree_hand_over (g_task_get_task_data (work));
  g_task_run_in_thread (work, sum_up_thread);
}

/* The columns of the group, without a copy. */
static StreeFrame *
narrow (Profile *self, StreeFrame *page)
{
  StreeColumn **columns = g_new (StreeColumn *, self->n);

  for (guint i = 0; i < self->n; i++)
    columns[i] = stree_column_ref ((StreeColumn *) stree_frame_column (page, self->columns[self->first + i]));
  return stree_frame_new_view_of_columns (page, columns, self->n);
}

static void
tell (Profile *self)
{
  guint64 n = MAX (stree_result_set_get_n_rows (self->rows, NULL), self->n_read);

  if (self->progress && n > 0)
    self->progress ((goffset) (n * self->first + self->n_read * self->n), (goffset) (n * self->n_columns), self->progress_data);
}

/* FALSE: the rows end there. */
static gboolean
take_page (Profile *self, StreeFrame *page)
{
  guint n = stree_frame_get_n_rows (page);

  /* One without rows still knows what the columns are. */
  if (n > 0 || self->pages->len == 0)
    g_ptr_array_add (self->pages, narrow (self, page));
  self->n_read += n;
  tell (self);
  return n > 0;
}

static void read_next (GTask *task);

static void
page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask                 *task = data;
  GError                *error = NULL;
  g_autoptr (StreeFrame) page = stree_result_set_page_finish (STREE_RESULT_SET (object), result, &error);

  if (!page)
    fail (task, error);
  else if (take_page (g_task_get_task_data (task), page))
    read_next (task);
  else
    sum_up (task);
}

static void
read_next (GTask *task)
{
  Profile *self = g_task_get_task_data (task);

  for (;;)
    {
      g_autoptr (StreeFrame) page = NULL;

      if (g_task_return_error_if_cancelled (task))
        {
          g_object_unref (task);
          return;
        }
      page = stree_result_set_get_page (self->rows, self->n_read, G_MAXINT);
      if (!page)
        {
          stree_result_set_page_async (self->rows, self->n_read, AT_ONCE, g_task_get_cancellable (task), page_cb, task);
          return;
        }
      if (!take_page (self, page))
        break;
    }
  sum_up (task);
}

static void
begin_group (GTask *task)
{
  Profile *self = g_task_get_task_data (task);
  guint64  n_rows = stree_result_set_get_n_rows (self->rows, NULL);

  if (self->first == self->n_columns)
    {
      StreeProfile *profile = stree_profile_new_take (self->n_rows, g_steal_pointer (&self->done));

      self->done = g_ptr_array_new ();
      g_task_return_pointer (task, profile, (GDestroyNotify) stree_profile_unref);
      g_object_unref (task);
      return;
    }
  self->n = (guint) CLAMP (MAX_CELLS / MAX (n_rows, 1), 1, self->n_columns - self->first);
  self->n_read = 0;
  read_next (task);
}

/**
 * stree_result_set_profile_async:
 * @rows: a result set
 * @columns: (array length=n_columns): the numbers of the columns to look at
 * @n_columns: how many they are, at least one
 * @cancellable: (nullable): cancels the work
 * @progress: (nullable) (scope notified) (closure progress_data) (destroy progress_destroy): called with how much of the rows was
 *   read, and how much there is
 * @progress_data: for @progress
 * @progress_destroy: (nullable): frees @progress_data
 * @callback: (scope async) (closure user_data): called when the work is done
 * @user_data: for @callback
 *
 * Reads all rows and looks at columns of them; see [method@Frame.summarize]. What is not in memory comes page by page; the figures are
 * made in another thread.
 *
 * Since: 1.0
 */
void
stree_result_set_profile_async (StreeResultSet       *rows,
                                const guint          *columns,
                                gsize                 n_columns,
                                GCancellable         *cancellable,
                                GFileProgressCallback progress,
                                gpointer              progress_data,
                                GDestroyNotify        progress_destroy,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data)
{
  GTask   *task;
  Profile *self;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_RESULT_SET (rows));
  g_return_if_fail (columns != NULL && n_columns > 0 && n_columns < G_MAXUINT);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  self = g_new0 (Profile, 1);
  self->rows = g_object_ref (rows);
  self->columns = g_memdup2 (columns, n_columns * sizeof *columns);
  self->n_columns = (guint) n_columns;
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_frame_unref);
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_column_summary_unref);
  self->progress = progress;
  self->progress_data = progress_data;
  self->progress_destroy = progress_destroy;
  task = g_task_new (rows, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_result_set_profile_async);
  g_task_set_task_data (task, self, profile_free);
  begin_group (task);
}

/**
 * stree_result_set_profile_finish:
 * @rows: a result set
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [method@ResultSet.profile_async].
 *
 * Fails with what reading the rows fails with, with %STREE_ERROR_BAD_VALUE where a column has more than 4 GiB of text, and with
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the columns in the order in which they were asked for; or %NULL with @error set
 *
 * Since: 1.0
 */
StreeProfile *
stree_result_set_profile_finish (StreeResultSet *rows, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STREE_IS_RESULT_SET (rows), NULL);
  g_return_val_if_fail (g_task_is_valid (result, rows), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_result_set_profile_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
