/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "sources/stree-source.h"

G_BEGIN_DECLS

/**
 * StreeSearchIndex:
 * @STREE_SEARCH_INDEX_NONE: there is none
 * @STREE_SEARCH_INDEX_READY: searches are answered with it
 * @STREE_SEARCH_INDEX_OUTDATED: there is one that is not used: it was made of other columns, by another version of this library, or
 *   not as a whole, or this SQLite cannot read it. [method@SqliteSource.index_search_async] makes it again
 *
 * Whether a table has an index for quick searches.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_SEARCH_INDEX_NONE,
  STREE_SEARCH_INDEX_READY,
  STREE_SEARCH_INDEX_OUTDATED
} StreeSearchIndex;

/**
 * STREE_TYPE_SQLITE_SOURCE:
 *
 * The type of #StreeSqliteSource.
 *
 * Since: 1.0
 */
#define STREE_TYPE_SQLITE_SOURCE (stree_sqlite_source_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeSqliteSource, stree_sqlite_source, STREE, SQLITE_SOURCE, GObject)

STREE_AVAILABLE_IN_1_0
void stree_sqlite_source_new_async (const char *path,
                                    const char *table,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

STREE_AVAILABLE_IN_1_0
void stree_sqlite_source_new_for_query_async (const char *path,
                                              const char *sql,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeSqliteSource *stree_sqlite_source_new_for_query_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeSqliteSource *stree_sqlite_source_new_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
const char *stree_sqlite_source_get_path (StreeSqliteSource *source);

STREE_AVAILABLE_IN_1_0
const char *stree_sqlite_source_get_table (StreeSqliteSource *source);

STREE_AVAILABLE_IN_1_0
guint stree_sqlite_source_get_busy_timeout (StreeSqliteSource *source);

STREE_AVAILABLE_IN_1_0
void stree_sqlite_source_set_busy_timeout (StreeSqliteSource *source, guint milliseconds);

STREE_AVAILABLE_IN_1_0
void stree_sqlite_source_index_search_async (StreeSqliteSource *source,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

STREE_AVAILABLE_IN_1_0
gboolean stree_sqlite_source_index_search_finish (StreeSqliteSource *source, GAsyncResult *result, GError **error);

STREE_AVAILABLE_IN_1_0
void stree_sqlite_source_check_search_async (StreeSqliteSource *source,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

STREE_AVAILABLE_IN_1_0
gboolean stree_sqlite_source_check_search_finish (StreeSqliteSource *source,
                                                  GAsyncResult *result,
                                                  StreeSearchIndex *index,
                                                  GError **error);

STREE_AVAILABLE_IN_1_0
void stree_sqlite_source_drop_search_async (StreeSqliteSource *source,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

STREE_AVAILABLE_IN_1_0
gboolean stree_sqlite_source_drop_search_finish (StreeSqliteSource *source, GAsyncResult *result, GError **error);

STREE_AVAILABLE_IN_1_0
void stree_sqlite_list_tables_async (const char *path,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

STREE_AVAILABLE_IN_1_0
char **stree_sqlite_list_tables_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
