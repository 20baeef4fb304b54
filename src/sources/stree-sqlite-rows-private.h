/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * The rows of a query of an SQLite table. Of a table with row numbers they are these numbers, which come in one after the
 * other; a page looks its rows up by them. What has none is copied into a temporary table, and does not change then.
 */

#include "sources/stree-result-set.h"
#include "sources/stree-sqlite-table-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_SQLITE_ROWS (stree_sqlite_rows_get_type ())
G_DECLARE_FINAL_TYPE (StreeSqliteRows, stree_sqlite_rows, STREE, SQLITE_ROWS, StreeResultSet)

/* @asking runs the query, @paging looks rows up meanwhile. */
void stree_sqlite_rows_new_async (StreeSqliteTable *table,
                                  StreeSqlite *asking,
                                  StreeSqlite *paging,
                                  StreeQuery *query,
                                  gpointer source,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* The result is a GTask of @source with a pointer. */

G_END_DECLS
