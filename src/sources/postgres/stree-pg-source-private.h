/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "streamtree.h"

G_BEGIN_DECLS

void stree_pg_source_open_async (const char *uri,
                                 const char *table,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
StreeSource *stree_pg_source_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
