/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Tasks: superseded, owned, waking those who read them, begun in the main thread, in pools, at the end of a session. */

#include "task-fixture.h"

#include "tasks/stree-task-pool-private.h"

/* --- superseding --- */

static int asked;

static StreeElement *
show_result (StreeContext *cx, StreeTask *task, gpointer data)
{
  (void) cx;
  (void) data;
  return stree_text ("result %s", g_variant_get_string (stree_task_get_variant (task), NULL));
}

static void
answer (StreeTask *task, gpointer data)
{
  pass_gate ();
  stree_task_return_variant (task, g_variant_new_take_string (g_strdup_printf ("%d", GPOINTER_TO_INT (data))));
}

static StreeElement *
search (StreeContext *cx)
{
  StreeTask *task = stree_task_submit_with (cx, "search", answer, GINT_TO_POINTER (asked), NULL,
                                            .deps = stree_deps (stree_value (asked)));

  return stree_match_task (cx, task, .loading = stree_text ("loading"), .ready = show_result);
}

static StreeElement *
search_and_keep (StreeContext *cx)
{
  StreeTask *task = stree_task_submit_with (cx, "search", answer, GINT_TO_POINTER (asked), NULL,
                                            .deps = stree_deps (stree_value (asked)));

  return stree_match_task (cx, task, .loading = stree_text ("loading"), .ready = show_result, .keep = TRUE);
}

/* 1,000 requests one after the other, their results in any order: what shows in the end is that of the last. */
static void
test_superseded (Fixture *fixture, gconstpointer data)
{
  (void) data;
  open_gate (G_MAXUINT);
  for (asked = 0; asked < 1000; asked++)
    {
      show (search);
      if (asked % 7 == 0)
        g_main_context_iteration (NULL, FALSE);
      g_assert_true (stree_headless_has_text (fixture->view, "loading"));
    }
  asked--;
  wait_for (stree_headless_has_text (fixture->view, "result 999"));
  wait_for (is_idle ());
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  assert_has_text (fixture->view, "result 999");
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  (void) data;
  asked = 1;
  show (search_and_keep);
  assert_has_text (fixture->view, "loading");
  open_gate (1);
  wait_for (stree_headless_has_text (fixture->view, "result 1"));
  asked = 2;
  show (search_and_keep);
  assert_has_text (fixture->view, "result 1");
  asked = 3; /* what it superseded was not done, and hands on what that had */
  show (search_and_keep);
  assert_has_text (fixture->view, "result 1");
  open_gate (2);
  wait_for (stree_headless_has_text (fixture->view, "result 3"));
  g_assert_null (stree_task_get_previous (stree_task_lookup (context, "search")));
}

static StreeTask *
submit_for (double number, StreeState *state)
{
  return stree_task_submit_with (context, "precise", seven, NULL, NULL, .deps = stree_deps (stree_value (number), stree_value (state)));
}

/* Numbers that are printed alike are not the same; a state stands for what it holds. */
static void
test_deps (Fixture *fixture, gconstpointer data)
{
  StreeState           *state = stree_global_int (context, "n", 1);
  g_autoptr (StreeTask) first = stree_task_ref (submit_for (1, state));
  g_autoptr (StreeTask) second = NULL;

  (void) fixture;
  (void) data;
  g_assert_true (submit_for (1, state) == first);
  second = stree_task_ref (submit_for (1 + 1e-12, state));
  g_assert_true (second != first);
  g_assert_cmpint (stree_task_get_status (first), ==, STREE_TASK_MISSING);
  stree_state_set_int (state, 2);
  g_assert_true (submit_for (1 + 1e-12, state) != second);
}

/* --- owning --- */

static gboolean want_part;

static StreeElement *
part (StreeContext *cx, gpointer props)
{
  (void) props;
  stree_task_submit_with (cx, "mine", seven_later, &n_freed, count_freed, .owned = TRUE);
  return stree_text ("part");
}

static StreeElement *
maybe_part (StreeContext *cx)
{
  (void) cx;
  return stree_vstack (want_part ? stree_component (part) : NULL);
}

static StreeElement *
submit_by_number (StreeContext *cx)
{
  stree_task_submit_with (cx, stree_str ("find %d", asked), seven_later, &n_freed, count_freed, .owned = TRUE);
  return stree_text ("part");
}

static void
test_owned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeTask) task = NULL;

  (void) fixture;
  (void) data;
  want_part = TRUE;
  show (maybe_part);
  task = stree_task_ref (stree_task_lookup (context, "mine"));
  wait_at_gate (1);
  show (maybe_part);
  g_assert_false (stree_task_is_cancel_requested (task));
  want_part = FALSE;
  show (maybe_part);
  g_assert_true (stree_task_is_cancel_requested (task));
  g_assert_null (stree_task_lookup (context, "mine"));
  open_gate (1);
  wait_for (is_idle ());
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpint (stree_task_get_status (task), ==, STREE_TASK_MISSING);

  /* A run that asks for another lets go of the one before. */
  asked = 1;
  show (submit_by_number);
  g_assert_nonnull (stree_task_lookup (context, "find 1"));
  asked = 2;
  show (submit_by_number);
  g_assert_null (stree_task_lookup (context, "find 1"));
  g_assert_nonnull (stree_task_lookup (context, "find 2"));
}

static void
submit_owned_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_task_submit_with (stree_event_get_context (event), "handled", seven_later, NULL, NULL, .owned = TRUE);
}

static StreeElement *
with_button (StreeContext *cx)
{
  (void) cx;
  return stree_button ("Go", .key = "go", .on_click = stree_call (submit_owned_cb, NULL));
}

/* A handler submits once: runs that do not are no reason to stop. */
static void
test_owned_by_handler (Fixture *fixture, gconstpointer data)
{
  (void) data;
  show (with_button);
  click (fixture->view, "go");
  show (with_button);
  show (with_button);
  g_assert_nonnull (stree_task_lookup (context, "handled"));
  g_assert_false (g_cancellable_is_cancelled (stree_task_get_cancellable (stree_task_lookup (context, "handled"))));
}

/* --- waking, and who is woken --- */

static void
test_wakes (Fixture *fixture, gconstpointer data)
{
  (void) data;
  show (show_status);
  assert_has_text (fixture->view, "0");
  submit ("job", seven_later); /* whoever looked for it finds it */
  wait_for (stree_headless_has_text (fixture->view, "2"));
  open_gate (1);
  wait_for (stree_headless_has_text (fixture->view, "3"));
  stree_task_dismiss (context, "job");
  wait_for (stree_headless_has_text (fixture->view, "0"));
}

/* The session goes while workers work. */
static void
test_session_gone (void)
{
  Fixture               fixture;
  g_autoptr (StreeTask) task = NULL;

  set_up (&fixture, NULL);
  task = stree_task_ref (submit ("job", seven_later));
  wait_at_gate (1);
  g_object_unref (fixture.view);
  g_object_unref (fixture.session);
  g_assert_true (stree_task_is_cancel_requested (task));
  g_assert_cmpint (stree_task_get_status (task), ==, STREE_TASK_MISSING);
  open_gate (1);
  wait_for (is_idle ());
  g_clear_pointer (&task, stree_task_unref);
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 1);
}

/* --- begun in the main thread --- */

static StreeTask *begun;

static void
begin_cb (StreeTask *task, gpointer data)
{
  (void) data;
  begun = stree_task_ref (task);
}

static void
test_begin (Fixture *fixture, gconstpointer data)
{
  StreeTask *task = stree_task_begin (context, "async", begin_cb, &n_freed, count_freed);

  (void) fixture;
  (void) data;
  g_assert_true (begun == task);
  g_assert_true (stree_task_begin (context, "async", begin_cb, NULL, NULL) == task);
  g_assert_cmpint (stree_task_get_status (task), ==, STREE_TASK_RUNNING);
  stree_task_return_variant (begun, g_variant_new_int32 (1));
  g_clear_pointer (&begun, stree_task_unref);
  wait_for (stree_task_is_finished (task));
  g_assert_cmpint (g_variant_get_int32 (stree_task_get_variant (task)), ==, 1);
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 1);
}

/* --- pools --- */

static GString *order;
static GMutex   order_lock;

static void
note_order (StreeTask *task, gpointer data)
{
  (void) data;
  pass_gate ();
  stree_lock (&order_lock);
  g_string_append (order, stree_task_get_key (task));
  stree_unlock (&order_lock);
}

static void
test_pool_serial (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key;
    int         priority;
  } jobs[] = { { "a", 0 }, { "b", 0 }, { "c", 5 }, { "d", -5 }, { "e", 0 } };
  StreeTask *last = NULL;

  (void) fixture;
  (void) data;
  order = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      last = stree_task_submit_with (context, jobs[i].key, note_order, NULL, NULL, .pool = "one by one", .priority = jobs[i].priority);
      if (i == 0)
        wait_at_gate (1);
    }
  g_assert_cmpuint (stree_task_pool_get_n_running ("one by one"), ==, 1);
  g_assert_cmpuint (stree_task_pool_get_n_waiting ("one by one"), ==, 4);
  open_gate (G_MAXUINT);
  wait_for (stree_task_is_finished (last) && stree_task_is_finished (stree_task_lookup (context, "c")));
  g_assert_cmpstr (order->str, ==, "adbec");
  g_string_free (order, TRUE);
}

static void
test_pool_full (Fixture *fixture, gconstpointer data)
{
  StreeTask *tasks[4];

  (void) fixture;
  (void) data;
  stree_task_pool_configure ("small", 1, 2);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      tasks[i] = stree_task_submit_with (context, key, seven_later, &n_freed, count_freed, .pool = "small");
      if (i == 0)
        wait_at_gate (1);
    }
  g_assert_cmpint (stree_task_get_status (tasks[2]), ==, STREE_TASK_PENDING);
  g_assert_error (stree_task_get_error (tasks[3]), G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_cmpstr (stree_task_get_error (tasks[3])->message, ==, "Too much is under way: 2 tasks wait for 'small' already");
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 1);
  /* More room, and those that wait begin. */
  stree_task_pool_configure ("small", 3, 2);
  wait_at_gate (3);
  g_assert_cmpuint (stree_task_pool_get_n_threads ("small"), ==, 3);
  open_gate (G_MAXUINT);
  wait_for (stree_task_is_finished (tasks[2]));
}

/* Fewer at a time: what runs goes on, and then only so many do. */
static void
test_pool_smaller (Fixture *fixture, gconstpointer data)
{
  StreeTask *last = NULL;

  (void) fixture;
  (void) data;
  stree_task_pool_configure ("shrinks", 3, 0);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);

      last = stree_task_submit_with (context, key, seven_later, NULL, NULL, .pool = "shrinks");
    }
  wait_at_gate (3);
  stree_task_pool_configure ("shrinks", 1, 0);
  g_assert_cmpuint (stree_task_pool_get_n_running ("shrinks"), ==, 3);
  open_gate (3);
  wait_at_gate (4);
  while (stree_task_pool_get_n_running ("shrinks") > 1) /* the others leave */
    g_thread_yield ();
  g_assert_cmpuint (stree_task_pool_get_n_waiting ("shrinks"), ==, 2);
  open_gate (G_MAXUINT);
  wait_for (stree_task_is_finished (last));
}

/* What a library asks for does not undo what the program has said. */
static void
test_pool_prepare (void)
{
  stree_task_pool_prepare ("prepared", 6);
  g_assert_cmpuint (stree_task_pool_get_n_threads ("prepared"), ==, 6);
  stree_task_pool_configure ("configured", 1, 0);
  stree_task_pool_prepare ("configured", 6);
  g_assert_cmpuint (stree_task_pool_get_n_threads ("configured"), ==, 1);
}

/* --- work that the end of the program would break off --- */

static void
test_work (Fixture *fixture, gconstpointer data)
{
  StreeTask     *task = stree_task_submit_with (context, "export", seven_later, NULL, NULL, .work = "The export");
  g_auto (GStrv) before = stree_session_list_work (fixture->session);
  g_auto (GStrv) after = NULL;

  (void) data;
  g_assert_cmpstr (before[0], ==, "The export");
  open_gate (1);
  wait_for (stree_task_is_finished (task));
  after = stree_session_list_work (fixture->session);
  g_assert_null (after[0]);
}

#define ADD(path, func) g_test_add ("/tasks/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  ADD ("superseded", test_superseded);
  ADD ("keep", test_keep);
  ADD ("deps", test_deps);
  ADD ("owned", test_owned);
  ADD ("owned-by-handler", test_owned_by_handler);
  ADD ("wakes", test_wakes);
  g_test_add_func ("/tasks/session-gone", test_session_gone);
  ADD ("begin", test_begin);
  ADD ("pool-serial", test_pool_serial);
  ADD ("pool-full", test_pool_full);
  ADD ("pool-smaller", test_pool_smaller);
  g_test_add_func ("/tasks/pool-prepare", test_pool_prepare);
  ADD ("work", test_work);
  return g_test_run ();
}
