/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* All of one node: where it is and what made it, its props, states and handlers, why it was updated last, and its widgets. */

#include "stree-gtk-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_INSPECTOR_DETAILS (stree_inspector_details_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorDetails, stree_inspector_details, STREE, INSPECTOR_DETAILS, GtkWidget)

GtkWidget *stree_inspector_details_new  (void);
/* NULL: none. The same node again brings it up to date. */
void       stree_inspector_details_show (StreeInspectorDetails *self, StreeNode *node);

G_END_DECLS
