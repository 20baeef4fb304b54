/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* State: every type, where it belongs, how long it lives, who reruns for it, and when. */

#include <math.h>

#include "support.h"

/* What a test looks into from outside: the handles are good as long as the view is. */
typedef struct
{
  StreeState *states[12];
  int         mode;
  int         n_runs;
  int         n_child_runs;
} World;

/* --- every type --- */

static void
double_it (GValue *value, gpointer data)
{
  g_value_set_int64 (value, g_value_get_int64 (value) * *(int *) data);
}

static StreeElement *
all_types (StreeContext *cx, gpointer props)
{
  World               *world = props;
  g_autoptr (GObject)  object = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GBytes)   bytes = g_bytes_new_static ("abc", 3);

  world->n_runs++;
  world->states[0] = stree_state_int (cx, "int", -5);
  world->states[1] = stree_state_double (cx, "double", 0.5);
  world->states[2] = stree_state_bool (cx, "bool", TRUE);
  world->states[3] = stree_state_string (cx, "string", "Zoë");
  world->states[4] = stree_state_variant (cx, "variant", g_variant_new ("(is)", 1, "x"));
  world->states[5] = stree_state_object (cx, "object", object);
  world->states[6] = stree_state_boxed (cx, "boxed", G_TYPE_BYTES, bytes);
  world->states[7] = stree_state_string (cx, "null", NULL);
  world->states[8] = stree_toggle_state (cx, "toggle", FALSE);
  return stree_text ("x");
}

static void
test_types (void)
{
  World                     world = { .n_runs = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", all_types, &world);
  StreeState              **s = world.states;
  GObject                  *object;
  g_autoptr (GBytes)        bytes = g_bytes_new_static ("de", 2);
  g_auto (GValue)           copy = G_VALUE_INIT;
  int                       factor = 3;

  g_assert_cmpint (stree_state_get_int (s[0]), ==, -5);
  g_assert_cmpfloat (stree_state_get_double (s[1]), ==, 0.5);
  g_assert_true (stree_state_get_bool (s[2]));
  g_assert_cmpstr (stree_state_get_string (s[3]), ==, "Zoë");
  g_assert_cmpstr (g_variant_get_type_string (stree_state_get_variant (s[4])), ==, "(is)");
  object = stree_state_get_object (s[5]);
  g_assert_true (G_IS_OBJECT (object));
  g_assert_cmpuint (g_bytes_get_size (stree_state_get_boxed (s[6])), ==, 3);
  g_assert_cmpstr (stree_state_get_string (s[7]), ==, "");
  g_assert_cmpstr (stree_state_get_name (s[0]), ==, "int");
  g_assert_true (stree_state_get_value_type (s[6]) == G_TYPE_BYTES);

  stree_state_set_int (s[0], G_MAXINT64);
  stree_state_set_double (s[1], -1e300);
  stree_state_set_bool (s[2], FALSE);
  stree_state_set_string (s[3], "");
  stree_state_set_variant (s[4], g_variant_new_int32 (7));
  stree_state_set_object (s[5], NULL);
  stree_state_set_boxed (s[6], bytes);
  stree_state_toggle (s[8]);
  stree_headless_flush (view);
  g_assert_cmpint (world.n_runs, ==, 2); /* all of that is one rerun */
  g_assert_cmpint (stree_state_get_int64 (s[0]), ==, G_MAXINT64);
  g_assert_cmpint (stree_state_get_int (s[0]), ==, G_MAXINT);
  g_assert_cmpfloat (stree_state_get_double (s[1]), ==, -1e300);
  g_assert_false (stree_state_get_bool (s[2]));
  g_assert_cmpstr (stree_state_get_string (s[3]), ==, "");
  g_assert_cmpint (g_variant_get_int32 (stree_state_get_variant (s[4])), ==, 7);
  g_assert_null (stree_state_get_object (s[5]));
  g_assert_cmpuint (g_bytes_get_size (stree_state_get_boxed (s[6])), ==, 2);
  g_assert_true (stree_state_get_bool (s[8]));

  /* Adding stops at the ends. */
  stree_state_add (s[0], 1);
  g_assert_cmpint (stree_state_get_int64 (s[0]), ==, G_MAXINT64);
  stree_state_add (s[0], -1e30);
  g_assert_cmpint (stree_state_get_int64 (s[0]), ==, -1);
  stree_state_add (s[0], G_MININT64);
  g_assert_cmpint (stree_state_get_int64 (s[0]), ==, G_MININT64);
  stree_state_add (s[0], (double) NAN);
  g_assert_cmpint (stree_state_get_int64 (s[0]), ==, G_MININT64);
  stree_state_set_int (s[0], 14);
  stree_state_update (s[0], double_it, &factor);
  g_assert_cmpint (stree_state_get_int (s[0]), ==, 42);
  stree_state_add (s[1], 1e300);
  g_assert_cmpfloat (stree_state_get_double (s[1]), ==, 0);
  stree_state_reset (s[0]);
  g_assert_cmpint (stree_state_get_int (s[0]), ==, -5);
  stree_state_get (s[3], &copy);
  g_assert_true (G_VALUE_HOLDS_STRING (&copy));

  /* What does not fit is refused, and nothing changes. */
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "State 'int' holds a gint64 and cannot take a gchararray");
  stree_state_set_string (s[0], "7");
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "State 'string' holds a gchararray: only a number can be added to");
  stree_state_add (s[3], 1);
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "State 'int' holds a gint64: only a boolean can be toggled");
  stree_state_toggle (s[0]);
  g_test_assert_expected_messages ();
  g_assert_cmpint (stree_state_get_int (s[0]), ==, -5);

  /* The same value again is no change. */
  stree_headless_flush (view);
  world.n_runs = 0;
  stree_state_set_int (s[0], -5);
  stree_state_set_string (s[3], "");
  stree_state_set_variant (s[4], g_variant_new_int32 (7));
  stree_headless_flush (view);
  g_assert_cmpint (world.n_runs, ==, 0);
}

/* --- where it belongs, and for how long --- */

typedef struct
{
  const char *keys;
  gboolean    show;
} Layout;

static StreeElement *
counter (StreeContext *cx, gpointer props)
{
  StreeState      *count = stree_state_int (cx, "count", 0);
  g_autofree char *id = g_strdup_printf ("add-%c", GPOINTER_TO_INT (props));

  return stree_button (stree_str ("%c is %d", GPOINTER_TO_INT (props), stree_state_get_int (count)),
                       .on_click = stree_add (count, 1), .key = id);
}

static StreeElement *
counters (StreeContext *cx, gpointer props)
{
  const Layout *layout = props;
  StreeBuilder *builder = stree_builder_new ();

  (void) cx;
  for (const char *p = layout->keys; *p; p++)
    stree_builder_add (builder, stree_component (counter, .props = GINT_TO_POINTER (*p), .key = stree_str ("%c", *p)));
  return stree_vstack (stree_builder_end (builder), layout->show ? stree_component (counter, .props = GINT_TO_POINTER ('z')) : NULL);
}

static void
test_scope (void)
{
  Layout                    layout = { "abc", TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", counters, &layout);

  click (view, "add-b");
  click (view, "add-b");
  click (view, "add-c");
  click (view, "add-z");
  assert_has_text (view, "a is 0");
  assert_has_text (view, "b is 2");
  assert_has_text (view, "c is 1");
  assert_has_text (view, "z is 1");

  /* Moved by key: kept. Gone and back: dropped. */
  layout.keys = "cba";
  stree_headless_rerun (view);
  assert_has_text (view, "b is 2");
  assert_has_text (view, "c is 1");
  layout.keys = "ca";
  layout.show = FALSE;
  stree_headless_rerun (view);
  layout.keys = "bca";
  layout.show = TRUE;
  stree_headless_rerun (view);
  assert_has_text (view, "b is 0");
  assert_has_text (view, "c is 1");
  assert_has_text (view, "z is 0");
}

/* A handle that outlives its place. */
static StreeElement *
leaks_handle (StreeContext *cx, gpointer props)
{
  World *world = props;

  if (!world->states[0])
    world->states[0] = stree_state_ref (stree_state_int (cx, "n", 1));
  return stree_text ("x");
}

static StreeElement *
maybe_leaks_handle (StreeContext *cx, gpointer props)
{
  World *world = props;

  (void) cx;
  world->n_runs++;
  return world->mode ? stree_text ("gone") : stree_component (leaks_handle, .props = props);
}

static void
test_outlives (void)
{
  World                     world = { .mode = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", maybe_leaks_handle, &world);
  g_autoptr (StreeState)    state = world.states[0];

  world.mode = 1;
  stree_headless_rerun (view);
  world.n_runs = 0;
  stree_state_set_int (state, 5);
  stree_headless_flush (view);
  g_assert_cmpint (stree_state_get_int (state), ==, 5);
  g_assert_cmpint (world.n_runs, ==, 0);
  g_clear_object (&view);
  stree_state_set_int (state, 6);
  g_assert_cmpint (stree_state_get_int (state), ==, 6);
}

/* --- types that do not fit together --- */

static StreeElement *
conflicts (StreeContext *cx, gpointer props)
{
  World *world = props;

  switch (world->mode)
    {
    case 0:
      stree_state_int (cx, "v", 1);
      stree_state_string (cx, "v", "one");
      break;
    case 1:
      world->states[0] = stree_state_int (cx, "v", 1);
      break;
    case 2:
      world->states[0] = stree_state_string (cx, "v", "one");
      break;
    case 3:
      stree_global_int (cx, "g", 1);
      stree_global_string (cx, "g", "one");
      break;
    case 4:
      stree_global_int (cx, "", 1);
      break;
    case 5:
      stree_session_state (cx, "missing", NULL);
      break;
    default:
      break;
    }
  return stree_text ("fine %d", world->mode);
}

static void
test_conflicts (void)
{
  World                     world = { .mode = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", conflicts, &world);

  assert_has_text (view, "State 'v' of app is asked for as a gint64 and as a gchararray");
  world.mode = 1;
  stree_headless_rerun (view);
  assert_has_text (view, "fine 1");
  stree_state_set_int (world.states[0], 9);
  /* From one run to the next the code may have changed. */
  world.mode = 2;
  stree_headless_rerun (view);
  assert_has_text (view, "fine 2");
  g_assert_cmpstr (stree_state_get_string (world.states[0]), ==, "one");
  world.mode = 3;
  stree_headless_rerun (view);
  assert_has_text (view, "Global state 'g' holds a gint64; app asks for a gchararray");
  world.mode = 4;
  stree_headless_rerun (view);
  assert_has_text (view, "A global state needs a key");
  world.mode = 5;
  stree_headless_rerun (view);
  assert_has_text (view, "There is no global state 'missing' in this session: give a default, or make it before");
  world.mode = 6;
  stree_headless_rerun (view);
  assert_has_text (view, "fine 6");
}

/* --- form states and adopted states --- */

static StreeElement *
forms (StreeContext *cx, gpointer props)
{
  World          *world = props;
  g_auto (GValue) fallback = G_VALUE_INIT;

  g_value_init (&fallback, G_TYPE_STRING);
  g_value_set_static_string (&fallback, "nobody");
  world->n_runs++;
  world->states[0] = stree_form_state (cx, "name", "Ada");
  world->states[1] = stree_session_state (cx, "user", &fallback);
  if (world->mode)
    world->states[2] = stree_global_string (cx, "user", "Grace");
  return stree_vstack (stree_text ("user %s", stree_state_get_string (world->states[1])),
                       stree_button ("Commit", .key = "commit", .on_click = stree_commit (world->states[0])));
}

static char *
committed (StreeState *state)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_true (stree_state_get_committed (state, &value));
  return g_value_dup_string (&value);
}

static void
test_form_state (void)
{
  World                     world = { .mode = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", forms, &world);
  g_autofree char          *before = NULL;
  g_autofree char          *after = NULL;
  GValue                    none = G_VALUE_INIT;

  stree_state_set_string (world.states[0], "Grace");
  stree_headless_flush (view);
  before = committed (world.states[0]);
  g_assert_cmpstr (before, ==, "Ada");
  g_assert_cmpstr (stree_state_get_string (world.states[0]), ==, "Grace");
  click (view, "commit");
  after = committed (world.states[0]);
  g_assert_cmpstr (after, ==, "Grace");
  g_assert_false (stree_state_get_committed (world.states[1], &none));
}

static void
test_session_state (void)
{
  World                     world = { .mode = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", forms, &world);

  assert_has_text (view, "user nobody");
  world.mode = 1;
  stree_headless_rerun (view);
  stree_headless_rerun (view);
  assert_has_text (view, "user Grace");
  stree_state_set_string (world.states[2], "Ada");
  stree_headless_flush (view);
  assert_has_text (view, "user Ada");
  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "State 'user' was adopted with session_state and is read-only");
  stree_state_set_string (world.states[1], "Eve");
  g_test_assert_expected_messages ();
  g_assert_cmpstr (stree_state_get_string (world.states[2]), ==, "Ada");
}

/* --- state that is set while building --- */

static StreeElement *
sets_while_building (StreeContext *cx, gpointer props)
{
  World      *world = props;
  StreeState *n = stree_state_int (cx, "n", 0);

  world->n_runs++;
  if (world->mode == 0 || stree_state_get_int (n) < world->mode)
    stree_state_add (n, 1);
  return stree_text ("n %d", stree_state_get_int (n));
}

static void
test_loop (void)
{
  World                     world = { .mode = 3 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", sets_while_building, &world);

  /* A few times in a row are fine: it settles. */
  assert_has_text (view, "n 3");
  g_assert_cmpint (world.n_runs, ==, 4);

  world.mode = 0;
  world.n_runs = 0;
  stree_headless_rerun (view);
  g_assert_cmpint (world.n_runs, ==, STREE_MAX_RERUNS);
  assert_has_text (view, "State 'n' was set while app ran, in each of 25 runs in a row: set state in handlers, not while building");

  world.mode = 1;
  stree_headless_rerun (view);
  assert_shows (view, "n 2");
  g_assert_false (stree_headless_has_text (view, "Something failed"));
}

/* --- who reruns --- */

static StreeElement *
reader (StreeContext *cx, gpointer props)
{
  World      *world = props;
  StreeState *global = stree_global_int (cx, "shared", 0);

  world->n_child_runs++;
  return stree_vstack (stree_text ("global %d, parent %d", stree_state_get_int (global), stree_state_get_int (world->states[1])));
}

static StreeElement *
binder (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_text_input ("Name", .value = stree_bind (stree_global_string (cx, "name", "")), .key = "bound");
}

static StreeElement *
make_readers (StreeContext *cx, gpointer data)
{
  World *world = data;

  (void) cx;
  return world->mode ? stree_text ("none") : stree_vstack (stree_component (reader, .props = data), stree_component (binder));
}

static StreeElement *
memoised (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->n_runs++;
  world->states[0] = stree_global_int (cx, "shared", 0);
  world->states[1] = stree_state_int (cx, "own", 0);
  world->states[2] = stree_state_int (cx, "unrelated", 0);
  world->states[3] = stree_global_string (cx, "name", "");
  return stree_memo_subtree (cx, "m", stree_deps (stree_value (world->mode)), make_readers, world);
}

static void
test_readers (void)
{
  World                     world = { .mode = 0 };
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", memoised, &world);
  g_auto (GValue)           shown = G_VALUE_INIT;

  g_assert_cmpint (world.n_child_runs, ==, 1);
  stree_state_set_int (world.states[0], 4);
  stree_state_set_int (world.states[0], 5);
  stree_headless_flush (view);
  assert_has_text (view, "global 5, parent 0");
  g_assert_cmpint (world.n_child_runs, ==, 2);
  stree_state_set_int (world.states[1], 6);
  stree_headless_flush (view);
  assert_has_text (view, "global 5, parent 6");
  g_assert_cmpint (world.n_child_runs, ==, 3);
  stree_state_set_int (world.states[2], 1);
  stree_headless_flush (view);
  g_assert_cmpint (world.n_child_runs, ==, 3);

  /* To bind is to read. */
  stree_state_set_string (world.states[3], "Ada");
  stree_headless_flush (view);
  g_assert_true (stree_headless_get_value (view, "bound", &shown, NULL));
  g_assert_cmpstr (g_value_get_string (&shown), ==, "Ada");

  /* A reader that is gone is not told; nor is one whose state is. */
  world.mode = 1;
  stree_headless_rerun (view);
  stree_state_set_int (world.states[0], 9);
  stree_headless_flush (view);
  world.mode = 0;
  stree_headless_rerun (view);
  assert_has_text (view, "global 9, parent 6");
  g_assert_true (stree_session_remove (session, "shared"));
  g_assert_false (stree_session_remove (session, "shared"));
  stree_headless_flush (view);
  assert_has_text (view, "global 0, parent 6");
}

static void
test_two_views (void)
{
  World                     one = { .mode = 0 }, two = { .mode = 0 };
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) first = stree_headless_new (session, "one", memoised, &one);
  g_autoptr (StreeHeadless) second = stree_headless_new (session, "two", memoised, &two);
  g_auto (GStrv)            keys = stree_session_list_keys (session);

  g_assert_cmpuint (g_strv_length (keys), ==, 2);
  g_assert_cmpstr (keys[0], ==, "name");
  g_assert_true (stree_session_lookup (session, "shared") == one.states[0]);
  stree_state_set_int (one.states[0], 3);
  stree_state_set_int (one.states[1], 8);
  stree_session_flush (session);
  assert_has_text (first, "global 3, parent 8");
  assert_has_text (second, "global 3, parent 0");

  /* One view goes; the state of the session stays. */
  g_clear_object (&first);
  stree_state_set_int (two.states[0], 4);
  stree_session_flush (session);
  assert_has_text (second, "global 4, parent 0");
  two.n_runs = 0;
  stree_session_rerun (session);
  stree_session_rerun (session);
  stree_session_flush (session);
  g_assert_cmpint (two.n_runs, ==, 1);
}

/* Without a flush the main loop does it, once. */
static void
test_main_loop (void)
{
  World                     world = { .mode = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", memoised, &world);

  for (int i = 1; i <= 10; i++)
    stree_state_set_int (world.states[1], i);
  g_assert_cmpint (world.n_runs, ==, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (world.n_runs, ==, 2);
  assert_has_text (view, "global 0, parent 10");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/state/types", test_types);
  g_test_add_func ("/state/scope", test_scope);
  g_test_add_func ("/state/outlives", test_outlives);
  g_test_add_func ("/state/conflicts", test_conflicts);
  g_test_add_func ("/state/form", test_form_state);
  g_test_add_func ("/state/session-state", test_session_state);
  g_test_add_func ("/state/loop", test_loop);
  g_test_add_func ("/state/readers", test_readers);
  g_test_add_func ("/state/two-views", test_two_views);
  g_test_add_func ("/state/main-loop", test_main_loop);
  return g_test_run ();
}
