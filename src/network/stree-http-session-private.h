/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The HTTP session of what is fetched: one SoupSession for the process, in a thread of its own that runs a main context.
 *
 * libsoup is at its best when one thread has a session and uses what is asynchronous: connections are kept alive for all,
 * and HTTP/2 shares them. So all messages are sent, and all their signals come, in this thread; who has something to send
 * goes there with stree_http_invoke () and comes back by its own means. What stays open is not of these: see stree-stream.c.
 */

#include "network/stree-soup-private.h"

G_BEGIN_DECLS

/* In the network thread. */
typedef void (*StreeHttpFunc) (SoupSession *session, gpointer data);

/* Any thread. Starts the network thread, if there is none yet. */
void          stree_http_invoke  (StreeHttpFunc func, gpointer data);
/* The same, and waits until it has run: not in the network thread. */
void          stree_http_call    (StreeHttpFunc func, gpointer data);
/* What the network thread iterates: for sources, such as timeouts. */
GMainContext *stree_http_context (void);

/* What a server is told of who asks. */
char         *stree_http_dup_agent (void);

/* For tests: a new session that trusts @database (NULL: the system's) and asks @proxies (NULL: the system's). What the old
 * one has under way is broken off. Any thread but the network's. */
void          stree_http_session_configure (GTlsDatabase *database, GProxyResolver *proxies);

G_END_DECLS
