/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* DeferredFragment: what reruns, and what does not; the first build behind a placeholder; failures inside. */

#include "core/stree-scope-private.h"
#include "support.h"

/* How often each component ran; what the root passes on. */
typedef struct
{
  int         n_root, n_a, n_a2, n_b, n_outside;
  gboolean    fails;
  gboolean    waits;
  gboolean    hidden;
  const char *data;
} Runs;

static Runs runs;

static void
reset_counts (void)
{
  runs.n_root = runs.n_a = runs.n_a2 = runs.n_b = runs.n_outside = 0;
}

#define assert_runs(root, a, a2, b, outside)                                                                           \
  G_STMT_START                                                                                                         \
    {                                                                                                                  \
      g_assert_cmpint (runs.n_root, ==, root);                                                                         \
      g_assert_cmpint (runs.n_a, ==, a);                                                                               \
      g_assert_cmpint (runs.n_a2, ==, a2);                                                                             \
      g_assert_cmpint (runs.n_b, ==, b);                                                                               \
      g_assert_cmpint (runs.n_outside, ==, outside);                                                                   \
      reset_counts ();                                                                                                 \
    }                                                                                                                  \
  G_STMT_END

/* --- a page with two fragments, and a component outside of them --- */

static void
nothing (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
}

static StreeElement *
part_a2 (StreeContext *cx, gpointer props)
{
  StreeState *m = stree_state_int (cx, "m", 0);

  (void) props;
  runs.n_a2++;
  return stree_button (stree_str ("m %d", stree_state_get_int (m)), .key = "m", .on_click = stree_add (m, 1));
}

static StreeElement *
part_a (StreeContext *cx, gpointer props)
{
  StreeState *n = stree_state_int (cx, "n", 0);
  StreeState *outer = props;

  runs.n_a++;
  if (runs.fails && stree_state_get_int (n) == 2)
    return stree_fail_message (cx, "two");
  return stree_vstack (stree_text ("n %d, %s", stree_state_get_int (n), runs.data),
                       stree_button ("n", .key = "n", .on_click = stree_add (n, 1)),
                       stree_button ("plain", .key = "plain", .on_click = stree_call (nothing, NULL)),
                       stree_button ("outer", .key = "outer", .on_click = stree_add (outer, 1)),
                       stree_number_input ("outer number", .value = stree_bind (outer)),
                       stree_component (part_a2));
}

static StreeElement *
part_b (StreeContext *cx, gpointer props)
{
  StreeState *shared = stree_global_int (cx, "shared", 0);

  (void) props;
  runs.n_b++;
  return stree_button (stree_str ("shared %d", stree_state_get_int (shared)), .key = "shared", .on_click = stree_add (shared, 1));
}

static StreeElement *
outside (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  runs.n_outside++;
  return stree_text ("outside");
}

static StreeElement *
reader (StreeContext *cx, gpointer props)
{
  StreeState *shared = stree_global_int (cx, "shared", 0);

  (void) props;
  runs.n_outside++;
  return stree_text ("also %d", stree_state_get_int (shared));
}

static StreeElement *
root (StreeContext *cx, gpointer props)
{
  StreeState *outer = stree_state_int (cx, "outer", 0);

  (void) props;
  runs.n_root++;
  return stree_vstack (stree_text ("outer is %d", stree_state_get_int (outer)),
                       stree_deferred_fragment (stree_component (part_a, .props = outer),
                                                stree_button ("written here", .key = "static", .on_click = stree_call (nothing, NULL))),
                       stree_deferred_fragment (stree_component (part_b)),
                       stree_component (outside), stree_button ("root", .key = "root", .on_click = stree_call (nothing, NULL)));
}

static void
test_isolated (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  runs = (Runs){ .data = "x" };
  view = stree_headless_new (NULL, "app", root, NULL);
  assert_runs (1, 1, 1, 1, 1);

  click (view, "n");
  assert_runs (0, 1, 1, 0, 0);
  assert_has_text (view, "n 1, x");
  /* A component inside of the one inside: the whole fragment, as the whole program without one. */
  click (view, "m");
  assert_runs (0, 1, 1, 0, 0);
  g_assert_true (stree_headless_has_text (view, "m 1"));
  /* A handler may change what is no state. */
  runs.data = "y";
  click (view, "plain");
  assert_runs (0, 1, 1, 0, 0);
  assert_has_text (view, "n 1, y");
  /* What the root wrote is the root's, wherever it stands. */
  click (view, "static");
  assert_runs (1, 1, 1, 1, 1);
  click (view, "root");
  assert_runs (1, 1, 1, 1, 1);
  stree_headless_rerun (view);
  assert_runs (1, 1, 1, 1, 1);
  stree_session_rerun (stree_headless_get_session (view));
  stree_headless_flush (view);
  assert_runs (1, 1, 1, 1, 1);
  stree_headless_flush (view);
  assert_runs (0, 0, 0, 0, 0);
}

/* --- a state that others have --- */

static void
test_outer_state (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  runs = (Runs){ .data = "x" };
  view = stree_headless_new (NULL, "app", root, NULL);
  reset_counts ();
  click (view, "outer");
  assert_runs (1, 1, 1, 1, 1);
  assert_has_text (view, "outer is 1");
}

static StreeElement *
sharing (StreeContext *cx, gpointer props)
{
  (void) cx;
  runs.n_root++;
  return stree_vstack (stree_deferred_fragment (stree_component (part_b)),
                       *(gboolean *) props ? stree_component (reader) : stree_deferred_fragment (stree_component (reader)));
}

static void
test_global_state (void)
{
  for (gboolean at_root = FALSE; at_root <= TRUE; at_root++)
    {
      g_autoptr (StreeHeadless) view = NULL;

      runs = (Runs){ 0 };
      view = stree_headless_new (NULL, "app", sharing, &at_root);
      reset_counts ();
      click (view, "shared");
      assert_has_text (view, "shared 1");
      assert_has_text (view, "also 1");
      /* In another fragment: both of them, and nothing else. Outside of any: everything. */
      assert_runs (at_root, 0, 0, 1, 1);
    }
}

/* A row of a List reads for the component that has the List. */
static StreeElement *
row (guint index, gpointer data)
{
  return stree_text ("row %u: %d", index, stree_state_get_int (data));
}

static StreeElement *
rows (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_list (1, row, NULL, stree_global_int (cx, "shared", 0));
}

static StreeElement *
with_rows (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_deferred_fragment (stree_component (part_b)), stree_component (rows));
}

static void
test_rows (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", with_rows, NULL);

  assert_has_text (view, "row 0: 0");
  click (view, "shared");
  assert_has_text (view, "row 0: 1");
}

/* --- two windows, one session --- */

static void
test_windows (void)
{
  gboolean                  at_root = FALSE;
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) one = stree_headless_new (session, "one", sharing, &at_root);
  g_autoptr (StreeHeadless) two = stree_headless_new (session, "two", sharing, &at_root);

  reset_counts ();
  click (one, "shared");
  assert_runs (0, 0, 0, 1, 1);
  stree_session_flush (session);
  assert_runs (0, 0, 0, 1, 1);
  assert_has_text (two, "also 1");
}

/* --- the first build --- */

static StreeElement *
inner (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  runs.n_a++;
  return stree_deferred_fragment_with ((.placeholder = stree_text ("inner waits")), stree_component (part_a2));
}

static StreeElement *
late (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  runs.n_root++;
  return stree_vstack (stree_deferred_fragment_with ((.placeholder = stree_text ("waiting %s", runs.data)), stree_component (inner)),
                       stree_text ("between"),
                       runs.hidden ? NULL
                                   : stree_deferred_fragment_with ((.placeholder = runs.waits ? stree_text ("b waits") : NULL),
                                                                   stree_text ("b"), stree_component (part_b)));
}

static void
assert_widgets (StreeHeadless *view, const char *wanted)
{
  g_autofree char *widgets = stree_headless_dump_widgets (view);

  g_assert_cmpstr (widgets, ==, wanted);
}

static void
test_placeholder (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  runs = (Runs){ .data = "x", .waits = TRUE };
  view = stree_headless_new (NULL, "app", late, NULL);
  assert_runs (1, 0, 0, 0, 0);
  assert_has_text (view, "waiting x");
  assert_has_text (view, "b waits");
  /* A rerun of what is around: the placeholder follows, and still waits. */
  runs.data = "y";
  stree_headless_rerun (view);
  assert_runs (1, 0, 0, 0, 0);
  assert_has_text (view, "waiting y");

  /* One at a time, and by the main loop when nothing else is to do. */
  g_assert_true (stree_scope_waits (view->mount));
  while (runs.n_a == 0)
    g_main_context_iteration (NULL, TRUE);
  assert_runs (0, 1, 0, 0, 0);
  assert_has_text (view, "inner waits");
  assert_has_text (view, "b waits");
  stree_headless_build_deferred (view);
  assert_runs (0, 0, 1, 1, 0);
  g_assert_false (stree_scope_waits (view->mount));
  assert_widgets (view, "VStack\n  Button\n  Text\n  Text\n  Button\n");
  g_assert_false (stree_headless_has_text (view, "b waits"));

  /* It stays built. */
  stree_headless_rerun (view);
  assert_runs (1, 1, 1, 1, 0);
  assert_widgets (view, "VStack\n  Button\n  Text\n  Text\n  Button\n");
  click (view, "m");
  assert_runs (0, 0, 1, 0, 0);
}

/* What goes while it waits is not built; what needs not wait any more is built at once; what is built does not wait. */
static void
test_placeholder_goes (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  runs = (Runs){ .data = "x", .waits = TRUE };
  view = stree_headless_new (NULL, "app", late, NULL);
  runs.hidden = TRUE;
  stree_headless_rerun (view);
  stree_headless_build_deferred (view);
  g_assert_cmpint (runs.n_b, ==, 0);
  runs.hidden = FALSE;
  stree_headless_rerun (view);
  g_assert_cmpint (runs.n_b, ==, 0);
  runs.waits = FALSE;
  stree_headless_rerun (view);
  g_assert_cmpint (runs.n_b, ==, 1);
  g_assert_false (stree_scope_waits (view->mount));
  runs.waits = TRUE;
  stree_headless_rerun (view);
  g_assert_cmpint (runs.n_b, ==, 2);
  g_assert_false (stree_headless_has_text (view, "b waits"));
  /* And gone with the view, while it waits. */
  g_clear_object (&view);
  view = stree_headless_new (NULL, "app", late, NULL);
  g_assert_true (stree_scope_waits (view->mount));
}

static gboolean
note_input (gpointer data)
{
  *(int *) data = runs.n_b;
  return G_SOURCE_REMOVE;
}

/* Input and drawing come first. */
static void
test_priority (void)
{
  g_autoptr (StreeHeadless) view = NULL;
  int                       built_before = -1;

  runs = (Runs){ .data = "x", .waits = TRUE };
  view = stree_headless_new (NULL, "app", late, NULL);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE + 20, note_input, &built_before, NULL);
  while (runs.n_b == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (built_before, ==, 0);
  g_assert_cmpint (g_source_get_priority (view->deferred), ==, G_PRIORITY_DEFAULT_IDLE);
  g_assert_cmpstr (g_source_get_name (view->deferred), ==, "[streamtree] deferred");
}

/* --- failures --- */

static StreeElement *
guarded (StreeContext *cx, gpointer props)
{
  StreeState *outer = stree_state_int (cx, "outer", 0);

  (void) props;
  runs.n_root++;
  return stree_vstack (stree_error_boundary (stree_deferred_fragment (stree_component (part_a, .props = outer)),
                                             .fallback = stree_button ("sorry", .key = "sorry", .on_click = stree_call (nothing, NULL))),
                       stree_deferred_fragment (stree_component (part_b)), stree_component (outside));
}

static StreeElement *
guarded_inside (StreeContext *cx, gpointer props)
{
  StreeState *outer = stree_state_int (cx, "outer", 0);

  (void) props;
  runs.n_root++;
  return stree_vstack (stree_deferred_fragment (stree_error_boundary (stree_component (part_a, .props = outer),
                                                                      .fallback = stree_text ("sorry")),
                                                stree_component (part_a2)),
                       stree_component (outside));
}

static void
test_failure (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  runs = (Runs){ .data = "x", .fails = TRUE };
  view = stree_headless_new (NULL, "app", guarded, NULL);
  click (view, "n");
  assert_has_text (view, "n 1, x");
  reset_counts ();
  /* It fails in a rerun of its own. */
  click (view, "n");
  assert_runs (0, 1, 0, 0, 0);
  assert_has_text (view, "sorry");
  g_assert_false (stree_headless_has (view, "n"));
  assert_has_text (view, "outside");
  /* The rest lives on; each run tries again what failed. */
  click (view, "shared");
  assert_runs (0, 1, 0, 1, 0);
  assert_has_text (view, "shared 1");
  runs.fails = FALSE;
  click (view, "shared");
  assert_has_text (view, "n 2, x");
  g_assert_false (stree_headless_has (view, "sorry"));
}

static void
test_failure_inside (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  runs = (Runs){ .data = "x", .fails = TRUE };
  view = stree_headless_new (NULL, "app", guarded_inside, NULL);
  click (view, "n");
  click (view, "n");
  reset_counts ();
  assert_has_text (view, "sorry");
  runs.fails = FALSE;
  click (view, "m");
  assert_has_text (view, "n 2, x");
  g_assert_cmpint (runs.n_root + runs.n_outside, ==, 0);
}

/* --- a state set while a fragment builds --- */

static StreeElement *
restless (StreeContext *cx, gpointer props)
{
  StreeState *n = stree_state_int (cx, "n", 0);

  (void) props;
  if (stree_state_get_int (n) % 4 != 0)
    stree_state_add (n, 1);
  return stree_button (stree_str ("n %d", stree_state_get_int (n)), .key = "n", .on_click = stree_add (n, 1));
}

static StreeElement *
with_restless (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  runs.n_root++;
  return stree_deferred_fragment (stree_component (restless));
}

static void
test_set_while_building (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  runs = (Runs){ 0 };
  view = stree_headless_new (NULL, "app", with_restless, NULL);
  reset_counts ();
  click (view, "n");
  assert_has_text (view, "n 4");
  g_assert_cmpint (runs.n_root, ==, 0);
}

/* --- portals: what is declared inside reruns with it, wherever it shows --- */

static StreeElement *
with_portal (StreeContext *cx, gpointer props)
{
  StreeState *n = stree_state_int (cx, "n", 0);

  (void) props;
  runs.n_a++;
  return stree_portal ("bar", stree_button (stree_str ("n %d", stree_state_get_int (n)), .key = "n", .on_click = stree_add (n, 1)),
                       stree_state_get_int (n) > 0 ? stree_text ("more") : NULL);
}

static StreeElement *
portal_page (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  runs.n_root++;
  return stree_vstack (stree_hstack (stree_portal_mount ("bar")), stree_deferred_fragment (stree_component (with_portal)));
}

static void
test_portal (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  runs = (Runs){ 0 };
  view = stree_headless_new (NULL, "app", portal_page, NULL);
  reset_counts ();
  click (view, "n");
  assert_runs (0, 1, 0, 0, 0);
  assert_widgets (view, "VStack\n  HStack\n    Button\n    Text\n");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/scope/isolated", test_isolated);
  g_test_add_func ("/scope/outer-state", test_outer_state);
  g_test_add_func ("/scope/global-state", test_global_state);
  g_test_add_func ("/scope/rows", test_rows);
  g_test_add_func ("/scope/windows", test_windows);
  g_test_add_func ("/scope/placeholder", test_placeholder);
  g_test_add_func ("/scope/placeholder-goes", test_placeholder_goes);
  g_test_add_func ("/scope/priority", test_priority);
  g_test_add_func ("/scope/failure", test_failure);
  g_test_add_func ("/scope/failure-inside", test_failure_inside);
  g_test_add_func ("/scope/set-while-building", test_set_while_building);
  g_test_add_func ("/scope/portal", test_portal);
  return g_test_run ();
}
