/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reads JSON as RFC 8259 has it; see stree-json-syntax-private.h for what json-glib's parser lacks. Of a large text this can be
 * cancelled, and takes less time. Any thread. */
JsonNode *stree_json_read (const char *json, GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts into @text what the text at @p, which is known to be one, says. */
void stree_json_read_text (const char *p, GString *text);

G_END_DECLS
