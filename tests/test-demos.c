/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The small demos, as a user works with them, without a window. */

#include "support.h"

#include "app_shell/app_shell.h"
#include "phase2_composite_demo/phase2_composite_demo.h"
#include "phase2_layout_demo/phase2_layout_demo.h"

static void
type (StreeHeadless *app, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;

  stree_headless_type (app, key, text, &error);
  g_assert_no_error (error);
  stree_headless_flush (app);
}

static void
push (StreeHeadless *app, const char *key)
{
  click (app, key);
  stree_headless_flush (app);
}

/* --- app_shell --- */

static void
test_app_shell (void)
{
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) body = stree_headless_new (session, "app", app_shell_body, NULL);
  g_autoptr (StreeHeadless) side = stree_headless_new (session, "sidebar", app_shell_sidebar, NULL);

  assert_has_text (body, "Counter: 0");
  push (body, "add");
  push (body, "add");
  assert_has_text (body, "Counter: 2");
  stree_headless_flush (side);
  push (side, "again");
  stree_headless_flush (body);
  assert_has_text (body, "Counter: 0");
}

/* --- phase2_composite_demo --- */

static void
test_composite (void)
{
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", phase2_composite_demo, NULL);

  assert_has_text (app, "The ErrorBoundary caught what failed below it.");
  assert_has_text (app, "app_label from context: 'phase2-composite-demo'");
  assert_has_text (app, "The buttons above switch the route.");
  push (app, "about");
  assert_has_text (app, "Alt and Left goes back.");
  g_assert_false (stree_headless_has_text (app, "The buttons above switch the route."));
  push (app, "home");
  assert_has_text (app, "The buttons above switch the route.");
}

/* --- phase2_layout_demo --- */

static void
test_layout (void)
{
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", phase2_layout_demo, NULL);
  g_autoptr (GError)        error = NULL;
  g_autofree char          *tree = NULL;

  assert_has_text (app, "The accent here is #3465a4");
  type (app, "color", "#0a0");
  assert_has_text (app, "The accent here is #0a0");
  type (app, "color", "green"); /* it is told at the input, and the theme is the default one */
  assert_has_text (app, "The accent here is #ff4b4b");
  assert_shows (app, "Expected #RGB or #RRGGBB");
  stree_headless_select (app, "mode", 2, &error);
  g_assert_no_error (error);
  stree_headless_flush (app);
  assert_has_text (app, "Valid: 0 times");
  push (app, "validate");
  assert_has_text (app, "Valid: 1 time");
  type (app, "color", "#0a0");
  push (app, "p2fab");
  assert_has_text (app, "The accent here is #3465a4");
  assert_has_text (app, "This bar is never scrolled away.");
  type (app, "handle", "");
  assert_shows (app, "A handle has a letter at least");
  push (app, "reset");
  tree = stree_headless_dump_text (app);
  g_assert_null (strstr (tree, "A handle has a letter at least"));
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/demos/app-shell", test_app_shell);
  g_test_add_func ("/demos/composite", test_composite);
  g_test_add_func ("/demos/layout", test_layout);
  return g_test_run ();
}
