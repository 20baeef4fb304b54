/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The theme of a session, on a view; where the view is all of a window, on the window, title bar included. */

#include "stree-theme-sheet-private.h"

#define FOLLOWER "stree-theme-follower"

typedef struct
{
  GtkWidget    *view;    /* borrowed: owns this */
  StreeSession *session; /* borrowed: the view owns it */
  GtkWidget    *target;  /* weak: what has the theme */
  gulong        provided, rooted;
} Follower;

static void
set_target (Follower *follower, GtkWidget *target)
{
  if (follower->target == target)
    return;
  if (follower->target)
    stree_gtk_theme_apply (follower->target, NULL, 0, NULL);
  g_set_weak_pointer (&follower->target, target);
}

static void
show_theme (Follower *follower)
{
  g_autoptr (StreeTheme) theme = stree_session_get_theme (follower->session);
  g_autoptr (GError)     error = NULL;
  GtkRoot               *root = gtk_widget_get_root (follower->view);
  gboolean               whole = GTK_IS_WINDOW (root) && gtk_window_get_child (GTK_WINDOW (root)) == follower->view;

  if (!theme && !follower->target)
    return;
  set_target (follower, !theme ? NULL : whole ? GTK_WIDGET (root) : follower->view);
  if (theme && !stree_gtk_theme_apply (follower->target, theme, 0, &error))
    g_warning ("%s; the program keeps the looks it had", error->message);
}

static void
provided_cb (StreeSession *session, const char *name, Follower *follower)
{
  (void) session;
  (void) name;
  show_theme (follower);
}

static void
rooted_cb (GtkWidget *view, GParamSpec *pspec, Follower *follower)
{
  (void) view;
  (void) pspec;
  show_theme (follower);
}

static void
follower_free (gpointer data)
{
  Follower *follower = data;

  g_signal_handler_disconnect (follower->session, follower->provided);
  g_signal_handler_disconnect (follower->view, follower->rooted);
  set_target (follower, NULL);
  g_free (follower);
}

void
stree_gtk_theme_follow (GtkWidget *view, StreeSession *session)
{
  Follower *follower = g_object_get_data (G_OBJECT (view), FOLLOWER);

  if (follower && follower->session == session)
    return;
  stree_gtk_theme_unfollow (view);
  follower = g_new0 (Follower, 1);
  follower->view = view;
  follower->session = session;
  follower->provided = g_signal_connect (session, "provided::theme", G_CALLBACK (provided_cb), follower);
  follower->rooted = g_signal_connect (view, "notify::root", G_CALLBACK (rooted_cb), follower);
  g_object_set_data_full (G_OBJECT (view), FOLLOWER, follower, follower_free);
  show_theme (follower);
}

void
stree_gtk_theme_unfollow (GtkWidget *view)
{
  g_object_set_data (G_OBJECT (view), FOLLOWER, NULL);
}
