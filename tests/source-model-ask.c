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

void
source_check_exchange (StreeSource *source, guint key, guint note)
{
  /* Who gets whose key, in the order of the changes. */
  static const struct
  {
    guint row, gets;
  } steps[] = { { 0, 1 }, { 1, 0 }, { 2, 3 }, { 3, 4 }, { 4, 2 }, { 5, 6 }, { 6, 7 } };
  g_autoptr (StreeFrame) seen = source_all (source);
  g_autoptr (StreeFrame) now = NULL;
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeCommit) commit = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (stree_frame_get_n_rows (seen), >=, 8);
  /* The last of the line goes, so that there is room. */
  stree_changes_add_delete (changes, seen, 7);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (StreeCell) cell = stree_frame_get_cell (seen, steps[i].gets, key);

      stree_changes_set_cell (changes, stree_changes_add_update (changes, seen, steps[i].row), key, cell);
    }
  commit = source_commit (source, changes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
  now = source_all (source);
  g_assert_cmpuint (stree_frame_get_n_rows (now), ==, stree_frame_get_n_rows (seen) - 1);
  for (guint row = 0; row < stree_frame_get_n_rows (seen); row++)
    {
      guint gets = row < G_N_ELEMENTS (steps) ? steps[row].gets : row;
      gboolean found = FALSE;

      for (guint k = 0; k < stree_frame_get_n_rows (now); k++)
        {
          g_autoptr (StreeCell) wanted = stree_frame_get_cell (seen, gets, key);
          g_autoptr (StreeCell) is = stree_frame_get_cell (now, k, key);

          if (g_strcmp0 (stree_frame_get_text (now, k, note), stree_frame_get_text (seen, row, note)) != 0)
            continue;
          found = TRUE;
          g_assert_true (stree_cell_equal (wanted, is));
        }
      g_assert_true (found == (row != 7));
    }
}
