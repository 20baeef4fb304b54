/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-session.h"

G_BEGIN_DECLS

/* Looks at a running session: its trees, what its states hold, why it ran and for how long. While there is one, the session
 * writes down what it does; without one, that costs nothing. */

#define STREE_TYPE_INSPECTOR (stree_inspector_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeInspector, stree_inspector, STREE, INSPECTOR, GObject)

STREE_AVAILABLE_IN_1_0
StreeInspector *stree_inspector_new (StreeSession *session) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeSession *stree_inspector_get_session (StreeInspector *self);

/* --- nodes, by their render paths --- */

STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_list_children (StreeInspector *self, const char *path, GError **error);
STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_describe (StreeInspector *self, const char *path, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_inspector_set_state (StreeInspector *self, const char *path, const char *name, const char *text, GError **error);

/* --- the session --- */

STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_list_globals (StreeInspector *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_list_components (StreeInspector *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_list_warnings (StreeInspector *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_list_runs (StreeInspector *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_list_steps (StreeInspector *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_describe_step (StreeInspector *self, guint step, GError **error);
STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_list_tasks (StreeInspector *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_list_cache (StreeInspector *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_list_routes (StreeInspector *self);
STREE_AVAILABLE_IN_1_0
GVariant *stree_inspector_list_counters (StreeInspector *self);

G_END_DECLS
