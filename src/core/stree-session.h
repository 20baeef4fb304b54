/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <gio/gio.h>

#include "core/stree-types.h"

G_BEGIN_DECLS

#define STREE_TYPE_SESSION (stree_session_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeSession, stree_session, STREE, SESSION, GObject)

STREE_AVAILABLE_IN_1_0
StreeSession *stree_session_new (void) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
void stree_session_rerun (StreeSession *session);
STREE_AVAILABLE_IN_1_0
void stree_session_flush (StreeSession *session);
STREE_AVAILABLE_IN_1_0
StreeState *stree_session_lookup (StreeSession *session, const char *key);
STREE_AVAILABLE_IN_1_0
gboolean stree_session_remove (StreeSession *session, const char *key);
STREE_AVAILABLE_IN_1_0
char **stree_session_list_keys (StreeSession *session);
STREE_AVAILABLE_IN_1_0
GVariant *stree_session_summarize (StreeSession *session);

STREE_AVAILABLE_IN_1_0
GVariant *stree_session_serialize (StreeSession *session);
STREE_AVAILABLE_IN_1_0
gboolean stree_session_deserialize (StreeSession *session, GVariant *variant, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_session_save (StreeSession *session, const char *filename, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_session_load (StreeSession *session, const char *filename, GError **error);

G_END_DECLS
