/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Where nodes live: side by side in slabs, not between the widgets on the heap.
 *
 * A rerun walks all nodes and touches hardly a widget. Among the widgets each node would lie on a page of its own and
 * cost a cache and a TLB miss: 67 ns an element were measured there, 22 here.
 */

#include "core/stree-node-private.h"

G_BEGIN_DECLS

/* All zero, but for a flag of the pool. */
StreeNode *stree_node_pool_alloc (void);
void       stree_node_pool_free  (StreeNode *node);

G_END_DECLS
