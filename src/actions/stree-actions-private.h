/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "actions/stree-actions.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-private.h"

G_BEGIN_DECLS

/* The reconciler says: an Action came, has another element, left; what is on the screen changed. */
void stree_actions_came    (StreeMount *mount);
void stree_actions_update  (StreeMount *mount, StreeNode *node, const StreeElement *old, gboolean equal);
void stree_actions_left    (StreeMount *mount);
void stree_actions_moved   (StreeMount *mount);
/* After a run: tells the renderer, if anything changed. */
void stree_actions_sync    (StreeMount *mount);

static inline const StreeActionArgs *
stree_action_args (const StreeNode *node)
{
  return stree_node_args (node);
}

/* Whether it can be done at the moment. */
gboolean   stree_action_is_enabled (const StreeNode *node);

/* Whether what has the focus is inside of a node that has a widget. */
typedef gboolean (*StreeFocusFunc) (StreeNode *host, gpointer data);

/* Those on the screen, in the order of the tree; borrowed. */
GPtrArray *stree_actions_list     (StreeMount *mount);
/* The one that is meant by a name: the innermost whose place holds the focus, else the first that can be done, else the
 * first. NULL: there is none. */
StreeNode *stree_actions_pick     (StreeMount *mount, const char *name, StreeFocusFunc has_focus, gpointer data);
/* The same by a shortcut in its canonical form. */
StreeNode *stree_actions_pick_key (StreeMount *mount, const char *shortcut, StreeFocusFunc has_focus, gpointer data);
/* One of each name: what a user can choose from. */
GPtrArray *stree_actions_choices  (StreeMount *mount, StreeFocusFunc has_focus, gpointer data);
/* The choices that match what was typed, the best first; without the hidden ones. */
GPtrArray *stree_actions_search   (StreeMount *mount, const char *typed, StreeFocusFunc has_focus, gpointer data);
gboolean   stree_action_activate  (StreeNode *node);

G_END_DECLS
