/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-handler.h"
#include "core/stree-session.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

/* --- in a component: what the location says --- */

STREE_AVAILABLE_IN_1_0
const char *stree_sync_route (StreeContext *cx, const char *default_route, const char *param);
STREE_AVAILABLE_IN_1_0
const char *stree_sync_query_value (StreeContext *cx, const char *default_value, const char *param);
STREE_AVAILABLE_IN_1_0
const char *stree_selected_id_from_query (StreeContext *cx, const char *default_value, const char *param);

/* --- in a handler: going elsewhere --- */

STREE_AVAILABLE_IN_1_0
gboolean stree_set_route (StreeSession *session, const char *name, const char *param, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_clear_route (StreeSession *session, const char *param, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_set_query_value (StreeSession *session, const char *value, const char *param, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_clear_query_param (StreeSession *session, const char *param, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_update_query_params (StreeSession *session, const char *const *pairs, GError **error);

#ifndef __GI_SCANNER__
STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_route_to (const char *name);
STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_query_to (const char *param, const char *value);
#endif

G_END_DECLS
