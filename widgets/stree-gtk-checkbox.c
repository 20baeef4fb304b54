/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-checkbox.h"

static void
toggled_cb (GtkCheckButton *check, StreeNode *node)
{
  StreeValue value = stree_value_of_bool (gtk_check_button_get_active (check));

  stree_node_input (node, &value);
}

static void
show (StreeNode *node, const StreeValue *value)
{
  gboolean on = value->type == STREE_VALUE_BOOL && value->v.b;

  if (gtk_check_button_get_active (GTK_CHECK_BUTTON (node->widget)) != on)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (node->widget), on);
}

static void
show_declared (StreeNode *node)
{
  const StreeCheckboxArgs *args = stree_node_args (node);
  StreeValue               value;

  if (!stree_declared_value (&args->value, &value))
    value = stree_value_of_bool (FALSE);
  show (node, &value);
}

static GtkWidget *
checkbox_create (StreeNode *node)
{
  const StreeCheckboxArgs *args = stree_node_args (node);
  GtkWidget               *check = gtk_check_button_new_with_label (args->label);

  node->widget = check;
  stree_gtk_set_name (check, args->label);
  /* As wide as its text: a click far beside it is no click on it. */
  gtk_widget_set_halign (check, GTK_ALIGN_START);
  if (args->help)
    gtk_widget_set_tooltip_text (check, args->help);
  if (args->disabled)
    gtk_widget_set_sensitive (check, FALSE);
  show_declared (node);
  stree_gtk_connect (check, "toggled", G_CALLBACK (toggled_cb), node);
  return check;
}

static void
checkbox_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeCheckboxArgs *args = stree_node_args (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeCheckboxArgs, label))
    {
      gtk_check_button_set_label (GTK_CHECK_BUTTON (node->widget), args->label);
      stree_gtk_set_name (node->widget, args->label);
    }
  if (STREE_GTK_CHANGED (changed, node, StreeCheckboxArgs, help))
    gtk_widget_set_tooltip_text (node->widget, args->help);
  if (STREE_GTK_CHANGED (changed, node, StreeCheckboxArgs, disabled))
    gtk_widget_set_sensitive (node->widget, !args->disabled);
  if (STREE_GTK_CHANGED (changed, node, StreeCheckboxArgs, value))
    show_declared (node);
}

static gboolean
checkbox_read (StreeNode *node, StreeValue *value)
{
  *value = stree_value_of_bool (gtk_check_button_get_active (GTK_CHECK_BUTTON (node->widget)));
  return TRUE;
}

extern const StreeGtkKind stree_gtk_checkbox;
const StreeGtkKind stree_gtk_checkbox = {
  .kind = "Checkbox",
  .create = checkbox_create,
  .update = checkbox_update,
  .read = checkbox_read,
  .write = show,
};
