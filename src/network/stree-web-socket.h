/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "network/stree-connection.h"

G_BEGIN_DECLS

#define STREE_TYPE_WEB_SOCKET (stree_web_socket_get_type ())

typedef struct _StreeWebSocket StreeWebSocket;

/**
 * StreeWebSocketFunc:
 * @cx: (nullable): the context of the component
 * @socket: where a message came, which is its last one now
 * @data: data of the caller
 *
 * Takes a message. It is called for each of them, in their order, outside of any run: it may set state, and send.
 *
 * Since: 1.0
 */
typedef void (*StreeWebSocketFunc) (StreeContext *cx, StreeWebSocket *socket, gpointer data);

STREE_AVAILABLE_IN_1_0
GType stree_web_socket_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeWebSocket *stree_web_socket_ref (StreeWebSocket *socket);
STREE_AVAILABLE_IN_1_0
void stree_web_socket_unref (StreeWebSocket *socket);

STREE_AVAILABLE_IN_1_0
StreeWebSocket *stree_watch_web_socket (StreeContext *cx, const char *name, const char *url);
STREE_AVAILABLE_IN_1_0
StreeWebSocket *stree_watch_web_socket_each (StreeContext *cx, const char *name, const char *url, StreeWebSocketFunc func,
                                             gpointer data, GDestroyNotify destroy);

STREE_AVAILABLE_IN_1_0
StreeConnectionStatus stree_web_socket_get_status (StreeWebSocket *socket);
STREE_AVAILABLE_IN_1_0
const GError *stree_web_socket_get_error (StreeWebSocket *socket);
STREE_AVAILABLE_IN_1_0
const char *stree_web_socket_get_text (StreeWebSocket *socket);
STREE_AVAILABLE_IN_1_0
GBytes *stree_web_socket_get_bytes (StreeWebSocket *socket);
STREE_AVAILABLE_IN_1_0
guint64 stree_web_socket_get_n_messages (StreeWebSocket *socket);
STREE_AVAILABLE_IN_1_0
guint stree_web_socket_get_close_code (StreeWebSocket *socket);
STREE_AVAILABLE_IN_1_0
const char *stree_web_socket_get_close_reason (StreeWebSocket *socket);
STREE_AVAILABLE_IN_1_0
const char *stree_web_socket_get_protocol (StreeWebSocket *socket);

STREE_AVAILABLE_IN_1_0
gboolean stree_web_socket_send_text (StreeWebSocket *socket, const char *text, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_web_socket_send_bytes (StreeWebSocket *socket, GBytes *bytes, GError **error);
STREE_AVAILABLE_IN_1_0
void stree_web_socket_close (StreeWebSocket *socket, const char *reason);

#ifndef __GI_SCANNER__

typedef struct
{
  const char *name; /* not blank; unique in the component */
  const char *url;  /* NULL: none at the moment */
  /* The rest may be left out. */
  StreeWebSocketFunc on_message; /* gets each message */
  gpointer           data;
  GDestroyNotify     destroy;    /* frees data, with the next run at the earliest */
  const char *const *headers;    /* of the request: name, value, ..., NULL; with other ones it is another socket */
  const char *const *protocols;  /* subprotocols, the best first; as the first run had them */
  gsize              max_message_size; /* bytes; a larger message is an error, of many frames with libsoup 3.8; 0: 16 MiB */
  int                keepalive;  /* seconds between pings; 0: 30; less: none */
  char               stree_end_;
} StreeWebSocketSpec;

STREE_AVAILABLE_IN_1_0
StreeWebSocket *stree_watch_web_socket_spec (StreeContext *cx, const StreeWebSocketSpec *spec);

/* With what may be left out: stree_watch_web_socket_with (cx, "chat", url, .on_message = append). */
#define stree_watch_web_socket_with(cx_, name_, url_, ...)                                                             \
  stree_watch_web_socket_spec (                                                                                        \
    (cx_), &(StreeWebSocketSpec){ .stree_end_ = 0, .name = (name_), .url = (url_), __VA_ARGS__ })

#endif /* __GI_SCANNER__ */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeWebSocket, stree_web_socket_unref)

G_END_DECLS
