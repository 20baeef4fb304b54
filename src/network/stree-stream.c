/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-stream-private.h"

#include "core/stree-blank-private.h"
#include "core/stree-error.h"
#include "core/stree-node-effect-private.h"
#include "core/stree-thread-private.h"
#include "network/stree-http-error-private.h"
#include "network/stree-http-session-private.h"

#include <glib/gi18n-lib.h>

/* A session of their own: what stays open would hold all the places for what is fetched from the same host. */
#define MAX_STREAMS 256

SoupSession *
stree_stream_session (void)
{
  static SoupSession *session = NULL;

  if (!session)
    {
      g_autofree char *agent = stree_http_dup_agent ();

      session = soup_session_new_with_options ("user-agent", agent, "max-conns", MAX_STREAMS, "max-conns-per-host", MAX_STREAMS,
                                               NULL);
    }
  return session;
}

/* --- who is told --- */

static void
set_func (StreeStream *stream, GCallback func, gpointer data, GDestroyNotify destroy)
{
  gpointer       old = stream->func_data;
  GDestroyNotify old_destroy = stream->func_destroy;

  stream->func = func;
  stream->func_data = data;
  stream->func_destroy = destroy;
  if (old_destroy)
    old_destroy (old);
}

void
stree_stream_came (StreeStream *stream)
{
  if (stream->func)
    stream->klass->call (stream);
  stree_state_tell_others (stream->state);
}

void
stree_stream_set_status (StreeStream *stream, StreeConnectionStatus status, GError *error)
{
  g_clear_error (&stream->error);
  stream->error = error;
  stream->status = status;
  stree_state_tell_others (stream->state);
}

/* --- its life --- */

gpointer
stree_stream_ref (gpointer stream)
{
  g_atomic_ref_count_inc (&((StreeStream *) stream)->ref_count);
  return stream;
}

void
stree_stream_unref (gpointer data)
{
  StreeStream *stream = data;

  if (!g_atomic_ref_count_dec (&stream->ref_count))
    return;
  stream->klass->finalize (stream);
  g_clear_error (&stream->error);
  g_clear_object (&stream->cancellable);
  stree_state_unref (stream->state);
  stree_context_unref (stream->cx);
  g_strfreev (stream->headers);
  g_free (stream->url);
  g_free (stream);
}

/* The component is gone, or wants another one, or none. */
static void
end (gpointer data)
{
  StreeStream *stream = data;

  stream->over = TRUE;
  stree_retry_cancel (&stream->retry);
  g_cancellable_cancel (stream->cancellable);
  stream->klass->disconnect (stream);
  stree_stream_set_status (stream, STREE_CONNECTION_CLOSED, NULL);
  set_func (stream, NULL, NULL, NULL);
  stree_state_drop (stree_state_ref (stream->state));
  stree_stream_unref (stream);
}

void
stree_stream_start (StreeStream *stream)
{
  g_clear_object (&stream->cancellable);
  stream->cancellable = g_cancellable_new ();
  stream->klass->connect (stream);
}

static gboolean
retry_cb (gpointer data)
{
  StreeStream *stream = data;

  stream->retry.source = 0;
  stree_stream_start (stream);
  return G_SOURCE_REMOVE;
}

void
stree_stream_retry (StreeStream *stream, GError *error)
{
  stree_stream_set_status (stream, STREE_CONNECTION_CONNECTING, error);
  stree_retry_schedule (&stream->retry, retry_cb, stream);
}

/* --- watching --- */

static gboolean
same_headers (char **a, const char *const *b)
{
  if (!a || !b)
    return !a && !b;
  return g_strv_equal ((const char *const *) a, b);
}

static StreeStream *
stream_new (StreeContext *cx, const StreeStreamSpec *spec)
{
  StreeStream *stream = g_malloc0 (spec->klass->size);

  stream->klass = spec->klass;
  g_atomic_ref_count_init (&stream->ref_count);
  stream->url = g_strdup (spec->url);
  stream->headers = g_strdupv ((char **) (gpointer) spec->headers);
  stream->cx = stree_context_ref (cx);
  stream->state = stree_state_new_signal (spec->name, stree_context_get_session (cx));
  stream->status = spec->url ? STREE_CONNECTION_CONNECTING : STREE_CONNECTION_CLOSED;
  return stream;
}

static gpointer
refuse (const StreeStreamSpec *spec)
{
  if (spec->destroy)
    spec->destroy (spec->data);
  return NULL;
}

gpointer
stree_stream_watch (StreeContext *cx, const StreeStreamSpec *spec, gboolean *is_new)
{
  g_autofree char *key = NULL;
  StreeStream     *stream;

  STREE_MAIN_THREAD_ONLY ();
  *is_new = FALSE;
  if (!stree_context_get_session (cx))
    return refuse (spec);
  if (stree_is_blank (spec->name))
    {
      stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s: expected a name that is not blank",
                                               spec->what));
      return refuse (spec);
    }
  if (spec->headers && g_strv_length ((char **) (gpointer) spec->headers) % 2)
    {
      stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                               "%s '%s': a header has no value; expected name, value, name, value, ...",
                                               spec->what, spec->name));
      return refuse (spec);
    }
  key = g_strconcat (spec->what, ":", spec->name, NULL);
  stream = stree_node_effect_find (cx->node, key);
  if (!stream || g_strcmp0 (stream->url, spec->url) != 0 || !same_headers (stream->headers, spec->headers))
    {
      stream = stream_new (cx, spec);
      stree_node_effect_set (cx->node, key, stream, end);
      *is_new = TRUE;
    }
  set_func (stream, spec->func, spec->data, spec->destroy);
  return stream;
}

/* --- HTTP --- */

SoupMessage *
stree_stream_request (StreeStream *stream)
{
  SoupMessage *message = soup_message_new ("GET", stream->url);

  if (!message)
    {
      stree_stream_set_status (stream, STREE_CONNECTION_ERROR,
                               g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is not an address to connect to"),
                                            stream->url));
      return NULL;
    }
  for (char **header = stream->headers; header && *header; header += 2)
    soup_message_headers_replace (soup_message_get_request_headers (message), header[0], header[1]);
  return message;
}

GError *
stree_stream_http_error (SoupMessage *message, gboolean *temporary)
{
  guint status = soup_message_get_status (message);

  *temporary = FALSE;
  if (SOUP_STATUS_IS_SUCCESSFUL (status) || status == SOUP_STATUS_SWITCHING_PROTOCOLS || status == SOUP_STATUS_NONE)
    return NULL;
  *temporary = stree_http_is_passing (NULL, status);
  /* Translators: the status of HTTP, such as "404", and what it is called, in English */
  return g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The server answered %u (%s)"), status,
                      soup_message_get_reason_phrase (message) ? soup_message_get_reason_phrase (message)
                                                               : soup_status_get_phrase (status));
}
