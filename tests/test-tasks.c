/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Tasks: submitted by key, their ends, cancelling, progress, superseding, owning, pools. */

#include "support.h"

#include "core/stree-session-private.h"
#include "tasks/stree-tasks-private.h"

/* --- a gate that workers wait at --- */

static GMutex gate_lock;
static GCond  gate_cond;
static guint  gate_open;  /* how many may still pass */
static guint  n_at_gate;  /* have come to it */
static int    n_worked;   /* atomic */
static int    n_freed;    /* atomic */

static void
pass_gate (void)
{
  stree_lock (&gate_lock);
  n_at_gate++;
  g_cond_broadcast (&gate_cond);
  while (gate_open == 0)
    stree_wait (&gate_cond, &gate_lock);
  if (gate_open != G_MAXUINT)
    gate_open--;
  stree_unlock (&gate_lock);
}

static void
open_gate (guint n)
{
  stree_lock (&gate_lock);
  gate_open = n;
  g_cond_broadcast (&gate_cond);
  stree_unlock (&gate_lock);
}

static void
wait_at_gate (guint n)
{
  stree_lock (&gate_lock);
  while (n_at_gate < n)
    stree_wait (&gate_cond, &gate_lock);
  stree_unlock (&gate_lock);
}

static void
count_freed (gpointer data)
{
  (void) data;
  g_atomic_int_inc (&n_freed);
}

#define wait_for(condition)                                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    while (!(condition))                                                                                               \
      g_main_context_iteration (NULL, TRUE);                                                                           \
  }                                                                                                                    \
  G_STMT_END

/* --- a view whose component does what the test says --- */

static StreeElement *(*body) (StreeContext *cx);
static guint n_runs;
static StreeContext *context;

static StreeElement *
component (StreeContext *cx, gpointer props)
{
  (void) props;
  context = cx;
  n_runs++;
  return body (cx);
}

typedef struct
{
  StreeHeadless *view;
  StreeSession  *session;
} Fixture;

static StreeElement *
show_nothing (StreeContext *cx)
{
  (void) cx;
  return stree_text ("nothing");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) data;
  body = show_nothing;
  n_runs = 0;
  gate_open = n_at_gate = 0;
  g_atomic_int_set (&n_worked, 0);
  g_atomic_int_set (&n_freed, 0);
  fixture->session = stree_session_new ();
  fixture->view = stree_headless_new (fixture->session, "app", component, NULL);
}

static gboolean
is_idle (void)
{
  return stree_task_pool_get_n_running (NULL) == 0 && stree_task_pool_get_n_waiting (NULL) == 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  open_gate (G_MAXUINT);
  g_object_unref (fixture->view);
  g_object_unref (fixture->session);
  while (!is_idle ())
    g_thread_yield ();
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
show (StreeElement *(*func) (StreeContext *cx))
{
  body = func;
  stree_session_rerun (stree_context_get_session (context));
  stree_session_flush (stree_context_get_session (context));
}

/* --- workers --- */

static void
seven (StreeTask *task, gpointer data)
{
  (void) data;
  g_atomic_int_inc (&n_worked);
  stree_task_return_variant (task, g_variant_new_int32 (7));
}

static void
seven_later (StreeTask *task, gpointer data)
{
  pass_gate ();
  seven (task, data);
}

static void
no_result (StreeTask *task, gpointer data)
{
  (void) task;
  (void) data;
}

static void
boom (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_set_progress_text (task, "step 2");
  stree_task_return_error (task, g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no space for %s", stree_task_get_key (task)));
}

static void
text_of_data (StreeTask *task, gpointer data)
{
  stree_task_return_variant (task, g_variant_new_string (data));
}

static StreeTask *
submit (const char *key, StreeTaskFunc worker)
{
  return stree_task_submit (context, key, worker, &n_freed, count_freed);
}

/* --- how they end --- */

static void
test_done (Fixture *fixture, gconstpointer data)
{
  StreeTask      *task = submit ("job", seven);
  g_auto (GValue) value = G_VALUE_INIT;

  (void) fixture;
  (void) data;
  wait_for (stree_task_is_finished (task));
  g_assert_cmpint (stree_task_get_status (task), ==, STREE_TASK_DONE);
  g_assert_cmpint (g_variant_get_int32 (stree_task_get_variant (task)), ==, 7);
  g_assert_true (stree_task_get_value (task, &value));
  g_assert_true (G_VALUE_HOLDS_VARIANT (&value));
  g_assert_null (stree_task_get_error (task));
  g_assert_null (stree_task_get_object (task));
  g_assert_null (stree_task_get_boxed (task));
  g_assert_null (stree_task_get_pointer (task));
  g_assert_cmpfloat (stree_task_get_progress (task), ==, -1);
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 1);
}

static void
return_object (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_return_object (task, G_OBJECT (g_cancellable_new ()));
}

static void
return_boxed (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_return_boxed (task, G_TYPE_STRV, g_strsplit ("a b", " ", 0));
}

static void
return_pointer (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_return_pointer (task, g_strdup ("plain"), g_free);
}

static void
return_twice (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_return_pointer (task, g_strdup ("first"), g_free);
  stree_task_return_pointer (task, g_strdup ("second"), g_free);
}

static void
test_results (Fixture *fixture, gconstpointer data)
{
  StreeTask *object = submit ("object", return_object);
  StreeTask *boxed = submit ("boxed", return_boxed);
  StreeTask *pointer = submit ("pointer", return_pointer);
  StreeTask *nothing = submit ("nothing", no_result);
  g_auto (GValue) value = G_VALUE_INIT;

  (void) fixture;
  (void) data;
  wait_for (stree_task_is_finished (object) && stree_task_is_finished (boxed) && stree_task_is_finished (pointer) &&
            stree_task_is_finished (nothing));
  g_assert_true (G_IS_CANCELLABLE (stree_task_get_object (object)));
  g_assert_cmpstr (((char **) stree_task_get_boxed (boxed))[1], ==, "b");
  g_assert_cmpstr (stree_task_get_pointer (pointer), ==, "plain");
  g_assert_true (stree_task_get_value (pointer, &value));
  g_assert_cmpstr (g_value_get_pointer (&value), ==, "plain");
  g_assert_cmpint (stree_task_get_status (nothing), ==, STREE_TASK_DONE);
  g_value_unset (&value);
  g_assert_false (stree_task_get_value (nothing, &value));
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 4);
}

/* The error is kept whole, and so is what the worker said before. */
static void
test_error (Fixture *fixture, gconstpointer data)
{
  StreeTask *task = submit ("disk", boom);

  (void) fixture;
  (void) data;
  wait_for (stree_task_is_finished (task));
  g_assert_cmpint (stree_task_get_status (task), ==, STREE_TASK_ERROR);
  g_assert_error (stree_task_get_error (task), G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (stree_task_get_error (task)->message, ==, "no space for disk");
  g_assert_cmpstr (stree_task_get_progress_text (task), ==, "step 2");
  g_assert_null (stree_task_get_variant (task));
}

static void
test_return_twice (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  if (g_test_subprocess ())
    {
      StreeTask *task = submit ("twice", return_twice);

      wait_for (stree_task_is_finished (task));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*task 'twice' has said before how it ended*");
}

/* --- by key --- */

static void
test_same_key (Fixture *fixture, gconstpointer data)
{
  StreeTask *first = submit ("once", seven);
  StreeTask *second = submit ("once", seven);

  (void) fixture;
  (void) data;
  g_assert_true (first == second);
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 1); /* the second's data */
  wait_for (stree_task_is_finished (first));
  g_assert_true (submit ("once", seven) == first);
  g_assert_cmpint (g_atomic_int_get (&n_worked), ==, 1);
}

static StreeElement *
submit_blank (StreeContext *cx)
{
  g_assert_null (stree_task_submit (cx, " \t", seven, &n_freed, count_freed));
  return stree_text ("shown");
}

static void
test_blank_key (Fixture *fixture, gconstpointer data)
{
  (void) data;
  show (submit_blank);
  assert_shows (fixture->view, "expected a key that is not blank");
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 1);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;

  (void) fixture;
  (void) data;
  g_assert_null (stree_task_lookup (context, "nope"));
  g_assert_cmpint (stree_task_get_status (NULL), ==, STREE_TASK_MISSING);
  g_assert_null (stree_task_get_error (NULL));
  g_assert_false (stree_task_get_value (NULL, &value));
  g_assert_null (stree_task_get_variant (NULL));
  g_assert_cmpfloat (stree_task_get_progress (NULL), ==, -1);
  g_assert_null (stree_task_get_progress_text (NULL));
  g_assert_null (stree_task_get_progress_variant (NULL));
  g_assert_false (stree_task_is_cancel_requested (NULL));
  stree_task_cancel (NULL);
  stree_task_set_progress (NULL, 1);
  stree_task_complete_cancelled (NULL);
}

/* A global state by the same key has nothing to do with it. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  StreeState *state = stree_global_string (context, "job", "foreign");
  StreeTask  *task = submit ("job", seven);

  (void) fixture;
  (void) data;
  wait_for (stree_task_is_finished (task));
  g_assert_cmpstr (stree_state_get_string (state), ==, "foreign");
  g_assert_true (stree_task_dismiss (context, "job"));
  g_assert_cmpstr (stree_state_get_string (state), ==, "foreign");
}

static void
test_dismiss (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "a", "b", "running", "nope", NULL };
  g_autoptr (StreeTask) a = stree_task_ref (submit ("a", seven));
  StreeTask            *running = submit ("running", seven_later);

  (void) fixture;
  (void) data;
  submit ("b", boom);
  wait_at_gate (1);
  wait_for (stree_task_get_status (running) == STREE_TASK_RUNNING);
  wait_for (stree_task_is_finished (a) && stree_task_is_finished (stree_task_lookup (context, "b")));
  g_assert_false (stree_task_dismiss (context, "running"));
  g_assert_cmpuint (stree_task_dismiss_many (context, keys), ==, 2);
  g_assert_cmpint (stree_task_get_status (a), ==, STREE_TASK_MISSING);
  g_assert_null (stree_task_get_variant (a));
  g_assert_null (stree_task_lookup (context, "b"));
  g_assert_true (stree_task_lookup (context, "running") == running);
  g_assert_true (submit ("a", seven) != a);
}

/* --- several --- */

static void
test_many (Fixture *fixture, gconstpointer data)
{
  StreeTaskSpec specs[] = { { .key = "z", .worker = text_of_data, .data = (gpointer) "Z" },
                            { .key = "m", .worker = text_of_data, .data = (gpointer) "M" } };
  StreeTask    *tasks[2] = { NULL, NULL };

  (void) fixture;
  (void) data;
  g_assert_true (stree_task_submit_many (context, specs, 2, tasks));
  g_assert_cmpstr (stree_task_get_key (tasks[0]), ==, "z");
  g_assert_true (stree_task_submit_many_ordered (context, specs, 2, tasks));
  g_assert_cmpstr (stree_task_get_key (tasks[0]), ==, "m");
  g_assert_cmpstr (stree_task_get_key (tasks[1]), ==, "z");
  wait_for (stree_task_is_finished (tasks[0]) && stree_task_is_finished (tasks[1]));
  g_assert_cmpstr (g_variant_get_string (stree_task_get_variant (tasks[1]), NULL), ==, "Z");
  g_assert_true (stree_task_submit_many (context, NULL, 0, NULL));
}

static StreeElement *
submit_duplicates (StreeContext *cx)
{
  StreeTaskSpec specs[] = { { .key = "x", .worker = seven, .data = &n_freed, .destroy = count_freed },
                            { .key = "x", .worker = seven, .data = &n_freed, .destroy = count_freed } };
  StreeTask    *tasks[2];

  g_assert_false (stree_task_submit_many (cx, specs, 2, tasks));
  g_assert_null (tasks[0]);
  g_assert_null (tasks[1]);
  return stree_text ("shown");
}

static StreeElement *
submit_one_blank (StreeContext *cx)
{
  StreeTaskSpec specs[] = { { .key = "y", .worker = seven, .data = &n_freed, .destroy = count_freed },
                            { .key = "", .worker = seven, .data = &n_freed, .destroy = count_freed } };
  StreeTask    *tasks[2];

  g_assert_false (stree_task_submit_many_ordered (cx, specs, 2, tasks));
  return stree_text ("shown");
}

static void
test_many_bad (Fixture *fixture, gconstpointer data)
{
  (void) data;
  show (submit_duplicates);
  assert_shows (fixture->view, "the key 'x' is a duplicate");
  g_assert_null (stree_task_lookup (context, "x"));
  show (submit_one_blank);
  assert_shows (fixture->view, "expected a key that is not blank");
  g_assert_null (stree_task_lookup (context, "y"));
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 4);
  g_assert_cmpint (g_atomic_int_get (&n_worked), ==, 0);
}

/* --- cancelling --- */

static void
test_cancel_pending (Fixture *fixture, gconstpointer data)
{
  StreeTask *first, *second;

  (void) fixture;
  (void) data;
  first = stree_task_submit_with (context, "first", seven_later, &n_freed, count_freed, .pool = "serial");
  second = stree_task_submit_with (context, "second", seven, &n_freed, count_freed, .pool = "serial");
  wait_at_gate (1);
  g_assert_cmpint (stree_task_get_status (second), ==, STREE_TASK_PENDING);
  g_assert_cmpuint (stree_task_pool_get_n_waiting ("serial"), ==, 1);
  stree_task_cancel (second);
  g_assert_cmpint (stree_task_get_status (second), ==, STREE_TASK_CANCELLED);
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 1);
  open_gate (1);
  wait_for (stree_task_is_finished (first));
  g_assert_cmpint (g_atomic_int_get (&n_worked), ==, 1);
  g_assert_true (stree_task_dismiss (context, "second"));
}

static void
cooperative (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_complete_cancelled (task); /* nobody asked yet */
  pass_gate ();
  if (stree_task_is_cancel_requested (task))
    {
      stree_task_complete_cancelled (task);
      return;
    }
  stree_task_return_variant (task, g_variant_new_int32 (99));
}

static void
by_cancellable (StreeTask *task, gpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) data;
  pass_gate ();
  if (g_cancellable_set_error_if_cancelled (stree_task_get_cancellable (task), &error))
    stree_task_return_error (task, g_steal_pointer (&error));
}

static void
test_cancel_running (Fixture *fixture, gconstpointer data)
{
  StreeTask *asks, *stops, *goes_on;

  (void) fixture;
  (void) data;
  stree_task_pool_configure ("three", 3, 0);
  asks = stree_task_submit_with (context, "asks", cooperative, NULL, NULL, .pool = "three");
  stops = stree_task_submit_with (context, "stops", by_cancellable, NULL, NULL, .pool = "three");
  goes_on = stree_task_submit_with (context, "goes on", seven_later, NULL, NULL, .pool = "three");
  wait_at_gate (3);
  wait_for (stree_task_get_status (asks) == STREE_TASK_RUNNING);
  stree_task_cancel (asks);
  stree_task_cancel (stops);
  stree_task_cancel (goes_on);
  g_assert_cmpint (stree_task_get_status (asks), ==, STREE_TASK_RUNNING);
  g_assert_true (stree_task_is_cancel_requested (asks));
  open_gate (3);
  wait_for (stree_task_is_finished (asks) && stree_task_is_finished (stops) && stree_task_is_finished (goes_on));
  g_assert_cmpint (stree_task_get_status (asks), ==, STREE_TASK_CANCELLED);
  g_assert_cmpint (stree_task_get_status (stops), ==, STREE_TASK_CANCELLED);
  g_assert_cmpint (stree_task_get_status (goes_on), ==, STREE_TASK_DONE);
  g_assert_false (stree_task_is_cancel_requested (goes_on)); /* forgotten */
  g_assert_null (stree_task_get_error (stops));
  g_assert_null (stree_task_get_variant (asks));
}

/* The lane that takes it has it already when it is cancelled: it does not begin all the same. */
static void
test_cancel_taken (Fixture *fixture, gconstpointer data)
{
  StreeTask *task;

  (void) data;
  submit ("first", no_result); /* there is an inbox now */
  task = stree_task_new (fixture->session->tasks->inbox, "taken");
  task->worker = seven;
  g_cancellable_cancel (task->cancellable);
  stree_task_run (task);
  g_assert_cmpint (g_atomic_int_get (&n_worked), ==, 0);
  wait_for (stree_task_get_status (task) == STREE_TASK_CANCELLED);
  stree_task_unref (task);
}

/* --- progress --- */

static StreeElement *
show_progress (StreeContext *cx)
{
  StreeTask *task = stree_task_lookup (cx, "job");

  return stree_text ("%g", stree_task_get_progress (task));
}

static StreeElement *
show_status (StreeContext *cx)
{
  return stree_text ("%d", stree_task_get_status (stree_task_lookup (cx, "job")));
}

static void
report (StreeTask *task, gpointer data)
{
  guint n = GPOINTER_TO_UINT (data);

  for (guint i = 0; i <= n; i++)
    stree_task_set_progress (task, i);
  pass_gate ();
}

/* However often it is said, it is seen once a frame at most, and the last of it is not lost. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  StreeTask *task;
  gint64     start;
  guint      before;

  (void) data;
  show (show_progress);
  before = n_runs;
  start = g_get_monotonic_time ();
  task = stree_task_submit (context, "job", report, GUINT_TO_POINTER (200000), NULL);
  wait_for (stree_task_get_progress (task) == 200000);
  wait_for (stree_headless_has_text (fixture->view, "200000"));
  /* One for the task that came, one for each begun frame. */
  g_assert_cmpuint (n_runs - before, <=, 2 + (guint) ((g_get_monotonic_time () - start) / 16000));
  open_gate (1);
  wait_for (stree_task_is_finished (task));
  g_assert_cmpfloat (stree_task_get_progress (task), ==, 200000);
}

/* Who reads only how it ends does not run for how far it is. */
static void
test_progress_unread (Fixture *fixture, gconstpointer data)
{
  StreeTask *task;
  guint      before;

  (void) data;
  show (show_status);
  task = stree_task_submit (context, "job", report, GUINT_TO_POINTER (10), NULL);
  wait_for (stree_task_get_progress (task) == 10);
  wait_for (stree_headless_has_text (fixture->view, "2"));
  before = n_runs;
  open_gate (1);
  wait_for (stree_headless_has_text (fixture->view, "3"));
  g_assert_cmpuint (n_runs, ==, before + 1);
}

static void
variants (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_set_progress_variant (task, g_variant_new ("(ii)", 3, 4));
  pass_gate ();
  stree_task_set_progress (task, 0.5);
}

static void
says_more (StreeTask *task, gpointer data)
{
  stree_task_set_progress (task, 1);
  seven (task, data);
  stree_task_set_progress (task, 2);
}

/* What it says after its end is heard by nobody. */
static void
test_progress_after_end (Fixture *fixture, gconstpointer data)
{
  StreeTask *task = submit ("job", says_more);

  (void) fixture;
  (void) data;
  wait_for (stree_task_is_finished (task));
  g_assert_cmpfloat (stree_task_get_progress (task), ==, 1);
}

static void
test_progress_kinds (Fixture *fixture, gconstpointer data)
{
  StreeTask           *task = submit ("job", variants);
  g_autoptr (GVariant) first = NULL;
  g_autoptr (GVariant) second = NULL;

  (void) fixture;
  (void) data;
  wait_for ((first = stree_task_get_progress_variant (task)));
  g_assert_cmpstr (g_variant_get_type_string (first), ==, "(ii)");
  g_assert_cmpfloat (stree_task_get_progress (task), ==, -1);
  g_assert_null (stree_task_get_progress_text (task));
  open_gate (1);
  wait_for (stree_task_is_finished (task));
  g_assert_cmpfloat (stree_task_get_progress (task), ==, 0.5);
  second = stree_task_get_progress_variant (task);
  g_assert_cmpfloat (g_variant_get_double (second), ==, 0.5);
}

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

/* --- all of them --- */

static void
test_summarize (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) rows = NULL;
  g_autofree char     *text = NULL;
  StreeTask           *b = submit ("b", boom);
  StreeTask           *a = submit ("a", seven);

  (void) fixture;
  (void) data;
  wait_for (stree_task_is_finished (a) && stree_task_is_finished (b));
  rows = g_variant_ref_sink (stree_summarize_tasks (context));
  text = g_variant_print (rows, FALSE);
  g_assert_cmpstr (text, ==,
                   "[{'key': <'a'>, 'status': <'done'>, 'has_error': <false>, 'has_result': <true>, 'cancel_requested': <false>, "
                   "'progress': <''>}, "
                   "{'key': <'b'>, 'status': <'error'>, 'has_error': <true>, 'has_result': <false>, 'cancel_requested': <false>, "
                   "'progress': <'step 2'>}]");
}

static void
say_much (StreeTask *task, gpointer data)
{
  g_autofree char *text = g_strnfill (300, 'x');
  g_autofree char *more = g_strdup_printf ("äöü%s", text);

  (void) data;
  stree_task_set_progress_text (task, more);
}

static void
test_summarize_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) rows = NULL;
  g_autoptr (GVariant) row = NULL;
  const char          *progress;
  StreeTask           *task = submit ("much", say_much);

  (void) fixture;
  (void) data;
  wait_for (stree_task_is_finished (task));
  rows = g_variant_ref_sink (stree_summarize_tasks (context));
  row = g_variant_get_child_value (rows, 0);
  g_assert_true (g_variant_lookup (row, "progress", "&s", &progress));
  g_assert_cmpint (g_utf8_strlen (progress, -1), ==, 120);
}

/* --- what a worker must not do --- */

static void
touch_state (StreeTask *task, gpointer data)
{
  (void) task;
  stree_state_set_int (data, 1);
}

static void
test_worker_touches_state (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  if (g_test_subprocess ())
    {
      StreeTask *task = stree_task_submit (context, "bad", touch_state, stree_global_int (context, "n", 0), NULL);

      wait_for (stree_task_is_finished (task));
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*stree_state_set_int () was called by the worker of the task 'bad'*");
}

#define ADD(path, func) g_test_add ("/tasks/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  ADD ("done", test_done);
  ADD ("results", test_results);
  ADD ("error", test_error);
  ADD ("return-twice", test_return_twice);
  ADD ("same-key", test_same_key);
  ADD ("blank-key", test_blank_key);
  ADD ("missing", test_missing);
  ADD ("foreign", test_foreign);
  ADD ("dismiss", test_dismiss);
  ADD ("many", test_many);
  ADD ("many-bad", test_many_bad);
  ADD ("cancel-pending", test_cancel_pending);
  ADD ("cancel-running", test_cancel_running);
  ADD ("cancel-taken", test_cancel_taken);
  ADD ("progress", test_progress);
  ADD ("progress-unread", test_progress_unread);
  ADD ("progress-after-end", test_progress_after_end);
  ADD ("progress-kinds", test_progress_kinds);
  ADD ("superseded", test_superseded);
  ADD ("keep", test_keep);
  ADD ("owned", test_owned);
  ADD ("owned-by-handler", test_owned_by_handler);
  ADD ("wakes", test_wakes);
  g_test_add_func ("/tasks/session-gone", test_session_gone);
  ADD ("begin", test_begin);
  ADD ("pool-serial", test_pool_serial);
  ADD ("pool-full", test_pool_full);
  ADD ("pool-smaller", test_pool_smaller);
  ADD ("work", test_work);
  ADD ("summarize", test_summarize);
  ADD ("summarize-long", test_summarize_long);
  ADD ("worker-touches-state", test_worker_touches_state);
  return g_test_run ();
}
