/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-query.h"

#include "data/stree-frame-filter-private.h"
#include "data/stree-frame-private.h"
#include "data/stree-frame-sort-private.h"

/**
 * stree_frame_query:
 * @frame: a frame
 * @query: a query
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Finds the rows of @frame that pass @query, in its order.
 *
 * Where [method@Query.extends] is %TRUE, the result of the previous query may be passed as @frame: that is
 * quicker, and gives the same.
 *
 * Fails with %STREE_ERROR_BAD_VALUE where the query does not fit the frame ([method@Query.validate]), and with
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): a selection of @frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_query (StreeFrame *frame, StreeQuery *query, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return stree_frame_query_searching (frame, query, frame->store->n_columns, cancellable, error);
}

StreeFrame *
stree_frame_query_searching (StreeFrame *frame,
                             StreeQuery *query,
                             guint n_searched,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree guint32 *rows = NULL;
  g_autofree StreeSortKey *keys = NULL;
  const char *search;
  StreeFilter *filter;
  guint n_rows, n_keys;

  if (!stree_query_validate (query, frame, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  search = stree_query_get_search (query);
  filter = stree_query_get_filter (query);
  n_keys = stree_query_get_n_sorts (query);
  if (!search && !filter && n_keys == 0)
    return stree_frame_ref (frame);

  keys = g_new (StreeSortKey, MAX (n_keys, 1));
  for (guint i = 0; i < n_keys; i++)
    {
      stree_frame_find_column (frame, stree_query_get_sort (query, i, &keys[i].descending), &keys[i].column);
      keys[i].collation = stree_query_get_sort_collation (query, i);
    }

  n_rows = frame->n_rows;
  rows = g_new (guint32, MAX (n_rows, 1));
  for (guint i = 0; i < n_rows; i++)
    rows[i] = i;

  if ((filter && !stree_frame_filter_rows (frame, filter, rows, &n_rows, cancellable)) ||
      (search && !stree_frame_search_rows (frame, search, n_searched, rows, &n_rows, cancellable)) ||
      !stree_frame_sort_rows (frame, keys, n_keys, rows, n_rows, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }

  rows = g_realloc_n (rows, MAX (n_rows, 1), sizeof *rows);
  return stree_frame_select_take (frame, g_steal_pointer (&rows), n_rows);
}

typedef struct
{
  StreeFrame *frame;
  StreeQuery *query;
} QueryTask;

static void
query_task_free (gpointer data)
{
  QueryTask *task = data;

  stree_frame_unref (task->frame);
  stree_query_unref (task->query);
  g_free (task);
}

static void
query_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  QueryTask *query_task = data;
  GError *error = NULL;
  StreeFrame *result = stree_frame_query (query_task->frame, query_task->query, cancellable, &error);

  (void) source;
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_error (task, error);
}

/**
 * stree_frame_query_async:
 * @frame: a frame
 * @query: a query
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called in the caller's main context when the work is done
 * @user_data: for @callback
 *
 * Finds the rows of @frame that pass @query in another thread; see [method@Frame.query].
 *
 * Since: 1.0
 */
void
stree_frame_query_async (StreeFrame *frame,
                             StreeQuery *query,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  QueryTask *query_task;

  g_return_if_fail (frame != NULL);
  g_return_if_fail (query != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  query_task = g_new0 (QueryTask, 1);
  query_task->frame = stree_frame_ref (frame);
  query_task->query = stree_query_ref (query);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_frame_query_async);
  g_task_set_name (task, "[streamtree] query");
  g_task_set_task_data (task, query_task, query_task_free);
  g_task_run_in_thread (task, query_thread);
}

/**
 * stree_frame_query_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * The outcome of [method@Frame.query_async].
 *
 * Returns: (transfer full): a selection, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_query_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_frame_query_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
