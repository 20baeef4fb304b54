/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-form-element.h"

static int
spacing (StreeNode *node)
{
  const StreeFormArgs *args = stree_node_args (node);

  return args->spacing ? args->spacing : STREE_GTK_SPACING;
}

static GtkWidget *
form_create (StreeNode *node)
{
  return g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", spacing (node),
                       "accessible-role", GTK_ACCESSIBLE_ROLE_FORM, NULL);
}

static void
form_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeFormArgs, spacing))
    gtk_box_set_spacing (GTK_BOX (node->widget), spacing (node));
}

extern const StreeGtkKind stree_gtk_form_element;
const StreeGtkKind stree_gtk_form_element = {
  .kind = "Form",
  .create = form_create,
  .update = form_update,
};
