/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

gboolean
stree_grid_view_command (StreeGridView *self, guint keyval, GdkModifierType modifiers)
{
  guint position, column;

  if (!stree_grid_view_get_cursor (self, &position, &column))
    return GDK_EVENT_PROPAGATE;
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && !(modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    {
      stree_grid_view_activate (self, position, column, 2);
      return GDK_EVENT_STOP;
    }
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK)))
    {
      stree_grid_menu_popup (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

void
stree_grid_view_activate (StreeGridView *self, guint position, guint column, int n_press)
{
  (void) position;
  (void) column;
  if (n_press == 2)
    stree_grid_view_changed (self, STREE_GRID_REASON_ACTIVATE);
}
