/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the start of a table is measured against: a plain GtkApplication with a GtkColumnView that has no rows, in a window of
 * the explorer's size. */

#include <gtk/gtk.h>

static void
on_activate (GtkApplication *app, G_GNUC_UNUSED gpointer data)
{
  GtkWidget *window = gtk_application_window_new (app);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GListModel *rows = G_LIST_MODEL (g_list_store_new (G_TYPE_OBJECT));

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (rows))));
  gtk_window_set_title (GTK_WINDOW (window), "Table");
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) app = gtk_application_new ("org.streamtree.BenchColumnView", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (app, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
