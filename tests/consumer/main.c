/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <streamtree-gtk.h>

static StreeElement *
counter (StreeContext *cx, gpointer loop)
{
  StreeState *count = stree_state_int (cx, "count", 0);
  int         n = stree_state_get_int (count);

  g_print ("Count: %d\n", n);
  if (n == 1)
    g_main_loop_quit (loop);
  return stree_vstack (stree_text ("Count: %d", n), stree_button ("Increment", .on_click = stree_add (count, 1)));
}

int
main (void)
{
  gtk_init ();
  GMainLoop *loop = g_main_loop_new (NULL, FALSE);
  GtkWidget *window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), stree_view_new (NULL, "counter", counter, loop));
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD); /* the button is all that takes the focus */
  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (window)));
  g_main_loop_run (loop);
}
