/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Scopes (DeferredFragment): parts of the tree that rerun on their own.
 *
 * What happens in a component's part of the tree (an event, a change of its state) is due where that component is: the
 * nearest scope around the component, or the root. A run in which only scopes are due goes from the root along the marks
 * (STREE_NODE_CHILD_DIRTY) and runs the components below these scopes, no other. What else read a state that changed is
 * marked as well, and with it its own scope, or the root. So a run may always do more than a scope, and never less than
 * what changed.
 *
 * The first build of a scope that has a placeholder waits in the mount's queue until a frame with the placeholder was
 * drawn and there is nothing else to do; one of them at a time, with input in between.
 */

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

/* Something happened at @node: reruns what it is in before the next frame. */
void     stree_scope_touch       (StreeMount *mount, StreeNode *node);
/* A state changed: the same for its owner (NULL: it is global), and for whoever read it. */
void     stree_scope_touch_state (StreeMount *mount, StreeNode *owner, GPtrArray *readers);

/* The children that a scope shows at the moment: those of its element, or the placeholder. Good for this run. */
guint    stree_scope_children    (StreeMount *mount, StreeNode *scope, StreeElement *const **elements);
/* A scope is due: marks the components in it. */
void     stree_scope_spread      (StreeNode *scope);

/* Whether one waits for its first build; and builds the next. The mount may be gone after that: an on_error may close the
 * window. */
gboolean stree_scope_waits       (StreeMount *mount);
void     stree_scope_build_next  (StreeMount *mount);
void     stree_scope_clear       (StreeMount *mount);

G_END_DECLS
