/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pages that are modules, loaded into a program that uses the installed library's interface: those of the examples, and one that
 * registers nothing. */

#include <streamtree.h>

static GPtrArray *
list (const char *place)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), place, "pages", NULL);

  return stree_list_page_entries (folder);
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_multipage_sidebar_nav (props), stree_page_routes (props, NULL));
}

static void
click (StreeHeadless *view, const char *key)
{
  g_autoptr (GError) error = NULL;

  stree_headless_click (view, key, &error);
  g_assert_no_error (error);
}

static void
test_examples (void)
{
  g_autoptr (GPtrArray)     pages = list ("../examples");
  g_autoptr (StreeHeadless) view = NULL;
  g_autoptr (GVariant)      report = NULL;
  g_autoptr (GError)        error = NULL;
  const char *const         expected[] = { "About_demo", "Temperature", "Scratch_pad" };

  g_assert_cmpuint (pages->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < pages->len; i++)
    g_assert_cmpstr (stree_page_entry_get_page (pages->pdata[i]), ==, expected[i]);

  /* Loaded when it is shown, not before. */
  view = stree_headless_new (NULL, "app", app, pages);
  g_assert_true (stree_headless_has_text (view, "About this demo"));
  {
    g_autoptr (GPtrArray) registered = stree_registered_pages ();

    g_assert_cmpuint (registered->len, ==, 1);
  }
  click (view, "Temperature");
  g_assert_true (stree_headless_set_number (view, "celsius", 100, &error));
  g_assert_true (stree_headless_has_text (view, "212.0 degrees Fahrenheit"));

  report = g_variant_ref_sink (stree_prefetch_pages (pages));
  for (guint i = 0; i < pages->len; i++)
    {
      const char *page, *failure;

      g_variant_get_child (report, i, "(&sm&s)", &page, &failure);
      g_assert_cmpstr (page, ==, expected[i]);
      g_assert_null (failure);
    }

  /* Of the two, one is kept and one starts afresh. */
  click (view, "Scratch_pad");
  g_assert_true (stree_headless_type (view, "note", "gone soon", &error));
  click (view, "Temperature");
  g_assert_true (stree_headless_has_text (view, "212.0 degrees Fahrenheit"));
  click (view, "Scratch_pad");
  {
    g_auto (GValue) note = G_VALUE_INIT;

    g_assert_true (stree_headless_get_value (view, "note", &note, &error));
    g_assert_cmpstr (g_value_get_string (&note), ==, "");
  }
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) pages = list (".");
  g_autoptr (GVariant)  report = g_variant_ref_sink (stree_prefetch_pages (pages));
  const char           *failure;

  g_assert_cmpuint (pages->len, ==, 1);
  g_variant_get_child (report, 0, "(&sm&s)", NULL, &failure);
  g_assert_nonnull (strstr (failure, "registers no page '1_Nothing': write STREE_PAGE (function, \"1_Nothing\") in it"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-modules/examples", test_examples);
  g_test_add_func ("/page-modules/nothing", test_nothing);
  return g_test_run ();
}
