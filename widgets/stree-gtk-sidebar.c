/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

static GtkWidget *
sidebar_create (StreeNode *node)
{
  (void) node;
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);
}

extern const StreeGtkKind stree_gtk_sidebar;
const StreeGtkKind stree_gtk_sidebar = {
  .kind = "Sidebar",
  .create = sidebar_create,
  .place = STREE_GTK_PLACE_SIDE,
};
