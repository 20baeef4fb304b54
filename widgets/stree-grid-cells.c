/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-column-private.h"
#include "stree-data-cell-private.h"

/* How many rows are measured, and how wide a column is at most and at least by itself, in pixels. */
#define MEASURED_ROWS 60
#define MAX_WIDTH 320
#define MIN_WIDTH 56
/* Around a title, with room for the arrow of what is sorted. */
#define TITLE_PADDING 48

/* --- cells --- */

static gboolean
is_near (const StreeGridCell *cell)
{
  const StreeGridView *self = cell->column->pane->grid;

  return cell->position >= self->near_first && cell->position < self->near_end;
}

static guint
state_of (const StreeGridCell *cell)
{
  StreeGridView     *self = cell->column->pane->grid;
  guint              state = 0;
  guint              row, column, first_row, last_row, first_column, last_column;

  if (stree_grid_view_get_cursor (self, &row, &column) && row == cell->position && column == cell->column->number)
    {
      state |= STREE_DATA_CELL_CURSOR;
      /* Where the focus is it is said. Each row says it, too, but not all cells of a table do: that takes as long as the rest. */
      if (self->mode != STREE_GRID_SELECT_CELLS && stree_ranges_contains (stree_grid_model_get_selected (self->model), cell->position))
        state |= STREE_DATA_CELL_ROW_SELECTED;
    }
  if (self->mode == STREE_GRID_SELECT_CELLS)
    {
      if (stree_grid_view_get_range (self, &first_row, &last_row, &first_column, &last_column) && cell->position >= first_row &&
          cell->position <= last_row && cell->column->number >= first_column && cell->column->number <= last_column)
        state |= STREE_DATA_CELL_SELECTED;
    }
  if (!is_near (cell))
    state |= STREE_DATA_CELL_FAR;
  return state;
}

/* Counted from 1, for assistive technology; that of a row's number is 0. */
static void
show_place (StreeGridCell *cell)
{
  guint number = cell->column->number;

  stree_data_cell_set_place (STREE_DATA_CELL (cell->widget), (int) MIN (cell->position, G_MAXINT - 1) + 1,
                             number == G_MAXUINT ? 0 : (int) number + 1);
}

static void
show_state (StreeGridCell *cell)
{
  show_place (cell);
  stree_data_cell_set_state (STREE_DATA_CELL (cell->widget), state_of (cell) | cell->edit_state);
}

/* What is wrong with it, in words; borrowed until the edits change. */
static const char *
problem_of (const StreeGridCell *cell, StreeGridEditState edit)
{
  StreeGridView          *self = cell->column->pane->grid;
  g_autoptr (StreeRowKey) key = NULL;

  if (edit & STREE_GRID_EDIT_GONE)
    return _ ("Somebody else has deleted this row.");
  if (edit & STREE_GRID_EDIT_CONFLICT)
    return _ ("Somebody else has changed this meanwhile.");
  if (!(edit & STREE_GRID_EDIT_INVALID))
    return NULL;
  key = stree_grid_view_dup_key (self, cell->position);
  return key ? stree_grid_edits_get_error (self->edits, key, (guint) cell->column->column->index) : NULL;
}

/* What is typed in it and not written. */
static guint
show_edit (StreeGridCell *cell)
{
  StreeGridView          *self = cell->column->pane->grid;
  StreeDataCell          *widget = STREE_DATA_CELL (cell->widget);
  const char             *text;
  StreeGridEditState      edit = stree_grid_view_get_state (self, cell->position, cell->column, &text);
  g_autoptr (StreeCell)   value = text ? stree_cell_new_text (text) : NULL;
  guint                   state = 0;

  stree_data_cell_set_value (widget, value);
  stree_data_cell_set_problem (widget, problem_of (cell, edit));
  if (edit & (STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_INSERTED))
    state |= STREE_DATA_CELL_CHANGED;
  if (edit & STREE_GRID_EDIT_DELETED)
    state |= STREE_DATA_CELL_DELETED;
  if (edit & STREE_GRID_EDIT_INVALID)
    state |= STREE_DATA_CELL_INVALID;
  if (edit & (STREE_GRID_EDIT_CONFLICT | STREE_GRID_EDIT_GONE))
    state |= STREE_DATA_CELL_CONFLICT;
  return state;
}

static void
show_cell (StreeGridCell *cell)
{
  StreeGridView         *self = cell->column->pane->grid;
  StreeDataCell         *widget = STREE_DATA_CELL (cell->widget);
  g_autoptr (StreeFrame) frame = NULL;
  guint                  row;

  if (cell->column == cell->column->pane->numbers)
    {
      stree_grid_numbers_show (cell);
      show_state (cell);
      return;
    }
  show_place (cell);
  if (stree_grid_cells_get_row (self, cell->position, &frame, &row))
    stree_data_cell_set_row (widget, frame, row);
  else
    stree_data_cell_set_row (widget, NULL, 0);
  stree_grid_component_show (cell, is_near (cell) ? frame : NULL, row);
  cell->edit_state = show_edit (cell);
  stree_data_cell_set_state (widget, state_of (cell) | cell->edit_state);
}

static void
show_search (StreeGridCell *cell)
{
  stree_data_cell_set_highlight (STREE_DATA_CELL (cell->widget), stree_grid_options_get_search (cell->column->pane->grid->options));
}

static void
show_column (StreeGridCell *cell)
{
  stree_data_cell_set_column (STREE_DATA_CELL (cell->widget), cell->column->column);
  if (cell->column->column->args.kind == STREE_GRID_COLUMN_COMPONENT)
    show_cell (cell);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  (void) factory;
  (void) data;
  gtk_list_item_set_child (item, stree_data_cell_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  StreeGridViewColumn *column = data;
  StreeGridCell       *cell = g_new0 (StreeGridCell, 1);

  (void) factory;
  cell->column = column;
  cell->widget = gtk_list_item_get_child (item);
  cell->position = stree_grid_row_get_position (gtk_list_item_get_item (item));
  cell->place = column->cells->len;
  g_ptr_array_add (column->cells, cell);
  stree_data_cell_set_column (STREE_DATA_CELL (cell->widget), column->column);
  show_search (cell);
  g_object_set_data (G_OBJECT (cell->widget), "stree-cell", cell);
  show_cell (cell);
  stree_grid_view_check_focus (column->pane->grid);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  StreeGridViewColumn *column = data;
  StreeGridCell       *cell = g_object_steal_data (G_OBJECT (gtk_list_item_get_child (item)), "stree-cell");

  (void) factory;
  if (!cell)
    return;
  stree_grid_component_show (cell, NULL, 0);
  g_ptr_array_remove_index_fast (column->cells, cell->place);
  if (cell->place < column->cells->len)
    ((StreeGridCell *) column->cells->pdata[cell->place])->place = cell->place;
  g_free (cell);
}

/* GTK may keep a cell of a column that is gone, such as the one with the focus, and unbind it later. */
void
stree_grid_cells_forget (StreeGridViewColumn *column)
{
  for (guint i = 0; i < column->cells->len; i++)
    {
      StreeGridCell *cell = column->cells->pdata[i];

      stree_grid_component_show (cell, NULL, 0);
      g_object_steal_data (G_OBJECT (cell->widget), "stree-cell");
      g_free (cell);
    }
  g_ptr_array_set_size (column->cells, 0);
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

void
stree_grid_cells_show_states (StreeGridView *self)
{
  for_each (self, 0, G_MAXUINT, show_state);
}

void
stree_grid_cells_show_columns (StreeGridView *self)
{
  for_each (self, 0, G_MAXUINT, show_column);
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

/* The cells that have come near the screen, or have gone from it, since rows @before_first to @before_end were. */
static void
show_near (StreeGridViewColumn *column, guint before_first, guint before_end)
{
  for (guint i = 0; i < column->cells->len; i++)
    {
      StreeGridCell *cell = column->cells->pdata[i];
      gboolean       was = cell->position >= before_first && cell->position < before_end;

      if (was == is_near (cell))
        continue;
      if (column->column->args.kind == STREE_GRID_COLUMN_COMPONENT)
        show_cell (cell);
      else
        show_state (cell);
    }
}

/* GTK keeps many rows beyond the screen, and draws them all. */
void
stree_grid_cells_scrolled (StreeGridView *self, guint first, guint n)
{
  guint before_first = self->near_first;
  guint before_end = self->near_end;

  self->near_first = first - MIN (first, n);
  self->near_end = first + MIN (G_MAXUINT - first, 2 * n);
  if (self->near_first == before_first && self->near_end == before_end)
    return;
  stree_grid_selection_set_near (self->selection, self->near_first, self->near_end);
  for (guint i = 0; i < self->columns->len; i++)
    show_near (self->columns->pdata[i], before_first, before_end);
  if (self->panes[STREE_GRID_PINNED].numbers)
    show_near (self->panes[STREE_GRID_PINNED].numbers, before_first, before_end);
}

StreeGridCell *
stree_grid_cells_find (StreeGridView *self, guint position, guint number)
{
  StreeGridViewColumn *column =
      number == G_MAXUINT ? self->panes[STREE_GRID_PINNED].numbers : stree_grid_view_get_column (self, number);

  for (guint i = 0; column && i < column->cells->len; i++)
    {
      StreeGridCell *cell = column->cells->pdata[i];

      if (cell->position == position)
        return cell;
    }
  return NULL;
}

static int
measure_title (GtkWidget *view, StreeGridColumn *column)
{
  const char              *label = stree_grid_column_get_label (column);
  g_autoptr (PangoLayout)  layout = gtk_widget_create_pango_layout (view, label ? label : "");
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  int                      width;

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, bold);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + TITLE_PADDING;
}

int
stree_grid_cells_measure_rows (StreeGridViewColumn *column, StreeFrame *rows, guint n_rows)
{
  return MIN (stree_data_cell_measure_text (GTK_WIDGET (column->pane->view), column->column, rows, n_rows), MAX_WIDTH);
}

int
stree_grid_cells_measure (StreeGridViewColumn *column)
{
  StreeGridView *self = column->pane->grid;
  GtkWidget     *view = GTK_WIDGET (column->pane->view);
  guint          n = MIN (stree_grid_model_get_n_rows (self->model, NULL), MEASURED_ROWS);
  int            width = measure_title (view, column->column);
  StreeFrame    *frame;
  guint          row;

  /* The first page is at hand, if any is. */
  if (n > 0 && stree_grid_model_peek_row (self->model, 0, &frame, &row))
    width = MAX (width, stree_data_cell_measure_text (view, column->column, frame, MIN (n, stree_frame_get_n_rows (frame))));
  return CLAMP (width, MIN_WIDTH, MAX_WIDTH);
}
