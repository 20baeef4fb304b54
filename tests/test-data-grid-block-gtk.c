/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is done to more rows than are at hand, or to more than are changed at once: to all of them or to none, as one step, and the
 * window lives on. */

#include "data-grid-fixture.h"

#include <time.h>

#include "grid/stree-grid-act-private.h"
#include "slow-source.h"
#include "sqlite-fixture.h"

#define N_ROWS 20000u

/* --- the main loop goes on --- */

typedef struct
{
  guint  source;
  guint  n;
  double longest; /* ms of this thread between two beats */
  double last;
} Beat;

static double
now_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

static gboolean
beat_cb (gpointer data)
{
  Beat  *beat = data;
  double now = now_ms ();

  beat->longest = MAX (beat->longest, now - beat->last);
  beat->last = now;
  beat->n++;
  return G_SOURCE_CONTINUE;
}

static void
beat_begin (Beat *beat)
{
  *beat = (Beat){ .last = now_ms () };
  beat->source = g_timeout_add_full (G_PRIORITY_HIGH, 1, beat_cb, beat, NULL);
}

static void
beat_end (Beat *beat, const char *what)
{
  g_source_remove (beat->source);
  beat->longest = MAX (beat->longest, now_ms () - beat->last);
  g_test_message ("%s: %u beats, the longest way between two %.1f ms", what, beat->n, beat->longest);
  g_assert_cmpuint (beat->n, >=, 3);
}

/* --- a table --- */

static void
set_up_pages (Fixture *f, SqliteFile *file)
{
  g_autoptr (StreeFrame) rows = make_frame (N_ROWS);
  g_autoptr (GError)     error = NULL;

  sqlite_file_init (file);
  sqlite_file_exec (file, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, price REAL, \"on\" BOOLEAN)");
  sqlite_file_insert (file, "t", rows);
  f->source = sqlite_source_open (file, "t", &error);
  g_assert_no_error (error);
  set_up (f, N_ROWS);
  g_assert_null (stree_grid_model_get_whole (grid_of (f)->model));
}

static void
wait_done (Fixture *f)
{
  xtest_wait (!grid_of (f)->acting);
  xtest_settle (f->view);
  g_assert_false (gtk_widget_get_visible (grid_of (f)->act_box));
}

static guint
n_edited (Fixture *f, StreeGridEditState state)
{
  return stree_grid_edits_get_n_rows (grid_of (f)->edits, state);
}

/* From the first row to the last. */
static void
select_cells (Fixture *f, guint first_column, guint last_column)
{
  StreeGridView *grid = grid_of (f);

  stree_grid_view_move (grid, 0, first_column, FALSE, FALSE);
  stree_grid_view_grab (grid);
  wait_quiet (f);
  stree_grid_view_move (grid, g_list_model_get_n_items (G_LIST_MODEL (grid->model)) - 1, last_column, TRUE, FALSE);
  wait_quiet (f);
}

static void
assert_one_step (Fixture *f, const char *name)
{
  StreeGridView *grid = grid_of (f);

  g_assert_cmpstr (stree_grid_edits_get_undo_name (grid->edits), ==, name);
  stree_grid_view_undo (grid);
  g_assert_cmpuint (n_edited (f, 0), ==, 0);
  g_assert_null (stree_grid_edits_get_undo_name (grid->edits));
  g_assert_cmpstr (stree_grid_edits_get_redo_name (grid->edits), ==, name);
}

/* --- pages --- */

static void
test_delete (void)
{
  Fixture        f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
  StreeGridView *grid;
  SqliteFile     file;
  Beat           beat;

  set_up_pages (&f, &file);
  grid = grid_of (&f);
  click_cell (&f, 1, 1);
  key (&f, GDK_KEY_a, GDK_CONTROL_MASK);
  beat_begin (&beat);
  xtest_key (f.window, GDK_KEY_Delete, GDK_CONTROL_MASK);
  xtest_wait (grid->acting || n_edited (&f, 0) > 0);
  wait_done (&f);
  beat_end (&beat, "delete from pages");
  g_assert_cmpuint (n_edited (&f, STREE_GRID_EDIT_DELETED), ==, N_ROWS);
  g_assert_cmpint (stree_grid_result_get_reason (f.last), ==, STREE_GRID_REASON_EDIT);
  assert_one_step (&f, "Delete 20000 rows");
  /* And into the file. */
  stree_grid_edits_redo (grid->edits);
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_model_get_n_rows (grid->model, NULL) == 0);
  wait_quiet (&f);
  sqlite_file_assert_get (&file, "SELECT count (*) FROM t", "0");
  tear_down (&f);
  sqlite_file_clear (&file);
}

/* What could not be emptied is told, of all. */
static void
test_clear (void)
{
  Fixture        f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE, .read_only = TRUE };
  StreeGridView *grid;
  SqliteFile     file;

  set_up_pages (&f, &file);
  grid = grid_of (&f);
  select_cells (&f, 1, 3);
  xtest_key (f.window, GDK_KEY_Delete, 0);
  xtest_wait (grid->acting || n_edited (&f, 0) > 0);
  wait_done (&f);
  g_assert_cmpuint (n_edited (&f, STREE_GRID_EDIT_CHANGED), ==, N_ROWS);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->error_label)), ==, "40000 of 60000 cells were emptied; the others cannot be edited");
  assert_one_step (&f, "Clear 40000 cells");
  tear_down (&f);
  sqlite_file_clear (&file);
}

static void
assert_price (Fixture *f, guint position, double price)
{
  g_autoptr (StreeFrame) frame = NULL;
  guint                  row;

  id_at (f, position);
  g_assert_true (stree_grid_cells_get_row (grid_of (f), position, &frame, &row));
  g_assert_cmpfloat (stree_frame_get_double (frame, row, 2), ==, price);
}

static void
test_fill_down (void)
{
  Fixture        f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView *grid;
  SqliteFile     file;

  set_up_pages (&f, &file);
  grid = grid_of (&f);
  click_cell (&f, 0, 2);
  type (&f, "7777.5");
  key (&f, GDK_KEY_Return, 0);
  select_cells (&f, 2, 2);
  xtest_key (f.window, GDK_KEY_d, GDK_CONTROL_MASK);
  xtest_wait (grid->acting || n_edited (&f, 0) > 1);
  wait_done (&f);
  g_assert_cmpuint (n_edited (&f, STREE_GRID_EDIT_CHANGED), ==, N_ROWS);
  assert_price (&f, 1, 7777.5);
  assert_price (&f, 10000, 7777.5);
  assert_price (&f, N_ROWS - 1, 7777.5);
  g_assert_cmpstr (stree_grid_edits_get_undo_name (grid->edits), ==, "Fill down");
  stree_grid_view_undo (grid);
  g_assert_cmpuint (n_edited (&f, 0), ==, 1);
  tear_down (&f);
  sqlite_file_clear (&file);
}

/* A block again and again, down to the last row. */
static void
test_paste (void)
{
  Fixture        f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView *grid;
  SqliteFile     file;

  set_up_pages (&f, &file);
  grid = grid_of (&f);
  select_cells (&f, 2, 2);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (f.view), "-1\n-2\n-3\n-4\n");
  xtest_key (f.window, GDK_KEY_v, GDK_CONTROL_MASK);
  xtest_wait (grid->acting || n_edited (&f, 0) > 0);
  wait_done (&f);
  g_assert_cmpuint (n_edited (&f, STREE_GRID_EDIT_CHANGED), ==, N_ROWS);
  assert_price (&f, 2, -3);
  assert_price (&f, 10001, -2);
  assert_price (&f, N_ROWS - 1, -4);
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  assert_one_step (&f, "Paste 20000 cells");
  tear_down (&f);
  sqlite_file_clear (&file);
}

/* Rows far away, one of which is new. */
static void
test_delete_few (void)
{
  Fixture        f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
  StreeGridView *grid;
  SqliteFile     file;

  set_up_pages (&f, &file);
  grid = grid_of (&f);
  stree_grid_view_insert_row (grid);
  stree_grid_view_set_cursor (grid, 0, 1);
  wait_quiet (&f);
  stree_grid_model_select (grid->model, 12000, 3, TRUE);
  stree_grid_model_select (grid->model, 5, 1, FALSE);
  stree_grid_model_select (grid->model, N_ROWS, 1, FALSE);
  stree_grid_view_delete_rows (grid);
  wait_done (&f);
  g_assert_cmpuint (n_edited (&f, STREE_GRID_EDIT_DELETED), ==, 4);
  g_assert_cmpuint (n_edited (&f, STREE_GRID_EDIT_INSERTED), ==, 0);
  g_assert_cmpstr (stree_grid_edits_get_undo_name (grid->edits), ==, "Delete 5 rows");
  tear_down (&f);
  sqlite_file_clear (&file);
}

/* --- what is selected stays so --- */

static void
wait_selected (Fixture *f, guint n, guint first)
{
  const StreeRanges *selected = stree_grid_model_get_selected (grid_of (f)->model);

  wait_quiet (f);
  g_assert_cmpuint (stree_ranges_count (selected), ==, n);
  g_assert_true (stree_ranges_covers (selected, first, n));
}

/* Many rows: in another order, when something is saved, and when another program writes. */
static void
test_selection (void)
{
  Fixture        f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
  StreeGridView *grid;
  SqliteFile     file;

  set_up_pages (&f, &file);
  grid = grid_of (&f);
  stree_grid_model_select (grid->model, 9000, 2000, TRUE);
  stree_grid_view_set_sort (grid, "id", TRUE, TRUE);
  wait_selected (&f, 2000, N_ROWS - 11000);
  {
    g_autoptr (StreeCell) cell = stree_cell_new_double (-1);

    id_at (&f, 5);
    g_assert_true (stree_grid_view_write_cell (grid, 5, 2, cell));
  }
  stree_grid_view_save (grid);
  xtest_wait (n_edited (&f, 0) == 0);
  wait_selected (&f, 2000, N_ROWS - 11000);
  sqlite_file_exec (&file, "DELETE FROM t WHERE id IN (9500, 12345)");
  xtest_wait (stree_grid_model_get_n_rows (grid->model, NULL) == N_ROWS - 2);
  wait_selected (&f, 1999, N_ROWS - 11001);
  /* All of them. */
  stree_grid_model_select (grid->model, 0, G_MAXUINT, TRUE);
  stree_grid_view_set_sort (grid, "price", TRUE, FALSE);
  wait_selected (&f, N_ROWS - 2, 0);
  stree_grid_view_set_search (grid, "row 1");
  wait_quiet (&f);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), ==, 11110);
  wait_selected (&f, stree_grid_model_get_n_rows (grid->model, NULL), 0);
  tear_down (&f);
  sqlite_file_clear (&file);
}

/* --- in memory --- */

static void
test_a_million (void)
{
  Fixture        f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
  StreeGridView *grid;
  GtkWidget     *cancel;
  Beat           beat;
  guint          n;

  set_up (&f, 1000000);
  grid = grid_of (&f);
  cancel = xtest_find (grid->act_box, GTK_TYPE_BUTTON);
  click_cell (&f, 1, 1);
  key (&f, GDK_KEY_a, GDK_CONTROL_MASK);
  /* Who cancels it in the middle finds nothing done. */
  stree_grid_view_delete_rows (grid);
  g_assert_nonnull (grid->acting);
  xtest_wait (n_edited (&f, 0) > 10000);
  xtest_wait (gtk_widget_get_visible (grid->act_box));
  stree_grid_view_insert_row (grid);
  g_assert_cmpuint (stree_grid_model_get_n_extra (grid->model), ==, 0);
  g_assert_cmpuint (n_edited (&f, STREE_GRID_EDIT_INSERTED), ==, 0);
  g_assert_false (stree_grid_view_can_edit (grid, 0, 1));
  g_assert_false (gtk_widget_get_sensitive (grid->undo_button));
  g_signal_emit_by_name (cancel, "clicked");
  wait_done (&f);
  g_assert_cmpuint (n_edited (&f, 0), ==, 0);
  g_assert_null (stree_grid_edits_get_undo_name (grid->edits));
  g_assert_null (stree_grid_edits_get_redo_name (grid->edits));
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  /* Who does not finds all. */
  n = f.n_results;
  beat_begin (&beat);
  stree_grid_view_delete_rows (grid);
  wait_done (&f);
  beat_end (&beat, "delete a million");
  g_assert_cmpuint (n_edited (&f, STREE_GRID_EDIT_DELETED), ==, 1000000);
  g_assert_cmpuint (f.n_results, ==, n + 1);
  g_assert_cmpstr (stree_grid_edits_get_undo_name (grid->edits), ==, "Delete 1000000 rows");
  tear_down (&f);
}

/* More than can be undone: nothing of it is done. */
static void
test_too_many (void)
{
  Fixture          f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView   *grid;
  g_autofree char *message = NULL;
  char             size[STREE_GRID_COUNT_SIZE], max[STREE_GRID_COUNT_SIZE];

  set_up (&f, 400000);
  grid = grid_of (&f);
  select_cells (&f, 1, 3);
  stree_grid_view_clear_cells (grid);
  g_assert_null (grid->acting);
  message = g_strdup_printf ("%s cells are too many to be changed at once: up to %s can be", stree_grid_count_text (1200000, size, sizeof size),
                             stree_grid_count_text (STREE_GRID_ACT_MAX, max, sizeof max));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->error_label)), ==, message);
  g_assert_cmpuint (n_edited (&f, 0), ==, 0);
  /* Fewer are not. */
  select_cells (&f, 1, 2);
  stree_grid_view_clear_cells (grid);
  wait_done (&f);
  g_assert_cmpuint (n_edited (&f, STREE_GRID_EDIT_CHANGED), ==, 400000);
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  tear_down (&f);
}

/* --- to the clipboard --- */

/* What is copied; waited for. */
static char *
copy_text (Fixture *f)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (f->view);

  gdk_clipboard_set_text (clipboard, "nothing");
  stree_grid_view_copy (grid_of (f), STREE_GRID_COPY_CELLS);
  xtest_wait (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"));
  return read_clipboard (f);
}

/* New rows, by themselves and below the others, with what was typed. */
static void
test_copy (void)
{
  Fixture          f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
  StreeGridView   *grid;
  SqliteFile       file;
  g_autofree char *text = NULL;
  g_auto (GStrv)   lines = NULL;

  set_up_pages (&f, &file);
  grid = grid_of (&f);
  click_cell (&f, 3, 1);
  type (&f, "typed");
  key (&f, GDK_KEY_Return, 0);
  for (guint i = 0; i < 2; i++)
    {
      key (&f, GDK_KEY_Insert, GDK_CONTROL_MASK);
      type (&f, i == 0 ? "new" : "newer");
      key (&f, GDK_KEY_Return, 0);
    }
  stree_grid_model_select (grid->model, N_ROWS + 1, 1, TRUE);
  text = copy_text (&f);
  g_assert_cmpstr (text, ==, "\tnewer\t\t\n");
  stree_grid_model_select (grid->model, 0, G_MAXUINT, TRUE);
  g_free (text);
  text = copy_text (&f);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N_ROWS + 3);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *begin = i == 3 ? g_strdup ("3\ttyped\t") : g_strdup_printf ("%u\trow %u\t", i, i);

      g_assert_true (g_str_has_prefix (lines[i], begin));
    }
  g_assert_cmpstr (lines[N_ROWS], ==, "\tnew\t\t");
  g_assert_cmpstr (lines[N_ROWS + 1], ==, "\tnewer\t\t");
  tear_down (&f);
  sqlite_file_clear (&file);
}

/* Where something is typed, each row is looked for among what is: not of all rows at once. */
static void
test_copy_a_million (void)
{
  Fixture          f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
  g_autofree char *text = NULL;
  Beat             beat;

  set_up (&f, 1000000);
  click_cell (&f, 3, 1);
  type (&f, "typed");
  key (&f, GDK_KEY_Return, 0);
  stree_grid_model_select (grid_of (&f)->model, 0, G_MAXUINT, TRUE);
  wait_quiet (&f);
  beat_begin (&beat);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (f.view), "nothing");
  stree_grid_view_copy (grid_of (&f), STREE_GRID_COPY_CELLS);
  xtest_wait (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (gtk_widget_get_clipboard (f.view)), "text/html"));
  beat_end (&beat, "copy a million");
  g_assert_cmpuint (beat.n, >=, 100);
  /* Who copies something else does not wait for it, and has that. */
  stree_grid_view_copy (grid_of (&f), STREE_GRID_COPY_CELLS);
  stree_grid_model_select (grid_of (&f)->model, 7, 1, TRUE);
  text = copy_text (&f);
  g_assert_true (g_str_has_prefix (text, "7\trow 7\t"));
  tear_down (&f);
}

/* --- what may happen meanwhile --- */

static void
set_up_slow (Fixture *f)
{
  g_autoptr (StreeFrame)       frame = make_frame (N_ROWS);
  const char *const            keys[] = { "id", NULL };
  g_autoptr (StreeFrameSource) memory = stree_frame_source_new (frame, keys, NULL);

  f->source = slow_new (STREE_SOURCE (memory));
  set_up (f, N_ROWS);
}

/* Where rows were read, others may stand now: nothing is done, and that is told. */
static void
test_changed (void)
{
  Fixture        f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
  StreeGridView *grid;

  set_up_slow (&f);
  grid = grid_of (&f);
  stree_grid_model_select (grid->model, 0, N_ROWS, TRUE);
  stree_grid_view_delete_rows (grid);
  g_assert_nonnull (grid->acting);
  stree_source_changed (f.source);
  wait_done (&f);
  g_assert_cmpuint (n_edited (&f, 0), ==, 0);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (grid->error_label)), "changed while its rows were read"));
  wait_quiet (&f);
  /* While they are read again, too. */
  stree_grid_model_select (grid->model, 0, N_ROWS, TRUE);
  stree_source_changed (f.source);
  stree_grid_view_delete_rows (grid);
  g_assert_null (grid->acting);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (grid->error_label)), "read again"));
  wait_quiet (&f);
  tear_down (&f);
}

/* A page that does not come. */
static void
test_failing (void)
{
  Fixture        f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
  StreeGridView *grid;

  set_up_slow (&f);
  grid = grid_of (&f);
  stree_grid_model_select (grid->model, 0, N_ROWS, TRUE);
  stree_grid_view_delete_rows (grid);
  xtest_wait (grid->acting);
  slow_n_pages_failing = 1;
  wait_done (&f);
  g_assert_cmpuint (n_edited (&f, 0), ==, 0);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->error_label)), ==, "no luck");
  tear_down (&f);
}

/* The grid may go. */
static void
test_gone (void)
{
  for (guint i = 0; i < 2; i++)
    {
      Fixture        f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
      StreeGridView *grid;

      if (i == 0)
        set_up_slow (&f);
      else
        set_up (&f, 200000);
      grid = grid_of (&f);
      stree_grid_model_select (grid->model, 0, G_MAXUINT, TRUE);
      stree_grid_view_delete_rows (grid);
      xtest_wait (i == 0 || n_edited (&f, 0) > 0);
      g_object_add_weak_pointer (G_OBJECT (grid), (gpointer *) &grid);
      tear_down (&f);
      xtest_wait (!grid);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-grid-block/delete", test_delete);
  g_test_add_func ("/data-grid-block/clear", test_clear);
  g_test_add_func ("/data-grid-block/fill-down", test_fill_down);
  g_test_add_func ("/data-grid-block/paste", test_paste);
  g_test_add_func ("/data-grid-block/delete-few", test_delete_few);
  g_test_add_func ("/data-grid-block/selection", test_selection);
  g_test_add_func ("/data-grid-block/a-million", test_a_million);
  g_test_add_func ("/data-grid-block/too-many", test_too_many);
  g_test_add_func ("/data-grid-block/copy", test_copy);
  g_test_add_func ("/data-grid-block/copy-a-million", test_copy_a_million);
  g_test_add_func ("/data-grid-block/changed", test_changed);
  g_test_add_func ("/data-grid-block/failing", test_failing);
  g_test_add_func ("/data-grid-block/gone", test_gone);
  return g_test_run ();
}
