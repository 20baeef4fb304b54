/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A DataGrid over a table of a PostgreSQL server that goes away and comes back: what is shown and what is typed stays. */

#include "data-grid-fixture.h"
#include "postgres-open.h"

#define N_ROWS 5000u

static PostgresFixture *fixture;

static void
set_up_table (Fixture *f)
{
  postgres_fixture_run (fixture, "DROP TABLE IF EXISTS shown; "
                                 "CREATE TABLE shown (id int PRIMARY KEY, name text, price float8, \"on\" bool); "
                                 "INSERT INTO shown SELECT i, 'row ' || i, i, i % 3 = 0 FROM generate_series (0, 4999) i");
  f->source = postgres_open (fixture, "shown");
  set_up (f, N_ROWS);
}

static const char *
problem_of (Fixture *f)
{
  StreeGridView *grid = grid_of (f);

  return gtk_widget_get_visible (grid->error_box) ? gtk_label_get_text (GTK_LABEL (grid->error_label)) : NULL;
}

static guint
n_edited (Fixture *f)
{
  return stree_grid_edits_get_n_rows (grid_of (f)->edits, STREE_GRID_EDIT_CHANGED);
}

static gboolean
try_again (Fixture *f)
{
  if (gtk_widget_get_visible (grid_of (f)->retry_button))
    xtest_click (grid_of (f)->retry_button);
  wait_quiet (f);
  return !gtk_widget_get_visible (grid_of (f)->retry_button);
}

static void
test_restart (void)
{
  Fixture          f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
  StreeFrame      *frame;
  guint            row;
  g_autofree char *written = NULL;

  set_up_table (&f);
  click_cell (&f, 1, 1);
  type (&f, "kept");
  key (&f, GDK_KEY_Return, 0);
  g_assert_cmpuint (n_edited (&f), ==, 1);
  type (&f, "half");
  g_assert_true (stree_grid_editor_is_open (grid_of (&f)));

  postgres_fixture_kill (fixture);
  xtest_wait (problem_of (&f));
  g_assert_null (strstr (problem_of (&f), "s3cret"));
  /* What is shown stays, and so does what is being typed. */
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid_of (&f)->model, NULL), ==, N_ROWS);
  g_assert_true (stree_grid_model_peek_row (grid_of (&f)->model, 5, &frame, &row));
  g_assert_cmpint (stree_frame_get_int64 (frame, row, 0), ==, 5);
  g_assert_true (stree_grid_editor_is_open (grid_of (&f)));
  type (&f, " done");
  key (&f, GDK_KEY_Return, 0);
  g_assert_cmpuint (n_edited (&f), ==, 2);
  /* Nothing can be written, and nothing is lost by it. */
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (grid_of (&f)->problem != NULL);
  g_assert_nonnull (problem_of (&f));
  g_assert_cmpuint (n_edited (&f), ==, 2);
  /* Nor can what was not read yet. */
  key (&f, GDK_KEY_End, GDK_CONTROL_MASK);
  wait_quiet (&f);
  g_assert_false (stree_grid_model_peek_row (grid_of (&f)->model, N_ROWS - 1, &frame, &row));

  /* That what was asked for failed stays said until it is asked for again. */
  postgres_fixture_start (fixture);
  xtest_wait (try_again (&f));
  g_assert_cmpint (id_at (&f, N_ROWS - 1), ==, N_ROWS - 1);
  g_assert_cmpuint (n_edited (&f), ==, 2);
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (n_edited (&f) == 0);
  written = postgres_fixture_ask (fixture, "SELECT string_agg (name, ',' ORDER BY id) FROM shown WHERE id IN (1, 2, 3)");
  g_assert_cmpstr (written, ==, "kept,half done,row 3");
  g_assert_null (problem_of (&f));
  tear_down (&f);
}

static void
skip (gconstpointer reason)
{
  g_test_skip (reason);
}

int
main (int argc, char **argv)
{
  const char *missing = postgres_fixture_missing ();
  int         status;

  gtk_test_init (&argc, &argv, NULL);
  if (missing)
    g_test_add_data_func ("/data-grid-postgres/no-server", missing, skip);
  else
    {
      fixture = postgres_fixture_new ();
      g_test_add_func ("/data-grid-postgres/restart", test_restart);
    }
  status = g_test_run ();
  g_clear_pointer (&fixture, postgres_fixture_free);
  return status;
}
