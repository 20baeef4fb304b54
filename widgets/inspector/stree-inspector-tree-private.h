/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The tree of elements, as it is mounted: what is opened in it follows the program. */

#include "stree-gtk-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_INSPECTOR_TREE (stree_inspector_tree_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorTree, stree_inspector_tree, STREE, INSPECTOR_TREE, GtkWidget)

/* Emits "selected" when another node is. */
GtkWidget *stree_inspector_tree_new         (void);
/* NULL: nothing. */
void       stree_inspector_tree_set_session (StreeInspectorTree *self, StreeSession *session);
void       stree_inspector_tree_refresh     (StreeInspectorTree *self);
/* NULL: none is selected, or it is gone. */
StreeNode *stree_inspector_tree_get_node    (StreeInspectorTree *self);
/* Opens what is above it, and scrolls to it. */
void       stree_inspector_tree_select      (StreeInspectorTree *self, StreeNode *node);

G_END_DECLS
