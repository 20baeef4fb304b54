/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The rows of a query. Pages are found behind marks, which come from a walk through all rows in the background that counts
 * them as well, and from the pages that were there already. Where no index has the order, the walk sorts the keys into a
 * cursor at the server, and pages are found by their keys. */

#include "sources/postgres/stree-pg-sql-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint first_page; /* rows that are asked for with the query */
  guint stride;     /* there is a mark for so many rows */
  guint max_offset; /* so many behind a mark are walked through at once; for what is further the marks are waited for */
} StreePgSizes;

/* For tests: small tables are like large ones. */
extern StreePgSizes stree_pg_sizes;

/* @source: is told when rows turn out to be gone; @read: pages; @back: the walk. */
void stree_pg_result_new_async (StreeSource *source,
                                StreePgTable *table,
                                StreePgConnection *read,
                                StreePgConnection *back,
                                StreeQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
StreeResultSet *stree_pg_result_new_finish (GAsyncResult *result, GError **error);

G_END_DECLS
