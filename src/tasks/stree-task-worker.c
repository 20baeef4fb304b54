/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a worker does with its task: in any thread. */

#include "tasks/stree-task-inbox-private.h"

#include "core/stree-error.h"
#include "core/stree-thread-private.h"

void
stree_task_run (StreeTask *task)
{
  gboolean begins;

  stree_task_inbox_lock (task->inbox);
  begins = !g_cancellable_is_cancelled (task->cancellable);
  task->returned = !begins;
  task->said = begins ? STREE_TASK_RUNNING : STREE_TASK_CANCELLED;
  stree_task_inbox_post (task->inbox, task, !begins);
  stree_task_inbox_unlock (task->inbox);
  if (!begins)
    return;

  stree_thread_set_worker (task->key);
  task->worker (task, task->data);
  stree_thread_set_worker (NULL);

  stree_task_inbox_lock (task->inbox);
  if (!task->returned)
    task->ending = STREE_TASK_DONE;
  task->returned = TRUE;
  task->said = task->ending;
  stree_task_inbox_post (task->inbox, task, TRUE);
  stree_task_inbox_unlock (task->inbox);
}

/**
 * stree_task_get_key:
 * @task: a task
 *
 * Its key.
 *
 * Returns: (transfer none): the key
 *
 * Since: 1.0
 */
const char *
stree_task_get_key (StreeTask *task)
{
  g_return_val_if_fail (task != NULL, NULL);
  return task->key;
}

/**
 * stree_task_get_cancellable:
 * @task: a task
 *
 * What is cancelled with it: for the functions that a worker calls.
 *
 * Returns: (transfer none): the cancellable
 *
 * Since: 1.0
 */
GCancellable *
stree_task_get_cancellable (StreeTask *task)
{
  g_return_val_if_fail (task != NULL, NULL);
  return task->cancellable;
}

/**
 * stree_task_is_cancel_requested:
 * @task: (nullable): a task
 *
 * Whether it was asked to stop, and has not ended.
 *
 * Returns: %TRUE if the worker should call [method@StreamTree.Task.complete_cancelled] and return
 *
 * Since: 1.0
 */
gboolean
stree_task_is_cancel_requested (StreeTask *task)
{
  gboolean requested;

  if (!task || !g_cancellable_is_cancelled (task->cancellable))
    return FALSE;
  stree_task_inbox_lock (task->inbox);
  requested = !task->returned;
  stree_task_inbox_unlock (task->inbox);
  return requested;
}

/* --- how far it is --- */

/* Takes @progress. What was said after the end is heard by nobody. */
static void
say_progress (StreeTask *task, StreeTaskProgress progress)
{
  GVariant *unused = progress.variant;

  stree_task_inbox_lock (task->inbox);
  if (!task->returned && stree_task_inbox_post (task->inbox, task, FALSE))
    {
      unused = task->said_progress.variant;
      task->said_progress = progress;
      task->has_progress = TRUE;
    }
  stree_task_inbox_unlock (task->inbox);
  g_clear_pointer (&unused, g_variant_unref);
}

/**
 * stree_task_set_progress:
 * @task: (nullable): a task
 * @progress: how far it is, most often from 0 to 1
 *
 * Says how far it is, in any thread and as often as one likes: it is seen once a frame at most.
 *
 * Since: 1.0
 */
void
stree_task_set_progress (StreeTask *task, double progress)
{
  if (task)
    say_progress (task, (StreeTaskProgress){ STREE_PROGRESS_NUMBER, progress, NULL });
}

/**
 * stree_task_set_progress_text:
 * @task: (nullable): a task
 * @text: how far it is, in words; copied
 *
 * Says how far it is, in any thread.
 *
 * Since: 1.0
 */
void
stree_task_set_progress_text (StreeTask *task, const char *text)
{
  g_return_if_fail (text != NULL && g_utf8_validate (text, -1, NULL));
  stree_task_set_progress_variant (task, g_variant_new_string (text));
}

/**
 * stree_task_set_progress_variant:
 * @task: (nullable): a task
 * @progress: how far it is; a floating one is taken
 *
 * Says how far it is, in any thread: such as what it has found so far.
 *
 * Since: 1.0
 */
void
stree_task_set_progress_variant (StreeTask *task, GVariant *progress)
{
  g_return_if_fail (progress != NULL);
  g_variant_ref_sink (progress);
  if (task)
    say_progress (task, (StreeTaskProgress){ STREE_PROGRESS_VARIANT, 0, progress });
  else
    g_variant_unref (progress);
}

/* --- how it ends --- */

/* TRUE: the caller may say how, and calls end () then. FALSE: that was said before. */
static gboolean
begin_end (StreeTask *task)
{
  gboolean first;

  stree_task_inbox_lock (task->inbox);
  first = !task->returned;
  task->returned = TRUE;
  stree_task_inbox_unlock (task->inbox);
  if (!first)
    g_critical ("The task '%s' has said before how it ended", task->key);
  return first;
}

/* A task that runs in a thread ends when its worker returns; one that was begun in the main thread ends here. */
static void
end (StreeTask *task, StreeTaskStatus status)
{
  stree_task_inbox_lock (task->inbox);
  task->ending = status;
  if (!task->pool)
    {
      task->said = status;
      stree_task_inbox_post (task->inbox, task, TRUE);
    }
  stree_task_inbox_unlock (task->inbox);
}

/**
 * stree_task_return_variant:
 * @task: a task
 * @result: (nullable): what came of it; a floating one is taken
 *
 * Ends it, done.
 *
 * Since: 1.0
 */
void
stree_task_return_variant (StreeTask *task, GVariant *result)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_VARIANT);
  g_value_set_variant (&value, result);
  stree_task_return_value (task, &value);
}

/**
 * stree_task_return_object:
 * @task: a task
 * @result: (nullable) (transfer full): what came of it
 *
 * Ends it, done.
 *
 * Since: 1.0
 */
void
stree_task_return_object (StreeTask *task, GObject *result)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_OBJECT);
  g_value_take_object (&value, result);
  stree_task_return_value (task, &value);
}

/**
 * stree_task_return_boxed: (skip)
 * @task: a task
 * @type: a boxed type
 * @result: (nullable) (transfer full): what came of it, of that type
 *
 * Ends it, done.
 *
 * Since: 1.0
 */
void
stree_task_return_boxed (StreeTask *task, GType type, gpointer result)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_if_fail (G_TYPE_IS_BOXED (type));
  g_value_init (&value, type);
  g_value_take_boxed (&value, result);
  stree_task_return_value (task, &value);
}

/**
 * stree_task_return_pointer: (skip)
 * @task: a task
 * @result: (nullable): what came of it
 * @destroy: (nullable): frees it, with the task; in any thread
 *
 * Ends it, done.
 *
 * Since: 1.0
 */
void
stree_task_return_pointer (StreeTask *task, gpointer result, GDestroyNotify destroy)
{
  g_return_if_fail (task != NULL);
  if (!begin_end (task))
    {
      if (destroy && result)
        destroy (result);
      return;
    }
  task->pointer = result;
  task->pointer_destroy = destroy;
  end (task, STREE_TASK_DONE);
}

/**
 * stree_task_return_value:
 * @task: a task
 * @result: what came of it; copied
 *
 * Ends it, done.
 *
 * Since: 1.0
 */
void
stree_task_return_value (StreeTask *task, const GValue *result)
{
  g_return_if_fail (task != NULL);
  g_return_if_fail (G_IS_VALUE (result));
  if (!begin_end (task))
    return;
  g_value_init (&task->result, G_VALUE_TYPE (result));
  g_value_copy (result, &task->result);
  end (task, STREE_TASK_DONE);
}

/**
 * stree_task_return_error: (skip)
 * @task: a task
 * @error: (transfer full): what it failed with
 *
 * Ends it, failed. %G_IO_ERROR_CANCELLED, after it was asked to stop, ends it cancelled.
 *
 * Since: 1.0
 */
void
stree_task_return_error (StreeTask *task, GError *error)
{
  g_return_if_fail (task != NULL);
  g_return_if_fail (error != NULL);
  if (!begin_end (task))
    {
      g_error_free (error);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && g_cancellable_is_cancelled (task->cancellable))
    {
      g_error_free (error);
      end (task, STREE_TASK_CANCELLED);
      return;
    }
  task->error = error;
  end (task, STREE_TASK_ERROR);
}

/**
 * stree_task_fail:
 * @task: a task
 * @message: what failed, for the user
 *
 * Ends it, failed with a message: for languages that cannot hand over an error.
 *
 * Since: 1.0
 */
void
stree_task_fail (StreeTask *task, const char *message)
{
  g_return_if_fail (task != NULL);
  g_return_if_fail (message != NULL);
  stree_task_return_error (task, g_error_new_literal (STREE_ERROR, STREE_ERROR_FAILED, message));
}

/**
 * stree_task_return_nothing:
 * @task: a task
 *
 * Ends it, done and without a result: as a worker does that simply returns.
 *
 * Since: 1.0
 */
void
stree_task_return_nothing (StreeTask *task)
{
  g_return_if_fail (task != NULL);
  if (begin_end (task))
    end (task, STREE_TASK_DONE);
}

/**
 * stree_task_complete_cancelled:
 * @task: a task
 *
 * Ends it, cancelled, if it was asked to stop; does nothing else.
 *
 * Since: 1.0
 */
void
stree_task_complete_cancelled (StreeTask *task)
{
  if (stree_task_is_cancel_requested (task) && begin_end (task))
    end (task, STREE_TASK_CANCELLED);
}
