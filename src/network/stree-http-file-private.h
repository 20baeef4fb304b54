/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "network/stree-http-send-private.h"

G_BEGIN_DECLS

/* One attempt to get the rest of a file. @message is about to be sent. The answer has no body, or is an error of the
 * server's. */
StreeResponse *stree_http_receive_file (const StreeHttpJob *job, SoupMessage *message, GError **error);

G_END_DECLS
