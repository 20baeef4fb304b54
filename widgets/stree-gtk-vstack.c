/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-vstack.h"

static int
spacing (StreeNode *node)
{
  const StreeVStackArgs *args = stree_node_args (node);

  return args->spacing ? args->spacing : STREE_GTK_SPACING;
}

static GtkWidget *
vstack_create (StreeNode *node)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing (node));
}

static void
vstack_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeVStackArgs, spacing))
    gtk_box_set_spacing (GTK_BOX (node->widget), spacing (node));
}

extern const StreeGtkKind stree_gtk_vstack;
const StreeGtkKind stree_gtk_vstack = {
  .kind = "VStack",
  .create = vstack_create,
  .update = vstack_update,
};
