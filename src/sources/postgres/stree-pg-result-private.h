/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The rows of a query. Pages are found behind marks, which come from a walk through all rows in the background that counts
 * them as well, and from the pages that were there already. */

#include "sources/postgres/stree-pg-sql-private.h"

G_BEGIN_DECLS

/* @read: pages; @back: the walk. */
void stree_pg_result_new_async (StreePgTable *table,
                                StreePgConnection *read,
                                StreePgConnection *back,
                                StreeQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
StreeResultSet *stree_pg_result_new_finish (GAsyncResult *result, GError **error);

G_END_DECLS
