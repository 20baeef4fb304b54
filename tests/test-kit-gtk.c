/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The scripts in a window: what they say without one, they say here. */

#include "kit-scripts.h"
#include "streamtree-gtk.h"

static void
close_cb (StreeEvent *event, gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  (void) event;
  (void) data;
  for (GList *l = windows; l; l = l->next)
    gtk_window_destroy (l->data);
}

static StreeElement *
closing (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_button ("Close", .key = "close", .on_click = stree_call (close_cb, NULL)));
}

/* The app closes its window: there is nothing to find any more, and that is said. */
static void
test_closed (void)
{
  g_autoptr (StreeTest) app = stree_test_new_in_window (NULL, "app", closing, NULL);
  g_autoptr (GError)    error = NULL;
  g_autofree char      *tree = NULL;

  g_assert_cmpstr (stree_test_get_renderer (app), ==, "gtk");
  stree_test_click (stree_test_by_key (app, "close"));
  tree = stree_test_dump (app);
  g_assert_cmpstr (tree, ==, "");
  stree_test_assert_missing (stree_test_by_key (app, "close"));
  g_assert_false (stree_test_locator_click (stree_test_by_key (app, "close"), &error));
  g_assert_cmpstr (error->message, ==, "There is no element with the key 'close': the app was closed");
}

int
main (int argc, char **argv)
{
  stree_test_init (&argc, &argv);
  kit_add_scripts ("/kit/gtk", stree_test_new_in_window);
  g_test_add_func ("/kit/gtk/closed", test_closed);
  return g_test_run ();
}
