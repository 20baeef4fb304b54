/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A DataGrid as a user has it in hand: what is typed into filters, clicks with Shift and Control, titles that are dragged, menus by
 * the keyboard, and what the menus do. */

#include "data-grid-fixture.h"

static guint
n_shown (Fixture *f)
{
  return stree_grid_model_get_n_rows (grid_of (f)->model, NULL);
}

static void
act (Fixture *f, const char *action, guint column)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid_of (f)), action, "u", stree_grid_view_get_column (grid_of (f), column)->id));
  xtest_settle (f->view);
}

/* One that is open; NULL: none is. */
static GtkWidget *
find_open (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_open (child, type);
  return found;
}

/* --- filters --- */

static const char *const with_day[] = { "day", NULL };

static StreeFrame *
make_days (guint n)
{
  g_autoptr (StreeFrameBuilder) builder = begin_frame ();

  stree_frame_builder_add_column (builder, "day", STREE_COLUMN_DATE);
  for (guint i = 0; i < n; i++)
    {
      append_cells (builder, i, n);
      stree_frame_builder_append_date (builder, 4, (gint32) i);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static GtkWidget *
open_filter (Fixture *f, guint column)
{
  GtkWidget *popover;

  act (f, "grid.filter", column);
  for (popover = gtk_widget_get_last_child (GTK_WIDGET (grid_of (f))); popover && !gtk_widget_has_css_class (popover, "stree-grid-filter");
       popover = gtk_widget_get_prev_sibling (popover))
    ;
  g_assert_nonnull (popover);
  xtest_wait (gtk_widget_get_mapped (popover));
  xtest_settle (f->view);
  return popover;
}

static void
close_filter (Fixture *f)
{
  key (f, GDK_KEY_Escape, 0);
  xtest_wait (!find_open (GTK_WIDGET (grid_of (f)), GTK_TYPE_POPOVER));
  wait_quiet (f);
}

/* Into the field below this label; the focus is in it. */
static void
fill (Fixture *f, GtkWidget *popover, const char *label, const char *text)
{
  xtest_enter (xtest_find (gtk_widget_get_next_sibling (xtest_label (popover, label)), GTK_TYPE_TEXT));
  key (f, GDK_KEY_a, GDK_CONTROL_MASK);
  type (f, text);
}

static void
test_filter_text (void)
{
  Fixture    f = { .mode = STREE_SELECTION_SINGLE };
  GtkWidget *popover;

  set_up (&f, 30);
  popover = open_filter (&f, 1);
  xtest_enter (xtest_find (popover, GTK_TYPE_TEXT));
  type (&f, "row 2");
  xtest_wait (n_shown (&f) == 11);
  g_assert_cmpint (id_at (&f, 0), ==, 2);
  g_assert_cmpint (id_at (&f, 1), ==, 20);
  key (&f, GDK_KEY_BackSpace, 0);
  xtest_wait (n_shown (&f) == 30);
  type (&f, "19");
  xtest_wait (n_shown (&f) == 1);
  key (&f, GDK_KEY_Tab, 0); /* GTK's search entry has a use of its own for Escape */
  close_filter (&f);
  g_assert_cmpint (id_at (&f, 0), ==, 19);
  /* It is there again, and goes by its button. */
  popover = open_filter (&f, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (xtest_find (popover, GTK_TYPE_TEXT))), ==, "row 19");
  xtest_click (xtest_label (popover, "Clear Filter"));
  xtest_wait (n_shown (&f) == 30);
  tear_down (&f);
}

static void
test_filter_number (void)
{
  Fixture    f = { .mode = STREE_SELECTION_SINGLE };
  GtkWidget *popover;

  set_up (&f, 30);
  popover = open_filter (&f, 0);
  fill (&f, popover, "From", "10");
  xtest_wait (n_shown (&f) == 20);
  fill (&f, popover, "To", "14");
  xtest_wait (n_shown (&f) == 5);
  g_assert_cmpint (id_at (&f, 0), ==, 10);
  g_assert_cmpint (id_at (&f, 4), ==, 14);
  /* What is no number leaves the rows as they are, and says so. */
  fill (&f, popover, "To", "many");
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_next_sibling (xtest_label (popover, "To")), "error"));
  wait_quiet (&f);
  g_assert_cmpuint (n_shown (&f), <=, 20);
  fill (&f, popover, "To", "12");
  xtest_wait (n_shown (&f) == 3);
  g_assert_false (gtk_widget_has_css_class (gtk_widget_get_next_sibling (xtest_label (popover, "To")), "error"));
  close_filter (&f);
  tear_down (&f);
}

static void
test_filter_date (void)
{
  Fixture    f = { .mode = STREE_SELECTION_SINGLE, .more_columns = with_day };
  GtkWidget *popover;

  f.frame = make_days (30);
  set_up (&f, 30);
  popover = open_filter (&f, 4);
  fill (&f, popover, "From", "1970-01-11");
  xtest_wait (n_shown (&f) == 20);
  fill (&f, popover, "To", "1970-01-13");
  xtest_wait (n_shown (&f) == 3);
  g_assert_cmpint (id_at (&f, 0), ==, 10);
  g_assert_cmpint (id_at (&f, 2), ==, 12);
  close_filter (&f);
  tear_down (&f);
}

/* --- clicks --- */

static void
click_with (Fixture *f, GtkWidget *widget, GdkModifierType modifiers)
{
  xtest_move (widget, 0.5, 0.5);
  xtest_hold (widget, modifiers, TRUE);
  xtest_button (widget, GDK_BUTTON_PRIMARY, TRUE);
  xtest_button (widget, GDK_BUTTON_PRIMARY, FALSE);
  xtest_hold (widget, modifiers, FALSE);
  xtest_settle (f->view);
}

static void
assert_selected (Fixture *f, guint n, ...)
{
  const StreeRanges *selected = stree_grid_model_get_selected (grid_of (f)->model);
  va_list            positions;

  g_assert_cmpuint (stree_ranges_count (selected), ==, n);
  va_start (positions, n);
  for (guint i = 0; i < n; i++)
    g_assert_true (stree_ranges_contains (selected, va_arg (positions, guint)));
  va_end (positions);
}

static void
test_click_rows (void)
{
  Fixture f = { .mode = STREE_SELECTION_MULTIPLE };

  set_up (&f, 40);
  click_cell (&f, 2, 1);
  click_with (&f, cell_at (&f, 5, 2), GDK_CONTROL_MASK);
  assert_selected (&f, 2, 2u, 5u);
  click_with (&f, cell_at (&f, 2, 1), GDK_CONTROL_MASK);
  assert_selected (&f, 1, 5u);
  click_with (&f, cell_at (&f, 7, 1), GDK_CONTROL_MASK);
  click_with (&f, cell_at (&f, 9, 1), GDK_SHIFT_MASK);
  g_assert_true (stree_ranges_contains (stree_grid_model_get_selected (grid_of (&f)->model), 7));
  g_assert_true (stree_ranges_contains (stree_grid_model_get_selected (grid_of (&f)->model), 8));
  g_assert_true (stree_ranges_contains (stree_grid_model_get_selected (grid_of (&f)->model), 9));
  click_cell (&f, 4, 1);
  click_with (&f, cell_at (&f, 1, 1), GDK_SHIFT_MASK);
  assert_selected (&f, 4, 1u, 2u, 3u, 4u);
  assert_cursor (&f, 1, 1);
  tear_down (&f);
}

static void
test_drag_rows (void)
{
  Fixture f = { .mode = STREE_SELECTION_MULTIPLE };

  set_up (&f, 40);
  xtest_move (cell_at (&f, 2, 1), 0.5, 0.5);
  xtest_button (f.view, GDK_BUTTON_PRIMARY, TRUE);
  xtest_move (cell_at (&f, 5, 1), 0.4, 0.5);
  xtest_move (cell_at (&f, 5, 1), 0.5, 0.5);
  xtest_wait (stree_ranges_count (stree_grid_model_get_selected (grid_of (&f)->model)) == 4);
  xtest_button (f.view, GDK_BUTTON_PRIMARY, FALSE);
  xtest_settle (f.view);
  assert_selected (&f, 4, 2u, 3u, 4u, 5u);
  tear_down (&f);
}

static void
test_shift_title (void)
{
  Fixture f = { .mode = STREE_SELECTION_SINGLE };

  set_up (&f, 30);
  xtest_click (title_of (&f, 3));
  wait_quiet (&f);
  click_with (&f, title_of (&f, 0), GDK_SHIFT_MASK);
  click_with (&f, title_of (&f, 0), GDK_SHIFT_MASK);
  wait_quiet (&f);
  g_assert_cmpuint (stree_grid_options_get_n_sorts (grid_of (&f)->options), ==, 2);
  /* Off before on; among them the ids go down. */
  g_assert_cmpint (id_at (&f, 0), ==, 29);
  g_assert_cmpint (id_at (&f, 29), ==, 0);
  tear_down (&f);
}

/* --- keys --- */

static void
test_menu_keys (void)
{
  static const struct
  {
    guint           keyval;
    GdkModifierType modifiers;
  } keys[] = { { GDK_KEY_Menu, 0 }, { GDK_KEY_F10, GDK_SHIFT_MASK } };
  Fixture f = { .mode = STREE_SELECTION_CELLS };

  set_up (&f, 30);
  click_cell (&f, 3, 1);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *menu;

      key (&f, keys[i].keyval, keys[i].modifiers);
      xtest_wait ((menu = find_open (GTK_WIDGET (grid_of (&f)), GTK_TYPE_POPOVER_MENU)));
      g_assert_nonnull (xtest_label (menu, "Copy as Markdown"));
      key (&f, GDK_KEY_Escape, 0);
      xtest_wait (!find_open (GTK_WIDGET (grid_of (&f)), GTK_TYPE_POPOVER_MENU));
      assert_cursor (&f, 3, 1);
    }
  tear_down (&f);
}

static void
test_control_arrows (void)
{
  Fixture f = { .mode = STREE_SELECTION_CELLS };

  set_up (&f, 200);
  click_cell (&f, 3, 1);
  key (&f, GDK_KEY_Right, GDK_CONTROL_MASK);
  assert_cursor (&f, 3, 3);
  key (&f, GDK_KEY_Down, GDK_CONTROL_MASK);
  assert_cursor (&f, 199, 3);
  key (&f, GDK_KEY_Left, GDK_CONTROL_MASK);
  assert_cursor (&f, 199, 0);
  key (&f, GDK_KEY_Up, GDK_CONTROL_MASK);
  assert_cursor (&f, 0, 0);
  tear_down (&f);
}

/* --- columns --- */

static void
test_column_actions (void)
{
  Fixture        f = { .mode = STREE_SELECTION_SINGLE };
  StreeGridView *grid;

  set_up (&f, 30);
  grid = grid_of (&f);
  act (&f, "grid.sort-descending", 0);
  wait_quiet (&f);
  g_assert_cmpint (id_at (&f, 0), ==, 29);
  act (&f, "grid.sort-ascending", 2);
  wait_quiet (&f);
  g_assert_cmpint (id_at (&f, 0) * 7919 % 30, ==, 0);
  act (&f, "grid.sort-none", 2);
  wait_quiet (&f);
  g_assert_cmpuint (stree_grid_options_get_n_sorts (grid->options), ==, 0);
  g_assert_cmpint (id_at (&f, 0), ==, 0);
  /* As wide as what is in it. */
  gtk_column_view_column_set_fixed_width (stree_grid_view_get_column (grid, 1)->view_column, 400);
  xtest_wait (stree_grid_view_get_column (grid, 1)->width == 400);
  act (&f, "grid.fit", 1);
  xtest_wait (stree_grid_view_get_column (grid, 1)->width < 300);
  act (&f, "grid.pin", 2);
  xtest_wait (stree_grid_view_get_column (grid, 0)->pane == &grid->panes[STREE_GRID_PINNED]);
  g_assert_cmpstr (stree_grid_column_get_name (stree_grid_view_get_column (grid, 0)->column), ==, "price");
  act (&f, "grid.pin", 0);
  xtest_wait (stree_grid_view_get_column (grid, 0)->pane == &grid->panes[STREE_GRID_MAIN]);
  act (&f, "grid.hide", 1);
  g_assert_true (stree_grid_view_get_column (grid, 1)->hidden);
  g_assert_cmpint (stree_grid_result_get_reason (f.last), ==, STREE_GRID_REASON_COLUMNS);
  tear_down (&f);
}

static void
drag (Fixture *f, GtkWidget *from, double from_x, GtkWidget *to, double to_x)
{
  xtest_move (from, from_x, 0.5);
  xtest_settle (f->view);
  xtest_button (from, GDK_BUTTON_PRIMARY, TRUE);
  xtest_settle (f->view);
  for (int i = 1; i <= 4; i++)
    {
      graphene_point_t at, end;

      g_assert_true (gtk_widget_compute_point (to, from, &GRAPHENE_POINT_INIT ((float) (to_x * gtk_widget_get_width (to)), 0), &end));
      at.x = (float) (from_x * gtk_widget_get_width (from));
      at.x += (end.x - at.x) * (float) i / 4;
      xtest_move (from, at.x / gtk_widget_get_width (from), 0.5);
      xtest_settle (f->view);
    }
  xtest_button (from, GDK_BUTTON_PRIMARY, FALSE);
  xtest_settle (f->view);
}

static void
test_resize (void)
{
  Fixture    f = { .mode = STREE_SELECTION_SINGLE };
  GtkWidget *title;
  double     width, edge; /* of the title without what is around it; and where its column ends there */
  int        before;

  set_up (&f, 30);
  title = title_of (&f, 1);
  before = stree_grid_view_get_column (grid_of (&f), 1)->width;
  width = gtk_widget_get_width (title);
  edge = width + (before - width) / 2 - 2;
  xtest_move (title, edge / width, 0.5);
  xtest_settle (f.view);
  xtest_button (title, GDK_BUTTON_PRIMARY, TRUE);
  xtest_settle (f.view);
  for (int i = 1; i <= 3; i++)
    {
      xtest_move (title, (edge + i * 20) / gtk_widget_get_width (title), 0.5);
      xtest_settle (f.view);
    }
  xtest_button (title, GDK_BUTTON_PRIMARY, FALSE);
  xtest_settle (f.view);
  g_assert_cmpint (stree_grid_view_get_column (grid_of (&f), 1)->width, >, before + 30);
  xtest_wait (f.last && stree_grid_options_get_column_width (stree_grid_result_get_options (f.last), "name") > (guint) before + 30);
  /* That is no click on the title. */
  g_assert_cmpuint (stree_grid_options_get_n_sorts (grid_of (&f)->options), ==, 0);
  tear_down (&f);
}

static void
test_reorder (void)
{
  Fixture f = { .mode = STREE_SELECTION_SINGLE };

  set_up (&f, 30);
  drag (&f, title_of (&f, 2), 0.5, title_of (&f, 0), 0.2);
  xtest_wait (g_strcmp0 (stree_grid_column_get_name (stree_grid_view_get_column (grid_of (&f), 0)->column), "price") == 0);
  xtest_wait (f.last && stree_grid_options_get_column_order (stree_grid_result_get_options (f.last)));
  g_assert_cmpstr (stree_grid_options_get_column_order (stree_grid_result_get_options (f.last))[0], ==, "price");
  g_assert_cmpuint (stree_grid_options_get_n_sorts (grid_of (&f)->options), ==, 0);
  tear_down (&f);
}

/* --- the clipboard --- */

static void
spliced_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GMemoryOutputStream *bytes = G_MEMORY_OUTPUT_STREAM (object);
  g_autoptr (GError)   error = NULL;

  g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, &error);
  g_assert_no_error (error);
  *(char **) data = g_strndup (g_memory_output_stream_get_data (bytes), g_memory_output_stream_get_data_size (bytes));
}

/* Not at once: it is this program that writes it. */
static void
read_html_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  const char                *type = NULL;
  g_autoptr (GError)         error = NULL;
  g_autoptr (GInputStream)   stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, &type, &error);
  g_autoptr (GOutputStream)  bytes = g_memory_output_stream_new_resizable ();

  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, "text/html");
  g_output_stream_splice_async (bytes, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL, spliced_cb, data);
}

static void
test_copy (void)
{
  static const char *const html_type[] = { "text/html", NULL };
  Fixture          f = { .mode = STREE_SELECTION_CELLS };
  GdkClipboard    *clipboard;
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;

  set_up (&f, 30);
  clipboard = gtk_widget_get_clipboard (f.view);
  click_cell (&f, 2, 0);
  key (&f, GDK_KEY_Down, GDK_SHIFT_MASK);
  key (&f, GDK_KEY_Right, GDK_SHIFT_MASK);
  gdk_clipboard_set_text (clipboard, "nothing");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid_of (&f)), "grid.copy", "u", (guint) STREE_GRID_COPY_MARKDOWN));
  xtest_wait (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"));
  text = read_clipboard (&f);
  g_assert_true (g_str_has_prefix (text, "| id | name |\n"));
  g_assert_nonnull (strstr (text, "| 2 | row 2 |\n| 3 | row 3 |\n"));
  gdk_clipboard_read_async (clipboard, (const char **) html_type, G_PRIORITY_DEFAULT, NULL, read_html_cb, &html);
  xtest_wait (html != NULL);
  g_assert_nonnull (strstr (html, "<table"));
  g_assert_nonnull (strstr (html, "row 3</td>"));
  g_assert_null (strstr (html, "row 4"));
  tear_down (&f);
}

/* --- edits --- */

static void
assert_name (Fixture *f, guint position, const char *name)
{
  g_autoptr (StreeFrame) shown = NULL;
  guint                  row;

  g_assert_true (stree_grid_cells_get_row (grid_of (f), position, &shown, &row));
  g_assert_cmpstr (stree_frame_get_text (shown, row, 1), ==, name);
}

static void
test_fill_and_redo (void)
{
  Fixture        f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView *grid;

  set_up (&f, 30);
  grid = grid_of (&f);
  click_cell (&f, 3, 1);
  key (&f, GDK_KEY_Down, GDK_SHIFT_MASK);
  key (&f, GDK_KEY_Down, GDK_SHIFT_MASK);
  key (&f, GDK_KEY_d, GDK_CONTROL_MASK);
  assert_name (&f, 4, "row 3");
  assert_name (&f, 5, "row 3");
  assert_name (&f, 6, "row 6");
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED), ==, 2);
  key (&f, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_name (&f, 5, "row 5");
  key (&f, GDK_KEY_y, GDK_CONTROL_MASK);
  assert_name (&f, 4, "row 3");
  assert_name (&f, 5, "row 3");
  /* All of it goes, by the button. */
  xtest_settle (f.view);
  xtest_click (grid->revert_button);
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, 0) == 0);
  assert_name (&f, 4, "row 4");
  tear_down (&f);
}

static void
test_take_theirs (void)
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
  xtest_wait (gtk_widget_get_visible (grid->hint));
  xtest_settle (f.view);
  xtest_click (gtk_widget_get_last_child (grid->hint_buttons));
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, 0) == 0);
  wait_quiet (&f);
  assert_name (&f, 4, "theirs");
  g_assert_false (gtk_widget_get_visible (grid->hint));
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-grid-input/filter-text", test_filter_text);
  g_test_add_func ("/data-grid-input/filter-number", test_filter_number);
  g_test_add_func ("/data-grid-input/filter-date", test_filter_date);
  g_test_add_func ("/data-grid-input/click-rows", test_click_rows);
  g_test_add_func ("/data-grid-input/drag-rows", test_drag_rows);
  g_test_add_func ("/data-grid-input/shift-title", test_shift_title);
  g_test_add_func ("/data-grid-input/menu-keys", test_menu_keys);
  g_test_add_func ("/data-grid-input/control-arrows", test_control_arrows);
  g_test_add_func ("/data-grid-input/column-actions", test_column_actions);
  g_test_add_func ("/data-grid-input/resize", test_resize);
  g_test_add_func ("/data-grid-input/reorder", test_reorder);
  g_test_add_func ("/data-grid-input/copy", test_copy);
  g_test_add_func ("/data-grid-input/fill-and-redo", test_fill_and_redo);
  g_test_add_func ("/data-grid-input/take-theirs", test_take_theirs);
  return g_test_run ();
}
