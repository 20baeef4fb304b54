/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

/* From anywhere in the grid to its search, by the keyboard. */

static gboolean
find_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  StreeGridView *self = STREE_GRID_VIEW (widget);

  (void) args;
  (void) data;
  if (!gtk_widget_grab_focus (self->search_entry))
    return FALSE;
  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
  return TRUE;
}

void
stree_grid_find_init (StreeGridView *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_f, GDK_CONTROL_MASK), gtk_callback_action_new (find_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
