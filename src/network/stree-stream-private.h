/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the connections that stay open have in common. All of it belongs to the main thread. */

#include "network/stree-soup-private.h"

#include "core/stree-context-private.h"
#include "core/stree-state-private.h"
#include "network/stree-connection.h"
#include "network/stree-retry-private.h"

G_BEGIN_DECLS

typedef struct _StreeStream StreeStream;

typedef struct
{
  gsize size; /* of the struct that begins with a StreeStream */
  void (*connect) (StreeStream *stream);
  void (*disconnect) (StreeStream *stream); /* it is over, but can be read for as long as somebody has it */
  void (*call) (StreeStream *stream); /* its function, with what came */
  void (*finalize) (StreeStream *stream);
} StreeStreamClass;

struct _StreeStream
{
  const StreeStreamClass *klass;
  gatomicrefcount         ref_count;
  char                   *url;      /* owned; NULL: there is nothing to connect to */
  char                  **headers;  /* owned; name, value, ...; NULL: none */
  StreeState             *state;    /* owned: knows who reads it */
  StreeContext           *cx;       /* owned: of the component whose it is */
  StreeConnectionStatus   status;
  GError                 *error;    /* owned; NULL: none */
  StreeRetry              retry;
  GCancellable           *cancellable; /* owned: of the attempt or the connection that is; NULL: none */
  gboolean                over;     /* the component does not want it any more */
  GCallback               func;     /* of the type that the class calls; NULL: nobody is called */
  gpointer                func_data;
  GDestroyNotify          func_destroy;
};

typedef struct
{
  const StreeStreamClass *klass;
  const char             *what; /* "events": the name is unique among these */
  const char             *name;
  const char             *url;
  const char *const      *headers;
  GCallback               func;
  gpointer                data;
  GDestroyNotify          destroy;
} StreeStreamSpec;

/* The stream of the component by that name, which is made if there is none, or one for another URL. @is_new: it was, and is to
 * be filled and started. The spec's data is taken. NULL: the name is blank, or the component gone. */
gpointer stree_stream_watch      (StreeContext *cx, const StreeStreamSpec *spec, gboolean *is_new);
void     stree_stream_start      (StreeStream *stream);
gpointer stree_stream_ref        (gpointer stream);
void     stree_stream_unref      (gpointer stream);
/* Takes @error; NULL: none. */
void     stree_stream_set_status (StreeStream *stream, StreeConnectionStatus status, GError *error);
/* It broke: it is made again later. Takes @error; NULL: it just ended. */
void     stree_stream_retry      (StreeStream *stream, GError *error);
/* Something came: calls the function. */
void     stree_stream_came       (StreeStream *stream);
/* A request for the URL with the headers; NULL: the URL is none for that, which is the status then. */
SoupMessage *stree_stream_request (StreeStream *stream);
/* NULL: @message has an answer that stands. @temporary: the error is one that may pass. */
GError  *stree_stream_http_error (SoupMessage *message, gboolean *temporary);
SoupSession *stree_stream_session (void);

G_END_DECLS
