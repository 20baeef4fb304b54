/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "stree-data-cell-private.h"

/* The height of a row before one was seen, in pixels. */
#define SOME_HEIGHT 34
/* For so many frames the cell of the cursor is waited for. */
#define MAX_FOCUS_FRAMES 30

static guint
n_places (StreeGridView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

gboolean
stree_grid_view_get_cursor (StreeGridView *self, guint *position, guint *column)
{
  if (!stree_grid_model_get_mark (self->model, STREE_GRID_MARK_CURSOR, position) || self->cursor >= self->columns->len)
    return FALSE;
  *column = self->cursor;
  return TRUE;
}

/* --- where rows are --- */

static GtkAdjustment *
down (StreeGridView *self)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->panes[STREE_GRID_MAIN].scroller));
}

/* All rows are as high as one that is on the screen. */
int
stree_grid_view_row_height (StreeGridView *self)
{
  for (guint i = 0; i < self->columns->len && self->row_height == 0; i++)
    {
      StreeGridViewColumn *column = self->columns->pdata[i];
      GtkWidget           *widget = column->cells->len > 0 ? ((StreeGridCell *) column->cells->pdata[0])->widget : NULL;

      while (widget && !g_str_equal (gtk_widget_get_css_name (widget), "row"))
        widget = gtk_widget_get_parent (widget);
      if (widget)
        self->row_height = gtk_widget_get_allocated_height (widget);
    }
  return self->row_height > 0 ? self->row_height : SOME_HEIGHT;
}

guint
stree_grid_view_page (StreeGridView *self)
{
  return (guint) MAX (1, gtk_adjustment_get_page_size (down (self)) / stree_grid_view_row_height (self) - 1);
}

static void
scroll_down_to (StreeGridView *self, guint position)
{
  GtkAdjustment *place = down (self);
  double         height = stree_grid_view_row_height (self);
  double         top = position * height;
  double         value = gtk_adjustment_get_value (place);
  double         page = gtk_adjustment_get_page_size (place);

  if (page <= 0) /* not on the screen yet */
    return;
  if (top >= value && top + height <= value + page)
    return;
  gtk_adjustment_set_value (place, top < value ? top : top + height - page);
}

/* How far the columns are scrolled when this one is on the screen, with as little scrolling as it takes. */
static double
find_across (StreeGridView *self, StreeGridViewColumn *column, GtkAdjustment *place)
{
  StreeGridPane *pane = column->pane;
  double         page = gtk_adjustment_get_page_size (place);
  double         left = stree_grid_pane_offset (pane, column);
  double         value = gtk_adjustment_get_value (place);
  gboolean       turned = gtk_widget_get_direction (GTK_WIDGET (pane->view)) == GTK_TEXT_DIR_RTL && gtk_check_version (4, 10, 0);

  if (pane != &self->panes[STREE_GRID_MAIN] || page <= 0)
    return value;
  if (turned)
    left = gtk_adjustment_get_upper (place) - left - column->width;
  if (left < value)
    return left;
  if (left + column->width > value + page)
    return MIN (left, left + column->width - page);
  return value;
}

static GtkAdjustment *
across (StreeGridViewColumn *column)
{
  return gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (column->pane->scroller));
}

static gboolean
is_seen (StreeGridView *self, guint position, StreeGridViewColumn *column)
{
  GtkAdjustment *place = down (self);
  double         height = stree_grid_view_row_height (self);
  double         value = gtk_adjustment_get_value (place);

  return position * height >= value && (position + 1) * height <= value + gtk_adjustment_get_page_size (place) &&
         find_across (self, column, across (column)) == gtk_adjustment_get_value (across (column));
}

void
stree_grid_view_scroll_to (StreeGridView *self, guint position, guint number)
{
  StreeGridViewColumn *column = stree_grid_view_get_column (self, number);

  scroll_down_to (self, position);
  if (column)
    gtk_adjustment_set_value (across (column), find_across (self, column, across (column)));
}

gboolean
stree_grid_view_sees_cursor (StreeGridView *self)
{
  guint position, column;

  return stree_grid_view_get_cursor (self, &position, &column) && is_seen (self, position, self->columns->pdata[column]);
}

gboolean
stree_grid_view_get_place (StreeGridView *self, guint position, guint number, GdkRectangle *place)
{
  StreeGridViewColumn *column = stree_grid_view_get_column (self, number);
  StreeGridCell       *cell = stree_grid_cells_find (self, position, number);
  double               height = stree_grid_view_row_height (self);
  GtkWidget           *row = cell ? cell->widget : NULL;
  graphene_rect_t      bounds;
  graphene_point_t     at;

  /* GtkColumnView's own cell around it, and its row. */
  if (row && gtk_widget_get_parent (row))
    row = gtk_widget_get_parent (row);
  if (row && gtk_widget_get_mapped (row) && gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds))
    {
      *place = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
      return TRUE;
    }
  if (!column || !gtk_widget_compute_point (column->pane->list, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (0, 0), &at))
    return FALSE;
  *place = (GdkRectangle){ (int) at.x + stree_grid_pane_offset (column->pane, column),
                           (int) (at.y + position * height - gtk_adjustment_get_value (down (self))), column->width, (int) height };
  return TRUE;
}

/* --- the focus --- */

static gboolean
has_focus (StreeGridView *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && (focus == GTK_WIDGET (self) || gtk_widget_is_ancestor (focus, self->sides));
}

/* Rows come, go and are used for others: the focus is where the cursor is. */
static gboolean
focus_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  StreeGridView *self = STREE_GRID_VIEW (widget);
  GtkWidget     *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  guint          position, column;
  StreeGridCell *cell;

  (void) clock;
  (void) data;
  if (focus && (focus == widget || (STREE_IS_DATA_CELL (focus) && gtk_widget_is_ancestor (focus, self->sides))) &&
      stree_grid_view_get_cursor (self, &position, &column))
    {
      /* A row that is new was not there to be scrolled to. */
      if (self->wants_scroll)
        stree_grid_view_scroll_to (self, position, column);
      cell = stree_grid_cells_find (self, position, column);
      if (cell && cell->widget != focus && gtk_widget_get_mapped (cell->widget))
        gtk_widget_grab_focus (cell->widget);
      /* Rows far away are not made: the grid has the focus meanwhile, or a cell that is used for another row soon. */
      if ((!cell || !gtk_widget_has_focus (cell->widget) || (self->wants_scroll && !is_seen (self, position, self->columns->pdata[column]))) &&
          self->focus_frames++ < MAX_FOCUS_FRAMES)
        return G_SOURCE_CONTINUE;
    }
  self->wants_scroll = FALSE;
  self->focus_frames = 0;
  self->focus_tick = 0;
  return G_SOURCE_REMOVE;
}

void
stree_grid_view_check_focus (StreeGridView *self)
{
  self->focus_frames = 0;
  if (self->focus_tick == 0 && gtk_widget_get_root (GTK_WIDGET (self)) && has_focus (self))
    self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_tick_cb, NULL, NULL);
}

void
stree_grid_view_keep_cursor_seen (StreeGridView *self)
{
  if (!has_focus (self))
    return;
  self->wants_scroll = TRUE;
  stree_grid_view_check_focus (self);
}

/* The cursor's cell; until it is there the grid itself has it, so that keys still come here. */
void
stree_grid_view_grab (StreeGridView *self)
{
  guint          position, column;
  StreeGridCell *cell = NULL;

  if (stree_grid_view_get_cursor (self, &position, &column))
    cell = stree_grid_cells_find (self, position, column);
  if (!cell || !gtk_widget_get_mapped (cell->widget) || !gtk_widget_grab_focus (cell->widget))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  stree_grid_view_check_focus (self);
}

void
stree_grid_view_set_cursor (StreeGridView *self, guint position, guint column)
{
  if (position >= n_places (self) || column >= self->columns->len)
    return;
  stree_grid_model_set_mark (self->model, STREE_GRID_MARK_CURSOR, position);
  self->cursor = column;
  self->wants_scroll = TRUE;
  stree_grid_view_scroll_to (self, position, column);
  stree_grid_cells_show_states (self);
  stree_grid_hint_show (self);
  if (has_focus (self))
    stree_grid_view_grab (self);
}

/* --- selected cells: from the anchor to the cursor --- */

gboolean
stree_grid_view_get_range (StreeGridView *self, guint *first_row, guint *last_row, guint *first_column, guint *last_column)
{
  guint row, column, from;

  if (self->mode != STREE_GRID_SELECT_CELLS || !stree_grid_view_get_cursor (self, &row, &column))
    return FALSE;
  if (!stree_grid_model_get_mark (self->model, STREE_GRID_MARK_ANCHOR, &from))
    from = row;
  *first_row = MIN (row, from);
  *last_row = MAX (row, from);
  *first_column = MIN (column, self->anchor);
  *last_column = MAX (column, self->anchor);
  return TRUE;
}

/* Moves the cursor as the user does: what is selected goes along. */
void
stree_grid_view_move (StreeGridView *self, guint position, guint column, gboolean extend, gboolean modify)
{
  guint from;

  if (position >= n_places (self) || column >= self->columns->len)
    return;
  stree_grid_seek_stop (&self->seek);
  if (!extend || !stree_grid_model_get_mark (self->model, STREE_GRID_MARK_ANCHOR, &from))
    {
      stree_grid_model_set_mark (self->model, STREE_GRID_MARK_ANCHOR, position);
      self->anchor = column;
      from = position;
    }
  stree_grid_view_set_cursor (self, position, column);
  switch (self->mode)
    {
    case STREE_GRID_SELECT_ROW:
      if (!modify)
        stree_grid_model_select (self->model, position, 1, TRUE);
      break;
    case STREE_GRID_SELECT_ROWS:
      if (extend)
        stree_grid_model_select (self->model, MIN (from, position), MAX (from, position) - MIN (from, position) + 1, !modify);
      else if (!modify)
        stree_grid_model_select (self->model, position, 1, TRUE);
      break;
    case STREE_GRID_SELECT_CELLS:
      stree_grid_bar_show_selection (self);
      stree_grid_view_changed (self, STREE_GRID_REASON_SELECTION);
      break;
    case STREE_GRID_SELECT_NONE:
    default:
      break;
    }
}
