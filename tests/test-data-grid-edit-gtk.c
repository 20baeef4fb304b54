/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Typing into a DataGrid, with real keys; and that nothing of it is lost when the data changes under it, somebody else writes the
 * same cell, or the program reruns. */

#include "data-grid-fixture.h"

/* --- typing --- */

static void
test_edit (void)
{
  Fixture          f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView *grid;

  set_up (&f, 50);
  grid = grid_of (&f);
  click_cell (&f, 3, 1);
  type (&f, "other");
  g_assert_true (stree_grid_editor_is_open (grid));
  key (&f, GDK_KEY_Return, 0);
  assert_cursor (&f, 4, 1);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED), ==, 1);
  /* Tab goes on to the right, Escape gives it up. */
  type (&f, "x");
  key (&f, GDK_KEY_Tab, 0);
  assert_cursor (&f, 4, 2);
  type (&f, "5");
  key (&f, GDK_KEY_Escape, 0);
  assert_cursor (&f, 4, 2);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED), ==, 2);
  /* F2: what is there, to be gone on with. */
  key (&f, GDK_KEY_F2, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (grid->editor)), ==, grid->edit_text);
  key (&f, GDK_KEY_Escape, 0);
  /* A check box turns. */
  key (&f, GDK_KEY_Right, 0);
  key (&f, GDK_KEY_space, 0);
  g_assert_cmpint (stree_grid_result_get_reason (f.last), ==, STREE_GRID_REASON_EDIT);
  key (&f, GDK_KEY_z, GDK_CONTROL_MASK);
  key (&f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED), ==, 1);
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED) == 0);
  wait_quiet (&f);
  {
    StreeFrame *frame;
    guint       row;

    g_assert_true (stree_grid_model_peek_row (grid->model, 3, &frame, &row));
    g_assert_cmpstr (stree_frame_get_text (frame, row, 1), ==, "other");
  }
  tear_down (&f);
}

static void
test_error (void)
{
  Fixture        f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView *grid;

  set_up (&f, 50);
  grid = grid_of (&f);
  click_cell (&f, 2, 2);
  type (&f, "many");
  g_assert_true (gtk_widget_has_css_class (grid->editor, "error"));
  g_assert_true (gtk_widget_get_visible (grid->hint));
  key (&f, GDK_KEY_Return, 0);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_INVALID), ==, 1);
  /* It is not lost, and not written. */
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (gtk_widget_get_visible (grid->error_box));
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_INVALID), ==, 1);
  key (&f, GDK_KEY_Up, 0);
  g_assert_true (gtk_widget_get_visible (grid->hint));
  key (&f, GDK_KEY_F2, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (grid->editor)), ==, "many");
  type (&f, "17");
  key (&f, GDK_KEY_Return, 0);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_INVALID), ==, 0);
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED) == 0);
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  tear_down (&f);
}

/* A number that was typed is seen as a whole before it is saved. */
static void
test_long_number (void)
{
  Fixture              f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridViewColumn *column;
  int                  before;

  set_up (&f, 50);
  column = stree_grid_view_get_column (grid_of (&f), 2);
  before = column->width;
  click_cell (&f, 2, 2);
  type (&f, "123456789012345");
  key (&f, GDK_KEY_Return, 0);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid_of (&f)->edits, STREE_GRID_EDIT_CHANGED), ==, 1);
  g_assert_cmpint (column->width, >, before);
  tear_down (&f);
}

static void
test_edit_while_data_changes (void)
{
  Fixture                f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  g_autoptr (GHashTable) typed = g_hash_table_new (NULL, NULL); /* id -> number */
  g_autoptr (StreeFrame) frame = make_frame (300);
  const char *const      keys[] = { "id", NULL };
  StreeGridView         *grid;
  GHashTableIter         iter;
  gpointer               id, number;
  guint                  n_moved = 0;

  f.source = stree_frame_source_new (frame, keys, NULL);
  set_up (&f, 300);
  grid = grid_of (&f);
  click_cell (&f, 5, 1);
  for (guint i = 1; i <= 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("typed %u", i);
      guint            before, position, column;
      gint64           row;

      xtest_type (f.window, "typed ");
      xtest_wait (stree_grid_editor_is_open (grid));
      xtest_wait (!stree_grid_model_is_busy (grid->model));
      g_assert_true (stree_grid_model_get_mark (grid->model, STREE_GRID_MARK_EDIT, &before));
      row = id_at (&f, before);
      shuffle (&f); /* in the middle of the word */
      xtest_type (f.window, text + strlen ("typed "));
      xtest_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (grid->editor)), text));
      wait_quiet (&f);
      g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f.window)), grid->editor));
      /* The row that is edited is the same one, wherever it stands. */
      g_assert_true (stree_grid_model_get_mark (grid->model, STREE_GRID_MARK_EDIT, &position));
      g_assert_cmpint (id_at (&f, position), ==, row);
      n_moved += position != before;
      g_hash_table_insert (typed, GINT_TO_POINTER ((int) row), GUINT_TO_POINTER (i));
      xtest_key (f.window, GDK_KEY_Return, 0);
      shuffle (&f); /* before the key arrives */
      xtest_wait (!stree_grid_editor_is_open (grid));
      g_assert_true (stree_grid_view_get_cursor (grid, &position, &column));
      g_assert_cmpuint (column, ==, 1);
    }
  g_assert_cmpuint (n_moved, >, 0);
  wait_quiet (&f);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED), ==, g_hash_table_size (typed));
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED) == 0);
  g_hash_table_iter_init (&iter, typed);
  while (g_hash_table_iter_next (&iter, &id, &number))
    {
      StreeFrame      *now = stree_frame_source_get_frame (f.source);
      g_autofree char *text = g_strdup_printf ("typed %u", GPOINTER_TO_UINT (number));
      guint            row;

      for (row = 0; stree_frame_get_int64 (now, row, 0) != GPOINTER_TO_INT (id); row++)
        ;
      g_assert_cmpstr (stree_frame_get_text (now, row, 1), ==, text);
    }
  tear_down (&f);
}

static void
test_conflict (void)
{
  Fixture                f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  g_autoptr (StreeFrame) frame = make_frame (20);
  const char *const      keys[] = { "id", NULL };
  StreeGridView         *grid;

  f.source = stree_frame_source_new (frame, keys, NULL);
  set_up (&f, 20);
  grid = grid_of (&f);
  click_cell (&f, 4, 1);
  type (&f, "mine");
  key (&f, GDK_KEY_Return, 0);
  write_name (&f, 4, "theirs");
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CONFLICT) == 1);
  key (&f, GDK_KEY_Up, 0);
  g_assert_true (gtk_widget_get_visible (grid->hint));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (grid->hint_label)), "mine"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (grid->hint_label)), "theirs"));
  xtest_settle (f.view);
  xtest_click (gtk_widget_get_first_child (grid->hint_buttons));
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CONFLICT) == 0);
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED) == 0);
  g_assert_cmpstr (stree_frame_get_text (stree_frame_source_get_frame (f.source), 4, 1), ==, "mine");
  tear_down (&f);
}

static void
test_add_and_delete (void)
{
  Fixture                f = { .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE };
  g_autoptr (StreeFrame) frame = make_frame (20);
  StreeGridView         *grid;

  f.source = stree_frame_source_new (frame, NULL, NULL);
  set_up (&f, 20);
  grid = grid_of (&f);
  click_cell (&f, 4, 1);
  key (&f, GDK_KEY_Insert, GDK_CONTROL_MASK);
  assert_cursor (&f, 20, 1);
  type (&f, "new");
  key (&f, GDK_KEY_Return, 0);
  xtest_click (cell_at (&f, 2, 1));
  key (&f, GDK_KEY_Down, GDK_SHIFT_MASK);
  key (&f, GDK_KEY_Delete, GDK_CONTROL_MASK);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_DELETED), ==, 2);
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_model_get_n_rows (grid->model, NULL) == 19);
  wait_quiet (&f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (grid->model)), ==, 19);
  g_assert_cmpstr (stree_frame_get_text (stree_frame_source_get_frame (f.source), 18, 1), ==, "new");
  tear_down (&f);
}

/* --- the clipboard --- */

static void
test_copy_and_paste (void)
{
  Fixture          f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView   *grid;
  GdkClipboard    *clipboard;
  g_autofree char *text = NULL;
  StreeFrame      *frame;
  guint            row;

  set_up (&f, 50);
  grid = grid_of (&f);
  clipboard = gtk_widget_get_clipboard (f.view);
  click_cell (&f, 2, 0);
  key (&f, GDK_KEY_Down, GDK_SHIFT_MASK);
  key (&f, GDK_KEY_Right, GDK_SHIFT_MASK);
  gdk_clipboard_set_text (clipboard, "nothing");
  key (&f, GDK_KEY_c, GDK_CONTROL_MASK);
  xtest_wait (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"));
  text = read_clipboard (&f);
  g_assert_cmpstr (text, ==, "2\trow 2\n3\trow 3\n");
  /* A block from a spreadsheet, one of whose cells is no number: that is kept, and told. */
  gdk_clipboard_set_text (clipboard, "one\t1.5\r\ntwo\tmany\r\n");
  click_cell (&f, 5, 1);
  key (&f, GDK_KEY_v, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_INVALID) == 2);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_INVALID), ==, 1);
  {
    g_autoptr (StreeFrame) shown = NULL;

    g_assert_true (stree_grid_cells_get_row (grid, 5, &shown, &row));
    g_assert_cmpstr (stree_frame_get_text (shown, row, 1), ==, "one");
    g_assert_cmpfloat (stree_frame_get_double (shown, row, 2), ==, 1.5);
  }
  /* What was typed is copied, too. */
  key (&f, GDK_KEY_c, GDK_CONTROL_MASK);
  xtest_wait (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"));
  g_free (text);
  text = read_clipboard (&f);
  g_assert_cmpstr (text, ==, "one\n");
  /* One step back takes all of it. */
  key (&f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_INVALID), ==, 0);
  /* What is below the last row becomes new rows, in their order, as one step. */
  key (&f, GDK_KEY_End, GDK_CONTROL_MASK);
  gdk_clipboard_set_text (clipboard, "true\nfalse\ntrue\n");
  key (&f, GDK_KEY_v, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_INSERTED) == 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (grid->model)), ==, 52);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (StreeFrame) shown = NULL;

      g_assert_true (stree_grid_cells_get_row (grid, 50 + i, &shown, &row));
      g_assert_cmpint (stree_frame_get_bool (shown, row, 3), ==, i);
    }
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  key (&f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, 0), ==, 0);
  /* Where no rows can be added, it is said how many did not fit. */
  stree_frame_source_set_read_only (STREE_FRAME_SOURCE (stree_grid_model_get_source (grid->model)), TRUE);
  key (&f, GDK_KEY_v, GDK_CONTROL_MASK);
  xtest_wait (gtk_widget_get_visible (grid->error_box));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->error_label)), ==,
                   "2 rows did not fit: no rows can be added here\n"
                   "0 of 1 cells were pasted; for the others there is no cell that can be edited");
  g_assert_true (stree_grid_model_peek_row (grid->model, 49, &frame, &row));
  tear_down (&f);
}

/* A column that cannot be edited keeps its place in a block; what is for it is left out, and told. */
static void
test_paste_over_locked (void)
{
  Fixture                 f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE, .read_only = TRUE };
  StreeGridView          *grid;
  g_autoptr (StreeFrame)  shown = NULL;
  g_autoptr (StreeFrame)  cleared = NULL;
  g_autoptr (StreeCell)   price = NULL;
  guint                   row;

  set_up (&f, 50);
  grid = grid_of (&f);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (f.view), "500\tskipped\t2.25\n");
  click_cell (&f, 5, 0);
  key (&f, GDK_KEY_v, GDK_CONTROL_MASK);
  xtest_wait (gtk_widget_get_visible (grid->error_box));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->error_label)), ==,
                   "2 of 3 cells were pasted; for the others there is no cell that can be edited");
  g_assert_true (stree_grid_cells_get_row (grid, 5, &shown, &row));
  g_assert_cmpint (stree_frame_get_int64 (shown, row, 0), ==, 500);
  g_assert_cmpstr (stree_frame_get_text (shown, row, 1), ==, "row 5");
  g_assert_cmpfloat (stree_frame_get_double (shown, row, 2), ==, 2.25);
  click_cell (&f, 7, 1);
  key (&f, GDK_KEY_Right, GDK_SHIFT_MASK);
  key (&f, GDK_KEY_Delete, 0);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->error_label)), ==, "1 of 2 cells were emptied; the others cannot be edited");
  g_assert_true (stree_grid_cells_get_row (grid, 7, &cleared, &row));
  g_assert_cmpstr (stree_frame_get_text (cleared, row, 1), ==, "row 7");
  price = stree_frame_get_cell (cleared, row, 2);
  g_assert_true (stree_cell_is_null (price));
  tear_down (&f);
}

/* A column that is hidden has no place in a block: nobody sees what would be written there. */
static void
test_paste_over_hidden (void)
{
  Fixture                f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView         *grid;
  g_autoptr (StreeFrame) shown = NULL;
  guint                  row;

  set_up (&f, 50);
  grid = grid_of (&f);
  stree_grid_view_show_column (grid, 1, FALSE);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (f.view), "500\t2.25\n");
  click_cell (&f, 5, 0);
  key (&f, GDK_KEY_v, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED) == 1);
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  g_assert_true (stree_grid_cells_get_row (grid, 5, &shown, &row));
  g_assert_cmpint (stree_frame_get_int64 (shown, row, 0), ==, 500);
  g_assert_cmpstr (stree_frame_get_text (shown, row, 1), ==, "row 5");
  g_assert_cmpfloat (stree_frame_get_double (shown, row, 2), ==, 2.25);
  tear_down (&f);
}

/* --- a rerun --- */

static void
test_rerun (void)
{
  Fixture        f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView *grid;

  set_up (&f, 200);
  grid = grid_of (&f);
  xtest_click (title_of (&f, 2));
  wait_quiet (&f);
  click_cell (&f, 6, 1);
  type (&f, "half");
  for (guint i = 0; i < 5; i++)
    {
      stree_view_rerun (STREE_VIEW (f.view));
      stree_view_flush (STREE_VIEW (f.view));
      xtest_settle (f.view);
      g_assert_true (grid_of (&f) == grid);
      g_assert_true (stree_grid_editor_is_open (grid));
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (grid->editor)), ==, "half");
    }
  type (&f, " done");
  key (&f, GDK_KEY_Return, 0);
  assert_cursor (&f, 7, 1);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED), ==, 1);
  g_assert_cmpuint (stree_grid_options_get_n_sorts (grid->options), ==, 1);
  tear_down (&f);
}

/* A row that is edited is made once for all of its cells, and anew only when it is another one. */
static void
test_made_once (void)
{
  Fixture                f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  g_autoptr (StreeFrame) first = NULL, second = NULL, third = NULL, last = NULL;
  g_autoptr (StreeRowKey) key_of_row = NULL;
  StreeGridView         *grid;
  gconstpointer          edited;
  guint                  row;

  set_up (&f, 50);
  grid = grid_of (&f);
  click_cell (&f, 2, 1);
  type (&f, "one");
  key (&f, GDK_KEY_Return, 0);
  key_of_row = stree_grid_view_dup_key (grid, 2);
  g_assert_true (stree_grid_cells_get_row (grid, 2, &first, &row));
  edited = g_hash_table_lookup (grid->edited, key_of_row);
  g_assert_true (stree_grid_cells_get_row (grid, 2, &second, &row));
  g_assert_true (first == second);
  g_assert_true (g_hash_table_lookup (grid->edited, key_of_row) == edited);
  type (&f, "two");
  key (&f, GDK_KEY_Return, 0);
  g_assert_true (stree_grid_cells_get_row (grid, 2, &third, &row));
  g_assert_true (first == third);
  key (&f, GDK_KEY_z, GDK_CONTROL_MASK);
  key (&f, GDK_KEY_z, GDK_CONTROL_MASK);
  click_cell (&f, 2, 1);
  type (&f, "three");
  key (&f, GDK_KEY_Return, 0);
  g_assert_true (stree_grid_cells_get_row (grid, 2, &last, &row));
  g_assert_cmpstr (stree_frame_get_text (last, row, 1), ==, "three");
  tear_down (&f);
}

/* Cells that cannot be edited any more show what the source has, and nothing of editing; what was typed comes back with it. */
static void
test_edits_off (void)
{
  Fixture          f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView   *grid;

  set_up (&f, 50);
  grid = grid_of (&f);
  click_cell (&f, 2, 2);
  type (&f, "many");
  key (&f, GDK_KEY_Return, 0);
  key (&f, GDK_KEY_Up, 0);
  g_assert_true (gtk_widget_get_visible (grid->hint));
  g_assert_true (gtk_widget_has_css_class (cell_at (&f, 2, 2), "stree-cell-invalid"));
  f.editable = FALSE;
  rerun (&f);
  g_assert_false (gtk_widget_get_visible (grid->hint));
  g_assert_false (gtk_widget_get_visible (grid->edit_box));
  g_assert_false (gtk_widget_has_css_class (cell_at (&f, 2, 2), "stree-cell-invalid"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell_at (&f, 2, 2)), GTK_ACCESSIBLE_PROPERTY_LABEL, "price: 9.50");
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (cell_at (&f, 2, 2)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  f.editable = TRUE;
  rerun (&f);
  g_assert_true (gtk_widget_get_visible (grid->edit_box));
  g_assert_true (gtk_widget_get_visible (grid->hint));
  g_assert_true (gtk_widget_has_css_class (cell_at (&f, 2, 2), "stree-cell-invalid"));
  /* Also what is being typed. */
  key (&f, GDK_KEY_Left, 0);
  type (&f, "half");
  f.editable = FALSE;
  rerun (&f);
  g_assert_false (stree_grid_editor_is_open (grid));
  g_assert_false (gtk_widget_get_visible (grid->editor));
  assert_cursor (&f, 2, 1);
  f.editable = TRUE;
  rerun (&f);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell_at (&f, 2, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL, "name: half");
  tear_down (&f);
}

/* With chips, edits and a menu it is no wider than a phone, less what is around it. */
static void
test_narrow (void)
{
  Fixture        f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView *grid;
  int            width;

  set_up (&f, 50);
  grid = grid_of (&f);
  stree_grid_view_set_sort (grid, "price", TRUE, TRUE);
  stree_grid_view_set_search (grid, "row");
  wait_quiet (&f);
  click_cell (&f, 2, 1);
  type (&f, "other");
  key (&f, GDK_KEY_Return, 0);
  gtk_widget_measure (GTK_WIDGET (grid), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 322);
  tear_down (&f);
}

/* Why it could not be saved is told as long as that is so. */
static void
test_solved (void)
{
  Fixture        f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView *grid;

  set_up (&f, 50);
  grid = grid_of (&f);
  click_cell (&f, 2, 2);
  type (&f, "many");
  key (&f, GDK_KEY_Return, 0);
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (gtk_widget_get_visible (grid->error_box));
  type (&f, "more");
  key (&f, GDK_KEY_Return, 0);
  g_assert_true (gtk_widget_get_visible (grid->error_box));
  key (&f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_true (gtk_widget_get_visible (grid->error_box));
  key (&f, GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  g_assert_null (grid->problem);
  /* What is no obstacle is told until the user goes on. */
  stree_grid_bar_show_problem (grid, "something else");
  g_assert_true (gtk_widget_get_visible (grid->error_box));
  type (&f, "5");
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  tear_down (&f);
}

/* Data that cannot be shown: the reason stands there instead of rows; nothing of the ones before, and what was typed into
 * those is not lost. */
static void
test_unusable (void)
{
  Fixture                f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  g_autoptr (StreeFrame) frame = make_frame (20);
  const char *const      keys[] = { "id", NULL };
  StreeGridView         *grid;

  f.source = stree_frame_source_new (frame, keys, NULL);
  set_up (&f, 20);
  grid = grid_of (&f);
  click_cell (&f, 2, 1);
  type (&f, "other");
  key (&f, GDK_KEY_Return, 0);

  f.extra_column = "missing";
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "*missing*");
  rerun (&f);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (grid->model)), ==, 0);
  g_assert_true (gtk_widget_get_visible (grid->error_box));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (grid->error_label)), "missing"));
  g_assert_false (gtk_widget_get_visible (grid->retry_button));
  g_assert_false (gtk_widget_get_visible (grid->empty_label));

  f.extra_column = NULL;
  rerun (&f);
  xtest_wait (stree_grid_model_get_n_rows (grid->model, NULL) == 20);
  wait_quiet (&f);
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell_at (&f, 2, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL, "name: other");
  tear_down (&f);
}

/* The same of data whose key columns are not there. */
static void
test_no_keys (void)
{
  Fixture                       f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame)        good = NULL;
  StreeGridView                *grid;

  set_up (&f, 20);
  grid = grid_of (&f);
  good = g_steal_pointer (&f.frame);
  stree_frame_builder_add_column (builder, "another", STREE_COLUMN_INT64);
  f.frame = stree_frame_builder_finish (builder);
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "*id*");
  rerun (&f);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (grid->model)), ==, 0);
  g_assert_true (gtk_widget_get_visible (grid->error_box));
  g_assert_false (gtk_widget_get_visible (grid->edit_box));
  stree_frame_unref (f.frame);
  f.frame = g_steal_pointer (&good);
  rerun (&f);
  xtest_wait (stree_grid_model_get_n_rows (grid->model, NULL) == 20);
  g_assert_false (gtk_widget_get_visible (grid->error_box));
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-grid/edit", test_edit);
  g_test_add_func ("/data-grid/error", test_error);
  g_test_add_func ("/data-grid/long-number", test_long_number);
  g_test_add_func ("/data-grid/edit-while-data-changes", test_edit_while_data_changes);
  g_test_add_func ("/data-grid/conflict", test_conflict);
  g_test_add_func ("/data-grid/add-and-delete", test_add_and_delete);
  g_test_add_func ("/data-grid/copy-and-paste", test_copy_and_paste);
  g_test_add_func ("/data-grid/paste-over-locked", test_paste_over_locked);
  g_test_add_func ("/data-grid/paste-over-hidden", test_paste_over_hidden);
  g_test_add_func ("/data-grid/rerun", test_rerun);
  g_test_add_func ("/data-grid/made-once", test_made_once);
  g_test_add_func ("/data-grid/edits-off", test_edits_off);
  g_test_add_func ("/data-grid/narrow", test_narrow);
  g_test_add_func ("/data-grid/solved", test_solved);
  g_test_add_func ("/data-grid/unusable", test_unusable);
  g_test_add_func ("/data-grid/no-keys", test_no_keys);
  return g_test_run ();
}
