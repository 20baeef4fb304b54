/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a widget owns and its node keeps with the session, without a state in the program: where the handle of a SplitView
 * was left. Nobody reads it, so writing it runs nothing. */

#include "core/stree-node-private.h"

G_BEGIN_DECLS

/* FALSE: nothing was kept here, now or in the session that was loaded. */
gboolean stree_node_get_own (StreeNode *node, const char *name, double *value);
void     stree_node_set_own (StreeNode *node, const char *name, double value);
void     stree_node_drop_own (StreeNode *node, const char *name);

G_END_DECLS
