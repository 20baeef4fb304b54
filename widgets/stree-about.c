/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-about-private.h"

#include "stree-gtk-private.h"

/* For a program without an icon of its own: a hole is where it would be, else. */
#define NO_ICON "application-x-executable"

typedef struct
{
  char *version, *comments, *website, *copyright, *license;
  char **authors;
  char *name, *icon;
} About;

static void
about_free (gpointer data, GClosure *closure)
{
  About *about = data;

  (void) closure;
  g_free (about->version);
  g_free (about->comments);
  g_free (about->website);
  g_free (about->copyright);
  g_free (about->license);
  g_strfreev (about->authors);
  g_free (about->name);
  g_free (about->icon);
  g_free (about);
}

static void
show_cb (GSimpleAction *action, GVariant *parameter, About *about)
{
  GtkApplication *app = GTK_APPLICATION (g_application_get_default ());
  GtkWidget      *window = gtk_about_dialog_new ();
  GtkWidget      *focus;

  (void) action;
  (void) parameter;
  g_object_set (window, "program-name", about->name, "version", about->version, "comments", about->comments, "website", about->website,
                "copyright", about->copyright, "authors", about->authors, "logo-icon-name",
                about->icon ? about->icon : NO_ICON, "modal", TRUE, NULL);
  stree_gtk_style (window);
  if (about->license)
    g_object_set (window, "license", about->license, "wrap-license", TRUE, NULL);
  gtk_window_set_transient_for (GTK_WINDOW (window), gtk_application_get_active_window (app));
  gtk_window_present (GTK_WINDOW (window));
  /* The focus is on the name, and all of that selected: it looks as if something were to be done with it. */
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  if (GTK_IS_LABEL (focus))
    gtk_label_select_region (GTK_LABEL (focus), 0, 0);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
}

void
stree_about_add (GtkApplication *app, const StreeAbout *args, const char *name, const char *icon)
{
  About                    *about = g_new0 (About, 1);
  g_autoptr (GSimpleAction) action = g_simple_action_new ("stree-about", NULL);

  about->version = g_strdup (args->version);
  about->comments = g_strdup (args->comments);
  about->website = g_strdup (args->website);
  about->copyright = g_strdup (args->copyright);
  about->license = g_strdup (args->license);
  about->authors = g_strdupv ((char **) (gpointer) args->authors);
  about->name = g_strdup (name);
  about->icon = g_strdup (icon);
  g_signal_connect_data (action, "activate", G_CALLBACK (show_cb), about, about_free, 0);
  g_action_map_add_action (G_ACTION_MAP (app), G_ACTION (action));
}
