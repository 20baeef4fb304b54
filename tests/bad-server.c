/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "bad-server.h"

#include <string.h>

#include "tasks/stree-task-lock-private.h"

typedef struct
{
  BadServerFunc func;
  gpointer      data;
  guint         count;
  char         *last; /* owned */
} Place;

struct _BadServer
{
  GThreadedSocketService *service; /* owned */
  GTlsCertificate        *certificate; /* owned; NULL: it speaks plain HTTP */
  guint                   port;
  GCancellable           *stop;   /* owned */
  GMutex                  lock;
  GCond                   cond;
  guint                   n_running;
  GHashTable             *places; /* path (owned) -> Place (owned) */
  GMainContext           *context;
  GThread                *thread;
};

static void
free_place (gpointer data)
{
  Place *place = data;

  g_free (place->last);
  g_free (place);
}

gboolean
bad_server_say (GOutputStream *out, const char *text)
{
  return g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

void
bad_server_answer (GOutputStream *out, const char *status, const char *headers, const char *body, gsize size)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n", status,
                                           size, headers ? headers : "");

  if (bad_server_say (out, head))
    g_output_stream_write_all (out, body, size, NULL, NULL, NULL);
}

void
bad_server_stall (GCancellable *stop)
{
  GPollFD fd;

  if (!g_cancellable_make_pollfd (stop, &fd))
    return;
  g_poll (&fd, 1, -1);
  g_cancellable_release_fd (stop);
}

/* The head of a request, and of its body what its length says. */
static char *
read_request (GInputStream *in, GCancellable *stop)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char         *end = NULL;
  gsize               wanted = 0;
  char                buffer[4096];

  while (!end || text->len < wanted)
    {
      gssize n = g_input_stream_read (in, buffer, sizeof buffer, stop, NULL);
      char  *length;

      if (n <= 0)
        return NULL;
      g_string_append_len (text, buffer, n);
      end = strstr (text->str, "\r\n\r\n");
      if (!end)
        continue;
      length = strstr (text->str, "Content-Length: ");
      wanted = (gsize) (end - text->str) + 4;
      if (length && length < end)
        wanted += (gsize) g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
serve (BadServer *server, GIOStream *stream)
{
  GOutputStream       *out = g_io_stream_get_output_stream (stream);
  g_autofree char     *head = read_request (g_io_stream_get_input_stream (stream), server->stop);
  g_auto (GStrv)       words = head ? g_strsplit (head, " ", 3) : NULL;
  g_autofree char     *path = NULL;
  Place               *place;
  BadServerFunc        func = NULL;
  gpointer             data = NULL;
  guint                n = 0;

  if (!words || g_strv_length (words) < 3)
    return;
  path = g_strndup (words[1], strcspn (words[1], "?"));
  stree_lock (&server->lock);
  place = g_hash_table_lookup (server->places, path);
  if (place)
    {
      func = place->func; /* another one may take its place meanwhile */
      data = place->data;
      n = place->count++;
      g_free (place->last);
      place->last = g_strdup (head);
    }
  stree_unlock (&server->lock);
  if (func)
    func (out, head, n, server->stop, data);
  else
    bad_server_answer (out, "404 Not Found", NULL, "nothing\nhere", 12);
}

static gboolean
on_run (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  BadServer            *server = data;
  g_autoptr (GIOStream) stream = g_object_ref (G_IO_STREAM (connection));

  (void) service;
  (void) source;
  stree_lock (&server->lock);
  server->n_running++;
  stree_unlock (&server->lock);
  if (server->certificate)
    {
      g_object_unref (stream);
      stream = g_tls_server_connection_new (G_IO_STREAM (connection), server->certificate, NULL);
    }
  if (!server->certificate || g_tls_connection_handshake (G_TLS_CONNECTION (stream), server->stop, NULL))
    serve (server, stream);
  g_io_stream_close (stream, NULL, NULL);
  stree_lock (&server->lock);
  server->n_running--;
  g_cond_broadcast (&server->cond);
  stree_unlock (&server->lock);
  return TRUE;
}

static gpointer
run_server (gpointer data)
{
  BadServer *server = data;

  g_main_context_push_thread_default (server->context);
  g_socket_service_start (G_SOCKET_SERVICE (server->service));
  while (!g_cancellable_is_cancelled (server->stop))
    g_main_context_iteration (server->context, TRUE);
  g_socket_service_stop (G_SOCKET_SERVICE (server->service));
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

BadServer *
bad_server_new (GTlsCertificate *certificate)
{
  BadServer                 *server = g_new0 (BadServer, 1);
  g_autoptr (GInetAddress)   address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (address, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError)         error = NULL;

  g_mutex_init (&server->lock);
  g_cond_init (&server->cond);
  server->stop = g_cancellable_new ();
  server->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_place);
  server->certificate = certificate ? g_object_ref (certificate) : NULL;
  server->context = g_main_context_new ();
  g_main_context_push_thread_default (server->context);
  server->service = G_THREADED_SOCKET_SERVICE (g_threaded_socket_service_new (64));
  g_socket_service_stop (G_SOCKET_SERVICE (server->service));
  g_signal_connect (server->service, "run", G_CALLBACK (on_run), server);
  g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound,
                                 &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (server->context);
  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  server->thread = g_thread_new ("bad-server", run_server, server);
  return server;
}

void
bad_server_add (BadServer *server, const char *path, BadServerFunc func, gpointer data)
{
  Place *place = g_new0 (Place, 1);

  place->func = func;
  place->data = data;
  stree_lock (&server->lock);
  g_hash_table_replace (server->places, g_strdup (path), place);
  stree_unlock (&server->lock);
}

guint
bad_server_count (BadServer *server, const char *path)
{
  Place *place;
  guint  count;

  stree_lock (&server->lock);
  place = g_hash_table_lookup (server->places, path);
  count = place ? place->count : 0;
  stree_unlock (&server->lock);
  return count;
}

char *
bad_server_last (BadServer *server, const char *path)
{
  Place *place;
  char  *last;

  stree_lock (&server->lock);
  place = g_hash_table_lookup (server->places, path);
  last = place ? g_strdup (place->last) : NULL;
  stree_unlock (&server->lock);
  return last;
}

char *
bad_server_url (BadServer *server, const char *path)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", server->certificate ? "https" : "http", server->port, path);
}

guint
bad_server_port (BadServer *server)
{
  return server->port;
}

void
bad_server_free (BadServer *server)
{
  g_cancellable_cancel (server->stop);
  g_main_context_wakeup (server->context);
  g_thread_join (server->thread);
  stree_lock (&server->lock);
  while (server->n_running > 0)
    stree_wait (&server->cond, &server->lock);
  stree_unlock (&server->lock);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_object_unref (server->service);
  g_clear_object (&server->certificate);
  g_object_unref (server->stop);
  g_hash_table_unref (server->places);
  g_main_context_unref (server->context);
  g_mutex_clear (&server->lock);
  g_cond_clear (&server->cond);
  g_free (server);
}

/* --- what is often said --- */

void
bad_server_say_data (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  (void) head;
  (void) n;
  (void) stop;
  bad_server_answer (out, "200 OK", NULL, data, strlen (data));
}

void
bad_server_say_and_stall (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  (void) head;
  (void) n;
  if (data)
    bad_server_say (out, data);
  bad_server_stall (stop);
}

void
bad_server_redirect (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  g_autofree char *header = g_strdup_printf ("Location: %s\r\n", (const char *) data);

  (void) head;
  (void) n;
  (void) stop;
  bad_server_answer (out, "302 Found", header, "", 0);
}
