/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* WebSockets as state, with a server that sends, echoes, closes, breaks off and comes back. */

#include "stream-fixture.h"

#define MANY 100000

static SoupWebsocketConnection *peer; /* the server's end; NULL: it is closed */
static guint                    n_connections, n_closed, closed_code;
static char                    *closed_reason;
static guint                    n_received;
static GBytes                  *received;
static SoupWebsocketDataType    received_type;
static StreeWebSocket          *web_socket;
static char                    *url;
static int                      drops; /* so many connections are broken off when they are there */

static void
echo_cb (SoupWebsocketConnection *connection, SoupWebsocketDataType type, GBytes *message, gpointer data)
{
  (void) data;
  n_received++;
  received_type = type;
  g_clear_pointer (&received, g_bytes_unref);
  received = g_bytes_ref (message);
  soup_websocket_connection_send_message (connection, type, message);
}

static void
gone_cb (SoupWebsocketConnection *connection, gpointer data)
{
  (void) data;
  n_closed++;
  closed_code = soup_websocket_connection_get_close_code (connection);
  g_free (closed_reason);
  closed_reason = g_strdup (soup_websocket_connection_get_close_data (connection));
  if (connection == peer)
    peer = NULL;
  g_object_unref (connection);
}

static void
connected_cb (SoupServer              *server,
              SoupServerMessage       *message,
              const char              *path,
              SoupWebsocketConnection *connection,
              gpointer                 data)
{
  (void) server;
  (void) message;
  (void) path;
  (void) data;
  n_connections++;
  if (drops-- > 0)
    {
      g_io_stream_close (soup_websocket_connection_get_io_stream (connection), NULL, NULL);
      return;
    }
  peer = g_object_ref (connection);
  g_signal_connect (connection, "message", G_CALLBACK (echo_cb), NULL);
  g_signal_connect (connection, "closed", G_CALLBACK (gone_cb), NULL);
}

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  (void) server;
  (void) path;
  (void) query;
  soup_server_message_set_status (message, GPOINTER_TO_UINT (data), NULL);
}

static void
begin (Fixture *fixture, gconstpointer data)
{
  char  protocol[] = "chat.v2";
  char *protocols[] = { protocol, NULL };

  set_up (fixture, data);
  n_connections = n_closed = closed_code = n_received = 0;
  drops = 0;
  peer = NULL;
  soup_server_add_websocket_handler (fixture->server, "/echo", NULL, protocols, connected_cb, NULL, NULL);
  soup_server_add_handler (fixture->server, "/none", answer_cb, GUINT_TO_POINTER (404), NULL);
  soup_server_add_handler (fixture->server, "/plain", answer_cb, GUINT_TO_POINTER (200), NULL);
  soup_server_add_handler (fixture->server, "/busy", answer_cb, GUINT_TO_POINTER (503), NULL);
  url = g_strdup_printf ("ws://%s/echo", fixture->base);
}

static void
finish (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->view);
  wait_for (peer == NULL);
  g_clear_pointer (&received, g_bytes_unref);
  g_clear_pointer (&closed_reason, g_free);
  g_free (url);
  tear_down (fixture, data);
}

static StreeElement *
show_socket (StreeContext *cx)
{
  const char *text;

  web_socket = stree_watch_web_socket_with (cx, "chat", url, .keepalive = -1, .max_message_size = 2 * 1024 * 1024);
  text = stree_web_socket_get_text (web_socket);
  return stree_text ("%d %.20s", stree_web_socket_get_status (web_socket), text ? text : "nothing");
}

static void
open_socket (Fixture *fixture)
{
  show (show_socket);
  wait_for (stree_headless_has_text (fixture->view, "1 nothing") && peer);
}

static void
test_state (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b", 3);

  (void) data;
  show (show_socket);
  assert_has_text (fixture->view, "0 nothing");
  g_assert_false (stree_web_socket_send_text (web_socket, "too early", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED);
  g_clear_error (&error);
  open_socket (fixture);

  g_assert_true (stree_web_socket_send_text (web_socket, "hällo", &error));
  wait_for (stree_headless_has_text (fixture->view, "1 hällo"));
  g_assert_cmpint (received_type, ==, SOUP_WEBSOCKET_DATA_TEXT);
  g_assert_cmpuint (g_bytes_get_size (stree_web_socket_get_bytes (web_socket)), ==, strlen ("hällo"));

  g_assert_true (stree_web_socket_send_bytes (web_socket, bytes, &error));
  wait_for (stree_headless_has_text (fixture->view, "1 nothing"));
  g_assert_cmpint (received_type, ==, SOUP_WEBSOCKET_DATA_BINARY);
  g_assert_true (g_bytes_equal (stree_web_socket_get_bytes (web_socket), bytes));
  g_assert_null (stree_web_socket_get_text (web_socket));
  g_assert_cmpuint (stree_web_socket_get_n_messages (web_socket), ==, 2);

  g_assert_false (stree_web_socket_send_text (web_socket, "\xFF", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static StreeElement *
show_protocol (StreeContext *cx)
{
  const char *const protocols[] = { "chat.v2", NULL };

  web_socket = stree_watch_web_socket_with (cx, "chat", url, .protocols = protocols);
  return stree_text ("%s", stree_web_socket_get_protocol (web_socket));
}

static void
test_protocol (Fixture *fixture, gconstpointer data)
{
  (void) data;
  show (show_protocol);
  wait_for (stree_headless_has_text (fixture->view, "chat.v2") && peer);
}

/* A server that goes away comes back; one that breaks off again and again is asked later each time. */
static void
test_reconnects (Fixture *fixture, gconstpointer data)
{
  const guint *ms;

  (void) data;
  open_socket (fixture);
  soup_websocket_connection_close (peer, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, "restart");
  drops = 3;
  wait_for (n_connections == 5 && peer && stree_web_socket_get_status (web_socket) == STREE_CONNECTION_OPEN);
  g_assert_null (stree_web_socket_get_error (web_socket));
  g_assert_cmpuint (delays->len, ==, 4);
  ms = (const guint *) (gpointer) delays->data;
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpuint (ms[i], >=, 1000u << i);
      g_assert_cmpuint (ms[i], <=, 1500u << i);
    }
  /* What comes says that it is a good one. */
  stree_web_socket_send_text (web_socket, "back", NULL);
  wait_for (stree_headless_has_text (fixture->view, "1 back"));
  g_io_stream_close (soup_websocket_connection_get_io_stream (peer), NULL, NULL);
  wait_for (delays->len == 5);
  g_assert_cmpuint (((const guint *) (gpointer) delays->data)[4], <=, 1500);
  wait_for (n_connections == 6 && stree_web_socket_get_status (web_socket) == STREE_CONNECTION_OPEN);
}

static void
test_waits (Fixture *fixture, gconstpointer data)
{
  (void) data;
  hold_timer = TRUE;
  open_socket (fixture);
  soup_websocket_connection_close (peer, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, "restart");
  wait_for (delays->len == 1);
  g_assert_cmpint (stree_web_socket_get_status (web_socket), ==, STREE_CONNECTION_CONNECTING);
  g_assert_cmpuint (stree_web_socket_get_close_code (web_socket), ==, 1001);
  g_assert_cmpstr (stree_web_socket_get_close_reason (web_socket), ==, "restart");
  g_assert_nonnull (strstr (stree_web_socket_get_error (web_socket)->message, "1001, restart"));
  g_assert_false (stree_web_socket_send_text (web_socket, "a", NULL));
  stree_web_socket_close (web_socket, NULL);
  g_assert_null (g_main_context_find_source_by_id (NULL, held_timer));
}

static void
test_done (Fixture *fixture, gconstpointer data)
{
  (void) data;
  open_socket (fixture);
  soup_websocket_connection_close (peer, SOUP_WEBSOCKET_CLOSE_NORMAL, "bye");
  wait_for (stree_web_socket_get_status (web_socket) == STREE_CONNECTION_CLOSED);
  g_assert_cmpuint (stree_web_socket_get_close_code (web_socket), ==, 1000);
  g_assert_cmpstr (stree_web_socket_get_close_reason (web_socket), ==, "bye");
  g_assert_null (stree_web_socket_get_error (web_socket));
  g_assert_cmpuint (delays->len, ==, 0);
}

static void
test_policy (Fixture *fixture, gconstpointer data)
{
  (void) data;
  open_socket (fixture);
  soup_websocket_connection_close (peer, SOUP_WEBSOCKET_CLOSE_POLICY_VIOLATION, "not you");
  wait_for (stree_web_socket_get_status (web_socket) == STREE_CONNECTION_ERROR);
  g_assert_nonnull (strstr (stree_web_socket_get_error (web_socket)->message, "not you"));
  g_assert_cmpuint (delays->len, ==, 0);
}

typedef struct
{
  const char           *path;
  const char           *message; /* a part of it */
  StreeConnectionStatus status;
} Refusal;

static const Refusal refusals[] = {
  { "none", "404", STREE_CONNECTION_ERROR },
  { "plain", "", STREE_CONNECTION_ERROR },
  { "busy", "503", STREE_CONNECTION_CONNECTING },
};

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const Refusal *refusal = data;

  hold_timer = TRUE;
  g_free (url);
  url = g_strdup_printf ("ws://%s/%s", fixture->base, refusal->path);
  show (show_socket);
  wait_for (stree_web_socket_get_error (web_socket) != NULL);
  g_assert_cmpint (stree_web_socket_get_status (web_socket), ==, refusal->status);
  g_assert_nonnull (strstr (stree_web_socket_get_error (web_socket)->message, refusal->message));
  g_assert_cmpuint (delays->len, ==, refusal->status == STREE_CONNECTION_CONNECTING);
}

/* --- whose it is --- */

static StreeElement *
show_nothing (StreeContext *cx)
{
  (void) cx;
  return stree_text ("nothing");
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  StreeWebSocket *first;

  (void) data;
  open_socket (fixture);
  first = web_socket;
  show (show_socket);
  g_assert_true (web_socket == first);

  g_free (url);
  url = g_strdup_printf ("ws://%s/echo/other", fixture->base);
  show (show_socket);
  wait_for (n_closed == 1 && n_connections == 2 && peer);
  g_assert_cmpuint (closed_code, ==, 1001);

  wait_for (stree_web_socket_get_status (web_socket) == STREE_CONNECTION_OPEN);
  show (show_nothing);
  wait_for (n_closed == 2);

  open_socket (fixture);
  g_clear_object (&fixture->view);
  wait_for (n_closed == 3);
  g_assert_cmpuint (delays->len, ==, 0);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reason = g_strnfill (200, 'x');

  (void) data;
  memcpy (reason + 122, "\xC3\xA4", 2); /* where it is cut */
  open_socket (fixture);
  stree_web_socket_close (web_socket, reason);
  g_assert_cmpint (stree_web_socket_get_status (web_socket), ==, STREE_CONNECTION_CLOSED);
  wait_for (n_closed == 1);
  g_assert_cmpuint (closed_code, ==, 1000);
  g_assert_cmpuint (strlen (closed_reason), ==, 122);
  show (show_socket);
  g_assert_cmpint (stree_web_socket_get_status (web_socket), ==, STREE_CONNECTION_CLOSED);
  g_assert_cmpuint (delays->len, ==, 0);
  g_assert_cmpuint (n_connections, ==, 1);
}

/* It is closed before there is an answer. */
static void
test_leaves_early (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  show (show_socket);
  show (show_nothing);
  show (show_socket);
  stree_web_socket_close (web_socket, NULL);
  show (show_nothing);
  g_assert_cmpuint (delays->len, ==, 0);
}

/* --- much of it --- */

static guint    n_seen, n_freed;
static gboolean in_order;

static void
count (StreeContext *cx, StreeWebSocket *from, gpointer data)
{
  (void) cx;
  (void) data;
  in_order = in_order && g_ascii_strtoull (stree_web_socket_get_text (from), NULL, 10) == n_seen;
  n_seen++;
}

static void
count_freed (gpointer data)
{
  (void) data;
  n_freed++;
}

static StreeElement *
show_each (StreeContext *cx)
{
  web_socket = stree_watch_web_socket_with (cx, "chat", url, .on_message = count, .data = &n_seen, .destroy = count_freed);
  return stree_text ("%d %" G_GUINT64_FORMAT, stree_web_socket_get_status (web_socket),
                     stree_web_socket_get_n_messages (web_socket));
}

/* The function gets each of them, in order; the component runs a few times for all. */
static void
test_each (Fixture *fixture, gconstpointer data)
{
  guint runs;

  (void) data;
  n_seen = n_freed = 0;
  in_order = TRUE;
  show (show_each);
  wait_for (stree_headless_has_text (fixture->view, "1 0") && peer);
  runs = n_runs;
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      soup_websocket_connection_send_text (peer, text);
    }
  wait_for (stree_headless_has_text (fixture->view, "1 100000"));
  g_assert_cmpuint (n_seen, ==, MANY);
  g_assert_true (in_order);
  g_test_message ("%u runs for %u messages", n_runs - runs, MANY);
  g_assert_cmpuint (n_runs - runs, <, MANY / 100);
  g_assert_cmpuint (n_freed, ==, n_runs - 2);
  show (show_nothing);
  g_assert_cmpuint (n_freed, ==, n_runs - 2);
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  gsize            size = GPOINTER_TO_SIZE (data);
  g_autofree char *text = g_strnfill (size, 'x');

  open_socket (fixture);
  soup_websocket_connection_set_max_incoming_payload_size (peer, 8 * 1024 * 1024);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (peer), "max-total-message-size"))
    g_object_set (peer, "max-total-message-size", (guint64) 8 * 1024 * 1024, NULL);
  if (size < 2 * 1024 * 1024)
    {
      g_assert_true (stree_web_socket_send_text (web_socket, text, NULL));
      wait_for (stree_headless_has_text (fixture->view, "1 xxxxxxxxxxxxxxxxxxxx"));
      g_assert_cmpuint (g_bytes_get_size (stree_web_socket_get_bytes (web_socket)), ==, size);
    }
  else
    {
      soup_websocket_connection_send_text (peer, text);
      wait_for (stree_web_socket_get_status (web_socket) == STREE_CONNECTION_ERROR);
      g_assert_cmpuint (stree_web_socket_get_close_code (web_socket), ==, SOUP_WEBSOCKET_CLOSE_TOO_BIG);
      g_assert_nonnull (stree_web_socket_get_error (web_socket));
      g_assert_cmpuint (delays->len, ==, 0);
    }
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  /* The other side breaks it off. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL);
  *(gboolean *) data = TRUE;
}

/* Three frames of 1 MiB are one message, which never ends, and more than 2 MiB. */
static void
test_fragments (Fixture *fixture, gconstpointer data)
{
  static const guint8    begin_text[10] = { 0x01, 127, 0, 0, 0, 0, 0, 0x10, 0, 0 };
  static const guint8    go_on[10] = { 0x00, 127, 0, 0, 0, 0, 0, 0x10, 0, 0 };
  g_autofree char       *text = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GByteArray) frames = g_byte_array_new ();
  gboolean               written = FALSE;

  (void) data;
  open_socket (fixture);
  if (!g_object_class_find_property (G_OBJECT_GET_CLASS (peer), "max-total-message-size"))
    {
      g_test_skip ("this version of libsoup bounds frames only");
      return;
    }
  for (guint i = 0; i < 3; i++)
    {
      g_byte_array_append (frames, i == 0 ? begin_text : go_on, 10);
      g_byte_array_append (frames, (const guint8 *) text, 1024 * 1024);
    }
  g_output_stream_write_all_async (g_io_stream_get_output_stream (soup_websocket_connection_get_io_stream (peer)), frames->data,
                                   frames->len, G_PRIORITY_DEFAULT, NULL, written_cb, &written);
  wait_for (stree_web_socket_get_status (web_socket) == STREE_CONNECTION_ERROR);
  g_assert_cmpuint (stree_web_socket_get_close_code (web_socket), ==, SOUP_WEBSOCKET_CLOSE_TOO_BIG);
  wait_for (written);
}

#define add(name, data, func) g_test_add ("/web-socket/" name, Fixture, data, begin, func, finish)

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  add ("state", NULL, test_state);
  add ("protocol", NULL, test_protocol);
  add ("reconnects", NULL, test_reconnects);
  add ("waits", NULL, test_waits);
  add ("done", NULL, test_done);
  add ("policy", NULL, test_policy);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *name = g_strdup_printf ("/web-socket/refused/%s", refusals[i].path);

      g_test_add (name, Fixture, &refusals[i], begin, test_refused, finish);
    }
  add ("life", NULL, test_life);
  add ("close", NULL, test_close);
  add ("leaves-early", NULL, test_leaves_early);
  add ("each", NULL, test_each);
  add ("large/fits", GSIZE_TO_POINTER (1024 * 1024), test_large);
  add ("large/does-not", GSIZE_TO_POINTER (3 * 1024 * 1024), test_large);
  add ("large/fragments", NULL, test_fragments);
  return g_test_run ();
}
