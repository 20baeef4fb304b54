/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-request-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/stree-boxed-private.h"
#include "core/stree-json-read-private.h"

/**
 * StreeResponse:
 *
 * What a server answered. It does not change, and any thread may read it.
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreeResponse, stree_response)

StreeResponse *
stree_response_new (GUri *uri, guint status, SoupMessageHeaders *headers, GBytes *body)
{
  StreeResponse *response = g_new0 (StreeResponse, 1);

  g_atomic_ref_count_init (&response->refs);
  response->url = g_uri_to_string_partial (uri, G_URI_HIDE_PASSWORD);
  response->shown = stree_request_show_uri (uri);
  response->status = status;
  response->headers = headers;
  response->body = body;
  return response;
}

/**
 * stree_response_ref: (skip)
 * @response: a response
 *
 * Returns: (transfer full): @response, held once more
 *
 * Since: 1.0
 */
StreeResponse *
stree_response_ref (StreeResponse *response)
{
  g_return_val_if_fail (response != NULL, NULL);
  g_atomic_ref_count_inc (&response->refs);
  return response;
}

/**
 * stree_response_unref: (skip)
 * @response: (transfer full): a response
 *
 * Lets go of a response.
 *
 * Since: 1.0
 */
void
stree_response_unref (StreeResponse *response)
{
  g_return_if_fail (response != NULL);
  if (!g_atomic_ref_count_dec (&response->refs))
    return;
  g_free (response->url);
  g_free (response->shown);
  soup_message_headers_unref (response->headers);
  g_clear_pointer (&response->body, g_bytes_unref);
  g_clear_object (&response->file);
  g_free (response);
}

/**
 * stree_response_get_status:
 * @response: a response
 *
 * Its status.
 *
 * Returns: from 200 to 399; what is above is an error
 *
 * Since: 1.0
 */
guint
stree_response_get_status (StreeResponse *response)
{
  g_return_val_if_fail (response != NULL, 0);
  return response->status;
}

/**
 * stree_response_get_url:
 * @response: a response
 *
 * Where it came from: where redirects have led.
 *
 * Returns: (transfer none): the URL, without a password
 *
 * Since: 1.0
 */
const char *
stree_response_get_url (StreeResponse *response)
{
  g_return_val_if_fail (response != NULL, NULL);
  return response->url;
}

/**
 * stree_response_get_header:
 * @response: a response
 * @name: the name of a header, in upper or lower case
 *
 * One of its headers.
 *
 * Returns: (transfer none) (nullable): its value, the last if there are several; %NULL if there is none
 *
 * Since: 1.0
 */
const char *
stree_response_get_header (StreeResponse *response, const char *name)
{
  g_return_val_if_fail (response != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  return soup_message_headers_get_one (response->headers, name);
}

/**
 * stree_response_is_from_cache:
 * @response: a response
 *
 * Whether its body comes from the disk, because it is fresh or the server says that it still holds.
 *
 * Returns: %TRUE if it does
 *
 * Since: 1.0
 */
gboolean
stree_response_is_from_cache (StreeResponse *response)
{
  g_return_val_if_fail (response != NULL, FALSE);
  return response->from_cache;
}

/**
 * stree_response_get_bytes:
 * @response: a response
 *
 * Its body, unpacked.
 *
 * Returns: (transfer none) (nullable): the body; %NULL if it went to a file
 *
 * Since: 1.0
 */
GBytes *
stree_response_get_bytes (StreeResponse *response)
{
  g_return_val_if_fail (response != NULL, NULL);
  return response->body;
}

/**
 * stree_response_get_file:
 * @response: a response
 *
 * The file that its body was written to.
 *
 * Returns: (transfer none) (nullable): the file; %NULL if it is in memory
 *
 * Since: 1.0
 */
GFile *
stree_response_get_file (StreeResponse *response)
{
  g_return_val_if_fail (response != NULL, NULL);
  return response->file;
}

static gboolean
check_in_memory (StreeResponse *response, GError **error)
{
  if (response->body)
    return TRUE;
  g_set_error (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_BAD_REQUEST, _("%s: the body was written to a file; expected one in memory"),
               response->shown);
  return FALSE;
}

/**
 * stree_response_read_text:
 * @response: a response
 * @error: where to put an error
 *
 * Its body as text: in the encoding that its `Content-Type` names, else UTF-8. A byte order mark is left out.
 *
 * Returns: (transfer full): the text, in UTF-8; %NULL with @error set to %STREE_FETCH_ERROR_NOT_TEXT
 *
 * Since: 1.0
 */
char *
stree_response_read_text (StreeResponse *response, GError **error)
{
  g_autoptr (GHashTable) params = NULL;
  g_autoptr (GError)     wrong = NULL;
  const char            *charset = NULL;
  const char            *data;
  const char            *end;
  char                  *text;
  gsize                  size;

  g_return_val_if_fail (response != NULL, NULL);
  if (!check_in_memory (response, error))
    return NULL;
  data = g_bytes_get_data (response->body, &size);
  data = data ? data : "";
  if (soup_message_headers_get_content_type (response->headers, &params) && params)
    charset = g_hash_table_lookup (params, "charset");
  if (charset && g_ascii_strcasecmp (charset, "utf-8") != 0 && g_ascii_strcasecmp (charset, "utf8") != 0)
    {
      gsize length = 0;

      text = g_convert (data, (gssize) size, "UTF-8", charset, NULL, &length, &wrong);
      if (text && strlen (text) == length)
        return text;
      g_free (text);
      g_set_error (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_NOT_TEXT, _("%s: the text is not in the encoding '%s', as the server says: %s"),
                   response->shown, charset, wrong ? wrong->message : "NUL");
      return NULL;
    }
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  if (!g_utf8_validate_len (data, size, &end))
    {
      g_autofree char *offset = g_strdup_printf ("%" G_GSIZE_FORMAT, (gsize) (end - data) + 1);

      g_set_error (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_NOT_TEXT, _("%s: byte %s of the text is wrong; expected UTF-8"),
                   response->shown, offset);
      return NULL;
    }
  return g_strndup (data, size);
}

/**
 * stree_response_read_json:
 * @response: a response
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Its body as JSON, of RFC 8259.
 *
 * Returns: (transfer full): the JSON; %NULL with @error set to %STREE_FETCH_ERROR_NOT_JSON or %STREE_FETCH_ERROR_NOT_TEXT
 *
 * Since: 1.0
 */
JsonNode *
stree_response_read_json (StreeResponse *response, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  g_autofree char   *text = NULL;
  JsonNode          *node;

  g_return_val_if_fail (response != NULL, NULL);
  text = stree_response_read_text (response, error);
  if (!text)
    return NULL;
  node = stree_json_read (text, cancellable, &wrong);
  if (node)
    return node;
  if (g_error_matches (wrong, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return NULL;
    }
  g_set_error (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_NOT_JSON, _("%s: this is no JSON: %s"), response->shown,
               wrong ? wrong->message : "");
  return NULL;
}

/**
 * stree_response_read_frame:
 * @response: a response
 * @options: (nullable): how to read it; %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Its body, a CSV table, as a frame.
 *
 * Returns: (transfer full): the frame; %NULL with @error set, as of [error@CsvError], or %STREE_FETCH_ERROR_NOT_TEXT
 *
 * Since: 1.0
 */
StreeFrame *
stree_response_read_frame (StreeResponse *response, StreeCsvOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  StreeFrame        *frame;
  char              *text;

  g_return_val_if_fail (response != NULL, NULL);
  text = stree_response_read_text (response, error);
  if (!text)
    return NULL;
  bytes = g_bytes_new_take (text, strlen (text));
  frame = stree_frame_new_from_csv_bytes (bytes, options, cancellable, error);
  if (!frame)
    g_prefix_error (error, "%s: ", response->shown);
  return frame;
}
