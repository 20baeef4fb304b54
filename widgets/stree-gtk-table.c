/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-table-private.h"

#include <glib/gi18n-lib.h>

#include "sources/stree-frame-source.h"

#define MIN_HEIGHT 240

typedef struct
{
  StreeFrameSource *source; /* owned: of what was declared as data; NULL: none was */
  StreeFrame       *data;   /* owned: what that was: commits have made another of it */
} Held;

static void
held_free (gpointer data)
{
  g_clear_object (&((Held *) data)->source);
  g_clear_pointer (&((Held *) data)->data, stree_frame_unref);
  g_free (data);
}

static Held *
held_of (StreeNode *node)
{
  return g_object_get_data (G_OBJECT (node->widget), "stree-table");
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
  g_object_set_data_full (G_OBJECT (node->widget), "stree-table", g_new0 (Held, 1), held_free);
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

/* What people are shown of a source where no columns are declared. */
static StreeGridColumns *
columns_of (StreeSource *source)
{
  StreeGridColumns *columns = stree_grid_columns_new ();
  StreeFrame       *schema = stree_source_get_schema (source);

  for (guint i = 0; i < stree_frame_get_n_columns (schema); i++)
    {
      g_autoptr (StreeGridColumn) column = NULL;

      if (stree_source_get_column_flags (source, i) & STREE_COLUMN_HIDDEN)
        continue;
      column = stree_grid_column_new (stree_frame_get_column_name (schema, i));
      stree_grid_columns_append (columns, column);
    }
  return columns;
}

static void
take_data (Held *held, StreeFrame *data)
{
  StreeFrame *before = held->data;

  held->data = stree_frame_ref (data);
  g_clear_pointer (&before, stree_frame_unref);
}

/* The source of what is declared, the same one as long as the columns of the data are. Borrowed; NULL and @error, or nothing
 * is declared. */
static StreeSource *
find_source (Held *held, const StreeGtkTable *table, GError **error)
{
  if (table->source || !table->data)
    {
      g_clear_object (&held->source);
      return table->source;
    }
  /* The same data once more says nothing about what was written into it since. */
  if (held->source && (held->data == table->data || stree_frame_source_set_frame (held->source, table->data, NULL)))
    {
      take_data (held, table->data);
      return STREE_SOURCE (held->source);
    }
  g_clear_object (&held->source);
  take_data (held, table->data);
  held->source = stree_frame_source_new (table->data, table->key_columns, error);
  return held->source ? STREE_SOURCE (held->source) : NULL;
}

gboolean
stree_gtk_table_show (StreeNode *node, const StreeGtkTable *table, GError **error)
{
  StreeGridView               *view = stree_gtk_table_view (node);
  GError                      *problem = NULL;
  StreeSource                 *source = find_source (held_of (node), table, &problem);
  g_autoptr (StreeGridColumns) columns = NULL;

  if (source)
    columns = table->columns ? stree_grid_columns_ref (table->columns) : columns_of (source);
  if (problem)
    stree_grid_view_refuse (view, problem->message);
  else if (stree_grid_view_set_source (view, source, columns, &problem))
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}
