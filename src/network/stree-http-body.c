/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-http-send-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define CHUNK (64 * 1024)

/* What comes is unpacked here and not by libsoup: so what is broken is told, the limit is that of what is unpacked, and
 * progress that of what comes. */
typedef struct
{
  const StreeRequest *request;
  GConverter         *unpack; /* owned; NULL: it is not packed */
  gboolean            begun;  /* something packed has come */
  gboolean            ended;  /* and that was all of it */
  guint64             size;
  guint64             max_size; /* 0: no limit */
  StreeHttpSink       sink;
  gpointer            data;
} Body;

static gboolean
take (Body *body, const char *bytes, gsize size, GError **error)
{
  body->size += size;
  if (body->max_size && body->size > body->max_size)
    {
      g_autofree char *limit = g_format_size (body->max_size);

      g_set_error (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_TOO_LARGE, _("%s: the answer is larger than %s, and was broken off"),
                   body->request->shown, limit);
      return FALSE;
    }
  return size == 0 || body->sink (body->data, bytes, size, error);
}

static gboolean
complain_packed (Body *body, GError **error)
{
  g_set_error (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_BAD_ANSWER, _("%s: the answer is compressed, and broken; expected gzip"),
               body->request->shown);
  return FALSE;
}

static gboolean
unpack (Body *body, const char *bytes, gsize size, gboolean last, GError **error)
{
  g_autofree char *out = g_malloc (CHUNK);

  body->begun = body->begun || size > 0;
  while (size > 0 || (last && body->begun && !body->ended))
    {
      g_autoptr (GError) broken = NULL;
      GConverterResult   result;
      gsize              n_read = 0;
      gsize              n_written = 0;

      if (body->ended)
        {
          g_converter_reset (body->unpack); /* several in a row are one, too */
          body->ended = FALSE;
        }
      result = g_converter_convert (body->unpack, size > 0 ? bytes : "", size, out, CHUNK,
                                    last ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &n_read, &n_written, &broken);
      if (result == G_CONVERTER_ERROR)
        {
          if (!last && g_error_matches (broken, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
            return TRUE;
          return complain_packed (body, error);
        }
      if (!take (body, out, n_written, error))
        return FALSE;
      bytes += n_read;
      size -= n_read;
      body->ended = result == G_CONVERTER_FINISHED;
    }
  return TRUE;
}

static GConverter *
unpacker_for (SoupMessageHeaders *headers)
{
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");

  if (!encoding)
    return NULL;
  if (g_ascii_strcasecmp (encoding, "gzip") == 0 || g_ascii_strcasecmp (encoding, "x-gzip") == 0)
    return G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  if (g_ascii_strcasecmp (encoding, "deflate") == 0)
    return G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  return NULL;
}

gboolean
stree_http_read_body (const StreeHttpJob *job, StreeHttpWire *wire, guint64 max_size, guint64 offset, StreeHttpSink sink,
                      gpointer sink_data, GError **error)
{
  SoupMessage           *message = stree_http_wire_message (wire);
  SoupMessageHeaders    *headers = soup_message_get_response_headers (message);
  gboolean               tells = job->progress && soup_message_get_status (message) < 400; /* words about an error are no part of it */
  g_autoptr (GConverter) unpacker = unpacker_for (headers);
  g_autofree char       *buffer = g_malloc (CHUNK);
  gboolean               knows = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH;
  goffset                total = knows ? soup_message_headers_get_content_length (headers) + (goffset) offset : -1;
  goffset                received = (goffset) offset;
  Body                   body = { .request = job->request, .unpack = unpacker, .size = offset, .max_size = max_size, .sink = sink,
                                  .data = sink_data };

  if (max_size && total > 0 && (guint64) total > max_size)
    return take (&body, NULL, (gsize) total, error);
  for (;;)
    {
      gssize n = stree_http_wire_read (wire, buffer, CHUNK, error);

      if (n < 0)
        return FALSE;
      if (unpacker ? !unpack (&body, buffer, (gsize) n, n == 0, error) : !take (&body, buffer, (gsize) n, error))
        return FALSE;
      if (n == 0)
        return TRUE;
      received += n;
      if (tells)
        job->progress (received, total, job->progress_data);
      if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
    }
}

static gboolean
append (gpointer data, const char *bytes, gsize size, GError **error)
{
  (void) error;
  g_byte_array_append (data, (const guint8 *) bytes, (guint) size);
  return TRUE;
}

GBytes *
stree_http_read_bytes (const StreeHttpJob *job, StreeHttpWire *wire, guint64 max_size, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();

  if (!stree_http_read_body (job, wire, MIN (max_size, G_MAXINT32), 0, append, array, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}
