/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-event-source.h"

#include "core/stree-boxed-private.h"
#include "core/stree-thread-private.h"
#include "network/stree-event-parser-private.h"
#include "network/stree-stream-private.h"

#include <glib/gi18n-lib.h>

#define CHUNK              (32 * 1024)
#define DEFAULT_EVENT_SIZE (16 * 1024 * 1024)

/**
 * StreeEventSource:
 *
 * A stream of server-sent events, bound to a component.
 *
 * Its last event is state: the components that read it run again when another one comes.
 *
 * Since: 1.0
 */
struct _StreeEventSource
{
  StreeStream       stream;
  StreeEventParser *parser; /* owned */
  GVariant         *event;  /* owned; (event, data, id); NULL: none came yet */
  guint64           n_events;
  guint8           *chunk;  /* owned */
};

STREE_DEFINE_BOXED_TYPE (StreeEventSource, stree_event_source)

/**
 * stree_event_source_ref: (skip)
 * @source: an event source
 *
 * Returns: (transfer full): @source, held once more
 *
 * Since: 1.0
 */
StreeEventSource *
stree_event_source_ref (StreeEventSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);
  return stree_stream_ref (source);
}

/**
 * stree_event_source_unref: (skip)
 * @source: (transfer full): an event source
 *
 * Lets go of it.
 *
 * Since: 1.0
 */
void
stree_event_source_unref (StreeEventSource *source)
{
  g_return_if_fail (source != NULL);
  stree_stream_unref (source);
}

/* --- the connection --- */

/* A request and what is read from its answer. */
typedef struct
{
  StreeEventSource *source;      /* held */
  SoupMessage      *message;     /* owned */
  GCancellable     *cancellable; /* owned: another one than the source's: this is not what it waits for any more */
  GInputStream     *input;       /* owned; NULL: no answer yet */
} Attempt;

static void
attempt_free (Attempt *attempt)
{
  /* The rest of the answer is wanted by nobody. */
  g_cancellable_cancel (attempt->cancellable);
  if (attempt->input)
    g_input_stream_close_async (attempt->input, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_clear_object (&attempt->input);
  g_object_unref (attempt->cancellable);
  g_object_unref (attempt->message);
  stree_stream_unref (attempt->source);
  g_free (attempt);
}

static void
fail (Attempt *attempt, GError *error)
{
  stree_stream_set_status (&attempt->source->stream, STREE_CONNECTION_ERROR, error);
  attempt_free (attempt);
}

static void
again (Attempt *attempt, GError *error)
{
  stree_stream_retry (&attempt->source->stream, error);
  attempt_free (attempt);
}

static gboolean
event_cb (const StreeParsedEvent *event, gpointer data)
{
  StreeEventSource *source = data;

  g_clear_pointer (&source->event, g_variant_unref);
  source->event = g_variant_ref_sink (g_variant_new ("(sss)", event->type, event->data, event->id));
  source->n_events++;
  stree_stream_came (&source->stream);
  return !source->stream.over;
}

static void read_on (Attempt *attempt);

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Attempt          *attempt = data;
  StreeEventSource *source = attempt->source;
  GError           *error = NULL;
  gssize            size = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &error);

  if (source->stream.over)
    {
      g_clear_error (&error);
      attempt_free (attempt);
      return;
    }
  if (size <= 0)
    {
      again (attempt, error);
      return;
    }
  stree_retry_reset (&source->stream.retry);
  if (!stree_event_parser_feed (source->parser, source->chunk, (gsize) size, &error))
    {
      if (error)
        fail (attempt, error);
      else
        attempt_free (attempt);
      return;
    }
  if (stree_event_parser_get_retry (source->parser) >= 0)
    source->stream.retry.base_ms = MAX (stree_event_parser_get_retry (source->parser), 1);
  read_on (attempt);
}

static void
read_on (Attempt *attempt)
{
  g_input_stream_read_async (attempt->input, attempt->source->chunk, CHUNK, G_PRIORITY_DEFAULT, attempt->cancellable, read_cb,
                             attempt);
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Attempt     *attempt = data;
  StreeStream *stream = &attempt->source->stream;
  GError      *error = NULL;
  gboolean     temporary;
  const char  *type;

  attempt->input = soup_session_send_finish ((SoupSession *) object, result, &error);
  if (stream->over)
    {
      g_clear_error (&error);
      attempt_free (attempt);
      return;
    }
  if (error)
    {
      again (attempt, error);
      return;
    }
  error = stree_stream_http_error (attempt->message, &temporary);
  if (error)
    {
      (temporary ? again : fail) (attempt, error);
      return;
    }
  if (soup_message_get_status (attempt->message) == SOUP_STATUS_NO_CONTENT)
    {
      stree_stream_set_status (stream, STREE_CONNECTION_CLOSED, NULL);
      attempt_free (attempt);
      return;
    }
  type = soup_message_headers_get_content_type (soup_message_get_response_headers (attempt->message), NULL);
  if (soup_message_get_status (attempt->message) != SOUP_STATUS_OK || !type ||
      g_ascii_strcasecmp (type, "text/event-stream") != 0)
    {
      /* Translators: a content type, such as "text/html" */
      fail (attempt, g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The server sent %s, not text/event-stream"),
                                  type ? type : _ ("something without a type")));
      return;
    }
  stree_stream_set_status (stream, STREE_CONNECTION_OPEN, NULL);
  stree_event_parser_restart (attempt->source->parser);
  read_on (attempt);
}

static void
connect_source (StreeStream *stream)
{
  StreeEventSource   *source = (StreeEventSource *) (gpointer) stream;
  SoupMessage        *message = stree_stream_request (stream);
  SoupMessageHeaders *headers;
  Attempt            *attempt;
  const char         *id = stree_event_parser_get_id (source->parser);

  if (!message)
    return;
  headers = soup_message_get_request_headers (message);
  soup_message_headers_replace (headers, "Accept", "text/event-stream");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  if (*id)
    soup_message_headers_replace (headers, "Last-Event-ID", id);
  attempt = g_new0 (Attempt, 1);
  attempt->source = stree_stream_ref (stream);
  attempt->message = message;
  attempt->cancellable = g_object_ref (stream->cancellable);
  soup_session_send_async (stree_stream_session (), message, G_PRIORITY_DEFAULT, attempt->cancellable, sent_cb, attempt);
}

static void
disconnect_source (StreeStream *stream)
{
  (void) stream; /* its cancellable is cancelled */
}

static void
call_source (StreeStream *stream)
{
  ((StreeEventSourceFunc) stream->func) (stream->cx, (StreeEventSource *) (gpointer) stream, stream->func_data);
}

static void
finalize_source (StreeStream *stream)
{
  StreeEventSource *source = (StreeEventSource *) (gpointer) stream;

  stree_event_parser_free (source->parser);
  g_clear_pointer (&source->event, g_variant_unref);
  g_free (source->chunk);
}

static const StreeStreamClass source_class = {
  .size = sizeof (StreeEventSource),
  .connect = connect_source,
  .disconnect = disconnect_source,
  .call = call_source,
  .finalize = finalize_source,
};

/* --- watching --- */

/**
 * stree_watch_events_spec: (skip)
 * @cx: the context of a component
 * @spec: what to watch; its data is taken
 *
 * Watches a stream of server-sent events. In C write `stree_watch_events_with (cx, name, url, ...)`.
 *
 * Returns: (transfer none) (nullable): the source; %NULL if the name is blank or the component gone
 *
 * Since: 1.0
 */
StreeEventSource *
stree_watch_events_spec (StreeContext *cx, const StreeEventSourceSpec *spec)
{
  StreeEventSource *source;
  gboolean          is_new;

  g_return_val_if_fail (cx != NULL && spec != NULL, NULL);
  source = stree_stream_watch (cx,
                               &(StreeStreamSpec){ .klass = &source_class,
                                                   .what = "events",
                                                   .name = spec->name,
                                                   .url = spec->url,
                                                   .headers = spec->headers,
                                                   .func = G_CALLBACK (spec->on_event),
                                                   .data = spec->data,
                                                   .destroy = spec->destroy },
                               &is_new);
  if (!is_new)
    return source;
  source->parser =
    stree_event_parser_new (spec->max_event_size ? spec->max_event_size : DEFAULT_EVENT_SIZE, event_cb, source);
  source->chunk = g_malloc (CHUNK);
  if (spec->url)
    stree_stream_start (&source->stream);
  return source;
}

/**
 * stree_watch_events:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @url: (nullable): an http or https URL; %NULL: none at the moment
 *
 * Watches a stream of server-sent events (`text/event-stream`): its last event is state of the component.
 *
 * The connection is made when a run first asks for it, and closed when the component unmounts or a run does not ask again;
 * another URL is another stream. If it ends or breaks, it is made again, with `Last-Event-ID`: after a second or what the
 * server said in `retry`, then after twice that, and so on up to a minute, and half as long again by chance. The same goes
 * for the answers 408, 429, 502, 503 and 504. 204 closes it; any other answer, or one that is no event stream, is an error that stays.
 *
 * What comes faster than frames is not all seen by a component: it reads the last one. [func@StreamTree.watch_events_each]
 * gets all of them.
 *
 * Returns: (transfer none) (nullable): the source; %NULL if the name is blank, which is an error of the component, or the
 *   component gone
 *
 * Since: 1.0
 */
StreeEventSource *
stree_watch_events (StreeContext *cx, const char *name, const char *url)
{
  return stree_watch_events_spec (cx, &(StreeEventSourceSpec){ .name = name, .url = url });
}

/**
 * stree_watch_events_each:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @url: (nullable): an http or https URL; %NULL: none at the moment
 * @func: (scope notified) (closure data) (destroy destroy): gets each event
 * @data: (nullable): data for @func
 * @destroy: (nullable): frees @data, when another run has given other data or the source is closed
 *
 * Watches a stream as [func@StreamTree.watch_events] does, and calls a function for each event, so that none is lost.
 *
 * Returns: (transfer none) (nullable): the source
 *
 * Since: 1.0
 */
StreeEventSource *
stree_watch_events_each (StreeContext        *cx,
                         const char          *name,
                         const char          *url,
                         StreeEventSourceFunc func,
                         gpointer             data,
                         GDestroyNotify       destroy)
{
  return stree_watch_events_with (cx, name, url, .on_event = func, .data = data, .destroy = destroy);
}

/* --- reading --- */

static void
track (StreeEventSource *source)
{
  STREE_MAIN_THREAD_ONLY ();
  stree_state_track (source->stream.state);
}

/**
 * stree_event_source_get_status:
 * @source: an event source
 *
 * Where its connection is.
 *
 * Returns: the status
 *
 * Since: 1.0
 */
StreeConnectionStatus
stree_event_source_get_status (StreeEventSource *source)
{
  g_return_val_if_fail (source != NULL, STREE_CONNECTION_CLOSED);
  track (source);
  return source->stream.status;
}

/**
 * stree_event_source_get_error:
 * @source: an event source
 *
 * Why there is no connection at the moment.
 *
 * Returns: (transfer none) (nullable): the error; %NULL: none, or there is one again
 *
 * Since: 1.0
 */
const GError *
stree_event_source_get_error (StreeEventSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);
  track (source);
  return source->stream.error;
}

/**
 * stree_event_source_get_event:
 * @source: an event source
 *
 * Its last event.
 *
 * Returns: (transfer none) (nullable): a `(sss)`: its type, `message` if the server named none; its data; the last ID that
 *   came with it or before it. %NULL: none came yet
 *
 * Since: 1.0
 */
GVariant *
stree_event_source_get_event (StreeEventSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);
  track (source);
  return source->event;
}

/**
 * stree_event_source_get_data:
 * @source: an event source
 *
 * The data of its last event.
 *
 * Returns: (transfer none) (nullable): the data, good until the next event; %NULL: none came yet
 *
 * Since: 1.0
 */
const char *
stree_event_source_get_data (StreeEventSource *source)
{
  const char *data;

  g_return_val_if_fail (source != NULL, NULL);
  track (source);
  if (!source->event)
    return NULL;
  g_variant_get (source->event, "(&s&s&s)", NULL, &data, NULL);
  return data;
}

/**
 * stree_event_source_get_last_event_id:
 * @source: an event source
 *
 * What the server is told when the connection is made again.
 *
 * Returns: (transfer none): the ID, good until the next event; "" if none was sent
 *
 * Since: 1.0
 */
const char *
stree_event_source_get_last_event_id (StreeEventSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);
  track (source);
  return stree_event_parser_get_id (source->parser);
}

/**
 * stree_event_source_get_n_events:
 * @source: an event source
 *
 * How many events came.
 *
 * Returns: the number, over all connections of the source
 *
 * Since: 1.0
 */
guint64
stree_event_source_get_n_events (StreeEventSource *source)
{
  g_return_val_if_fail (source != NULL, 0);
  track (source);
  return source->n_events;
}
