/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-variant-json-private.h"

/* JSON does not say of which type a value is, so its type stands beside it; that of what a variant holds, too. */
void
stree_variant_to_json (JsonBuilder *builder, GVariant *value)
{
  g_autoptr (GVariant) held = g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT) ? g_variant_get_variant (value) : NULL;

  GVariant             *plain = held ? held : value;
  g_autoptr (JsonNode)  node = json_gvariant_serialize (plain);
  g_autofree char      *json = json_to_string (node, FALSE);
  g_autoptr (JsonParser) parser = json_parser_new (); /* json_gvariant_deserialize_data () leaks one, of a bad text */
  g_autoptr (GVariant)  back = NULL;

  if (json_parser_load_from_data (parser, json, -1, NULL))
    back = json_gvariant_deserialize (json_parser_get_root (parser), g_variant_get_type_string (plain), NULL);
  if (back)
    g_variant_take_ref (back);
  json_builder_set_member_name (builder, held ? "variant-type" : "type");
  json_builder_add_string_value (builder, g_variant_get_type_string (plain));
  if (back && g_variant_equal (plain, back))
    {
      json_builder_set_member_name (builder, "value");
      json_builder_add_value (builder, g_steal_pointer (&node));
    }
  else
    {
      g_autofree char *text = g_variant_print (plain, TRUE);

      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, text);
    }
}

/* A member that is a text; NULL if there is none, or if it is something else. */
static const char *
text_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

GVariant *
stree_variant_from_json (JsonObject *entry)
{
  const char *held = text_member (entry, "variant-type");
  const char *type = held ? held : text_member (entry, "type");
  const char *text = text_member (entry, "text");
  GVariant   *value = NULL;

  if (!type || !g_variant_type_string_is_valid (type) || !g_variant_type_is_definite (G_VARIANT_TYPE (type)))
    return NULL;
  if (text)
    value = g_variant_parse (G_VARIANT_TYPE (type), text, NULL, NULL, NULL);
  else if (json_object_has_member (entry, "value"))
    value = json_gvariant_deserialize (json_object_get_member (entry, "value"), type, NULL);
  if (value)
    g_variant_take_ref (value);
  if (value && held)
    {
      GVariant *variant = g_variant_ref_sink (g_variant_new_variant (value));

      g_variant_unref (value);
      return variant;
    }
  return value;
}
