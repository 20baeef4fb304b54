/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-web-socket.h"

#include "core/stree-boxed-private.h"
#include "core/stree-thread-private.h"
#include "network/stree-stream-private.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_MESSAGE_SIZE (16 * 1024 * 1024)
#define DEFAULT_KEEPALIVE    30
#define MAX_REASON           123 /* bytes: what a close frame has room for */
/* One that was open for so long was a good one, even if nothing came. */
#define GOOD_US              (STREE_RETRY_MAX_MS * G_GINT64_CONSTANT (1000))

/**
 * StreeWebSocket:
 *
 * A WebSocket, bound to a component.
 *
 * Its last message is state: the components that read it run again when another one comes.
 *
 * Since: 1.0
 */
struct _StreeWebSocket
{
  StreeStream              stream;
  char                   **protocols;  /* owned; NULL: none */
  gsize                    max_size;
  guint                    keepalive;  /* seconds; 0: none */
  SoupWebsocketConnection *connection; /* owned; NULL: there is none */
  GError                  *broke;      /* owned: what the connection says is wrong with it */
  gint64                   opened_at;
  gboolean                 closing;    /* the program wants no more of it */
  GBytes                  *message;    /* owned; NULL: none came yet */
  gboolean                 is_text;
  guint64                  n_messages;
  guint                    close_code; /* of the connection before; 0: none */
  char                    *close_reason; /* owned */
  char                    *protocol;   /* owned: the one that the server took */
};

STREE_DEFINE_BOXED_TYPE (StreeWebSocket, stree_web_socket)

/**
 * stree_web_socket_ref: (skip)
 * @socket: a WebSocket
 *
 * Returns: (transfer full): @socket, held once more
 *
 * Since: 1.0
 */
StreeWebSocket *
stree_web_socket_ref (StreeWebSocket *socket)
{
  g_return_val_if_fail (socket != NULL, NULL);
  return stree_stream_ref (socket);
}

/**
 * stree_web_socket_unref: (skip)
 * @socket: (transfer full): a WebSocket
 *
 * Lets go of it.
 *
 * Since: 1.0
 */
void
stree_web_socket_unref (StreeWebSocket *socket)
{
  g_return_if_fail (socket != NULL);
  stree_stream_unref (socket);
}

/* --- the connection --- */

static void
drop_connection (StreeWebSocket *socket)
{
  if (socket->connection)
    g_signal_handlers_disconnect_by_data (socket->connection, socket);
  g_clear_object (&socket->connection);
  g_clear_error (&socket->broke);
}

static void
message_cb (SoupWebsocketConnection *connection, SoupWebsocketDataType type, GBytes *message, StreeWebSocket *socket)
{
  (void) connection;
  stree_retry_reset (&socket->stream.retry);
  g_clear_pointer (&socket->message, g_bytes_unref);
  socket->message = g_bytes_ref (message);
  socket->is_text = type == SOUP_WEBSOCKET_DATA_TEXT;
  socket->n_messages++;
  stree_stream_ref (socket);
  stree_stream_came (&socket->stream);
  stree_stream_unref (socket);
}

static void
error_cb (SoupWebsocketConnection *connection, GError *error, StreeWebSocket *socket)
{
  (void) connection;
  if (!socket->broke)
    socket->broke = g_error_copy (error);
}

/* What would be the same the next time. */
static gboolean
is_permanent (guint code)
{
  switch (code)
    {
    case SOUP_WEBSOCKET_CLOSE_PROTOCOL_ERROR:
    case SOUP_WEBSOCKET_CLOSE_UNSUPPORTED_DATA:
    case SOUP_WEBSOCKET_CLOSE_BAD_DATA:
    case SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION:
    case SOUP_WEBSOCKET_CLOSE_TOO_BIG:
    case SOUP_WEBSOCKET_CLOSE_NO_EXTENSION:
      return TRUE;
    default:
      return FALSE;
    }
}

static GError *
closing_error (StreeWebSocket *socket)
{
  if (socket->broke)
    return g_steal_pointer (&socket->broke);
  if (*socket->close_reason)
    /* Translators: the number of a reason, such as 1008, and what the other side said in its language */
    return g_error_new (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, _ ("The connection was closed: %u, %s"), socket->close_code,
                        socket->close_reason);
  if (socket->close_code)
    return g_error_new (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, _ ("The connection was closed: %u"), socket->close_code);
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, _ ("The connection was lost"));
}

static void
closed_cb (SoupWebsocketConnection *connection, StreeWebSocket *socket)
{
  g_autoptr (GError) error = NULL;
  const char        *reason = soup_websocket_connection_get_close_data (connection);
  guint              code = soup_websocket_connection_get_close_code (connection);
  gboolean           too_big = socket->broke &&
                     g_error_matches (socket->broke, SOUP_WEBSOCKET_ERROR, SOUP_WEBSOCKET_CLOSE_TOO_BIG);

  socket->close_code = too_big ? SOUP_WEBSOCKET_CLOSE_TOO_BIG : code;
  g_free (socket->close_reason);
  socket->close_reason = g_strdup (reason ? reason : "");
  error = closing_error (socket);
  if (g_get_monotonic_time () - socket->opened_at > GOOD_US)
    stree_retry_reset (&socket->stream.retry);
  drop_connection (socket);
  if (socket->closing || socket->close_code == SOUP_WEBSOCKET_CLOSE_NORMAL)
    stree_stream_set_status (&socket->stream, STREE_CONNECTION_CLOSED, NULL);
  else if (is_permanent (socket->close_code))
    stree_stream_set_status (&socket->stream, STREE_CONNECTION_ERROR, g_steal_pointer (&error));
  else
    stree_stream_retry (&socket->stream, g_steal_pointer (&error));
}

typedef struct
{
  StreeWebSocket *socket;  /* held */
  SoupMessage    *message; /* owned */
} Attempt;

static void
attempt_failed (Attempt *attempt, GError *error)
{
  StreeStream *stream = &attempt->socket->stream;
  guint        status = soup_message_get_status (attempt->message);
  gboolean     temporary = FALSE;
  GError      *answer = stree_stream_http_error (attempt->message, &temporary);

  if (status == SOUP_STATUS_NONE)
    {
      stree_stream_retry (stream, error);
      return;
    }
  if (!answer)
    {
      /* It has answered, but is no WebSocket. */
      stree_stream_set_status (stream, STREE_CONNECTION_ERROR, error);
      return;
    }
  g_error_free (error);
  if (temporary)
    stree_stream_retry (stream, answer);
  else
    stree_stream_set_status (stream, STREE_CONNECTION_ERROR, answer);
}

/* Of each frame, and with versions of libsoup that can (3.8) of a message in many frames. */
static void
set_max_size (SoupWebsocketConnection *connection, guint64 size)
{
  soup_websocket_connection_set_max_incoming_payload_size (connection, size);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (connection), "max-total-message-size"))
    g_object_set (connection, "max-total-message-size", size, NULL);
}

static void
connected_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Attempt                 *attempt = data;
  StreeWebSocket          *socket = attempt->socket;
  GError                  *error = NULL;
  SoupWebsocketConnection *connection = soup_session_websocket_connect_finish ((SoupSession *) object, result, &error);

  if (socket->stream.over || socket->closing)
    {
      g_clear_error (&error);
      g_clear_object (&connection);
    }
  else if (connection)
    {
      socket->connection = connection;
      socket->opened_at = g_get_monotonic_time ();
      g_free (socket->protocol);
      socket->protocol = g_strdup (soup_websocket_connection_get_protocol (connection));
      set_max_size (connection, socket->max_size);
      soup_websocket_connection_set_keepalive_interval (connection, socket->keepalive);
      g_signal_connect (connection, "message", G_CALLBACK (message_cb), socket);
      g_signal_connect (connection, "error", G_CALLBACK (error_cb), socket);
      g_signal_connect (connection, "closed", G_CALLBACK (closed_cb), socket);
      stree_stream_set_status (&socket->stream, STREE_CONNECTION_OPEN, NULL);
    }
  else
    {
      attempt_failed (attempt, error);
    }
  g_object_unref (attempt->message);
  stree_stream_unref (socket);
  g_free (attempt);
}

static void
connect_socket (StreeStream *stream)
{
  StreeWebSocket *socket = (StreeWebSocket *) (gpointer) stream;
  SoupMessage    *message = stree_stream_request (stream);
  Attempt        *attempt;

  if (!message)
    return;
  attempt = g_new (Attempt, 1);
  attempt->socket = stree_stream_ref (socket);
  attempt->message = message;
  soup_session_websocket_connect_async (stree_stream_session (), message, NULL, socket->protocols, G_PRIORITY_DEFAULT,
                                        stream->cancellable, connected_cb, attempt);
}

/* Says goodbye; the connection goes when the other side has, or after the few seconds that libsoup gives it. */
static void
say_goodbye (StreeWebSocket *socket, gushort code, const char *reason)
{
  SoupWebsocketConnection *connection = g_steal_pointer (&socket->connection);

  if (!connection)
    return;
  g_signal_handlers_disconnect_by_data (connection, socket);
  g_signal_connect (connection, "closed", G_CALLBACK (g_object_unref), NULL);
  if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (connection, code, reason);
  else if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_CLOSED)
    g_object_unref (connection);
}

static void
disconnect_socket (StreeStream *stream)
{
  say_goodbye ((StreeWebSocket *) (gpointer) stream, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
}

static void
call_socket (StreeStream *stream)
{
  ((StreeWebSocketFunc) stream->func) (stream->cx, (StreeWebSocket *) (gpointer) stream, stream->func_data);
}

static void
finalize_socket (StreeStream *stream)
{
  StreeWebSocket *socket = (StreeWebSocket *) (gpointer) stream;

  drop_connection (socket);
  g_clear_pointer (&socket->message, g_bytes_unref);
  g_strfreev (socket->protocols);
  g_free (socket->close_reason);
  g_free (socket->protocol);
}

static const StreeStreamClass socket_class = {
  .size = sizeof (StreeWebSocket),
  .connect = connect_socket,
  .disconnect = disconnect_socket,
  .call = call_socket,
  .finalize = finalize_socket,
};

/* --- watching --- */

/**
 * stree_watch_web_socket_spec: (skip)
 * @cx: the context of a component
 * @spec: what to watch; its data is taken
 *
 * Watches a WebSocket. In C write `stree_watch_web_socket_with (cx, name, url, ...)`.
 *
 * Returns: (transfer none) (nullable): the socket; %NULL if the name is blank or the component gone
 *
 * Since: 1.0
 */
StreeWebSocket *
stree_watch_web_socket_spec (StreeContext *cx, const StreeWebSocketSpec *spec)
{
  StreeWebSocket *socket;
  gboolean        is_new;

  g_return_val_if_fail (cx != NULL && spec != NULL, NULL);
  socket = stree_stream_watch (cx,
                               &(StreeStreamSpec){ .klass = &socket_class,
                                                   .what = "web-socket",
                                                   .name = spec->name,
                                                   .url = spec->url,
                                                   .headers = spec->headers,
                                                   .func = G_CALLBACK (spec->on_message),
                                                   .data = spec->data,
                                                   .destroy = spec->destroy },
                               &is_new);
  if (!is_new)
    return socket;
  socket->protocols = g_strdupv ((char **) (gpointer) spec->protocols);
  socket->max_size = spec->max_message_size ? spec->max_message_size : DEFAULT_MESSAGE_SIZE;
  socket->keepalive = spec->keepalive == 0 ? DEFAULT_KEEPALIVE : (guint) MAX (spec->keepalive, 0);
  socket->close_reason = g_strdup ("");
  if (spec->url)
    stree_stream_start (&socket->stream);
  return socket;
}

/**
 * stree_watch_web_socket:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @url: (nullable): a ws or wss URL; %NULL: none at the moment
 *
 * Watches a WebSocket: its last message is state of the component.
 *
 * The connection is made when a run first asks for it, and closed when the component unmounts or a run does not ask again;
 * another URL is another socket. If it breaks or the server goes away, it is made again: after a second, then after two, and
 * so on up to a minute, and half as long again by chance. The same goes for the answers 408, 429, 502, 503 and 504. If the server
 * closes it as done (1000), it is closed; if the server or this side cannot go on (1002, 1003, 1007 to 1010), or there is no
 * WebSocket at that URL, it is an error that stays.
 *
 * What comes faster than frames is not all seen by a component: it reads the last message.
 * [func@StreamTree.watch_web_socket_each] gets all of them.
 *
 * Returns: (transfer none) (nullable): the socket; %NULL if the name is blank, which is an error of the component, or the
 *   component gone
 *
 * Since: 1.0
 */
StreeWebSocket *
stree_watch_web_socket (StreeContext *cx, const char *name, const char *url)
{
  return stree_watch_web_socket_spec (cx, &(StreeWebSocketSpec){ .name = name, .url = url });
}

/**
 * stree_watch_web_socket_each:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @url: (nullable): a ws or wss URL; %NULL: none at the moment
 * @func: (scope notified) (closure data) (destroy destroy): gets each message
 * @data: (nullable): data for @func
 * @destroy: (nullable): frees @data, when another run has given other data or the socket is closed
 *
 * Watches a WebSocket as [func@StreamTree.watch_web_socket] does, and calls a function for each message, so that none is
 * lost.
 *
 * Returns: (transfer none) (nullable): the socket
 *
 * Since: 1.0
 */
StreeWebSocket *
stree_watch_web_socket_each (StreeContext      *cx,
                             const char        *name,
                             const char        *url,
                             StreeWebSocketFunc func,
                             gpointer           data,
                             GDestroyNotify     destroy)
{
  return stree_watch_web_socket_with (cx, name, url, .on_message = func, .data = data, .destroy = destroy);
}

/* --- reading --- */

static void
track (StreeWebSocket *socket)
{
  STREE_MAIN_THREAD_ONLY ();
  stree_state_track (socket->stream.state);
}

/**
 * stree_web_socket_get_status:
 * @socket: a WebSocket
 *
 * Where its connection is.
 *
 * Returns: the status
 *
 * Since: 1.0
 */
StreeConnectionStatus
stree_web_socket_get_status (StreeWebSocket *socket)
{
  g_return_val_if_fail (socket != NULL, STREE_CONNECTION_CLOSED);
  track (socket);
  return socket->stream.status;
}

/**
 * stree_web_socket_get_error:
 * @socket: a WebSocket
 *
 * Why there is no connection at the moment.
 *
 * Returns: (transfer none) (nullable): the error; %NULL: none, or there is one again
 *
 * Since: 1.0
 */
const GError *
stree_web_socket_get_error (StreeWebSocket *socket)
{
  g_return_val_if_fail (socket != NULL, NULL);
  track (socket);
  return socket->stream.error;
}

/**
 * stree_web_socket_get_text:
 * @socket: a WebSocket
 *
 * Its last message, if that was a text.
 *
 * Returns: (transfer none) (nullable): the text, good until the next message; %NULL: none came yet, or it was bytes
 *
 * Since: 1.0
 */
const char *
stree_web_socket_get_text (StreeWebSocket *socket)
{
  g_return_val_if_fail (socket != NULL, NULL);
  track (socket);
  /* libsoup puts a NUL behind every message. */
  return socket->message && socket->is_text ? g_bytes_get_data (socket->message, NULL) : NULL;
}

/**
 * stree_web_socket_get_bytes:
 * @socket: a WebSocket
 *
 * Its last message, whatever it was.
 *
 * Returns: (transfer none) (nullable): the bytes, of a text as UTF-8; %NULL: none came yet
 *
 * Since: 1.0
 */
GBytes *
stree_web_socket_get_bytes (StreeWebSocket *socket)
{
  g_return_val_if_fail (socket != NULL, NULL);
  track (socket);
  return socket->message;
}

/**
 * stree_web_socket_get_n_messages:
 * @socket: a WebSocket
 *
 * How many messages came.
 *
 * Returns: the number, over all connections of the socket
 *
 * Since: 1.0
 */
guint64
stree_web_socket_get_n_messages (StreeWebSocket *socket)
{
  g_return_val_if_fail (socket != NULL, 0);
  track (socket);
  return socket->n_messages;
}

/**
 * stree_web_socket_get_close_code:
 * @socket: a WebSocket
 *
 * How the connection before ended, as RFC 6455 numbers it: 1000 is done, 1001 going away, 1008 a policy.
 *
 * Returns: the code; 0: there was none, or it broke without one
 *
 * Since: 1.0
 */
guint
stree_web_socket_get_close_code (StreeWebSocket *socket)
{
  g_return_val_if_fail (socket != NULL, 0);
  track (socket);
  return socket->close_code;
}

/**
 * stree_web_socket_get_close_reason:
 * @socket: a WebSocket
 *
 * What the server said when it closed the connection before.
 *
 * Returns: (transfer none): the reason; "" if it said nothing
 *
 * Since: 1.0
 */
const char *
stree_web_socket_get_close_reason (StreeWebSocket *socket)
{
  g_return_val_if_fail (socket != NULL, NULL);
  track (socket);
  return socket->close_reason;
}

/**
 * stree_web_socket_get_protocol:
 * @socket: a WebSocket
 *
 * The subprotocol that the server took.
 *
 * Returns: (transfer none) (nullable): the protocol; %NULL: none, or there was no connection yet
 *
 * Since: 1.0
 */
const char *
stree_web_socket_get_protocol (StreeWebSocket *socket)
{
  g_return_val_if_fail (socket != NULL, NULL);
  track (socket);
  return socket->protocol;
}

/* --- sending --- */

static gboolean
check_open (StreeWebSocket *socket, GError **error)
{
  STREE_MAIN_THREAD_ONLY ();
  if (socket->connection && soup_websocket_connection_get_state (socket->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, _ ("There is no connection: nothing was sent"));
  return FALSE;
}

/**
 * stree_web_socket_send_text:
 * @socket: a WebSocket
 * @text: a text
 * @error: return location for an error
 *
 * Sends a text.
 *
 * Returns: %FALSE with %G_IO_ERROR_NOT_CONNECTED if it is not open; nothing waits until it is. With
 *   %G_IO_ERROR_INVALID_ARGUMENT if the text is no UTF-8
 *
 * Since: 1.0
 */
gboolean
stree_web_socket_send_text (StreeWebSocket *socket, const char *text, GError **error)
{
  g_return_val_if_fail (socket != NULL && text != NULL, FALSE);
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("What was to be sent is no UTF-8"));
      return FALSE;
    }
  if (!check_open (socket, error))
    return FALSE;
  soup_websocket_connection_send_text (socket->connection, text);
  return TRUE;
}

/**
 * stree_web_socket_send_bytes:
 * @socket: a WebSocket
 * @bytes: bytes
 * @error: return location for an error
 *
 * Sends a binary message.
 *
 * Returns: %FALSE with %G_IO_ERROR_NOT_CONNECTED if it is not open; nothing waits until it is
 *
 * Since: 1.0
 */
gboolean
stree_web_socket_send_bytes (StreeWebSocket *socket, GBytes *bytes, GError **error)
{
  g_return_val_if_fail (socket != NULL && bytes != NULL, FALSE);
  if (!check_open (socket, error))
    return FALSE;
  soup_websocket_connection_send_message (socket->connection, SOUP_WEBSOCKET_DATA_BINARY, bytes);
  return TRUE;
}

/**
 * stree_web_socket_close:
 * @socket: a WebSocket
 * @reason: (nullable): a text for the server, of 123 bytes at most: what is longer is cut
 *
 * Closes it as done (1000). It is not made again as long as the component asks for the same URL.
 *
 * Since: 1.0
 */
void
stree_web_socket_close (StreeWebSocket *socket, const char *reason)
{
  g_autofree char *text = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (socket != NULL);
  if (socket->closing || socket->stream.over)
    return;
  if (reason && strlen (reason) > MAX_REASON)
    {
      const char *end = g_utf8_find_prev_char (reason, reason + MAX_REASON + 1);

      text = g_strndup (reason, end ? (gsize) (end - reason) : 0);
    }
  socket->closing = TRUE;
  stree_retry_cancel (&socket->stream.retry);
  g_cancellable_cancel (socket->stream.cancellable);
  say_goodbye (socket, SOUP_WEBSOCKET_CLOSE_NORMAL, text ? text : reason);
  stree_stream_set_status (&socket->stream, STREE_CONNECTION_CLOSED, NULL);
}
