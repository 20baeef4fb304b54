/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Why a build failed, above what is still shown. */

#include "cli-private.h"

#include <glib/gi18n-lib.h>

/* Of what the compiler says, in pixels. */
#define MIN_HEIGHT 72
#define MAX_HEIGHT 160

static void
style (GtkWidget *widget)
{
  static GtkCssProvider *provider;

  if (!provider)
    {
      /* The same in all themes: what is said here is not of the app. */
      static const char css[] =
        ".streamtree-build { background: #8b1a24; color: #ffffff; padding: 12px; }"
        ".streamtree-build > label { color: #ffffff; }"
        ".streamtree-build > label.title { font-weight: bold; }"
        ".streamtree-build textview, .streamtree-build textview text { background: #6a121a; color: #ffffff; caret-color: #ffffff; }"
        ".streamtree-build textview text selection { background: #ffffff; color: #6a121a; }"
        ".streamtree-build scrolledwindow { border-radius: 6px; }"
        ".streamtree-build button { background: #ffffff; border-color: #ffffff; box-shadow: none; text-shadow: none; }"
        ".streamtree-build button, .streamtree-build button label { color: #6a121a; }"
        ".streamtree-build button:hover, .streamtree-build button:active { background: #f2d9dc; }"
        ".streamtree-build button:focus-visible { outline: 2px solid #ffffff; outline-offset: 2px; }";

      provider = gtk_css_provider_new ();
      gtk_css_provider_load_from_data (provider, css, -1);
      gtk_style_context_add_provider_for_display (gtk_widget_get_display (widget), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_USER);
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

/* The first place that the compiler calls wrong. */
typedef struct
{
  char *path; /* NULL: there is none */
  char *line;
  char *what;
  int   start; /* in bytes: where it says that */
} Place;

static void
place_clear (Place *self)
{
  g_free (self->path);
  g_free (self->line);
  g_free (self->what);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static Place
find_place (const char *said)
{
  g_autoptr (GRegex)     regex = g_regex_new ("^(/[^:\n]+):([0-9]+):(?:[0-9]+:)? (?:fatal )?error: (.*)$", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  Place                  place = { NULL, NULL, NULL, 0 };

  if (!g_regex_match (regex, said, 0, &match))
    return place;
  place.path = g_match_info_fetch (match, 1);
  place.line = g_match_info_fetch (match, 2);
  place.what = g_match_info_fetch (match, 3);
  g_match_info_fetch_pos (match, 0, &place.start, NULL);
  return place;
}

static GtkWidget *
add_label (GtkWidget *banner, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (banner), label);
  return label;
}

/* What is wrong, and a button that opens it. */
static void
add_place (GtkWidget *banner, const Place *place)
{
  g_autofree char *name = g_path_get_basename (place->path);
  g_autofree char *what = g_strdup_printf ("%s:%s: %s", name, place->line, place->what);
  g_autofree char *label = g_strdup_printf (_ ("Open %s, line %s"), name, place->line);
  GtkWidget       *button = gtk_button_new_with_label (label);

  add_label (banner, what);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (place->path), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), NULL);
  gtk_box_append (GTK_BOX (banner), button);
}

static void
add_text (GtkWidget *banner, const char *said)
{
  GtkWidget     *scroller = gtk_scrolled_window_new ();
  GtkWidget     *text = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  GtkTextIter    start;

  gtk_text_buffer_set_text (buffer, said, -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (text), TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (text), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (text), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What the compiler says"), -1);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), text);
  gtk_box_append (GTK_BOX (banner), scroller);
}

GtkWidget *
cli_banner_new (const char *title, const char *said)
{
  GtkWidget       *banner = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "accessible-role",
                                          GTK_ACCESSIBLE_ROLE_ALERT, NULL);
  g_autofree char *plain = without_colors (said);
  g_auto (Place)   place = find_place (plain);

  style (banner);
  gtk_widget_add_css_class (add_label (banner, title), "title");
  if (place.path)
    add_place (banner, &place);
  /* From the first mistake on: what stands before is how a header came in, and warnings. The terminal has all of it. */
  add_text (banner, plain + place.start);
  return banner;
}
