/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "stree-data-cell-private.h"

/* How many rows are measured, and how wide a column is at most and at least by itself, in pixels. */
#define MEASURED_ROWS 60
#define MAX_WIDTH 320
#define MIN_WIDTH 56

/* --- cells --- */

static StreeDataCellState
state_of (const StreeGridCell *cell)
{
  StreeGridView     *self = cell->column->pane->grid;
  StreeDataCellState state = 0;
  guint              row, column, first_row, last_row, first_column, last_column;

  if (stree_grid_view_get_cursor (self, &row, &column) && row == cell->position && column == cell->column->number)
    state |= STREE_DATA_CELL_CURSOR;
  if (self->mode == STREE_GRID_SELECT_CELLS)
    {
      if (stree_grid_view_get_range (self, &first_row, &last_row, &first_column, &last_column) && cell->position >= first_row &&
          cell->position <= last_row && cell->column->number >= first_column && cell->column->number <= last_column)
        state |= STREE_DATA_CELL_SELECTED;
    }
  else if (stree_ranges_contains (stree_grid_model_get_selected (self->model), cell->position))
    state |= STREE_DATA_CELL_SELECTED;
  return state;
}

static void
show_cell (StreeGridCell *cell)
{
  StreeGridView         *self = cell->column->pane->grid;
  StreeDataCell         *widget = STREE_DATA_CELL (cell->widget);
  g_autoptr (StreeFrame) frame = NULL;
  guint                  row;

  if (stree_grid_cells_get_row (self, cell->position, &frame, &row))
    stree_data_cell_set_row (widget, frame, row);
  else
    stree_data_cell_set_row (widget, NULL, 0);
  stree_data_cell_set_state (widget, state_of (cell));
}

static void
show_search (StreeGridCell *cell)
{
  stree_data_cell_set_highlight (STREE_DATA_CELL (cell->widget), cell->column->pane->grid->search);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  StreeGridViewColumn *column = data;
  GtkWidget           *widget = stree_data_cell_new ();

  (void) factory;
  stree_data_cell_set_column (STREE_DATA_CELL (widget), column->column);
  gtk_list_item_set_child (item, widget);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  StreeGridViewColumn *column = data;
  StreeGridCell       *cell = g_new (StreeGridCell, 1);

  (void) factory;
  cell->column = column;
  cell->item = item;
  cell->widget = gtk_list_item_get_child (item);
  cell->position = stree_grid_row_get_position (gtk_list_item_get_item (item));
  cell->place = column->cells->len;
  g_ptr_array_add (column->cells, cell);
  show_search (cell);
  g_object_set_data (G_OBJECT (cell->widget), "stree-cell", cell);
  show_cell (cell);
  stree_grid_view_came (column->pane->grid, cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  StreeGridViewColumn *column = data;
  StreeGridCell       *cell = g_object_steal_data (G_OBJECT (gtk_list_item_get_child (item)), "stree-cell");

  (void) factory;
  if (!cell)
    return;
  g_ptr_array_remove_index_fast (column->cells, cell->place);
  if (cell->place < column->cells->len)
    ((StreeGridCell *) column->cells->pdata[cell->place])->place = cell->place;
  g_free (cell);
}

GtkListItemFactory *
stree_grid_cells_new_factory (StreeGridViewColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), column);
  return factory;
}

static void
for_each (StreeGridView *self, guint first, guint n, void (*func) (StreeGridCell *cell))
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      StreeGridViewColumn *column = self->columns->pdata[i];

      for (guint j = 0; j < column->cells->len; j++)
        {
          StreeGridCell *cell = column->cells->pdata[j];

          if (cell->position >= first && cell->position - first < n)
            func (cell);
        }
    }
}

void
stree_grid_cells_show (StreeGridView *self, guint first, guint n)
{
  for_each (self, first, n, show_cell);
}

void
stree_grid_cells_show_all (StreeGridView *self)
{
  for_each (self, 0, G_MAXUINT, show_cell);
}

static void
show_state (StreeGridCell *cell)
{
  stree_data_cell_set_state (STREE_DATA_CELL (cell->widget), state_of (cell));
}

void
stree_grid_cells_show_states (StreeGridView *self)
{
  for_each (self, 0, G_MAXUINT, show_state);
}

void
stree_grid_cells_show_search (StreeGridView *self)
{
  for_each (self, 0, G_MAXUINT, show_search);
}

StreeGridCell *
stree_grid_cells_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "stree-cell");
}

StreeGridCell *
stree_grid_cells_find (StreeGridView *self, guint position, guint number)
{
  StreeGridViewColumn *column = stree_grid_view_get_column (self, number);

  for (guint i = 0; column && i < column->cells->len; i++)
    {
      StreeGridCell *cell = column->cells->pdata[i];

      if (cell->position == position)
        return cell;
    }
  return NULL;
}

int
stree_grid_cells_measure (StreeGridViewColumn *column)
{
  StreeGridView *self = column->pane->grid;
  GtkWidget     *view = GTK_WIDGET (column->pane->view);
  guint          n = MIN (stree_grid_model_get_n_rows (self->model, NULL), MEASURED_ROWS);
  int            width = stree_data_cell_measure_title (view, column->column);

  for (guint position = 0; position < n; position++)
    {
      StreeFrame *frame;
      guint       row;

      if (stree_grid_model_peek_row (self->model, position, &frame, &row))
        width = MAX (width, stree_data_cell_measure (view, column->column, frame, row));
    }
  return CLAMP (width, MIN_WIDTH, MAX_WIDTH);
}
