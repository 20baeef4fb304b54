/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A fetch that is cancelled ends at once, wherever it is: while it connects, in the TLS handshake, while it parses. The timeout
 * is far away, and not what ends it. */

#include "task-fixture.h"

#include "bad-server.h"
#include "core/stree-json-syntax-private.h"

static gboolean
network_is_idle (void)
{
  return stree_task_pool_get_n_running ("network") == 0 && stree_task_pool_get_n_waiting ("network") == 0;
}

static void
tear_down_network (Fixture *fixture, gconstpointer data)
{
  tear_down (fixture, data);
  while (!network_is_idle ())
    g_thread_yield ();
}

static void
cancel (StreeTask *task)
{
  g_assert_false (stree_task_is_finished (task));
  stree_task_cancel (task);
  wait_for (stree_task_is_finished (task));
  g_assert_cmpint (stree_task_get_status (task), ==, STREE_TASK_CANCELLED);
}

/* A socket that listens on loopback, and does nothing else. */
static GSocket *
listen_somewhere (guint *port)
{
  g_autoptr (GError)         error = NULL;
  GSocket                   *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_autoptr (GInetAddress)   address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_assert_no_error (error);
  g_socket_set_listen_backlog (socket, 0);
  g_assert_true (g_socket_bind (socket, any, FALSE, NULL) && g_socket_listen (socket, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return socket;
}

/* --- while it connects --- */

/* How many connections to a port of this machine are being made, as the kernel says; -1: it does not say. */
static int
count_connecting (guint port)
{
  g_autofree char *text = NULL;
  g_autofree char *wanted = g_strdup_printf (":%04X 02 ", port); /* SYN_SENT */
  int              n = 0;

  if (!g_file_get_contents ("/proc/net/tcp", &text, NULL, NULL))
    return -1;
  for (const char *p = text; (p = strstr (p, wanted)); p++)
    n++;
  return n;
}

/* The kernel makes some connections on behalf of a server that does not accept them; the next one waits. */
static GPtrArray *
fill_up (GSocket *server, guint port)
{
  GPtrArray                 *sockets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (server, NULL);

  while (sockets->len < 64 && count_connecting (port) < 1)
    {
      GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      g_socket_set_blocking (socket, FALSE);
      g_socket_connect (socket, address, NULL, NULL); /* it is pending, and stays so */
      g_ptr_array_add (sockets, socket);
    }
  return sockets;
}

static void
test_connect (Fixture *fixture, gconstpointer data)
{
  guint                 port;
  g_autoptr (GSocket)   server = listen_somewhere (&port);
  g_autofree char      *url = g_strdup_printf ("http://127.0.0.1:%u/", port);
  g_autoptr (GPtrArray) others = NULL;
  StreeTask            *task;
  int                   n;

  (void) fixture;
  (void) data;
  if (count_connecting (port) < 0)
    {
      g_test_skip ("the kernel does not say what connects");
      return;
    }
  others = fill_up (server, port);
  n = count_connecting (port);
  g_assert_cmpint (n, >, 0);
  task = stree_fetch_with (context, "connect", url, .timeout = 600000);
  while (count_connecting (port) == n)
    g_thread_yield ();
  cancel (task);
  while (count_connecting (port) > n) /* and its socket is closed */
    g_thread_yield ();
}

/* --- in the TLS handshake --- */

static gboolean
hello_cb (GSocket *socket, GIOCondition condition, gpointer data)
{
  char    bytes[4096];
  gssize  n = g_socket_receive (socket, bytes, sizeof bytes, NULL, NULL);
  GArray *heard = data;

  (void) condition;
  if (n > 0)
    {
      g_array_append_vals (heard, bytes, (guint) n);
      return G_SOURCE_CONTINUE;
    }
  g_array_append_val (heard, "E"[0]);
  return G_SOURCE_REMOVE;
}

static void
test_handshake (Fixture *fixture, gconstpointer data)
{
  guint               port;
  g_autoptr (GSocket) server = listen_somewhere (&port);
  g_autoptr (GSocket) client = NULL;
  g_autoptr (GSource) source = NULL;
  g_autoptr (GArray)  heard = g_array_new (FALSE, FALSE, 1);
  g_autofree char    *url = g_strdup_printf ("https://127.0.0.1:%u/", port);
  StreeTask          *task;
  guint               n;

  (void) fixture;
  (void) data;
  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("there is no TLS in this GIO");
      return;
    }
  task = stree_fetch_with (context, "handshake", url, .timeout = 600000);
  client = g_socket_accept (server, NULL, NULL);
  source = g_socket_create_source (client, G_IO_IN, NULL);
  g_source_set_callback (source, G_SOURCE_FUNC (hello_cb), heard, NULL);
  g_source_attach (source, NULL);
  wait_for (heard->len > 5);
  g_assert_cmpint (heard->data[0], ==, 0x16); /* it begins the handshake, and is never answered */
  n = heard->len;
  cancel (task);
  wait_for (heard->len > n && g_source_is_destroyed (source)); /* the connection is closed */
}

/* --- while it parses --- */

static void
say_bytes (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  gsize       size;
  const char *bytes = g_bytes_get_data (data, &size);

  (void) head;
  (void) n;
  (void) stop;
  bad_server_answer (out, "200 OK", NULL, bytes, size);
}

/* All has come, and is being parsed: what comes before that has been done here twice meanwhile. If the parser was faster all the
 * same, once more. */
static void
cancel_parsing (const char *text, StreeFetchAs as)
{
  g_autoptr (GBytes)    bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (BadServer) server = bad_server_new (NULL);
  g_autofree char      *url = bad_server_url (server, "/large");
  StreeTaskStatus       status = STREE_TASK_DONE;

  bad_server_add (server, "/large", say_bytes, bytes);
  for (guint i = 0; i < 20 && status == STREE_TASK_DONE; i++)
    {
      StreeTask *task = stree_fetch_with (context, "large", url, .as = as, .cache = STREE_REQUEST_CACHE_NO_STORE);

      wait_for (stree_task_get_progress (task) >= 1);
      for (guint k = 0; k < 2; k++)
        if (as == STREE_FETCH_AS_JSON)
          g_assert_true (stree_json_check_syntax (text, NULL));
        else
          g_assert_true (g_utf8_validate (text, -1, NULL));
      stree_task_cancel (task);
      wait_for (stree_task_is_finished (task));
      status = stree_task_get_status (task);
      stree_task_dismiss (context, "large");
    }
  g_assert_cmpint (status, ==, STREE_TASK_CANCELLED);
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("[0");

  (void) fixture;
  (void) data;
  for (guint i = 0; i < 200000; i++)
    g_string_append (text, ",{\"a\":\"text\"}");
  g_string_append_c (text, ']');
  cancel_parsing (text->str, STREE_FETCH_AS_JSON);
}

static void
test_csv (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("number,text\n");

  (void) fixture;
  (void) data;
  for (guint i = 0; i < 500000; i++)
    g_string_append_printf (text, "%u,some text %u\n", i, i);
  cancel_parsing (text->str, STREE_FETCH_AS_FRAME);
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down_network)

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  add ("/fetch-cancel/connect", test_connect);
  add ("/fetch-cancel/handshake", test_handshake);
  add ("/fetch-cancel/json", test_json);
  add ("/fetch-cancel/csv", test_csv);
  return g_test_run ();
}
