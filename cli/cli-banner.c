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
        ".streamtree-build label { color: #ffffff; }"
        ".streamtree-build label.title { font-weight: bold; }"
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

/* How many places have a button of their own. */
#define MAX_PLACES 3

static void
open_cb (GtkButton *button, gpointer data)
{
  const char *const *place = g_object_get_data (G_OBJECT (button), "place");

  (void) data;
  cli_edit (place[0], place[1], *place[2] ? place[2] : NULL);
}

/* Whether this line of what is said names a file of the user's, and one that is there. */
static gboolean
is_place (const GMatchInfo *match)
{
  g_autofree char *path = g_match_info_fetch (match, 1);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* Strings: path, line, column or "", and what is wrong there; each an array of its own. @start: where the first one stands, in bytes.
 * What is called an error comes before all else; where the compiler speaks another language, each place that it names counts. */
static GPtrArray *
find_places (const char *said, int *start)
{
  static const char *const patterns[] = { "^(/[^:\n]+):([0-9]+):(?:([0-9]+):)? (?:fatal )?error: (.*)$",
                                          "^(/[^:\n]+):([0-9]+):(?:([0-9]+):)? (.*)$" };
  GPtrArray               *places = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  *start = 0;
  for (guint i = 0; i < G_N_ELEMENTS (patterns) && places->len == 0; i++)
    {
      g_autoptr (GRegex)     regex = g_regex_new (patterns[i], G_REGEX_MULTILINE, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      for (g_regex_match (regex, said, 0, &match); g_match_info_matches (match) && places->len < MAX_PLACES; g_match_info_next (match, NULL))
        {
          char **place;

          if (!is_place (match))
            continue;
          if (places->len == 0)
            g_match_info_fetch_pos (match, 0, start, NULL);
          place = g_new0 (char *, 5);
          for (int k = 0; k < 4; k++)
            place[k] = g_match_info_fetch (match, k + 1);
          g_ptr_array_add (places, place);
        }
    }
  return places;
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
add_place (GtkWidget *banner, char **place)
{
  g_autofree char *name = g_path_get_basename (place[0]);
  g_autofree char *what = g_strdup_printf ("%s:%s: %s", name, place[1], place[3]);
  g_autofree char *label = g_strdup_printf (_ ("Open %s, line %s"), name, place[1]);
  GtkWidget       *button = gtk_button_new_with_label (label);

  add_label (banner, what);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data_full (G_OBJECT (button), "place", g_strdupv (place), (GDestroyNotify) g_strfreev);
  g_signal_connect (button, "clicked", G_CALLBACK (open_cb), NULL);
  gtk_box_append (GTK_BOX (banner), button);
}

static void
close_cb (GtkButton *button, gpointer data)
{
  (void) button;
  (void) data;
  cli_tell (NULL, NULL);
}

/* Who has read it needs the room for the app. */
static void
add_title (GtkWidget *banner, const char *title)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = add_label (row, title);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (label, "title");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (button, _ ("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Close"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", G_CALLBACK (close_cb), NULL);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (banner), row);
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
  int              start;
  g_autoptr (GPtrArray) places = find_places (plain, &start);

  style (banner);
  add_title (banner, title);
  for (guint i = 0; i < places->len; i++)
    add_place (banner, places->pdata[i]);
  /* From the first mistake on: what stands before is how a header came in, and warnings. The terminal has all of it. */
  add_text (banner, plain + start);
  return banner;
}
