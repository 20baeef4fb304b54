/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "stree-gtk-private.h"
#include "stree-view.h"

G_BEGIN_DECLS

/* A Sidebar element's widget, into the view's side and out of it. */
void        stree_view_add_sidebar    (StreeView *self, GtkWidget *sidebar);
void        stree_view_remove_sidebar (StreeView *self, GtkWidget *sidebar);
StreeMount *stree_view_get_mount      (StreeView *self);
/* The box that the component's widgets are in. */
GtkWidget  *stree_view_get_root       (StreeView *self);

G_END_DECLS
