/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "source-model.h"

#include "support.h"

/* A source, asked and waited for. */

void
source_on_result (GObject *object, GAsyncResult *result, gpointer data)
{
  (void) object;
  *(GAsyncResult **) data = g_object_ref (result);
}

StreeResultSet *
source_query (StreeSource *source, StreeQuery *query, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_source_query_async (source, query, cancellable, source_on_result, &result);
  wait_for (result != NULL);
  return stree_source_query_finish (source, result, error);
}

void
source_wait_counted (StreeResultSet *rows)
{
  gboolean exact = FALSE;

  wait_for ((stree_result_set_get_n_rows (rows, &exact), exact));
}

StreeFrame *
source_page (StreeResultSet *rows, guint64 first, guint n, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_result_set_page_async (rows, first, n, NULL, source_on_result, &result);
  wait_for (result != NULL);
  return stree_result_set_page_finish (rows, result, error);
}

gboolean
source_locate (StreeResultSet *rows, StreeRowKey *key, guint64 *position, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_result_set_locate_async (rows, key, NULL, source_on_result, &result);
  wait_for (result != NULL);
  return stree_result_set_locate_finish (rows, result, position, error);
}

StreeFrame *
source_distinct (StreeSource *source, guint column, StreeQuery *query, guint max, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_source_distinct_async (source, column, query, max, NULL, source_on_result, &result);
  wait_for (result != NULL);
  return stree_source_distinct_finish (source, result, error);
}

StreeCommit *
source_commit (StreeSource *source, StreeChanges *changes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_source_commit_async (source, changes, cancellable, source_on_result, &result);
  wait_for (result != NULL);
  return stree_source_commit_finish (source, result, error);
}

StreeFrame *
source_all (StreeSource *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) rows = source_query (source, query, NULL, &error);
  StreeFrame *all;

  g_assert_no_error (error);
  source_wait_counted (rows);
  all = source_page (rows, 0, G_MAXUINT, &error);
  g_assert_no_error (error);
  return all;
}
