/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "enterprise/stree-json-sink.h"

#include "enterprise/stree-event-json-private.h"

/**
 * StreeJsonSink:
 *
 * Writes events as JSON, a line each: `{"time":"2026-03-01T09:30:00.123456Z","event":"order.placed","tenant":"acme",
 * "payload":{"id":7}}`. The time is UTC; without a tenant or a payload there is no such member.
 *
 * Since: 1.0
 */
struct _StreeJsonSink
{
  GObject        parent_instance;
  GOutputStream *stream; /* owned */
};

static void stree_json_sink_iface_init (StreeEventSinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeJsonSink, stree_json_sink, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_EVENT_SINK, stree_json_sink_iface_init))

static char *
now (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_now_utc ();

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.%fZ");
}

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  json_object_set_string_member (object, name, valid);
}

static gboolean
emit (StreeEventSink *sink, const char *name, GVariant *payload, const char *tenant, GError **error)
{
  StreeJsonSink        *self = STREE_JSON_SINK (sink);
  g_autoptr (JsonNode)  root = json_node_new (JSON_NODE_OBJECT);
  JsonObject           *object = json_object_new ();
  g_autofree char      *time = now ();
  g_autofree char      *json = NULL;
  g_autofree char      *line = NULL;

  json_node_take_object (root, object);
  json_object_set_string_member (object, "time", time);
  set_text (object, "event", name);
  if (tenant)
    set_text (object, "tenant", tenant);
  if (payload)
    json_object_set_member (object, "payload", stree_payload_to_json (payload));
  json = json_to_string (root, FALSE);
  /* In one piece: others may write to the same file. */
  line = g_strconcat (json, "\n", NULL);
  return g_output_stream_write_all (self->stream, line, strlen (line), NULL, NULL, error) &&
         g_output_stream_flush (self->stream, NULL, error);
}

static void
stree_json_sink_finalize (GObject *object)
{
  g_clear_object (&STREE_JSON_SINK (object)->stream);
  G_OBJECT_CLASS (stree_json_sink_parent_class)->finalize (object);
}

static void
stree_json_sink_class_init (StreeJsonSinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_json_sink_finalize;
}

static void
stree_json_sink_iface_init (StreeEventSinkInterface *iface)
{
  iface->emit = emit;
}

static void
stree_json_sink_init (StreeJsonSink *self)
{
  (void) self;
}

/**
 * stree_json_sink_new:
 * @stream: where to write; written to and flushed while the program waits
 *
 * Makes a sink that writes to a stream.
 *
 * Returns: (transfer full): the sink
 *
 * Since: 1.0
 */
StreeJsonSink *
stree_json_sink_new (GOutputStream *stream)
{
  StreeJsonSink *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);
  self = g_object_new (STREE_TYPE_JSON_SINK, NULL);
  self->stream = g_object_ref (stream);
  return self;
}

/**
 * stree_json_sink_new_for_file:
 * @filename: (type filename): a file; made, for its owner's eyes, if it is not there
 * @error: where to say why it cannot be written
 *
 * Makes a sink that adds to the end of a file.
 *
 * Returns: (transfer full) (nullable): the sink; %NULL if @error is set
 *
 * Since: 1.0
 */
StreeJsonSink *
stree_json_sink_new_for_file (const char *filename, GError **error)
{
  g_autoptr (GFile)             file = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;

  g_return_val_if_fail (filename != NULL, NULL);
  file = g_file_new_for_path (filename);
  stream = g_file_append_to (file, G_FILE_CREATE_PRIVATE, NULL, error);
  return stream ? stree_json_sink_new (G_OUTPUT_STREAM (stream)) : NULL;
}
