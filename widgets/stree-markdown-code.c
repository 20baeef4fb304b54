/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A block of code: its language, what can be selected and scrolls sideways, and a button that copies it all. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "stree-gtk-private.h"
#include "stree-markdown-block-private.h"
#include "stree-wide-private.h"

/* How long the button says that it has copied. */
#define DONE_MS 1500

typedef struct
{
  GtkWidget *language;
  GtkWidget *code;
  GtkWidget *button;
  guint      done; /* the source that ends it */
} Parts;

static void
free_parts (gpointer data)
{
  Parts *parts = data;

  g_clear_handle_id (&parts->done, g_source_remove);
  g_free (parts);
}

static gboolean
done_cb (gpointer data)
{
  Parts *parts = data;

  parts->done = 0;
  gtk_button_set_icon_name (GTK_BUTTON (parts->button), "edit-copy-symbolic");
  return G_SOURCE_REMOVE;
}

static void
copy_cb (GtkButton *button, gpointer data)
{
  Parts *parts = data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)), gtk_label_get_text (GTK_LABEL (parts->code)));
  gtk_button_set_icon_name (button, "object-select-symbolic");
  g_clear_handle_id (&parts->done, g_source_remove);
  parts->done = g_timeout_add (DONE_MS, done_cb, parts);
  g_source_set_name_by_id (parts->done, "[streamtree] copied");
}

static GtkWidget *
copy_button_new (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Copy the code"));
  stree_gtk_set_name (button, _ ("Copy the code"));
  return button;
}

void
stree_markdown_code_update (GtkWidget *widget, const StreeMarkdownBlock *block)
{
  Parts           *parts = g_object_get_data (G_OBJECT (widget), "stree-code");
  gsize            length = strlen (block->text);
  g_autofree char *text = g_strndup (block->text, length > 0 && block->text[length - 1] == '\n' ? length - 1 : length);

  if (strcmp (gtk_label_get_text (GTK_LABEL (parts->code)), text) != 0)
    gtk_label_set_text (GTK_LABEL (parts->code), text);
  gtk_label_set_text (GTK_LABEL (parts->language), block->info ? block->info : "");
  gtk_widget_set_visible (parts->language, block->info != NULL);
}

GtkWidget *
stree_markdown_code_new (const StreeMarkdownBlock *block)
{
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *scroller;
  Parts     *parts = g_new0 (Parts, 1);

  parts->language = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (parts->language), 0);
  gtk_label_set_ellipsize (GTK_LABEL (parts->language), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (parts->language, "stree-caption");
  parts->code = gtk_label_new (NULL);
  stree_markdown_label_setup (parts->code);
  gtk_label_set_xalign (GTK_LABEL (parts->code), 0);
  gtk_widget_add_css_class (parts->code, "monospace");
  scroller = stree_wide_new (parts->code);
  parts->button = copy_button_new ();
  g_signal_connect (parts->button, "clicked", G_CALLBACK (copy_cb), parts);

  /* Code reads from left to right in any language. */
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (column, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (scroller, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (parts->code, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (parts->language, GTK_TEXT_DIR_LTR);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), parts->language);
  gtk_box_append (GTK_BOX (column), scroller);
  gtk_box_append (GTK_BOX (widget), column);
  gtk_box_append (GTK_BOX (widget), parts->button);
  gtk_widget_add_css_class (widget, "stree-markdown-code");
  g_object_set_data_full (G_OBJECT (widget), "stree-code", parts, free_parts);
  stree_markdown_code_update (widget, block);
  return widget;
}
