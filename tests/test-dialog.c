/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dialogs and popovers without a display: who opens and closes them, what is in them and when, what cannot be reached
 * behind them, and what becomes of them when something fails. */

#include "core/stree-error.h"
#include "support.h"

typedef struct
{
  gboolean      plain;      /* what the plain boolean says */
  gboolean      keep_open;  /* on_close sets the state to true again */
  int           n_closed;
  int           n_inside;   /* runs of the component inside */
  int           n_toggled;
  gboolean      toggled;
  gboolean      fail_inside;
  gboolean      fail_beside;
  StreeState   *open;
} World;

static StreeElement *
inside (StreeContext *cx, gpointer props)
{
  World      *world = props;
  StreeState *count = stree_state_int (cx, "count", 0);

  world->n_inside++;
  if (world->fail_inside)
    return stree_fail_message (cx, "inside");
  return stree_vstack (stree_text ("count %d", stree_state_get_int (count)),
                       stree_button ("Count", .key = "count", .on_click = stree_add (count, 1)));
}

static void
closed_cb (StreeEvent *event, gpointer data)
{
  World *world = data;

  world->n_closed++;
  g_assert_cmpstr (stree_event_get_name (event), ==, "on_close");
  g_assert_false (stree_event_get_bool (event));
  if (world->open)
    {
      g_assert_false (stree_state_get_bool (world->open));
      if (world->keep_open)
        stree_state_set_bool (world->open, TRUE);
    }
}

static StreeElement *
bound (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->open = stree_toggle_state (cx, "open", FALSE);
  return stree_vstack (stree_button ("Open", .key = "open", .on_click = stree_set (world->open, TRUE)),
                       stree_dialog_with ((.title = "Example", .open = stree_bind (world->open), .key = "dialog",
                                           .on_close = stree_call (closed_cb, world)),
                                          stree_component (inside, .props = world),
                                          stree_button ("Done", .key = "done", .on_click = stree_set (world->open, FALSE))));
}

static void
close_it (StreeHeadless *view, const char *key)
{
  g_autoptr (GError) error = NULL;

  stree_headless_close (view, key, &error);
  g_assert_no_error (error);
}

static void
assert_refused (gboolean done, GError **error, int code, const char *part)
{
  g_assert_false (done);
  g_assert_error (*error, STREE_ERROR, code);
  if (!strstr ((*error)->message, part))
    g_error ("'%s' does not say: %s", (*error)->message, part);
  g_clear_error (error);
}

/* --- a state --- */

static void
test_state (void)
{
  World                     world = { .n_closed = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", bound, &world);
  g_autoptr (GError)        error = NULL;

  /* Closed: a node, but nothing of it is shown, and nothing inside of it runs. */
  g_assert_false (stree_headless_has (view, "dialog"));
  g_assert_false (stree_headless_has (view, "done"));
  assert_shows (view, "\"Dialog\"");
  g_assert_cmpint (world.n_inside, ==, 0);
  assert_refused (stree_headless_close (view, "dialog", &error), &error, STREE_ERROR_NOT_FOUND, "'dialog'");

  click (view, "open");
  g_assert_true (stree_headless_has (view, "dialog"));
  g_assert_true (stree_headless_has_text (view, "Example"));
  g_assert_cmpint (world.n_inside, ==, 1);
  click (view, "count");
  assert_has_text (view, "count 1");

  close_it (view, "dialog");
  g_assert_cmpint (world.n_closed, ==, 1);
  g_assert_false (stree_state_get_bool (world.open));
  g_assert_false (stree_headless_has (view, "dialog"));
  g_assert_false (stree_headless_has (view, "count"));

  /* Opened again, it starts afresh. */
  click (view, "open");
  assert_has_text (view, "count 0");
  click (view, "done");
  g_assert_false (stree_headless_has (view, "dialog"));
  g_assert_cmpint (world.n_closed, ==, 1); /* the program has closed it: that is told nobody */
}

static void
test_keep_open (void)
{
  World                     world = { .keep_open = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", bound, &world);

  click (view, "open");
  click (view, "count");
  close_it (view, "dialog");
  g_assert_cmpint (world.n_closed, ==, 1);
  g_assert_true (stree_state_get_bool (world.open));
  assert_has_text (view, "count 1"); /* nothing in it has gone */
  world.keep_open = FALSE;
  close_it (view, "dialog");
  g_assert_false (stree_headless_has (view, "dialog"));
}

/* --- a plain boolean --- */

static StreeElement *
plain (StreeContext *cx, gpointer props)
{
  World *world = props;

  (void) cx;
  return stree_vstack (stree_dialog_with ((.title = "Plain", .open = stree_value (world->plain), .key = "dialog"),
                                          stree_component (inside, .props = world)));
}

static void
test_plain (void)
{
  World                     world = { .plain = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", plain, &world);
  int                       n_inside;

  g_assert_true (stree_headless_has (view, "dialog"));
  close_it (view, "dialog");
  g_assert_false (stree_headless_has (view, "dialog"));
  n_inside = world.n_inside;
  /* It stays closed until something else is declared; what is in it has gone. */
  stree_headless_rerun (view);
  stree_headless_rerun (view);
  g_assert_false (stree_headless_has (view, "dialog"));
  g_assert_cmpint (world.n_inside, ==, n_inside);
  world.plain = FALSE;
  stree_headless_rerun (view);
  g_assert_false (stree_headless_has (view, "dialog"));
  world.plain = TRUE;
  stree_headless_rerun (view);
  g_assert_true (stree_headless_has (view, "dialog"));
  g_assert_cmpint (world.n_inside, ==, n_inside + 1);
}

/* A dialog in a subtree that is the same in every run. */
static StreeElement *
make_same (StreeContext *cx, gpointer data)
{
  (void) cx;
  return stree_vstack (stree_dialog_with ((.title = "Same", .open = stree_value (TRUE), .key = "dialog"),
                                          stree_component (inside, .props = data)));
}

static StreeElement *
same (StreeContext *cx, gpointer props)
{
  return stree_memo_subtree (cx, "same", stree_no_deps (), make_same, props);
}

static void
test_same (void)
{
  World                     world = { .plain = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", same, &world);
  g_autofree char          *json = NULL;

  click (view, "count");
  assert_has_text (view, "count 1");
  close_it (view, "dialog");
  json = dump_json (view);
  g_assert_null (strstr (json, "count 1")); /* gone, though its element is the one from before */
}

static StreeElement *
no_declaration (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_dialog_with ((.title = "None", .key = "dialog"), stree_text ("x"));
}

static StreeElement *
bad_declaration (StreeContext *cx, gpointer props)
{
  (void) cx;
  if (props)
    return stree_popover_with ((.label = "Bad", .open = stree_value ("yes")), stree_text ("x"));
  return stree_dialog ("Bad", "yes", stree_text ("x"));
}

static void
test_declaration (void)
{
  g_autoptr (StreeHeadless) none = stree_headless_new (NULL, "app", no_declaration, NULL);
  g_autoptr (StreeHeadless) dialog = stree_headless_new (NULL, "app", bad_declaration, NULL);
  g_autoptr (StreeHeadless) popover = stree_headless_new (NULL, "app", bad_declaration, &none);

  g_assert_false (stree_headless_has (none, "dialog"));
  assert_shows (dialog, "prop 'open' takes a boolean, or a state that holds a boolean");
  assert_shows (popover, "prop 'open' takes a boolean, or a state that holds a boolean");
}

/* A state that is somebody else's cannot be set: the dialog stays as they say. */
static StreeElement *
read_only (StreeContext *cx, gpointer props)
{
  g_auto (GValue) open = G_VALUE_INIT;

  (void) props;
  g_value_init (&open, G_TYPE_BOOLEAN);
  g_value_set_boolean (&open, TRUE);
  return stree_dialog_with ((.title = "Theirs", .open = stree_bind (stree_session_state (cx, "theirs", &open)), .key = "dialog"),
                            stree_text ("x"));
}

static void
test_read_only (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", read_only, NULL);

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "State 'theirs' was adopted*read-only");
  close_it (view, "dialog");
  g_test_assert_expected_messages ();
  g_assert_true (stree_headless_has (view, "dialog"));
}

/* --- what cannot be reached --- */

static StreeElement *
nested (StreeContext *cx, gpointer props)
{
  StreeState *outer = stree_state_bool (cx, "outer", TRUE);
  StreeState *inner = stree_state_bool (cx, "inner", FALSE);
  StreeState *other = stree_state_bool (cx, "other", FALSE);

  (void) props;
  return stree_vstack (
    stree_button ("Behind", .key = "behind", .on_click = stree_set (other, TRUE)),
    stree_dialog_with ((.title = "Other", .open = stree_bind (other), .key = "other"), stree_button ("There", .key = "there")),
    stree_dialog_with ((.title = "Outer", .open = stree_bind (outer), .key = "outer"),
                       stree_button ("More", .key = "more", .on_click = stree_set (inner, TRUE)),
                       stree_button ("Also", .key = "also", .on_click = stree_set (other, TRUE)),
                       stree_dialog_with ((.title = "Inner", .open = stree_bind (inner), .key = "inner"),
                                          stree_button ("Deep", .key = "deep", .on_click = stree_set (inner, FALSE)),
                                          stree_button ("All", .key = "all", .on_click = stree_set (outer, FALSE)))));
}

static void
test_nested (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", nested, NULL);
  g_autoptr (GError)        error = NULL;

  assert_refused (stree_headless_click (view, "behind", &error), &error, STREE_ERROR_BAD_VALUE, "is behind Dialog 'outer': a user could not do that");
  click (view, "more");
  assert_refused (stree_headless_click (view, "more", &error), &error, STREE_ERROR_BAD_VALUE, "behind Dialog 'inner'");
  assert_refused (stree_headless_close (view, "outer", &error), &error, STREE_ERROR_BAD_VALUE, "behind Dialog 'inner'");
  click (view, "deep");
  g_assert_false (stree_headless_has (view, "inner"));

  /* The one that was opened last is in front, wherever it stands. */
  click (view, "also");
  click (view, "there");
  assert_refused (stree_headless_click (view, "more", &error), &error, STREE_ERROR_BAD_VALUE, "behind Dialog 'other'");
  close_it (view, "other");

  /* The outer one takes the inner one along; what was declared open is open again with it. */
  click (view, "more");
  click (view, "all");
  g_assert_false (stree_headless_has (view, "outer"));
  g_assert_false (stree_headless_has (view, "inner"));
  click (view, "behind");
  click (view, "there");
  assert_refused (stree_headless_toggle (view, "other", &error), &error, STREE_ERROR_BAD_VALUE, "Dialog 'other' is a dialog");
  assert_refused (stree_headless_close (view, "there", &error), &error, STREE_ERROR_BAD_VALUE, "Button 'there' is nothing that can be closed");
}

/* --- what is on the screen --- */

static void
test_widgets (void)
{
  World                     world = { .n_closed = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", bound, &world);
  g_autofree char          *closed = stree_headless_dump_widgets (view);
  g_autofree char          *open = NULL;
  g_autofree char          *json = NULL;

  g_assert_cmpstr (closed, ==, "VStack\n  Button\n");
  json = dump_json (view);
  g_assert_nonnull (strstr (json, "\"shown\" : false"));
  click (view, "open");
  open = stree_headless_dump_widgets (view);
  g_assert_cmpstr (open, ==, "VStack\n  Button\nDialog TRUE\n  VStack\n    Text\n    Button\n  Button\n");
}

/* --- what fails --- */

static StreeElement *
beside (StreeContext *cx, gpointer props)
{
  World *world = props;

  if (world->fail_beside)
    return stree_fail_message (cx, "beside");
  return stree_text ("beside");
}

static StreeElement *
boundaries (StreeContext *cx, gpointer props)
{
  World *world = props;

  (void) cx;
  return stree_vstack (
    stree_text ("outside"),
    stree_error_boundary (.fallback = stree_text ("outer fallback"),
      .child = stree_vstack (
        stree_component (beside, .props = world),
        stree_dialog_with ((.title = "Guarded", .open = stree_value (TRUE), .key = "guarded"),
                           stree_text ("sound"),
                           world->plain ? stree_error_boundary (.fallback = stree_text ("inner fallback"),
                                                                .child = stree_component (inside, .props = world))
                                        : stree_component (inside, .props = world, .key = "bare")))));
}

static void
test_boundary_inside (void)
{
  World                     world = { .plain = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", boundaries, &world);

  assert_has_text (view, "count 0");
  world.fail_inside = TRUE;
  stree_headless_rerun (view);
  assert_has_text (view, "inner fallback");
  assert_has_text (view, "sound");
  g_assert_true (stree_headless_has (view, "guarded"));
  world.fail_inside = FALSE;
  stree_headless_rerun (view);
  assert_has_text (view, "count 0");
  g_assert_false (stree_headless_has_text (view, "inner fallback"));
}

static void
test_boundary_outside (void)
{
  World                     world = { .fail_inside = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", boundaries, &world);
  g_autofree char          *widgets = stree_headless_dump_widgets (view);

  /* Nobody inside takes it: the dialog goes with the rest of what the boundary is around. */
  assert_has_text (view, "outer fallback");
  assert_has_text (view, "outside");
  g_assert_false (stree_headless_has (view, "guarded"));
  g_assert_null (strstr (widgets, "Dialog"));

  world.fail_inside = FALSE;
  stree_headless_rerun (view);
  g_assert_true (stree_headless_has (view, "guarded"));
  click (view, "count");
  assert_has_text (view, "count 1");

  world.fail_beside = TRUE;
  stree_headless_rerun (view);
  g_assert_false (stree_headless_has (view, "guarded"));
  world.fail_beside = FALSE;
  stree_headless_rerun (view);
  assert_has_text (view, "count 1"); /* it was off the screen, and kept */
}

/* --- the session --- */

static void
test_session (void)
{
  World                     world = { .n_closed = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", bound, &world);
  g_autoptr (GVariant)      saved = NULL;
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) again = NULL;
  g_autoptr (GError)        error = NULL;

  click (view, "open");
  saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (view)));
  g_assert_true (stree_session_deserialize (session, saved, &error));
  again = stree_headless_new (session, "app", bound, &world);
  g_assert_true (stree_headless_has (again, "dialog"));
}

/* --- popovers --- */

static void
toggled_cb (StreeEvent *event, gpointer data)
{
  World *world = data;

  world->n_toggled++;
  world->toggled = stree_event_get_bool (event);
}

static StreeElement *
popovers (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->open = stree_state_bool (cx, "open", FALSE);
  return stree_vstack (
    stree_popover_with ((.label = "Details", .key = "details", .on_toggle = stree_call (toggled_cb, world)), stree_component (inside, .props = world)),
    stree_popover_with ((.label = "Bound", .key = "bound", .open = stree_bind (world->open)), stree_text ("bound")),
    stree_popover_with ((.label = "Off", .key = "off", .disabled = TRUE), stree_text ("off")),
    stree_button ("Open", .key = "open", .on_click = stree_set (world->open, TRUE)));
}

static gboolean
is_open (StreeHeadless *view, const char *key)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_true (stree_headless_get_value (view, key, &value, NULL));
  return g_value_get_boolean (&value);
}

static void
test_popover (void)
{
  World                     world = { .n_toggled = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", popovers, &world);
  g_autoptr (GError)        error = NULL;
  g_autoptr (GVariant)      saved = NULL;
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) again = NULL;

  /* What is in it is there, open or not; who wants to use it opens it. */
  g_assert_false (is_open (view, "details"));
  assert_has_text (view, "count 0");
  assert_refused (stree_headless_click (view, "count", &error), &error, STREE_ERROR_BAD_VALUE,
                  "Button 'count' is in Popover 'details', where it does not show");
  g_assert_true (stree_headless_toggle (view, "details", &error));
  click (view, "count");
  assert_has_text (view, "count 1");
  g_assert_true (is_open (view, "details"));
  g_assert_cmpint (world.n_toggled, ==, 1);
  g_assert_true (world.toggled);
  stree_headless_rerun (view);
  g_assert_true (is_open (view, "details"));
  close_it (view, "details");
  g_assert_false (is_open (view, "details"));
  g_assert_cmpint (world.n_toggled, ==, 2);
  g_assert_false (world.toggled);
  assert_has_text (view, "count 1");
  assert_refused (stree_headless_close (view, "details", &error), &error, STREE_ERROR_BAD_VALUE, "'details' is closed already");

  click (view, "open");
  g_assert_true (is_open (view, "bound"));
  close_it (view, "bound");
  g_assert_false (stree_state_get_bool (world.open));
  g_assert_true (stree_headless_toggle (view, "bound", &error));
  g_assert_true (stree_state_get_bool (world.open));
  assert_refused (stree_headless_toggle (view, "off", &error), &error, STREE_ERROR_BAD_VALUE, "Popover 'off' is disabled");

  /* In another session only what is a state is open. */
  g_assert_true (stree_headless_toggle (view, "details", &error));
  saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (view)));
  g_assert_true (stree_session_deserialize (session, saved, &error));
  again = stree_headless_new (session, "app", popovers, &world);
  g_assert_false (is_open (again, "details"));
  g_assert_true (is_open (again, "bound"));
}

static StreeElement *
popover_fails (StreeContext *cx, gpointer props)
{
  World *world = props;

  (void) cx;
  return stree_vstack (stree_popover_with ((.label = "Details", .key = "details"),
                                           stree_error_boundary (.fallback = stree_text ("inner fallback"),
                                                                 .child = stree_component (inside, .props = world))),
                       stree_text ("outside"));
}

static void
test_popover_boundary (void)
{
  World                     world = { .n_toggled = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", popover_fails, &world);
  g_autoptr (GError)        error = NULL;

  g_assert_true (stree_headless_toggle (view, "details", &error));
  world.fail_inside = TRUE;
  stree_headless_rerun (view);
  assert_has_text (view, "inner fallback");
  assert_has_text (view, "outside");
  g_assert_true (is_open (view, "details"));
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/dialog/state", test_state);
  g_test_add_func ("/dialog/keep-open", test_keep_open);
  g_test_add_func ("/dialog/plain", test_plain);
  g_test_add_func ("/dialog/same-element", test_same);
  g_test_add_func ("/dialog/declaration", test_declaration);
  g_test_add_func ("/dialog/read-only", test_read_only);
  g_test_add_func ("/dialog/nested", test_nested);
  g_test_add_func ("/dialog/widgets", test_widgets);
  g_test_add_func ("/dialog/boundary-inside", test_boundary_inside);
  g_test_add_func ("/dialog/boundary-outside", test_boundary_outside);
  g_test_add_func ("/dialog/session", test_session);
  g_test_add_func ("/popover/open", test_popover);
  g_test_add_func ("/popover/boundary", test_popover_boundary);
  return g_test_run ();
}
