/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Routes and guards: what is shown, what is kept of what was left, and who holds a step back. */

#include "core/stree-error.h"
#include "support.h"

static StreeLocation *
location_of (StreeHeadless *view)
{
  return stree_session_get_location (stree_headless_get_session (view));
}

#define assert_at(view, expected)                                                                                      \
  do                                                                                                                   \
    {                                                                                                                  \
      g_autofree char *uri_ = stree_location_dup_uri (location_of (view));                                             \
      g_assert_cmpstr (uri_, ==, "app:" expected);                                                                     \
    }                                                                                                                  \
  while (0)

static void
go (StreeHeadless *view, const char *uri)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (stree_location_navigate (location_of (view), uri, &error));
  g_assert_no_error (error);
  stree_headless_flush (view);
}

static void
set_route (StreeHeadless *view, const char *name, const char *param)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (stree_set_route (stree_headless_get_session (view), name, param, &error));
  g_assert_no_error (error);
  stree_headless_flush (view);
}

static void
set_value (StreeHeadless *view, const char *value, const char *param)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (stree_set_query_value (stree_headless_get_session (view), value, param, &error));
  g_assert_no_error (error);
  stree_headless_flush (view);
}

static guint n_notified;

static void
notified_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  (void) object;
  (void) pspec;
  ++*(guint *) data;
}

/* --- Routes --- */

typedef struct
{
  gboolean drop;
  gboolean reversed;
  gboolean without_b;
  guint    runs_of_b;
} World;

static World world;

static StreeElement *
counts (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_state_int (cx, "count", 0);
  StreeState *text = stree_state_string (cx, "text", "");
  const char *name = props;

  if (g_str_equal (name, "b"))
    world.runs_of_b++;
  return stree_vstack (stree_text ("%s %d", name, stree_state_get_int (count)),
                       stree_button ("More", .key = stree_str ("more-%s", name), .on_click = stree_add (count, 1)),
                       stree_text_input ("Note", .key = stree_str ("note-%s", name), .value = stree_bind (text)));
}

static StreeElement *
one (const char *name, gboolean drop)
{
  return stree_route_with ((.name = name, .title = stree_str ("Page %s", name), .forget = drop),
                           stree_component (counts, .props = name));
}

static StreeElement *
with_routes (StreeContext *cx, gpointer props)
{
  StreeElement *a = one ("a", FALSE);
  StreeElement *b = world.without_b ? NULL : one ("b", world.drop);

  (void) cx;
  (void) props;
  return stree_vstack_with ((.key = "all"), stree_text ("before"),
                            stree_routes ("a", world.reversed ? b : a, stree_fragment (world.reversed ? a : b)), stree_text ("after"));
}

static void
test_routes_keep (void)
{
  g_autoptr (StreeHeadless) view = NULL;
  g_autoptr (GError)        error = NULL;
  g_autofree char          *before = NULL;
  g_autofree char          *after = NULL;
  guint                     runs;

  world = (World){ .drop = FALSE };
  view = stree_headless_new (NULL, "app", with_routes, NULL);
  assert_has_text (view, "a 0");
  g_assert_false (stree_headless_has_text (view, "b 0"));
  g_assert_cmpuint (world.runs_of_b, ==, 0); /* one child tree */
  g_assert_cmpstr (stree_location_get_title (location_of (view)), ==, "Page a");

  set_route (view, "b", NULL);
  g_assert_false (stree_headless_has_text (view, "a 0"));
  g_assert_cmpstr (stree_location_get_title (location_of (view)), ==, "Page b");
  click (view, "more-b");
  g_assert_true (stree_headless_type (view, "note-b", "half a sen", &error));
  g_assert_no_error (error);
  before = stree_headless_dump_widgets (view);

  /* What is left does not rerun, whatever happens; and cannot be clicked. */
  set_route (view, "a", NULL);
  runs = world.runs_of_b;
  click (view, "more-a");
  stree_headless_rerun (view);
  world.reversed = TRUE;
  stree_headless_rerun (view);
  g_assert_cmpuint (world.runs_of_b, ==, runs);
  g_assert_false (stree_headless_click (view, "more-b", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);

  /* It comes back with the same widgets, at the same place. */
  set_route (view, "b", NULL);
  assert_has_text (view, "b 1");
  after = stree_headless_dump_widgets (view);
  g_assert_cmpstr (before, ==, after);
  click (view, "more-b");
  assert_has_text (view, "b 2");
  set_route (view, "a", NULL);
  assert_has_text (view, "a 1");

  /* One that is declared no more is gone; a location that names none shows the default. */
  world.without_b = TRUE;
  stree_headless_rerun (view);
  set_route (view, "b", NULL);
  assert_has_text (view, "a 1");
  assert_at (view, "/b");
  world.without_b = FALSE;
  stree_headless_rerun (view);
  assert_has_text (view, "b 0");
}

static void
test_routes_drop (void)
{
  g_autoptr (StreeHeadless) view = NULL;

  world = (World){ .drop = TRUE };
  view = stree_headless_new (NULL, "app", with_routes, NULL);
  set_route (view, "b", NULL);
  click (view, "more-b");
  assert_has_text (view, "b 1");
  set_route (view, "a", NULL);
  set_route (view, "b", NULL);
  assert_has_text (view, "b 0");
}

/* What is kept is saved as well, and a state that changes meanwhile is seen when it is shown. */
static void
test_routes_saved (void)
{
  g_autoptr (StreeHeadless) view = NULL;
  g_autoptr (StreeHeadless) second = NULL;
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (GVariant)      saved = NULL;

  world = (World){ .drop = FALSE };
  view = stree_headless_new (NULL, "app", with_routes, NULL);
  set_route (view, "b", NULL);
  click (view, "more-b");
  set_route (view, "a", NULL);
  saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (view)));
  g_assert_true (stree_session_deserialize (session, saved, NULL));
  second = stree_headless_new (session, "app", with_routes, NULL);
  assert_has_text (second, "a 0");
  g_assert_true (stree_location_back (location_of (second)));
  stree_headless_flush (second);
  assert_has_text (second, "b 1");
}

typedef struct
{
  const char *what;
  const char *message;
} Bad;

static StreeElement *
bad_routes (StreeContext *cx, gpointer props)
{
  const char *what = props;

  (void) cx;
  if (g_str_equal (what, "none"))
    return stree_routes ("a", NULL);
  if (g_str_equal (what, "twice"))
    return stree_routes ("a", stree_route ("a", NULL), stree_fragment (stree_route (" a ", NULL)));
  if (g_str_equal (what, "default"))
    return stree_routes ("b", stree_route ("a", NULL));
  if (g_str_equal (what, "blank default"))
    return stree_routes ("  ", stree_route ("a", NULL));
  if (g_str_equal (what, "param"))
    return stree_routes_with ((.default_route = "a", .query_param = " "), stree_route ("a", NULL));
  if (g_str_equal (what, "name"))
    return stree_routes ("a", stree_route ("a", stree_route (" ", NULL)));
  return stree_routes ("a", stree_route ("a", NULL), stree_text ("no route"));
}

static void
test_routes_bad (void)
{
  static const Bad bad[] = {
    { "none", "Routes: it has no routes: it takes at least one" },
    { "twice", "Routes: two routes are named 'a'" },
    { "default", "Routes: prop 'default_route' is 'b', which none of its routes is named" },
    { "blank default", "Routes: prop 'default_route' is blank" },
    { "param", "Routes: prop 'query_param' is blank" },
    { "name", "prop 'name' is blank: it takes the name of a route" },
    { "other", "Routes: its child Text is no Route" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", bad_routes, (gpointer) bad[i].what);

      assert_shows (view, bad[i].message);
    }
}

static StreeElement *
nested (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_routes (" out ", stree_route_with ((.name = "out", .title = "Out"),
                                                  stree_routes_with ((.default_route = "x", .query_param = " tab "),
                                                                     stree_route_with ((.name = "x", .title = "X"), stree_text ("tab x")),
                                                                     stree_route ("y", stree_text ("tab y")))),
                       stree_route ("in", stree_text ("inside")));
}

static void
test_routes_nested (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", nested, NULL);

  assert_has_text (view, "tab x");
  g_assert_cmpstr (stree_location_get_title (location_of (view)), ==, "Out");
  set_route (view, "y", "tab");
  assert_has_text (view, "tab y");
  set_route (view, "in", NULL);
  assert_has_text (view, "inside");
  go (view, "/out?tab=x");
  assert_has_text (view, "tab x");
  stree_location_back (location_of (view));
  stree_headless_flush (view);
  stree_location_back (location_of (view));
  stree_headless_flush (view);
  assert_has_text (view, "tab y");
}

/* A page that fails takes no other with it; the boundary is tried again when one comes back. */
static StreeElement *
fails (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_fail_message (cx, "no luck");
}

static StreeElement *
with_failing (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_error_boundary (stree_routes ("good", stree_route ("good", stree_text ("fine")),
                                                           stree_route ("bad", stree_component (fails)))));
}

static void
test_routes_fail (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", with_failing, NULL);

  set_route (view, "bad", NULL);
  assert_shows (view, "no luck");
  g_assert_false (stree_headless_has_text (view, "fine"));
  set_route (view, "good", NULL);
  assert_has_text (view, "fine");
  g_assert_false (stree_headless_has_text (view, "no luck"));
}

/* --- guards --- */

static gboolean always;

static StreeElement *
guarded_page (StreeContext *cx, gpointer props)
{
  StreeState *changed = stree_state_bool (cx, "changed", FALSE);

  (void) props;
  return stree_vstack (stree_checkbox ("Changed", .key = "changed", .value = stree_bind (changed)),
                       stree_guard ("It is not saved.", .when = always ? stree_value_of_bool (TRUE) : stree_bind (changed)));
}

static StreeElement *
guarded (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_routes ("form", stree_route ("form", stree_component (guarded_page)), stree_route ("list", stree_text ("list")),
                       stree_route ("other", stree_text ("other")));
}

static void
toggle (StreeHeadless *view, const char *key)
{
  g_autoptr (GError) error = NULL;

  stree_headless_toggle (view, key, &error);
  g_assert_no_error (error);
}

static void
test_guard (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", guarded, NULL);
  StreeLocation            *location = location_of (view);

  always = FALSE;
  set_route (view, "list", NULL);
  assert_at (view, "/list");
  stree_location_back (location);
  stree_headless_flush (view);

  toggle (view, "changed");
  n_notified = 0;
  g_signal_connect (location, "notify::held", G_CALLBACK (notified_cb), &n_notified);
  set_route (view, "list", NULL);
  assert_at (view, "/form");
  g_assert_cmpstr (stree_location_get_held (location), ==, "It is not saved.");
  g_assert_cmpuint (n_notified, ==, 1);
  stree_location_cancel (location);
  g_assert_null (stree_location_get_held (location));
  assert_at (view, "/form");
  /* A query is no leaving, nor is the place where it is. */
  set_value (view, "1", "q");
  set_route (view, " form", NULL);
  go (view, "/?q=2");
  assert_at (view, "/form?q=2");
  g_assert_null (stree_location_get_held (location));

  /* Every way out is held, and goes on as it began. */
  g_assert_true (stree_clear_route (stree_headless_get_session (view), NULL, NULL)); /* to where it is */
  stree_headless_flush (view);
  g_assert_null (stree_location_get_held (location));
  go (view, "/other");
  g_assert_nonnull (stree_location_get_held (location));
  set_route (view, "list", NULL); /* another wish takes its place */
  g_assert_true (stree_location_confirm (location));
  g_assert_false (stree_location_confirm (location));
  stree_headless_flush (view);
  assert_at (view, "/list?q=2");
  assert_has_text (view, "list");

  /* What is kept out of sight holds nobody. */
  set_route (view, "other", NULL);
  assert_at (view, "/other?q=2");
  g_assert_true (stree_location_back (location));
  g_assert_true (stree_location_back (location));
  stree_headless_flush (view);
  assert_at (view, "/form?q=2");
  g_assert_true (stree_location_forward (location));
  g_assert_nonnull (stree_location_get_held (location));
  assert_at (view, "/form?q=2");
  g_assert_true (stree_location_confirm (location));
  stree_headless_flush (view);
  assert_at (view, "/list?q=2");
  g_assert_true (stree_location_back (location));
  stree_headless_flush (view);

  /* Saved: the state counts as it is now, before any rerun. */
  {
    g_auto (GValue) off = G_VALUE_INIT;

    toggle (view, "changed");
    g_value_init (&off, G_TYPE_BOOLEAN);
    set_route (view, "list", NULL);
    g_assert_null (stree_location_get_held (location));
  }
  always = TRUE;
  g_assert_true (stree_location_back (location));
  stree_headless_flush (view);
  set_route (view, "list", NULL);
  g_assert_nonnull (stree_location_get_held (location));
}

static StreeElement *
unrouted_guard (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_vstack (stree_guard ("Stay."), stree_text ("at %s", stree_sync_route (cx, "a", NULL)));
}

static StreeElement *
bad_guard (StreeContext *cx, gpointer props)
{
  (void) cx;
  return props ? stree_guard ("x", .when = stree_value ("yes")) : stree_guard (" ");
}

static void
test_guard_unrouted (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", unrouted_guard, NULL);
  g_autoptr (StreeHeadless) blank = stree_headless_new (NULL, "app", bad_guard, NULL);
  g_autoptr (StreeHeadless) odd = stree_headless_new (NULL, "app", bad_guard, (gpointer) "x");

  set_value (view, "1", "q");
  g_assert_null (stree_location_get_held (location_of (view)));
  set_route (view, "b", NULL);
  g_assert_cmpstr (stree_location_get_held (location_of (view)), ==, "Stay.");
  assert_shows (blank, "prop 'message' is blank");
  assert_shows (odd, "prop 'when' takes a boolean");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/routes/keep", test_routes_keep);
  g_test_add_func ("/routes/drop", test_routes_drop);
  g_test_add_func ("/routes/saved", test_routes_saved);
  g_test_add_func ("/routes/bad", test_routes_bad);
  g_test_add_func ("/routes/nested", test_routes_nested);
  g_test_add_func ("/routes/fail", test_routes_fail);
  g_test_add_func ("/guard", test_guard);
  g_test_add_func ("/guard/unrouted", test_guard_unrouted);
  return g_test_run ();
}
