/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Typing in the rows of a DataGrid, with real keys: on to the next row that begins so. */

#include "data-grid-fixture.h"
#include "sqlite-fixture.h"

static const char *const names[] = { "Zoe", "anna", "Bert", "Ännchen", "Anton", "Émile", "emma", "Row 6", "row 7", "Row 7 a" };

/* @n rows with these names again and again. */
static StreeFrame *
make_names (guint n)
{
  g_autoptr (StreeFrameBuilder) builder = begin_frame ();

  for (guint i = 0; i < n; i++)
    {
      stree_frame_builder_append_int64 (builder, 0, i);
      stree_frame_builder_append_text (builder, 1, names[i % G_N_ELEMENTS (names)]);
      stree_frame_builder_append_double (builder, 2, i / 4.0);
      stree_frame_builder_append_bool (builder, 3, i % 3 == 0);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static void
set_up_names (Fixture *f, guint n)
{
  g_autoptr (StreeFrame) frame = make_names (n);
  const char *const      keys[] = { "id", NULL };

  f->source = stree_frame_source_new (frame, keys, NULL);
  set_up (f, n);
}

static void
wait_row (Fixture *f, guint position, guint column)
{
  guint row = 0, number;

  xtest_wait (stree_grid_view_get_cursor (grid_of (f), &row, &number) && row == position);
  xtest_settle (f->view);
  assert_cursor (f, position, column);
}

/* The next letter begins a new word. */
static void
pause_typing (Fixture *f)
{
  xtest_wait (!stree_grid_type_ahead_is_on (grid_of (f)));
}

static void
test_letters (void)
{
  Fixture f = { .mode = STREE_SELECTION_SINGLE };

  set_up_names (&f, 10);
  click_cell (&f, 0, 1);
  /* Case and accents count as in the search: without them all are found, and one goes on from row to row. */
  type (&f, "aaa");
  wait_row (&f, 4, 1);
  g_assert_cmpuint (stree_grid_result_get_n_selected (f.last), ==, 1);
  g_assert_true (stree_grid_result_is_selected (f.last, 4));
  pause_typing (&f);
  type (&f, "A");
  wait_row (&f, 1, 1);
  /* More letters may still mean this row; a space is one of them. */
  pause_typing (&f);
  type (&f, "row 7 a");
  wait_row (&f, 9, 1);
  pause_typing (&f);
  type (&f, "EM");
  wait_row (&f, 6, 1);
  /* By itself a space selects, as ever. */
  pause_typing (&f);
  type (&f, " ");
  g_assert_cmpuint (stree_grid_result_get_n_selected (f.last), ==, 0);
  tear_down (&f);
}

static void
test_none (void)
{
  Fixture f = { .mode = STREE_SELECTION_MULTIPLE };

  set_up_names (&f, 10);
  click_cell (&f, 2, 1);
  type (&f, "qu");
  xtest_wait (strstr (gtk_label_get_text (GTK_LABEL (grid_of (&f)->selected_label)), "qu"));
  assert_cursor (&f, 2, 1);
  key (&f, GDK_KEY_Down, 0);
  g_assert_null (strstr (gtk_label_get_text (GTK_LABEL (grid_of (&f)->selected_label)), "qu"));
  tear_down (&f);
}

/* Of other columns the text is what counts. */
static void
test_numbers (void)
{
  Fixture f = { .mode = STREE_SELECTION_CELLS };

  set_up_names (&f, 100);
  click_cell (&f, 1, 0);
  type (&f, "47");
  wait_row (&f, 47, 0);
  pause_typing (&f);
  key (&f, GDK_KEY_Home, GDK_CONTROL_MASK);
  key (&f, GDK_KEY_End, 0);
  type (&f, "t");
  wait_row (&f, 3, 3);
  tear_down (&f);
}

/* In cells that can be edited typing edits; in those of a column that cannot it looks. */
static void
test_editable (void)
{
  Fixture f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE, .read_only = TRUE };

  set_up_names (&f, 10);
  click_cell (&f, 0, 1);
  type (&f, "b");
  wait_row (&f, 2, 1);
  g_assert_false (stree_grid_editor_is_open (grid_of (&f)));
  click_cell (&f, 0, 2);
  type (&f, "5");
  g_assert_true (stree_grid_editor_is_open (grid_of (&f)));
  key (&f, GDK_KEY_Escape, 0);
  tear_down (&f);
}

/* More rows than are looked at at once: in both directions around the end. */
static void
test_many (void)
{
  Fixture f = { .mode = STREE_SELECTION_SINGLE };

  set_up_names (&f, 100000);
  click_cell (&f, 5, 0);
  type (&f, "98765");
  wait_row (&f, 98765, 0);
  pause_typing (&f);
  type (&f, "23456");
  wait_row (&f, 23456, 0);
  tear_down (&f);
}

/* Pages of a file: the source is asked which rows begin so, and where the next one stands. */
static void
test_pages (void)
{
  Fixture                f = { .mode = STREE_SELECTION_SINGLE };
  g_autoptr (StreeFrame) rows = make_names (20000);
  g_autoptr (GError)     error = NULL;
  SqliteFile             file;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, price REAL, \"on\" BOOLEAN)");
  sqlite_file_insert (&file, "t", rows);
  f.source = sqlite_source_open (&file, "t", &error);
  g_assert_no_error (error);
  set_up (&f, 20000);
  g_assert_null (stree_grid_model_get_whole (grid_of (&f)->model));
  click_cell (&f, 5, 0);
  type (&f, "15432");
  wait_row (&f, 15432, 0);
  pause_typing (&f);
  /* Around the end. */
  type (&f, "9123");
  wait_row (&f, 9123, 0);
  pause_typing (&f);
  /* As they are sorted. */
  stree_grid_view_set_sort (grid_of (&f), "id", TRUE, TRUE);
  wait_quiet (&f);
  key (&f, GDK_KEY_Home, GDK_CONTROL_MASK);
  type (&f, "77");
  wait_row (&f, 20000 - 1 - 7799, 0);
  pause_typing (&f);
  type (&f, "x");
  xtest_wait (strstr (gtk_label_get_text (GTK_LABEL (grid_of (&f)->selected_label)), "x"));
  tear_down (&f);
  sqlite_file_clear (&file);
}

/* Who goes elsewhere meanwhile, stays there. */
static void
test_moved_on (void)
{
  Fixture        f = { .mode = STREE_SELECTION_SINGLE };
  StreeGridView *grid;

  set_up_names (&f, 100000);
  click_cell (&f, 5, 0);
  stree_grid_type_ahead (grid_of (&f), '9');
  stree_grid_type_ahead (grid_of (&f), '8');
  stree_grid_type_ahead (grid_of (&f), '7');
  stree_grid_type_ahead (grid_of (&f), '6');
  stree_grid_view_move (grid_of (&f), 7, 0, FALSE, FALSE);
  pause_typing (&f);
  xtest_settle (f.view);
  assert_cursor (&f, 7, 0);
  /* And it may go while it is looked. */
  grid = grid_of (&f);
  for (guint i = 0; i < 5; i++)
    stree_grid_type_ahead (grid, '9');
  g_object_add_weak_pointer (G_OBJECT (grid), (gpointer *) &grid);
  tear_down (&f);
  xtest_wait (!grid);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-grid-type-ahead/letters", test_letters);
  g_test_add_func ("/data-grid-type-ahead/none", test_none);
  g_test_add_func ("/data-grid-type-ahead/numbers", test_numbers);
  g_test_add_func ("/data-grid-type-ahead/editable", test_editable);
  g_test_add_func ("/data-grid-type-ahead/many", test_many);
  g_test_add_func ("/data-grid-type-ahead/pages", test_pages);
  g_test_add_func ("/data-grid-type-ahead/moved-on", test_moved_on);
  return g_test_run ();
}
