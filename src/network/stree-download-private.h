/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What lies at a URL, as bytes, bounded: for pictures. In the main thread, without waiting. */

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean stree_download_is_url (const char *place); /* http or https */
/* More than @max_size bytes are an error, before more than that is held. */
void     stree_download_async  (const char *url, gsize max_size, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data);
GBytes  *stree_download_finish (GAsyncResult *result, GError **error);

G_END_DECLS
