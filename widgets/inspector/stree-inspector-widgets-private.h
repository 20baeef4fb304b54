/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The widgets that a node has: their types, CSS names and sizes. Of a node without a widget of its own, those of what is in it. */

#include "stree-gtk-private.h"

G_BEGIN_DECLS

/* The widgets of the node itself, borrowed. */
GPtrArray *stree_inspector_list_widgets    (StreeNode *node);

GtkWidget *stree_inspector_widgets_new     (void);
/* NULL: none. The same again is kept as it is, unless the widgets are others. */
void       stree_inspector_widgets_show    (GtkWidget *widgets, StreeNode *node);

G_END_DECLS
