/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The labels of Markdown: text that can be selected, with links that Tab reaches. */

#include <string.h>

#include "stree-markdown-block-private.h"

/* --- the focus ---
 *
 * A label that gets the focus from the keyboard selects all of itself, and then Tab does not go from link to link in it. The
 * selection is made after the focus has come, so that it can only be taken back: before anything else is done, or drawn. */

typedef struct
{
  GtkWidget *label; /* borrowed: it owns this */
  int        start; /* what was selected before */
  int        end;
  guint      source;
} Focus;

static void
free_focus (gpointer data, GClosure *closure)
{
  Focus *focus = data;

  (void) closure;
  g_clear_handle_id (&focus->source, g_source_remove);
  g_free (focus);
}

static gboolean
unselect_cb (gpointer data)
{
  Focus *focus = data;
  int    start = 0, end = 0;

  focus->source = 0;
  if (gtk_label_get_selection_bounds (GTK_LABEL (focus->label), &start, &end) && start == 0 &&
      end == g_utf8_strlen (gtk_label_get_text (GTK_LABEL (focus->label)), -1))
    gtk_label_select_region (GTK_LABEL (focus->label), focus->start, focus->end);
  return G_SOURCE_REMOVE;
}

static void
enter_cb (GtkEventControllerFocus *controller, gpointer data)
{
  Focus *focus = data;

  (void) controller;
  if (!gtk_label_get_selection_bounds (GTK_LABEL (focus->label), &focus->start, &focus->end))
    focus->start = focus->end = 0;
  if (focus->source)
    return;
  focus->source = g_idle_add_full (G_PRIORITY_HIGH, unselect_cb, focus, NULL);
  g_source_set_name_by_id (focus->source, "[streamtree] unselect");
}

void
stree_markdown_label_setup (GtkWidget *label)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();
  Focus              *focus = g_new0 (Focus, 1);

  focus->label = label;
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  g_signal_connect_data (controller, "enter", G_CALLBACK (enter_cb), focus, free_focus, 0);
  gtk_widget_add_controller (label, controller);
}

/* --- labels --- */

GtkWidget *
stree_markdown_label_new (StreeMarkdownPlace place, GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, NULL);

  stree_markdown_label_setup (label);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_direction (label, place.direction);
  return label;
}

/* The same markup again is not written: what is selected stays so. */
void
stree_markdown_label_set_markup (GtkWidget *label, const char *markup)
{
  if (strcmp (gtk_label_get_label (GTK_LABEL (label)), markup) != 0)
    gtk_label_set_markup (GTK_LABEL (label), markup);
}
