/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Effects: what a component keeps going outside the tree, such as a timer or a task, each by a key. One that is set in a run
 * ends when a later run does not ask for it again; each of them ends when the component unmounts.
 */

#include "core/stree-types.h"

G_BEGIN_DECLS

typedef struct _StreeNodeEffect StreeNodeEffect;

/* What was set by @key, which is wanted in this run; NULL: nothing. */
gpointer stree_node_effect_find  (StreeNode *node, const char *key);
/* Ends the one of @key, if there is one. */
void     stree_node_effect_set   (StreeNode *node, const char *key, gpointer data, GDestroyNotify end);
/* The component has run. */
void     stree_node_effect_sweep (StreeNode *node, guint run);
void     stree_node_effect_free  (StreeNodeEffect *effects);

G_END_DECLS
