/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Suspense, and what else shows a task: components that wait, and the elements for each way a task can be in. */

#include "support.h"

#include "tasks/stree-task-submit.h"

/* Tasks that the test ends itself. */
static GHashTable *open_tasks; /* key -> StreeTask, both owned */
static int         version;
static guint       n_errors;
static guint       n_waiter_runs;

static void
keep_open (StreeTask *task, gpointer data)
{
  (void) data;
  g_hash_table_insert (open_tasks, g_strdup (stree_task_get_key (task)), stree_task_ref (task));
}

static void
finish (const char *key, const char *result)
{
  stree_task_return_variant (g_hash_table_lookup (open_tasks, key), g_variant_new_string (result));
}

static void
finish_badly (const char *key)
{
  stree_task_return_error (g_hash_table_lookup (open_tasks, key), g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s is not there", key));
}

static StreeElement *
waiter (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_state_int (cx, "count", 0);
  StreeTask  *task = stree_task_submit_with (cx, "thing", keep_open, NULL, NULL, .begin = TRUE, .deps = stree_deps (stree_value (version)));

  (void) props;
  n_waiter_runs++;
  if (!stree_await (cx, task))
    return NULL;
  return stree_vstack (stree_text ("got %s, count %d", g_variant_get_string (stree_task_get_variant (task), NULL), stree_state_get_int (count)),
                       stree_button ("Add", .key = "add", .on_click = stree_add (count, 1)));
}

static void
error_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_errors++;
}

static StreeElement *
suspended (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_text ("around"),
                       stree_suspense (stree_component (waiter), .loading = stree_text ("wait"), .keep = props != NULL));
}

static StreeElement *
bare (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_component (waiter));
}

/* What waits passes the ErrorBoundary, what failed passes the Suspense. */
static StreeElement *
mixed (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_error_boundary (
    stree_suspense (stree_error_boundary (stree_suspense (stree_component (waiter), .loading = stree_text ("inner wait")),
                                          .fallback = stree_text ("inner sorry"), .on_error = stree_call (error_cb, NULL)),
                    .loading = stree_text ("outer wait")),
    .fallback = stree_text ("outer sorry"), .on_error = stree_call (error_cb, NULL));
}

static StreeElement *
passing (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_suspense (stree_error_boundary (stree_component (waiter), .fallback = stree_text ("sorry"),
                                               .on_error = stree_call (error_cb, NULL)),
                         .loading = stree_text ("wait"));
}

static StreeHeadless *
start (StreeComponentFunc func, gpointer props)
{
  version = 0;
  n_errors = n_waiter_runs = 0;
  open_tasks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) stree_task_unref);
  return stree_headless_new (NULL, "app", func, props);
}

static void
stop (StreeHeadless *view)
{
  g_object_unref (view);
  g_clear_pointer (&open_tasks, g_hash_table_unref);
}

static void
rerun (StreeHeadless *view)
{
  stree_session_rerun (stree_headless_get_session (view));
  stree_session_flush (stree_headless_get_session (view));
}

static void
test_suspense (void)
{
  StreeHeadless *view = start (suspended, NULL);

  assert_has_text (view, "around");
  assert_has_text (view, "wait");
  finish ("thing", "one");
  wait_for (stree_headless_has_text (view, "got one, count 0"));
  g_assert_false (stree_headless_has_text (view, "wait"));
  click (view, "add");
  wait_for (stree_headless_has_text (view, "got one, count 1"));

  /* Again: it is off the screen, and has kept its state. */
  version = 1;
  rerun (view);
  assert_has_text (view, "wait");
  g_assert_false (stree_headless_has_text (view, "got one, count 1"));
  finish ("thing", "two");
  wait_for (stree_headless_has_text (view, "got two, count 1"));
  g_assert_false (stree_headless_has_text (view, "wait"));
  stop (view);
}

/* While nothing changes, what waits is not asked again and again. */
static void
test_quiet (void)
{
  StreeHeadless *view = start (suspended, NULL);
  guint          before = n_waiter_runs;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (n_waiter_runs, ==, before);
  stop (view);
}

static void
test_keep (void)
{
  StreeHeadless *view = start (suspended, (gpointer) "keep");

  assert_has_text (view, "wait"); /* nothing to keep yet */
  finish ("thing", "one");
  wait_for (stree_headless_has_text (view, "got one, count 0"));
  click (view, "add");
  wait_for (stree_headless_has_text (view, "got one, count 1"));
  version = 1;
  rerun (view);
  assert_has_text (view, "got one, count 1");
  g_assert_false (stree_headless_has_text (view, "wait"));
  finish ("thing", "two");
  wait_for (stree_headless_has_text (view, "got two, count 1"));
  stop (view);
}

/* Nobody catches it: the window says so, and no error is told. */
static void
test_root (void)
{
  StreeHeadless *view = start (bare, NULL);

  assert_has_text (view, "Loading…");
  finish ("thing", "one");
  wait_for (stree_headless_has_text (view, "got one, count 0"));
  g_assert_false (stree_headless_has_text (view, "Loading…"));
  stop (view);
}

static void
test_mixed (void)
{
  StreeHeadless *view = start (mixed, NULL);

  assert_has_text (view, "inner wait");
  g_assert_false (stree_headless_has_text (view, "outer wait"));
  finish_badly ("thing");
  wait_for (stree_headless_has_text (view, "inner sorry"));
  wait_for (n_errors == 1);
  g_assert_false (stree_headless_has_text (view, "outer sorry"));
  stop (view);

  view = start (passing, NULL);
  assert_has_text (view, "wait");
  g_assert_false (stree_headless_has_text (view, "sorry"));
  g_assert_cmpuint (n_errors, ==, 0);
  finish_badly ("thing");
  wait_for (stree_headless_has_text (view, "sorry"));
  wait_for (n_errors == 1);
  g_assert_false (stree_headless_has_text (view, "wait"));
  version = 1; /* another try */
  rerun (view);
  assert_has_text (view, "wait");
  finish ("thing", "one");
  wait_for (stree_headless_has_text (view, "got one, count 0"));
  stop (view);
}

/* --- match --- */

static const char *const keys[] = { "a", "b", "c" };

static StreeElement *
ready_one (StreeContext *cx, StreeTask *task, gpointer data)
{
  (void) cx;
  return stree_text ("%s %s", (const char *) data, g_variant_get_string (stree_task_get_variant (task), NULL));
}

static StreeElement *
ready_all (StreeContext *cx, StreeTask *const *tasks, guint n_tasks, gpointer data)
{
  StreeBuilder *texts = stree_builder_new ();

  (void) cx;
  (void) data;
  stree_builder_add (texts, stree_text ("all %u", n_tasks));
  for (guint i = 0; i < n_tasks; i++)
    stree_builder_add (texts, stree_text ("%s", g_variant_get_string (stree_task_get_variant (tasks[i]), NULL)));
  return stree_vstack (stree_builder_end (texts));
}

typedef enum
{
  MATCH_FULL,      /* an element for each */
  MATCH_NO_CANCEL, /* none for cancelled */
  MATCH_LEAST,     /* ready only */
} Match;

static StreeElement *
match_one (StreeContext *cx, gpointer props)
{
  Match      match = GPOINTER_TO_INT (props);
  StreeTask *task = stree_task_begin (cx, "a", keep_open, NULL, NULL);

  if (match == MATCH_LEAST)
    return stree_match_task (cx, task, .ready = ready_one, .data = (gpointer) "one");
  return stree_match_task (cx, task, .loading = stree_text ("loading"), .ready = ready_one, .data = (gpointer) "one",
                           .error = stree_text ("error %s", stree_task_get_error (task) ? stree_task_get_error (task)->message : "none"),
                           .cancelled = match == MATCH_FULL ? stree_text ("cancelled") : NULL);
}

static StreeElement *
match_many (StreeContext *cx, gpointer props)
{
  StreeTask *tasks[G_N_ELEMENTS (keys)];
  guint      n = GPOINTER_TO_UINT (props);

  for (guint i = 0; i < n; i++)
    tasks[i] = stree_task_begin (cx, keys[i], keep_open, NULL, NULL);
  return stree_match_task_many (cx, tasks, n, .loading = stree_text ("loading"), .ready = ready_all, .error = stree_text ("error"),
                                .cancelled = stree_text ("cancelled"));
}

static void
cancel (const char *key)
{
  StreeTask *task = g_hash_table_lookup (open_tasks, key);

  stree_task_cancel (task);
  stree_task_complete_cancelled (task);
}

static void
test_match (void)
{
  StreeHeadless *view = start (match_one, GINT_TO_POINTER (MATCH_FULL));

  assert_has_text (view, "loading");
  finish ("a", "A");
  wait_for (stree_headless_has_text (view, "one A"));
  stop (view);

  view = start (match_one, GINT_TO_POINTER (MATCH_FULL));
  finish_badly ("a");
  wait_for (stree_headless_has_text (view, "error a is not there"));
  stop (view);

  view = start (match_one, GINT_TO_POINTER (MATCH_FULL));
  cancel ("a");
  wait_for (stree_headless_has_text (view, "cancelled"));
  stop (view);

  view = start (match_one, GINT_TO_POINTER (MATCH_NO_CANCEL));
  cancel ("a");
  wait_for (stree_headless_has_text (view, "error none"));
  stop (view);
}

static StreeElement *
match_none (StreeContext *cx, gpointer props)
{
  StreeTask *tasks[2] = { NULL, NULL };

  if (props)
    return stree_match_task_many (cx, tasks, 2, .loading = stree_text ("loading"), .ready = ready_all, .error = stree_text ("error"));
  return stree_match_task (cx, NULL, .loading = stree_text ("loading"), .ready = ready_one, .data = (gpointer) "one",
                           .error = stree_text ("error"), .cancelled = stree_text ("cancelled"));
}

/* One that nobody has submitted has not come yet, either. */
static void
test_match_missing (void)
{
  for (guint many = 0; many < 2; many++)
    {
      StreeHeadless *view = start (match_none, GUINT_TO_POINTER (many));

      assert_has_text (view, "loading");
      stop (view);
    }
}

/* What nobody said how to show goes the way of all errors. */
static void
test_match_least (void)
{
  StreeHeadless *view = start (match_one, GINT_TO_POINTER (MATCH_LEAST));

  assert_has_text (view, "Loading…");
  finish_badly ("a");
  wait_for (stree_headless_has_text (view, "a is not there"));
  stop (view);

  view = start (match_one, GINT_TO_POINTER (MATCH_LEAST));
  cancel ("a");
  wait_for (stree_headless_has_text (view, "The task 'a' was cancelled"));
  stop (view);
}

static void
test_match_many (void)
{
  StreeHeadless *view = start (match_many, GUINT_TO_POINTER (3));

  assert_has_text (view, "loading");
  finish ("b", "B");
  cancel ("c");
  wait_for (stree_headless_has_text (view, "cancelled")); /* though one is not done */
  finish_badly ("a");
  wait_for (stree_headless_has_text (view, "error")); /* comes before cancelled */
  stop (view);

  view = start (match_many, GUINT_TO_POINTER (2));
  finish ("b", "B");
  finish ("a", "A");
  wait_for (stree_headless_has_text (view, "all 2"));
  assert_has_text (view, "A");
  assert_has_text (view, "B");
  stop (view);

  view = start (match_many, GUINT_TO_POINTER (0));
  assert_has_text (view, "all 0");
  stop (view);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/suspense/loading", test_suspense);
  g_test_add_func ("/suspense/quiet", test_quiet);
  g_test_add_func ("/suspense/keep", test_keep);
  g_test_add_func ("/suspense/root", test_root);
  g_test_add_func ("/suspense/mixed", test_mixed);
  g_test_add_func ("/suspense/match", test_match);
  g_test_add_func ("/suspense/match-missing", test_match_missing);
  g_test_add_func ("/suspense/match-least", test_match_least);
  g_test_add_func ("/suspense/match-many", test_match_many);
  return g_test_run ();
}
