/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tasks/stree-task-pool-private.h"

#include <gio/gio.h>

/* GTask has ten threads before it begins to make more, one at a time, and GIO's own work needs some of them. */
#define MAX_DEFAULT_THREADS 8

/* Tasks that run are on lanes: each is one GTask, which takes the next task that waits until there is none. So a flood of
 * short tasks is not a flood of GTasks. */
struct _StreeTaskPool
{
  char  *name;        /* owned; NULL: the one for all */
  guint  n_threads;   /* lanes at a time */
  guint  max_waiting; /* 0: as many as come */
  guint  n_lanes;
  guint  n_running;
  GQueue waiting;     /* StreeTask, held: the one that comes next first */
};

/* Under the lock: all pools. They stay for as long as the process does. */
static GMutex      lock;
static GHashTable *pools; /* name, or "" -> StreeTaskPool (owned) */

static guint
default_threads (void)
{
  return CLAMP (g_get_num_processors (), 2, MAX_DEFAULT_THREADS);
}

/* Locked. @n_threads: of a new one; 0: as many as usual. */
static StreeTaskPool *
find_or_make (const char *name, guint n_threads)
{
  StreeTaskPool *pool;

  if (!pools)
    pools = g_hash_table_new (g_str_hash, g_str_equal);
  pool = g_hash_table_lookup (pools, name ? name : "");
  if (pool)
    return pool;
  pool = g_new0 (StreeTaskPool, 1);
  pool->name = g_strdup (name);
  pool->n_threads = n_threads > 0 ? n_threads : name ? 1 : default_threads ();
  g_queue_init (&pool->waiting);
  g_hash_table_insert (pools, g_strdup (name ? name : ""), pool);
  return pool;
}

/* Locked. */
static StreeTaskPool *
find (const char *name)
{
  return find_or_make (name, 0);
}

void
stree_task_pool_prepare (const char *name, guint n_threads)
{
  stree_lock (&lock);
  find_or_make (name, n_threads);
  stree_unlock (&lock);
}

StreeTaskPool *
stree_task_pool_find (const char *name)
{
  StreeTaskPool *pool;

  stree_lock (&lock);
  pool = find (name);
  stree_unlock (&lock);
  return pool;
}

/* The next task for a lane; with none, the lane is over. */
static StreeTask *
take (StreeTaskPool *pool, gboolean had_one)
{
  StreeTask *task = NULL;

  stree_lock (&lock);
  if (had_one)
    pool->n_running--;
  if (pool->n_lanes <= pool->n_threads) /* else it was made smaller */
    task = g_queue_pop_head (&pool->waiting);
  if (task)
    pool->n_running++;
  else
    pool->n_lanes--;
  stree_unlock (&lock);
  return task;
}

static void
lane_thread (GTask *gtask, gpointer source, gpointer data, GCancellable *cancellable)
{
  StreeTaskPool *pool = data;
  StreeTask     *task;
  gboolean       had_one = FALSE;

  (void) source;
  (void) cancellable;
  while ((task = take (pool, had_one)))
    {
      stree_task_run (task);
      stree_task_unref (task);
      had_one = TRUE;
    }
  g_task_return_boolean (gtask, TRUE);
}

static void
open_lane (StreeTaskPool *pool)
{
  g_autoptr (GTask) gtask = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (gtask, (gpointer) (guintptr) open_lane);
  g_task_set_name (gtask, "[streamtree] tasks");
  g_task_set_task_data (gtask, pool, NULL);
  g_task_run_in_thread (gtask, lane_thread);
}

/* Behind those of the same priority. */
static void
enqueue (StreeTaskPool *pool, StreeTask *task)
{
  GList *before = pool->waiting.tail;

  while (before && ((StreeTask *) before->data)->priority > task->priority)
    before = before->prev;
  if (before)
    g_queue_insert_after (&pool->waiting, before, stree_task_ref (task));
  else
    g_queue_push_head (&pool->waiting, stree_task_ref (task));
}

gboolean
stree_task_pool_push (StreeTaskPool *pool, StreeTask *task)
{
  gboolean full, opens;

  stree_lock (&lock);
  opens = pool->n_lanes < pool->n_threads;
  full = !opens && pool->max_waiting > 0 && g_queue_get_length (&pool->waiting) >= pool->max_waiting;
  if (!full)
    {
      enqueue (pool, task);
      if (opens)
        pool->n_lanes++;
    }
  stree_unlock (&lock);
  if (full)
    return FALSE;
  if (opens)
    open_lane (pool);
  return TRUE;
}

gboolean
stree_task_pool_withdraw (StreeTaskPool *pool, StreeTask *task)
{
  gboolean found;

  stree_lock (&lock);
  found = g_queue_remove (&pool->waiting, task);
  stree_unlock (&lock);
  if (found)
    stree_task_unref (task);
  return found;
}

guint
stree_task_pool_get_max_waiting (StreeTaskPool *pool)
{
  guint max;

  stree_lock (&lock);
  max = pool->max_waiting;
  stree_unlock (&lock);
  return max;
}

const char *
stree_task_pool_get_name (StreeTaskPool *pool)
{
  return pool->name ? pool->name : "default";
}

/**
 * stree_task_pool_configure:
 * @name: (nullable): the name of a pool, which is made if there is none; %NULL for the one of tasks that name none
 * @n_threads: how many of its tasks run at a time, at least 1
 * @max_waiting: how many may wait beside those; 0 for any number
 *
 * Says how much of a kind of work goes on at a time. A pool that was not configured runs one task after the other, in the
 * order of their submission: what needs that, such as a database with one writer, names a pool of its own and is done. The
 * one of tasks that name none has as many threads as there are processors, 2 at least and 8 at most.
 *
 * A task that a full pool has no room for ends at once with %G_IO_ERROR_BUSY. Tasks that run already are not stopped.
 *
 * Since: 1.0
 */
void
stree_task_pool_configure (const char *name, guint n_threads, guint max_waiting)
{
  StreeTaskPool *pool;
  guint          n_opens;

  g_return_if_fail (n_threads > 0);
  stree_lock (&lock);
  pool = find (name);
  pool->n_threads = n_threads;
  pool->max_waiting = max_waiting;
  n_opens = pool->n_lanes < n_threads ? MIN (n_threads - pool->n_lanes, g_queue_get_length (&pool->waiting)) : 0;
  pool->n_lanes += n_opens;
  stree_unlock (&lock);
  for (guint i = 0; i < n_opens; i++)
    open_lane (pool);
}

/* Locked. */
static guint
count (const char *name, guint (*get) (StreeTaskPool *pool))
{
  guint n;

  stree_lock (&lock);
  n = get (find (name));
  stree_unlock (&lock);
  return n;
}

static guint
get_n_threads (StreeTaskPool *pool)
{
  return pool->n_threads;
}

static guint
get_n_running (StreeTaskPool *pool)
{
  return pool->n_running;
}

static guint
get_n_waiting (StreeTaskPool *pool)
{
  return g_queue_get_length (&pool->waiting);
}

/**
 * stree_task_pool_get_n_threads:
 * @name: (nullable): the name of a pool
 *
 * How many of its tasks run at a time.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_task_pool_get_n_threads (const char *name)
{
  return count (name, get_n_threads);
}

/**
 * stree_task_pool_get_n_running:
 * @name: (nullable): the name of a pool
 *
 * How many of its tasks run at the moment.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_task_pool_get_n_running (const char *name)
{
  return count (name, get_n_running);
}

/**
 * stree_task_pool_get_n_waiting:
 * @name: (nullable): the name of a pool
 *
 * How many of its tasks wait at the moment.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_task_pool_get_n_waiting (const char *name)
{
  return count (name, get_n_waiting);
}
