/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-http-send-private.h"

#include <string.h>

#include "network/stree-http-cache-private.h"
#include "network/stree-http-error-private.h"
#include "network/stree-http-file-private.h"

static void
copy_header (const char *name, const char *value, gpointer data)
{
  soup_message_headers_append (data, name, value);
}

SoupMessageHeaders *
stree_http_copy_headers (SoupMessageHeaders *headers)
{
  SoupMessageHeaders *copy = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);

  soup_message_headers_foreach (headers, copy_header, copy);
  return copy;
}

static SoupMessage *
new_message (const StreeRequest *request)
{
  SoupMessage        *message = soup_message_new_from_uri (request->method, request->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER); /* see stree-http-body.c */
  soup_message_headers_replace (headers, "Accept-Encoding", "gzip");
  if (request->body)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);
  soup_message_headers_foreach (request->headers, copy_header, headers);
  if (stree_request_is_idempotent (request))
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  return message;
}

static void
ask_whether_it_holds (SoupMessage *message, const StreeResponse *kept)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const char         *etag = soup_message_headers_get_one (kept->headers, "ETag");
  const char         *date = soup_message_headers_get_one (kept->headers, "Last-Modified");

  if (etag)
    soup_message_headers_replace (headers, "If-None-Match", etag);
  if (date)
    soup_message_headers_replace (headers, "If-Modified-Since", date);
}

/* An answer, whatever its status. @kept: what is on the disk, if the server should say whether it still holds. */
static StreeResponse *
attempt (const StreeHttpJob *job, StreeResponse *kept, GError **error)
{
  g_autoptr (SoupMessage)   message = new_message (job->request);
  g_autoptr (StreeHttpWire) wire = NULL;
  guint64                   max_size = job->request->max_size ? job->request->max_size : STREE_REQUEST_MAX_SIZE;
  GBytes                   *body;
  guint                     status;

  if (job->request->file)
    return stree_http_receive_file (job, message, error);
  if (kept)
    ask_whether_it_holds (message, kept);
  wire = stree_http_wire_open (job->request, message, job->cancellable, error);
  if (!wire)
    return NULL;
  status = soup_message_get_status (message);
  body = stree_http_read_bytes (job, wire, status >= 400 ? STREE_HTTP_MAX_ERROR_BODY : max_size, error);
  if (!body)
    return NULL;
  if (status == SOUP_STATUS_NOT_MODIFIED && kept)
    {
      g_bytes_unref (body);
      stree_http_cache_refresh (job->request, kept, soup_message_get_response_headers (message));
      return stree_response_ref (kept);
    }
  return stree_response_new (soup_message_get_uri (message), status,
                             stree_http_copy_headers (soup_message_get_response_headers (message)), body);
}

static gboolean
uses_cache (const StreeRequest *request)
{
  return strcmp (request->method, "GET") == 0 && !request->file && request->cache != STREE_REQUEST_CACHE_NO_STORE;
}

static void
keep (const StreeRequest *request, const StreeResponse *response)
{
  if (uses_cache (request) && !response->from_cache)
    stree_http_cache_store (request, response);
  else if (strcmp (request->method, "GET") != 0 && strcmp (request->method, "HEAD") != 0)
    stree_http_cache_invalidate (request);
}

StreeResponse *
stree_http_send (StreeRequest *request, GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data,
                 GError **error)
{
  g_autoptr (StreeResponse) kept = NULL;
  StreeHttpJob job = { request, cancellable, progress, progress_data };
  gboolean     fresh = FALSE;
  guint        n_retries = stree_request_is_idempotent (request) ? request->retries : 0;

  if (request->wrong)
    {
      g_propagate_error (error, g_error_copy (request->wrong));
      return NULL;
    }
  if (uses_cache (request) && request->cache != STREE_REQUEST_CACHE_RELOAD)
    kept = stree_http_cache_lookup (request, &fresh);
  if (kept && fresh && request->cache == STREE_REQUEST_CACHE_DEFAULT)
    return g_steal_pointer (&kept);
  for (guint n = 0;; n++)
    {
      g_autoptr (GError)        wrong = NULL;
      g_autoptr (StreeResponse) response = attempt (&job, kept, &wrong);
      const char               *retry_after = response ? stree_response_get_header (response, "Retry-After") : NULL;

      if (response && response->status < 400)
        {
          keep (request, response);
          return g_steal_pointer (&response);
        }
      if (n >= n_retries || !stree_http_is_passing (wrong, response ? response->status : 0))
        {
          g_propagate_error (error, wrong ? g_steal_pointer (&wrong) : stree_http_explain_status (response));
          return NULL;
        }
      if (!stree_http_wait_to_retry (n, retry_after, cancellable, error))
        return NULL;
    }
}
