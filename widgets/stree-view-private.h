/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "stree-gtk-private.h"
#include "stree-view.h"

G_BEGIN_DECLS

/* The widget of a node that stands at a place of the view, there and away again; one that is not there stays away. */
void        stree_view_add            (StreeView *self, StreeGtkPlace place, StreeNode *node);
void        stree_view_remove         (StreeView *self, StreeGtkPlace place, StreeNode *node);
/* Brings what is at each place into the order of the tree. */
void        stree_view_sort           (StreeView *self);
StreeMount *stree_view_get_mount      (StreeView *self);
/* The box that the component's widgets are in. */
GtkWidget  *stree_view_get_root       (StreeView *self);

G_END_DECLS
