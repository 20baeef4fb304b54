/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The places of a view besides its page: what is at the side, at the bottom, and over the page. Each holds the widgets of
 * nodes from anywhere in the tree, in the order of the tree, and is made when the first one comes. */

#include "stree-gtk-private.h"
#include "stree-view-layout-private.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWidget       *view;     /* borrowed: the StreeView that this is a part of */
  GtkWidget       *page;     /* borrowed: what ends with room for what floats */
  StreeViewLayout *layout;   /* borrowed: the view's */
  GPtrArray       *nodes[STREE_GTK_N_PLACES]; /* StreeNode, borrowed; owned arrays, NULL before the first */
  GtkWidget       *boxes[STREE_GTK_N_PLACES]; /* the boxes around their widgets; NULL before the first, and where none is needed */
  GtkWidget       *ends[STREE_GTK_N_PLACES];  /* the children of the view that those are in */
  GtkWidget       *bottom_column; /* limits the width of what is at the bottom */
  gboolean         show_side;
  int              max_width;
} StreeViewPlaces;

void  stree_view_places_init          (StreeViewPlaces *self, GtkWidget *view, GtkWidget *page, GtkWidget *scroller);
void  stree_view_places_clear         (StreeViewPlaces *self);
void  stree_view_places_add           (StreeViewPlaces *self, StreeGtkPlace place, StreeNode *node);
/* FALSE: it is not there. */
gboolean stree_view_places_remove     (StreeViewPlaces *self, StreeGtkPlace place, StreeNode *node);
guint stree_view_places_count         (StreeViewPlaces *self, StreeGtkPlace place);
void  stree_view_places_sort          (StreeViewPlaces *self);
void  stree_view_places_show_side     (StreeViewPlaces *self, gboolean show);
void  stree_view_places_set_max_width (StreeViewPlaces *self, int width);

G_END_DECLS
