/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

static GtkWidget *
card_create (StreeNode *node)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);

  (void) node;
  gtk_widget_add_css_class (box, "card");
  return box;
}

extern const StreeGtkKind stree_gtk_card;
const StreeGtkKind stree_gtk_card = {
  .kind = "Card",
  .create = card_create,
};
