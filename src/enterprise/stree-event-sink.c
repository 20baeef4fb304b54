/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "enterprise/stree-event-sink.h"

#include <math.h>

#include "enterprise/stree-event-json-private.h"

/**
 * StreeEventSink:
 *
 * Where events of a program go: a log, an audit trail, a statistic.
 *
 * Since: 1.0
 */
G_DEFINE_INTERFACE (StreeEventSink, stree_event_sink, G_TYPE_OBJECT)

static void
stree_event_sink_default_init (StreeEventSinkInterface *iface)
{
  (void) iface;
}

/**
 * stree_event_sink_emit:
 * @self: a sink
 * @name: what happened
 * @payload: (nullable): what there is to say about it; a floating one is taken
 * @tenant: (nullable): for whom
 * @error: where to say why the event is lost
 *
 * Gives an event to the sink.
 *
 * Returns: %FALSE if @error is set
 *
 * Since: 1.0
 */
gboolean
stree_event_sink_emit (StreeEventSink *self, const char *name, GVariant *payload, const char *tenant, GError **error)
{
  g_autoptr (GVariant) data = payload ? g_variant_ref_sink (payload) : NULL;

  g_return_val_if_fail (STREE_IS_EVENT_SINK (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (STREE_EVENT_SINK_GET_IFACE (self)->emit != NULL, FALSE);
  return STREE_EVENT_SINK_GET_IFACE (self)->emit (self, name, data, tenant, error);
}

/* --- payloads as JSON --- */

static JsonNode *
number_as_text (double number)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  char      text[G_ASCII_DTOSTR_BUF_SIZE];

  json_node_set_string (node, g_ascii_dtostr (text, sizeof text, number));
  return node;
}

static gboolean
is_no_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE &&
         !isfinite (json_node_get_double (node));
}

/* json-glib would write nan and inf as they are. */
static JsonNode *
without_nan (JsonNode *node)
{
  if (is_no_number (node))
    {
      JsonNode *text = number_as_text (json_node_get_double (node));

      json_node_unref (node);
      return text;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      JsonArray *copy = json_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (copy, without_nan (json_array_dup_element (array, i)));
      json_node_take_array (node, copy);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject       *object = json_node_get_object (node);
      g_autoptr (GList) members = json_object_get_members (object);

      for (GList *l = members; l; l = l->next)
        json_object_set_member (object, l->data, without_nan (json_object_dup_member (object, l->data)));
    }
  return node;
}

JsonNode *
stree_payload_to_json (GVariant *payload)
{
  if (!payload)
    return NULL;
  return without_nan (json_gvariant_serialize (payload));
}
