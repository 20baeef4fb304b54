/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Locations, routes and query values: each rule of the Python package, and the history around them. */

#include "core/stree-error.h"
#include "core/stree-state-private.h"
#include "routing/stree-uri-private.h"
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

/* --- the text of a location --- */

static void
test_uris (void)
{
  static const struct
  {
    const char *uri;
    const char *read; /* NULL: refused */
  } uris[] = {
    { "org.example.app:/profile?tab=2", "/profile?tab=2" },
    { "ORG.Example.App:/profile", "/profile" },
    { "/profile", "/profile" },
    { "profile?x=1&x=2", "/profile?x=1" },
    { "?x=1", "/?x=1" },
    { "", "/" },
    { "org.example.app:", "/" },
    { "org.example.app:profile", "/profile" },
    { "org.example.app://profile/", "/profile" },
    { "org.example.app:///profile", "/profile" },
    { "org.example.app://a/b/c/?q=1", "/a/b/c?q=1" },
    { "/?route=home&x=1", "/home?x=1" },
    { "/profile?route=home", "/profile" },
    { "/?route=", "/?route=" },
    { "/?q=a+b%2Bc&flag&=none&%20n%20=1", "/?q=a%20b%2Bc&flag=&n=1" },
    { "/Z%C3%BCrich?name=%E6%97%A5", "/Z%C3%BCrich?name=%E6%97%A5" },
    { "/Zürich", "/Z%C3%BCrich" },
    { "/%2Fa%2F", "/%2Fa%2F" },
    { "/home#part", "/home" },
    { "org.other.app:/x", NULL },
    { "https://example.org/x", NULL },
    { "org.example.app://user@host/x", NULL },
    { "org.example.app://host:80/x", NULL },
    { "/%FF", NULL },
    { "/%00", NULL },
    { "/%zz", NULL },
    { "/?x=%FF", NULL },
    { "/?%FF=x", NULL },
    { "/\xff", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError)    error = NULL;
      g_autoptr (GPtrArray) params = stree_uri_parse (uris[i].uri, "org.example.app", &error);
      g_autofree char      *built = params ? stree_uri_build (params) : NULL;

      g_assert_cmpstr (built, ==, uris[i].read);
      if (uris[i].read)
        g_assert_no_error (error);
      else
        g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
      if (error)
        g_assert_true (g_str_has_prefix (error->message, "Location '") && g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_scheme (void)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  StreeLocation           *location = stree_session_get_location (session);
  g_autofree char         *plain = stree_location_dup_uri (location);
  g_autofree char         *named = NULL;
  g_autoptr (GError)       error = NULL;

  g_assert_cmpstr (plain, ==, "app:/");
  stree_location_set_application_id (location, "org.example.My_App");
  g_assert_true (stree_location_navigate (location, "org.example.my-app:/x", NULL));
  named = stree_location_dup_uri (location);
  g_assert_cmpstr (named, ==, "org.example.my-app:/x");
  g_assert_false (stree_location_navigate (location, "app:/y", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "org.example.my-app:"));
  g_assert_cmpuint (stree_location_get_n_entries (location), ==, 1); /* nothing was shown before */
}

/* --- sync_route --- */

typedef struct
{
  const char *fallback;
  const char *param;
  guint       runs;
} Want;

static StreeElement *
routed (StreeContext *cx, gpointer props)
{
  Want *want = props;

  want->runs++;
  return stree_text ("at %s", stree_sync_route (cx, want->fallback, want->param));
}

static void
test_sync_route (void)
{
  Want                      want = { " home ", NULL, 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", routed, &want);
  StreeSession             *session = stree_headless_get_session (view);

  /* The default, stripped, and written back: at once, without a second run. */
  assert_has_text (view, "at home");
  assert_at (view, "/home");
  g_assert_cmpuint (want.runs, ==, 1);
  g_assert_cmpuint (stree_location_get_n_entries (location_of (view)), ==, 1);
  g_assert_true (stree_location_get_has_routes (location_of (view)));

  /* What the location says wins, stripped, and is stored. */
  go (view, "/%20profile%20");
  assert_has_text (view, "at profile");
  /* A blank one counts as absent: what was stored comes back, and is written back. */
  go (view, "/?route=%20&x=1");
  assert_has_text (view, "at profile");
  assert_at (view, "/profile?x=1");
  go (view, "app:/");
  assert_has_text (view, "at profile");

  /* Set: stripped. */
  set_route (view, "  settings ", NULL);
  assert_has_text (view, "at settings");
  assert_at (view, "/settings");
  /* Clear: both go, the default is back. */
  g_assert_true (stree_clear_route (session, NULL, NULL));
  stree_headless_flush (view);
  assert_has_text (view, "at home");
  assert_at (view, "/home");
}

static void
test_param (void)
{
  Want                      want = { "a", "  tab ", 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", routed, &want);

  assert_at (view, "/?tab=a");
  set_route (view, "b", " tab");
  assert_has_text (view, "at b");
  set_route (view, "elsewhere", NULL); /* another parameter: the one shown stays */
  assert_has_text (view, "at b");
  assert_at (view, "/elsewhere?tab=b");
}

static void
assert_fails (Want want, const char *message)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", routed, &want);

  assert_shows (view, message);
}

static void
test_blank (void)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  static const char *const blank[] = { "", "  ", "\t" };

  for (guint i = 0; i < G_N_ELEMENTS (blank); i++)
    {
      GError *errors[6] = { NULL };

      assert_fails ((Want){ blank[i], NULL, 0 }, "the default of 'route' is blank");
      assert_fails ((Want){ "home", blank[i], 0 }, "the name of the parameter is blank");
      g_assert_false (stree_set_route (session, blank[i], NULL, &errors[0]));
      g_assert_false (stree_set_route (session, "x", blank[i], &errors[1]));
      g_assert_false (stree_clear_route (session, blank[i], &errors[2]));
      g_assert_false (stree_set_query_value (session, "x", blank[i], &errors[3]));
      g_assert_false (stree_clear_query_param (session, blank[i], &errors[4]));
      g_assert_false (stree_update_query_params (session, STREE_STRV ("a", "1", blank[i], "2"), &errors[5]));
      for (guint k = 0; k < G_N_ELEMENTS (errors); k++)
        {
          g_assert_error (errors[k], STREE_ERROR, STREE_ERROR_BAD_VALUE);
          g_clear_error (&errors[k]);
        }
    }
  assert_fails ((Want){ NULL, NULL, 0 }, "the default of 'route' is blank");
  g_assert_false (stree_set_route (session, NULL, NULL, NULL));
  g_assert_false (stree_set_query_value (session, "x", NULL, NULL));
  g_assert_false (stree_update_query_params (session, STREE_STRV ("a", "1", "b"), NULL));
  g_assert_cmpuint (stree_location_get_n_entries (stree_session_get_location (session)), ==, 1);
  {
    g_autofree char *uri = stree_location_dup_uri (stree_session_get_location (session));

    g_assert_cmpstr (uri, ==, "app:/"); /* all or none */
  }
}

/* --- query values --- */

static StreeElement *
filtered (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_vstack (stree_text ("q=[%s]", stree_sync_query_value (cx, "all", " q ")),
                       stree_text ("id=[%s]", stree_selected_id_from_query (cx, NULL, NULL)));
}

static void
test_values (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", filtered, NULL);
  StreeSession             *session = stree_headless_get_session (view);

  assert_has_text (view, "q=[all]");
  assert_has_text (view, "id=[]");
  assert_at (view, "/?q=all&id=");

  /* A value that is there wins, also when it is empty; stripped. */
  go (view, "/?q=");
  assert_has_text (view, "q=[]");
  assert_at (view, "/?q=&id=");
  go (view, "/?q=%20zoo%20&q=second&id=7");
  assert_has_text (view, "q=[zoo]");
  assert_has_text (view, "id=[7]");
  /* One that is absent: what was stored. */
  go (view, "/x");
  assert_has_text (view, "q=[zoo]");
  assert_at (view, "/x?q=zoo&id=7");

  set_value (view, "", "q");
  assert_has_text (view, "q=[]");
  set_value (view, NULL, "id");
  assert_has_text (view, "id=[]");
  g_assert_true (stree_update_query_params (session, STREE_STRV ("q", "a&b=c", " id", "+1"), NULL));
  stree_headless_flush (view);
  assert_has_text (view, "q=[a&b=c]");
  assert_has_text (view, "id=[+1]");
  assert_at (view, "/x?q=a%26b%3Dc&id=%2B1");
  g_assert_true (stree_clear_query_param (session, "q ", NULL));
  stree_headless_flush (view);
  assert_has_text (view, "q=[all]");
  /* No query is a step that one could go back from. */
  g_assert_cmpuint (stree_location_get_n_entries (location_of (view)), ==, 4);
}

/* Who is memoized, and nothing but the location changes, reruns all the same. */
static StreeElement *
deep (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_text ("deep %s", stree_sync_route (cx, "home", NULL));
}

static StreeElement *
make_deep (StreeContext *cx, gpointer data)
{
  (void) cx;
  (void) data;
  return stree_component (deep);
}

static StreeElement *
memoized (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_memo_subtree (cx, "deep", stree_no_deps (), make_deep, NULL);
}

static void
test_memoized (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", memoized, NULL);

  assert_has_text (view, "deep home");
  set_route (view, "x", NULL);
  assert_has_text (view, "deep x");
}

/* --- history --- */

static void
test_history (void)
{
  Want                      want = { "home", NULL, 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", routed, &want);
  StreeLocation            *location = location_of (view);
  g_autofree char          *title = NULL;
  g_autofree char          *first = NULL;

  g_assert_false (stree_location_back (location));
  g_assert_false (stree_location_forward (location));
  stree_location_set_title (location, "Home");
  set_route (view, "a", NULL);
  set_route (view, "a", NULL); /* it is there already */
  set_value (view, "1", "q");  /* changes the entry */
  set_route (view, "b", NULL);
  g_assert_cmpuint (stree_location_get_n_entries (location), ==, 3);
  assert_at (view, "/b?q=1");

  g_assert_true (stree_location_back (location));
  stree_headless_flush (view);
  assert_at (view, "/a?q=1");
  assert_has_text (view, "at a");
  g_assert_true (stree_location_get_can_go_back (location) && stree_location_get_can_go_forward (location));
  g_assert_true (stree_location_back (location));
  stree_headless_flush (view);
  assert_has_text (view, "at home");
  g_assert_cmpstr (stree_location_get_title (location), ==, "Home");
  g_assert_false (stree_location_back (location));
  g_assert_true (stree_location_forward (location));
  stree_headless_flush (view);
  g_assert_null (stree_location_get_title (location));

  /* Elsewhere from the middle: what was ahead is gone. */
  set_route (view, "c", NULL);
  g_assert_false (stree_location_get_can_go_forward (location));
  g_assert_cmpuint (stree_location_get_index (location), ==, 2);
  first = stree_location_dup_entry (location, 0, &title);
  g_assert_cmpstr (first, ==, "app:/home");
  g_assert_cmpstr (title, ==, "Home");
  g_assert_null (stree_location_dup_entry (location, 3, NULL));
  g_assert_true (stree_location_replace (location, "/d", NULL));
  g_assert_cmpuint (stree_location_get_n_entries (location), ==, 3);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *uri = g_strdup_printf ("/n%u", i);

      go (view, uri);
    }
  g_assert_cmpuint (stree_location_get_n_entries (location), ==, 200);
  assert_at (view, "/n299");
}

static guint n_notified;

static void
notified_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  (void) object;
  (void) pspec;
  ++*(guint *) data;
}

/* The location comes back with the session, history and all; what is no location is left out. */
static void
test_saved (void)
{
  Want                      want = { "home", NULL, 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", routed, &want);
  g_autoptr (StreeHeadless) late = NULL;
  g_autoptr (StreeSession)  fresh = stree_session_new ();
  g_autoptr (GVariant)      saved = NULL;
  g_autoptr (GVariant)      odd = NULL;
  g_autoptr (GVariant)      empty = NULL;

  set_route (view, "a", NULL);
  stree_location_set_title (location_of (view), "A");
  set_route (view, "b", NULL);
  stree_location_back (location_of (view));
  stree_headless_flush (view);
  saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (view)));

  g_assert_true (stree_session_deserialize (fresh, saved, NULL));
  late = stree_headless_new (fresh, "app", routed, &want);
  assert_has_text (late, "at a");
  g_assert_cmpuint (stree_location_get_n_entries (location_of (late)), ==, 3);
  g_assert_cmpstr (stree_location_get_title (location_of (late)), ==, "A");
  g_assert_true (stree_location_forward (location_of (late)));
  stree_headless_flush (late);
  assert_has_text (late, "at b");

  /* Into one that is at work: it shows it, and says so. */
  n_notified = 0;
  g_signal_connect (location_of (late), "notify::uri", G_CALLBACK (notified_cb), &n_notified);
  g_assert_true (stree_session_deserialize (fresh, saved, NULL));
  stree_headless_flush (late);
  assert_has_text (late, "at a");
  g_assert_cmpuint (n_notified, ==, 1);

  odd = g_variant_ref_sink (g_variant_new_parsed (
    "{'/streamtree.location': <<(uint32 9, [('/x', ''), ('http://no', ''), ('/%%FF', ''), ('/y?b=1', 'Y')])>>}"));
  g_assert_true (stree_session_deserialize (fresh, odd, NULL));
  stree_headless_flush (late);
  assert_at (late, "/y?b=1");
  g_assert_cmpuint (stree_location_get_n_entries (location_of (late)), ==, 2);
  empty = g_variant_ref_sink (g_variant_new_parsed ("{'/streamtree.location': <<(uint32 9, @a(ss) [])>>}"));
  g_assert_true (stree_session_deserialize (fresh, empty, NULL));
  stree_headless_flush (late);
  assert_at (late, "/y?b=1");
}

/* A state of the program's own in the way, or the one removed. */
static void
test_removed (void)
{
  Want                      want = { "home", NULL, 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", routed, &want);

  set_route (view, "a", NULL);
  g_assert_true (stree_session_remove (stree_headless_get_session (view), "streamtree.location"));
  stree_headless_flush (view);
  assert_has_text (view, "at a");
  set_route (view, "b", NULL);
  assert_has_text (view, "at b");
}

/* --- work --- */

static void
test_work (void)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  guint                    a = stree_session_begin_work (session, "export");
  guint                    b = stree_session_begin_work (session, "import");
  g_auto (GStrv)           both = stree_session_list_work (session);
  g_auto (GStrv)           left = NULL;

  g_assert_true (g_strv_equal ((const char *const *) both, STREE_STRV ("export", "import")));
  g_assert_true (stree_session_end_work (session, a));
  g_assert_false (stree_session_end_work (session, a));
  left = stree_session_list_work (session);
  g_assert_true (g_strv_equal ((const char *const *) left, STREE_STRV ("import")));
  g_assert_true (stree_session_end_work (session, b));
}

/* --- handlers --- */

static StreeElement *
buttons (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_vstack (stree_button ("Go", .key = "go", .on_click = stree_route_to (" there ")),
                       stree_button ("Sort", .key = "sort", .on_click = stree_query_to ("sort", "name")),
                       stree_text ("at %s", stree_sync_route (cx, "here", NULL)));
}

static void
test_handlers (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", buttons, NULL);

  click (view, "go");
  assert_has_text (view, "at there");
  click (view, "sort");
  assert_at (view, "/there?sort=name");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/routing/uris", test_uris);
  g_test_add_func ("/routing/scheme", test_scheme);
  g_test_add_func ("/routing/sync-route", test_sync_route);
  g_test_add_func ("/routing/param", test_param);
  g_test_add_func ("/routing/blank", test_blank);
  g_test_add_func ("/routing/values", test_values);
  g_test_add_func ("/routing/memoized", test_memoized);
  g_test_add_func ("/routing/history", test_history);
  g_test_add_func ("/routing/saved", test_saved);
  g_test_add_func ("/routing/removed", test_removed);
  g_test_add_func ("/routing/work", test_work);
  g_test_add_func ("/routing/handlers", test_handlers);
  return g_test_run ();
}
