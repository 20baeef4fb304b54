/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* DataFrame: a table of DataGrid's that is only read. */

#include "elements/stree-data-frame.h"
#include "stree-gtk-table-private.h"

static void
show_data (StreeNode *node)
{
  const StreeDataFrameArgs *args = stree_node_args (node);
  g_autoptr (GError)        error = NULL;

  if (!stree_gtk_table_show (node, &(StreeGtkTable){ .data = args->data }, &error))
    g_warning ("%s", error->message);
}

static GtkWidget *
data_frame_create (StreeNode *node)
{
  const StreeDataFrameArgs *args = stree_node_args (node);

  stree_gtk_table_create (node, GTK_ACCESSIBLE_ROLE_TABLE);
  stree_gtk_table_set_size (node, args->width, args->height);
  stree_gtk_table_set_name (node, args->label, args->data);
  stree_grid_view_set_mode (stree_gtk_table_view (node), STREE_GRID_SELECT_ROW);
  stree_grid_view_set_row_numbers (stree_gtk_table_view (node), args->row_numbers);
  show_data (node);
  return node->widget;
}

static void
data_frame_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeDataFrameArgs *args = stree_node_args (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, width) || STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, height))
    stree_gtk_table_set_size (node, args->width, args->height);
  if (STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, data) || STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, label))
    stree_gtk_table_set_name (node, args->label, args->data);
  if (STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, row_numbers))
    stree_grid_view_set_row_numbers (stree_gtk_table_view (node), args->row_numbers);
  if (STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, data))
    show_data (node);
}

static void
data_frame_destroy (StreeNode *node)
{
  stree_grid_view_stop (stree_gtk_table_view (node));
}

extern const StreeGtkKind stree_gtk_data_frame;
const StreeGtkKind stree_gtk_data_frame = {
  .kind = "DataFrame",
  .create = data_frame_create,
  .update = data_frame_update,
  .destroy = data_frame_destroy,
};
