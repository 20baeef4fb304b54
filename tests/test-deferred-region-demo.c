/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* deferred_region_demo as a user works with it, without a window. */

#include "deferred_region_demo/deferred_region_demo.h"
#include "support.h"

static void
test_demo (void)
{
  DeferredRegionRuns        runs = { 0, 0 };
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", deferred_region_demo, &runs);
  g_autoptr (GError)        error = NULL;

  assert_has_text (app, "Building the rows…");
  g_assert_cmpint (runs.region, ==, 0);
  g_assert_false (stree_headless_has (app, "reverse"));

  stree_headless_build_deferred (app);
  assert_has_text (app, "This region ran once.");
  assert_has_text (app, "Row 200");
  g_assert_cmpint (runs.page, ==, 1);

  click (app, "reverse");
  assert_has_text (app, "This region ran 2 times.");
  assert_has_text (app, "This page ran once.");
  stree_headless_type (app, "name", "Ada", &error);
  g_assert_no_error (error);
  assert_has_text (app, "This page ran 2 times.");
  assert_has_text (app, "This region ran 3 times.");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/deferred-region-demo", test_demo);
  return g_test_run ();
}
