/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What is loaded (Image): while it is on its way, and when it cannot be had, one of two elements may stand in for it. How far
 * it is, only the renderer knows, which loads it; the node holds what it was told last, for dumps and for the stand-in. */

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

typedef enum
{
  STREE_LOAD_NONE, /* nothing was said yet */
  STREE_LOAD_LOADING,
  STREE_LOAD_LOADED,
  STREE_LOAD_FAILED,
} StreeLoadState;

/* @message: what went wrong, of what failed. In a run the children follow at once, after it before the next frame. */
void           stree_node_set_load         (StreeNode *node, StreeLoadState state, const char *message);
StreeLoadState stree_node_get_load         (const StreeNode *node);
const char    *stree_node_get_load_message (const StreeNode *node);
/* Such as "loading"; NULL: nothing was said yet. */
const char    *stree_load_state_get_nick   (StreeLoadState state);

/* The children of such a node at the moment: a place for each stand-in. Good for this run. */
guint          stree_load_children         (const StreeNode *node, StreeElement *const **elements);

G_END_DECLS
