/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* How a view is laid out: what is at the side beside the page, what is at the bottom below both, a banner above, and every other child over
 * the page, in the corner where lines end. A child that comes later takes no place from the one that scrolls, which stays
 * where it is among its siblings, and keeps the focus. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STREE_TYPE_VIEW_LAYOUT (stree_view_layout_get_type ())
G_DECLARE_FINAL_TYPE (StreeViewLayout, stree_view_layout, STREE, VIEW_LAYOUT, GtkLayoutManager)

/* All of them are children of the layout's widget; NULL: there is none. */
void stree_view_layout_set_page   (StreeViewLayout *self, GtkWidget *page);
void stree_view_layout_set_side   (StreeViewLayout *self, GtkWidget *side);
void stree_view_layout_set_bottom (StreeViewLayout *self, GtkWidget *bottom);
void stree_view_layout_set_banner (StreeViewLayout *self, GtkWidget *banner);
/* How much of the page's height what floats may cover: the page ends with so much room. */
int  stree_view_layout_get_foot   (StreeViewLayout *self);

G_END_DECLS
