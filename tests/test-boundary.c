/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Errors have one road: what fails, what is shown instead, who is told, and how it comes back. */

#include "support.h"

typedef struct
{
  gboolean fail_a;
  gboolean fail_b;
  gboolean fail_fallback;
  gboolean bad_input;
  gboolean depend;  /* the memo is made again */
  int      message;
  int      n_errors;
  char    *told;
  int      n_factory;
} World;

static void
world_clear (World *world)
{
  g_clear_pointer (&world->told, g_free);
}

static void
on_error (StreeEvent *event, gpointer data)
{
  World *world = data;

  world->n_errors++;
  g_assert_cmpstr (stree_event_get_name (event), ==, "on_error");
  g_assert_nonnull (stree_event_get_error (event));
  g_assert_cmpstr (stree_event_get_text (event), ==, stree_event_get_error (event)->message);
  g_free (world->told);
  world->told = g_strdup (stree_event_get_error (event)->message);
}

static StreeElement *
part (StreeContext *cx, gpointer props)
{
  World      *world = props;
  StreeState *count = stree_state_int (cx, "count", 0);

  if (world->fail_a)
    return stree_fail_message (cx, "part failed, number %d", world->message);
  return stree_vstack (stree_text ("count %d", stree_state_get_int (count)),
                       stree_button ("More", .on_click = stree_add (count, 1), .key = "more"),
                       stree_text_input ("Name", .value = world->bad_input ? stree_value (3) : stree_value ("n"),
                                         .key = "name"));
}

static StreeElement *
sorry (StreeContext *cx, gpointer props)
{
  World *world = props;

  if (world->fail_fallback)
    return stree_fail_message (cx, "the fallback failed, too");
  return stree_text ("sorry");
}

static StreeElement *
guarded (StreeContext *cx, gpointer props)
{
  World *world = props;

  (void) cx;
  return stree_vstack (stree_text ("before"),
                       stree_error_boundary (stree_component (part, .props = world),
                                             .fallback = stree_component (sorry, .props = world),
                                             .on_error = stree_call (on_error, world)),
                       stree_text ("after"));
}

static char *
widgets (StreeHeadless *view)
{
  return stree_headless_dump_widgets (view);
}

static void
assert_widgets (StreeHeadless *view, const char *expected)
{
  g_autofree char *text = widgets (view);

  g_assert_cmpstr (text, ==, expected);
}

/* --- in a mount, in an update, and back --- */

static void
test_mount (void)
{
  World                     world = { .fail_a = TRUE, .message = 1 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", guarded, &world);

  assert_widgets (view, "VStack\n  Text\n  Text\n  Text\n");
  assert_has_text (view, "sorry");
  g_assert_cmpint (world.n_errors, ==, 1);
  g_assert_cmpstr (world.told, ==, "part failed, number 1");

  world.fail_a = FALSE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  Text\n  VStack\n    Text\n    Button\n    TextInput \"n\"\n  Text\n");
  g_assert_false (stree_headless_has_text (view, "sorry"));
  g_assert_cmpint (world.n_errors, ==, 1);
  world_clear (&world);
}

static void
test_update (void)
{
  World                     world = { .message = 1 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", guarded, &world);
  StreeNode                *more = stree_headless_find (view, "more");
  guint                     serial = ((StreeHeadlessWidget *) more->widget)->serial;
  StreeHeadlessStats        before, after;

  click (view, "more");
  click (view, "more");
  assert_has_text (view, "count 2");
  world.fail_a = TRUE;
  stree_headless_get_stats (view, &before);
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  Text\n  Text\n  Text\n");
  assert_has_text (view, "sorry");
  assert_has_text (view, "after");
  g_assert_false (stree_headless_has (view, "more"));
  g_assert_false (stree_headless_click (view, "more", NULL));

  /* Once for each message. */
  stree_headless_rerun (view);
  stree_headless_rerun (view);
  g_assert_cmpint (world.n_errors, ==, 1);
  world.message = 2;
  stree_headless_rerun (view);
  g_assert_cmpint (world.n_errors, ==, 2);
  g_assert_cmpstr (world.told, ==, "part failed, number 2");

  /* The state and the widgets were kept. */
  world.fail_a = FALSE;
  stree_headless_rerun (view);
  stree_headless_get_stats (view, &after);
  g_assert_cmpuint (after.created - before.created, ==, 1); /* the fallback's text */
  assert_has_text (view, "count 2");
  g_assert_cmpuint (((StreeHeadlessWidget *) stree_headless_find (view, "more")->widget)->serial, ==, serial);
  click (view, "more");
  assert_has_text (view, "count 3");

  /* After a success the same message is new again. */
  world.fail_a = TRUE;
  stree_headless_rerun (view);
  g_assert_cmpint (world.n_errors, ==, 3);
  world_clear (&world);
}

/* --- nested --- */

static StreeElement *
nested (StreeContext *cx, gpointer props)
{
  World *world = props;

  (void) cx;
  return stree_error_boundary (stree_vstack (stree_text ("outer"), stree_component (guarded, .props = world)),
                               .fallback = stree_text ("outer fallback"));
}

static void
test_nested (void)
{
  World                     world = { .message = 1 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", nested, &world);

  assert_has_text (view, "count 0");
  world.fail_a = TRUE;
  stree_headless_rerun (view);
  assert_has_text (view, "outer");
  assert_has_text (view, "sorry");
  g_assert_false (stree_headless_has_text (view, "outer fallback"));

  /* A fallback that fails is a matter of the next boundary. */
  world.fail_fallback = TRUE;
  stree_headless_rerun (view);
  assert_widgets (view, "Text\n");
  assert_has_text (view, "outer fallback");

  world.fail_fallback = FALSE;
  stree_headless_rerun (view);
  assert_has_text (view, "outer");
  assert_has_text (view, "sorry");
  world.fail_a = FALSE;
  stree_headless_rerun (view);
  assert_has_text (view, "count 0");
  assert_has_text (view, "outer");
  g_assert_false (stree_headless_has_text (view, "sorry"));
  world_clear (&world);
}

/* --- the page of the root --- */

static StreeElement *
unguarded (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_component (part, .props = props, .key = "p.1"));
}

static void
test_root_page (void)
{
  World                     world = { .fail_a = TRUE, .message = 7 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", unguarded, &world);

  assert_has_text (view, "Something failed");
  assert_has_text (view, "part failed, number 7");
  assert_has_text (view, "In app.VStack.part[p\\.1]");
  world.message = 8;
  stree_headless_rerun (view);
  assert_has_text (view, "part failed, number 8");
  world.fail_a = FALSE;
  stree_headless_rerun (view);
  g_assert_false (stree_headless_has_text (view, "Something failed"));
  click (view, "more");
  assert_has_text (view, "count 1");
}

static StreeElement *
nothing (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return NULL;
}

static void
test_no_element (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", nothing, NULL);

  assert_has_text (view, "Component 'app' returned no element: return one, or call stree_fail ()");
}

/* --- elements that are refused --- */

static void
test_validation (void)
{
  World                     world = { .bad_input = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", unguarded, &world);

  assert_has_text (view, "TextInput 'name': prop 'value' takes a text, or a state that holds a text");
  assert_has_text (view, "In app.VStack.part[p\\.1].VStack.TextInput[name]");
  world.bad_input = FALSE;
  stree_headless_rerun (view);
  assert_widgets (view, "VStack\n  VStack\n    Text\n    Button\n    TextInput \"n\"\n");

  /* The same in an update: the state around it is kept. */
  click (view, "more");
  world.bad_input = TRUE;
  for (int i = 0; i < 5; i++)
    stree_headless_rerun (view);
  assert_has_text (view, "TextInput 'name': prop 'value' takes a text, or a state that holds a text");
  world.bad_input = FALSE;
  stree_headless_rerun (view);
  assert_has_text (view, "count 1");
}

static StreeElement *
common_on_fragment (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_with (stree_fragment (stree_text ("x")), .tooltip = "tip");
}

static void
test_common_on_transparent (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", common_on_fragment, NULL);

  assert_shows (view, "Fragment: has no widget of its own, so it takes no common props");
}

/* --- below a memo: nobody looks there unless something is dirty --- */

static StreeElement *
bystander (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_state_int (cx, "count", 0);

  (void) props;
  return stree_button (stree_str ("bystander %d", stree_state_get_int (count)), .on_click = stree_add (count, 1),
                       .key = "bystander");
}

static StreeElement *
memo_factory (StreeContext *cx, gpointer data)
{
  World *world = data;

  (void) cx;
  world->n_factory++;
  return stree_error_boundary (stree_vstack (stree_component (part, .props = world), stree_component (bystander)),
                               .fallback = stree_component (bystander, .key = "f"));
}

static StreeElement *
with_memo (StreeContext *cx, gpointer props)
{
  World *world = props;

  return stree_vstack (stree_memo_subtree (cx, "m", stree_deps (stree_value (world->message)), memo_factory, world));
}

static void
test_below_memo (void)
{
  World                     world = { .fail_a = TRUE, .message = 1 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", with_memo, &world);

  /* The fallback reruns for itself; that is no reason to believe that the content is sound. */
  assert_has_text (view, "bystander 0");
  click (view, "bystander");
  assert_has_text (view, "bystander 1");
  g_assert_false (stree_headless_has (view, "more"));
  stree_headless_rerun (view);
  g_assert_false (stree_headless_has (view, "more"));
  g_assert_cmpint (world.n_factory, ==, 1);

  /* And it is tried again, though the memo stays as it is. */
  world.fail_a = FALSE;
  stree_headless_rerun (view);
  g_assert_true (stree_headless_has (view, "more"));
  assert_has_text (view, "bystander 0");
  g_assert_cmpint (world.n_factory, ==, 1);
}

/* --- too deep --- */

static StreeElement *
once (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_component (once, .props = props));
}

static StreeElement *
twice (StreeContext *cx, gpointer props)
{
  ++*(int *) props;
  (void) cx;
  return stree_vstack (stree_component (twice, .props = props), stree_component (twice, .props = props));
}

static StreeElement *
twice_guarded (StreeContext *cx, gpointer props)
{
  ++*(int *) props;
  (void) cx;
  return stree_fragment (stree_error_boundary (stree_component (twice_guarded, .props = props)),
                         stree_error_boundary (stree_component (twice_guarded, .props = props)));
}

static void
test_too_deep (gconstpointer data)
{
  int                       n = 0;
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", *(StreeComponentFunc *) data, &n);

  assert_shows (view, "The tree is more than 1000 levels deep: does a component contain itself?");
  g_assert_cmpint (n, <, 20000);
  n = 0;
  stree_headless_rerun (view);
  assert_shows (view, "The tree is more than 1000 levels deep: does a component contain itself?");
  g_assert_cmpint (n, <, 20000);
}

/* --- what on_error may do --- */

typedef struct
{
  StreeHeadless *view;
  int            n;
} Owner;

static void
close_view (StreeEvent *event, gpointer data)
{
  Owner *owner = data;

  (void) event;
  owner->n++;
  g_clear_object (&owner->view);
}

static StreeElement *
closes_on_error (StreeContext *cx, gpointer props)
{
  Owner *owner = props;

  (void) cx;
  return stree_vstack (
    stree_error_boundary (owner->view ? stree_component (nothing) : stree_text ("fine"), .on_error = stree_call (close_view, owner)),
    stree_error_boundary (owner->view ? stree_component (nothing) : stree_text ("fine"), .on_error = stree_call (close_view, owner)));
}

static void
test_close_on_error (void)
{
  Owner          owner = { NULL, 0 };
  StreeHeadless *view = owner.view = stree_headless_new (NULL, "app", closes_on_error, &owner);

  stree_headless_rerun (view);
  g_assert_null (owner.view);
  g_assert_cmpint (owner.n, ==, 1);
}

/* A Sidebar is shown elsewhere in the view; it goes with what it is declared in all the same. */
static StreeElement *
sided_part (StreeContext *cx, gpointer props)
{
  World *world = props;

  if (world->fail_b)
    return stree_fail_message (cx, "no side");
  return stree_vstack (stree_text ("main"),
                       world->bad_input ? NULL : stree_vstack (stree_sidebar (stree_text ("side"))),
                       stree_component (part, .props = world));
}

static StreeElement *
sided (StreeContext *cx, gpointer props)
{
  World *world = props;

  (void) cx;
  return stree_vstack (world->depend ? NULL
                                     : stree_error_boundary (stree_component (sided_part, .props = world),
                                                             .fallback = stree_text ("sorry")));
}

static void
test_sidebar (void)
{
  World                     world = { .fail_a = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", sided, &world);
  struct
  {
    gboolean fail_a, bad_input, depend, shown;
  } steps[] = {
    { TRUE, FALSE, FALSE, FALSE },  /* fails from the start */
    { FALSE, FALSE, FALSE, TRUE },  /* and comes back */
    { TRUE, FALSE, FALSE, FALSE },  /* fails later */
    { FALSE, FALSE, FALSE, TRUE },
    { FALSE, TRUE, FALSE, FALSE },  /* its container goes */
    { FALSE, FALSE, FALSE, TRUE },
    { FALSE, FALSE, TRUE, FALSE },  /* the boundary around it goes */
    { TRUE, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *shown = NULL;

      world.fail_a = steps[i].fail_a;
      world.depend = steps[i].depend;
      world.bad_input = steps[i].bad_input;
      stree_headless_rerun (view);
      shown = widgets (view);
      g_test_message ("step %u", i);
      g_assert_cmpint (strstr (shown, "Sidebar") != NULL, ==, steps[i].shown);
    }
  world_clear (&world);
}

int
main (int argc, char **argv)
{
  static const StreeComponentFunc deep[] = { once, twice, twice_guarded };

  support_init (&argc, &argv);
  g_test_add_func ("/boundary/mount", test_mount);
  g_test_add_func ("/boundary/update", test_update);
  g_test_add_func ("/boundary/nested", test_nested);
  g_test_add_func ("/boundary/root-page", test_root_page);
  g_test_add_func ("/boundary/no-element", test_no_element);
  g_test_add_func ("/boundary/validation", test_validation);
  g_test_add_func ("/boundary/common-on-transparent", test_common_on_transparent);
  g_test_add_func ("/boundary/below-memo", test_below_memo);
  g_test_add_data_func ("/boundary/too-deep/once", &deep[0], test_too_deep);
  g_test_add_data_func ("/boundary/too-deep/twice", &deep[1], test_too_deep);
  g_test_add_data_func ("/boundary/too-deep/boundaries", &deep[2], test_too_deep);
  g_test_add_func ("/boundary/close-on-error", test_close_on_error);
  g_test_add_func ("/boundary/sidebar", test_sidebar);
  return g_test_run ();
}
