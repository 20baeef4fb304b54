/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Tasks: submitted by key, their ends, cancelling, progress. */

#include "task-fixture.h"

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
  g_assert_false (stree_task_dismiss (context, "second")); /* it is on its way yet */
  g_assert_true (stree_task_lookup (context, "second") == second);
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

static void
report_without_end (StreeTask *task, gpointer data)
{
  (void) data;
  for (guint i = 0; !stree_task_is_cancel_requested (task); i++)
    stree_task_set_progress (task, i);
  stree_task_complete_cancelled (task);
}

/* Nor while there is always something new. */
static void
test_progress_without_end (Fixture *fixture, gconstpointer data)
{
  StreeTask *task;
  gint64     start;
  guint      before;

  (void) data;
  (void) fixture;
  show (show_progress);
  before = n_runs;
  start = g_get_monotonic_time ();
  task = stree_task_submit (context, "job", report_without_end, NULL, NULL);
  wait_for (n_runs - before >= 10 && stree_task_get_progress (task) > 0);
  g_assert_cmpuint (n_runs - before, <=, 2 + (guint) ((g_get_monotonic_time () - start) / 16000));
  stree_task_cancel (task);
  wait_for (stree_task_is_finished (task));
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
  ADD ("progress-without-end", test_progress_without_end);
  ADD ("progress-unread", test_progress_unread);
  ADD ("progress-after-end", test_progress_after_end);
  ADD ("progress-kinds", test_progress_kinds);
  ADD ("summarize", test_summarize);
  ADD ("summarize-long", test_summarize_long);
  ADD ("worker-touches-state", test_worker_touches_state);
  return g_test_run ();
}
