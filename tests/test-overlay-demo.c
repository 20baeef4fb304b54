/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The example with the overlays: the note is edited, kept, and never lost without a question. */

#include "overlay_demo/overlay_demo.h"
#include "support.h"

static void
test_overlay_demo (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", overlay_demo, NULL);
  g_autoptr (GError)        error = NULL;

  assert_has_text (view, "Water the plants");
  assert_has_text (view, "16 letters");
  g_assert_true (stree_headless_toggle (view, "details", &error));
  g_assert_true (stree_headless_toggle (view, "large", &error));
  g_assert_true (stree_headless_close (view, "details", &error));

  /* Nothing has changed: it closes. */
  click (view, "edit");
  g_assert_false (stree_headless_click (view, "save", NULL));
  g_assert_true (stree_headless_close (view, "editor", &error));
  g_assert_false (stree_headless_has (view, "editor"));

  click (view, "edit");
  g_assert_true (stree_headless_type (view, "draft", "Feed the cat", &error));
  g_assert_true (stree_headless_close (view, "editor", &error));
  g_assert_true (stree_headless_has (view, "question"));
  g_assert_false (stree_headless_click (view, "save", NULL)); /* behind it */
  click (view, "keep");
  g_assert_true (stree_headless_has (view, "editor"));
  click (view, "save");
  g_assert_false (stree_headless_has (view, "editor"));
  assert_has_text (view, "Feed the cat");
  assert_has_text (view, "12 letters");

  click (view, "edit");
  g_assert_true (stree_headless_type (view, "draft", "x", &error));
  g_assert_true (stree_headless_close (view, "editor", &error));
  click (view, "discard");
  g_assert_false (stree_headless_has (view, "editor"));
  g_assert_false (stree_headless_has (view, "question"));
  assert_has_text (view, "Feed the cat");
  click (view, "edit");
  g_assert_true (stree_headless_type (view, "draft", "Go home", &error));
  g_assert_true (stree_headless_submit (view, "draft", &error));
  assert_has_text (view, "Go home");
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/overlay-demo/edit", test_overlay_demo);
  return g_test_run ();
}
