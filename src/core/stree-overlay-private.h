/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What stands over the window (Dialog): whether it is open is its value, which only the renderer knows, since the user
 * closes it. Its children are there only while it is. */

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

gboolean stree_overlay_is_open (StreeMount *mount, StreeNode *node);

/* Whether a node has the children of its element: all have, but for what is closed. */
static inline gboolean
stree_overlay_has_children (StreeMount *mount, StreeNode *node)
{
  return G_LIKELY (!(node->element->kind->flags & STREE_KIND_OVERLAY)) || stree_overlay_is_open (mount, node);
}

/* The user asks for it to be closed: its state becomes false, and its handler is called. FALSE: it is open all the same,
 * because the handler has set the state to true again. */
gboolean stree_node_close (StreeNode *node);

/* Of kinds that open and close, the Expander among them: a prop that takes a boolean, or a state that holds one. */
gboolean stree_open_validate  (const StreeValue *value, const char *prop, GError **error);
gboolean stree_open_normalize (gconstpointer args, StreeValue *value);

G_END_DECLS
