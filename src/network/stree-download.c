/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-download-private.h"

#include "network/stree-stream-private.h"

#include <glib/gi18n-lib.h>

#define CHUNK (64 * 1024)

typedef struct
{
  SoupMessage  *message; /* owned */
  GInputStream *input;   /* owned; NULL: no answer yet */
  GByteArray   *bytes;   /* owned */
  gsize         max_size;
} Download;

static void
free_download (gpointer data)
{
  Download *download = data;

  /* The rest is wanted by nobody. */
  if (download->input)
    g_input_stream_close_async (download->input, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_clear_object (&download->input);
  g_object_unref (download->message);
  g_byte_array_unref (download->bytes);
  g_free (download);
}

static SoupSession *
session (void)
{
  static SoupSession *shared = NULL;

  if (!shared)
    shared = soup_session_new_with_options ("max-conns-per-host", 6, NULL);
  return shared;
}

gboolean
stree_download_is_url (const char *place)
{
  const char *scheme = g_uri_peek_scheme (place);

  return g_strcmp0 (scheme, "http") == 0 || g_strcmp0 (scheme, "https") == 0;
}

static void
return_too_large (GTask *task)
{
  Download        *download = g_task_get_task_data (task);
  g_autofree char *size = g_format_size (download->max_size);

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, _ ("It is larger than %s"), size);
  g_object_unref (task);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask             *task = data;
  Download          *download = g_task_get_task_data (task);
  GError            *error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, &error);

  if (!piece)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (g_bytes_get_size (piece) == 0)
    {
      g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&download->bytes)), (GDestroyNotify) g_bytes_unref);
      download->bytes = g_byte_array_new ();
      g_object_unref (task);
      return;
    }
  if (g_bytes_get_size (piece) > download->max_size - download->bytes->len)
    {
      return_too_large (task);
      return;
    }
  g_byte_array_append (download->bytes, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
  g_input_stream_read_bytes_async (download->input, CHUNK, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), read_cb, task);
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask    *task = data;
  Download *download = g_task_get_task_data (task);
  GError   *error = NULL;
  gboolean  temporary;
  goffset   size;

  download->input = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (!error)
    error = stree_stream_http_error (download->message, &temporary);
  if (error)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  size = soup_message_headers_get_content_length (soup_message_get_response_headers (download->message));
  if (size > 0 && (guint64) size > download->max_size)
    return_too_large (task);
  else
    g_input_stream_read_bytes_async (download->input, CHUNK, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), read_cb, task);
}

void
stree_download_async (const char *url, gsize max_size, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GTask       *task = g_task_new (NULL, cancellable, callback, data);
  SoupMessage *message = soup_message_new (SOUP_METHOD_GET, url);
  Download    *download;

  g_task_set_name (task, "[streamtree] download");
  if (!message)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is not an address to connect to"), url);
      g_object_unref (task);
      return;
    }
  download = g_new0 (Download, 1);
  download->message = message;
  download->bytes = g_byte_array_new ();
  download->max_size = MIN (max_size, G_MAXUINT / 2);
  g_task_set_task_data (task, download, free_download);
  soup_session_send_async (session (), message, G_PRIORITY_DEFAULT, cancellable, sent_cb, task);
}

GBytes *
stree_download_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
