/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

static GtkWidget *
bottom_dock_create (StreeNode *node)
{
  (void) node;
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);
}

extern const StreeGtkKind stree_gtk_bottom_dock;
const StreeGtkKind stree_gtk_bottom_dock = {
  .kind = "BottomDock",
  .create = bottom_dock_create,
  .place = STREE_GTK_PLACE_BOTTOM,
};
