/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-fetch.h"

#include <string.h>

#include "data/stree-distinct-private.h"
#include "network/stree-http-send-private.h"
#include "tasks/stree-task-pool-private.h"

#define POOL    "network"
#define THREADS 6

typedef struct
{
  StreeRequest    *request; /* owned */
  StreeFetchAs     as;
  StreeCsvOptions *csv;     /* owned; NULL: the usual way */
} Fetch;

static void
free_fetch (gpointer data)
{
  Fetch *fetch = data;

  stree_request_unref (fetch->request);
  g_clear_pointer (&fetch->csv, stree_csv_options_unref);
  g_free (fetch);
}

/* --- in a worker: it waits for the network, unpacks and parses --- */

static void
say_progress (goffset received, goffset total, gpointer data)
{
  stree_task_set_progress_variant (data, g_variant_new ("(xx)", (gint64) received, (gint64) total));
}

static void
return_response (StreeTask *task, Fetch *fetch, StreeResponse *response)
{
  GError   *error = NULL;
  gpointer  result = NULL;
  GType     type = G_TYPE_NONE;

  if (fetch->as == STREE_FETCH_AS_RESPONSE)
    {
      stree_task_return_boxed (task, STREE_TYPE_RESPONSE, stree_response_ref (response));
      return;
    }
  if (stree_response_get_file (response))
    {
      stree_task_return_object (task, G_OBJECT (g_object_ref (stree_response_get_file (response))));
      return;
    }
  switch (fetch->as)
    {
    case STREE_FETCH_AS_TEXT:
      result = stree_response_read_text (response, &error);
      if (result)
        {
          stree_task_return_variant (task, g_variant_new_take_string (result));
          return;
        }
      break;
    case STREE_FETCH_AS_JSON:
      result = stree_response_read_json (response, stree_task_get_cancellable (task), &error);
      type = JSON_TYPE_NODE;
      break;
    case STREE_FETCH_AS_FRAME:
      result = stree_response_read_frame (response, fetch->csv, stree_task_get_cancellable (task), &error);
      type = STREE_TYPE_FRAME;
      break;
    case STREE_FETCH_AS_BYTES:
    case STREE_FETCH_AS_RESPONSE:
    default:
      result = g_bytes_ref (stree_response_get_bytes (response));
      type = G_TYPE_BYTES;
      break;
    }
  if (result)
    stree_task_return_boxed (task, type, result);
  else
    stree_task_return_error (task, error);
}

static void
run_fetch (StreeTask *task, gpointer data)
{
  Fetch                    *fetch = data;
  GError                   *error = NULL;
  g_autoptr (StreeResponse) response = NULL;

  response = stree_http_send (fetch->request, stree_task_get_cancellable (task), say_progress, task, &error);
  if (response)
    return_response (task, fetch, response);
  else
    stree_task_return_error (task, error);
}

/* --- in a component --- */

static void
digest_text (GChecksum *digest, const char *text)
{
  if (text)
    g_checksum_update (digest, (const guchar *) text, (gssize) strlen (text));
  g_checksum_update (digest, (const guchar *) "", 1);
}

static void
digest_header (const char *name, const char *value, gpointer data)
{
  digest_text (data, name);
  digest_text (data, value);
}

/* What is asked for: with another one, the task is another. It is made in each run, and a body may be large: that goes in by a
 * hash that is eight times as fast. */
static char *
fingerprint (const StreeRequest *request, StreeFetchAs as)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char      *file = request->file ? g_file_get_uri (request->file) : NULL;

  digest_text (digest, request->url);
  digest_text (digest, request->method);
  digest_text (digest, file);
  digest_text (digest, request->content_type);
  soup_message_headers_foreach (request->headers, digest_header, digest);
  if (request->body)
    {
      gsize         size;
      const char   *body = g_bytes_get_data (request->body, &size);
      const guint64 hash = stree_hash_bytes (body, size);

      g_checksum_update (digest, (const guchar *) &hash, sizeof hash);
    }
  return g_strdup_printf ("%d %s", as, g_checksum_get_string (digest));
}

static StreeTask *
begin (StreeContext *cx, const char *key, StreeRequest *request, const StreeFetchArgs *args)
{
  Fetch                  *fetch = g_new0 (Fetch, 1);
  g_autofree char        *print = fingerprint (request, args->as);
  g_autofree StreeValue  *values = g_new (StreeValue, args->deps.n_values + 1);

  values[0] = stree_value (print);
  for (guint i = 0; i < args->deps.n_values; i++)
    values[i + 1] = args->deps.values[i];
  if (!args->pool)
    stree_task_pool_prepare (POOL, THREADS);
  fetch->request = stree_request_ref (request);
  fetch->as = args->as;
  fetch->csv = args->csv ? stree_csv_options_ref (args->csv) : NULL;
  return stree_task_submit_spec (cx, &(StreeTaskSpec){ .key = key,
                                                       .worker = run_fetch,
                                                       .data = fetch,
                                                       .destroy = free_fetch,
                                                       .pool = args->pool ? args->pool : POOL,
                                                       .priority = args->priority,
                                                       .deps = { values, args->deps.n_values + 1 },
                                                       .work = args->work,
                                                       .owned = args->owned });
}

/**
 * stree_fetch_args: (skip)
 * @cx: a context, of a component or an event
 * @key: the key of the task; not blank
 * @url: where: `http:` or `https:`
 * @args: what may be left out
 *
 * Fetches what is at a URL, as a task. In C write `stree_fetch_with (cx, key, url, ...)`.
 *
 * Returns: (transfer none) (nullable): the task; %NULL if the key is blank or the component gone
 *
 * Since: 1.0
 */
StreeTask *
stree_fetch_args (StreeContext *cx, const char *key, const char *url, const StreeFetchArgs *args)
{
  g_autoptr (StreeRequest) request = NULL;

  g_return_val_if_fail (cx != NULL && url != NULL && args != NULL, NULL);
  request = stree_request_new (url);
  if (args->method)
    stree_request_set_method (request, args->method);
  for (const char *const *header = args->headers; header && header[0] && header[1]; header += 2)
    stree_request_set_header (request, header[0], header[1]);
  if (args->body)
    stree_request_set_body (request, args->content_type, args->body);
  if (args->json)
    stree_request_set_json (request, args->json);
  if (args->timeout)
    stree_request_set_timeout (request, args->timeout);
  stree_request_set_retries (request, args->retries);
  stree_request_set_max_size (request, args->max_size);
  stree_request_set_cache (request, args->cache);
  stree_request_set_file (request, args->to_file);
  return begin (cx, key, request, args);
}

/**
 * stree_fetch_request:
 * @cx: a context, of a component or an event
 * @key: the key of the task; unique in the session, not blank
 * @request: what to ask for; held
 * @as: what the result is
 *
 * Sends a request, as a task. The same request at the same key is sent once, until the task is dismissed; another one
 * supersedes it, and what is under way is broken off.
 *
 * Its progress is a variant `(xx)`: the bytes received and those in all, or -1; [method@StreamTree.Task.get_progress] has it
 * as a fraction. A fetch that fails fails with an error of [error@FetchError].
 *
 * Returns: (transfer none) (nullable): the task; %NULL if the key is blank or the component gone
 *
 * Since: 1.0
 */
StreeTask *
stree_fetch_request (StreeContext *cx, const char *key, StreeRequest *request, StreeFetchAs as)
{
  g_return_val_if_fail (cx != NULL && request != NULL, NULL);
  return begin (cx, key, request, &(StreeFetchArgs){ .as = as });
}

/**
 * stree_fetch:
 * @cx: a context, of a component or an event
 * @key: the key of the task; unique in the session, not blank
 * @url: where: `http:` or `https:`
 * @as: what the result is
 *
 * Fetches what is at a URL, as a task: see [func@fetch_request]. With another URL, the task is superseded by another.
 *
 * Returns: (transfer none) (nullable): the task; %NULL if the key is blank or the component gone
 *
 * Since: 1.0
 */
StreeTask *
stree_fetch (StreeContext *cx, const char *key, const char *url, StreeFetchAs as)
{
  return stree_fetch_with (cx, key, url, .as = as);
}
