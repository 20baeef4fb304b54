/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-expander.h"

static gboolean
is_true (const StreeValue *value)
{
  return value->type == STREE_VALUE_BOOL ? value->v.b : value->type == STREE_VALUE_INT && value->v.i != 0;
}

static void
show_value (StreeNode *node, const StreeValue *value)
{
  if (gtk_expander_get_expanded (GTK_EXPANDER (node->widget)) != is_true (value))
    gtk_expander_set_expanded (GTK_EXPANDER (node->widget), is_true (value));
}

static void
show_declared (StreeNode *node)
{
  const StreeExpanderArgs *args = stree_node_args (node);
  StreeValue               value;

  if (stree_declared_value (&args->expanded, &value))
    show_value (node, &value);
}

static void
expanded_cb (GtkExpander *expander, GParamSpec *pspec, StreeNode *node)
{
  StreeValue value = stree_value_of_bool (gtk_expander_get_expanded (expander));

  (void) pspec;
  stree_node_input (node, &value);
}

static GtkWidget *
expander_create (StreeNode *node)
{
  const StreeExpanderArgs *args = stree_node_args (node);
  GtkWidget               *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);

  node->widget = gtk_expander_new (args->label ? args->label : "");
  stree_gtk_set_name (node->widget, args->label);
  gtk_widget_add_css_class (box, "stree-expander-content");
  gtk_expander_set_child (GTK_EXPANDER (node->widget), box);
  show_declared (node);
  stree_gtk_connect (node->widget, "notify::expanded", G_CALLBACK (expanded_cb), node);
  return node->widget;
}

static void
expander_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeExpanderArgs *args = stree_node_args (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeExpanderArgs, label))
    {
      gtk_expander_set_label (GTK_EXPANDER (node->widget), args->label ? args->label : "");
      stree_gtk_set_name (node->widget, args->label);
    }
  if (STREE_GTK_CHANGED (changed, node, StreeExpanderArgs, expanded))
    show_declared (node);
}

static GtkWidget *
expander_content (StreeNode *node)
{
  return gtk_expander_get_child (GTK_EXPANDER (node->widget));
}

static gboolean
expander_read (StreeNode *node, StreeValue *value)
{
  *value = stree_value_of_bool (gtk_expander_get_expanded (GTK_EXPANDER (node->widget)));
  return TRUE;
}

extern const StreeGtkKind stree_gtk_expander;
const StreeGtkKind stree_gtk_expander = {
  .kind = "Expander",
  .create = expander_create,
  .update = expander_update,
  .content = expander_content,
  .read = expander_read,
  .write = show_value,
};
