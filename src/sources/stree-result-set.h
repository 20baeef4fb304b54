/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * The rows of a query of a source, in its order, page by page. A result set is what was there when it was asked for, as
 * far as the engine can keep that; when the source says that it has changed, it is asked for another one.
 */

#include "data/stree-profile.h"
#include "sources/stree-row-key.h"

G_BEGIN_DECLS

/**
 * STREE_TYPE_RESULT_SET:
 *
 * The type of #StreeResultSet.
 *
 * Since: 1.0
 */
#define STREE_TYPE_RESULT_SET (stree_result_set_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_DERIVABLE_TYPE (StreeResultSet, stree_result_set, STREE, RESULT_SET, GObject)

/**
 * StreeResultSetClass:
 * @get_n_rows: how many rows there are; @exact: whether that is so, or an estimate
 * @get_page: the same as @page_async where the rows are at hand; %NULL: they are not
 * @page_async: finds rows @first to @first + @n - 1, as far as there are so many
 * @page_finish: the rows as a frame with the columns of the source's schema
 * @locate_async: looks for the row with a key
 * @locate_finish: where it stands; %FALSE without an error: it is not there
 *
 * What an engine implements.
 *
 * Since: 1.0
 */
struct _StreeResultSetClass
{
  /*< private >*/
  GObjectClass parent_class;

  /*< public >*/
  guint64 (*get_n_rows) (StreeResultSet *rows, gboolean *exact);
  StreeFrame *(*get_page) (StreeResultSet *rows, guint64 first, guint n);
  void (*page_async) (StreeResultSet *rows,
                      guint64 first,
                      guint n,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  StreeFrame *(*page_finish) (StreeResultSet *rows, GAsyncResult *result, GError **error);
  void (*locate_async) (StreeResultSet *rows,
                        StreeRowKey *key,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  gboolean (*locate_finish) (StreeResultSet *rows, GAsyncResult *result, guint64 *position, GError **error);

  /*< private >*/
  gpointer padding[8];
};

STREE_AVAILABLE_IN_1_0
guint64 stree_result_set_get_n_rows (StreeResultSet *rows, gboolean *exact);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_result_set_get_page (StreeResultSet *rows, guint64 first, guint n) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_result_set_page_async (StreeResultSet *rows,
                                  guint64 first,
                                  guint n,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeFrame *
stree_result_set_page_finish (StreeResultSet *rows, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_result_set_locate_async (StreeResultSet *rows,
                                    StreeRowKey *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

STREE_AVAILABLE_IN_1_0
gboolean stree_result_set_locate_finish (StreeResultSet *rows, GAsyncResult *result, guint64 *position, GError **error);

STREE_AVAILABLE_IN_1_0
void stree_result_set_profile_async (StreeResultSet *rows,
                                     const guint *columns,
                                     gsize n_columns,
                                     GCancellable *cancellable,
                                     GFileProgressCallback progress,
                                     gpointer progress_data,
                                     GDestroyNotify progress_destroy,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeProfile *
stree_result_set_profile_finish (StreeResultSet *rows, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_result_set_counted (StreeResultSet *rows);

G_END_DECLS
