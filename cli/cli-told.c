/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is told above the app: in all windows, and in those that are opened while it is true. */

#include "cli-private.h"

static char *told_title; /* owned; NULL: nothing is told */
static char *told;       /* owned */

static void
put (GtkWindow *window)
{
  GtkWidget *view = gtk_window_get_child (window);

  if (STREE_IS_VIEW (view))
    stree_view_set_banner (STREE_VIEW (view), told_title ? cli_banner_new (told_title, told) : NULL);
}

static void
child_cb (GtkWindow *window, GParamSpec *spec, gpointer data)
{
  (void) spec;
  (void) data;
  if (told_title)
    put (window);
}

static void
windows_cb (GListModel *windows, guint position, guint removed, guint added, gpointer data)
{
  (void) removed;
  (void) data;
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      g_signal_connect (window, "notify::child", G_CALLBACK (child_cb), NULL);
      child_cb (window, NULL, NULL);
    }
}

void
cli_tell (const char *title, const char *said)
{
  static gboolean watched;
  GListModel     *windows = gtk_window_get_toplevels ();
  g_autofree char *new_title = g_strdup (title); /* it may be what was told before */
  g_autofree char *new_told = g_strdup (said);

  g_free (told_title);
  g_free (told);
  told_title = g_steal_pointer (&new_title);
  told = g_steal_pointer (&new_told);
  if (!watched)
    {
      watched = TRUE;
      g_signal_connect (windows, "items-changed", G_CALLBACK (windows_cb), NULL);
      windows_cb (windows, 0, 0, g_list_model_get_n_items (windows), NULL);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      put (window);
    }
}
