/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What goes on outside the tree, as a state: time, on a clock that the test turns. */

#include "support.h"

#include "core/stree-clock-private.h"
#include "tasks/stree-watch-private.h"

static gint64 now;
static int    period;
static int    n_runs;
static int    n_part_runs;
static gboolean wanted;

static gint64
read_clock (void)
{
  return now;
}

/* Lets what is due happen, and the rerun that follows. */
static void
pass (gint64 milliseconds)
{
  now += milliseconds * 1000;
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
begin (void)
{
  now = 1000000;
  period = 100;
  n_runs = n_part_runs = 0;
  wanted = TRUE;
  stree_clock_set (read_clock);
}

static StreeElement *
ticker (StreeContext *cx, gpointer props)
{
  StreeState *ticks = stree_watch_interval (cx, "tick", period);

  (void) props;
  n_part_runs++;
  return stree_text ("ticks %d", stree_state_get_int (ticks));
}

static StreeElement *
with_ticker (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  n_runs++;
  return stree_vstack (stree_text ("root"), wanted ? stree_component (ticker) : NULL);
}

static void
test_interval (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  begin ();
  view = stree_headless_new (NULL, "app", with_ticker, NULL);
  assert_has_text (view, "ticks 0");
  pass (99);
  assert_has_text (view, "ticks 0");
  pass (1);
  assert_has_text (view, "ticks 1");
  g_assert_cmpint (n_part_runs, ==, 2);
  pass (350); /* what was missed is counted, and is one rerun */
  assert_has_text (view, "ticks 4");
  g_assert_cmpint (n_part_runs, ==, 3);
  pass (50); /* no drift: the fifth is 500 after the beginning */
  assert_has_text (view, "ticks 5");
}

static void
test_unmount (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  begin ();
  view = stree_headless_new (NULL, "app", with_ticker, NULL);
  g_assert_cmpuint (stree_watch_get_n_bound (), ==, 1);
  for (int i = 0; i < 1000; i++)
    {
      wanted = !wanted;
      stree_headless_rerun (view);
      g_assert_cmpuint (stree_watch_get_n_bound (), ==, wanted);
    }
  wanted = FALSE;
  stree_headless_rerun (view);
  n_part_runs = 0;
  pass (1000);
  g_assert_cmpint (n_part_runs, ==, 0);
}

static void
test_rebind (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  begin ();
  view = stree_headless_new (NULL, "app", with_ticker, NULL);
  pass (250);
  assert_has_text (view, "ticks 2");
  period = 1000;
  stree_headless_rerun (view);
  assert_has_text (view, "ticks 0");
  g_assert_cmpuint (stree_watch_get_n_bound (), ==, 1);
  pass (999);
  assert_has_text (view, "ticks 0");
  pass (1);
  assert_has_text (view, "ticks 1");
}

static StreeElement *
waiter (StreeContext *cx, gpointer props)
{
  StreeState *over = stree_watch_timeout (cx, "soon", period);

  (void) props;
  n_runs++;
  return stree_text (stree_state_get_bool (over) ? "over" : "waiting");
}

static void
test_timeout (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  begin ();
  view = stree_headless_new (NULL, "app", waiter, NULL);
  pass (99);
  assert_has_text (view, "waiting");
  pass (1);
  assert_has_text (view, "over");
  pass (1000);
  g_assert_cmpint (n_runs, ==, 2);
  period = 200;
  stree_headless_rerun (view);
  assert_has_text (view, "waiting");
  pass (200);
  assert_has_text (view, "over");
}

/* --- what is refused --- */

static StreeElement *
twice (StreeContext *cx, gpointer props)
{
  (void) props;
  stree_watch_interval (cx, "tick", 100);
  return stree_text ("ticks %d", stree_state_get_int (stree_watch_interval (cx, "tick", 200)));
}

static StreeElement *
blank (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_text ("ticks %d", stree_state_get_int (stree_watch_interval (cx, " ", 100)));
}

static StreeComponentFunc refused;

static StreeElement *
guarded (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_error_boundary (stree_component (refused));
}

static void
assert_refused (StreeComponentFunc func, const char *part)
{
  g_autoptr (StreeHeadless) view = NULL;

  refused = func;
  view = stree_headless_new (NULL, "app", guarded, NULL);
  assert_shows (view, part);
}

static void
test_refused (void)
{
  begin ();
  period = 0;
  assert_refused (ticker, "expected 1 or more");
  period = -5;
  assert_refused (ticker, "is of -5 ms; expected 1 or more");
  assert_refused (twice, "is asked for twice in a run, as the interval 100 ms and as the interval 200 ms");
  assert_refused (blank, "expected a name that is not blank");
  g_assert_cmpuint (stree_watch_get_n_bound (), ==, 0);
}

static StreeState *kept;

static StreeElement *
keeper (StreeContext *cx, gpointer props)
{
  (void) props;
  if (kept)
    stree_state_unref (kept);
  kept = stree_state_ref (stree_watch_interval (cx, "tick", period));
  return stree_text ("keeper");
}

/* It is not written from outside, and not saved; held beyond its component it still reads. */
static void
test_state (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  begin ();
  view = stree_headless_new (NULL, "app", keeper, NULL);
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "State 'tick' follows what it watches and is read-only");
  stree_state_set_int (kept, 7);
  g_test_assert_expected_messages ();
  pass (100);
  g_assert_cmpint (stree_state_get_int (kept), ==, 1);
  g_assert_cmpuint (count_reruns (view), ==, 1); /* nobody reads it */
  g_clear_object (&view);
  g_assert_cmpuint (stree_watch_get_n_bound (), ==, 0);
  pass (1000);
  g_assert_cmpint (stree_state_get_int (kept), ==, 1);
  g_clear_pointer (&kept, stree_state_unref);
}

static GListStore *rows;

static StreeElement *
lister (StreeContext *cx, gpointer props)
{
  StreeState *changes = stree_watch_list (cx, "rows", G_LIST_MODEL (rows));

  (void) props;
  n_runs++;
  return stree_text ("%d changes, %u rows", stree_state_get_int (changes), g_list_model_get_n_items (G_LIST_MODEL (rows)));
}

static void
test_list (void)
{
  g_autoptr (StreeHeadless) view = NULL;
  g_autoptr (GListStore)    first = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GListStore)    second = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GObject)       item = g_object_new (G_TYPE_OBJECT, NULL);

  begin ();
  rows = first;
  view = stree_headless_new (NULL, "app", lister, NULL);
  assert_has_text (view, "0 changes, 0 rows");
  for (int i = 0; i < 3; i++)
    g_list_store_append (first, item);
  pass (0);
  assert_has_text (view, "3 changes, 3 rows");
  g_assert_cmpint (n_runs, ==, 2);
  rows = second;
  stree_headless_rerun (view);
  assert_has_text (view, "0 changes, 0 rows");
  g_assert_cmpuint (G_OBJECT (first)->ref_count, ==, 1);
  g_assert_cmpuint (g_signal_handler_find (first, G_SIGNAL_MATCH_ID, g_signal_lookup ("items-changed", G_TYPE_LIST_STORE), 0, NULL,
                                           NULL, NULL), ==, 0);
  g_clear_object (&view);
  g_assert_cmpuint (G_OBJECT (second)->ref_count, ==, 1);
  g_assert_cmpuint (stree_watch_get_n_bound (), ==, 0);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/watch/interval", test_interval);
  g_test_add_func ("/watch/unmount", test_unmount);
  g_test_add_func ("/watch/rebind", test_rebind);
  g_test_add_func ("/watch/timeout", test_timeout);
  g_test_add_func ("/watch/refused", test_refused);
  g_test_add_func ("/watch/state", test_state);
  g_test_add_func ("/watch/list", test_list);
  return g_test_run ();
}
