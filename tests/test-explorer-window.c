/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The explorer in a window: what the user sees of a file, the dialog, and the program itself on good and bad files. */

#include <streamtree-gtk.h>

#include "explorer.h"
#include "remove-folder.h"
#include "stree-grid-view-private.h"
#include "stree-question-dialog-private.h"
#include "wait-for.h"

static char *folder;

static char *
write_file (const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  char              *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* --- in this process --- */

static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (!text || (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text)) ||
       (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);

      if (found)
        return found;
    }
  return NULL;
}

static StreeGridView *
grid_in (GtkWidget *view)
{
  return (StreeGridView *) find (view, STREE_TYPE_GRID_VIEW, NULL);
}

static gboolean
shows_rows (GtkWidget *view, guint n)
{
  return grid_in (view) && stree_grid_model_get_n_rows (grid_in (view)->model, NULL) == n && !stree_grid_model_is_busy (grid_in (view)->model);
}

static gboolean
shows_cell (GtkWidget *view, guint position, guint column, const char *text)
{
  StreeGridView *grid = grid_in (view);
  StreeFrame    *frame;
  guint          row;
  char           buffer[STREE_FRAME_CELL_SIZE];

  return grid && stree_grid_cells_find (grid, position, column) && stree_grid_model_get_row (grid->model, position, &frame, &row) &&
         g_strcmp0 (stree_frame_format_cell (frame, row, column, buffer, sizeof buffer), text) == 0;
}

/* Clicks the button, and chooses a file in the dialog; NULL: none. */
static void
choose (GtkWidget *view, const char *path)
{
  g_autofree char *uri = path ? g_filename_to_uri (path, NULL, NULL) : NULL;

  stree_question_dialog_choose (STREE_STRV (uri));
  g_signal_emit_by_name (find (view, GTK_TYPE_BUTTON, "Open a File…"), "clicked");
}

static void
test_window (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("STREE_TEST_ROOT"), "data", "penguins.csv", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *other = write_file ("other.csv", "bird,eggs\nrobin,5\nrook,4\n");
  g_autofree char *bad = write_file ("bad.csv", "bird,eggs\n\"robin,5\n");
  ExplorerProps    props = { uri };
  GtkWidget       *window = gtk_window_new ();
  GtkWidget       *view = stree_view_new (NULL, "app", explorer, &props);
  StreeGridView   *table;

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (shows_rows (view, 344) && shows_cell (view, 0, 0, "Adelie"));
  wait_for (find (view, GTK_TYPE_LABEL, "344 rows"));
  table = grid_in (view);
  /* Keys go to the table. */
  wait_for (gtk_window_get_focus (GTK_WINDOW (window)) &&
            (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (table) ||
             gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), GTK_WIDGET (table))));

  /* A search changes the rows of the same table, and what is summed up of them. */
  wait_for (find (view, GTK_TYPE_LABEL, "Gentoo"));
  gtk_editable_set_text (GTK_EDITABLE (table->search_entry), "chinstrap");
  wait_for (shows_rows (view, 68) && shows_cell (view, 0, 0, "Chinstrap"));
  wait_for (find (view, GTK_TYPE_LABEL, "68 of 344 rows"));
  wait_for (!find (view, GTK_TYPE_LABEL, "Gentoo"));
  g_assert_true (table == grid_in (view));
  gtk_editable_set_text (GTK_EDITABLE (table->search_entry), "no such bird");
  wait_for (shows_rows (view, 0) && find (view, GTK_TYPE_LABEL, "0 of 344 rows"));
  gtk_editable_set_text (GTK_EDITABLE (table->search_entry), "");
  wait_for (shows_rows (view, 344));
  /* A filter of a column, too. */
  {
    g_autoptr (StreeCell)   island = stree_cell_new_text ("Torgersen");
    g_autoptr (StreeFilter) filter = stree_filter_new_compare ("island", STREE_FILTER_EQUAL, island);

    stree_grid_view_set_filter (table, "island", filter);
    wait_for (shows_rows (view, 52) && find (view, GTK_TYPE_LABEL, "52 of 344 rows"));
  }

  /* Another file by the dialog; none, if the user thinks better of it; one that is broken; and the same one again. */
  choose (view, NULL);
  wait_for (stree_question_dialog_n_waiting () == 0);
  g_assert_nonnull (find (view, GTK_TYPE_LABEL, "52 of 344 rows"));
  choose (view, other);
  wait_for (shows_rows (view, 2) && shows_cell (view, 1, 0, "rook"));
  wait_for (find (view, GTK_TYPE_LABEL, "2 rows"));
  /* What was looked for in one file is not for the next. */
  g_assert_cmpuint (stree_grid_options_get_n_parts (grid_in (view)->options), ==, 0);
  choose (view, bad);
  wait_for (find (view, GTK_TYPE_LABEL, "“bad.csv” cannot be shown"));
  g_assert_nonnull (find (view, GTK_TYPE_LABEL, "line 2, column 1"));
  wait_for (gtk_window_get_focus (GTK_WINDOW (window)) == find (view, GTK_TYPE_BUTTON, "Open a File…"));
  choose (view, other);
  wait_for (shows_rows (view, 2) && shows_cell (view, 0, 0, "robin"));
  g_free (write_file ("other.csv", "bird,eggs\nrobin,5\nrook,4\nraven,6\n"));
  choose (view, other);
  wait_for (shows_rows (view, 3) && shows_cell (view, 2, 0, "raven"));
  g_free (write_file ("birds.jsonl", "{\"bird\": \"owl\"}\n{\"bird\": \"kite\"}\n"));
  {
    g_autofree char *lines = g_build_filename (folder, "birds.jsonl", NULL);

    choose (view, lines);
    wait_for (shows_rows (view, 2) && shows_cell (view, 0, 0, "owl"));
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- a database --- */

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) source;
  stree_sqlite_import_csv_finish (result, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
import (const char *path, const char *table, const char *csv)
{
  g_autofree char  *name = write_file ("import.csv", csv);
  g_autoptr (GFile) file = g_file_new_for_path (name);
  gboolean          done = FALSE;

  stree_sqlite_import_csv_async (path, table, file, NULL, NULL, NULL, NULL, NULL, imported_cb, &done);
  wait_for (done);
}

static void
turn_to (GtkWidget *view, int page)
{
  stree_state_set_int (stree_session_lookup (stree_view_get_session (STREE_VIEW (view)), "page"), page);
}

static void
test_database (void)
{
  g_autofree char *path = g_build_filename (folder, "shop.db", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  ExplorerProps    props = { uri };
  GtkWidget       *window = gtk_window_new ();
  GtkWidget       *view;

  import (path, "birds", "bird,eggs\nrobin,5\nrook,4\n");
  import (path, "nests", "place\ntree\nroof\nhedge\n");
  view = stree_view_new (NULL, "app", explorer, &props);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  wait_for (shows_rows (view, 2));
  g_assert_nonnull (grid_in (view)->edits);
  /* What is in its columns, and of those rows that a filter leaves. */
  turn_to (view, 1);
  wait_for (shows_cell (view, 0, 0, "bird") && shows_cell (view, 1, 2, "2"));
  turn_to (view, 0);
  wait_for (shows_rows (view, 2) && shows_cell (view, 0, 0, "robin"));
  {
    g_autoptr (StreeCell)   five = stree_cell_new_int64 (5);
    g_autoptr (StreeFilter) filter = stree_filter_new_compare ("eggs", STREE_FILTER_EQUAL, five);

    stree_grid_view_set_filter (grid_in (view), "eggs", filter);
    wait_for (shows_rows (view, 1));
  }
  turn_to (view, 1);
  wait_for (shows_cell (view, 0, 0, "bird") && shows_cell (view, 1, 2, "1"));
  /* Another table. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (view, GTK_TYPE_DROP_DOWN, NULL)), 1);
  wait_for (shows_cell (view, 0, 0, "place") && shows_cell (view, 0, 2, "3"));
  turn_to (view, 0);
  wait_for (shows_rows (view, 3));
  /* A file with a table, and the database again. */
  g_free (write_file ("other.csv", "bird,eggs\nrobin,5\n"));
  {
    g_autofree char *other = g_build_filename (folder, "other.csv", NULL);

    choose (view, other);
    wait_for (shows_rows (view, 1) && shows_cell (view, 0, 0, "robin"));
    choose (view, path);
    wait_for (shows_rows (view, 2));
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- the program itself --- */

static void
name_cb (GDBusConnection *bus, const char *name, const char *owner, gpointer data)
{
  (void) bus;
  (void) name;
  (void) owner;
  *(gboolean *) data = TRUE;
}

static void
no_name_cb (GDBusConnection *bus, const char *name, gpointer data)
{
  (void) bus;
  (void) name;
  *(gboolean *) data = FALSE;
}

static void
activate (GDBusConnection *bus, const char *action)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_sync (bus, "org.streamtree.Explorer", "/org/streamtree/Explorer", "org.gtk.Actions", "Activate",
                                 g_variant_new ("(s@av@a{sv})", action, g_variant_new_array (G_VARIANT_TYPE_VARIANT, NULL, 0),
                                                g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0)),
                                 NULL, G_DBUS_CALL_FLAGS_NONE, 60000, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
run_program (GDBusConnection *bus, const char *file)
{
  g_autofree char        *program = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "examples", "explorer", NULL);
  g_autoptr (GError)      error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, file, NULL);
  gboolean                there = FALSE;
  gboolean                ended = FALSE;
  guint                   watch;

  g_assert_no_error (error);
  watch = g_bus_watch_name_on_connection (bus, "org.streamtree.Explorer", G_BUS_NAME_WATCHER_FLAGS_NONE, name_cb, no_name_cb,
                                          &there, NULL);
  g_subprocess_wait_async (process, NULL, ended_cb, &ended);
  wait_for (there || ended);
  g_assert_false (ended);
  /* It lives on: it asks for a file, opens another window, and ends when it is asked to. */
#ifndef __SANITIZE_ADDRESS__ /* the file chooser of GTK leaks */
  activate (bus, "stree-item0");
#endif
  activate (bus, "stree-new-window");
  g_assert_true (there);
  activate (bus, "stree-quit");
  wait_for (ended);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_bus_unwatch_name (watch);
}

static void
test_program (void)
{
  g_autoptr (GError)          error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autofree char            *good = write_file ("good.csv", "a,b\n1,2\n");
  g_autofree char            *broken = write_file ("broken.csv", "a,b\n1,\"2\n");
  g_autofree char            *binary = write_file ("binary.csv", "\x7f" "ELF\xff\xfe\x01");
  g_autofree char            *missing = g_build_filename (folder, "missing.csv", NULL);

  g_assert_no_error (error);
  run_program (bus, NULL);
  run_program (bus, good);
  run_program (bus, broken);
  run_program (bus, binary);
  run_program (bus, missing);
  run_program (bus, folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                status;

  gtk_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("stree-explorer-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/explorer-window/window", test_window);
  g_test_add_func ("/explorer-window/database", test_database);
  g_test_add_func ("/explorer-window/program", test_program);
  status = g_test_run ();

  remove_folder (folder);
  g_free (folder);
  return status;
}
