/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-http-wire-private.h"

#include <string.h>

#include "network/stree-http-error-private.h"
#include "network/stree-http-session-private.h"
#include "tasks/stree-task-lock-private.h"

/* The worker asks for one thing at a time and waits; while it does, the wire is the network thread's. */
struct _StreeHttpWire
{
  const StreeRequest *request;     /* borrowed */
  SoupMessage        *message;     /* owned */
  GCancellable       *cancellable; /* owned; NULL: none */
  gulong              cancelled_id;
  GCancellable       *stop;        /* owned: of what is under way; cancelled with the other, by a timeout, by a redirect */
  GInputStream       *body;        /* owned; NULL: there is none yet */
  gboolean            at_end;      /* of the body */
  GSource            *watch;       /* owned: cancels when nothing has come for too long */
  StreeHttpTrouble    trouble;

  /* What is asked for. */
  gpointer buffer;
  gsize    size;

  GMutex   lock;
  GCond    cond;
  gboolean done;
  gssize   n_read;
  GError  *error; /* owned */
};

static void
finish (StreeHttpWire *wire)
{
  g_source_set_ready_time (wire->watch, -1);
  stree_lock (&wire->lock);
  wire->done = TRUE;
  g_cond_signal (&wire->cond);
  stree_unlock (&wire->lock);
}

static void
run (StreeHttpWire *wire, StreeHttpFunc func)
{
  stree_lock (&wire->lock);
  wire->done = FALSE;
  stree_unlock (&wire->lock);
  stree_http_invoke (func, wire);
  stree_lock (&wire->lock);
  while (!wire->done)
    stree_wait (&wire->cond, &wire->lock);
  stree_unlock (&wire->lock);
}

/* --- in the network thread --- */

static gboolean
dispatch_watch (GSource *source, GSourceFunc callback, gpointer data)
{
  g_source_set_ready_time (source, -1);
  return callback (data);
}

static GSourceFuncs watch_funcs = { NULL, NULL, dispatch_watch, NULL, NULL, NULL };

static gboolean
time_is_up (gpointer data)
{
  StreeHttpWire *wire = data;

  wire->trouble.timed_out = TRUE;
  g_cancellable_cancel (wire->stop);
  return G_SOURCE_CONTINUE;
}

static void
watch (StreeHttpWire *wire)
{
  g_source_set_ready_time (wire->watch, g_get_monotonic_time () + (gint64) wire->request->timeout * 1000);
}

static void
note_event (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, gpointer data)
{
  StreeHttpWire *wire = data;

  (void) message;
  (void) connection;
  if (event == G_SOCKET_CLIENT_RESOLVING)
    wire->trouble.phase = STREE_HTTP_RESOLVING;
  else if (event == G_SOCKET_CLIENT_CONNECTING)
    wire->trouble.phase = STREE_HTTP_CONNECTING;
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    wire->trouble.phase = STREE_HTTP_SECURING;
  else if (event == G_SOCKET_CLIENT_COMPLETE)
    wire->trouble.phase = STREE_HTTP_WAITING;
}

static void
note_start (SoupMessage *message, gpointer data)
{
  StreeHttpWire *wire = data;

  (void) message;
  wire->trouble.phase = STREE_HTTP_WAITING;
}

static gboolean
has_same_origin (GUri *a, GUri *b)
{
  return strcmp (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         g_uri_get_port (a) == g_uri_get_port (b);
}

/* Whether a header says what is wanted, and nothing of who wants it. */
static gboolean
is_harmless (const char *name)
{
  static const char *const harmless[] = { "Accept", "Content-", "If-", "Range", "User-Agent" };

  for (guint i = 0; i < G_N_ELEMENTS (harmless); i++)
    if (g_ascii_strncasecmp (name, harmless[i], strlen (harmless[i])) == 0)
      return TRUE;
  return FALSE;
}

static void
keep_to_itself (const char *name, const char *value, gpointer data)
{
  (void) value;
  if (!is_harmless (name))
    soup_message_headers_remove (data, name);
}

/* libsoup goes where a redirect leads: not from a secret to an open connection, not on and on, and what a program sends to
 * say who it is stays with whom it was meant for. */
static void
note_restart (SoupMessage *message, gpointer data)
{
  StreeHttpWire *wire = data;
  GUri          *to = soup_message_get_uri (message);
  GUri          *from = wire->trouble.uri;

  if (!soup_message_get_status (message) || !SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)))
    return;
  wire->trouble.n_redirects++;
  if (strcmp (g_uri_get_scheme (from), "https") == 0 && strcmp (g_uri_get_scheme (to), "https") != 0)
    wire->trouble.insecure_redirect = TRUE;
  if (wire->trouble.n_redirects > wire->request->max_redirects)
    wire->trouble.too_many_redirects = TRUE;
  if (!has_same_origin (from, to))
    soup_message_headers_foreach (wire->request->headers, keep_to_itself, soup_message_get_request_headers (message));
  g_uri_unref (from);
  wire->trouble.uri = g_uri_ref (to);
  if (wire->trouble.insecure_redirect || wire->trouble.too_many_redirects)
    g_cancellable_cancel (wire->stop);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer data)
{
  StreeHttpWire *wire = data;

  wire->body = soup_session_send_finish ((SoupSession *) source, result, &wire->error);
  wire->trouble.tls_errors = soup_message_get_tls_peer_certificate_errors (wire->message);
  wire->trouble.phase = wire->body ? STREE_HTTP_RECEIVING : wire->trouble.phase;
  finish (wire);
}

static void
send_message (SoupSession *session, gpointer data)
{
  StreeHttpWire *wire = data;

  wire->watch = g_source_new (&watch_funcs, sizeof (GSource));
  g_source_set_name (wire->watch, "[streamtree] HTTP timeout");
  g_source_set_callback (wire->watch, time_is_up, wire, NULL);
  g_source_attach (wire->watch, stree_http_context ());
  g_signal_connect (wire->message, "network-event", G_CALLBACK (note_event), wire);
  g_signal_connect (wire->message, "starting", G_CALLBACK (note_start), wire);
  g_signal_connect (wire->message, "restarted", G_CALLBACK (note_restart), wire);
  watch (wire);
  soup_session_send_async (session, wire->message, G_PRIORITY_DEFAULT, wire->stop, on_sent, wire);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  StreeHttpWire *wire = data;

  wire->n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &wire->error);
  wire->at_end = wire->n_read == 0;
  if (wire->n_read > 0)
    wire->trouble.n_received += (guint64) wire->n_read;
  finish (wire);
}

static void
read_body (SoupSession *session, gpointer data)
{
  StreeHttpWire *wire = data;

  (void) session;
  watch (wire);
  g_input_stream_read_async (wire->body, wire->buffer, wire->size, G_PRIORITY_DEFAULT, wire->stop, on_read, wire);
}

/* What is closed before its end takes its connection along; nobody waits for the rest. */
static void
let_go (SoupSession *session, gpointer data)
{
  StreeHttpWire *wire = data;

  (void) session;
  g_signal_handlers_disconnect_by_data (wire->message, wire);
  if (!wire->at_end)
    g_cancellable_cancel (wire->stop);
  if (wire->body)
    g_input_stream_close (wire->body, wire->stop, NULL);
  g_clear_object (&wire->body);
  g_clear_object (&wire->message);
  g_source_destroy (wire->watch);
  g_clear_pointer (&wire->watch, g_source_unref);
}

/* --- in the worker --- */

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  (void) cancellable;
  g_cancellable_cancel (data);
}

static gboolean
take_error (StreeHttpWire *wire, GError **error)
{
  if (!wire->error)
    return FALSE;
  if (wire->cancellable && g_cancellable_set_error_if_cancelled (wire->cancellable, error))
    return TRUE;
  g_propagate_error (error, stree_http_explain (wire->request, &wire->trouble, wire->error));
  return TRUE;
}

StreeHttpWire *
stree_http_wire_open (const StreeRequest *request, SoupMessage *message, GCancellable *cancellable, GError **error)
{
  g_autoptr (StreeHttpWire) wire = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  wire = g_new0 (StreeHttpWire, 1);
  g_mutex_init (&wire->lock);
  g_cond_init (&wire->cond);
  wire->request = request;
  wire->message = g_object_ref (message);
  wire->trouble.uri = g_uri_ref (soup_message_get_uri (message));
  wire->stop = g_cancellable_new ();
  if (cancellable)
    {
      wire->cancellable = g_object_ref (cancellable);
      wire->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), g_object_ref (wire->stop), g_object_unref);
    }
  run (wire, send_message);
  return take_error (wire, error) ? NULL : g_steal_pointer (&wire);
}

gssize
stree_http_wire_read (StreeHttpWire *wire, gpointer buffer, gsize size, GError **error)
{
  wire->buffer = buffer;
  wire->size = size;
  run (wire, read_body);
  return take_error (wire, error) ? -1 : wire->n_read;
}

SoupMessage *
stree_http_wire_message (StreeHttpWire *wire)
{
  return wire->message;
}

void
stree_http_wire_free (StreeHttpWire *wire)
{
  if (wire->cancellable)
    g_cancellable_disconnect (wire->cancellable, wire->cancelled_id);
  if (wire->watch)
    stree_http_call (let_go, wire);
  g_clear_object (&wire->message);
  g_clear_object (&wire->cancellable);
  g_clear_object (&wire->stop);
  g_clear_pointer (&wire->trouble.uri, g_uri_unref);
  g_clear_error (&wire->error);
  g_mutex_clear (&wire->lock);
  g_cond_clear (&wire->cond);
  g_free (wire);
}
