/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-button.h"

static void
clicked_cb (GtkButton *button, StreeNode *node)
{
  (void) button;
  stree_node_activate (node, "on_click");
}

static void
set_content (StreeNode *node)
{
  const StreeButtonArgs *args = stree_node_args (node);
  const char            *label = args->label && *args->label ? args->label : NULL;

  stree_gtk_button_set_content (GTK_BUTTON (node->widget), label, args->icon);
  stree_gtk_set_name (node->widget, label);
}

static void
set_style (GtkWidget *button, gboolean primary)
{
  if (primary)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static GtkWidget *
button_create (StreeNode *node)
{
  const StreeButtonArgs *args = stree_node_args (node);
  GtkWidget             *button = gtk_button_new ();

  node->widget = button;
  set_content (node);
  if (args->primary)
    set_style (button, TRUE);
  if (args->help)
    gtk_widget_set_tooltip_text (button, args->help);
  if (args->disabled)
    gtk_widget_set_sensitive (button, FALSE);
  stree_gtk_connect (button, "clicked", G_CALLBACK (clicked_cb), node);
  return button;
}

static void
button_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeButtonArgs *args = stree_node_args (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeButtonArgs, label) || STREE_GTK_CHANGED (changed, node, StreeButtonArgs, icon))
    set_content (node);
  if (STREE_GTK_CHANGED (changed, node, StreeButtonArgs, primary))
    set_style (node->widget, args->primary);
  if (STREE_GTK_CHANGED (changed, node, StreeButtonArgs, help))
    gtk_widget_set_tooltip_text (node->widget, args->help);
  if (STREE_GTK_CHANGED (changed, node, StreeButtonArgs, disabled))
    gtk_widget_set_sensitive (node->widget, !args->disabled);
}

extern const StreeGtkKind stree_gtk_button;
const StreeGtkKind stree_gtk_button = {
  .kind = "Button",
  .create = button_create,
  .update = button_update,
};
