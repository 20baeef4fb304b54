/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The nodes of a session as list models: that of its roots, and one for each node that is opened. A model is as it was when it
 * was refreshed last; a node that is gone since then says so. Of what is not opened, nothing is made. */

#include <gio/gio.h>

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_INSPECTOR_NODE (stree_inspector_node_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorNode, stree_inspector_node, STREE, INSPECTOR_NODE, GObject)

#define STREE_TYPE_INSPECTOR_NODES (stree_inspector_nodes_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorNodes, stree_inspector_nodes, STREE, INSPECTOR_NODES, GObject)

/* NULL: it is gone. */
StreeNode           *stree_inspector_node_get      (StreeInspectorNode *self);
/* @all: the models that there are (borrowed); it leaves them when it goes. @parent NULL: the roots of @session. */
StreeInspectorNodes *stree_inspector_nodes_new     (GPtrArray *all, StreeSession *session, StreeNode *parent);
void                 stree_inspector_nodes_refresh (GPtrArray *all);
/* Its place among the items; G_MAXUINT: it is not there. */
guint                stree_inspector_nodes_find    (StreeInspectorNodes *self, StreeNode *node);

G_END_DECLS
