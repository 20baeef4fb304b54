/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A list of records and a form, with real keys and a real pointer: choosing, changing, adding, deleting. The rows are those of a
 * SQLite file, which come page by page. */

#include "data-grid-fixture.h"
#include "remove-folder.h"

#include <glib/gstdio.h>

#define N_ROWS 5000

typedef struct
{
  Fixture      grid;
  char        *folder; /* owned */
  char        *path;   /* owned */
  StreeSource *source; /* owned */
  StreeCrud   *crud;   /* owned */
} Records;

static StreeElement *
records_app (StreeContext *cx, gpointer crud)
{
  return stree_crud_view (cx, crud);
}

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  (void) object;
  stree_sqlite_import_csv_finish (result, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) done = TRUE;
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer source)
{
  g_autoptr (GError) error = NULL;

  (void) object;
  *(StreeSource **) source = STREE_SOURCE (stree_sqlite_source_new_finish (result, &error));
  g_assert_no_error (error);
}

static void
make_file (Records *r)
{
  g_autoptr (GString) csv = g_string_new ("name,number\n");
  g_autofree char    *csv_path = NULL;
  g_autoptr (GFile)   file = NULL;
  gboolean            done = FALSE;

  r->folder = g_dir_make_tmp ("stree-crud-XXXXXX", NULL);
  r->path = g_build_filename (r->folder, "records.db", NULL);
  csv_path = g_build_filename (r->folder, "records.csv", NULL);
  for (guint i = 1; i <= N_ROWS; i++)
    g_string_append_printf (csv, "row %u,%u\n", i, i * 7919 % N_ROWS);
  g_file_set_contents (csv_path, csv->str, -1, NULL);
  file = g_file_new_for_path (csv_path);
  stree_sqlite_import_csv_async (r->path, "records", file, NULL, NULL, NULL, NULL, NULL, imported_cb, &done);
  xtest_wait (done);
  g_remove (csv_path);
}

static void
set_up_records (Records *r, gconstpointer data)
{
  (void) data;
  make_file (r);
  stree_sqlite_source_new_async (r->path, "records", NULL, opened_cb, &r->source);
  xtest_wait (r->source);
  r->crud = stree_crud_new (r->source);
  r->grid.view = stree_view_new (NULL, "app", records_app, r->crud);
  r->grid.window = xtest_window (r->grid.view, 900, 600);
  xtest_wait (stree_grid_model_get_n_rows (grid_of (&r->grid)->model, NULL) == N_ROWS);
  wait_quiet (&r->grid);
}

static void
settle_records (Records *r)
{
  xtest_wait (!stree_crud_is_busy (r->crud));
  wait_quiet (&r->grid);
}

static void
tear_down_records (Records *r, gconstpointer data)
{
  (void) data;
  settle_records (r);
  xtest_close (r->grid.window);
  g_object_unref (r->crud);
  g_object_unref (r->source);
  remove_folder (r->folder);
  g_free (r->folder);
  g_free (r->path);
}

static GtkEditable *
field_of (Records *r, const char *column)
{
  g_autofree char *name = stree_crud_dup_field (r->crud, column);

  return GTK_EDITABLE (xtest_find (xtest_widget (r->grid.view, name), GTK_TYPE_TEXT));
}

static void
wait_title (Records *r, const char *title)
{
  xtest_wait (xtest_label (r->grid.view, title));
  settle_records (r);
}

static void
check_field (Records *r, const char *column, const char *expected)
{
  g_assert_cmpstr (gtk_editable_get_text (field_of (r, column)), ==, expected);
}

static void
enter_field (Records *r, const char *column, const char *text)
{
  xtest_enter (GTK_WIDGET (field_of (r, column)));
  key (&r->grid, GDK_KEY_a, GDK_CONTROL_MASK);
  type (&r->grid, text);
  xtest_wait (strcmp (gtk_editable_get_text (field_of (r, column)), text) == 0);
}

/* What the list has in a row's column. */
static char *
cell_text (Records *r, guint position, guint column)
{
  StreeFrame *frame;
  guint       row;

  xtest_wait (stree_grid_model_get_row (grid_of (&r->grid)->model, position, &frame, &row));
  stree_grid_model_peek_row (grid_of (&r->grid)->model, position, &frame, &row);
  return stree_frame_dup_cell_text (frame, row, column);
}

static void
check_cell (Records *r, guint position, const char *expected)
{
  g_autofree char *text = cell_text (r, position, 0);

  g_assert_cmpstr (text, ==, expected);
}

static void
wait_selected (Records *r, guint position)
{
  const StreeRanges *selected = stree_grid_model_get_selected (grid_of (&r->grid)->model);

  xtest_wait (stree_ranges_contains (selected, position) && stree_ranges_count (selected) == 1);
}

static StreeSession *
session_of (Records *r)
{
  return stree_view_get_session (STREE_VIEW (r->grid.view));
}

static void
check_location (Records *r, const char *expected)
{
  g_autofree char *id = stree_location_dup_param (stree_session_get_location (session_of (r)), "id");

  g_assert_cmpstr (id ? id : "", ==, expected);
}

/* --- */

static void
test_choose_and_save (Records *r, gconstpointer data)
{
  (void) data;
  click_cell (&r->grid, 0, 1);
  wait_title (r, "Record 1");
  check_field (r, "name", "row 1");
  key (&r->grid, GDK_KEY_Down, 0);
  key (&r->grid, GDK_KEY_Down, 0);
  key (&r->grid, GDK_KEY_Return, 0);
  wait_title (r, "Record 3");
  check_field (r, "name", "row 3");
  wait_selected (r, 2);
  /* The list keeps the focus while one goes through it. */
  assert_cursor (&r->grid, 2, 1);

  /* From the list to the form by Tab, and the button by its key. */
  key (&r->grid, GDK_KEY_Tab, 0);
  xtest_wait (!gtk_widget_has_focus (stree_grid_cells_find (grid_of (&r->grid), 2, 1)->widget));
  enter_field (r, "name", "third");
  gtk_widget_grab_focus (xtest_widget (r->grid.view, "save"));
  key (&r->grid, GDK_KEY_space, 0);
  xtest_wait (xtest_label (r->grid.view, "Saved."));
  settle_records (r);
  check_cell (r, 2, "third");
  wait_selected (r, 2);
  check_location (r, "3");
  check_field (r, "name", "third");
}

/* The last row is far from the pages that have come. */
static void
test_last (Records *r, gconstpointer data)
{
  (void) data;
  click_cell (&r->grid, 0, 1);
  wait_title (r, "Record 1");
  key (&r->grid, GDK_KEY_End, GDK_CONTROL_MASK);
  wait_title (r, "Record 5000");
  check_field (r, "name", "row 5000");
  wait_selected (r, N_ROWS - 1);
}

/* What is open is selected, however it was opened. */
static void
test_follows_location (Records *r, gconstpointer data)
{
  guint position, column;

  (void) data;
  stree_set_query_value (session_of (r), "4321", "id", NULL);
  wait_title (r, "Record 4321");
  wait_selected (r, 4320);
  g_assert_true (stree_grid_view_get_cursor (grid_of (&r->grid), &position, &column));
  g_assert_cmpuint (position, ==, 4320);
  xtest_wait (stree_grid_cells_find (grid_of (&r->grid), 4320, 1));

  /* A new one is in no row: the row from before can be chosen again. */
  stree_set_query_value (session_of (r), "2", "id", NULL);
  wait_title (r, "Record 2");
  wait_selected (r, 1);
  xtest_wait (stree_grid_cells_find (grid_of (&r->grid), 1, 1));
  xtest_click (xtest_widget (r->grid.view, "new"));
  wait_title (r, "New Record");
  xtest_wait (stree_ranges_count (stree_grid_model_get_selected (grid_of (&r->grid)->model)) == 0);
  xtest_settle (r->grid.view);
  click_cell (&r->grid, 1, 1);
  wait_title (r, "Record 2");
  xtest_click (xtest_widget (r->grid.view, "new"));
  wait_title (r, "New Record");
  stree_grid_view_grab (grid_of (&r->grid));
  key (&r->grid, GDK_KEY_Return, 0);
  wait_title (r, "Record 2");

  /* The order is another one: the record and its row are the same. */
  xtest_click (xtest_widget (r->grid.view, "new"));
  wait_title (r, "New Record");
  enter_field (r, "name", "typed");
  xtest_click (title_of (&r->grid, 1));
  settle_records (r);
  check_location (r, "+");
  check_field (r, "name", "typed");
}

static void
test_add_and_delete (Records *r, gconstpointer data)
{
  (void) data;
  xtest_click (xtest_widget (r->grid.view, "new"));
  wait_title (r, "New Record");
  enter_field (r, "name", "one more");
  xtest_click (xtest_widget (r->grid.view, "save"));
  wait_title (r, "Record 5001");
  wait_selected (r, N_ROWS);
  check_cell (r, N_ROWS, "one more");

  xtest_click (xtest_widget (r->grid.view, "delete"));
  xtest_wait (xtest_label (r->grid.view, "Record 5001 is deleted."));
  settle_records (r);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid_of (&r->grid)->model, NULL), ==, N_ROWS);
  check_location (r, "");
  gtk_widget_grab_focus (xtest_widget (r->grid.view, "undo"));
  key (&r->grid, GDK_KEY_space, 0);
  xtest_wait (xtest_label (r->grid.view, "The record is back."));
  settle_records (r);
  wait_selected (r, N_ROWS);
  check_cell (r, N_ROWS, "one more");
  check_field (r, "name", "one more");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/crud-gtk/" name, Records, NULL, set_up_records, func, tear_down_records)
  ADD ("choose-and-save", test_choose_and_save);
  ADD ("last", test_last);
  ADD ("follows-location", test_follows_location);
  ADD ("add-and-delete", test_add_and_delete);
  return g_test_run ();
}
