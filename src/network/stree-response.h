/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "core/stree-macros.h"
#include "data/stree-csv.h"

G_BEGIN_DECLS

/* What a server answered: immutable, for any thread. */

#define STREE_TYPE_RESPONSE (stree_response_get_type ())

typedef struct _StreeResponse StreeResponse;

STREE_AVAILABLE_IN_1_0
GType stree_response_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeResponse *stree_response_ref (StreeResponse *response);
STREE_AVAILABLE_IN_1_0
void stree_response_unref (StreeResponse *response);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeResponse, stree_response_unref)

STREE_AVAILABLE_IN_1_0
guint stree_response_get_status (StreeResponse *response);
STREE_AVAILABLE_IN_1_0
const char *stree_response_get_url (StreeResponse *response);
STREE_AVAILABLE_IN_1_0
const char *stree_response_get_header (StreeResponse *response, const char *name);
STREE_AVAILABLE_IN_1_0
gboolean stree_response_is_from_cache (StreeResponse *response);

/* The body; what takes time or can fail is for a worker */

STREE_AVAILABLE_IN_1_0
GBytes *stree_response_get_bytes (StreeResponse *response);
STREE_AVAILABLE_IN_1_0
GFile *stree_response_get_file (StreeResponse *response);
STREE_AVAILABLE_IN_1_0
char *stree_response_read_text (StreeResponse *response, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
JsonNode *stree_response_read_json (StreeResponse *response, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeFrame *stree_response_read_frame (StreeResponse *response, StreeCsvOptions *options, GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
