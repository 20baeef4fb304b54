/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The example crud on a SQLite file, with real keys: what is typed is in the file when it is saved, and nowhere lost when it
 * cannot be, or somebody else has written the same. */

#include "data-grid-fixture.h"

#include "crud/crud.h"
#include "sqlite-fixture.h"

typedef struct
{
  Fixture    grid;
  SqliteFile file;
  CrudProps  props;
} Plants;

enum
{
  NAME,
  PLACE,
  WATERED,
  HEIGHT,
  EDIBLE
};

static guint
count (Plants *p)
{
  return stree_grid_model_get_n_rows (grid_of (&p->grid)->model, NULL);
}

static void
open_window (Plants *p, guint n_rows)
{
  p->grid.view = stree_view_new (NULL, "app", crud, &p->props);
  p->grid.window = xtest_window (p->grid.view, 800, 500);
  xtest_wait (xtest_find (p->grid.view, STREE_TYPE_GRID_VIEW) && count (p) == n_rows);
  wait_quiet (&p->grid);
}

static void
close_window (Plants *p)
{
  wait_quiet (&p->grid);
  xtest_close (p->grid.window);
}

static void
set_up_plants (Plants *p, gconstpointer data)
{
  (void) data;
  sqlite_file_init (&p->file);
  p->props.path = p->file.path;
  open_window (p, 4);
}

static void
tear_down_plants (Plants *p, gconstpointer data)
{
  (void) data;
  close_window (p);
  sqlite_file_clear (&p->file);
}

static StreeGridEdits *
edits_of (Plants *p)
{
  return grid_of (&p->grid)->edits;
}

static void
save (Plants *p)
{
  key (&p->grid, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (!stree_grid_edits_is_committing (edits_of (p)));
  wait_quiet (&p->grid);
}

static guint
n_unsaved (Plants *p)
{
  return stree_grid_edits_get_n_rows (edits_of (p), 0);
}

static void
type_cell (Plants *p, guint position, guint column, const char *text)
{
  click_cell (&p->grid, position, column);
  type (&p->grid, text);
  key (&p->grid, GDK_KEY_Return, 0);
}

/* What another program finds in the file. */
static void
check_file (Plants *p, const char *sql, const char *expected)
{
  sqlite_file_assert_get (&p->file, sql, expected);
}

static char *
shown (Plants *p, guint position, guint column)
{
  g_autoptr (StreeFrame) frame = NULL;
  guint                  row;

  xtest_wait (stree_grid_cells_get_row (grid_of (&p->grid), position, &frame, &row));
  return stree_frame_dup_cell_text (frame, row, column);
}

static void
check_shown (Plants *p, guint position, guint column, const char *expected)
{
  g_autofree char *text = shown (p, position, column);

  g_assert_cmpstr (text, ==, expected);
}

static const char *
error_text (Plants *p)
{
  StreeGridView *grid = grid_of (&p->grid);

  xtest_wait (gtk_widget_get_visible (grid->error_box));
  return gtk_label_get_text (GTK_LABEL (grid->error_label));
}

/* --- */

static void
test_edit (Plants *p, gconstpointer data)
{
  (void) data;
  check_shown (p, 0, NAME, "Basil");
  check_shown (p, 3, NAME, "Spider plant");
  type_cell (p, 0, PLACE, "Garden");
  check_file (p, "SELECT place FROM plants WHERE name = 'Basil'", "Kitchen window");
  save (p);
  g_assert_cmpuint (n_unsaved (p), ==, 0);
  check_file (p, "SELECT place FROM plants WHERE name = 'Basil'", "Garden");

  /* A new one, and another window of the same file. */
  click_cell (&p->grid, 3, NAME);
  key (&p->grid, GDK_KEY_Insert, GDK_CONTROL_MASK);
  type (&p->grid, "Aloe");
  key (&p->grid, GDK_KEY_Return, 0);
  save (p);
  xtest_wait (count (p) == 5);
  check_file (p, "SELECT count(*) FROM plants WHERE name = 'Aloe'", "1");
  close_window (p);
  sqlite_wait_open (FALSE);
  open_window (p, 5);
  check_shown (p, 0, PLACE, "Garden");
  check_shown (p, 4, NAME, "Aloe");
}

static void
test_refused (Plants *p, gconstpointer data)
{
  (void) data;
  type_cell (p, 1, HEIGHT, "tall");
  save (p);
  g_assert_nonnull (strstr (error_text (p), "cannot be saved as it is"));
  g_assert_cmpuint (n_unsaved (p), ==, 1);
  check_file (p, "SELECT height_cm FROM plants WHERE name = 'Monstera'", "110.0");
  type_cell (p, 1, HEIGHT, "115");
  /* A plant needs a name. */
  click_cell (&p->grid, 2, NAME);
  key (&p->grid, GDK_KEY_Delete, 0);
  save (p);
  g_assert_nonnull (strstr (error_text (p), "name"));
  check_file (p, "SELECT height_cm FROM plants WHERE name = 'Monstera'", "110.0"); /* all, or nothing */
  check_file (p, "SELECT count(*) FROM plants WHERE name = 'Thyme'", "1");
  type_cell (p, 2, NAME, "Mint");
  save (p);
  g_assert_cmpuint (n_unsaved (p), ==, 0);
  check_file (p, "SELECT height_cm FROM plants WHERE name = 'Monstera'", "115.0");
  check_file (p, "SELECT count(*) FROM plants WHERE name = 'Mint'", "1");
  /* So does a new one, which nobody has typed one into. */
  click_cell (&p->grid, 3, PLACE);
  key (&p->grid, GDK_KEY_Insert, GDK_CONTROL_MASK);
  type (&p->grid, "Attic");
  key (&p->grid, GDK_KEY_Return, 0);
  save (p);
  g_assert_nonnull (strstr (error_text (p), "name"));
  check_file (p, "SELECT count(*) FROM plants", "4");
  type_cell (p, 4, NAME, "Fern");
  save (p);
  xtest_wait (count (p) == 5);
  check_file (p, "SELECT place FROM plants WHERE name = 'Fern'", "Attic");
}

/* Both values are shown; @button: that of the choice, from 0. */
static void
resolve_conflict (Plants *p, guint button)
{
  StreeGridView *grid = grid_of (&p->grid);
  const char    *text;
  GtkWidget     *choice;

  click_cell (&p->grid, 0, PLACE);
  xtest_wait (gtk_widget_get_visible (grid->hint));
  text = gtk_label_get_text (GTK_LABEL (grid->hint_label));
  g_assert_nonnull (strstr (text, "Yours: Garden"));
  g_assert_nonnull (strstr (text, "Theirs: Cellar"));
  choice = gtk_widget_get_first_child (grid->hint_buttons);
  if (button > 0)
    choice = gtk_widget_get_next_sibling (choice);
  xtest_settle (p->grid.view);
  xtest_click (choice);
  xtest_wait (stree_grid_edits_get_n_rows (edits_of (p), STREE_GRID_EDIT_CONFLICT) == 0);
}

static void
make_conflict (Plants *p)
{
  type_cell (p, 0, PLACE, "Garden");
  sqlite_file_exec (&p->file, "UPDATE plants SET place = 'Cellar' WHERE name = 'Basil'");
  save (p);
  xtest_wait (stree_grid_edits_get_n_rows (edits_of (p), STREE_GRID_EDIT_CONFLICT) == 1);
  check_file (p, "SELECT place FROM plants WHERE name = 'Basil'", "Cellar");
}

static void
test_keep_mine (Plants *p, gconstpointer data)
{
  (void) data;
  make_conflict (p);
  resolve_conflict (p, 0);
  save (p);
  g_assert_cmpuint (n_unsaved (p), ==, 0);
  check_file (p, "SELECT place FROM plants WHERE name = 'Basil'", "Garden");
}

static void
test_take_theirs (Plants *p, gconstpointer data)
{
  (void) data;
  make_conflict (p);
  resolve_conflict (p, 1);
  wait_quiet (&p->grid);
  g_assert_cmpuint (n_unsaved (p), ==, 0);
  check_shown (p, 0, PLACE, "Cellar");
  check_file (p, "SELECT place FROM plants WHERE name = 'Basil'", "Cellar");
}

static void
test_delete (Plants *p, gconstpointer data)
{
  (void) data;
  click_cell (&p->grid, 1, NAME);
  key (&p->grid, GDK_KEY_Delete, GDK_CONTROL_MASK);
  check_file (p, "SELECT count(*) FROM plants", "4");
  save (p);
  xtest_wait (count (p) == 3);
  check_file (p, "SELECT count(*) FROM plants WHERE name = 'Monstera'", "0");
  key (&p->grid, GDK_KEY_z, GDK_CONTROL_MASK);
  save (p);
  xtest_wait (count (p) == 4);
  check_file (p, "SELECT place || height_cm FROM plants WHERE name = 'Monstera'", "Hall110.0");
}

/* Somebody else has the file for himself. */
static void
test_locked (Plants *p, gconstpointer data)
{
  sqlite3    *other;
  const char *text;

  (void) data;
  stree_sqlite_source_set_busy_timeout (STREE_SQLITE_SOURCE (stree_grid_edits_get_source (edits_of (p))), 20);
  type_cell (p, 0, PLACE, "Garden");
  other = sqlite_file_open (&p->file);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  key (&p->grid, GDK_KEY_s, GDK_CONTROL_MASK);
  text = error_text (p);
  if (!strstr (text, "locked"))
    g_error ("it says: %s", text);
  g_assert_cmpuint (n_unsaved (p), ==, 1);
  check_shown (p, 0, PLACE, "Garden");
  g_assert_cmpint (sqlite3_exec (other, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  stree_sqlite_close_handle (other);
  save (p);
  xtest_wait (n_unsaved (p) == 0);
  check_file (p, "SELECT place FROM plants WHERE name = 'Basil'", "Garden");
  xtest_wait (!gtk_widget_get_visible (grid_of (&p->grid)->error_box));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/crud-example/" name, Plants, NULL, set_up_plants, func, tear_down_plants)
  ADD ("edit", test_edit);
  ADD ("refused", test_refused);
  ADD ("keep-mine", test_keep_mine);
  ADD ("take-theirs", test_take_theirs);
  ADD ("delete", test_delete);
  ADD ("locked", test_locked);
  return g_test_run ();
}
