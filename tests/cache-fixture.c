/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cache-fixture.h"

Viewer viewers[N_VIEWS];
gint64 now_us;
GQueue loads = G_QUEUE_INIT;
guint  n_loads;
int    n_given;
int    n_freed;
int    n_results_freed;
guint  n_runs;

static gint64
now (void)
{
  return now_us;
}

void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
set_up_views (void)
{
  StreeCache *cache = stree_cache_get_default ();

  stree_clock_set (now);
  now_us = G_USEC_PER_SEC;
  n_loads = n_runs = 0;
  g_atomic_int_set (&n_given, 0);
  g_atomic_int_set (&n_freed, 0);
  g_atomic_int_set (&n_results_freed, 0);
  stree_cache_set_memory_limit (cache, STREE_CACHE_LIMIT);
  for (guint i = 0; i < N_VIEWS; i++)
    viewers[i].session = stree_session_new ();
}

void
tear_down_views (void)
{
  StreeCache *cache = stree_cache_get_default ();
  StreeTask  *task;

  for (guint i = 0; i < N_VIEWS; i++)
    {
      g_clear_object (&viewers[i].view);
      g_clear_object (&viewers[i].session);
    }
  while ((task = g_queue_pop_head (&loads)))
    {
      stree_task_return_nothing (task);
      stree_task_unref (task);
    }
  settle ();
  stree_cache_clear (cache);
  settle ();
  g_assert_cmpuint (stree_cache_get_n_entries (cache), ==, 0);
  g_assert_cmpuint (stree_cache_get_memory_used (cache), ==, 0);
  g_assert_cmpuint (g_hash_table_size (cache->keys), ==, 0);
  while (g_atomic_int_get (&n_freed) < g_atomic_int_get (&n_given))
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, g_atomic_int_get (&n_given));
  stree_clock_set (NULL);
}

void
mount_view (guint i, Body body)
{
  g_assert_null (viewers[i].view);
  viewers[i].view = stree_headless_new (viewers[i].session, "app", body, GUINT_TO_POINTER (i));
}

void
unmount_view (guint i)
{
  g_clear_object (&viewers[i].view);
}

void
rerun (guint i)
{
  stree_session_rerun (viewers[i].session);
  stree_session_flush (viewers[i].session);
}

gboolean
shows (guint i, const char *text)
{
  return stree_headless_has_text (viewers[i].view, text);
}

gpointer
given (void)
{
  g_atomic_int_inc (&n_given);
  return g_new0 (int, 1); /* so that a second free is found */
}

void
given_free (gpointer data)
{
  g_atomic_int_inc (&n_freed);
  g_free (data);
}

void
begin_load (StreeTask *task, gpointer data)
{
  g_assert_nonnull (data);
  n_loads++;
  g_queue_push_tail (&loads, stree_task_ref (task));
}

static void
result_free (gpointer result)
{
  g_atomic_int_inc (&n_results_freed);
  g_free (result);
}

void
end_load (const char *result)
{
  g_autoptr (StreeTask) task = g_queue_pop_head (&loads);

  stree_task_return_pointer (task, g_strdup (result), result_free);
  settle ();
}

void
end_load_badly (const char *message)
{
  g_autoptr (StreeTask) task = g_queue_pop_head (&loads);

  stree_task_fail (task, message);
  settle ();
}

StreeElement *
show_task (StreeTask *task)
{
  StreeTaskStatus status = stree_task_get_status (task);
  StreeTask      *previous = stree_task_get_previous (task);
  const char     *result = stree_task_get_pointer (task);
  const char     *before = previous ? stree_task_get_pointer (previous) : "nothing";

  n_runs++;
  if (status == STREE_TASK_DONE)
    return stree_text ("done %s%s", result ? result : "nothing", stree_task_is_refreshing (task) ? ", refreshing" : "");
  if (status == STREE_TASK_ERROR)
    return stree_text ("error %s", stree_task_get_error (task)->message);
  if (status == STREE_TASK_CANCELLED)
    return stree_text ("cancelled");
  return stree_text ("loading %g after %s", stree_task_get_progress (task), before);
}
