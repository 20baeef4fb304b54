/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * sources: tables that are somewhere else, or too large to hold, or change: asked for a query's rows, page by page.
 *
 *   StreeSource   a table that can be asked and perhaps written; one implementation for each engine
 *   StreeQuery    which rows, in which order
 *   StreeResultSet  the answer: how many, pages of them as frames, where a row stands
 *   StreeChanges  what is to be written, in one transaction, and StreeCommit, what came of it
 *
 * Everything is asked and answered in the main thread; the work is done elsewhere. A source whose table changes says so
 * by its signal "changed"; who shows it asks again.
 */

#include "data/stree-filter.h"
#include "data/stree-query.h"
#include "sources/stree-changes.h"
#include "sources/stree-result-set.h"

G_BEGIN_DECLS

/**
 * StreeSourceCapabilities:
 * @STREE_SOURCE_INSERT: rows can be inserted
 * @STREE_SOURCE_UPDATE: cells can be changed
 * @STREE_SOURCE_DELETE: rows can be deleted
 * @STREE_SOURCE_NOTIFIES: it says so when another program changes the table
 *
 * What can be done with a source besides reading it.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_SOURCE_INSERT = 1 << 0,
  STREE_SOURCE_UPDATE = 1 << 1,
  STREE_SOURCE_DELETE = 1 << 2,
  STREE_SOURCE_NOTIFIES = 1 << 3
} StreeSourceCapabilities;

/**
 * StreeColumnFlags:
 * @STREE_COLUMN_KEY: it is one of those that tell rows apart
 * @STREE_COLUMN_READ_ONLY: its cells are not written: they are counted, computed or come by themselves
 * @STREE_COLUMN_REQUIRED: its cells cannot be null
 * @STREE_COLUMN_DEFAULT: a new row has something in it without being told
 * @STREE_COLUMN_HIDDEN: it is there for the engine, not for people: a row's number
 *
 * What is so about a column of a source.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_COLUMN_KEY = 1 << 0,
  STREE_COLUMN_READ_ONLY = 1 << 1,
  STREE_COLUMN_REQUIRED = 1 << 2,
  STREE_COLUMN_DEFAULT = 1 << 3,
  STREE_COLUMN_HIDDEN = 1 << 4
} StreeColumnFlags;

/**
 * STREE_SOURCE_ERROR:
 *
 * The domain of the errors of sources.
 *
 * Since: 1.0
 */
#define STREE_SOURCE_ERROR (stree_source_error_quark ())

/**
 * StreeSourceError:
 * @STREE_SOURCE_ERROR_FAILED: the engine says no; its message tells why
 * @STREE_SOURCE_ERROR_NOT_FOUND: there is no such table, or no such file
 * @STREE_SOURCE_ERROR_READ_ONLY: it cannot be written
 * @STREE_SOURCE_ERROR_BUSY: somebody else has locked it; later it may work
 * @STREE_SOURCE_ERROR_CONSTRAINT: the table does not allow such a row
 * @STREE_SOURCE_ERROR_FULL: there is no room left
 * @STREE_SOURCE_ERROR_CORRUPT: what is there is not what the engine expects
 * @STREE_SOURCE_ERROR_LOST: the server is not there any more, or not yet; it is being tried again
 * @STREE_SOURCE_ERROR_DENIED: who asks may not
 *
 * Why a source could not do what was asked.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_SOURCE_ERROR_FAILED,
  STREE_SOURCE_ERROR_NOT_FOUND,
  STREE_SOURCE_ERROR_READ_ONLY,
  STREE_SOURCE_ERROR_BUSY,
  STREE_SOURCE_ERROR_CONSTRAINT,
  STREE_SOURCE_ERROR_FULL,
  STREE_SOURCE_ERROR_CORRUPT,
  STREE_SOURCE_ERROR_LOST,
  STREE_SOURCE_ERROR_DENIED
} StreeSourceError;

STREE_AVAILABLE_IN_1_0
GQuark stree_source_error_quark (void);

/**
 * STREE_TYPE_SOURCE:
 *
 * The type of #StreeSource.
 *
 * Since: 1.0
 */
#define STREE_TYPE_SOURCE (stree_source_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_INTERFACE (StreeSource, stree_source, STREE, SOURCE, GObject)

/**
 * StreeSourceInterface:
 * @get_schema: the columns: a frame without rows, borrowed
 * @get_column_flags: what is so about a column. Those with %STREE_COLUMN_KEY tell rows apart; none: rows have no
 * identity
 * @get_capabilities: what can be done with it
 * @query_async: finds the rows of a query, which fits the schema
 * @query_finish: the rows
 * @distinct_async: finds the different values of a column
 * @distinct_finish: the values
 * @commit_async: writes all of the changes or none of them; they fit the schema and the capabilities
 * @commit_finish: what came of it
 *
 * What an engine implements.
 *
 * Since: 1.0
 */
struct _StreeSourceInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  StreeFrame *(*get_schema) (StreeSource *source);
  StreeColumnFlags (*get_column_flags) (StreeSource *source, guint column);
  StreeSourceCapabilities (*get_capabilities) (StreeSource *source);
  void (*query_async) (StreeSource *source,
                       StreeQuery *query,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  StreeResultSet *(*query_finish) (StreeSource *source, GAsyncResult *result, GError **error);
  void (*distinct_async) (StreeSource *source,
                          guint column,
                          StreeQuery *query,
                          guint max,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
  StreeFrame *(*distinct_finish) (StreeSource *source, GAsyncResult *result, GError **error);
  void (*commit_async) (StreeSource *source,
                        StreeChanges *changes,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  StreeCommit *(*commit_finish) (StreeSource *source, GAsyncResult *result, GError **error);

  /*< private >*/
  gpointer padding[8];
};

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_source_get_schema (StreeSource *source);

STREE_AVAILABLE_IN_1_0
StreeColumnFlags stree_source_get_column_flags (StreeSource *source, guint column);

STREE_AVAILABLE_IN_1_0
guint *stree_source_get_key_columns (StreeSource *source, guint *n_columns) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeSourceCapabilities stree_source_get_capabilities (StreeSource *source);

STREE_AVAILABLE_IN_1_0
void stree_source_query_async (StreeSource *source,
                               StreeQuery *query,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeResultSet *
stree_source_query_finish (StreeSource *source, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_source_distinct_async (StreeSource *source,
                                  guint column,
                                  StreeQuery *query,
                                  guint max,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeFrame *
stree_source_distinct_finish (StreeSource *source, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_source_commit_async (StreeSource *source,
                                StreeChanges *changes,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeCommit *
stree_source_commit_finish (StreeSource *source, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_source_changed (StreeSource *source);

G_END_DECLS
