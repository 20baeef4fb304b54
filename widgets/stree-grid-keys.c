/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "stree-data-cell-private.h"

/* What a key does to the cursor. Columns that are hidden are passed over. */

guint
stree_grid_view_next_column (StreeGridView *self, guint column, int step)
{
  guint at = column;

  for (;;)
    {
      if ((step < 0 && at == 0) || (step > 0 && at + 1 >= self->columns->len))
        return column;
      at = step < 0 ? at - 1 : at + 1;
      if (!stree_grid_view_get_column (self, at)->hidden)
        return at;
    }
}

guint
stree_grid_view_end_column (StreeGridView *self, int step)
{
  guint at = step < 0 ? 0 : self->columns->len - 1;

  return stree_grid_view_get_column (self, at)->hidden ? stree_grid_view_next_column (self, at, -step) : at;
}

static gboolean
is_rtl (StreeGridView *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* FALSE: the key moves nothing. */
static gboolean
find_target (StreeGridView *self, guint keyval, gboolean control, guint *position, guint *column)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint page = stree_grid_view_page (self);
  int   step;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      step = (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left) != is_rtl (self) ? -1 : 1;
      *column = control ? stree_grid_view_end_column (self, step) : stree_grid_view_next_column (self, *column, step);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      *position = control ? 0 : *position - MIN (*position, 1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      *position = control ? n - 1 : MIN (*position + 1, n - 1);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      *position -= MIN (*position, page);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      *position = page > n - 1 - *position ? n - 1 : *position + page;
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      *column = stree_grid_view_end_column (self, -1);
      if (control)
        *position = 0;
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      *column = stree_grid_view_end_column (self, 1);
      if (control)
        *position = n - 1;
      return TRUE;
    default:
      return FALSE;
    }
}

static void
toggle (StreeGridView *self, guint position)
{
  if (self->mode != STREE_GRID_SELECT_ROW && self->mode != STREE_GRID_SELECT_ROWS)
    return;
  if (stree_ranges_contains (stree_grid_model_get_selected (self->model), position))
    stree_grid_model_unselect (self->model, position, 1);
  else
    stree_grid_model_select (self->model, position, 1, self->mode == STREE_GRID_SELECT_ROW);
}

void
stree_grid_view_select_all (StreeGridView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (self->mode == STREE_GRID_SELECT_ROWS)
    stree_grid_model_select (self->model, 0, n, TRUE);
  if (self->mode != STREE_GRID_SELECT_CELLS || n == 0)
    return;
  stree_grid_model_set_mark (self->model, STREE_GRID_MARK_ANCHOR, n - 1);
  self->anchor = stree_grid_view_end_column (self, 1);
  stree_grid_model_set_mark (self->model, STREE_GRID_MARK_CURSOR, 0);
  self->cursor = stree_grid_view_end_column (self, -1);
  stree_grid_cells_show_states (self);
  stree_grid_bar_show_selection (self);
  stree_grid_view_changed (self, STREE_GRID_REASON_SELECTION);
}

/* Out of the grid: GTK would go on from cell to cell, through all of a million rows. */
static gboolean
leave (StreeGridView *self, gboolean back)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *before = root ? gtk_root_get_focus (root) : NULL;

  if (!before)
    return GDK_EVENT_PROPAGATE;
  /* From the grid as a whole, whose parts do not take it meanwhile. */
  gtk_widget_set_can_focus (self->sides, FALSE);
  g_signal_emit_by_name (root, "move-focus", back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (self->sides, TRUE);
  if (!gtk_root_get_focus (root))
    gtk_widget_grab_focus (before);
  return GDK_EVENT_STOP;
}

/* Something in a cell has the focus, not the cell. */
static gboolean
is_in_component (GtkWidget *focus)
{
  return !STREE_IS_DATA_CELL (focus) && gtk_widget_get_ancestor (focus, STREE_TYPE_DATA_CELL) != NULL;
}

static gboolean
takes_text (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, gpointer data)
{
  StreeGridView *self = data;
  GtkWidget     *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean       control = (modifiers & GDK_CONTROL_MASK) != 0;
  gboolean       shift = (modifiers & GDK_SHIFT_MASK) != 0;
  guint          position, column;

  (void) controller;
  (void) keycode;
  /* What is around the rows has keys of its own, as has a component in a cell. */
  if (!focus || (focus != GTK_WIDGET (self) && !gtk_widget_is_ancestor (focus, self->sides)))
    return GDK_EVENT_PROPAGATE;
  if (modifiers & (GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  if ((keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Tab || keyval == GDK_KEY_ISO_Left_Tab) && !control)
    return leave (self, keyval == GDK_KEY_ISO_Left_Tab || shift);
  if (is_in_component (focus) && keyval == GDK_KEY_Escape)
    {
      stree_grid_view_grab (self);
      return GDK_EVENT_STOP;
    }
  if ((is_in_component (focus) && takes_text (focus)) || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0 || self->columns->len == 0)
    return GDK_EVENT_PROPAGATE;
  if (!stree_grid_view_get_cursor (self, &position, &column))
    {
      position = 0;
      column = stree_grid_view_end_column (self, -1);
      if (find_target (self, keyval, FALSE, &(guint){ 0 }, &(guint){ 0 }))
        {
          stree_grid_view_move (self, position, column, FALSE, FALSE);
          return GDK_EVENT_STOP;
        }
      return stree_grid_view_command (self, keyval, modifiers);
    }
  if (find_target (self, keyval, control, &position, &column))
    {
      stree_grid_view_move (self, position, column, shift, FALSE);
      return GDK_EVENT_STOP;
    }
  if (is_in_component (focus))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_space && (control || shift || !self->edits) && (control || shift || !stree_grid_type_ahead_is_on (self)))
    {
      toggle (self, position);
      return GDK_EVENT_STOP;
    }
  if ((keyval == GDK_KEY_a || keyval == GDK_KEY_A) && control)
    {
      if (shift)
        stree_grid_model_unselect (self->model, 0, G_MAXUINT);
      else
        stree_grid_view_select_all (self);
      return GDK_EVENT_STOP;
    }
  return stree_grid_view_command (self, keyval, modifiers);
}

void
stree_grid_keys_init (StreeGridView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
