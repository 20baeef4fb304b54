/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * sources: tables that are somewhere else, or too large, or change: asked for a query's rows, page by page.
 *
 *   StreeSource  a table that can be asked and perhaps edited; one implementation for each engine (a frame in memory,
 *                SQLite, PostgreSQL)
 *   StreeQuery   which rows, in which order
 *   StreeRows    the answer: how many, pages of them as frames, where a row stands
 *   StreeChanges what is to be written, in one transaction
 *
 * All calls are made and answered in the main thread; the work is done elsewhere. What is asked of a source that has
 * changed meanwhile is answered from the table as it is then: its "changed" signal says so, and one asks again.
 */

#include "data/stree-filter.h"

G_BEGIN_DECLS

/**
 * StreeSourceCapabilities:
 * @STREE_SOURCE_SORT: queries may be sorted
 * @STREE_SOURCE_FILTER: queries may have a filter
 * @STREE_SOURCE_INSERT: rows can be inserted
 * @STREE_SOURCE_UPDATE: cells can be changed
 * @STREE_SOURCE_DELETE: rows can be deleted
 * @STREE_SOURCE_NOTIFIES: it says so when others change the table
 *
 * What a source can do.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_SOURCE_SORT = 1 << 0,
  STREE_SOURCE_FILTER = 1 << 1,
  STREE_SOURCE_INSERT = 1 << 2,
  STREE_SOURCE_UPDATE = 1 << 3,
  STREE_SOURCE_DELETE = 1 << 4,
  STREE_SOURCE_NOTIFIES = 1 << 5
} StreeSourceCapabilities;

#define STREE_TYPE_ROWS (stree_rows_get_type ())
STREE_AVAILABLE_IN_1_0
G_DECLARE_DERIVABLE_TYPE (StreeRows, stree_rows, STREE, ROWS, GObject)

#define STREE_TYPE_SOURCE (stree_source_get_type ())
STREE_AVAILABLE_IN_1_0
G_DECLARE_INTERFACE (StreeSource, stree_source, STREE, SOURCE, GObject)

typedef struct _StreeQuery   StreeQuery;   /* stree-query.h */
typedef struct _StreeChanges StreeChanges; /* stree-changes.h */

/*
 * schema:       a frame without rows: names, types, decimals
 * key_columns:  numbers of the columns that tell rows apart, at least one; what a row's identity is
 * query:        -> StreeRows, once the number of rows (or an estimate) is known
 * distinct:     the values of a column among the rows of a filter, and how many rows have each, as a frame "value",
 *               "count"; the most frequent first
 * commit:       all of the changes or none. G_IO_ERROR_EXISTS-like conflicts come as STREE_SOURCE_ERROR_CONFLICT with
 *               what stands there now: see stree-changes.h
 * "changed":    the table is another one than before; what was asked for should be asked for again
 */
struct _StreeSourceInterface
{
  GTypeInterface parent_iface;

  StreeFrame *(*get_schema) (StreeSource *source);
  const guint *(*get_key_columns) (StreeSource *source, guint *n_columns);
  StreeSourceCapabilities (*get_capabilities) (StreeSource *source);
  void (*query_async) (StreeSource *source, StreeQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data);
  StreeRows *(*query_finish) (StreeSource *source, GAsyncResult *result, GError **error);
  void (*distinct_async) (StreeSource *source, guint column, StreeFilter *filter, guint max, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
  StreeFrame *(*distinct_finish) (StreeSource *source, GAsyncResult *result, GError **error);
  void (*commit_async) (StreeSource *source, StreeChanges *changes, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*commit_finish) (StreeSource *source, GAsyncResult *result, GError **error);

  gpointer padding[8];
};

/*
 * n_rows:   exact says whether it is, or an estimate that pages will correct ("n-rows-changed")
 * page:     rows first .. first + n - 1 as a frame with the schema's columns; fewer at the end
 * locate:   where the row with this key stands; FALSE: in no row
 */
struct _StreeRowsClass
{
  GObjectClass parent_class;

  guint64 (*get_n_rows) (StreeRows *rows, gboolean *exact);
  void (*page_async) (StreeRows *rows, guint64 first, guint n, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data);
  StreeFrame *(*page_finish) (StreeRows *rows, GAsyncResult *result, GError **error);
  void (*locate_async) (StreeRows *rows, StreeCell *const *key, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*locate_finish) (StreeRows *rows, GAsyncResult *result, guint64 *position, GError **error);

  gpointer padding[8];
};

G_END_DECLS
