/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The reconciler: makes the nodes below a place equal to a tree of elements, with the fewest calls of the renderer.
 * See stree-children-private.h for how children are matched. */

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

/* Makes a node and everything below it. Nothing is inserted into a parent yet. NULL: it failed, and was told so. */
StreeNode *stree_reconciler_mount    (StreeMount *mount, StreeNode *parent, StreeNode *prev, StreeElement *element, guint slot);
/* Makes a node equal to an element of the same identity. */
void       stree_reconciler_update   (StreeMount *mount, StreeNode *node, StreeElement *element);
/* Takes a node and everything below it away. */
void       stree_reconciler_unmount  (StreeMount *mount, StreeNode *node);
/* Makes the children of a node equal to a list of elements. */
void       stree_reconciler_children (StreeMount *mount, StreeNode *parent, StreeElement *const *elements, guint n);

G_END_DECLS
