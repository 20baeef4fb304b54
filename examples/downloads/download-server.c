/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "download-server.h"

#include <libsoup/soup.h>
#include <string.h>

#define PIECE     (64 * 1024)
#define HELD_WAIT 10 /* milliseconds: how often a held answer looks whether it may go on */

struct _DownloadServer
{
  const DownloadList *list;
  SoupServer         *soup;    /* owned; of the thread */
  GMainContext       *context; /* owned */
  GMainLoop          *loop;    /* owned */
  GThread            *thread;
  char               *url;     /* owned */
  GHashTable         *dropped; /* names (borrowed) of the files whose connection was ended already */
  int                 held;    /* atomic, as what follows */
  int                 n_requests;
  int                 n_parts;
  int                 n_open;
};

/* An answer under way. */
typedef struct
{
  DownloadServer     *server;  /* borrowed */
  SoupServerMessage  *message; /* borrowed: it owns this */
  const DownloadFile *file;
  gint64              at;      /* what is sent next */
  gint64              end;
  gint64              drop_at; /* -1: nowhere */
  GSource            *source;  /* owned: of the next piece; NULL: it is being sent */
  gboolean            begun;
} Answer;

guint8
download_file_get_byte (const DownloadFile *file, gint64 offset)
{
  return (guint8) ((guint64) offset * 7 + ((guint64) offset >> 8) * 13 + ((guint64) offset >> 16) + strlen (file->name));
}

/* --- pieces --- */

static void
stop (Answer *self)
{
  if (!self->source)
    return;
  g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static void
answer_free (gpointer data)
{
  Answer *self = data;

  stop (self);
  g_atomic_int_add (&self->server->n_open, -1);
  g_free (self);
}

static void
finished_cb (SoupServerMessage *message, Answer *self)
{
  (void) message;
  stop (self);
}

/* The connection ends, without a word. */
static void
drop (Answer *self)
{
  GSocket *socket = soup_server_message_get_socket (self->message);

  if (socket)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static void
send_piece (Answer *self)
{
  SoupMessageBody   *body = soup_server_message_get_response_body (self->message);
  gsize              size = (gsize) MIN (PIECE, self->end - self->at);
  guint8            *bytes = g_malloc (MAX (size, 1));
  g_autoptr (GBytes) piece = NULL;

  for (gsize i = 0; i < size; i++)
    bytes[i] = download_file_get_byte (self->file, self->at + (gint64) i);
  piece = g_bytes_new_take (bytes, size);
  self->at += (gint64) size;
  if (self->drop_at >= 0 && self->at > self->drop_at)
    drop (self); /* and sending fails */
  soup_message_body_append_bytes (body, piece);
  if (self->at == self->end)
    soup_message_body_complete (body);
  soup_server_message_unpause (self->message);
}

static gboolean
send_cb (gpointer data)
{
  Answer *self = data;

  if (self->begun && g_atomic_int_get (&self->server->held))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->source, g_source_unref);
  self->begun = TRUE;
  send_piece (self);
  return G_SOURCE_REMOVE;
}

/* As fast as the file's rate says. */
static void
plan_piece (Answer *self)
{
  guint wait = self->file->rate ? (guint) ((guint64) PIECE * 1000 / self->file->rate) : 0;

  if (g_atomic_int_get (&self->server->held))
    wait = MAX (wait, HELD_WAIT);
  self->source = g_timeout_source_new (wait);
  g_source_set_callback (self->source, send_cb, self, NULL);
  g_source_attach (self->source, self->server->context);
}

static void
wrote_cb (SoupServerMessage *message, Answer *self)
{
  (void) message;
  if (self->at < self->end && !self->source)
    plan_piece (self);
}

/* --- requests --- */

static const DownloadFile *
find_file (DownloadServer *self, const char *path)
{
  for (guint i = 0; i < self->list->n_files; i++)
    if (*path == '/' && strcmp (path + 1, self->list->files[i].name) == 0)
      return &self->list->files[i];
  return NULL;
}

/* Where to go on, if the client has the beginning of just this file. The header is taken away, or libsoup would see to it. */
static gint64
take_start (SoupServerMessage *message, const DownloadFile *file, const char *etag)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *condition = soup_message_headers_get_one (headers, "If-Range");
  SoupRange          *ranges;
  int                 n_ranges;
  gint64              start = 0;

  if ((!condition || strcmp (condition, etag) == 0) && soup_message_headers_get_ranges (headers, file->size, &ranges, &n_ranges))
    {
      if (n_ranges == 1 && ranges[0].start < file->size && ranges[0].end == file->size - 1)
        start = ranges[0].start;
      soup_message_headers_free_ranges (headers, ranges);
    }
  soup_message_headers_remove (headers, "Range");
  return start;
}

static void
begin_answer (DownloadServer *self, SoupServerMessage *message, const DownloadFile *file)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char    *etag = g_strdup_printf ("\"%s-%" G_GINT64_FORMAT "\"", file->name, file->size);
  gint64              start = take_start (message, file, etag);
  Answer             *answer = g_new0 (Answer, 1);

  answer->server = self;
  answer->message = message;
  answer->file = file;
  answer->at = start;
  answer->end = file->size;
  answer->drop_at = -1;
  if (file->way == DOWNLOAD_DROPS && g_hash_table_add (self->dropped, (gpointer) file->name))
    answer->drop_at = file->size / 2;
  g_atomic_int_inc (&self->n_open);

  soup_server_message_set_status (message, start > 0 ? SOUP_STATUS_PARTIAL_CONTENT : SOUP_STATUS_OK, NULL);
  soup_message_headers_replace (headers, "ETag", etag);
  soup_message_headers_replace (headers, "Accept-Ranges", "bytes");
  soup_message_headers_set_content_type (headers, "application/octet-stream", NULL);
  soup_message_headers_set_content_length (headers, file->size - start);
  if (start > 0)
    {
      g_atomic_int_inc (&self->n_parts);
      soup_message_headers_set_content_range (headers, start, file->size - 1, file->size);
    }
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_object_set_data_full (G_OBJECT (message), "answer", answer, answer_free);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_cb), answer);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), answer);
  soup_server_message_pause (message);
  plan_piece (answer);
}

static void
answer_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  static const char   nothing[] = "There is no such file.";
  DownloadServer     *self = data;
  const DownloadFile *file = find_file (self, path);

  (void) soup;
  (void) query;
  g_atomic_int_inc (&self->n_requests);
  if (strcmp (soup_server_message_get_method (message), "GET") != 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
    }
  else if (!file || file->way == DOWNLOAD_MISSING)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, nothing, sizeof nothing - 1);
    }
  else
    {
      begin_answer (self, message, file);
    }
}

/* --- the thread --- */

static gpointer
run (gpointer data)
{
  DownloadServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  soup_server_disconnect (self->soup);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_clear_object (&self->soup);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
download_server_free (DownloadServer *self)
{
  if (self->thread)
    {
      g_main_context_invoke (self->context, quit_cb, self->loop);
      g_thread_join (self->thread);
    }
  g_clear_object (&self->soup);
  g_hash_table_unref (self->dropped);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self->url);
  g_free (self);
}

DownloadServer *
download_server_new (const DownloadList *list, guint port, GError **error)
{
  g_autoptr (DownloadServer) self = g_new0 (DownloadServer, 1);
  gboolean                   listens;
  GSList                    *uris;

  self->list = list;
  self->dropped = g_hash_table_new (g_str_hash, g_str_equal);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, NULL, answer_cb, self, NULL);
  listens = (port != 0 && soup_server_listen_local (self->soup, port, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL)) ||
            soup_server_listen_local (self->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error);
  g_main_context_pop_thread_default (self->context);
  if (!listens)
    return NULL;
  uris = soup_server_get_uris (self->soup);
  self->url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->thread = g_thread_new ("download-server", run, self);
  return g_steal_pointer (&self);
}

const char *
download_server_get_url (DownloadServer *self)
{
  return self->url;
}

void
download_server_hold (DownloadServer *self, gboolean hold)
{
  g_atomic_int_set (&self->held, hold);
}

guint
download_server_count (DownloadServer *self)
{
  return (guint) g_atomic_int_get (&self->n_requests);
}

guint
download_server_count_open (DownloadServer *self)
{
  return (guint) g_atomic_int_get (&self->n_open);
}

guint
download_server_count_parts (DownloadServer *self)
{
  return (guint) g_atomic_int_get (&self->n_parts);
}
