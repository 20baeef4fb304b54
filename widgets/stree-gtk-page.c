/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

static GtkWidget *
page_create (StreeNode *node)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);

  (void) node;
  return box;
}

extern const StreeGtkKind stree_gtk_page;
const StreeGtkKind stree_gtk_page = {
  .kind = "Page",
  .create = page_create,
};
