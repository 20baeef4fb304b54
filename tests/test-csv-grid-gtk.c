/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A CSV file in a DataGrid that is on the screen before the file is read: what the user has done by then stays. */

#include "csv-pipe.h"
#include "xtest.h"

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-format-private.h"
#include "stree-grid-view-private.h"
#include "streamtree-gtk.h"

#define N_ROWS 40000

static char *folder;

typedef struct
{
  Pipe           *pipe;   /* owned */
  StreeCsvSource *source; /* owned */
  GtkWidget      *window;
  GtkWidget      *view;
  guint           n_replaced;
  char           *database; /* owned; NULL: it becomes a frame */
} World;

static StreeElement *
show (StreeContext *cx, gpointer data)
{
  World *world = data;

  (void) cx;
  return stree_data_grid (.source = STREE_SOURCE (world->source), .editable = world->database != NULL, .selection_mode = STREE_SELECTION_MULTIPLE, .key = "grid");
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  World             *world = data;
  g_autoptr (GError) error = NULL;

  (void) object;
  world->source =
    world->database ? stree_csv_source_new_with_database_finish (result, &error) : stree_csv_source_new_finish (result, &error);
  g_assert_no_error (error);
}

static StreeGridView *
grid_in (World *world)
{
  return STREE_GRID_VIEW (xtest_find (world->view, STREE_TYPE_GRID_VIEW));
}

static void
replaced_cb (StreeGridModel *model, World *world)
{
  (void) model;
  world->n_replaced++;
}

/* "late" has nothing in the first rows, and numbers then; the last "odd" is no number. */
static void
set_up (World *world, gboolean other_columns)
{
  GString          *text = g_string_new ("id,name,late,odd\n");
  g_autoptr (GFile) file = NULL;

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (text, "%u,row %u of the file,%s,%u\n", i, i, !other_columns || i > N_ROWS / 2 ? "12" : "", i % 10);
  if (other_columns)
    g_string_append (text, "7,the end,1,many\n");
  world->pipe = pipe_new (folder, text);
  file = g_file_new_for_path (world->pipe->path);
  if (world->database)
    stree_csv_source_new_with_database_async (file, NULL, 0, world->database, "t", NULL, opened_cb, world);
  else
    stree_csv_source_new_async (file, NULL, NULL, opened_cb, world);
  xtest_wait (world->source != NULL);
  world->view = stree_view_new (NULL, "app", show, world);
  world->window = xtest_window (world->view, 700, 500);
  g_signal_connect (grid_in (world)->model, "replaced", G_CALLBACK (replaced_cb), world);
  xtest_wait (stree_grid_model_get_n_rows (grid_in (world)->model, NULL) > 1000);
  xtest_settle (world->view);
}

static void
tear_down (World *world)
{
  xtest_close (world->window);
  g_object_unref (world->source);
  pipe_free (world->pipe);
}

static const char *
text_at (World *world, guint position, guint column, char *buffer)
{
  StreeFrame      *frame;
  guint            row;
  StreeGridColumn *resolved = stree_grid_view_get_column (grid_in (world), column)->column;

  xtest_wait (stree_grid_model_get_row (grid_in (world)->model, position, &frame, &row));
  g_assert_true (stree_grid_model_get_row (grid_in (world)->model, position, &frame, &row));
  return stree_grid_format_text (resolved, frame, row, buffer, STREE_GRID_TEXT_SIZE);
}

static void
read_all (World *world)
{
  gboolean exact;

  pipe_open (world->pipe);
  xtest_wait ((stree_grid_model_get_n_rows (grid_in (world)->model, &exact), exact) && stree_grid_model_get_whole (grid_in (world)->model));
  xtest_settle (world->view);
}

static double
scroll_place (World *world)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (grid_in (world)->panes[STREE_GRID_MAIN].scroller)));
}

static void
test_other_columns (void)
{
  World          world = { .pipe = NULL };
  StreeGridView *grid;
  char           buffer[STREE_GRID_TEXT_SIZE];
  double         place;
  guint          row, column;
  gboolean       exact;

  set_up (&world, TRUE);
  grid = grid_in (&world);
  stree_grid_model_get_n_rows (grid->model, &exact);
  g_assert_false (exact);
  g_assert_null (stree_grid_model_get_whole (grid->model));
  g_assert_cmpstr (text_at (&world, 5, 1, buffer), ==, "row 5 of the file");
  g_assert_cmpstr (text_at (&world, 12, 3, buffer), ==, "2");
  xtest_click (stree_grid_cells_find (grid, 5, 1)->widget);
  xtest_settle (world.view);
  stree_grid_model_select (grid->model, 700, 20, FALSE);
  /* Away from the cursor, and from the first page. */
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (grid->panes[STREE_GRID_MAIN].scroller)),
                            500 * stree_grid_view_row_height (grid));
  xtest_settle (world.view);
  place = scroll_place (&world);
  g_assert_cmpfloat (place, >, 0);

  read_all (&world);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), ==, N_ROWS + 1);
  g_assert_cmpint (stree_grid_view_get_column (grid, 2)->column->type, ==, STREE_COLUMN_INT64);
  g_assert_cmpint (stree_grid_view_get_column (grid, 2)->column->args.kind, ==, STREE_GRID_COLUMN_NUMBER);
  g_assert_cmpint (stree_grid_view_get_column (grid, 3)->column->args.kind, ==, STREE_GRID_COLUMN_TEXT);
  g_assert_cmpstr (text_at (&world, N_ROWS, 3, buffer), ==, "many");
  g_assert_cmpstr (text_at (&world, 12, 3, buffer), ==, "2");
  g_assert_cmpfloat (scroll_place (&world), ==, place);
  g_assert_true (stree_grid_view_get_cursor (grid, &row, &column));
  g_assert_cmpuint (row, ==, 5);
  g_assert_cmpuint (column, ==, 1);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (grid->model)), ==, 21);
  g_assert_true (stree_ranges_contains (stree_grid_model_get_selected (grid->model), 5));
  g_assert_true (stree_ranges_contains (stree_grid_model_get_selected (grid->model), 719));
  tear_down (&world);
}

/* Nothing is asked again: all rows stay selected, however many they are. */
static void
test_same_columns (void)
{
  World          world = { .pipe = NULL };
  StreeGridView *grid;
  guint          n_before;

  set_up (&world, FALSE);
  grid = grid_in (&world);
  stree_grid_model_select (grid->model, 0, 5000, TRUE);
  world.n_replaced = 0;
  n_before = grid->columns->len;
  read_all (&world);
  g_assert_cmpuint (world.n_replaced, ==, 0);
  g_assert_cmpuint (grid->columns->len, ==, n_before);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (grid->model)), ==, 5000);
  tear_down (&world);
}

static int
width_of (World *world, guint column)
{
  return stree_grid_view_get_column (grid_in (world), column)->width;
}

/* The first one has the room that the numbers of one digit need in it; how much that is. */
static int
make_narrow (World *world, gboolean sized)
{
  StreeGridViewColumn *narrow = stree_grid_view_get_column (grid_in (world), 0);
  StreeFrame          *frame;
  guint                row;
  int                  width;

  g_assert_true (stree_grid_model_peek_row (grid_in (world)->model, 0, &frame, &row) && row == 0);
  width = stree_grid_cells_measure_rows (narrow, frame, 10);
  narrow->sized = sized;
  stree_grid_column_set_width (narrow, width);
  return width;
}

/* A number that is longer than the first ones is shown as a whole; a width that somebody chose stays, and that of words. */
static void
test_numbers_fit (void)
{
  World          world = { .pipe = NULL };
  StreeGridView *grid;
  char           buffer[STREE_GRID_TEXT_SIZE];
  int            name_width, narrow, two_digits;

  set_up (&world, FALSE);
  grid = grid_in (&world);
  narrow = make_narrow (&world, FALSE);
  stree_grid_view_scroll_to (grid, 60, 0);
  xtest_wait (width_of (&world, 0) > narrow);
  two_digits = width_of (&world, 0);
  name_width = width_of (&world, 1);
  read_all (&world);
  stree_grid_view_scroll_to (grid, N_ROWS - 1, 0);
  xtest_wait (g_strcmp0 (text_at (&world, N_ROWS - 1, 0, buffer), "39999") == 0);
  xtest_wait (width_of (&world, 0) > two_digits);
  g_assert_cmpint (width_of (&world, 1), ==, name_width);
  stree_grid_view_scroll_to (grid, 0, 0);
  xtest_settle (world.view);
  narrow = make_narrow (&world, TRUE);
  stree_grid_view_scroll_to (grid, N_ROWS / 2, 0);
  xtest_settle (world.view);
  g_assert_cmpint (width_of (&world, 0), ==, narrow);
  tear_down (&world);
}

/* The cell that the user has gone to is still seen as a whole when numbers need more room, its own or those before it. */
static void
test_numbers_fit_cursor (void)
{
  World          world = { .pipe = NULL };
  StreeGridView *grid;
  GtkAdjustment *across;
  int            narrow;

  set_up (&world, FALSE);
  grid = grid_in (&world);
  read_all (&world);
  gtk_window_set_default_size (GTK_WINDOW (world.window), 240, 500);
  across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (grid->panes[STREE_GRID_MAIN].scroller));
  xtest_wait (gtk_adjustment_get_page_size (across) < 240);
  xtest_click (stree_grid_cells_find (grid, 3, 0)->widget);
  xtest_settle (world.view);
  narrow = make_narrow (&world, TRUE);
  xtest_key (world.window, GDK_KEY_End, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_cells_find (grid, N_ROWS - 1, 3));
  xtest_wait (grid->focus_tick == 0 && stree_grid_view_sees_cursor (grid));
  /* As when these rows come only now. */
  stree_grid_view_get_column (grid, 0)->sized = FALSE;
  g_assert_true (stree_grid_widen_numbers (grid, TRUE));
  g_assert_cmpint (width_of (&world, 0), >, narrow);
  g_assert_false (stree_grid_view_sees_cursor (grid));
  xtest_settle (world.view);
  xtest_wait (gtk_adjustment_get_value (across) > 0);
  xtest_wait (gtk_adjustment_get_value (across) + gtk_adjustment_get_page_size (across) >= gtk_adjustment_get_upper (across) - 0.5);
  g_assert_true (stree_grid_view_sees_cursor (grid));
  tear_down (&world);
}

/* What needs all rows waits; those there are stay on the screen meanwhile. */
static void
test_search_waits (void)
{
  World          world = { .pipe = NULL };
  StreeGridView *grid;
  char           buffer[STREE_GRID_TEXT_SIZE];

  set_up (&world, FALSE);
  grid = grid_in (&world);
  xtest_click (stree_grid_cells_find (grid, 5, 1)->widget);
  xtest_settle (world.view);
  xtest_key (world.window, GDK_KEY_f, GDK_CONTROL_MASK);
  xtest_type (world.window, "row 39999");
  xtest_wait (g_strcmp0 (stree_grid_options_get_search (grid->options), "row 39999") == 0);
  xtest_settle (world.view);
  g_assert_true (stree_grid_model_is_busy (grid->model));
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), >, 1000);
  g_assert_cmpstr (text_at (&world, 5, 1, buffer), ==, "row 5 of the file");
  pipe_open (world.pipe);
  xtest_wait (stree_grid_model_get_n_rows (grid->model, NULL) == 1 && !stree_grid_model_is_busy (grid->model));
  g_assert_cmpstr (text_at (&world, 0, 1, buffer), ==, "row 39999 of the file");
  tear_down (&world);
}

/* Into a database: what is selected, where it is scrolled to, the cursor and what is being typed stay; then the cells can be written. */
static void
test_database (void)
{
  World          world = { .database = g_build_filename (folder, "grid.sqlite", NULL) };
  StreeGridView *grid;
  char           buffer[STREE_GRID_TEXT_SIZE];
  double         place;
  guint          row, column;
  gboolean       exact;

  set_up (&world, FALSE);
  grid = grid_in (&world);
  xtest_click (stree_grid_cells_find (grid, 5, 1)->widget);
  xtest_settle (world.view);
  stree_grid_model_select (grid->model, 700, 20, FALSE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (grid->panes[STREE_GRID_MAIN].scroller)),
                            500 * stree_grid_view_row_height (grid));
  xtest_settle (world.view);
  place = scroll_place (&world);
  g_assert_cmpfloat (place, >, 0);
  xtest_key (world.window, GDK_KEY_f, GDK_CONTROL_MASK);
  xtest_wait (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (world.window)), grid->search_entry));
  gtk_editable_set_position (GTK_EDITABLE (grid->search_entry), -1);

  pipe_open (world.pipe);
  xtest_wait ((stree_grid_model_get_n_rows (grid->model, &exact), exact) && stree_csv_source_get_complete (world.source));
  xtest_settle (world.view);
  g_assert_true (grid == grid_in (&world));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (world.window)), grid->search_entry));
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), ==, N_ROWS);
  g_assert_cmpfloat (scroll_place (&world), ==, place);
  g_assert_true (stree_grid_view_get_cursor (grid, &row, &column));
  g_assert_cmpuint (row, ==, 5);
  g_assert_cmpuint (column, ==, 1);
  xtest_wait (stree_ranges_count (stree_grid_model_get_selected (grid->model)) == 21);
  g_assert_true (stree_ranges_contains (stree_grid_model_get_selected (grid->model), 719));
  g_assert_cmpstr (text_at (&world, 503, 1, buffer), ==, "row 503 of the file");

  /* A cell is written where the cursor was; what is half typed in the next one stays while the table changes. */
  xtest_key (world.window, GDK_KEY_Escape, 0);
  stree_grid_view_set_cursor (grid, 5, 1);
  gtk_widget_grab_focus (GTK_WIDGET (grid));
  xtest_settle (world.view);
  xtest_type (world.window, "typed");
  xtest_wait (stree_grid_editor_is_open (grid));
  xtest_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (grid->editor)), "typed"));
  stree_source_changed (STREE_SOURCE (world.source));
  xtest_settle (world.view);
  g_assert_true (stree_grid_editor_is_open (grid));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (grid->editor)), ==, "typed");
  xtest_key (world.window, GDK_KEY_Return, 0);
  xtest_wait (!stree_grid_editor_is_open (grid));
  xtest_key (world.window, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED) == 0);
  xtest_wait (g_strcmp0 (text_at (&world, 5, 1, buffer), "typed") == 0);
  tear_down (&world);
  g_unlink (world.database);
  g_free (world.database);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                status;

  gtk_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("stree-csv-grid-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/csv-grid/other-columns", test_other_columns);
  g_test_add_func ("/csv-grid/same-columns", test_same_columns);
  g_test_add_func ("/csv-grid/numbers-fit", test_numbers_fit);
  g_test_add_func ("/csv-grid/numbers-fit/cursor", test_numbers_fit_cursor);
  g_test_add_func ("/csv-grid/search-waits", test_search_waits);
  g_test_add_func ("/csv-grid/database", test_database);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
