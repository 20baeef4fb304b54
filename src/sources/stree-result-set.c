/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-result-set.h"

#include "core/stree-thread-private.h"

/**
 * StreeResultSet:
 *
 * The rows of a query of a source, in its order: how many there are, pages of them, and where one stands.
 *
 * Since: 1.0
 */
G_DEFINE_ABSTRACT_TYPE (StreeResultSet, stree_result_set, G_TYPE_OBJECT)

static guint counted_signal;

static void
stree_result_set_class_init (StreeResultSetClass *klass)
{
  /**
   * StreeResultSet::counted:
   * @rows: a result set
   *
   * The number of rows is another one than before, or is exact now. The rows that there were before stand where they
   * stood.
   *
   * Since: 1.0
   */
  counted_signal =
      g_signal_new ("counted", G_OBJECT_CLASS_TYPE (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stree_result_set_init (StreeResultSet *rows)
{
  (void) rows;
}

/**
 * stree_result_set_get_n_rows:
 * @rows: a result set
 * @exact: (out) (optional): whether the number is known; else it is an estimate
 *
 * How many rows there are.
 *
 * Returns: the number of rows
 *
 * Since: 1.0
 */
guint64
stree_result_set_get_n_rows (StreeResultSet *rows, gboolean *exact)
{
  gboolean is_exact = TRUE;
  guint64 n;

  g_return_val_if_fail (STREE_IS_RESULT_SET (rows), 0);
  n = STREE_RESULT_SET_GET_CLASS (rows)->get_n_rows (rows, &is_exact);
  if (exact)
    *exact = is_exact;
  return n;
}

/**
 * stree_result_set_get_page:
 * @rows: a result set
 * @first: the number of the first row, from 0
 * @n: how many rows at most
 *
 * A page of rows that can be had at once, without waiting for anything: what is in memory.
 *
 * Returns: (transfer full) (nullable): the rows as a frame with the columns of the source, fewer than were asked for at
 * the end; %NULL: they must be waited for, with [method@ResultSet.page_async]
 *
 * Since: 1.0
 */
StreeFrame *
stree_result_set_get_page (StreeResultSet *rows, guint64 first, guint n)
{
  StreeResultSetClass *klass;

  g_return_val_if_fail (STREE_IS_RESULT_SET (rows), NULL);
  klass = STREE_RESULT_SET_GET_CLASS (rows);
  return klass->get_page ? klass->get_page (rows, first, n) : NULL;
}

/**
 * stree_result_set_page_async:
 * @rows: a result set
 * @first: the number of the first row, from 0
 * @n: how many rows at most
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when the page is there
 * @user_data: for @callback
 *
 * Finds a page of rows.
 *
 * Since: 1.0
 */
void
stree_result_set_page_async (StreeResultSet *rows,
                             guint64 first,
                             guint n,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_RESULT_SET (rows));
  STREE_RESULT_SET_GET_CLASS (rows)->page_async (rows, first, n, cancellable, callback, user_data);
}

/**
 * stree_result_set_page_finish:
 * @rows: a result set
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [method@ResultSet.page_async].
 *
 * Returns: (transfer full): the rows as a frame with the columns of the source; fewer than were asked for at the end,
 * and none behind it
 *
 * Since: 1.0
 */
StreeFrame *
stree_result_set_page_finish (StreeResultSet *rows, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STREE_IS_RESULT_SET (rows) && G_IS_ASYNC_RESULT (result), NULL);
  return STREE_RESULT_SET_GET_CLASS (rows)->page_finish (rows, result, error);
}

/**
 * stree_result_set_locate_async:
 * @rows: a result set
 * @key: the key of a row: its cells in the key columns of the source
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when it is known
 * @user_data: for @callback
 *
 * Finds where a row stands.
 *
 * Since: 1.0
 */
void
stree_result_set_locate_async (StreeResultSet *rows,
                               StreeRowKey *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_RESULT_SET (rows) && key != NULL);
  STREE_RESULT_SET_GET_CLASS (rows)->locate_async (rows, key, cancellable, callback, user_data);
}

/**
 * stree_result_set_locate_finish:
 * @rows: a result set
 * @result: what the callback got
 * @position: (out): the number of the row, from 0
 * @error: return location for an error
 *
 * The outcome of [method@ResultSet.locate_async].
 *
 * Returns: whether it is there; %FALSE without an error: it is not among these rows
 *
 * Since: 1.0
 */
gboolean
stree_result_set_locate_finish (StreeResultSet *rows, GAsyncResult *result, guint64 *position, GError **error)
{
  g_return_val_if_fail (STREE_IS_RESULT_SET (rows) && G_IS_ASYNC_RESULT (result) && position != NULL, FALSE);
  return STREE_RESULT_SET_GET_CLASS (rows)->locate_finish (rows, result, position, error);
}

/**
 * stree_result_set_counted:
 * @rows: a result set
 *
 * Tells that the number of rows is another one, or is exact now. For those who implement a source.
 *
 * Since: 1.0
 */
void
stree_result_set_counted (StreeResultSet *rows)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_RESULT_SET (rows));
  g_signal_emit (rows, counted_signal, 0);
}
