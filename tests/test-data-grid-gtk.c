/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A DataGrid on the screen, with real keys and a real pointer: sorting, moving, selecting, filtering, its columns. */

#include "data-grid-fixture.h"
#include "sqlite-fixture.h"

/* --- sorting --- */

static void
test_sort (void)
{
  Fixture f = { .mode = STREE_SELECTION_SINGLE };

  set_up (&f, 40);
  xtest_click (title_of (&f, 2));
  wait_quiet (&f);
  for (guint i = 0; i < 40; i++)
    g_assert_cmpint (id_at (&f, i) * 7919 % 40, ==, i);
  g_assert_cmpint (stree_grid_result_get_reason (f.last), ==, STREE_GRID_REASON_SORT);
  g_assert_cmpuint (stree_query_get_n_sorts (stree_grid_result_get_query (f.last)), ==, 1);
  xtest_click (title_of (&f, 2));
  wait_quiet (&f);
  g_assert_cmpint (id_at (&f, 0) * 7919 % 40, ==, 39);
  xtest_click (title_of (&f, 2));
  wait_quiet (&f);
  g_assert_cmpint (id_at (&f, 0), ==, 0);
  g_assert_cmpint (id_at (&f, 39), ==, 39);
  tear_down (&f);
}

static void
test_sort_by_two (void)
{
  Fixture f = { .mode = STREE_SELECTION_SINGLE };

  set_up (&f, 30);
  xtest_click (title_of (&f, 3));
  wait_quiet (&f);
  stree_grid_view_sort (grid_of (&f), 0, TRUE);
  stree_grid_view_sort (grid_of (&f), 0, TRUE);
  wait_quiet (&f);
  /* off before on; among them the ids go down */
  g_assert_cmpint (id_at (&f, 0), ==, 29);
  g_assert_cmpint (id_at (&f, 1), ==, 28);
  g_assert_cmpint (id_at (&f, 29), ==, 0);
  g_assert_cmpstr (gtk_column_view_column_get_title (stree_grid_view_get_column (grid_of (&f), 3)->view_column), ==, "on ▲¹");
  g_assert_cmpstr (gtk_column_view_column_get_title (stree_grid_view_get_column (grid_of (&f), 0)->view_column), ==, "id ▼²");
  tear_down (&f);
}

/* --- what assistive technology is told --- */

static void
test_told (void)
{
  Fixture                 f = { .mode = STREE_SELECTION_MULTIPLE };
  g_autoptr (StreeCell)   ten = stree_cell_new_int64 (10);
  g_autoptr (StreeFilter) filter = stree_filter_new_compare ("id", STREE_FILTER_LESS, ten);
  StreeGridView          *grid;
  GtkAccessible          *table, *price;

  set_up (&f, 40);
  grid = grid_of (&f);
  table = GTK_ACCESSIBLE (grid);
  price = GTK_ACCESSIBLE (title_of (&f, 2));
  gtk_test_accessible_assert_relation (table, GTK_ACCESSIBLE_RELATION_ROW_COUNT, 40);
  gtk_test_accessible_assert_relation (table, GTK_ACCESSIBLE_RELATION_COL_COUNT, 4);
  gtk_test_accessible_assert_property (price, GTK_ACCESSIBLE_PROPERTY_SORT, GTK_ACCESSIBLE_SORT_NONE);
  g_assert_false (gtk_test_accessible_has_property (table, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  xtest_click (title_of (&f, 2));
  wait_quiet (&f);
  /* Not the arrow, which is for the eye. */
  gtk_test_accessible_assert_property (price, GTK_ACCESSIBLE_PROPERTY_LABEL, "price");
  gtk_test_accessible_assert_property (price, GTK_ACCESSIBLE_PROPERTY_SORT, GTK_ACCESSIBLE_SORT_ASCENDING);
  gtk_test_accessible_assert_property (table, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "sorted by price, smallest first");
  xtest_click (title_of (&f, 2));
  wait_quiet (&f);
  gtk_test_accessible_assert_property (price, GTK_ACCESSIBLE_PROPERTY_SORT, GTK_ACCESSIBLE_SORT_DESCENDING);
  stree_grid_view_sort (grid, 1, TRUE);
  wait_quiet (&f);
  gtk_test_accessible_assert_property (table, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "sorted by price, largest first, then sorted by name, A to Z");
  stree_grid_view_set_filter (grid, "id", filter);
  wait_quiet (&f);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (title_of (&f, 0)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "id < 10");
  gtk_test_accessible_assert_relation (table, GTK_ACCESSIBLE_RELATION_ROW_COUNT, 10);
  /* A cell says where it stands, and whether its row is selected. */
  click_cell (&f, 3, 1);
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (cell_at (&f, 3, 1)), GTK_ACCESSIBLE_RELATION_ROW_INDEX, 4);
  gtk_test_accessible_assert_relation (GTK_ACCESSIBLE (cell_at (&f, 3, 1)), GTK_ACCESSIBLE_RELATION_COL_INDEX, 2);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (cell_at (&f, 3, 1)), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  key (&f, GDK_KEY_Down, 0);
  g_assert_false (gtk_test_accessible_has_state (GTK_ACCESSIBLE (cell_at (&f, 3, 1)), GTK_ACCESSIBLE_STATE_SELECTED));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (cell_at (&f, 4, 1)), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
  tear_down (&f);
}

/* --- moving --- */

static void
test_keyboard (void)
{
  Fixture f = { .mode = STREE_SELECTION_MULTIPLE };
  guint   page;

  set_up (&f, 1000);
  click_cell (&f, 1, 1);
  key (&f, GDK_KEY_Down, 0);
  assert_cursor (&f, 2, 1);
  key (&f, GDK_KEY_Right, 0);
  assert_cursor (&f, 2, 2);
  key (&f, GDK_KEY_End, 0);
  assert_cursor (&f, 2, 3);
  key (&f, GDK_KEY_Right, 0);
  assert_cursor (&f, 2, 3);
  key (&f, GDK_KEY_Home, 0);
  assert_cursor (&f, 2, 0);
  page = stree_grid_view_page (grid_of (&f));
  g_assert_cmpuint (page, >, 3);
  key (&f, GDK_KEY_Page_Down, 0);
  assert_cursor (&f, 2 + page, 0);
  key (&f, GDK_KEY_End, GDK_CONTROL_MASK);
  assert_cursor (&f, 999, 3);
  key (&f, GDK_KEY_Down, 0);
  assert_cursor (&f, 999, 3);
  key (&f, GDK_KEY_Page_Up, 0);
  assert_cursor (&f, 999 - page, 3);
  key (&f, GDK_KEY_Home, GDK_CONTROL_MASK);
  assert_cursor (&f, 0, 0);
  key (&f, GDK_KEY_Up, 0);
  assert_cursor (&f, 0, 0);
  tear_down (&f);
}

static void
test_tab_leaves (void)
{
  Fixture f = { .mode = STREE_SELECTION_SINGLE, .editable = FALSE };

  set_up (&f, 1000);
  click_cell (&f, 3, 1);
  key (&f, GDK_KEY_Tab, 0);
  xtest_wait (gtk_widget_has_focus (xtest_widget (f.view, "after")));
  key (&f, GDK_KEY_Tab, GDK_SHIFT_MASK);
  assert_cursor (&f, 3, 1);
  tear_down (&f);
}

/* --- selecting --- */

static void
test_select_rows (void)
{
  Fixture f = { .mode = STREE_SELECTION_MULTIPLE };

  set_up (&f, 100);
  click_cell (&f, 2, 1);
  g_assert_cmpuint (stree_grid_result_get_n_selected (f.last), ==, 1);
  key (&f, GDK_KEY_Down, GDK_SHIFT_MASK);
  key (&f, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_cmpuint (stree_grid_result_get_n_selected (f.last), ==, 3);
  g_assert_true (stree_grid_result_is_selected (f.last, 4));
  key (&f, GDK_KEY_Up, GDK_SHIFT_MASK);
  g_assert_cmpuint (stree_grid_result_get_n_selected (f.last), ==, 2);
  g_assert_cmpint (stree_frame_get_int64 (stree_grid_result_get_selected (f.last), 1, 0), ==, 3);
  /* The order changes: the same rows are selected. */
  xtest_click (title_of (&f, 2));
  wait_quiet (&f);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpint (stree_ranges_contains (stree_grid_model_get_selected (grid_of (&f)->model), i), ==,
                     id_at (&f, i) == 2 || id_at (&f, i) == 3);
  key (&f, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_cmpuint (stree_grid_result_get_n_selected (f.last), ==, 100);
  key (&f, GDK_KEY_space, GDK_CONTROL_MASK);
  g_assert_cmpuint (stree_grid_result_get_n_selected (f.last), ==, 99);
  tear_down (&f);
}

/* Rows that GTK keeps far from the screen look selected when they come near. */
static void
test_selected_far_away (void)
{
  Fixture    f = { .mode = STREE_SELECTION_MULTIPLE };
  GtkWidget *row;

  set_up (&f, 150);
  click_cell (&f, 0, 1);
  key (&f, GDK_KEY_a, GDK_CONTROL_MASK);
  stree_grid_view_set_cursor (grid_of (&f), 149, 1);
  assert_cursor (&f, 149, 1);
  xtest_settle (f.view);
  for (guint position = 140; position < 150; position++)
    {
      for (row = cell_at (&f, position, 1); !g_str_equal (gtk_widget_get_css_name (row), "row"); row = gtk_widget_get_parent (row))
        ;
      g_assert_true (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED);
    }
  tear_down (&f);
}

static void
count_told_cb (gpointer data, guint position, guint n)
{
  guint *told = data;

  for (guint i = 0; i < n; i++)
    told[position + i]++;
}

/* Scrolling costs no more for the rows that were selected before: each is told of once. */
static void
test_selected_told_once (void)
{
  Fixture            f = { .mode = STREE_SELECTION_MULTIPLE };
  guint              told[150] = { 0 };
  GtkSelectionModel *model;

  set_up (&f, 150);
  model = GTK_SELECTION_MODEL (grid_of (&f)->selection);
  g_signal_connect_swapped (model, "selection-changed", G_CALLBACK (count_told_cb), told);
  for (guint position = 0; position < 150; position += 3)
    stree_grid_view_set_cursor (grid_of (&f), position, 1);
  xtest_settle (f.view);
  for (guint i = 0; i < 150; i++)
    g_assert_cmpuint (told[i], ==, 0);

  gtk_selection_model_select_all (model);
  for (guint position = 150; position > 0; position -= 3)
    {
      stree_grid_view_set_cursor (grid_of (&f), position - 1, 1);
      xtest_settle (f.view);
    }
  for (guint i = 0; i < 150; i++)
    g_assert_cmpuint (told[i], ==, 1);
  g_signal_handlers_disconnect_by_data (model, told);
  tear_down (&f);
}

static void
test_drag_cells (void)
{
  Fixture    f = { .mode = STREE_SELECTION_CELLS };
  GtkWidget *from, *to;
  guint      first_row, last_row, first_column, last_column;

  set_up (&f, 100);
  from = cell_at (&f, 1, 1);
  to = cell_at (&f, 5, 2);
  xtest_move (from, 0.5, 0.5);
  xtest_button (from, GDK_BUTTON_PRIMARY, TRUE);
  xtest_move (to, 0.4, 0.5);
  xtest_move (to, 0.5, 0.5);
  xtest_wait (stree_grid_view_get_range (grid_of (&f), &first_row, &last_row, &first_column, &last_column) && last_row == 5 && last_column == 2);
  xtest_button (to, GDK_BUTTON_PRIMARY, FALSE);
  xtest_settle (f.view);
  g_assert_cmpuint (first_row, ==, 1);
  g_assert_cmpuint (first_column, ==, 1);
  g_assert_cmpuint (stree_grid_result_get_n_selected (f.last), ==, 5);
  g_assert_cmpstr (stree_grid_result_get_columns (f.last)[0], ==, "name");
  g_assert_cmpstr (stree_grid_result_get_columns (f.last)[1], ==, "price");
  g_assert_null (stree_grid_result_get_columns (f.last)[2]);
  tear_down (&f);
}

/* A pointer that stays where it is, or at the edge of the table, selects nothing else: nothing is told. */
static void
test_drag_still (void)
{
  Fixture        f = { .mode = STREE_SELECTION_CELLS };
  StreeGridView *grid;
  GtkWidget     *from, *to;
  guint          first_row, last_row, first_column, last_column;
  guint          n_results;

  set_up (&f, 5);
  grid = grid_of (&f);
  from = cell_at (&f, 1, 1);
  to = cell_at (&f, 4, 2);
  xtest_move (from, 0.5, 0.5);
  xtest_button (from, GDK_BUTTON_PRIMARY, TRUE);
  xtest_move (to, 0.5, 0.5);
  xtest_wait (stree_grid_view_get_range (grid, &first_row, &last_row, &first_column, &last_column) && last_row == 4 && last_column == 2);
  n_results = f.n_results;
  for (guint i = 0; i < 5; i++)
    stree_grid_view_drag_on (grid);
  xtest_move (grid->bottom, 0.5, 0.5);
  xtest_wait (grid->drag_y > gtk_widget_get_height (grid->sides) - 24);
  for (guint i = 0; i < 5; i++)
    stree_grid_view_drag_on (grid);
  g_assert_cmpuint (f.n_results, ==, n_results);
  xtest_button (grid->bottom, GDK_BUTTON_PRIMARY, FALSE);
  xtest_settle (f.view);
  tear_down (&f);
}

/* What selected cells add up to: all of them, without columns that are hidden, and as they are edited. */
static void
test_sum (void)
{
  Fixture        f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView *grid;

  set_up (&f, 1000);
  grid = grid_of (&f);
  click_cell (&f, 1, 1);
  key (&f, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->selected_label)), ==, "1,000 × 4 cells   Sum 624,375   Mean 312.1875");
  stree_grid_view_show_column (grid, 2, FALSE);
  key (&f, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->selected_label)), ==, "1,000 × 3 cells   Sum 499,500   Mean 499.5");
  click_cell (&f, 1, 0);
  key (&f, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->selected_label)), ==, "2 × 1 cells   Sum 3   Mean 1.5");
  tear_down (&f);
  f.source = NULL;
  set_up (&f, 10);
  grid = grid_of (&f);
  click_cell (&f, 1, 2);
  type (&f, "100");
  key (&f, GDK_KEY_Return, 0);
  key (&f, GDK_KEY_Up, 0);
  key (&f, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->selected_label)), ==, "2 × 1 cells   Sum 102.00   Mean 51.00");
  tear_down (&f);
}

/* Where rows come page by page: over the end of one, and nothing where not all have come. */
static void
test_sum_pages (void)
{
  Fixture                f = { .mode = STREE_SELECTION_CELLS };
  g_autoptr (StreeFrame) rows = make_frame (2000);
  g_autoptr (GError)     error = NULL;
  StreeGridView         *grid;
  SqliteFile             file;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, price REAL, \"on\" BOOLEAN)");
  sqlite_file_insert (&file, "t", rows);
  f.source = sqlite_source_open (&file, "t", &error);
  g_assert_no_error (error);
  set_up (&f, 2000);
  grid = grid_of (&f);
  g_assert_cmpint (id_at (&f, 120), ==, 120);
  g_assert_cmpint (id_at (&f, 139), ==, 139);
  stree_grid_view_move (grid, 120, 0, FALSE, FALSE);
  stree_grid_view_move (grid, 139, 0, TRUE, FALSE);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->selected_label)), ==, "20 × 1 cells   Sum 2,590   Mean 129.5");
  stree_grid_view_move (grid, 1999, 0, TRUE, FALSE);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (grid->selected_label)), ==, "1,880 × 1 cells");
  tear_down (&f);
  sqlite_file_clear (&file);
}

/* A width is told once the column has it, not with each pixel. */
static void
test_resized (void)
{
  Fixture              f = { .mode = STREE_SELECTION_SINGLE };
  StreeGridView       *grid;
  StreeGridViewColumn *column;
  guint                n_results;

  set_up (&f, 20);
  grid = grid_of (&f);
  column = stree_grid_view_get_column (grid, 1);
  n_results = f.n_results;
  for (int width = 200; width < 240; width++)
    gtk_column_view_column_set_fixed_width (column->view_column, width);
  g_assert_cmpuint (f.n_results, ==, n_results);
  xtest_wait (f.n_results > n_results);
  g_assert_cmpuint (f.n_results, ==, n_results + 1);
  g_assert_cmpint (stree_grid_result_get_reason (f.last), ==, STREE_GRID_REASON_COLUMNS);
  g_assert_cmpuint (stree_grid_options_get_column_width (stree_grid_result_get_options (f.last), "name"), ==, 239);
  /* Other columns may come before it is told. */
  gtk_column_view_column_set_fixed_width (column->view_column, 230);
  f.read_only = TRUE;
  stree_view_rerun (STREE_VIEW (f.view));
  stree_view_flush (STREE_VIEW (f.view));
  g_assert_cmpuint (f.n_results, ==, n_results + 1);
  g_assert_true (stree_grid_view_get_column (grid, 1) != column);
  column = stree_grid_view_get_column (grid, 1);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column->view_column), ==, 230);
  xtest_wait (f.n_results > n_results + 1);
  g_assert_cmpuint (stree_grid_options_get_column_width (stree_grid_result_get_options (f.last), "name"), ==, 230);
  /* And it may go before. */
  gtk_column_view_column_set_fixed_width (column->view_column, 200);
  tear_down (&f);
}

/* A column that the user moves is where he put it, and stays there. */
static void
test_moved (void)
{
  Fixture        f = { .mode = STREE_SELECTION_SINGLE };
  StreeGridView *grid;

  set_up (&f, 20);
  grid = grid_of (&f);
  g_assert_false (grid->panes[STREE_GRID_MAIN].unordered);
  gtk_column_view_insert_column (grid->panes[STREE_GRID_MAIN].view, 1, stree_grid_view_get_column (grid, 2)->view_column);
  g_assert_true (grid->panes[STREE_GRID_MAIN].unordered);
  xtest_wait (!grid->panes[STREE_GRID_MAIN].unordered);
  g_assert_cmpstr (stree_grid_column_get_name (stree_grid_view_get_column (grid, 0)->column), ==, "price");
  g_assert_cmpstr (stree_grid_options_get_column_order (stree_grid_result_get_options (f.last))[0], ==, "price");
  tear_down (&f);
}

static guint
n_bound (StreeGridView *grid)
{
  return stree_grid_view_get_column (grid, 1)->cells->len;
}

static void
test_a_million (void)
{
  Fixture f = { .mode = STREE_SELECTION_MULTIPLE };

  set_up (&f, 1000000);
  click_cell (&f, 0, 1);
  g_assert_cmpuint (n_bound (grid_of (&f)), <, 260);
  key (&f, GDK_KEY_End, GDK_CONTROL_MASK);
  assert_cursor (&f, 999999, 3);
  g_assert_cmpint (id_at (&f, 999999), ==, 999999);
  key (&f, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_cmpuint (stree_grid_result_get_n_selected (f.last), ==, 1000000);
  g_assert_cmpuint (stree_frame_get_n_rows (stree_grid_result_get_selected (f.last)), ==, 1000000);
  stree_grid_model_invert (grid_of (&f)->model);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (grid_of (&f)->model)), ==, 0);
  key (&f, GDK_KEY_Home, GDK_CONTROL_MASK);
  assert_cursor (&f, 0, 0);
  g_assert_cmpuint (n_bound (grid_of (&f)), <, 260);
  tear_down (&f);
}

/* --- how the user sees it, as a value --- */

static void
test_options (void)
{
  Fixture                      f = { .mode = STREE_SELECTION_SINGLE };
  StreeGridView               *grid;
  g_autoptr (StreeGridOptions) options = NULL;
  g_autofree char             *json = NULL;
  g_autoptr (GError)           error = NULL;

  set_up (&f, 40);
  grid = grid_of (&f);
  xtest_click (title_of (&f, 2));
  wait_quiet (&f);
  stree_grid_view_show_column (grid, 3, FALSE);
  stree_grid_view_pin_column (grid, 1, TRUE);
  xtest_settle (f.view);
  g_assert_cmpint (stree_grid_result_get_reason (f.last), ==, STREE_GRID_REASON_COLUMNS);
  json = stree_grid_options_to_json (stree_grid_result_get_options (f.last));
  options = stree_grid_options_new_from_json (json, &error);
  g_assert_no_error (error);
  f.json = json;
  tear_down (&f);

  /* Another grid, with that. */
  f.mode = STREE_SELECTION_SINGLE;
  set_up (&f, 40);
  grid = grid_of (&f);
  g_assert_cmpint (id_at (&f, 0) * 7919 % 40, ==, 0);
  g_assert_cmpint (id_at (&f, 39) * 7919 % 40, ==, 39);
  g_assert_cmpstr (stree_grid_column_get_name (stree_grid_view_get_column (grid, 0)->column), ==, "name");
  g_assert_true (stree_grid_view_get_column (grid, 0)->pane == &grid->panes[STREE_GRID_PINNED]);
  g_assert_true (stree_grid_view_get_column (grid, 3)->hidden);
  /* What the user makes of it stays when the program runs again, though it declares the same as before. */
  xtest_click (title_of (&f, 2));
  wait_quiet (&f);
  stree_view_rerun (STREE_VIEW (f.view));
  stree_view_flush (STREE_VIEW (f.view));
  wait_quiet (&f);
  g_assert_cmpint (id_at (&f, 0) * 7919 % 40, ==, 39);
  tear_down (&f);
}

/* --- filters --- */

static void
test_filter (void)
{
  Fixture                 f = { .mode = STREE_SELECTION_SINGLE };
  g_autoptr (StreeCell)   ten = stree_cell_new_int64 (10);
  g_autoptr (StreeFilter) filter = stree_filter_new_compare ("id", STREE_FILTER_GREATER_EQUAL, ten);
  StreeGridView          *grid;
  GtkWidget              *chip;

  set_up (&f, 30);
  grid = grid_of (&f);
  stree_grid_view_set_filter (grid, "id", filter);
  wait_quiet (&f);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), ==, 20);
  g_assert_cmpint (stree_grid_result_get_reason (f.last), ==, STREE_GRID_REASON_FILTER);
  stree_grid_view_set_search (grid, "row 2");
  wait_quiet (&f);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), ==, 10);
  chip = gtk_widget_get_first_child (grid->chips);
  g_assert_nonnull (chip);
  {
    GtkWidget *label = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (chip)));
    int        least;

    gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    g_assert_cmpint (least, >, 30); /* more of it than three dots */
  }
  xtest_click (chip);
  wait_quiet (&f);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), ==, 11);
  g_assert_null (gtk_widget_get_first_child (grid->chips));
  stree_grid_view_set_search (grid, "no such row");
  wait_quiet (&f);
  g_assert_true (gtk_widget_get_visible (grid->empty_label));
  tear_down (&f);
}

/* What the menu of a title opens. */
static void
test_popovers (void)
{
  Fixture        f = { .mode = STREE_SELECTION_SINGLE };
  StreeGridView *grid;
  GtkWidget     *check, *popover;

  set_up (&f, 30);
  grid = grid_of (&f);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid), "grid.statistics", "u", stree_grid_view_get_column (grid, 2)->id));
  xtest_wait (xtest_label (GTK_WIDGET (grid), "Mean"));
  g_assert_nonnull (xtest_label (GTK_WIDGET (grid), "30"));
  key (&f, GDK_KEY_Escape, 0);
  xtest_wait (!xtest_label (GTK_WIDGET (grid), "Mean"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid), "grid.filter", "u", stree_grid_view_get_column (grid, 3)->id));
  /* Of the values of a column of truths there are two: twenty are false, ten are true. */
  xtest_wait (xtest_label (GTK_WIDGET (grid), "20"));
  check = gtk_widget_get_ancestor (xtest_label (GTK_WIDGET (grid), "20"), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  wait_quiet (&f);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), ==, 20);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  wait_quiet (&f);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), ==, 30);
  key (&f, GDK_KEY_Escape, 0);
  xtest_wait (!xtest_label (GTK_WIDGET (grid), "20"));
  /* Escape closes it from where one types, too; without values it says so. */
  stree_grid_view_set_search (grid, "no such row");
  wait_quiet (&f);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid), "grid.filter", "u", stree_grid_view_get_column (grid, 1)->id));
  xtest_wait (xtest_label (GTK_WIDGET (grid), "Filter “name”"));
  popover = gtk_widget_get_ancestor (xtest_label (GTK_WIDGET (grid), "Filter “name”"), GTK_TYPE_POPOVER);
  xtest_wait (xtest_label (popover, "No row has all that is asked for"));
  xtest_type (f.window, "x");
  key (&f, GDK_KEY_Escape, 0);
  xtest_wait (!xtest_label (GTK_WIDGET (grid), "Filter “name”"));
  /* Nor is that forgotten when a range is typed. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid), "grid.filter", "u", stree_grid_view_get_column (grid, 2)->id));
  xtest_wait (xtest_label (GTK_WIDGET (grid), "From"));
  popover = gtk_widget_get_ancestor (xtest_label (GTK_WIDGET (grid), "From"), GTK_TYPE_POPOVER);
  xtest_wait (xtest_label (popover, "No row has all that is asked for"));
  xtest_type (f.window, "5"); /* beside the x */
  xtest_wait (gtk_widget_get_next_sibling (gtk_widget_get_first_child (grid->chips)));
  g_assert_true (gtk_widget_get_visible (xtest_label (popover, "No row has all that is asked for")));
  key (&f, GDK_KEY_Escape, 0);
  xtest_wait (!xtest_label (GTK_WIDGET (grid), "From"));
  tear_down (&f);
}

/* --- columns --- */

static void
test_pinned (void)
{
  Fixture        f = { .mode = STREE_SELECTION_SINGLE, .pins = TRUE };
  StreeGridView *grid;

  set_up (&f, 500);
  grid = grid_of (&f);
  g_assert_true (stree_grid_view_get_column (grid, 0)->pane == &grid->panes[STREE_GRID_PINNED]);
  click_cell (&f, 2, 0);
  key (&f, GDK_KEY_Right, 0);
  assert_cursor (&f, 2, 1);
  key (&f, GDK_KEY_End, GDK_CONTROL_MASK);
  assert_cursor (&f, 499, 3);
  key (&f, GDK_KEY_Home, 0);
  assert_cursor (&f, 499, 0);
  /* Both panes show the same rows at the same height. */
  {
    graphene_rect_t one, other;

    g_assert_true (gtk_widget_compute_bounds (cell_at (&f, 499, 0), f.view, &one));
    g_assert_true (gtk_widget_compute_bounds (cell_at (&f, 499, 1), f.view, &other));
    g_assert_cmpfloat (one.origin.y, ==, other.origin.y);
  }
  stree_grid_view_pin_column (grid, 0, FALSE);
  xtest_settle (f.view);
  g_assert_true (stree_grid_view_get_column (grid, 0)->pane == &grid->panes[STREE_GRID_MAIN]);
  g_assert_cmpuint (n_bound (grid), >, 0);
  tear_down (&f);
}

/* --- what else a cell may be --- */

static char *clicked; /* owned: the key that a button's event had */

static void
button_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  g_free (clicked);
  clicked = g_strdup (stree_event_get_text (event));
}

static StreeElement *
counting_cell (StreeContext *cx, gpointer data)
{
  StreeState *count = stree_state_int (cx, "count", 0);

  (void) data;
  return stree_button (stree_str ("pressed %d", stree_state_get_int (count)), .on_click = stree_add (count, 1));
}

static StreeElement *
make_cell (StreeFrame *frame, guint row, gpointer data)
{
  (void) frame;
  (void) row;
  (void) data;
  return stree_component (counting_cell);
}

static StreeElement *
app_with_parts (StreeContext *cx, gpointer data)
{
  Fixture *f = data;

  (void) cx;
  return stree_data_grid (.data = f->frame, .key_columns = STREE_STRV ("id"), .key = "grid",
                          .columns = stree_grid_columns ({ .name = "id" },
                                                         { .kind = STREE_GRID_COLUMN_BUTTON, .button_label = "Go", .width = 90,
                                                           .on_click = stree_call (button_cb, NULL) },
                                                         { .kind = STREE_GRID_COLUMN_COMPONENT, .cell = make_cell, .width = 160 }));
}

static void
test_parts (void)
{
  Fixture    f = { .mode = STREE_SELECTION_SINGLE };
  GtkWidget *cell;

  f.frame = make_frame (500);
  f.view = stree_view_new (NULL, "app", app_with_parts, &f);
  f.window = xtest_window (f.view, 700, 500);
  xtest_wait (stree_grid_model_get_n_rows (grid_of (&f)->model, NULL) == 500);
  wait_quiet (&f);
  xtest_click_at (cell_at (&f, 3, 1), 0.2, 0.5, GDK_BUTTON_PRIMARY);
  xtest_wait (g_strcmp0 (clicked, "3") == 0);
  key (&f, GDK_KEY_Down, 0);
  key (&f, GDK_KEY_Return, 0);
  xtest_wait (g_strcmp0 (clicked, "4") == 0);
  /* A component in each row that is seen, with a state of its own; in no others. */
  cell = cell_at (&f, 2, 2);
  xtest_wait (xtest_label (cell, "pressed 0"));
  xtest_click (xtest_find (cell, GTK_TYPE_BUTTON));
  xtest_wait (xtest_label (cell, "pressed 1"));
  g_assert_nonnull (xtest_label (cell_at (&f, 3, 2), "pressed 0"));
  g_assert_null (xtest_find (cell_at (&f, 150, 2), GTK_TYPE_BUTTON));
  tear_down (&f);
  g_clear_pointer (&clicked, g_free);
}

static guint n_made; /* cells of components */

static StreeElement *
make_entry (StreeFrame *frame, guint row, gpointer data)
{
  (void) data;
  n_made++;
  return stree_text_input (stree_str ("Note %d", (int) stree_frame_get_int64 (frame, row, 0)));
}

static StreeElement *
app_with_entries (StreeContext *cx, gpointer data)
{
  Fixture *f = data;

  (void) cx;
  return stree_data_grid (.data = f->frame, .key_columns = STREE_STRV ("id"), .key = "grid", .editable = TRUE,
                          .columns = stree_grid_columns ({ .name = "name" },
                                                         { .kind = STREE_GRID_COLUMN_COMPONENT, .cell = make_entry, .width = 160 }));
}

/* What is in a component's cell has its own keys; Enter leads there, and Escape back. */
static void
test_component_keys (void)
{
  Fixture        f = { .mode = STREE_SELECTION_SINGLE };
  StreeGridView *grid;
  GtkWidget     *entry;

  f.frame = make_frame (20);
  f.view = stree_view_new (NULL, "app", app_with_entries, &f);
  f.window = xtest_window (f.view, 700, 500);
  xtest_wait (stree_grid_model_get_n_rows (grid_of (&f)->model, NULL) == 20);
  wait_quiet (&f);
  grid = grid_of (&f);
  click_cell (&f, 2, 0);
  entry = xtest_find (cell_at (&f, 3, 1), GTK_TYPE_TEXT);
  gtk_widget_grab_focus (entry);
  xtest_settle (f.view);
  type (&f, "r ");
  key (&f, GDK_KEY_Left, 0);
  key (&f, GDK_KEY_Delete, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "r");
  g_assert_false (stree_grid_editor_is_open (grid));
  key (&f, GDK_KEY_Escape, 0);
  assert_cursor (&f, 2, 0);
  key (&f, GDK_KEY_Right, 0);
  key (&f, GDK_KEY_Return, 0);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f.window)) == xtest_find (cell_at (&f, 2, 1), GTK_TYPE_TEXT));
  key (&f, GDK_KEY_Escape, 0);
  assert_cursor (&f, 2, 1);
  /* What is not another row's is not made again. */
  n_made = 0;
  key (&f, GDK_KEY_Left, 0);
  type (&f, "other");
  key (&f, GDK_KEY_Return, 0);
  xtest_settle (f.view);
  g_assert_cmpuint (n_made, ==, 1);
  tear_down (&f);
}

static StreeElement *
app_with_entries_first (StreeContext *cx, gpointer data)
{
  Fixture *f = data;

  (void) cx;
  return stree_data_grid (.data = f->frame, .key_columns = STREE_STRV ("id"), .key = "grid", .row_numbers = TRUE, .selection_mode = f->mode,
                          .columns = stree_grid_columns ({ .kind = STREE_GRID_COLUMN_COMPONENT, .cell = make_entry, .width = 160 },
                                                         { .name = "name" }));
}

/* The number of a row stands for it also where what is behind the number takes its clicks itself. */
static void
test_component_numbers (void)
{
  Fixture        f = { .mode = STREE_SELECTION_SINGLE };
  StreeGridView *grid;

  f.frame = make_frame (20);
  f.view = stree_view_new (NULL, "app", app_with_entries_first, &f);
  f.window = xtest_window (f.view, 700, 500);
  xtest_wait (stree_grid_model_get_n_rows (grid_of (&f)->model, NULL) == 20);
  wait_quiet (&f);
  grid = grid_of (&f);
  xtest_click (stree_grid_cells_find (grid, 3, G_MAXUINT)->widget);
  xtest_settle (f.view);
  assert_cursor (&f, 3, 0);
  g_assert_true (stree_ranges_contains (stree_grid_model_get_selected (grid->model), 3));
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-grid/sort", test_sort);
  g_test_add_func ("/data-grid/sort-by-two", test_sort_by_two);
  g_test_add_func ("/data-grid/told", test_told);
  g_test_add_func ("/data-grid/keyboard", test_keyboard);
  g_test_add_func ("/data-grid/tab-leaves", test_tab_leaves);
  g_test_add_func ("/data-grid/select-rows", test_select_rows);
  g_test_add_func ("/data-grid/selected-far-away", test_selected_far_away);
  g_test_add_func ("/data-grid/selected-told-once", test_selected_told_once);
  g_test_add_func ("/data-grid/drag-cells", test_drag_cells);
  g_test_add_func ("/data-grid/drag-still", test_drag_still);
  g_test_add_func ("/data-grid/sum", test_sum);
  g_test_add_func ("/data-grid/sum-pages", test_sum_pages);
  g_test_add_func ("/data-grid/resized", test_resized);
  g_test_add_func ("/data-grid/moved", test_moved);
  g_test_add_func ("/data-grid/a-million", test_a_million);
  g_test_add_func ("/data-grid/options", test_options);
  g_test_add_func ("/data-grid/filter", test_filter);
  g_test_add_func ("/data-grid/popovers", test_popovers);
  g_test_add_func ("/data-grid/pinned", test_pinned);
  g_test_add_func ("/data-grid/parts", test_parts);
  g_test_add_func ("/data-grid/component-keys", test_component_keys);
  g_test_add_func ("/data-grid/component-numbers", test_component_numbers);
  return g_test_run ();
}
