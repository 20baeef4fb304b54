/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A payload as JSON, never with a number that JSON does not know. */
JsonNode *stree_payload_to_json (GVariant *payload);

G_END_DECLS
