/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The example with the overlays: the note is edited, kept, and never lost without a question. */

#include "overlay_demo/overlay_demo.h"
#include "streamtree.h"

static void
test_overlay_demo (void)
{
  g_autoptr (StreeTest) app = stree_test_new (NULL, "app", overlay_demo, NULL);
  StreeTestLocator     *edit = stree_test_by_key (app, "edit");
  StreeTestLocator     *editor = stree_test_by_key (app, "editor");
  StreeTestLocator     *draft = stree_test_by_key (app, "draft");
  StreeTestLocator     *save = stree_test_by_key (app, "save");

  stree_test_assert_shows (app, "Water the plants");
  stree_test_assert_shows (app, "16 letters");
  stree_test_toggle (stree_test_by_key (app, "details"));
  stree_test_toggle (stree_test_by_key (app, "large"));
  stree_test_close (stree_test_by_key (app, "details"));

  /* Nothing has changed: it closes. */
  stree_test_click (edit);
  stree_test_assert_unusable (save);
  stree_test_close (editor);
  stree_test_assert_missing (editor);

  stree_test_click (edit);
  stree_test_type (draft, "Feed the cat");
  stree_test_close (editor);
  stree_test_assert_shown (stree_test_by_key (app, "question"));
  stree_test_assert_unusable (save); /* behind it */
  stree_test_click (stree_test_by_key (app, "keep"));
  stree_test_assert_shown (editor);
  stree_test_click (save);
  stree_test_assert_missing (editor);
  stree_test_assert_shows (app, "Feed the cat");
  stree_test_assert_shows (app, "12 letters");

  stree_test_click (edit);
  stree_test_type (draft, "x");
  stree_test_close (editor);
  stree_test_click (stree_test_by_key (app, "discard"));
  stree_test_assert_missing (editor);
  stree_test_assert_missing (stree_test_by_key (app, "question"));
  stree_test_assert_shows (app, "Feed the cat");

  stree_test_click (edit);
  stree_test_type (draft, "Go home");
  stree_test_submit (draft);
  stree_test_assert_shows (app, "Go home");
}

int
main (int argc, char **argv)
{
  stree_test_init (&argc, &argv);
  g_test_add_func ("/overlay-demo/edit", test_overlay_demo);
  return g_test_run ();
}
