#include "app.h"

static void
test_search (void)
{
  g_autoptr (StreeTest) test = stree_test_new (NULL, "app", app, NULL);

  stree_test_assert_shown (stree_test_by_role (test, "heading", "@NAME_C@"));
  stree_test_assert_shown (stree_test_by_substring (test, "10 of 10 rows"));
  stree_test_type (stree_test_by_label (test, "Search"), "japan");
  stree_test_assert_shows (test, "2 of 10 rows, 56400000 people");
  stree_test_type (stree_test_by_label (test, "Search"), "nowhere");
  stree_test_assert_shows (test, "0 of 10 rows, 0 people");
}
@if pages@

static void
test_pages (void)
{
  g_autoptr (StreeTest) test = stree_test_new (NULL, "app", window, NULL);

  stree_test_assert_shown (stree_test_by_key (test, "table"));
@pages-script@
}
@end@

int
main (int argc, char **argv)
{
  stree_test_init (&argc, &argv);
  g_test_add_func ("/app/search", test_search);
@if pages@
  g_test_add_func ("/app/pages", test_pages);
@end@
  return g_test_run ();
}
