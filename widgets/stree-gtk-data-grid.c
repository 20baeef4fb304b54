/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* DataGrid: a StreeGridView in its frame, told what the element says. */

#include "stree-gtk-private.h"

#include <glib/gi18n-lib.h>

#include "elements/stree-data-grid.h"
#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-result-private.h"
#include "sources/stree-frame-source.h"
#include "stree-grid-view-private.h"

#define MIN_HEIGHT 240

typedef struct
{
  StreeFrameSource *source; /* owned: of what was declared as data; NULL: none was */
  StreeFrame       *data;   /* owned: what that was: commits have made another of it */
} Held;

static StreeGridView *
view_of (StreeNode *node)
{
  return STREE_GRID_VIEW (gtk_frame_get_child (GTK_FRAME (node->widget)));
}

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
  return g_object_get_data (G_OBJECT (node->widget), "stree-data-grid");
}

/* --- what the user makes of it --- */

static void
result_cb (StreeGridView *view, int reason, StreeNode *node)
{
  StreeGridResultParts        parts = { .reason = (StreeGridReason) reason };
  g_autoptr (StreeGridResult) result = NULL;
  g_autoptr (GPtrArray)       names = NULL;
  StreeRanges                 rows;
  guint                       position, number, first_row, last_row, first_column, last_column;
  GValue                      value = G_VALUE_INIT;

  if (node->flags & STREE_NODE_DEAD)
    return;
  stree_ranges_init (&rows);
  parts.selected = stree_grid_model_get_selected (view->model);
  if (stree_grid_view_get_range (view, &first_row, &last_row, &first_column, &last_column))
    {
      stree_ranges_add (&rows, first_row, last_row - first_row + 1);
      parts.selected = &rows;
      names = g_ptr_array_new ();
      for (guint i = first_column; i <= last_column; i++)
        {
          StreeGridViewColumn *column = stree_grid_view_get_column (view, i);
          const char          *name = stree_grid_column_get_name (column->column);

          /* A column of buttons has no name, and nothing of the source's. */
          if (name && !column->hidden)
            g_ptr_array_add (names, (char *) name);
        }
      g_ptr_array_add (names, NULL);
      parts.columns = (const char *const *) (gpointer) names->pdata;
    }
  stree_grid_selected_told (view, parts.reason);
  if (stree_grid_view_get_cursor (view, &position, &number))
    parts.column = stree_grid_column_get_name (stree_grid_view_get_column (view, number)->column);
  parts.options = view->options;
  parts.edits = view->edits;
  result = stree_grid_result_new (view->model, &parts);
  stree_ranges_clear (&rows);
  g_value_init (&value, STREE_TYPE_GRID_RESULT);
  g_value_set_boxed (&value, result);
  stree_node_report (node, "on_result", &value);
  g_value_unset (&value);
}

static void
clicked_cb (StreeGridView *view, StreeGridColumn *column, const char *key, StreeNode *node)
{
  GValue value = G_VALUE_INIT;

  (void) view;
  if ((node->flags & STREE_NODE_DEAD) || !column->args.on_click)
    return;
  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, key);
  stree_node_tell (node, "on_click", column->args.on_click, &value);
  g_value_unset (&value);
}

/* --- what it shows --- */

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
find_source (StreeNode *node, GError **error)
{
  const StreeDataGridArgs *args = stree_node_args (node);
  Held                    *held = held_of (node);

  if (args->source || !args->data)
    {
      g_clear_object (&held->source);
      return args->source;
    }
  /* The same data once more says nothing about what was written into it since. */
  if (held->source && (held->data == args->data || stree_frame_source_set_frame (held->source, args->data, NULL)))
    {
      take_data (held, args->data);
      return STREE_SOURCE (held->source);
    }
  g_clear_object (&held->source);
  take_data (held, args->data);
  held->source = stree_frame_source_new (args->data, args->key_columns, error);
  return held->source ? STREE_SOURCE (held->source) : NULL;
}

/* Cells can be edited: what is typed belongs to the grid. */
static void
show_editable (StreeNode *node)
{
  const StreeDataGridArgs   *args = stree_node_args (node);
  StreeGridView             *view = view_of (node);
  StreeSource               *source = stree_grid_model_get_source (view->model);
  g_autoptr (StreeGridEdits) edits = NULL;

  if (!args->editable || !source)
    {
      stree_grid_view_set_edits (view, NULL);
      return;
    }
  if (view->edits && stree_grid_edits_get_source (view->edits) == source)
    return;
  edits = stree_grid_edits_new (source);
  stree_grid_view_set_edits (view, edits);
}

static void
show_source (StreeNode *node)
{
  const StreeDataGridArgs     *args = stree_node_args (node);
  StreeGridView               *view = view_of (node);
  g_autoptr (GError)           error = NULL;
  StreeSource                 *source = find_source (node, &error);
  g_autoptr (StreeGridColumns) columns = NULL;

  if (source)
    columns = args->columns ? stree_grid_columns_ref (args->columns) : columns_of (source);
  if (!error && !stree_grid_view_set_source (view, source, columns, &error))
    source = NULL;
  show_editable (node);
  if (error)
    g_warning ("%s", error->message);
}

static void
set_name (StreeNode *node)
{
  const StreeDataGridArgs *args = stree_node_args (node);
  const char              *name = args->label;

  if (!name && args->data)
    name = stree_frame_get_label (args->data);
  stree_grid_view_set_name (view_of (node), name && *name ? name : _ ("Table"));
}

static void
set_size (StreeNode *node)
{
  const StreeDataGridArgs *args = stree_node_args (node);

  gtk_widget_set_size_request (node->widget, args->width ? args->width : -1, args->height ? args->height : MIN_HEIGHT);
  gtk_widget_set_halign (node->widget, args->width ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (node->widget, args->width == 0);
  gtk_widget_set_vexpand (node->widget, args->height == 0);
}

static StreeGridSelectMode
mode_of (StreeSelectionMode mode)
{
  static const StreeGridSelectMode modes[] = { STREE_GRID_SELECT_NONE, STREE_GRID_SELECT_ROW, STREE_GRID_SELECT_ROWS,
                                               STREE_GRID_SELECT_CELLS };

  return modes[mode];
}

static GtkWidget *
data_grid_create (StreeNode *node)
{
  const StreeDataGridArgs *args = stree_node_args (node);
  GtkWidget               *view = stree_grid_view_new ();
  StreeSession            *session;

  node->widget = gtk_frame_new (NULL);
  gtk_frame_set_child (GTK_FRAME (node->widget), view);
  g_object_set_data_full (G_OBJECT (node->widget), "stree-data-grid", g_new0 (Held, 1), held_free);
  session = stree_node_get_mount (node)->session;
  STREE_GRID_VIEW (view)->session = session ? g_object_ref (session) : NULL;
  set_size (node);
  set_name (node);
  stree_grid_view_set_mode (STREE_GRID_VIEW (view), mode_of (args->selection_mode));
  if (args->grid_options)
    stree_grid_view_set_options (STREE_GRID_VIEW (view), args->grid_options);
  show_source (node);
  if (args->selected)
    stree_grid_view_select_key (STREE_GRID_VIEW (view), args->selected);
  stree_gtk_connect (view, "result", G_CALLBACK (result_cb), node);
  stree_gtk_connect (view, "clicked", G_CALLBACK (clicked_cb), node);
  return node->widget;
}

/* A run that declares the same options once more says nothing about what the user made of them. */
static gboolean
same_options (const StreeElement *old, const StreeDataGridArgs *args)
{
  const StreeDataGridArgs *before = (const StreeDataGridArgs *) (gconstpointer) stree_element_get_args (old);

  return before->grid_options && stree_grid_options_equal (before->grid_options, args->grid_options);
}

static gboolean
same_selected (const StreeElement *old, const StreeDataGridArgs *args)
{
  const StreeDataGridArgs *before = (const StreeDataGridArgs *) (gconstpointer) stree_element_get_args (old);

  return before->selected && stree_row_key_equal (before->selected, args->selected);
}

static void
data_grid_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeDataGridArgs *args = stree_node_args (node);

  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, width) || STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, height))
    set_size (node);
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, data) || STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, label))
    set_name (node);
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, selection_mode))
    stree_grid_view_set_mode (view_of (node), mode_of (args->selection_mode));
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, data) || STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, source) ||
      STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, key_columns) || STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, columns))
    show_source (node);
  else if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, editable))
    show_editable (node);
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, grid_options) && args->grid_options && !same_options (old, args))
    stree_grid_view_set_options (view_of (node), args->grid_options);
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, selected) && args->selected && !same_selected (old, args))
    stree_grid_view_select_key (view_of (node), args->selected);
}

static void
data_grid_destroy (StreeNode *node)
{
  stree_grid_view_stop (view_of (node));
}

extern const StreeGtkKind stree_gtk_data_grid;
const StreeGtkKind stree_gtk_data_grid = {
  .kind = "DataGrid",
  .create = data_grid_create,
  .update = data_grid_update,
  .destroy = data_grid_destroy,
};
