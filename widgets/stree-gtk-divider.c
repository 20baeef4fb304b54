/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-divider.h"
#include "stree-row-layout-private.h"

static GtkOrientation
orientation (StreeNode *node)
{
  const StreeDividerArgs *args = stree_node_args (node);

  return args->vertical || stree_gtk_is_in_row (node) ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;
}

static GtkWidget *
divider_create (StreeNode *node)
{
  return gtk_separator_new (orientation (node));
}

static void
divider_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeDividerArgs, vertical))
    gtk_orientable_set_orientation (GTK_ORIENTABLE (node->widget), orientation (node));
}

extern const StreeGtkKind stree_gtk_divider;
const StreeGtkKind stree_gtk_divider = {
  .kind = "Divider",
  .create = divider_create,
  .update = divider_update,
};
