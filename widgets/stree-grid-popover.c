/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

/* Popovers over a grid: each goes when it is closed, and the rows have the focus again. */

/* Not while it closes: what was chosen in it has not happened yet. */
static gboolean
unparent_cb (gpointer data)
{
  /* The grid that it was in may have gone meanwhile. */
  if (gtk_widget_get_parent (data))
    gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover, StreeGridView *self)
{
  guint source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);

  g_source_set_name_by_id (source, "[streamtree] closed popover");
  if (self->model)
    stree_grid_view_grab (self);
}

void
stree_grid_popover_open (StreeGridView *self, GtkWidget *popover, const GdkRectangle *place)
{
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  if (place)
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), place);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), self);
  stree_grid_view_grab (self); /* GTK takes it that somebody has the focus */
  gtk_popover_popup (GTK_POPOVER (popover));
}
