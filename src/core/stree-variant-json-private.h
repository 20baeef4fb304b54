/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A GVariant in JSON, and the same again: { "type": "x", "value": 3 }. The type is a GVariant type string; the value is written
 * as json-glib writes that type. Of a variant that holds one, "variant-type" is of what it holds. What JSON cannot say (NaN,
 * infinity, the types inside of a variant) has no "value" but a "text", as GVariant prints it.
 */

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds the members to the object that is open. */
void      stree_variant_to_json   (JsonBuilder *builder, GVariant *value);
/* Held by the caller; NULL: the members are none of these. */
GVariant *stree_variant_from_json (JsonObject *object);

G_END_DECLS
