/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The tree as a user meets it, whatever renderer shows it: what is on the screen, how it is found, what can be done to it. */

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

/* --- what is there: in the order of the tree --- */

/* The next node that is shown; from the root of the mount on. What failed, what is in a closed dialog, and what is in a
 * Portal that shows nowhere is not. */
StreeNode *stree_user_next      (StreeMount *mount, StreeNode *node);
/* Whether it can be found: components and Actions cannot. */
gboolean   stree_user_is_thing  (const StreeNode *node);
StreeNode *stree_user_find      (StreeMount *mount, const char *key);
/* The root component; what is shown instead of it, if it failed. */
StreeNode *stree_user_shown     (StreeMount *mount);

/* What it is labelled with: its accessible name, or its text. Owned; NULL: nothing. */
char      *stree_user_dup_label (StreeNode *node);
gboolean   stree_user_has_label (StreeNode *node, const char *text);
/* What it shows besides: the prop 'text'. */
gboolean   stree_user_has_text  (StreeNode *node, const char *text);

/* Whether a render path is that of a node, or of something in it; @inner may be NULL. */
gboolean   stree_user_path_holds (const char *path, const char *inner);
/* Of pages: the nodes, borrowed, in their order. */
GPtrArray *stree_user_list_pages (StreeNode *node);

/* --- what can be done: FALSE says why not --- */

/* Why it is not there to be used, as far as the tree says so; owned. NULL: it is. */
char      *stree_user_dup_hidden     (StreeNode *node);
/* Takes @why; NULL: nothing is in the way. */
gboolean   stree_user_check_obstacle (StreeNode *node, char *why, GError **error);
gboolean   stree_user_check_click    (StreeNode *node, GError **error);
gboolean   stree_user_check_value    (StreeNode *node, GError **error);
/* That it takes such a value from the user: a text, or a number. */
gboolean   stree_user_check_entered  (StreeNode *node, const StreeValue *value, GError **error);
/* That it has choices. */
gboolean   stree_user_check_choices  (StreeNode *node, GError **error);
/* And one with this number. */
gboolean   stree_user_check_choice   (StreeNode *node, int index, GError **error);
/* That it opens and closes, and is open. */
gboolean   stree_user_check_open     (StreeMount *mount, StreeNode *node, GError **error);

G_END_DECLS
