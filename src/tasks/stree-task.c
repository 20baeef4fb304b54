/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tasks/stree-task-inbox-private.h"

#include "core/stree-boxed-private.h"
#include "core/stree-session-private.h"
#include "core/stree-state-private.h"
#include "core/stree-thread-private.h"
#include "routing/stree-work.h"
#include "tasks/stree-task-pool-private.h"

/**
 * StreeTask:
 *
 * Work that goes on off the main thread, known in the session by its key.
 *
 * Its worker says how far it is and what came of it; the components that read that run again. Whatever it says is seen
 * between two runs, never during one, and progress once a frame at most.
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreeTask, stree_task)

StreeTask *
stree_task_new (StreeTaskInbox *inbox, const char *key)
{
  StreeTask    *task = g_new0 (StreeTask, 1);
  StreeSession *session = stree_task_inbox_session (inbox);

  task->ref_count = 1;
  task->key = g_strdup (key);
  task->inbox = stree_task_inbox_ref (inbox);
  task->cancellable = g_cancellable_new ();
  task->said = task->status = STREE_TASK_PENDING;
  task->state = stree_state_new_signal (key, session);
  task->progress_state = stree_state_new_signal (key, session);
  return task;
}

/**
 * stree_task_ref: (skip)
 * @task: a task
 *
 * Returns: (transfer full): @task, held once more
 *
 * Since: 1.0
 */
StreeTask *
stree_task_ref (StreeTask *task)
{
  g_return_val_if_fail (task != NULL, NULL);
  g_atomic_int_inc (&task->ref_count);
  return task;
}

static void
clear_progress (StreeTaskProgress *progress)
{
  g_clear_pointer (&progress->variant, g_variant_unref);
  progress->type = STREE_PROGRESS_NONE;
}

/**
 * stree_task_unref: (skip)
 * @task: (transfer full): a task
 *
 * Lets go of a task.
 *
 * Since: 1.0
 */
void
stree_task_unref (StreeTask *task)
{
  g_return_if_fail (task != NULL);
  if (!g_atomic_int_dec_and_test (&task->ref_count))
    return;
  stree_task_free_data (task);
  if (G_IS_VALUE (&task->result))
    g_value_unset (&task->result);
  if (task->pointer && task->pointer_destroy)
    task->pointer_destroy (task->pointer);
  g_clear_error (&task->error);
  clear_progress (&task->progress);
  clear_progress (&task->said_progress);
  stree_state_unref (task->state);
  stree_state_unref (task->progress_state);
  g_clear_pointer (&task->previous, stree_task_unref);
  g_clear_pointer (&task->source, stree_task_unref);
  g_object_unref (task->cancellable);
  stree_task_inbox_unref (task->inbox);
  g_free (task->key);
  g_free (task);
}

void
stree_task_free_data (StreeTask *task)
{
  GDestroyNotify destroy = task->destroy;
  gpointer       data = task->data;

  task->destroy = NULL;
  task->data = NULL;
  if (destroy)
    destroy (data);
}

/* --- what the main thread sees --- */

gboolean
stree_task_is_over (StreeTaskStatus status)
{
  return status == STREE_TASK_DONE || status == STREE_TASK_ERROR || status == STREE_TASK_CANCELLED;
}

static void
end_work (StreeTask *task)
{
  StreeSession *session = stree_task_inbox_session (task->inbox);

  if (task->work && session)
    stree_session_end_work (session, task->work);
  task->work = 0;
}

/* Where nobody has looked, there is nothing to run again; nor is the component that runs, for what it does itself. */
void
stree_task_take_over (StreeTask *task)
{
  StreeTaskStatus   before = task->status;
  StreeTaskProgress old = task->progress;
  gboolean          moved;

  if (before == STREE_TASK_MISSING)
    return; /* it was dismissed or superseded: what comes of it is shown to nobody */
  stree_task_inbox_lock (task->inbox);
  task->status = task->said;
  moved = task->has_progress;
  if (moved)
    {
      task->progress = task->said_progress;
      task->said_progress = (StreeTaskProgress){ STREE_PROGRESS_NONE, 0, NULL };
      task->has_progress = FALSE;
    }
  stree_task_inbox_unlock (task->inbox);

  if (moved)
    {
      clear_progress (&old);
      stree_state_tell_others (task->progress_state);
    }
  if (task->status != before)
    {
      if (stree_task_is_over (task->status))
        {
          end_work (task);
          stree_task_free_data (task);
          g_clear_pointer (&task->previous, stree_task_unref);
        }
      stree_state_tell_others (task->state);
    }
  if (task->owner && task->owner->heard && (moved || task->status != before))
    task->owner->heard (task, moved, task->owner_data);
}

void
stree_task_withdraw (StreeTask *task, StreeTaskStatus status, GError *error)
{
  stree_task_inbox_lock (task->inbox);
  task->returned = TRUE;
  task->said = status;
  task->error = error;
  stree_task_inbox_unlock (task->inbox);
  stree_task_take_over (task);
}

void
stree_task_cut_off (StreeTask *task)
{
  stree_state_drop (stree_state_ref (task->state));
  stree_state_drop (stree_state_ref (task->progress_state));
}

void
stree_task_retire (StreeTask *task)
{
  end_work (task);
  g_clear_pointer (&task->previous, stree_task_unref);
  g_clear_pointer (&task->arena, stree_arena_unref);
  stree_state_tell_others (task->state);
  stree_task_cut_off (task);
}

void
stree_task_forget (StreeTask *task)
{
  task->status = STREE_TASK_MISSING;
  stree_task_retire (task);
}

/* --- a task that shows what others come to --- */

StreeTask *
stree_task_new_shown (StreeTaskInbox *inbox, const char *key)
{
  StreeTask *task = stree_task_new (inbox, key);

  task->returned = TRUE; /* what is said to it, nobody hears */
  return task;
}

/* Takes the reference that @slot has. */
static void
put (StreeTask **slot, StreeTask *task)
{
  StreeTask *before = *slot;

  *slot = task ? stree_task_ref (task) : NULL;
  g_clear_pointer (&before, stree_task_unref);
}

void
stree_task_show (StreeTask *task, StreeTaskStatus status, StreeTask *source, StreeTask *previous, gboolean refreshing)
{
  gboolean same = task->status == status && task->source == source && task->previous == previous && task->refreshing == refreshing;

  if (same)
    return;
  task->status = status;
  task->refreshing = refreshing;
  put (&task->previous, previous);
  put (&task->source, source);
  stree_state_tell_others (task->state);
}

void
stree_task_show_progress (StreeTask *task, const StreeTaskProgress *progress)
{
  StreeTaskProgress before = task->progress;

  if (progress->type == STREE_PROGRESS_NONE && before.type == STREE_PROGRESS_NONE)
    return;
  task->progress = *progress;
  if (progress->variant)
    g_variant_ref (progress->variant);
  clear_progress (&before);
  stree_state_tell_others (task->progress_state);
}

/* Who says how it ended. */
static StreeTask *
ended (StreeTask *task)
{
  return task->source ? task->source : task;
}

/**
 * stree_task_get_status:
 * @task: (nullable): a task
 *
 * Where it is.
 *
 * Returns: the status; %STREE_TASK_MISSING for no task, and for one that was dismissed or superseded
 *
 * Since: 1.0
 */
StreeTaskStatus
stree_task_get_status (StreeTask *task)
{
  STREE_MAIN_THREAD_ONLY ();
  if (!task)
    return STREE_TASK_MISSING;
  stree_state_track (task->state);
  return task->status;
}

/**
 * stree_task_is_finished:
 * @task: (nullable): a task
 *
 * Whether it is over: done, failed or cancelled.
 *
 * Returns: %TRUE if it is
 *
 * Since: 1.0
 */
gboolean
stree_task_is_finished (StreeTask *task)
{
  return stree_task_is_over (stree_task_get_status (task));
}

static gboolean
is_done (StreeTask *task)
{
  return stree_task_get_status (task) == STREE_TASK_DONE;
}

/**
 * stree_task_get_error:
 * @task: (nullable): a task
 *
 * What it failed with.
 *
 * Returns: (transfer none) (nullable): the error as the worker returned it; %NULL if it did not fail
 *
 * Since: 1.0
 */
const GError *
stree_task_get_error (StreeTask *task)
{
  return stree_task_get_status (task) == STREE_TASK_ERROR ? ended (task)->error : NULL;
}

/**
 * stree_task_get_value:
 * @task: (nullable): a task
 * @value: (out): where to put a copy of the result
 *
 * What came of it, whatever its type is. A pointer without a type is a `gpointer`.
 *
 * Returns: %FALSE if it is not done, or has no result
 *
 * Since: 1.0
 */
gboolean
stree_task_get_value (StreeTask *task, GValue *value)
{
  g_return_val_if_fail (value != NULL, FALSE);
  *value = (GValue) G_VALUE_INIT;
  if (!is_done (task))
    return FALSE;
  task = ended (task);
  if (task->pointer)
    {
      g_value_init (value, G_TYPE_POINTER);
      g_value_set_pointer (value, task->pointer);
      return TRUE;
    }
  if (!G_IS_VALUE (&task->result))
    return FALSE;
  g_value_init (value, G_VALUE_TYPE (&task->result));
  g_value_copy (&task->result, value);
  return TRUE;
}

/* The result, if it is of @type. */
static const GValue *
result_of (StreeTask *task, GType type)
{
  const GValue *result = is_done (task) ? &ended (task)->result : NULL;

  return result && G_IS_VALUE (result) && G_VALUE_HOLDS (result, type) ? result : NULL;
}

/**
 * stree_task_get_variant:
 * @task: (nullable): a task
 *
 * What came of it.
 *
 * Returns: (transfer none) (nullable): the result; %NULL if it is not done, or its result is no variant
 *
 * Since: 1.0
 */
GVariant *
stree_task_get_variant (StreeTask *task)
{
  const GValue *result = result_of (task, G_TYPE_VARIANT);

  return result ? g_value_get_variant (result) : NULL;
}

/**
 * stree_task_get_object:
 * @task: (nullable): a task
 *
 * What came of it.
 *
 * Returns: (transfer none) (nullable): the result; %NULL if it is not done, or its result is no object
 *
 * Since: 1.0
 */
GObject *
stree_task_get_object (StreeTask *task)
{
  const GValue *result = result_of (task, G_TYPE_OBJECT);

  return result ? g_value_get_object (result) : NULL;
}

/**
 * stree_task_get_boxed: (skip)
 * @task: (nullable): a task
 *
 * What came of it.
 *
 * Returns: (transfer none) (nullable): the result; %NULL if it is not done, or its result is not boxed
 *
 * Since: 1.0
 */
gpointer
stree_task_get_boxed (StreeTask *task)
{
  const GValue *result = result_of (task, G_TYPE_BOXED);

  return result ? g_value_get_boxed (result) : NULL;
}

/**
 * stree_task_get_pointer: (skip)
 * @task: (nullable): a task
 *
 * What came of it.
 *
 * Returns: (transfer none) (nullable): the result; %NULL if it is not done, or its result is no plain pointer
 *
 * Since: 1.0
 */
gpointer
stree_task_get_pointer (StreeTask *task)
{
  return is_done (task) ? ended (task)->pointer : NULL;
}

static const StreeTaskProgress *
progress_of (StreeTask *task)
{
  STREE_MAIN_THREAD_ONLY ();
  if (!task || task->status == STREE_TASK_MISSING)
    return NULL;
  stree_state_track (task->progress_state);
  return &task->progress;
}

/* Of a pair: so much of so much. */
static double
fraction (GVariant *pair)
{
  gint64 done, total;

  if (!g_variant_is_of_type (pair, G_VARIANT_TYPE ("(xx)")))
    return -1;
  g_variant_get (pair, "(xx)", &done, &total);
  return total > 0 ? (double) done / (double) total : -1;
}

/**
 * stree_task_get_progress:
 * @task: (nullable): a task
 *
 * How far it is, if its worker says that as a number, or as a variant `(xx)`: so much done of so much in all.
 *
 * Returns: the number that was said last, most often from 0 to 1; -1 if none was
 *
 * Since: 1.0
 */
double
stree_task_get_progress (StreeTask *task)
{
  const StreeTaskProgress *progress = progress_of (task);

  if (!progress || progress->type == STREE_PROGRESS_NONE)
    return -1;
  return progress->type == STREE_PROGRESS_NUMBER ? progress->number : fraction (progress->variant);
}

/**
 * stree_task_get_progress_text:
 * @task: (nullable): a task
 *
 * How far it is, if its worker says that in words.
 *
 * Returns: (transfer none) (nullable): the text that was said last; %NULL if none was
 *
 * Since: 1.0
 */
const char *
stree_task_get_progress_text (StreeTask *task)
{
  const StreeTaskProgress *progress = progress_of (task);

  if (!progress || progress->type != STREE_PROGRESS_VARIANT || !g_variant_is_of_type (progress->variant, G_VARIANT_TYPE_STRING))
    return NULL;
  return g_variant_get_string (progress->variant, NULL);
}

/**
 * stree_task_get_progress_variant:
 * @task: (nullable): a task
 *
 * How far it is, however its worker says that.
 *
 * Returns: (transfer full) (nullable): what was said last: a `d` for a number, an `s` for a text; %NULL if nothing was
 *
 * Since: 1.0
 */
GVariant *
stree_task_get_progress_variant (StreeTask *task)
{
  const StreeTaskProgress *progress = progress_of (task);

  if (!progress || progress->type == STREE_PROGRESS_NONE)
    return NULL;
  return progress->type == STREE_PROGRESS_NUMBER ? g_variant_ref_sink (g_variant_new_double (progress->number))
                                                 : g_variant_ref (progress->variant);
}

/**
 * stree_task_get_previous:
 * @task: (nullable): a task
 *
 * The task at the same key that this one superseded, if that was done: something to show until this one is.
 *
 * Returns: (transfer none) (nullable): the task, which is done; %NULL if there is none, or @task has ended
 *
 * Since: 1.0
 */
StreeTask *
stree_task_get_previous (StreeTask *task)
{
  stree_task_get_status (task);
  return task ? task->previous : NULL;
}

/**
 * stree_task_is_refreshing:
 * @task: (nullable): a task
 *
 * Whether it shows the last result of something that is loaded again at the moment: see [func@StreamTree.cached].
 *
 * Returns: %TRUE if it is done, and will be done with something newer
 *
 * Since: 1.0
 */
gboolean
stree_task_is_refreshing (StreeTask *task)
{
  stree_task_get_status (task);
  return task && task->refreshing;
}

/**
 * stree_task_cancel:
 * @task: (nullable): a task
 *
 * Asks it to stop. One that waits for a thread never begins. One that runs is cancelled when its worker says so: by
 * [method@StreamTree.Task.complete_cancelled], or by the error %G_IO_ERROR_CANCELLED, as what takes its cancellable does.
 * A worker that comes to its end all the same is done, or failed.
 *
 * Since: 1.0
 */
void
stree_task_cancel (StreeTask *task)
{
  STREE_MAIN_THREAD_ONLY ();
  if (!task || stree_task_is_over (task->status) || g_cancellable_is_cancelled (task->cancellable))
    return;
  g_cancellable_cancel (task->cancellable);
  if (task->owner && task->owner->unwant)
    task->owner->unwant (task, task->owner_data);
  else if (task->pool && stree_task_pool_withdraw (task->pool, task))
    stree_task_withdraw (task, STREE_TASK_CANCELLED, NULL);
}

const char *
stree_task_status_name (StreeTaskStatus status)
{
  static const char *const names[] = { "missing", "pending", "running", "done", "error", "cancelled" };

  g_assert (status < G_N_ELEMENTS (names));
  return names[status];
}
