#include "app.h"

static void
test_greets (void)
{
  g_autoptr (StreeTest) test = stree_test_new (NULL, "app", app, NULL);

  stree_test_assert_shown (stree_test_by_role (test, "heading", "@NAME_C@"));
  stree_test_assert_shows (test, "Hello, world!");
  stree_test_type (stree_test_by_label (test, "Your name"), "Ada");
  stree_test_assert_shows (test, "Hello, Ada!");
}

static void
test_counts (void)
{
  g_autoptr (StreeTest) test = stree_test_new (NULL, "app", app, NULL);

  stree_test_assert_unusable (stree_test_by_key (test, "reset"));
  stree_test_click (stree_test_by_role (test, "button", "Click"));
  stree_test_click (stree_test_by_role (test, "button", "Click"));
  stree_test_assert_shows (test, "Clicked: 2");
  stree_test_click (stree_test_by_key (test, "reset"));
  stree_test_assert_shows (test, "Clicked: 0");
}
@if pages@

static void
test_pages (void)
{
  g_autoptr (StreeTest) test = stree_test_new (NULL, "app", window, NULL);

  stree_test_assert_shows (test, "Hello, world!");
@pages-script@
}
@end@

int
main (int argc, char **argv)
{
  stree_test_init (&argc, &argv);
  g_test_add_func ("/app/greets", test_greets);
  g_test_add_func ("/app/counts", test_counts);
@if pages@
  g_test_add_func ("/app/pages", test_pages);
@end@
  return g_test_run ();
}
