/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sources/stree-sqlite-source.h"
#include "sources/stree-sqlite-table-private.h"

G_BEGIN_DECLS

/* As stree_sqlite_source_new_async (), of a table whose last column is its key, which counts the rows and is not for people. */
void stree_sqlite_source_new_hidden_async (const char *path,
                                           const char *table,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* The connection that writes (borrowed). */
StreeSqlite *stree_sqlite_source_get_writing (StreeSqliteSource *source);
/* The one that asks (borrowed). */
StreeSqlite *stree_sqlite_source_get_asking (StreeSqliteSource *source);
/* What the table is made of (borrowed). */
StreeSqliteTable *stree_sqlite_source_get_info (StreeSqliteSource *source);

G_END_DECLS
