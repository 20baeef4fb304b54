/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The small demos, as a user works with them, without a window. */

#include "support.h"

#include "app_shell/app_shell.h"
#include "phase2_composite_demo/phase2_composite_demo.h"
#include "phase2_layout_demo/phase2_layout_demo.h"

/* --- app_shell --- */

static void
test_app_shell (void)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeTest)    body = stree_test_new (session, "app", app_shell_body, NULL);
  g_autoptr (StreeTest)    side = stree_test_new (session, "sidebar", app_shell_sidebar, NULL);

  stree_test_assert_shows (body, "Counter: 0");
  stree_test_click (stree_test_by_key (body, "add"));
  stree_test_click (stree_test_by_key (body, "add"));
  stree_test_assert_shows (body, "Counter: 2");
  stree_test_click (stree_test_by_key (side, "again"));
  stree_test_assert_shows (body, "Counter: 0");
}

/* --- phase2_composite_demo --- */

static void
test_composite (void)
{
  g_autoptr (StreeTest) app = stree_test_new (NULL, "app", phase2_composite_demo, NULL);

  stree_test_assert_shows (app, "The ErrorBoundary caught what failed below it.");
  stree_test_assert_shows (app, "app_label from context: 'phase2-composite-demo'");
  stree_test_assert_shows (app, "The buttons above switch the route.");
  stree_test_click (stree_test_by_key (app, "about"));
  stree_test_assert_shows (app, "Alt and Left goes back.");
  stree_test_assert_not_shows (app, "The buttons above switch the route.");
  stree_test_click (stree_test_by_key (app, "home"));
  stree_test_assert_shows (app, "The buttons above switch the route.");
}

/* --- phase2_layout_demo --- */

#define assert_says(app, key, part)                                                                                    \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *shown_ = stree_test_locator_dump (stree_test_by_key ((app), (key)), NULL);                        \
                                                                                                                       \
    if (!strstr (shown_, (part)))                                                                                      \
      g_error ("'%s' is not said by: %s", (part), shown_);                                                             \
  }                                                                                                                    \
  G_STMT_END

static void
test_layout (void)
{
  g_autoptr (StreeTest) app = stree_test_new (NULL, "app", phase2_layout_demo, NULL);
  StreeTestLocator     *color = stree_test_by_key (app, "color");

  stree_test_assert_shows (app, "The accent here is #3465a4");
  stree_test_type (color, "#0a0");
  stree_test_assert_shows (app, "The accent here is #0a0");
  stree_test_type (color, "green"); /* it is told at the input, and the theme is the default one */
  stree_test_assert_shows (app, "The accent here is #ff4b4b");
  assert_says (app, "color", "Expected #RGB or #RRGGBB");
  stree_test_select (stree_test_by_key (app, "mode"), 2);
  stree_test_assert_shows (app, "Valid: 0 times");
  stree_test_click (stree_test_by_key (app, "validate"));
  stree_test_assert_shows (app, "Valid: 1 time");
  stree_test_type (color, "#0a0");
  stree_test_click (stree_test_by_key (app, "p2fab"));
  stree_test_assert_shows (app, "The accent here is #3465a4");
  stree_test_assert_shows (app, "This bar is never scrolled away.");
  stree_test_type (stree_test_by_key (app, "handle"), "");
  assert_says (app, "handle", "A handle has a letter at least");
  stree_test_click (stree_test_by_key (app, "reset"));
  stree_test_assert_tree (stree_test_by_key (app, "handle"), "TextInput key='handle' label='Handle' value='ada' shown='ada'\n");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv); /* what fails there fails on purpose */
  g_test_add_func ("/demos/app-shell", test_app_shell);
  g_test_add_func ("/demos/composite", test_composite);
  g_test_add_func ("/demos/layout", test_layout);
  return g_test_run ();
}
