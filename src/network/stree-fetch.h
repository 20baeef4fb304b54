/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "network/stree-request.h"
#include "tasks/stree-task-submit.h"

G_BEGIN_DECLS

/* Requests as tasks: what is known of tasks holds for them. */

/**
 * StreeFetchAs:
 * @STREE_FETCH_AS_BYTES: a boxed #GBytes
 * @STREE_FETCH_AS_TEXT: a text, as a variant
 * @STREE_FETCH_AS_JSON: a boxed #JsonNode
 * @STREE_FETCH_AS_FRAME: a boxed [struct@StreamTree.Frame], from CSV
 * @STREE_FETCH_AS_RESPONSE: a boxed [struct@StreamTree.Response], with its headers
 *
 * What the result of a fetch is. If it goes to a file, it is that #GFile, or the response.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_FETCH_AS_BYTES,
  STREE_FETCH_AS_TEXT,
  STREE_FETCH_AS_JSON,
  STREE_FETCH_AS_FRAME,
  STREE_FETCH_AS_RESPONSE,
} StreeFetchAs;

STREE_AVAILABLE_IN_1_0
StreeTask *stree_fetch (StreeContext *cx, const char *key, const char *url, StreeFetchAs as);
STREE_AVAILABLE_IN_1_0
StreeTask *stree_fetch_request (StreeContext *cx, const char *key, StreeRequest *request, StreeFetchAs as);

#ifndef __GI_SCANNER__

/* What may be left out. Nothing is taken: what is needed is copied or held. */
typedef struct
{
  const char        *method;  /* NULL: GET */
  const char *const *headers; /* STREE_STRV ("Accept", "text/csv", …): names and values by turns */
  GBytes            *body;
  const char        *content_type; /* of the body */
  JsonNode          *json;    /* instead of a body */
  StreeFetchAs       as;
  StreeCsvOptions   *csv;     /* how to read a frame */
  guint              timeout; /* milliseconds without a sign of life; 0: STREE_REQUEST_TIMEOUT */
  guint              retries; /* see stree_request_set_retries () */
  guint64            max_size; /* bytes; 0: STREE_REQUEST_MAX_SIZE, in a file no limit */
  StreeRequestCache  cache;
  GFile             *to_file;
  /* As of any task: see StreeTaskSpec. */
  const char        *pool;    /* NULL: "network", where six go at a time */
  int                priority;
  StreeDeps          deps;    /* besides what is asked for itself */
  const char        *work;
  gboolean           owned;
  char               stree_end_;
} StreeFetchArgs;

STREE_AVAILABLE_IN_1_0
StreeTask *stree_fetch_args (StreeContext *cx, const char *key, const char *url, const StreeFetchArgs *args);

/* With what may be left out: stree_fetch_with (cx, "orders", url, .as = STREE_FETCH_AS_JSON, .retries = 3). */
#define stree_fetch_with(cx, key, url, ...)                                                                            \
  stree_fetch_args ((cx), (key), (url), &(StreeFetchArgs){ .stree_end_ = 0, __VA_ARGS__ })

#endif /* __GI_SCANNER__ */

G_END_DECLS
