/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tasks/stree-task-match.h"

#include "core/stree-boundary-private.h"
#include "core/stree-context-private.h"
#include "core/stree-error.h"
#include "tasks/stree-task-private.h"

/* What a component fails with that shows a task which failed or was cancelled. */
static GError *
error_of (StreeTask *task, StreeTaskStatus status)
{
  const GError *error = stree_task_get_error (task);

  if (status == STREE_TASK_ERROR && error)
    return g_error_copy (error);
  return g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The task '%s' was cancelled", task->key);
}

static StreeElement *
show_failure (StreeContext *cx, StreeTask *task, StreeTaskStatus status, StreeElement *error, StreeElement *cancelled)
{
  if (status == STREE_TASK_CANCELLED && cancelled)
    return cancelled;
  return error ? error : stree_fail (cx, error_of (task, status));
}

/**
 * stree_match_task_args: (skip)
 * @cx: the context of the component that shows it
 * @task: (nullable): a task
 * @args: what to show for which status
 *
 * What is shown of a task by where it is. In C write `stree_match_task (cx, task, .loading = wait, .ready = show)`.
 *
 * One that is missing, pending or running shows `loading`, or a line that says so; one that failed, `error`; one that was cancelled, `cancelled`,
 * or `error` if that was left out. Without both, the component fails with the task's error.
 *
 * Returns: (transfer none) (nullable): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_match_task_args (StreeContext *cx, StreeTask *task, const StreeMatchTaskArgs *args)
{
  StreeTaskStatus status;
  StreeTask      *previous;

  g_return_val_if_fail (cx != NULL && args != NULL && args->ready != NULL, NULL);
  status = stree_task_get_status (task);
  if (status == STREE_TASK_DONE)
    return args->ready (cx, task, args->data);
  if (status == STREE_TASK_ERROR || status == STREE_TASK_CANCELLED)
    return show_failure (cx, task, status, args->error, args->cancelled);
  previous = args->keep ? stree_task_get_previous (task) : NULL;
  if (previous)
    return args->ready (cx, previous, args->data);
  return args->loading ? args->loading : stree_boundary_loading ();
}

static StreeTask *
find_status (StreeTask *const *tasks, guint n_tasks, StreeTaskStatus status)
{
  for (guint i = 0; i < n_tasks; i++)
    if (stree_task_get_status (tasks[i]) == status)
      return tasks[i];
  return NULL;
}

/**
 * stree_match_tasks_args: (skip)
 * @cx: the context of the component that shows them
 * @tasks: (array length=n_tasks): tasks
 * @n_tasks: how many
 * @args: what to show for which status
 *
 * What is shown of several tasks. In C write `stree_match_task_many (cx, tasks, n, .loading = wait, .ready = show)`.
 *
 * If one failed, `error`; else, if one was cancelled, `cancelled`; else, if one is not done, `loading`. No tasks are done.
 *
 * Returns: (transfer none) (nullable): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_match_tasks_args (StreeContext *cx, StreeTask *const *tasks, guint n_tasks, const StreeMatchTasksArgs *args)
{
  StreeTask *failed;

  g_return_val_if_fail (cx != NULL && args != NULL && args->ready != NULL, NULL);
  g_return_val_if_fail (n_tasks == 0 || tasks != NULL, NULL);
  failed = find_status (tasks, n_tasks, STREE_TASK_ERROR);
  if (failed)
    return show_failure (cx, failed, STREE_TASK_ERROR, args->error, args->cancelled);
  failed = find_status (tasks, n_tasks, STREE_TASK_CANCELLED);
  if (failed)
    return show_failure (cx, failed, STREE_TASK_CANCELLED, args->error, args->cancelled);
  for (guint i = 0; i < n_tasks; i++)
    if (stree_task_get_status (tasks[i]) != STREE_TASK_DONE)
      return args->loading ? args->loading : stree_boundary_loading ();
  return args->ready (cx, tasks, n_tasks, args->data);
}

/**
 * stree_await:
 * @cx: the context of the component that needs it
 * @task: (nullable): a task
 *
 * Asks for a task to be done before the component is shown: `if (!stree_await (cx, task)) return NULL;`. While it is not,
 * the nearest Suspense above shows what it has for that, or the window does. If the task failed or was cancelled, the
 * component fails with that.
 *
 * Returns: %TRUE if it is done; else the component has to return %NULL
 *
 * Since: 1.0
 */
gboolean
stree_await (StreeContext *cx, StreeTask *task)
{
  StreeTaskStatus status;

  g_return_val_if_fail (cx != NULL, FALSE);
  status = stree_task_get_status (task);
  if (status == STREE_TASK_DONE)
    return TRUE;
  if (status == STREE_TASK_ERROR || status == STREE_TASK_CANCELLED)
    stree_context_take_error (cx, error_of (task, status));
  else
    stree_context_take_error (cx, g_error_new (STREE_ERROR, STREE_ERROR_SUSPENDED, "It waits for the task '%s'",
                                               task ? task->key : ""));
  return FALSE;
}
