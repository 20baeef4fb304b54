/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * network: what comes over HTTP.
 *
 * A StreeRequest describes what is asked for; sending it gives a StreeResponse or a GError that a person understands.
 * stree_fetch () (stree-fetch.h) is the same as a task of a component. All of it goes through one libsoup session, which
 * has a thread of its own (stree-http-session-private.h): whoever sends waits in a worker, which also unpacks and parses,
 * so that the main thread never waits for anything.
 */

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "core/stree-macros.h"
#include "network/stree-response.h"

G_BEGIN_DECLS

/**
 * STREE_FETCH_ERROR:
 *
 * The domain of what can go wrong with a request; the codes are [error@FetchError].
 *
 * What is no matter of the network keeps its own: %G_IO_ERROR for a file that cannot be written and for
 * %G_IO_ERROR_CANCELLED, [error@CsvError] for what is wrong in a table.
 *
 * Since: 1.0
 */
#define STREE_FETCH_ERROR (stree_fetch_error_quark ())

/**
 * StreeFetchError:
 * @STREE_FETCH_ERROR_BAD_REQUEST: the request cannot be sent: its URL, method, a header or its body
 * @STREE_FETCH_ERROR_NAME_NOT_FOUND: there is no server of that name, or no network to ask
 * @STREE_FETCH_ERROR_NO_CONNECTION: the server refuses, or is not reached
 * @STREE_FETCH_ERROR_TIMED_OUT: nothing came for too long
 * @STREE_FETCH_ERROR_INTERRUPTED: the connection ended before the answer did
 * @STREE_FETCH_ERROR_TLS: no secure connection: most often the server's certificate
 * @STREE_FETCH_ERROR_REDIRECT: too many redirects, or one that may not be followed
 * @STREE_FETCH_ERROR_STATUS: the server answered that it cannot: a status of 400 or more
 * @STREE_FETCH_ERROR_TOO_LARGE: the answer is larger than what was allowed
 * @STREE_FETCH_ERROR_BAD_ANSWER: what came is no HTTP, or is compressed and broken
 * @STREE_FETCH_ERROR_NOT_TEXT: the body is not in the encoding that it says it is
 * @STREE_FETCH_ERROR_NOT_JSON: the body is no JSON; the message names line and column
 *
 * What can go wrong with a request. Each message names the URL, without user, password and query.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_FETCH_ERROR_BAD_REQUEST,
  STREE_FETCH_ERROR_NAME_NOT_FOUND,
  STREE_FETCH_ERROR_NO_CONNECTION,
  STREE_FETCH_ERROR_TIMED_OUT,
  STREE_FETCH_ERROR_INTERRUPTED,
  STREE_FETCH_ERROR_TLS,
  STREE_FETCH_ERROR_REDIRECT,
  STREE_FETCH_ERROR_STATUS,
  STREE_FETCH_ERROR_TOO_LARGE,
  STREE_FETCH_ERROR_BAD_ANSWER,
  STREE_FETCH_ERROR_NOT_TEXT,
  STREE_FETCH_ERROR_NOT_JSON,
} StreeFetchError;

STREE_AVAILABLE_IN_1_0
GQuark stree_fetch_error_quark (void);

/**
 * StreeRequestCache:
 * @STREE_REQUEST_CACHE_DEFAULT: what is fresh comes from the disk, what may be stale is asked about
 * @STREE_REQUEST_CACHE_NO_CACHE: the server is always asked whether what is on the disk still holds
 * @STREE_REQUEST_CACHE_RELOAD: the answer comes from the server, and is kept
 * @STREE_REQUEST_CACHE_NO_STORE: the answer comes from the server, and is not kept
 *
 * What a GET does with the cache on disk. The names are those of the web's `fetch ()`.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_REQUEST_CACHE_DEFAULT,
  STREE_REQUEST_CACHE_NO_CACHE,
  STREE_REQUEST_CACHE_RELOAD,
  STREE_REQUEST_CACHE_NO_STORE,
} StreeRequestCache;

/**
 * STREE_REQUEST_TIMEOUT:
 *
 * How long a request waits for the next sign of life, in milliseconds, unless it says otherwise.
 *
 * Since: 1.0
 */
#define STREE_REQUEST_TIMEOUT 30000

/**
 * STREE_REQUEST_MAX_SIZE:
 *
 * How large an answer in memory may be, in bytes, unless the request says otherwise. One that goes to a file has no limit.
 *
 * Since: 1.0
 */
#define STREE_REQUEST_MAX_SIZE (64 * 1024 * 1024)

#define STREE_TYPE_REQUEST (stree_request_get_type ())

typedef struct _StreeRequest StreeRequest;

STREE_AVAILABLE_IN_1_0
GType stree_request_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeRequest *stree_request_new (const char *url) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeRequest *stree_request_ref (StreeRequest *request);
STREE_AVAILABLE_IN_1_0
void stree_request_unref (StreeRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeRequest, stree_request_unref)

STREE_AVAILABLE_IN_1_0
void stree_request_set_method (StreeRequest *request, const char *method);
STREE_AVAILABLE_IN_1_0
void stree_request_set_header (StreeRequest *request, const char *name, const char *value);
STREE_AVAILABLE_IN_1_0
void stree_request_set_body (StreeRequest *request, const char *content_type, GBytes *body);
STREE_AVAILABLE_IN_1_0
void stree_request_set_json (StreeRequest *request, JsonNode *json);
STREE_AVAILABLE_IN_1_0
void stree_request_set_timeout (StreeRequest *request, guint milliseconds);
STREE_AVAILABLE_IN_1_0
void stree_request_set_retries (StreeRequest *request, guint retries);
STREE_AVAILABLE_IN_1_0
void stree_request_set_max_size (StreeRequest *request, guint64 bytes);
STREE_AVAILABLE_IN_1_0
void stree_request_set_max_redirects (StreeRequest *request, guint redirects);
STREE_AVAILABLE_IN_1_0
void stree_request_set_cache (StreeRequest *request, StreeRequestCache cache);
STREE_AVAILABLE_IN_1_0
void stree_request_set_file (StreeRequest *request, GFile *file);

/* Sending */

STREE_AVAILABLE_IN_1_0
StreeResponse *stree_request_send (StreeRequest *request, GCancellable *cancellable, GFileProgressCallback progress,
                                   gpointer progress_data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
void stree_request_send_async (StreeRequest *request, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
STREE_AVAILABLE_IN_1_0
StreeResponse *stree_request_send_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
