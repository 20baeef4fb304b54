/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "core/stree-context.h"
#include "grid/stree-grid-column-private.h"
#include "stree-data-cell-private.h"
#include "stree-view.h"

/* Columns whose cells are components: a view in each cell that is near the screen, of the grid's session. */

typedef struct
{
  StreeGridColumn *column; /* owned */
  StreeFrame      *frame;  /* owned: with the row */
  guint            row;
} CellProps;

static void
props_free (gpointer data)
{
  CellProps *props = data;

  stree_grid_column_unref (props->column);
  stree_frame_unref (props->frame);
  g_free (props);
}

static StreeElement *
grid_cell (StreeContext *cx, gpointer data)
{
  const CellProps *props = data;

  (void) cx;
  return stree_grid_column_make_cell (props->column, props->frame, props->row);
}

static void
take_row (CellProps *props, StreeGridColumn *column, StreeFrame *frame, guint row)
{
  StreeGridColumn *old_column = props->column;
  StreeFrame      *old_frame = props->frame;

  props->column = stree_grid_column_ref (column);
  props->frame = stree_frame_ref (frame);
  props->row = row;
  g_clear_pointer (&old_column, stree_grid_column_unref);
  g_clear_pointer (&old_frame, stree_frame_unref);
}

/* The component's name has the row's key: another row is another component, with states of its own. */
static char *
make_name (StreeGridCell *cell)
{
  g_autoptr (StreeRowKey) key = stree_grid_view_dup_key (cell->column->pane->grid, cell->position);
  g_autofree char        *text = key ? stree_row_key_to_string (key) : g_strdup_printf ("%u", cell->position);
  const char             *label = stree_grid_column_get_label (cell->column->column);

  return g_strdup_printf ("%s[%s]", label && *label ? label : "cell", text);
}

/* Whether the element of the cell would be the same, but for what the component itself knows. */
static gboolean
shows_same (const CellProps *props, StreeGridColumn *column, StreeFrame *frame, guint row)
{
  g_autoptr (StreeFrame) before = NULL;
  g_autoptr (StreeFrame) now = NULL;

  if (props->column != column)
    return FALSE;
  if (props->frame == frame && props->row == row)
    return TRUE;
  before = stree_frame_slice (props->frame, props->row, 1);
  now = stree_frame_slice (frame, row, 1);
  return stree_frame_equal (before, now);
}

/* @frame: NULL: the row is far away, or has not come. */
void
stree_grid_component_show (StreeGridCell *cell, StreeFrame *frame, guint row)
{
  StreeDataCell   *widget = STREE_DATA_CELL (cell->widget);
  GtkWidget       *view = g_object_get_data (G_OBJECT (widget), "stree-component");
  g_autofree char *name = NULL;
  CellProps       *props;

  if (cell->column->column->args.kind != STREE_GRID_COLUMN_COMPONENT || !frame)
    {
      if (view)
        {
          g_object_set_data (G_OBJECT (widget), "stree-component", NULL);
          stree_data_cell_set_child (widget, NULL);
        }
      return;
    }
  name = make_name (cell);
  props = view ? g_object_get_data (G_OBJECT (view), "stree-props") : NULL;
  if (view && g_strcmp0 (g_object_get_data (G_OBJECT (view), "stree-name"), name) == 0)
    {
      gboolean same = shows_same (props, cell->column->column, frame, row);

      take_row (props, cell->column->column, frame, row);
      if (!same)
        stree_view_rerun (STREE_VIEW (view));
      return;
    }
  props = g_new0 (CellProps, 1);
  take_row (props, cell->column->column, frame, row);
  view = stree_view_new (cell->column->pane->grid->session, name, grid_cell, props);
  g_object_set_data_full (G_OBJECT (view), "stree-props", props, props_free);
  g_object_set_data_full (G_OBJECT (view), "stree-name", g_steal_pointer (&name), g_free);
  g_object_set_data (G_OBJECT (widget), "stree-component", view);
  stree_data_cell_set_child (widget, view);
}
