/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "grid/stree-grid-column-private.h"
#include "stree-data-cell-private.h"

/* How near to the edge the pointer scrolls while it drags, in pixels. */
#define EDGE 24

static StreeGridCell *
cell_of (GtkWidget *widget)
{
  while (widget && !STREE_IS_DATA_CELL (widget))
    widget = gtk_widget_get_parent (widget);
  return widget ? stree_grid_cells_of (widget) : NULL;
}

/* NULL: there is none. */
static StreeGridCell *
pick_cell (StreeGridView *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  /* A GtkColumnView's cell is larger than what is in it. */
  if (widget && !STREE_IS_DATA_CELL (widget) && g_str_equal (gtk_widget_get_css_name (widget), "cell") &&
      gtk_widget_get_first_child (widget))
    widget = gtk_widget_get_first_child (widget);
  return cell_of (widget);
}

gboolean
stree_grid_view_pick (StreeGridView *self, double x, double y, guint *position, guint *column)
{
  StreeGridCell *cell = pick_cell (self, x, y);

  if (!cell)
    return FALSE;
  *position = cell->position;
  /* The number of a row stands for the row. */
  *column = cell->column->number == G_MAXUINT ? stree_grid_view_end_column (self, -1) : cell->column->number;
  return TRUE;
}

static StreeDataCellPart
part_at (StreeGridView *self, guint position, guint column, double x, double y)
{
  StreeGridCell   *cell = stree_grid_cells_find (self, position, column);
  graphene_point_t at;

  if (!cell || !gtk_widget_compute_point (GTK_WIDGET (self), cell->widget, &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    return STREE_DATA_CELL_PART_NONE;
  return stree_data_cell_get_part (STREE_DATA_CELL (cell->widget), at.x, at.y);
}

/* --- a click, and a drag from there --- */

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, StreeGridView *self)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gboolean        control = (modifiers & GDK_CONTROL_MASK) != 0;
  gboolean        shift = (modifiers & GDK_SHIFT_MASK) != 0;
  GtkWidget      *focus;
  guint           position, column;

  if (stree_grid_choices_pressed (self, GTK_GESTURE (gesture)))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      stree_grid_choices_press (self, GTK_GESTURE (gesture));
      return;
    }
  if (!stree_grid_view_pick (self, x, y, &position, &column))
    return;
  /* What is in a component's cell is pressed, not the cell; the number before it is the row's. */
  if (pick_cell (self, x, y)->column->column->args.kind == STREE_GRID_COLUMN_COMPONENT)
    return;
  /* GTK would select the row by rules of its own. */
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (!focus || !gtk_widget_is_ancestor (focus, self->sides))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  if (control && !shift && self->mode == STREE_GRID_SELECT_ROWS)
    {
      stree_grid_view_move (self, position, column, FALSE, TRUE);
      if (stree_ranges_contains (stree_grid_model_get_selected (self->model), position))
        stree_grid_model_unselect (self->model, position, 1);
      else
        stree_grid_model_select (self->model, position, 1, FALSE);
    }
  else
    stree_grid_view_move (self, position, column, shift, control);
  stree_grid_view_grab (self);
  stree_grid_view_activate (self, position, column, part_at (self, position, column, x, y), n_press);
}

/* On what is selected, the menu is about that; else about the cell. */
static void
menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, StreeGridView *self)
{
  guint position, column, first_row, last_row, first_column, last_column;

  (void) n_press;
  if (stree_grid_choices_pressed (self, GTK_GESTURE (gesture)))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      return;
    }
  if (!stree_grid_view_pick (self, x, y, &position, &column))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!(stree_ranges_contains (stree_grid_model_get_selected (self->model), position) ||
        (stree_grid_view_get_range (self, &first_row, &last_row, &first_column, &last_column) && position >= first_row &&
         position <= last_row && column >= first_column && column <= last_column)))
    stree_grid_view_move (self, position, column, FALSE, FALSE);
  stree_grid_view_grab (self);
  stree_grid_menu_popup (self);
}

static gboolean
drag_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  StreeGridView *self = STREE_GRID_VIEW (widget);

  (void) clock;
  (void) data;
  stree_grid_view_drag_on (self);
  return G_SOURCE_CONTINUE;
}

/* Where the pointer is, or the row at the edge that it has passed: so a drag goes on below the last row that is seen. What is
 * selected is told when it is something else, not for each frame. */
void
stree_grid_view_drag_on (StreeGridView *self)
{
  int    height = gtk_widget_get_height (self->sides);
  int    width = gtk_widget_get_width (self->sides);
  guint  position, column, row, number;
  double x = CLAMP (self->drag_x, 1, width - 2);
  double y = CLAMP (self->drag_y, 1, height - 2);
  graphene_point_t at;

  if (!stree_grid_view_get_cursor (self, &row, &number))
    return;
  if (!gtk_widget_compute_point (self->sides, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &at))
    return;
  position = row;
  column = number;
  if (self->drag_y > height - EDGE)
    position = MIN (row + 1, g_list_model_get_n_items (G_LIST_MODEL (self->model)) - 1);
  else if (self->drag_y < stree_grid_view_row_height (self) + EDGE / 2) /* the titles */
    position = row - MIN (row, 1);
  else if (!stree_grid_view_pick (self, at.x, at.y, &position, &column))
    return;
  if (position != row || column != number)
    stree_grid_view_move (self, position, column, TRUE, FALSE);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, StreeGridView *self)
{
  guint position, column;

  if (stree_grid_choices_pressed (self, GTK_GESTURE (gesture)) ||
      (self->mode != STREE_GRID_SELECT_ROWS && self->mode != STREE_GRID_SELECT_CELLS) || !stree_grid_view_pick (self, x, y, &position, &column))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, StreeGridView *self)
{
  double           x, y;
  graphene_point_t at;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (!gtk_widget_compute_point (GTK_WIDGET (self), self->sides, &GRAPHENE_POINT_INIT ((float) (x + dx), (float) (y + dy)), &at))
    return;
  self->drag_x = at.x;
  self->drag_y = at.y;
  if (self->drag_tick == 0 && gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy))
    self->drag_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), drag_tick_cb, NULL, NULL);
}

static void
stop_drag (StreeGridView *self)
{
  if (self->drag_tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drag_tick);
  self->drag_tick = 0;
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, StreeGridView *self)
{
  (void) gesture;
  (void) dx;
  (void) dy;
  stop_drag (self);
}

void
stree_grid_pointer_init (StreeGridView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *menu = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (click, drag);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (menu), GTK_PHASE_CAPTURE);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
}
