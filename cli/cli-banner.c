/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Why a build failed, above what is still shown. */

#include "cli-private.h"

#include <glib/gi18n-lib.h>

#define MAX_HEIGHT 200

static void
style (GtkWidget *widget)
{
  static GtkCssProvider *provider;

  if (!provider)
    {
      static const char css[] = ".streamtree-build { background: #8b1a24; color: #ffffff; padding: 12px; }"
                                ".streamtree-build text, .streamtree-build label { color: #ffffff; background: none; }"
                                ".streamtree-build .title { font-weight: bold; }";

      provider = gtk_css_provider_new ();
      gtk_css_provider_load_from_data (provider, css, -1);
      gtk_style_context_add_provider_for_display (gtk_widget_get_display (widget), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    }
  gtk_widget_add_css_class (widget, "streamtree-build");
}

/* The terminal's colors are for the terminal. */
static char *
without_colors (const char *said)
{
  g_autoptr (GRegex) color = g_regex_new ("\033\\[[0-9;]*[mK]", 0, 0, NULL);
  g_autofree char   *valid = g_utf8_make_valid (said, -1);

  return g_regex_replace_literal (color, valid, -1, 0, "", 0, NULL);
}

static void
open_cb (GtkButton *button, gpointer data)
{
  const char        *path = g_object_get_data (G_OBJECT (button), "path");
  g_autofree char   *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  if (!uri || !g_app_info_launch_default_for_uri (uri, NULL, &error))
    g_printerr ("streamtree: %s: %s\n", path, error ? error->message : "?");
}

/* The first place that the compiler calls wrong: a button that opens it; NULL: there is none. */
static GtkWidget *
make_button (const char *said)
{
  g_autoptr (GRegex)     place = g_regex_new ("^(/[^:\n]+):([0-9]+):(?:[0-9]+:)? (?:fatal )?error: ", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char       *path = NULL;
  g_autofree char       *line = NULL;
  g_autofree char       *name = NULL;
  g_autofree char       *label = NULL;
  GtkWidget             *button;

  if (!g_regex_match (place, said, 0, &match))
    return NULL;
  path = g_match_info_fetch (match, 1);
  line = g_match_info_fetch (match, 2);
  name = g_path_get_basename (path);
  label = g_strdup_printf (_ ("Open %s, line %s"), name, line);
  button = gtk_button_new_with_label (label);
  g_object_set_data_full (G_OBJECT (button), "path", g_steal_pointer (&path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), NULL);
  return button;
}

GtkWidget *
cli_banner_new (const char *title, const char *said)
{
  GtkWidget       *banner = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "accessible-role",
                                          GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  GtkWidget       *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget       *what = gtk_label_new (title);
  GtkWidget       *scroller = gtk_scrolled_window_new ();
  GtkWidget       *text = gtk_text_view_new ();
  g_autofree char *plain = without_colors (said);
  GtkWidget       *button = make_button (plain);

  style (banner);
  gtk_widget_add_css_class (what, "title");
  gtk_label_set_xalign (GTK_LABEL (what), 0);
  gtk_label_set_wrap (GTK_LABEL (what), TRUE);
  gtk_widget_set_hexpand (what, TRUE);
  gtk_box_append (GTK_BOX (head), what);
  if (button)
    gtk_box_append (GTK_BOX (head), button);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), plain, -1);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (text), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What the compiler says"), -1);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT / 2);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), text);
  gtk_box_append (GTK_BOX (banner), head);
  gtk_box_append (GTK_BOX (banner), scroller);
  return banner;
}
