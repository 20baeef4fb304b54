/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tasks/stree-tasks-private.h"

#include "core/stree-blank-private.h"
#include "core/stree-context-private.h"
#include "core/stree-error.h"
#include "core/stree-memo-private.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-effect-private.h"
#include "core/stree-session-private.h"
#include "core/stree-state-private.h"
#include "core/stree-thread-private.h"
#include "routing/stree-work.h"
#include "tasks/stree-task-pool-private.h"

#include <glib/gi18n-lib.h>

/* --- the table --- */

static void
drop_task (gpointer data)
{
  StreeTask *task = data;

  stree_task_cancel (task);
  stree_task_forget (task);
  stree_task_unref (task);
}

StreeTasks *
stree_tasks_of (StreeSession *session)
{
  if (session->tasks)
    return session->tasks;
  session->tasks = g_new0 (StreeTasks, 1);
  session->tasks->inbox = stree_task_inbox_new (session);
  session->tasks->table = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, drop_task);
  session->tasks->state = stree_state_new_signal ("tasks", session);
  return session->tasks;
}

void
stree_tasks_free (StreeTasks *tasks)
{
  stree_task_inbox_close (tasks->inbox);
  g_hash_table_unref (tasks->table);
  stree_state_drop (tasks->state);
  stree_task_inbox_unref (tasks->inbox);
  g_free (tasks);
}

static StreeTasks *
tasks_for (StreeContext *cx)
{
  StreeSession *session = stree_context_get_session (cx);

  return session ? stree_tasks_of (session) : NULL;
}

static void
complain_blank (StreeContext *cx)
{
  stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "task: expected a key that is not blank"));
}

/* --- submitting --- */

/* Takes the task out of the table. What it was done with goes on as that of its successor. */
static StreeTask *
supersede (StreeTasks *tasks, StreeTask *task)
{
  StreeTask *before = task->status == STREE_TASK_DONE ? stree_task_ref (task) : g_steal_pointer (&task->previous);

  g_hash_table_steal (tasks->table, task->key);
  if (task->status == STREE_TASK_DONE)
    stree_task_retire (task);
  else
    {
      stree_task_cancel (task);
      stree_task_forget (task);
    }
  stree_task_unref (task);
  return before;
}

typedef struct
{
  StreeTasks *tasks; /* borrowed: of the session, which outlives its nodes */
  StreeTask  *task;  /* owned */
} Owned;

/* The component is gone, or does not want it any more. */
static void
disown (gpointer data)
{
  Owned *owned = data;

  if (g_hash_table_lookup (owned->tasks->table, owned->task->key) == owned->task)
    {
      g_hash_table_remove (owned->tasks->table, owned->task->key);
      stree_state_tell_others (owned->tasks->state);
    }
  stree_task_unref (owned->task);
  g_free (owned);
}

static void
own (StreeContext *cx, StreeTasks *tasks, StreeTask *task)
{
  g_autofree char *key = g_strconcat ("task:", task->key, NULL);
  Owned           *owned = stree_node_effect_find (cx->node, key);

  if (owned && owned->task == task)
    return;
  owned = g_new (Owned, 1);
  owned->tasks = tasks;
  owned->task = stree_task_ref (task);
  stree_node_effect_set (cx->node, key, owned, disown);
}

void
stree_task_launch (StreeTask *task, const StreeTaskSpec *spec)
{
  task->worker = spec->worker;
  task->data = spec->data;
  task->destroy = spec->destroy;
  task->priority = spec->priority;
  if (spec->begin)
    {
      task->said = task->status = STREE_TASK_RUNNING;
      task->worker (task, task->data);
      return;
    }
  task->pool = stree_task_pool_find (spec->pool);
  if (!stree_task_pool_push (task->pool, task))
    stree_task_withdraw (task, STREE_TASK_ERROR,
                         g_error_new (G_IO_ERROR, G_IO_ERROR_BUSY,
                                      g_dngettext (GETTEXT_PACKAGE, "Too much is under way: %u task waits for '%s' already",
                                                   "Too much is under way: %u tasks wait for '%s' already",
                                                   stree_task_pool_get_max_waiting (task->pool)),
                                      stree_task_pool_get_max_waiting (task->pool), stree_task_pool_get_name (task->pool)));
}

static StreeTask *
refuse (const StreeTaskSpec *spec)
{
  if (spec->destroy)
    spec->destroy (spec->data);
  return NULL;
}

/**
 * stree_task_submit_spec: (skip)
 * @cx: a context, of a component or an event
 * @spec: what to do; its data is taken
 *
 * Starts a task, or finds the one that was started by this key. In C write `stree_task_submit_with (cx, key, ...)`.
 *
 * Returns: (transfer none) (nullable): the task; %NULL if the key is blank or the component gone
 *
 * Since: 1.0
 */
StreeTask *
stree_task_submit_spec (StreeContext *cx, const StreeTaskSpec *spec)
{
  StreeSession *session;
  StreeTasks   *tasks;
  StreeTask    *task;
  StreeTask    *previous = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && spec != NULL && spec->worker != NULL, NULL);
  session = stree_context_get_session (cx);
  if (!session)
    return refuse (spec);
  if (stree_is_blank (spec->key))
    {
      complain_blank (cx);
      return refuse (spec);
    }
  tasks = stree_tasks_of (session);
  task = g_hash_table_lookup (tasks->table, spec->key);
  if (task && !stree_deps_equal (&task->deps, &spec->deps))
    {
      previous = supersede (tasks, task);
      task = NULL;
    }
  if (task)
    {
      refuse (spec);
    }
  else
    {
      task = stree_task_new (tasks->inbox, spec->key);
      if (spec->deps.n_values > 0)
        {
          task->arena = stree_arena_new ();
          task->deps = stree_deps_keep (&spec->deps, task->arena);
        }
      task->previous = previous;
      g_hash_table_insert (tasks->table, task->key, task);
      stree_state_tell_others (tasks->state);
      if (spec->work)
        task->work = stree_session_begin_work (session, spec->work);
      stree_task_launch (task, spec);
    }
  if (spec->owned)
    own (cx, tasks, task);
  return task;
}

/**
 * stree_task_submit:
 * @cx: a context, of a component or an event
 * @key: its key; unique in the session, not blank
 * @worker: (scope notified) (closure data) (destroy destroy): does it, in a thread of its own
 * @data: (nullable): data for @worker
 * @destroy: (nullable): frees @data, when the task has ended or was not even begun
 *
 * Starts a task. If there is one by this key, that one is returned and nothing is started, until it is dismissed: so a
 * component may submit in every run what it wants to know. A global state that has the same name is something else, unlike in
 * the Python package.
 *
 * A blank key is an error of the component, or is logged if a handler submits.
 *
 * Returns: (transfer none) (nullable): the task; %NULL if the key is blank or the component gone
 *
 * Since: 1.0
 */
StreeTask *
stree_task_submit (StreeContext *cx, const char *key, StreeTaskFunc worker, gpointer data, GDestroyNotify destroy)
{
  return stree_task_submit_spec (cx, &(StreeTaskSpec){ .key = key, .worker = worker, .data = data, .destroy = destroy });
}

/**
 * stree_task_begin:
 * @cx: a context, of a component or an event
 * @key: its key; unique in the session, not blank
 * @start: (scope notified) (closure data) (destroy destroy): called at once, in this thread, unless there is a task by this key
 * @data: (nullable): data for @start
 * @destroy: (nullable): frees @data, when the task has ended or was not even begun
 *
 * Begins a task that needs no thread: @start calls something asynchronous, and whoever gets its result returns it to the
 * task, which has to be held until then.
 *
 * Returns: (transfer none) (nullable): the task; %NULL if the key is blank or the component gone
 *
 * Since: 1.0
 */
StreeTask *
stree_task_begin (StreeContext *cx, const char *key, StreeTaskFunc start, gpointer data, GDestroyNotify destroy)
{
  return stree_task_submit_with (cx, key, start, data, destroy, .begin = TRUE);
}

/* --- several at once --- */

static gboolean
check_keys (StreeContext *cx, const StreeTaskSpec *specs, guint n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    {
      if (stree_is_blank (specs[i].key))
        {
          complain_blank (cx);
          return FALSE;
        }
      if (!g_hash_table_add (seen, (gpointer) specs[i].key))
        {
          stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                                   "task: the key '%s' is a duplicate; expected each of the %u tasks to have its own",
                                                   specs[i].key, n));
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * stree_task_submit_many: (skip)
 * @cx: a context, of a component or an event
 * @specs: (array length=n): what to do; the data of all is taken
 * @n: how many
 * @tasks: (out caller-allocates) (array length=n): where to put the tasks, in the same order
 *
 * Starts several tasks, each as [func@StreamTree.Task.submit] does. With a blank key or a key twice nothing is started,
 * and it is an error of the component, or is logged if a handler submits.
 *
 * Returns: %FALSE if nothing was started; @tasks are all %NULL then
 *
 * Since: 1.0
 */
gboolean
stree_task_submit_many (StreeContext *cx, const StreeTaskSpec *specs, guint n, StreeTask **tasks)
{
  gboolean sound;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, FALSE);
  g_return_val_if_fail (n == 0 || (specs != NULL && tasks != NULL), FALSE);
  sound = check_keys (cx, specs, n);
  for (guint i = 0; i < n; i++)
    tasks[i] = sound ? stree_task_submit_spec (cx, &specs[i]) : refuse (&specs[i]);
  return sound;
}

static int
compare_specs (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (((const StreeTaskSpec *) a)->key, ((const StreeTaskSpec *) b)->key);
}

/**
 * stree_task_submit_many_ordered: (skip)
 * @cx: a context, of a component or an event
 * @specs: (array length=n): what to do; the data of all is taken
 * @n: how many
 * @tasks: (out caller-allocates) (array length=n): where to put the tasks, sorted by key
 *
 * Starts several tasks as [func@StreamTree.Task.submit_many] does, in the order of their keys.
 *
 * Returns: %FALSE if nothing was started; @tasks are all %NULL then
 *
 * Since: 1.0
 */
gboolean
stree_task_submit_many_ordered (StreeContext *cx, const StreeTaskSpec *specs, guint n, StreeTask **tasks)
{
  g_autofree StreeTaskSpec *sorted = n > 0 && specs ? g_memdup2 (specs, n * sizeof *specs) : NULL;

  if (sorted)
    qsort (sorted, n, sizeof *sorted, compare_specs);
  return stree_task_submit_many (cx, sorted, n, tasks);
}

/* --- finding, and letting go --- */

/**
 * stree_task_lookup:
 * @cx: a context, of a component or an event
 * @key: a key
 *
 * Finds a task that somebody submitted.
 *
 * Returns: (transfer none) (nullable): the task; %NULL if there is none: whoever looked runs again when there is
 *
 * Since: 1.0
 */
StreeTask *
stree_task_lookup (StreeContext *cx, const char *key)
{
  StreeTasks *tasks;
  StreeTask  *task;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && key != NULL, NULL);
  tasks = tasks_for (cx);
  task = tasks ? g_hash_table_lookup (tasks->table, key) : NULL;
  if (tasks)
    stree_state_track (task ? task->state : tasks->state);
  return task;
}

/**
 * stree_task_dismiss:
 * @cx: a context, of a component or an event
 * @key: the key of a task
 *
 * Forgets a task that is over, with its result: the next submit of its key starts one again.
 *
 * Returns: %FALSE if there is none, or it is not over
 *
 * Since: 1.0
 */
gboolean
stree_task_dismiss (StreeContext *cx, const char *key)
{
  StreeTasks *tasks;
  StreeTask  *task;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && key != NULL, FALSE);
  tasks = tasks_for (cx);
  task = tasks ? g_hash_table_lookup (tasks->table, key) : NULL;
  if (!task || task->status == STREE_TASK_PENDING || task->status == STREE_TASK_RUNNING)
    return FALSE;
  g_hash_table_remove (tasks->table, key);
  stree_state_tell_others (tasks->state);
  return TRUE;
}

/**
 * stree_task_dismiss_many:
 * @cx: a context, of a component or an event
 * @keys: (array zero-terminated=1): keys
 *
 * Forgets those of the tasks that are over.
 *
 * Returns: how many these were
 *
 * Since: 1.0
 */
guint
stree_task_dismiss_many (StreeContext *cx, const char *const *keys)
{
  guint n = 0;

  g_return_val_if_fail (cx != NULL && keys != NULL, 0);
  for (; *keys; keys++)
    n += stree_task_dismiss (cx, *keys);
  return n;
}

/* --- all of them --- */

#define PROGRESS_CHARS 120

static char *
describe_progress (StreeTask *task)
{
  g_autoptr (GVariant) progress = stree_task_get_progress_variant (task);
  g_autofree char     *text = NULL;

  if (!progress)
    return g_strdup ("");
  text = g_variant_is_of_type (progress, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (progress, NULL)
                                                                : g_variant_print (progress, FALSE);
  return g_utf8_substring (text, 0, MIN (PROGRESS_CHARS, g_utf8_strlen (text, -1)));
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * stree_summarize_tasks:
 * @cx: a context, of a component or an event
 *
 * All tasks of the session, for a developer's eyes.
 *
 * Returns: (transfer floating): an `aa{sv}`, sorted by key; each has `key`, `status`, `has_error`, `has_result`,
 *   `cancel_requested` and `progress`, a text of 120 characters at most
 *
 * Since: 1.0
 */
GVariant *
stree_summarize_tasks (StreeContext *cx)
{
  StreeTasks *tasks;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, NULL);
  tasks = tasks_for (cx);
  if (tasks)
    stree_state_track (tasks->state);
  return stree_tasks_summarize (tasks);
}

GVariant *
stree_tasks_summarize (StreeTasks *tasks)
{
  GVariantBuilder      rows;
  g_autofree gpointer *keys = NULL;
  guint                n = 0;

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  if (tasks)
    {
      keys = g_hash_table_get_keys_as_array (tasks->table, &n);
      qsort (keys, n, sizeof *keys, compare_keys);
    }
  for (guint i = 0; i < n; i++)
    {
      StreeTask       *task = g_hash_table_lookup (tasks->table, keys[i]);
      StreeTaskStatus  status = stree_task_get_status (task);
      g_autofree char *progress = describe_progress (task);
      gboolean         has_result = status == STREE_TASK_DONE && (task->pointer || G_IS_VALUE (&task->result));

      g_variant_builder_open (&rows, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&rows, "{sv}", "key", g_variant_new_string (task->key));
      g_variant_builder_add (&rows, "{sv}", "status", g_variant_new_string (stree_task_status_name (status)));
      g_variant_builder_add (&rows, "{sv}", "has_error", g_variant_new_boolean (status == STREE_TASK_ERROR));
      g_variant_builder_add (&rows, "{sv}", "has_result", g_variant_new_boolean (has_result));
      g_variant_builder_add (&rows, "{sv}", "cancel_requested", g_variant_new_boolean (stree_task_is_cancel_requested (task)));
      g_variant_builder_add (&rows, "{sv}", "progress", g_variant_new_string (progress));
      g_variant_builder_close (&rows);
    }
  return g_variant_builder_end (&rows);
}
