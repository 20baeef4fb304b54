/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "task-fixture.h"

/* --- a gate that workers wait at --- */

static GMutex gate_lock;
static GCond  gate_cond;
static guint  gate_open;  /* how many may still pass */
static guint  n_at_gate;  /* have come to it */
static guint  n_inside;   /* are at it, or on their way out */
int    n_worked;   /* atomic */
int    n_freed;    /* atomic */

void
pass_gate (void)
{
  stree_lock (&gate_lock);
  n_at_gate++;
  n_inside++;
  g_cond_broadcast (&gate_cond);
  while (gate_open == 0)
    stree_wait (&gate_cond, &gate_lock);
  if (gate_open != G_MAXUINT)
    gate_open--;
  n_inside--;
  g_cond_broadcast (&gate_cond);
  stree_unlock (&gate_lock);
}

void
open_gate (guint n)
{
  stree_lock (&gate_lock);
  gate_open = n;
  g_cond_broadcast (&gate_cond);
  stree_unlock (&gate_lock);
}

void
wait_at_gate (guint n)
{
  stree_lock (&gate_lock);
  while (n_at_gate < n)
    stree_wait (&gate_cond, &gate_lock);
  stree_unlock (&gate_lock);
}

void
count_freed (gpointer data)
{
  (void) data;
  g_atomic_int_inc (&n_freed);
}


void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) data;
  gate_open = n_at_gate = 0;
  g_atomic_int_set (&n_worked, 0);
  g_atomic_int_set (&n_freed, 0);
  fixture->session = stree_session_new ();
  fixture->view = body_new (fixture->session);
}

gboolean
is_idle (void)
{
  return stree_task_pool_get_n_running (NULL) == 0 && stree_task_pool_get_n_waiting (NULL) == 0;
}

/* Pools that tests make. */
static const char *const pools[] = { "serial", "shrinks", "small", "three" };

void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  open_gate (G_MAXUINT);
  g_object_unref (fixture->view);
  g_object_unref (fixture->session);
  while (!is_idle ())
    g_thread_yield ();
  /* Those of other pools, too: the next test has the gate for itself. */
  for (guint i = 0; i < G_N_ELEMENTS (pools); i++)
    while (stree_task_pool_get_n_running (pools[i]) > 0)
      g_thread_yield ();
  stree_lock (&gate_lock);
  while (n_inside > 0)
    stree_wait (&gate_cond, &gate_lock);
  stree_unlock (&gate_lock);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* --- workers --- */

void
seven (StreeTask *task, gpointer data)
{
  (void) data;
  g_atomic_int_inc (&n_worked);
  stree_task_return_variant (task, g_variant_new_int32 (7));
}

void
seven_later (StreeTask *task, gpointer data)
{
  pass_gate ();
  seven (task, data);
}

void
no_result (StreeTask *task, gpointer data)
{
  (void) task;
  (void) data;
}

void
boom (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_set_progress_text (task, "step 2");
  stree_task_return_error (task, g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no space for %s", stree_task_get_key (task)));
}

void
text_of_data (StreeTask *task, gpointer data)
{
  stree_task_return_variant (task, g_variant_new_string (data));
}

StreeTask *
submit (const char *key, StreeTaskFunc worker)
{
  return stree_task_submit (context, key, worker, &n_freed, count_freed);
}

StreeElement *
show_status (StreeContext *cx)
{
  return stree_text ("%d", stree_task_get_status (stree_task_lookup (cx, "job")));
}
