/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* Where a session is: a URI, `app-id:/route?key=value`, with a history. Routes and the functions of stree-routing.h read it
 * and write it; changing it reruns what has read it. It is saved and restored with the session.
 */

#include <gio/gio.h>

#include "core/stree-session.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

#define STREE_TYPE_LOCATION (stree_location_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeLocation, stree_location, STREE, LOCATION, GObject)

STREE_AVAILABLE_IN_1_0
StreeLocation *stree_session_get_location (StreeSession *session);

/* --- where it is --- */

STREE_AVAILABLE_IN_1_0
char *stree_location_dup_uri (StreeLocation *self);
STREE_AVAILABLE_IN_1_0
char *stree_location_dup_param (StreeLocation *self, const char *name);
STREE_AVAILABLE_IN_1_0
char **stree_location_list_params (StreeLocation *self);
STREE_AVAILABLE_IN_1_0
const char *stree_location_get_title (StreeLocation *self);
STREE_AVAILABLE_IN_1_0
void stree_location_set_title (StreeLocation *self, const char *title);
STREE_AVAILABLE_IN_1_0
void stree_location_set_application_id (StreeLocation *self, const char *application_id);
STREE_AVAILABLE_IN_1_0
gboolean stree_location_get_has_routes (StreeLocation *self);

/* --- going elsewhere --- */

STREE_AVAILABLE_IN_1_0
gboolean stree_location_navigate (StreeLocation *self, const char *uri, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_location_replace (StreeLocation *self, const char *uri, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_location_back (StreeLocation *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_location_forward (StreeLocation *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_location_get_can_go_back (StreeLocation *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_location_get_can_go_forward (StreeLocation *self);

/* --- the history --- */

STREE_AVAILABLE_IN_1_0
guint stree_location_get_n_entries (StreeLocation *self);
STREE_AVAILABLE_IN_1_0
guint stree_location_get_index (StreeLocation *self);
STREE_AVAILABLE_IN_1_0
char *stree_location_dup_entry (StreeLocation *self, guint index, char **title);

/* --- held back by a Guard --- */

STREE_AVAILABLE_IN_1_0
const char *stree_location_get_held (StreeLocation *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_location_confirm (StreeLocation *self);
STREE_AVAILABLE_IN_1_0
void stree_location_cancel (StreeLocation *self);

G_END_DECLS
