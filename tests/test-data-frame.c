/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* DataFrame in a window: a table as a DataGrid's, that is only read. What all tables do is tested by data-grid-gtk. */

#include <streamtree-gtk.h>

#include "stree-data-cell-private.h"
#include "stree-grid-view-private.h"
#include "xtest.h"

typedef struct
{
  StreeFrame *frame;
  int         height;
  gboolean    numbers;
  GtkWidget  *window;
  GtkWidget  *view;
} Fixture;

static StreeElement *
root (StreeContext *cx, gpointer data)
{
  Fixture *f = data;

  (void) cx;
  return stree_data_frame (f->frame, .height = f->height, .row_numbers = f->numbers, .label = "Things", .key = "table");
}

/* n, name, score; every third score is null. */
static StreeFrame *
make_frame (guint n_rows, const char *first_name, gint64 step)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, first_name, STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "score", STREE_COLUMN_DOUBLE);
  for (guint i = 0; i < n_rows; i++)
    {
      char name[32];

      g_snprintf (name, sizeof name, "row %u", i);
      stree_frame_builder_append_int64 (builder, 0, (gint64) i * step);
      stree_frame_builder_append_text (builder, 1, name);
      if (i % 3 != 2)
        stree_frame_builder_append_double (builder, 2, i / 2.0);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

/* --- a window, and what is in it --- */

static StreeGridView *
grid_of (Fixture *f)
{
  return STREE_GRID_VIEW (xtest_find (f->view, STREE_TYPE_GRID_VIEW));
}

static void
wait_quiet (Fixture *f)
{
  xtest_settle (f->view);
  xtest_wait (!stree_grid_model_is_busy (grid_of (f)->model));
  xtest_settle (f->view);
}

static void
set_up (Fixture *f, StreeFrame *frame)
{
  f->frame = frame;
  f->view = stree_view_new (NULL, "app", root, f);
  f->window = xtest_window (f->view, 600, 400);
  wait_quiet (f);
}

static void
tear_down (Fixture *f)
{
  xtest_close (f->window);
}

static void
show (Fixture *f, StreeFrame *frame)
{
  f->frame = frame;
  stree_view_rerun (STREE_VIEW (f->view));
  stree_view_flush (STREE_VIEW (f->view));
  wait_quiet (f);
}

static gint64
number_at (Fixture *f, guint position)
{
  StreeFrame *page;
  guint       row;

  xtest_wait (stree_grid_model_get_row (grid_of (f)->model, position, &page, &row));
  g_assert_true (stree_grid_model_peek_row (grid_of (f)->model, position, &page, &row));
  return stree_frame_get_int64 (page, row, 0);
}

static guint
n_rows (Fixture *f)
{
  return stree_grid_model_get_n_rows (grid_of (f)->model, NULL);
}

static GtkAdjustment *
place_of (Fixture *f)
{
  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (grid_of (f)->panes[STREE_GRID_MAIN].scroller));
}

/* What assistive technology reads of the number before a row; NULL: it is not there. */
static GtkWidget *
number_cell (Fixture *f, guint position)
{
  StreeGridCell *cell = stree_grid_cells_find (grid_of (f), position, G_MAXUINT);

  return cell ? cell->widget : NULL;
}

/* --- the tests --- */

/* It is read, and only read. */
static void
test_read (void)
{
  g_autoptr (StreeFrame) frame = make_frame (50, "n", 1000);
  Fixture                f = { 0 };
  guint                  position, column;

  set_up (&f, frame);
  g_assert_cmpuint (n_rows (&f), ==, 50);
  g_assert_cmpint (number_at (&f, 3), ==, 3000);
  g_assert_null (grid_of (&f)->edits);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (grid_of (&f))), ==, GTK_ACCESSIBLE_ROLE_TABLE);
  gtk_test_accessible_assert_property (grid_of (&f), GTK_ACCESSIBLE_PROPERTY_LABEL, "Things");
  xtest_click (stree_grid_cells_find (grid_of (&f), 2, 1)->widget);
  xtest_settle (f.view);
  g_assert_true (stree_grid_view_get_cursor (grid_of (&f), &position, &column));
  g_assert_cmpuint (position, ==, 2);
  g_assert_true (stree_ranges_contains (stree_grid_model_get_selected (grid_of (&f)->model), 2));
  xtest_type (f.window, "x");
  xtest_settle (f.view);
  g_assert_false (stree_grid_editor_is_open (grid_of (&f)));
  tear_down (&f);
}

static void
test_rerun (void)
{
  g_autoptr (StreeFrame) frame = make_frame (5000, "n", 1);
  g_autoptr (StreeFrame) other = make_frame (4000, "n", 2);
  g_autoptr (StreeFrame) few = stree_frame_slice (frame, 10, 3);
  g_autoptr (StreeFrame) columns = make_frame (30, "number", 1);
  Fixture                f = { 0 };
  StreeGridViewColumn   *column;
  double                 value;

  set_up (&f, frame);
  column = stree_grid_view_get_column (grid_of (&f), 1);
  gtk_column_view_column_set_fixed_width (column->view_column, 211);
  wait_quiet (&f);
  gtk_adjustment_set_value (place_of (&f), 30000);
  wait_quiet (&f);
  value = gtk_adjustment_get_value (place_of (&f));
  g_assert_cmpfloat (value, ==, 30000);

  /* The same frame: nothing moves. */
  show (&f, frame);
  g_assert_cmpfloat (gtk_adjustment_get_value (place_of (&f)), ==, value);

  /* Other rows: the columns, their widths and the place stay. */
  show (&f, other);
  g_assert_true (column == stree_grid_view_get_column (grid_of (&f), 1));
  g_assert_cmpint (column->width, ==, 211);
  g_assert_cmpfloat (gtk_adjustment_get_value (place_of (&f)), ==, value);
  g_assert_cmpint (number_at (&f, 3999), ==, 7998);

  /* Fewer rows than fit: they show. */
  show (&f, few);
  g_assert_true (column == stree_grid_view_get_column (grid_of (&f), 1));
  g_assert_cmpuint (n_rows (&f), ==, 3);
  g_assert_cmpint (number_at (&f, 0), ==, 10);
  xtest_wait (stree_grid_cells_find (grid_of (&f), 2, 1));

  /* Other columns: new ones. */
  show (&f, columns);
  g_assert_cmpstr (stree_grid_column_get_name (stree_grid_view_get_column (grid_of (&f), 0)->column), ==, "number");
  g_assert_cmpstr (stree_grid_column_get_name (stree_grid_view_get_column (grid_of (&f), 2)->column), ==, "score");
  g_assert_cmpint (number_at (&f, 29), ==, 29);
  show (&f, NULL);
  g_assert_cmpuint (grid_of (&f)->columns->len, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (grid_of (&f)->model)), ==, 0);
  tear_down (&f);
}

static gboolean
is_descending (Fixture *f)
{
  for (guint i = 1; i < n_rows (f); i += MAX (n_rows (f) / 10, 1))
    if (number_at (f, i - 1) <= number_at (f, i))
      return FALSE;
  return n_rows (f) > 0;
}

/* The user's order outlives reruns, with the same rows and with others. */
static void
test_sort (void)
{
  g_autoptr (StreeFrame) few = make_frame (1000, "n", 1);
  g_autoptr (StreeFrame) others = make_frame (1200, "n", 3);
  g_autoptr (StreeFrame) many = make_frame (100000, "n", 1);
  Fixture                f = { 0 };

  set_up (&f, few);
  stree_grid_view_set_sort (grid_of (&f), "n", TRUE, TRUE);
  wait_quiet (&f);
  g_assert_true (is_descending (&f));
  show (&f, few);
  g_assert_true (is_descending (&f));
  show (&f, others);
  g_assert_cmpuint (n_rows (&f), ==, 1200);
  g_assert_true (is_descending (&f));
  show (&f, many);
  g_assert_cmpuint (n_rows (&f), ==, 100000);
  g_assert_true (is_descending (&f));
  /* One that is under way when the window goes ends without it. */
  stree_grid_view_set_sort (grid_of (&f), "score", TRUE, FALSE);
  tear_down (&f);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_size (void)
{
  g_autoptr (StreeFrame) frame = make_frame (500, "n", 1);
  Fixture                f = { .height = 260 };

  set_up (&f, frame);
  /* With its border. */
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (grid_of (&f))), <=, 260);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (grid_of (&f))), >=, 256);
  tear_down (&f);
}

/* They count the rows as they stand, stay before all columns, and stand for their rows. */
static void
test_row_numbers (void)
{
  g_autoptr (StreeFrame) frame = make_frame (2000, "n", 1);
  g_autoptr (StreeFrame) more = make_frame (1500000, "n", 1);
  Fixture                f = { .numbers = TRUE };
  StreeGridPane         *pinned;
  GListModel            *columns;
  guint                  position, column;
  int                    width;

  set_up (&f, frame);
  pinned = &grid_of (&f)->panes[STREE_GRID_PINNED];
  g_assert_true (gtk_widget_get_visible (pinned->scroller));
  width = pinned->numbers->width;
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (pinned->view)), >=, width);
  gtk_test_accessible_assert_property (number_cell (&f, 0), GTK_ACCESSIBLE_PROPERTY_LABEL, "row: 1");
  stree_grid_view_set_sort (grid_of (&f), "n", TRUE, TRUE);
  wait_quiet (&f);
  g_assert_cmpint (number_at (&f, 0), ==, 1999);
  gtk_test_accessible_assert_property (number_cell (&f, 0), GTK_ACCESSIBLE_PROPERTY_LABEL, "row: 1");

  xtest_click (number_cell (&f, 4));
  xtest_settle (f.view);
  g_assert_true (stree_grid_view_get_cursor (grid_of (&f), &position, &column));
  g_assert_cmpuint (position, ==, 4);
  g_assert_cmpuint (column, ==, 0);
  g_assert_true (stree_ranges_contains (stree_grid_model_get_selected (grid_of (&f)->model), 4));

  /* They stay beside their rows. */
  gtk_adjustment_set_value (place_of (&f), 20000);
  wait_quiet (&f);
  g_assert_cmpfloat (gtk_adjustment_get_value (place_of (&f)), ==, 20000);
  g_assert_cmpfloat (gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (pinned->scroller))), ==, 20000);
  gtk_adjustment_set_value (place_of (&f), 0);
  wait_quiet (&f);

  /* Rows of both panes are of one height, and the numbers have room. */
  g_assert_cmpint (gtk_widget_get_height (number_cell (&f, 4)), ==,
                   gtk_widget_get_height (stree_grid_cells_find (grid_of (&f), 4, 0)->widget));
  show (&f, more);
  g_assert_cmpint (pinned->numbers->width, >, width);

  /* A column that is pinned, or drawn to the front, comes behind them. */
  stree_grid_view_pin_column (grid_of (&f), 1, TRUE);
  columns = gtk_column_view_get_columns (pinned->view);
  {
    g_autoptr (GtkColumnViewColumn) first = g_list_model_get_item (columns, 1);

    g_assert_true (first == pinned->numbers->view_column);
  }
  gtk_column_view_insert_column (pinned->view, 1, stree_grid_view_get_column (grid_of (&f), 0)->view_column);
  wait_quiet (&f);
  {
    g_autoptr (GtkColumnViewColumn) first = g_list_model_get_item (columns, 1);

    g_assert_true (first == pinned->numbers->view_column);
  }
  stree_grid_view_pin_column (grid_of (&f), 0, FALSE);
  f.numbers = FALSE;
  show (&f, more);
  g_assert_null (pinned->numbers);
  g_assert_false (gtk_widget_get_visible (pinned->scroller));
  tear_down (&f);
}

static void
test_headless (void)
{
  g_autoptr (StreeFrame)    frame = make_frame (12, "n", 1);
  Fixture                   shown = { frame, 200, FALSE, NULL, NULL };
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", root, &shown);
  g_autoptr (JsonNode)      json = stree_headless_dump_json (app);
  g_autofree char          *text = json_to_string (json, FALSE);

  g_assert_nonnull (strstr (text, "\"12 rows x 3 columns\""));
  g_assert_nonnull (strstr (text, "\"height\":200"));
  g_assert_true (stree_headless_has (app, "table"));
}

static void
test_bad_size (void)
{
  Fixture                   shown = { .height = -1 };
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", root, &shown);
  g_autofree char          *text = stree_headless_dump_text (app);

  g_assert_false (stree_headless_has (app, "table"));
  g_assert_nonnull (strstr (text, "height"));
}

/* --- the keyboard --- */

static StreeElement *
with_button (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_text_input ("Before", .key = "before"), stree_data_frame (props, .key = "table"),
                       stree_button ("After", .key = "after"));
}

static GtkWidget *
focus_of (GtkWidget *window)
{
  return gtk_window_get_focus (GTK_WINDOW (window));
}

static gboolean
is_in (GtkWidget *widget, const char *css_name)
{
  for (; widget; widget = gtk_widget_get_parent (widget))
    if (g_str_equal (gtk_widget_get_css_name (widget), css_name))
      return TRUE;
  return FALSE;
}

/* Presses Tab until the focus is in or at a widget. Newer GTK stops at each title on the way. */
static void
tab_to (GtkWidget *window, GtkWidget *goal, const char *css_name, GdkModifierType modifiers)
{
  for (int i = 0; i < 6 && (!gtk_widget_is_ancestor (focus_of (window), goal) || !is_in (focus_of (window), css_name)); i++)
    {
      GtkWidget *before = focus_of (window);

      xtest_key (window, GDK_KEY_Tab, modifiers);
      xtest_wait (focus_of (window) && focus_of (window) != before);
    }
  g_assert_true (gtk_widget_is_ancestor (focus_of (window), goal));
}

/* Tab goes past the rows of a table as past any other control; the arrow keys go through them. */
static void
test_tab_leaves (void)
{
  g_autoptr (StreeFrame) frame = make_frame (50, "n", 1000);
  GtkWidget             *view = stree_view_new (NULL, "app", with_button, frame);
  GtkWidget             *window = xtest_window (view, 400, 500);
  GtkWidget             *table = xtest_widget (view, "table");
  GtkWidget             *row;

  g_assert_true (gtk_widget_is_ancestor (focus_of (window), xtest_widget (view, "before")));
  tab_to (window, table, "listview", 0);
  row = focus_of (window);
  xtest_key (window, GDK_KEY_Down, 0); /* newer GTK only selects the row that has the focus, at first */
  xtest_settle (window);
  if (focus_of (window) == row)
    xtest_key (window, GDK_KEY_Down, 0);
  xtest_wait (focus_of (window) != row);
  g_assert_true (is_in (focus_of (window), "listview"));
  xtest_key (window, GDK_KEY_Tab, 0);
  xtest_wait (focus_of (window) == xtest_widget (view, "after"));
  xtest_key (window, GDK_KEY_Tab, GDK_SHIFT_MASK);
  xtest_wait (gtk_widget_is_ancestor (focus_of (window), table));
  tab_to (window, xtest_widget (view, "before"), "entry", GDK_SHIFT_MASK);
  xtest_close (window);
}

/* --- from right to left --- */

/* Whether a column is on the screen as a whole. */
static gboolean
is_across (Fixture *f, guint column)
{
  StreeGridCell  *cell = stree_grid_cells_find (grid_of (f), 0, column);
  graphene_rect_t bounds;

  return cell && gtk_widget_compute_bounds (cell->widget, f->view, &bounds) && bounds.origin.x >= 0 &&
         bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (f->view);
}

/* A line that begins on the other side begins there. */
static void
test_right_to_left (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame)        frame = NULL;
  GtkTextDirection              before = gtk_widget_get_default_direction ();
  Fixture                       f = { .numbers = TRUE };

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("a column %u", i);

      stree_frame_builder_add_column (builder, name, STREE_COLUMN_TEXT);
    }
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text = g_strdup_printf ("what is in %u", i);

      stree_frame_builder_append_text (builder, i, text);
    }
  stree_frame_builder_end_row (builder);
  frame = stree_frame_builder_finish (builder);

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_up (&f, frame);
  xtest_wait (is_across (&f, 0));
  g_assert_false (is_across (&f, 19));
  stree_grid_view_scroll_to (grid_of (&f), 0, 19);
  wait_quiet (&f);
  xtest_wait (is_across (&f, 19));
  g_assert_false (is_across (&f, 0));
  gtk_widget_set_default_direction (before);
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-frame/read", test_read);
  g_test_add_func ("/data-frame/tab-leaves", test_tab_leaves);
  g_test_add_func ("/data-frame/right-to-left", test_right_to_left);
  g_test_add_func ("/data-frame/rerun", test_rerun);
  g_test_add_func ("/data-frame/sort", test_sort);
  g_test_add_func ("/data-frame/size", test_size);
  g_test_add_func ("/data-frame/row-numbers", test_row_numbers);
  g_test_add_func ("/data-frame/headless", test_headless);
  g_test_add_func ("/data-frame/bad-size", test_bad_size);
  return g_test_run ();
}
