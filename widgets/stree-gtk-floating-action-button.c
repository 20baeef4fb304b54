/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-floating-action-button.h"

static void
clicked_cb (GtkButton *button, StreeNode *node)
{
  (void) button;
  stree_node_activate (node, "on_click");
}

/* A text that is too long for the window is cut off, and not the button. */
static void
set_content (StreeNode *node)
{
  const StreeFloatingActionButtonArgs *args = stree_node_args (node);
  const char                          *label = args->label && *args->label ? args->label : NULL;
  GtkWidget                           *text = stree_gtk_button_set_content (GTK_BUTTON (node->widget), label, args->icon);

  if (text)
    gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  stree_gtk_set_name (node->widget, label ? label : args->help);
}

static void
set_type (GtkWidget *button, StreeButtonType type)
{
  if (type == STREE_BUTTON_PRIMARY)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static GtkWidget *
floating_action_button_create (StreeNode *node)
{
  const StreeFloatingActionButtonArgs *args = stree_node_args (node);
  GtkWidget                           *button = gtk_button_new ();

  node->widget = button;
  set_content (node);
  set_type (button, args->button_type);
  gtk_widget_set_tooltip_text (button, args->help);
  gtk_widget_set_sensitive (button, !args->disabled);
  stree_gtk_connect (button, "clicked", G_CALLBACK (clicked_cb), node);
  return button;
}

static void
floating_action_button_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeFloatingActionButtonArgs *args = stree_node_args (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeFloatingActionButtonArgs, label) ||
      STREE_GTK_CHANGED (changed, node, StreeFloatingActionButtonArgs, icon) ||
      STREE_GTK_CHANGED (changed, node, StreeFloatingActionButtonArgs, help))
    set_content (node);
  if (STREE_GTK_CHANGED (changed, node, StreeFloatingActionButtonArgs, button_type))
    set_type (node->widget, args->button_type);
  if (STREE_GTK_CHANGED (changed, node, StreeFloatingActionButtonArgs, help))
    gtk_widget_set_tooltip_text (node->widget, args->help);
  if (STREE_GTK_CHANGED (changed, node, StreeFloatingActionButtonArgs, disabled))
    gtk_widget_set_sensitive (node->widget, !args->disabled);
}

extern const StreeGtkKind stree_gtk_floating_action_button;
const StreeGtkKind stree_gtk_floating_action_button = {
  .kind = "FloatingActionButton",
  .create = floating_action_button_create,
  .update = floating_action_button_update,
  .place = STREE_GTK_PLACE_FLOATING,
};
