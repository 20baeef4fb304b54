/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-table-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-held-private.h"

#define MIN_HEIGHT 240

static void
held_free (gpointer data)
{
  stree_grid_held_clear (data);
  g_free (data);
}

StreeGridView *
stree_gtk_table_view (StreeNode *node)
{
  return STREE_GRID_VIEW (gtk_frame_get_child (GTK_FRAME (node->widget)));
}

void
stree_gtk_table_create (StreeNode *node, GtkAccessibleRole role)
{
  GtkWidget    *view = stree_grid_view_new (role);
  StreeSession *session = stree_node_get_mount (node)->session;

  node->widget = gtk_frame_new (NULL);
  gtk_frame_set_child (GTK_FRAME (node->widget), view);
  g_object_set_data_full (G_OBJECT (node->widget), "stree-table", g_new0 (StreeGridHeld, 1), held_free);
  STREE_GRID_VIEW (view)->session = session ? g_object_ref (session) : NULL;
}

void
stree_gtk_table_set_size (StreeNode *node, int width, int height)
{
  gtk_widget_set_size_request (node->widget, width ? width : -1, height ? height : MIN_HEIGHT);
  gtk_widget_set_halign (node->widget, width ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (node->widget, width == 0);
  gtk_widget_set_vexpand (node->widget, height == 0);
}

void
stree_gtk_table_set_name (StreeNode *node, const char *label, StreeFrame *data)
{
  if (!label && data)
    label = stree_frame_get_label (data);
  stree_grid_view_set_name (stree_gtk_table_view (node), label && *label ? label : _ ("Table"));
}

gboolean
stree_gtk_table_show (StreeNode *node, const StreeGtkTable *table, GError **error)
{
  StreeGridView               *view = stree_gtk_table_view (node);
  GError                      *problem = NULL;
  StreeGridHeld               *held = g_object_get_data (G_OBJECT (node->widget), "stree-table");
  StreeSource                 *source = stree_grid_held_find (held, table->source, table->data, table->key_columns, &problem);
  g_autoptr (StreeGridColumns) columns = NULL;

  if (source)
    columns = table->columns ? stree_grid_columns_ref (table->columns) : stree_grid_columns_new_for_source (source);
  if (problem)
    stree_grid_view_refuse (view, problem->message);
  else if (stree_grid_view_set_source (view, source, columns, &problem))
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}
