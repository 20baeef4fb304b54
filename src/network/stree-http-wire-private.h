/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* One message over the wire, as a worker sees it: blocking calls, behind which the network thread does the work. So
 * whoever reads, unpacks and parses a body does it in a thread that may be busy, and nobody else waits.
 */

#include "network/stree-request-private.h"

G_BEGIN_DECLS

typedef struct _StreeHttpWire StreeHttpWire;

/* Sends, and waits for the head of the answer, after redirects. @cancellable ends each wait at once.
 * NULL: the error says what is wrong, for a person. */
StreeHttpWire      *stree_http_wire_open    (const StreeRequest *request, SoupMessage *message, GCancellable *cancellable,
                                             GError **error);
/* Waits for what comes of the body. 0: that was all; -1: error. */
gssize              stree_http_wire_read    (StreeHttpWire *wire, gpointer buffer, gsize size, GError **error);
/* The message, between two calls. */
SoupMessage        *stree_http_wire_message (StreeHttpWire *wire);
/* Breaks off what is under way. */
void                stree_http_wire_free    (StreeHttpWire *wire);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeHttpWire, stree_http_wire_free)

G_END_DECLS
