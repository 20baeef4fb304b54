/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "picture-server.h"

#include <libsoup/soup.h>

guint      picture_n_requests, picture_n_aborted;
GIOStream *picture_held;

static SoupServer *server;
static char       *base;
static GBytes     *png;
static guint8      rest[16];

GBytes *
picture_bomb (guint32 width, guint32 height)
{
  guint8  head[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR----____\x08\x02\0\0\0....\0\0\0\x10IDAT\x78\x9c\x63\x60";
  guint32 crc = 0xFFFFFFFF;

  width = GUINT32_TO_BE (width);
  height = GUINT32_TO_BE (height);
  memcpy (head + 16, &width, 4);
  memcpy (head + 20, &height, 4);
  for (guint i = 12; i < 29; i++)
    {
      crc ^= head[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
  crc = GUINT32_TO_BE (~crc);
  memcpy (head + 29, &crc, 4);
  return g_bytes_new (head, sizeof head - 1);
}

static void
gone_cb (GObject *input, GAsyncResult *result, gpointer data)
{
  GIOStream *stream = data;

  g_input_stream_read_finish (G_INPUT_STREAM (input), result, NULL);
  if (stream == picture_held)
    {
      picture_held = NULL;
      picture_n_aborted++;
    }
  g_object_unref (stream);
}

static void
answer_cb (SoupServer *self, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  g_autoptr (GBytes) html = g_bytes_new_static ("<!DOCTYPE html><title>Sign in</title>", 37);
  g_autoptr (GBytes) huge = picture_bomb (60000, 60000);
  GBytes            *body = g_str_has_suffix (path, "bomb.png") ? huge : png;

  (void) self;
  (void) query;
  (void) data;
  picture_n_requests++;
  if (g_str_has_suffix (path, "none.png"))
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  if (g_str_has_suffix (path, "page.png"))
    body = html;
  if (!strstr (path, "slow"))
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
      return;
    }
  picture_held = soup_server_message_steal_connection (message);
  g_input_stream_read_async (g_io_stream_get_input_stream (picture_held), rest, sizeof rest, G_PRIORITY_DEFAULT, NULL, gone_cb, picture_held);
}

void
picture_server_let_go (void)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
                                           g_bytes_get_size (png));
  GIOStream       *stream = g_steal_pointer (&picture_held);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), g_bytes_get_data (png, NULL), g_bytes_get_size (png), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

const char *
picture_server_start (GBytes *picture)
{
  GSList *uris;

  png = g_bytes_ref (picture);
  server = soup_server_new (NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL);
  soup_server_add_handler (server, NULL, answer_cb, NULL, NULL);
  uris = soup_server_get_uris (server);
  base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return base;
}

void
picture_server_stop (void)
{
  g_clear_object (&server);
  g_clear_pointer (&png, g_bytes_unref);
  g_clear_pointer (&base, g_free);
}

void
picture_server_reset (void)
{
  picture_n_requests = picture_n_aborted = 0;
  picture_held = NULL;
}
