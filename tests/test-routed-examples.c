/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* routed_app, numeric_nav_demo and pages_helpers_demo as a user works with them, without a window. */

#include "support.h"

#include "numeric_nav_demo/numeric_nav_demo.h"
#include "pages_helpers_demo/pages_helpers_demo.h"
#include "routed_app/routed_app.h"
#include "routing/stree-uri-private.h"

/* Pages that are part of this program. */
static StreeElement *
about (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_text ("about this");
}
STREE_PAGE (about, "1_About")

static StreeElement *
broken (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_fail_message (cx, "it is broken");
}
STREE_PAGE (broken, "Broken")

static StreeLocation *
location_of (StreeHeadless *view)
{
  return stree_session_get_location (stree_headless_get_session (view));
}

static void
type (StreeHeadless *app, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;

  stree_headless_type (app, key, text, &error);
  g_assert_no_error (error);
}

static void
test_routed_app (void)
{
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", routed_app, NULL);
  g_autoptr (GError)        error = NULL;

  assert_has_text (app, "Location: app:/home?name=&q=");
  type (app, "q", "zoo & co");
  assert_has_text (app, "Location: app:/home?name=&q=zoo%20%26%20co");
  g_assert_true (stree_location_navigate (location_of (app), "app:/home?name=Ada", &error));
  stree_headless_flush (app);
  assert_has_text (app, "Welcome, Ada!");

  click (app, "profile");
  g_assert_cmpstr (stree_location_get_title (location_of (app)), ==, "Profile");
  assert_has_text (app, "All is committed");
  type (app, "json", "{\"name\": \"\", \"email\": \"ada\"}");
  click (app, "commit");
  assert_shows (app, "**name**");
  assert_shows (app, "there is no @ with something behind it");
  assert_has_text (app, "Not committed yet");

  /* It is not left without a question. */
  click (app, "home");
  g_assert_nonnull (stree_location_get_held (location_of (app)));
  assert_has_text (app, "Not committed yet");
  stree_location_cancel (location_of (app));
  type (app, "json", "{\"name\": \"Ada\", \"email\": \"ada@example.org\"}");
  click (app, "commit");
  g_assert_false (stree_headless_has (app, "problems"));
  assert_has_text (app, "All is committed");
  click (app, "home");
  g_assert_null (stree_location_get_held (location_of (app)));
  assert_shows (app, "Open Profile");
}

/* The scheme that its desktop file names is the one that it answers to. */
static void
test_desktop_file (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char     *path = g_build_filename (g_getenv ("STREE_TEST_ROOT"), "examples", "routed_app.desktop", NULL);
  g_autofree char     *scheme = stree_uri_scheme ("org.streamtree.RoutedApp");
  g_autofree char     *expected = g_strconcat ("x-scheme-handler/", scheme, ";", NULL);
  g_autofree char     *mime = NULL;
  g_autofree char     *exec = NULL;
  g_autoptr (GError)   error = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  mime = g_key_file_get_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_MIME_TYPE, NULL);
  exec = g_key_file_get_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, NULL);
  g_assert_cmpstr (mime, ==, expected);
  g_assert_true (g_str_has_suffix (exec, " %u"));
}

static void
test_numeric_nav_demo (void)
{
  g_autoptr (GPtrArray)     pages = stree_registered_pages ();
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", numeric_nav_demo, pages);
  g_autoptr (GError)        error = NULL;

  assert_has_text (app, "Total: 0.00");
  stree_headless_set_number (app, "quantity", 3, &error);
  g_assert_no_error (error);
  stree_headless_set_number (app, "unit_price", 1.5, &error);
  g_assert_no_error (error);
  assert_has_text (app, "Total: 4.50");
  click (app, "About");
  assert_has_text (app, "about this");
  g_assert_false (stree_headless_has_text (app, "Total: 4.50"));
  stree_location_back (location_of (app));
  stree_headless_flush (app);
  assert_has_text (app, "Total: 4.50");
}

static void
test_pages_helpers_demo (void)
{
  g_autoptr (GPtrArray)     pages = stree_registered_pages ();
  g_autoptr (GPtrArray)     none = g_ptr_array_new ();
  g_autoptr (GVariant)      report = g_variant_ref_sink (stree_prefetch_pages (pages));
  FoundPages                found = { pages, report };
  FoundPages                nothing = { none, NULL };
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", pages_helpers_demo, &found);
  g_autoptr (StreeHeadless) empty = stree_headless_new (NULL, "app", pages_helpers_demo, &nothing);

  assert_has_text (app, "Found as 1_About");
  assert_has_text (app, "Built once off the screen: nothing failed.");
  assert_has_text (app, "Broken: it is broken");
  assert_shows (app, "Pages (order 1)");
  assert_shows (app, "More pages");
  click (app, "About");
  assert_has_text (app, "about this");
  click (app, "Broken");
  assert_shows (app, "it is broken");
  click (app, "overview");
  assert_has_text (app, "Found as 1_About");
  assert_shows (empty, "There are no pages");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/examples/routed_app", test_routed_app);
  g_test_add_func ("/examples/routed_app/desktop-file", test_desktop_file);
  g_test_add_func ("/examples/numeric_nav_demo", test_numeric_nav_demo);
  g_test_add_func ("/examples/pages_helpers_demo", test_pages_helpers_demo);
  return g_test_run ();
}
