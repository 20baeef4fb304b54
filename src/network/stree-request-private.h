/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "network/stree-soup-private.h"

#include "network/stree-request.h"

G_BEGIN_DECLS

struct _StreeRequest
{
  gatomicrefcount     refs;
  char               *url;     /* owned; as it was given */
  char               *shown;   /* owned; for messages: without user, password and query */
  GUri               *uri;     /* owned; NULL: it is none that can be sent to, see wrong */
  const char         *method;  /* a literal */
  SoupMessageHeaders *headers; /* owned */
  char               *content_type; /* owned; of the body */
  GBytes             *body;    /* owned; NULL: none */
  guint               timeout; /* milliseconds */
  guint               retries;
  guint64             max_size; /* 0: by default */
  guint               max_redirects;
  StreeRequestCache   cache;
  GFile              *file;    /* owned; NULL: to memory */
  GError             *wrong;   /* owned; what was wrong first; told when it is sent */
};

struct _StreeResponse
{
  gatomicrefcount     refs;
  char               *url;     /* owned; where redirects led */
  char               *shown;   /* owned */
  guint               status;
  SoupMessageHeaders *headers; /* owned */
  GBytes             *body;    /* owned; NULL: it is in the file */
  GFile              *file;    /* owned */
  gboolean            from_cache;
};

/* Whether it is a URL of what can be sent to, http or https, and not a name of something else. */
gboolean       stree_request_is_url     (const char *place);
/* Without user, password and query, which may hold secrets. */
char          *stree_request_show_uri   (GUri *uri);
/* GET and HEAD, PUT and DELETE: to do it twice is to do it once. */
gboolean       stree_request_is_idempotent (const StreeRequest *request);
/* Takes @headers and @body. */
StreeResponse *stree_response_new       (GUri *uri, guint status, SoupMessageHeaders *headers, GBytes *body);

G_END_DECLS
