/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* DataGrid: a table that tells what the user makes of it. */

#include "elements/stree-data-grid.h"
#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-held-private.h"
#include "grid/stree-grid-result-private.h"
#include "stree-gtk-table-private.h"

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

/* What was typed, while it cannot be edited; held by the widget. */
static StreeGridEdits *
kept_edits (StreeNode *node)
{
  return g_object_get_data (G_OBJECT (node->widget), "stree-kept-edits");
}

static void
keep_edits (StreeNode *node, StreeGridEdits *edits)
{
  g_object_set_data_full (G_OBJECT (node->widget), "stree-kept-edits", edits ? g_object_ref (edits) : NULL, g_object_unref);
}

/* Cells can be edited: what is typed belongs to the grid. What was typed before they could not comes back when they can. */
static void
show_editable (StreeNode *node)
{
  const StreeDataGridArgs   *args = stree_node_args (node);
  StreeGridView             *view = stree_gtk_table_view (node);
  StreeSource               *source = stree_grid_model_get_source (view->model);
  StreeGridEdits            *kept = kept_edits (node);
  g_autoptr (StreeGridEdits) edits = NULL;

  if (!args->editable || !source)
    {
      if (view->edits)
        keep_edits (node, view->edits);
      stree_grid_view_set_edits (view, NULL);
      return;
    }
  if (view->edits && stree_grid_edits_get_source (view->edits) == source)
    return;
  edits = kept && stree_grid_edits_get_source (kept) == source ? g_object_ref (kept) : stree_grid_edits_new (source);
  keep_edits (node, NULL);
  stree_grid_view_set_edits (view, edits);
}

static void
show_source (StreeNode *node)
{
  const StreeDataGridArgs   *args = stree_node_args (node);
  const StreeGtkTable        table = { args->data, args->source, args->key_columns, args->columns };
  StreeGridView             *view = stree_gtk_table_view (node);
  g_autoptr (StreeGridEdits) typed = view->edits ? g_object_ref (view->edits) : NULL;
  g_autoptr (GError)         error = NULL;

  if (!stree_gtk_table_show (node, &table, &error))
    {
      if (typed)
        keep_edits (node, typed);
      g_warning ("%s", error->message);
    }
  show_editable (node);
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
  StreeGridView           *view;

  stree_gtk_table_create (node, GTK_ACCESSIBLE_ROLE_GRID);
  view = stree_gtk_table_view (node);
  stree_gtk_table_set_size (node, args->width, args->height);
  stree_gtk_table_set_name (node, args->label, args->data);
  stree_grid_view_set_mode (view, mode_of (args->selection_mode));
  stree_grid_view_set_row_numbers (view, args->row_numbers);
  if (args->grid_options)
    stree_grid_view_set_options (view, args->grid_options);
  show_source (node);
  if (args->selected)
    stree_grid_view_select_key (view, args->selected);
  stree_gtk_connect (view, "result", G_CALLBACK (result_cb), node);
  stree_gtk_connect (view, "clicked", G_CALLBACK (clicked_cb), node);
  return node->widget;
}

static void
data_grid_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeDataGridArgs *args = stree_node_args (node);
  const StreeDataGridArgs *before = (const StreeDataGridArgs *) (gconstpointer) stree_element_get_args (old);

  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, width) || STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, height))
    stree_gtk_table_set_size (node, args->width, args->height);
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, data) || STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, label))
    stree_gtk_table_set_name (node, args->label, args->data);
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, selection_mode))
    stree_grid_view_set_mode (stree_gtk_table_view (node), mode_of (args->selection_mode));
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, row_numbers))
    stree_grid_view_set_row_numbers (stree_gtk_table_view (node), args->row_numbers);
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, data) || STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, source) ||
      STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, key_columns) || STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, columns))
    show_source (node);
  else if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, editable))
    show_editable (node);
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, grid_options) &&
      stree_grid_options_are_news (before->grid_options, args->grid_options))
    stree_grid_view_set_options (stree_gtk_table_view (node), args->grid_options);
  if (STREE_GTK_CHANGED (changed, node, StreeDataGridArgs, selected) && stree_grid_selected_is_news (before->selected, args->selected))
    stree_grid_view_select_key (stree_gtk_table_view (node), args->selected);
}

static void
data_grid_destroy (StreeNode *node)
{
  stree_grid_view_stop (stree_gtk_table_view (node));
}

extern const StreeGtkKind stree_gtk_data_grid;
const StreeGtkKind stree_gtk_data_grid = {
  .kind = "DataGrid",
  .create = data_grid_create,
  .update = data_grid_update,
  .destroy = data_grid_destroy,
};
