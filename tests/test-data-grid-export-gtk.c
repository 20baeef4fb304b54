/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A DataGrid's rows into a file, by its own menu: as they are shown. */

#include <glib/gstdio.h>

#include "data-grid-fixture.h"
#include "sqlite-fixture.h"
#include "stree-question-dialog-private.h"

static char *folder; /* owned */

/* The user chooses a file in the folder. */
static char *
choose (const char *name)
{
  char            *path = g_build_filename (folder, name, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  stree_question_dialog_choose ((const char *const[]){ uri, NULL });
  return path;
}

static void
activate (Fixture *f, StreeExportFormat format)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid_of (f)), "grid.export", "u", (guint) format));
}

static void
wait_exported (Fixture *f)
{
  xtest_wait (stree_question_dialog_n_waiting () == 0);
  xtest_wait (!grid_of (f)->exporting);
}

static char *
export (Fixture *f, StreeExportFormat format, const char *name)
{
  g_autofree char   *path = choose (name);
  g_autoptr (GError) error = NULL;
  char              *text;

  activate (f, format);
  wait_exported (f);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return text;
}

/* Sorted, filtered, without hidden columns, in the order that the user made, and with what is typed. */
static void
test_shown (void)
{
  Fixture                 f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  g_autoptr (StreeFrame)  frame = make_frame (20);
  g_autoptr (StreeCell)   four = stree_cell_new_int64 (4);
  g_autoptr (StreeFilter) filter = stree_filter_new_compare ("id", STREE_FILTER_LESS, four);
  g_autofree char        *text = NULL, *again = NULL;
  StreeGridView          *grid;

  f.source = stree_frame_source_new (frame, NULL, NULL);
  set_up (&f, 20);
  grid = grid_of (&f);
  stree_grid_view_set_filter (grid, "id", filter);
  stree_grid_view_set_sort (grid, "id", TRUE, TRUE);
  stree_grid_view_show_column (grid, 3, FALSE);
  stree_grid_view_pin_column (grid, 1, TRUE);
  wait_quiet (&f);
  text = export (&f, STREE_EXPORT_CSV, "a.csv");
  g_assert_cmpstr (text, ==, "name,id,price\nrow 3,3,4.25\nrow 2,2,4.50\nrow 1,1,4.75\nrow 0,0,0.00\n");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (grid->selected_label)), "a.csv"));
  g_assert_false (gtk_widget_get_visible (grid->export_box));
  click_cell (&f, 1, 2);
  type (&f, "17");
  key (&f, GDK_KEY_Return, 0);
  key (&f, GDK_KEY_Insert, GDK_CONTROL_MASK);
  key (&f, GDK_KEY_Home, 0);
  type (&f, "new");
  key (&f, GDK_KEY_Return, 0);
  again = export (&f, STREE_EXPORT_CSV, "a.csv");
  g_assert_cmpstr (again, ==, "name,id,price\nrow 3,3,4.25\nrow 2,2,17.00\nrow 1,1,4.75\nrow 0,0,0.00\nnew,,\n");
  tear_down (&f);
}

static void
test_formats (void)
{
  static const struct
  {
    StreeExportFormat format;
    const char       *begin;
  } formats[] = {
    { STREE_EXPORT_CSV, "id,name,price,on\n" }, { STREE_EXPORT_TSV, "id\tname\t" }, { STREE_EXPORT_JSON, "[\n" },
    { STREE_EXPORT_JSON_LINES, "{\"id\":0," },   { STREE_EXPORT_MARKDOWN, "| id " }, { STREE_EXPORT_HTML, "<table" },
  };
  Fixture f = { .mode = STREE_SELECTION_SINGLE };

  set_up (&f, 10);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = export (&f, formats[i].format, "table");

      if (!g_str_has_prefix (text, formats[i].begin))
        g_error ("format %u begins with %.20s", formats[i].format, text);
    }
  tear_down (&f);
}

/* More than is in memory. */
static void
test_pages (void)
{
  Fixture                f = { .mode = STREE_SELECTION_SINGLE };
  g_autoptr (StreeFrame) rows = make_frame (20000);
  g_autoptr (GError)     error = NULL;
  g_autofree char       *text = NULL;
  g_auto (GStrv)         lines = NULL;
  SqliteFile             file;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, price REAL, \"on\" BOOLEAN)");
  sqlite_file_insert (&file, "t", rows);
  f.source = sqlite_source_open (&file, "t", &error);
  g_assert_no_error (error);
  set_up (&f, 20000);
  stree_grid_view_show_column (grid_of (&f), 2, FALSE);
  stree_grid_view_show_column (grid_of (&f), 3, FALSE);
  stree_grid_view_set_sort (grid_of (&f), "id", TRUE, TRUE);
  wait_quiet (&f);
  text = export (&f, STREE_EXPORT_TSV, "a.tsv");
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 20002);
  g_assert_cmpstr (lines[0], ==, "id\tname");
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *line = g_strdup_printf ("%u\trow %u", 19999 - i, 19999 - i);

      g_assert_cmpstr (lines[i + 1], ==, line);
    }
  tear_down (&f);
  sqlite_file_clear (&file);
}

/* What goes wrong is told in the grid; who cancels is told nothing. */
static void
test_error (void)
{
  Fixture          f = { .mode = STREE_SELECTION_SINGLE };
  StreeGridView   *grid;
  g_autofree char *path = NULL;

  set_up (&f, 10);
  grid = grid_of (&f);
  stree_question_dialog_choose (NULL);
  activate (&f, STREE_EXPORT_CSV);
  wait_exported (&f);
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  path = choose ("no folder/a.csv");
  activate (&f, STREE_EXPORT_CSV);
  wait_exported (&f);
  g_assert_true (gtk_widget_get_visible (grid->error_box));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (grid->error_label)), "a.csv"));
  for (guint i = 0; i < 4; i++)
    stree_grid_view_show_column (grid, i, FALSE);
  g_free (path);
  path = choose ("a.csv");
  activate (&f, STREE_EXPORT_CSV);
  wait_exported (&f);
  g_assert_true (gtk_widget_get_visible (grid->error_box));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  tear_down (&f);
}

static void
test_cancel (void)
{
  Fixture          f = { .mode = STREE_SELECTION_SINGLE };
  StreeGridView   *grid;
  GtkWidget       *cancel;
  g_autofree char *path = NULL;

  set_up (&f, 200000);
  grid = grid_of (&f);
  path = choose ("a.json");
  activate (&f, STREE_EXPORT_JSON);
  xtest_wait (grid->exporting);
  g_assert_true (gtk_widget_get_visible (grid->export_box));
  /* One at a time. */
  g_assert_false (g_action_get_enabled (G_ACTION (grid->export_action)));
  cancel = xtest_find (grid->export_box, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (cancel, "clicked");
  wait_exported (&f);
  g_assert_false (gtk_widget_get_visible (grid->export_box));
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  g_assert_true (g_action_get_enabled (G_ACTION (grid->export_action)));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* The grid may go meanwhile. */
  g_free (path);
  path = choose ("a.json");
  activate (&f, STREE_EXPORT_JSON);
  xtest_wait (grid->exporting);
  g_object_add_weak_pointer (G_OBJECT (grid), (gpointer *) &grid);
  tear_down (&f);
  xtest_wait (!grid);
}

/* The menu is in the bar: a format is a click away. */
static void
test_menu (void)
{
  Fixture          f = { .mode = STREE_SELECTION_SINGLE };
  g_autofree char *path = NULL;
  GtkWidget       *button, *label;

  set_up (&f, 10);
  for (button = gtk_widget_get_last_child (gtk_widget_get_first_child (grid_of (&f)->top)); button; button = gtk_widget_get_prev_sibling (button))
    if (GTK_IS_MENU_BUTTON (button) && g_strcmp0 (gtk_widget_get_tooltip_text (button), "Export") == 0)
      break;
  g_assert_nonnull (button);
  path = choose ("a.md");
  xtest_click (button);
  xtest_wait ((label = xtest_label (GTK_WIDGET (button), "Markdown…")) != NULL);
  xtest_settle (f.view);
  xtest_click (label);
  xtest_wait (g_file_test (path, G_FILE_TEST_EXISTS));
  wait_exported (&f);
  g_unlink (path);
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("stree-export-XXXXXX", NULL);
  g_test_add_func ("/data-grid-export/shown", test_shown);
  g_test_add_func ("/data-grid-export/formats", test_formats);
  g_test_add_func ("/data-grid-export/pages", test_pages);
  g_test_add_func ("/data-grid-export/error", test_error);
  g_test_add_func ("/data-grid-export/cancel", test_cancel);
  g_test_add_func ("/data-grid-export/menu", test_menu);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
