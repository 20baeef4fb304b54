/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "grid/stree-grid-column-private.h"
#include "stree-data-cell-private.h"

/* What keys and clicks do with the cell of the cursor and with what is selected. */

/* Only pages: an address in a table is somebody else's. */
static void
open_link (StreeGridView *self, guint position, StreeGridColumn *column)
{
  static const char *const schemes[] = { "http", "https", "mailto" };
  g_autoptr (StreeFrame)   frame = NULL;
  g_autofree char         *scheme = NULL;
  guint                    row;

  if (!stree_grid_cells_get_row (self, position, &frame, &row) || stree_frame_is_null (frame, row, (guint) column->index))
    return;
  scheme = g_uri_parse_scheme (stree_frame_get_text (frame, row, (guint) column->index));
  for (guint i = 0; scheme && i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strcasecmp (scheme, schemes[i]) == 0)
      gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), stree_frame_get_text (frame, row, (guint) column->index),
                    GDK_CURRENT_TIME);
}

static void
press_button (StreeGridView *self, guint position, StreeGridColumn *column)
{
  g_autoptr (StreeRowKey) key = stree_grid_view_dup_key (self, position);
  g_autofree char        *text = key ? stree_row_key_to_string (key) : g_strdup_printf ("%u", position);

  stree_grid_view_clicked (self, column, text);
}

/* To what is in the cell; Escape leads out. FALSE: there is nothing that takes the focus. */
static gboolean
enter_component (StreeGridView *self, guint position, guint column)
{
  StreeGridCell *cell = stree_grid_cells_find (self, position, column);
  GtkWidget     *component = cell ? g_object_get_data (G_OBJECT (cell->widget), "stree-component") : NULL;

  return component && gtk_widget_child_focus (component, GTK_DIR_TAB_FORWARD);
}

static gboolean
control_command (StreeGridView *self, guint keyval, gboolean shift)
{
  guint position, column;

  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && stree_grid_view_get_cursor (self, &position, &column) &&
      stree_grid_view_get_column (self, column)->column->args.kind == STREE_GRID_COLUMN_LINK)
    {
      open_link (self, position, stree_grid_view_get_column (self, column)->column);
      return GDK_EVENT_STOP;
    }
  if (gdk_keyval_to_lower (keyval) == GDK_KEY_c)
    {
      stree_grid_view_copy (self, shift ? STREE_GRID_COPY_TITLES : STREE_GRID_COPY_CELLS);
      return GDK_EVENT_STOP;
    }
  if (!self->edits)
    return GDK_EVENT_PROPAGATE;
  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_v:
      stree_grid_view_paste (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_z:
      if (shift)
        stree_grid_view_redo (self);
      else
        stree_grid_view_undo (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_y:
      stree_grid_view_redo (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_d:
      stree_grid_view_fill_down (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_s:
      stree_grid_view_save (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      stree_grid_view_delete_rows (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      stree_grid_view_insert_row (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
type_into (StreeGridView *self, guint keyval, guint position, guint column)
{
  gunichar character = gdk_keyval_to_unicode (keyval);
  char     text[7] = "";

  if (character == 0 || !g_unichar_isprint (character))
    return GDK_EVENT_PROPAGATE;
  if (!stree_grid_view_can_edit (self, position, column))
    return stree_grid_type_ahead (self, character);
  if (stree_grid_view_get_column (self, column)->column->args.kind == STREE_GRID_COLUMN_CHECKBOX && keyval != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;
  text[g_unichar_to_utf8 (character, text)] = '\0';
  stree_grid_editor_open (self, position, column, text);
  return GDK_EVENT_STOP;
}

gboolean
stree_grid_view_command (StreeGridView *self, guint keyval, GdkModifierType modifiers)
{
  gboolean control = (modifiers & GDK_CONTROL_MASK) != 0;
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;
  guint    position, column;
  guint    lower = gdk_keyval_to_lower (keyval);
  gboolean anywhere = lower == GDK_KEY_z || lower == GDK_KEY_y || lower == GDK_KEY_s;

  /* The row of the cursor may have been deleted: what was done is undone and saved without one. */
  if (!stree_grid_view_get_cursor (self, &position, &column) && !(control && anywhere))
    return GDK_EVENT_PROPAGATE;
  if (control)
    return control_command (self, keyval, shift);
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_F2:
      if (stree_grid_view_get_column (self, column)->column->args.kind == STREE_GRID_COLUMN_BUTTON)
        press_button (self, position, stree_grid_view_get_column (self, column)->column);
      else if (stree_grid_view_can_edit (self, position, column))
        stree_grid_editor_open (self, position, column, NULL);
      else if (!enter_component (self, position, column))
        stree_grid_view_changed (self, STREE_GRID_REASON_ACTIVATE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Menu:
      stree_grid_menu_popup (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_F10:
      if (!shift)
        return GDK_EVENT_PROPAGATE;
      stree_grid_menu_popup (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      if (!self->edits)
        return GDK_EVENT_PROPAGATE;
      stree_grid_view_clear_cells (self);
      return GDK_EVENT_STOP;
    default:
      return type_into (self, keyval, position, column);
    }
}

void
stree_grid_view_activate (StreeGridView *self, guint position, guint number, int part, int n_press)
{
  StreeGridColumn *column = stree_grid_view_get_column (self, number)->column;

  if (part == STREE_DATA_CELL_PART_BUTTON)
    {
      if (n_press == 1)
        press_button (self, position, column);
    }
  else if (part == STREE_DATA_CELL_PART_LINK && n_press == 1)
    open_link (self, position, column);
  else if (stree_grid_view_can_edit (self, position, number) && (n_press == 2 || part == STREE_DATA_CELL_PART_CHECK))
    stree_grid_editor_open (self, position, number, NULL);
  else if (n_press == 2)
    stree_grid_view_changed (self, STREE_GRID_REASON_ACTIVATE);
}
