/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-request-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/stree-boxed-private.h"
#include "network/stree-http-send-private.h"
#include "tasks/stree-task-lock-private.h"

#define MAX_REDIRECTS 10

/**
 * StreeRequest:
 *
 * What is asked of a server: a URL, a method, headers, a body, and how far to go for it.
 *
 * It is filled right after it was made, while there is one reference to it; from the second reference on it is immutable
 * and may be sent from any thread, any number of times. What is wrong with it is told when it is sent.
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreeRequest, stree_request)

char *
stree_request_show_uri (GUri *uri)
{
  g_autoptr (GUri) shown = NULL;

  shown = g_uri_build (g_uri_get_flags (uri) & ~(G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_HAS_AUTH_PARAMS), g_uri_get_scheme (uri), NULL,
                       g_uri_get_host (uri), g_uri_get_port (uri), g_uri_get_path (uri), g_uri_get_query (uri) ? "…" : NULL, NULL);
  return g_uri_to_string (shown);
}

gboolean
stree_request_is_idempotent (const StreeRequest *request)
{
  return strcmp (request->method, "POST") != 0 && strcmp (request->method, "PATCH") != 0;
}

static gboolean
is_scheme (const char *scheme)
{
  return g_ascii_strcasecmp (scheme, "http") == 0 || g_ascii_strcasecmp (scheme, "https") == 0;
}

gboolean
stree_request_is_url (const char *place)
{
  const char *scheme = g_uri_peek_scheme (place);

  return scheme && is_scheme (scheme);
}

/* The first of what is wrong is what is told. */
G_GNUC_PRINTF (2, 3)
static void
complain (StreeRequest *request, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list          args;

  if (request->wrong)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  request->wrong = g_error_new_literal (STREE_FETCH_ERROR, STREE_FETCH_ERROR_BAD_REQUEST, text);
}

/* What cannot be parsed is not shown: nobody knows which part of it is a secret. */
static void
parse_url (StreeRequest *request)
{
  g_autoptr (GError) error = NULL;
  const char        *scheme;

  request->uri = g_uri_parse (request->url, SOUP_HTTP_URI_FLAGS, &error);
  if (!request->uri)
    {
      request->shown = g_strdup (_("The request"));
      complain (request, _("The URL is none: %s; expected one like https://example.org/data"), error->message);
      return;
    }
  request->shown = stree_request_show_uri (request->uri);
  scheme = g_uri_get_scheme (request->uri);
  if (!is_scheme (scheme))
    complain (request, _("%s: the scheme is '%s'; expected http or https"), request->shown, scheme);
  else if (!g_uri_get_host (request->uri) || !*g_uri_get_host (request->uri))
    complain (request, _("%s: there is no server in this URL; expected one like https://example.org/data"), request->shown);
}

/**
 * stree_request_new:
 * @url: where: `http:` or `https:`
 *
 * Asks for what is at a URL: by GET, unless it is given another method.
 *
 * Returns: (transfer full): the request
 *
 * Since: 1.0
 */
StreeRequest *
stree_request_new (const char *url)
{
  StreeRequest *request;

  g_return_val_if_fail (url != NULL, NULL);
  request = g_new0 (StreeRequest, 1);
  g_atomic_ref_count_init (&request->refs);
  request->url = g_strdup (url);
  request->method = "GET";
  request->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  request->timeout = STREE_REQUEST_TIMEOUT;
  request->max_redirects = MAX_REDIRECTS;
  parse_url (request);
  return request;
}

/**
 * stree_request_ref: (skip)
 * @request: a request
 *
 * Takes another reference, after which it cannot be changed any more. Any thread.
 *
 * Returns: (transfer full): @request
 *
 * Since: 1.0
 */
StreeRequest *
stree_request_ref (StreeRequest *request)
{
  g_return_val_if_fail (request != NULL, NULL);
  g_atomic_ref_count_inc (&request->refs);
  return request;
}

/**
 * stree_request_unref: (skip)
 * @request: (transfer full): a request
 *
 * Gives a reference back. Any thread.
 *
 * Since: 1.0
 */
void
stree_request_unref (StreeRequest *request)
{
  g_return_if_fail (request != NULL);
  if (!g_atomic_ref_count_dec (&request->refs))
    return;
  g_free (request->url);
  g_free (request->shown);
  g_clear_pointer (&request->uri, g_uri_unref);
  soup_message_headers_unref (request->headers);
  g_free (request->content_type);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_clear_object (&request->file);
  g_clear_error (&request->wrong);
  g_free (request);
}

static gboolean
is_open (StreeRequest *request)
{
  return request && g_atomic_ref_count_compare (&request->refs, 1);
}

/**
 * stree_request_set_method:
 * @request: a request with one reference
 * @method: `GET`, `HEAD`, `POST`, `PUT`, `PATCH` or `DELETE`
 *
 * Says what to do there.
 *
 * Since: 1.0
 */
void
stree_request_set_method (StreeRequest *request, const char *method)
{
  static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE" };

  g_return_if_fail (is_open (request));
  g_return_if_fail (method != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_ascii_strcasecmp (method, methods[i]) == 0)
      {
        request->method = methods[i];
        return;
      }
  complain (request, _("%s: the method is '%s'; expected GET, HEAD, POST, PUT, PATCH or DELETE"), request->shown, method);
}

/* A token of RFC 9110. */
static gboolean
is_header_name (const char *name)
{
  if (!*name)
    return FALSE;
  for (; *name; name++)
    if (!g_ascii_isalnum (*name) && !strchr ("!#$%&'*+-.^_`|~", *name))
      return FALSE;
  return TRUE;
}

/* Neither a new line, by which somebody could smuggle in headers, nor any other control character. */
static gboolean
is_header_value (const char *value)
{
  for (; *value; value++)
    if ((guchar) *value < 0x20 ? *value != '\t' : *value == 0x7f)
      return FALSE;
  return TRUE;
}

/**
 * stree_request_set_header:
 * @request: a request with one reference
 * @name: its name
 * @value: (nullable): its value, of one line; %NULL: without it
 *
 * Sends a header. What says who the program is, such as `Authorization` or `Cookie`, is not sent to another server when a
 * redirect leads there.
 *
 * Since: 1.0
 */
void
stree_request_set_header (StreeRequest *request, const char *name, const char *value)
{
  g_return_if_fail (is_open (request));
  g_return_if_fail (name != NULL);
  if (!is_header_name (name))
    {
      g_autofree char *shown = g_strescape (name, NULL);

      complain (request, _("%s: '%s' is no name of a header; expected letters, digits and '-'"), request->shown, shown);
      return;
    }
  if (!value)
    soup_message_headers_remove (request->headers, name);
  else if (!is_header_value (value))
    complain (request, _("%s: the header '%s' has a line break or a control character; expected one line"), request->shown, name);
  else
    soup_message_headers_replace (request->headers, name, value);
}

/**
 * stree_request_set_body:
 * @request: a request with one reference
 * @content_type: (nullable): what it is, such as `text/plain`; %NULL: bytes
 * @body: (nullable): what to send
 *
 * Sends a body.
 *
 * Since: 1.0
 */
void
stree_request_set_body (StreeRequest *request, const char *content_type, GBytes *body)
{
  g_return_if_fail (is_open (request));
  if (content_type && !is_header_value (content_type))
    {
      complain (request, _("%s: the header '%s' has a line break or a control character; expected one line"), request->shown,
                "Content-Type");
      return;
    }
  g_free (request->content_type);
  request->content_type = g_strdup (content_type ? content_type : "application/octet-stream");
  if (body)
    g_bytes_ref (body);
  g_clear_pointer (&request->body, g_bytes_unref);
  request->body = body;
}

/**
 * stree_request_set_json:
 * @request: a request with one reference
 * @json: what to send
 *
 * Sends JSON.
 *
 * Since: 1.0
 */
void
stree_request_set_json (StreeRequest *request, JsonNode *json)
{
  g_autoptr (GBytes) body = NULL;
  char              *text;

  g_return_if_fail (is_open (request));
  g_return_if_fail (json != NULL);
  text = json_to_string (json, FALSE);
  body = g_bytes_new_take (text, strlen (text));
  stree_request_set_body (request, "application/json", body);
}

/**
 * stree_request_set_timeout:
 * @request: a request with one reference
 * @milliseconds: at least 1
 *
 * How long to wait for the next sign of life: for a connection and the head of the answer, then for each next part of it.
 *
 * A large answer that goes on coming may take as long as it likes.
 *
 * Since: 1.0
 */
void
stree_request_set_timeout (StreeRequest *request, guint milliseconds)
{
  g_return_if_fail (is_open (request));
  g_return_if_fail (milliseconds > 0);
  request->timeout = milliseconds;
}

/**
 * stree_request_set_retries:
 * @request: a request with one reference
 * @retries: how often; 0, as it is by default: not at all
 *
 * Tries again, a little later each time, when there was no connection, it broke, or the server says that it is busy (408,
 * 429, 502, 503, 504). What would do something twice, POST and PATCH, is never sent again.
 *
 * Since: 1.0
 */
void
stree_request_set_retries (StreeRequest *request, guint retries)
{
  g_return_if_fail (is_open (request));
  request->retries = retries;
}

/**
 * stree_request_set_max_size:
 * @request: a request with one reference
 * @bytes: how large the answer may be, unpacked; 0: %STREE_REQUEST_MAX_SIZE in memory, without limit in a file
 *
 * Breaks off what becomes larger.
 *
 * Since: 1.0
 */
void
stree_request_set_max_size (StreeRequest *request, guint64 bytes)
{
  g_return_if_fail (is_open (request));
  request->max_size = bytes;
}

/**
 * stree_request_set_max_redirects:
 * @request: a request with one reference
 * @redirects: how many; 10 by default; 0: none
 *
 * How often to go where the server points. From https it never leads to http.
 *
 * Since: 1.0
 */
void
stree_request_set_max_redirects (StreeRequest *request, guint redirects)
{
  g_return_if_fail (is_open (request));
  request->max_redirects = redirects;
}

/**
 * stree_request_set_cache:
 * @request: a request with one reference
 * @cache: what to do with the cache
 *
 * How a GET uses the cache on disk.
 *
 * Since: 1.0
 */
void
stree_request_set_cache (StreeRequest *request, StreeRequestCache cache)
{
  g_return_if_fail (is_open (request));
  request->cache = cache;
}

/**
 * stree_request_set_file:
 * @request: a request with one reference
 * @file: (nullable): a file on this computer; %NULL: to memory
 *
 * Writes the answer to a file. It is there, or replaced, when all of it has come; what was broken off goes on where it was,
 * if the server can do that and the file has not changed there.
 *
 * Since: 1.0
 */
void
stree_request_set_file (StreeRequest *request, GFile *file)
{
  g_return_if_fail (is_open (request));
  g_return_if_fail (file == NULL || G_IS_FILE (file));
  g_set_object (&request->file, file);
}

/* --- sending --- */

/**
 * stree_request_send:
 * @request: a request
 * @cancellable: (nullable): cancels it, at once
 * @progress: (nullable) (scope call) (closure progress_data): told the bytes received, and those in all or -1
 * @progress_data: for @progress
 * @error: where to put an error
 *
 * Sends it and waits for the whole answer: in a worker.
 *
 * Returns: (transfer full): the answer; %NULL with @error set, as of [error@FetchError]
 *
 * Since: 1.0
 */
StreeResponse *
stree_request_send (StreeRequest *request, GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data,
                    GError **error)
{
  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  return stree_http_send (request, cancellable, progress, progress_data, error);
}

static void
send_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError        *error = NULL;
  StreeResponse *response;

  (void) source;
  stree_take_over (data);
  response = stree_http_send (data, cancellable, NULL, NULL, &error);
  stree_hand_over (task);
  if (response)
    g_task_return_pointer (task, response, (GDestroyNotify) stree_response_unref);
  else
    g_task_return_error (task, error);
}

/**
 * stree_request_send_async:
 * @request: a request
 * @cancellable: (nullable): cancels it, at once
 * @callback: (scope async) (closure user_data): called in the caller's main context when the answer is there
 * @user_data: for @callback
 *
 * Sends it, outside of any component: a component has [func@fetch].
 *
 * Since: 1.0
 */
void
stree_request_send_async (StreeRequest *request, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (request != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_request_send_async);
  g_task_set_name (task, "[streamtree] HTTP request");
  g_task_set_task_data (task, stree_request_ref (request), (GDestroyNotify) stree_request_unref);
  stree_hand_over (request);
  g_task_run_in_thread (task, send_thread);
}

/**
 * stree_request_send_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * The outcome of [method@StreamTree.Request.send_async].
 *
 * Returns: (transfer full): the answer; %NULL with @error set
 *
 * Since: 1.0
 */
StreeResponse *
stree_request_send_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_request_send_async), NULL);
  stree_take_over (result);
  return g_task_propagate_pointer (G_TASK (result), error);
}
