/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-grid.h"
#include "stree-cells-layout-private.h"

static void
set_columns (StreeNode *node)
{
  const StreeGridArgs *args = stree_node_args (node);

  stree_cells_layout_set_columns (STREE_CELLS_LAYOUT (gtk_widget_get_layout_manager (node->widget)), (guint) args->columns);
}

static GtkWidget *
grid_create (StreeNode *node)
{
  node->widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (node->widget, stree_cells_layout_new (STREE_GTK_SPACING));
  set_columns (node);
  return node->widget;
}

static void
grid_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeGridArgs, columns))
    set_columns (node);
}

extern const StreeGtkKind stree_gtk_grid;
const StreeGtkKind stree_gtk_grid = {
  .kind = "Grid",
  .create = grid_create,
  .update = grid_update,
};
