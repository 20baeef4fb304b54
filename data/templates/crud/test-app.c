#include "app.h"

static void
add (StreeTest *test, const char *name)
{
  stree_test_type (stree_test_by_label (test, "New record"), name);
  stree_test_click (stree_test_by_role (test, "button", "Add"));
}

static void
test_records (void)
{
  g_autoptr (StreeTest) test = stree_test_new (NULL, "app", app, NULL);

  stree_test_assert_shown (stree_test_by_role (test, "heading", "@NAME_C@"));
  add (test, "Ada");
  add (test, "Grace");
  stree_test_assert_shows (test, "Records: 2");
  stree_test_assert_value (stree_test_by_label (test, "New record"), "");
  stree_test_type (stree_test_by_key (test, "name-2"), "Grace H.");
  stree_test_click (stree_test_within (stree_test_by_role (test, "button", "Delete"), stree_test_by_key (test, "row-1")));
  stree_test_assert_shows (test, "Records: 1");
  stree_test_assert_value (stree_test_by_key (test, "name-2"), "Grace H.");
  stree_test_assert_missing (stree_test_by_key (test, "name-1"));
}

/* What was saved is there at the next start. */
static void
test_kept (void)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeSession) next = stree_session_new ();
  g_autoptr (GVariant)     saved = NULL;
  g_autoptr (StreeTest)    test = stree_test_new (session, "app", app, NULL);
  g_autoptr (StreeTest)    again = NULL;

  add (test, "Ada");
  saved = g_variant_ref_sink (stree_session_serialize (session));
  g_assert_true (stree_session_deserialize (next, saved, NULL));
  again = stree_test_new (next, "app", app, NULL);
  stree_test_assert_value (stree_test_by_key (again, "name-1"), "Ada");
}
@if pages@

static void
test_pages (void)
{
  g_autoptr (StreeTest) test = stree_test_new (NULL, "app", window, NULL);

  stree_test_assert_shows (test, "Records: 0");
@pages-script@
}
@end@

int
main (int argc, char **argv)
{
  stree_test_init (&argc, &argv);
  g_test_add_func ("/app/records", test_records);
  g_test_add_func ("/app/kept", test_kept);
@if pages@
  g_test_add_func ("/app/pages", test_pages);
@end@
  return g_test_run ();
}
