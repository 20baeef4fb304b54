/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "network/stree-http-wire-private.h"

G_BEGIN_DECLS

/* Of the answer of a server that cannot: what an excerpt is cut from. */
#define STREE_HTTP_MAX_ERROR_BODY (1024 * 1024)

/* The whole of it, in a worker: cache, retries, body, status. */
StreeResponse *stree_http_send       (StreeRequest *request, GCancellable *cancellable, GFileProgressCallback progress,
                                      gpointer progress_data, GError **error);

SoupMessageHeaders *stree_http_copy_headers (SoupMessageHeaders *headers);

/* --- of a body, in a worker --- */

typedef struct
{
  const StreeRequest   *request;
  GCancellable         *cancellable;
  GFileProgressCallback progress; /* NULL: nobody asks */
  gpointer              progress_data;
} StreeHttpJob;

/* Takes what comes, in memory or in a file. FALSE: error. */
typedef gboolean (*StreeHttpSink) (gpointer data, const char *bytes, gsize size, GError **error);

/* Reads to the end, and unpacks. @offset bytes of it are there already. */
gboolean stree_http_read_body  (const StreeHttpJob *job, StreeHttpWire *wire, guint64 max_size, guint64 offset, StreeHttpSink sink,
                                gpointer sink_data, GError **error);
GBytes  *stree_http_read_bytes (const StreeHttpJob *job, StreeHttpWire *wire, guint64 max_size, GError **error);

/* --- when to try again --- */

/* Waits before the @n th retry (from 0), as long as @retry_after (NULL: nothing was said) asks, within reason.
 * FALSE: it was cancelled. */
gboolean stree_http_wait_to_retry (guint n, const char *retry_after, GCancellable *cancellable, GError **error);
/* For tests: what waits instead. NULL: as ever. */
typedef void (*StreeHttpWaitFunc) (guint milliseconds, gpointer data);
void     stree_http_set_wait      (StreeHttpWaitFunc func, gpointer data);

G_END_DECLS
