/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rows of a grid that are in PostgreSQL, without the grid: many that are selected stay so, and what is done to many is done to
 * all of them. */

#include "grid/stree-grid-act-private.h"
#include "grid/stree-grid-model-private.h"
#include "postgres-open.h"

#define N_ROWS 20000u

static PostgresFixture *fixture;

static gboolean
is_quiet (StreeGridModel *model)
{
  return !stree_grid_model_is_busy (model);
}

static StreeGridModel *
open_model (StreeSource **source)
{
  StreeGridModel *model = stree_grid_model_new ();
  gboolean exact;

  postgres_fixture_run (fixture, "DROP TABLE IF EXISTS many; CREATE TABLE many (id int PRIMARY KEY, n int, t text); "
                                 "INSERT INTO many SELECT i, (i * 7919) % 20000, 'row ' || i FROM generate_series (0, 19999) i");
  *source = postgres_open (fixture, "many");
  stree_grid_model_set_source (model, *source);
  wait_for (stree_grid_model_get_n_rows (model, &exact) == N_ROWS && exact && is_quiet (model));
  return model;
}

static void
close_model (StreeGridModel *model, StreeSource *source)
{
  stree_grid_model_stop (model);
  g_object_unref (model);
  g_object_unref (source);
}

static void
test_selection (void)
{
  StreeSource *source = NULL;
  StreeGridModel *model = open_model (&source);
  const StreeRanges *selected = stree_grid_model_get_selected (model);
  g_autoptr (StreeQuery) down = stree_query_new ();
  g_autoptr (StreeQuery) mixed = stree_query_new ();

  stree_query_add_sort (down, "id", TRUE);
  stree_query_add_sort (mixed, "n", FALSE);
  stree_grid_model_select (model, 9000, 2000, TRUE);
  stree_grid_model_set_query (model, down);
  wait_for (is_quiet (model));
  g_assert_cmpuint (stree_ranges_count (selected), ==, 2000);
  g_assert_true (stree_ranges_covers (selected, N_ROWS - 11000, 2000));
  stree_grid_model_set_query (model, mixed);
  wait_for (is_quiet (model));
  g_assert_cmpuint (stree_ranges_count (selected), ==, 2000);
  /* All of them. */
  stree_grid_model_select (model, 0, G_MAXUINT, TRUE);
  stree_grid_model_set_query (model, NULL);
  wait_for (is_quiet (model) && stree_ranges_count (selected) == N_ROWS);
  close_model (model, source);
}

static void
progress_cb (double share, gpointer data)
{
  g_assert_cmpfloat (share, >=, *(double *) data);
  *(double *) data = share;
}

static void
test_delete (void)
{
  StreeSource *source = NULL;
  StreeGridModel *model = open_model (&source);
  g_autoptr (StreeGridEdits) edits = stree_grid_edits_new (source);
  StreeGridAct *act = stree_grid_act_new (edits, STREE_GRID_ACT_DELETE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) committed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;
  StreeRanges rows;
  double share = 0;

  stree_ranges_init (&rows);
  stree_ranges_add (&rows, 10, N_ROWS - 20);
  stree_grid_act_async (act, stree_grid_model_get_rows (model), &rows, progress_cb, &share, NULL, source_on_result, &result);
  wait_for (result != NULL);
  g_assert_true (stree_grid_act_finish (result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (act->n, ==, N_ROWS - 20);
  g_assert_cmpfloat (share, >, 0.5);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (edits, STREE_GRID_EDIT_DELETED), ==, N_ROWS - 20);
  stree_grid_edits_commit_async (edits, NULL, source_on_result, &committed);
  wait_for (committed != NULL);
  g_assert_true (stree_grid_edits_commit_finish (edits, committed, &error));
  left = postgres_fixture_ask (fixture, "SELECT count (*) FROM many WHERE id < 10 OR id >= 19990");
  g_assert_cmpstr (left, ==, "20");
  g_free (left);
  left = postgres_fixture_ask (fixture, "SELECT count (*) FROM many");
  g_assert_cmpstr (left, ==, "20");
  wait_for (is_quiet (model));
  stree_ranges_clear (&rows);
  stree_grid_act_free (act);
  close_model (model, source);
}

static void
add_tests (void)
{
  g_test_add_func ("/postgres-grid/selection", test_selection);
  g_test_add_func ("/postgres-grid/delete", test_delete);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  return postgres_run (&fixture, add_tests);
}
