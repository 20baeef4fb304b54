/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-http-send-private.h"

#include <string.h>

#include "network/stree-http-error-private.h"

/* Of the answer of a server that cannot: what its excerpt is cut from. */
#define MAX_ERROR_BODY (1024 * 1024)

static void
copy_header (const char *name, const char *value, gpointer data)
{
  soup_message_headers_append (data, name, value);
}

static SoupMessageHeaders *
copy_headers (SoupMessageHeaders *headers)
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

/* An answer, whatever its status. */
static StreeResponse *
attempt (const StreeHttpJob *job, GError **error)
{
  g_autoptr (SoupMessage)   message = new_message (job->request);
  g_autoptr (StreeHttpWire) wire = stree_http_wire_open (job->request, message, job->cancellable, error);
  guint64                   max_size = job->request->max_size ? job->request->max_size : STREE_REQUEST_MAX_SIZE;
  GBytes                   *body;
  guint                     status;

  if (!wire)
    return NULL;
  status = soup_message_get_status (message);
  body = stree_http_read_bytes (job, wire, status >= 400 ? MAX_ERROR_BODY : max_size, error);
  if (!body)
    return NULL;
  return stree_response_new (soup_message_get_uri (message), status, copy_headers (soup_message_get_response_headers (message)),
                             body);
}

StreeResponse *
stree_http_send (StreeRequest *request, GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data,
                 GError **error)
{
  StreeHttpJob job = { request, cancellable, progress, progress_data };
  guint        n_retries = stree_request_is_idempotent (request) ? request->retries : 0;

  if (request->wrong)
    {
      g_propagate_error (error, g_error_copy (request->wrong));
      return NULL;
    }
  for (guint n = 0;; n++)
    {
      g_autoptr (GError)        wrong = NULL;
      g_autoptr (StreeResponse) response = attempt (&job, &wrong);
      const char               *retry_after = response ? stree_response_get_header (response, "Retry-After") : NULL;

      if (response && response->status < 400)
        return g_steal_pointer (&response);
      if (n >= n_retries || !stree_http_is_passing (wrong, response ? response->status : 0))
        {
          g_propagate_error (error, wrong ? g_steal_pointer (&wrong) : stree_http_explain_status (response));
          return NULL;
        }
      if (!stree_http_wait_to_retry (n, retry_after, cancellable, error))
        return NULL;
    }
}
