/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* DataFrame in a window: how its cells look, what a million rows cost, and what a rerun leaves alone. */

#include <streamtree-gtk.h>

#include "data/stree-frame-model-private.h"
#include "xtest.h"
#include "wait-for.h"

#define N_MANY 1000000

typedef struct
{
  StreeFrame *frame;
  int         height;
  gboolean    numbers;
} Shown;

static StreeElement *
root (StreeContext *cx, gpointer data)
{
  Shown *shown = data;

  (void) cx;
  return stree_data_frame (shown->frame, .height = shown->height, .row_numbers = shown->numbers, .label = "Things", .key = "table");
}

/* n, name, score; every third score is null. */
static StreeFrame *
make_frame (guint n_rows, const char *first_name, gint64 step)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, first_name, STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "score", STREE_COLUMN_DOUBLE);
  stree_frame_builder_set_decimals (builder, 2, 1);
  for (guint i = 0; i < n_rows; i++)
    {
      char name[32];

      g_snprintf (name, sizeof name, "row %u", i);
      stree_frame_builder_append_int64 (builder, 0, (gint64) i * step);
      stree_frame_builder_append_text (builder, 1, i == 1 ? "two\nlines" : name);
      if (i % 3 != 2)
        stree_frame_builder_append_double (builder, 2, i / 2.0);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

/* --- a window, and what is in it --- */

typedef struct
{
  Shown      shown;
  GtkWidget *window;
  GtkWidget *view;
} Fixture;

static gboolean
count_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  (void) widget;
  (void) clock;
  ++*(int *) data;
  return G_SOURCE_CONTINUE;
}

static void
wait_frames (Fixture *f, int n)
{
  int   seen = 0;
  guint tick = gtk_widget_add_tick_callback (f->view, count_frame_cb, &seen, NULL);

  wait_for (seen > n);
  gtk_widget_remove_tick_callback (f->view, tick);
}

static void
set_up (Fixture *f, StreeFrame *frame, int height)
{
  f->shown = (Shown){ frame, height, FALSE };
  f->window = gtk_window_new ();
  f->view = stree_view_new (NULL, "app", root, &f->shown);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 600, 400);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  gtk_window_present (GTK_WINDOW (f->window));
  wait_for (gtk_widget_get_mapped (f->view));
  wait_frames (f, 3);
}

static void
tear_down (Fixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static void
show (Fixture *f, StreeFrame *frame)
{
  f->shown.frame = frame;
  stree_view_rerun (STREE_VIEW (f->view));
  stree_view_flush (STREE_VIEW (f->view));
  wait_frames (f, 3);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found)
        return found;
    }
  return NULL;
}

static GtkColumnView *
column_view (Fixture *f)
{
  return GTK_COLUMN_VIEW (find_type (f->view, GTK_TYPE_COLUMN_VIEW));
}

static GtkAdjustment *
adjustment (Fixture *f)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (column_view (f)));
}

/* The cell that shows @text on the screen; NULL: none. */
static GtkWidget *
find_cell (Fixture *f, GtkWidget *widget, const char *text)
{
  graphene_rect_t bounds;

  if (GTK_IS_INSCRIPTION (widget) && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (widget)), text) == 0 &&
      gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, f->view, &bounds) && bounds.origin.y >= 0 &&
      bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (f->view))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_cell (f, child, text);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
cell (Fixture *f, const char *text)
{
  return find_cell (f, f->view, text);
}

static GtkColumnViewColumn *
nth_column (Fixture *f, guint n)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (gtk_column_view_get_columns (column_view (f)), n);

  return column;
}

static StreeFrame *
rows_of (Fixture *f)
{
  GListModel *selection = G_LIST_MODEL (gtk_column_view_get_model (column_view (f)));

  return stree_frame_model_get_frame (STREE_FRAME_MODEL (gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection))));
}

/* Where the title of a column stands: 0 is left, 1 is right. */
static float
title_xalign (GtkWidget *widget, const char *title)
{
  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), title))
    return gtk_label_get_xalign (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      float found = title_xalign (child, title);

      if (found >= 0)
        return found;
    }
  return -1;
}

/* --- the tests --- */

static void
test_cells (void)
{
  g_autoptr (StreeFrame) frame = make_frame (50, "n", 1000);
  Fixture                f;
  GtkWidget             *number, *text, *null;

  set_up (&f, frame, 0);
  number = cell (&f, "1000");
  text = cell (&f, "row 0");
  g_assert_nonnull (number);
  g_assert_nonnull (text);
  g_assert_cmpfloat (gtk_inscription_get_xalign (GTK_INSCRIPTION (number)), ==, 1);
  g_assert_true (gtk_widget_has_css_class (number, "stree-number"));
  g_assert_cmpfloat (gtk_inscription_get_xalign (GTK_INSCRIPTION (text)), ==, 0);
  g_assert_false (gtk_widget_has_css_class (text, "stree-null"));
  /* Titles stand above what they are of. */
  g_assert_cmpfloat (title_xalign (GTK_WIDGET (column_view (&f)), "n"), ==, 1);
  g_assert_cmpfloat (title_xalign (GTK_WIDGET (column_view (&f)), "name"), <, 1);
  /* Decimals as the column has them; a null is dimmed, and no text. */
  g_assert_nonnull (cell (&f, "0.5"));
  null = cell (&f, "\342\200\224");
  g_assert_nonnull (null);
  g_assert_true (gtk_widget_has_css_class (null, "stree-null"));
  /* One row is one line. */
  g_assert_nonnull (cell (&f, "two lines"));
  g_assert_cmpstr (gtk_column_view_column_get_title (nth_column (&f, 2)), ==, "score");
  g_assert_true (gtk_column_view_column_get_resizable (nth_column (&f, 2)));
  tear_down (&f);
}

static void
test_widths (void)
{
  g_autoptr (StreeFrame) narrow = make_frame (5, "n", 1);
  g_autoptr (StreeFrame) wide = make_frame (5, "n", G_GINT64_CONSTANT (1000000000000000));
  Fixture                f;
  int                    before;

  set_up (&f, narrow, 0);
  before = gtk_column_view_column_get_fixed_width (nth_column (&f, 0));
  tear_down (&f);
  set_up (&f, wide, 0);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (nth_column (&f, 0)), >, before);
  tear_down (&f);
}

static void
test_many (void)
{
  g_autoptr (StreeFrame) frame = make_frame (N_MANY, "n", 1);
  Fixture                f;
  double                 end;

  set_up (&f, frame, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (column_view (&f)))), ==, N_MANY);
  g_assert_cmpuint (stree_frame_row_count (), >, 5);
  g_assert_cmpuint (stree_frame_row_count (), <, 1000);

  /* The first jump shows what is there, and so does the next. */
  end = gtk_adjustment_get_upper (adjustment (&f)) - gtk_adjustment_get_page_size (adjustment (&f));
  gtk_adjustment_set_value (adjustment (&f), end);
  wait_for (cell (&f, "row 999999"));
  gtk_adjustment_set_value (adjustment (&f), 0);
  wait_for (cell (&f, "row 0"));
  g_assert_cmpuint (stree_frame_row_count (), <, 1000);
  tear_down (&f);
}

static void
test_rerun (void)
{
  g_autoptr (StreeFrame)          frame = make_frame (5000, "n", 1);
  g_autoptr (StreeFrame)          other = make_frame (4000, "n", 2);
  g_autoptr (StreeFrame)          few = stree_frame_slice (frame, 10, 3);
  g_autoptr (StreeFrame)          columns = make_frame (30, "number", 1);
  g_autoptr (GtkColumnViewColumn) column = NULL;
  Fixture                         f;
  double                          value;

  set_up (&f, frame, 0);
  column = g_object_ref (nth_column (&f, 1));
  gtk_column_view_column_set_fixed_width (column, 211);
  gtk_adjustment_set_value (adjustment (&f), 30000);
  wait_frames (&f, 3);
  value = gtk_adjustment_get_value (adjustment (&f));
  g_assert_cmpfloat (value, ==, 30000);

  /* The same frame: nothing moves. */
  show (&f, frame);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment (&f)), ==, value);

  /* Other rows: the columns, their widths and the place stay. */
  show (&f, other);
  g_assert_true (column == nth_column (&f, 1));
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (column), ==, 211);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment (&f)), ==, value);
  g_assert_true (rows_of (&f) == other);

  /* Fewer rows than fit: they show. */
  show (&f, few);
  g_assert_true (column == nth_column (&f, 1));
  wait_for (cell (&f, "row 10") && cell (&f, "row 12"));

  /* Other columns: new ones. */
  show (&f, columns);
  g_assert_false (column == nth_column (&f, 1));
  g_assert_cmpstr (gtk_column_view_column_get_title (nth_column (&f, 0)), ==, "number");
  wait_for (cell (&f, "row 0"));
  show (&f, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (column_view (&f))), ==, 0);
  tear_down (&f);
}

static gboolean
is_descending (StreeFrame *frame)
{
  guint n = frame ? stree_frame_get_n_rows (frame) : 0;

  for (guint i = 1; i < n; i++)
    if (stree_frame_get_int64 (frame, i - 1, 0) < stree_frame_get_int64 (frame, i, 0))
      return FALSE;
  return n > 0;
}

static void
test_sort (void)
{
  g_autoptr (StreeFrame) few = make_frame (1000, "n", 1);
  g_autoptr (StreeFrame) others = make_frame (1200, "n", 3);
  g_autoptr (StreeFrame) many = make_frame (100000, "n", 1);
  Fixture                f;

  set_up (&f, few, 0);
  g_assert_true (rows_of (&f) == few);
  gtk_column_view_sort_by_column (column_view (&f), nth_column (&f, 0), GTK_SORT_DESCENDING);
  g_assert_true (is_descending (rows_of (&f)));
  g_assert_cmpuint (stree_frame_get_n_rows (rows_of (&f)), ==, 1000);
  wait_for (cell (&f, "row 999"));

  /* The user's order outlives reruns, with the same rows, others, and so many that a thread sorts them. */
  show (&f, few);
  g_assert_true (is_descending (rows_of (&f)));
  show (&f, others);
  g_assert_true (is_descending (rows_of (&f)));
  show (&f, many);
  wait_for (stree_frame_get_n_rows (rows_of (&f)) == 100000);
  g_assert_true (is_descending (rows_of (&f)));

  /* A sort that is overtaken by another frame never shows. */
  f.shown.frame = others;
  gtk_column_view_sort_by_column (column_view (&f), nth_column (&f, 0), GTK_SORT_ASCENDING);
  show (&f, others);
  g_assert_cmpuint (stree_frame_get_n_rows (rows_of (&f)), ==, 1200);
  g_assert_cmpint (stree_frame_get_int64 (rows_of (&f), 1, 0), ==, 3);
  gtk_column_view_sort_by_column (column_view (&f), NULL, GTK_SORT_ASCENDING);
  g_assert_true (rows_of (&f) == others);

  /* And one that is under way when the window goes ends without it. */
  show (&f, many);
  gtk_column_view_sort_by_column (column_view (&f), nth_column (&f, 0), GTK_SORT_DESCENDING);
  tear_down (&f);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_size_and_name (void)
{
  g_autoptr (StreeFrame) frame = make_frame (500, "n", 1);
  Fixture                f;

  set_up (&f, frame, 150);
  g_assert_cmpint (gtk_widget_get_height (gtk_widget_get_parent (GTK_WIDGET (column_view (&f)))), <=, 152);
  gtk_test_accessible_assert_property (column_view (&f), GTK_ACCESSIBLE_PROPERTY_LABEL, "Things");
  f.shown.numbers = TRUE;
  show (&f, frame);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (column_view (&f))), ==, 4);
  wait_for (cell (&f, "1"));
  tear_down (&f);
}

static void
test_keyboard (void)
{
  g_autoptr (StreeFrame) frame = make_frame (500, "n", 1);
  Fixture                f;
  GtkSingleSelection    *selection;

  set_up (&f, frame, 0);
  selection = GTK_SINGLE_SELECTION (gtk_column_view_get_model (column_view (&f)));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, GTK_INVALID_LIST_POSITION);
  /* The focus is in it already, or gets there: from inside of it the next step may lead out. */
  g_assert_true ((gtk_root_get_focus (GTK_ROOT (f.window)) &&
                  gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f.window)), GTK_WIDGET (column_view (&f)))) ||
                 gtk_widget_child_focus (f.view, GTK_DIR_TAB_FORWARD));
  gtk_single_selection_set_selected (selection, 3);
  show (&f, frame);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 3);
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (f.window)));
  tear_down (&f);
}

static void
test_headless (void)
{
  g_autoptr (StreeFrame)    frame = make_frame (12, "n", 1);
  Shown                     shown = { frame, 200, FALSE };
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
  Shown                     shown = { NULL, -1, FALSE };
  g_autoptr (StreeHeadless) app = NULL;

  app = stree_headless_new (NULL, "app", root, &shown);
  g_assert_false (stree_headless_has (app, "table"));
  {
    g_autofree char *text = stree_headless_dump_text (app);

    g_assert_nonnull (strstr (text, "height"));
  }
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

static gboolean
is_across (Fixture *f, const char *text)
{
  GtkWidget      *found = cell (f, text);
  graphene_rect_t bounds;

  return found && gtk_widget_compute_bounds (found, f->view, &bounds) && bounds.origin.x >= 0 &&
         bounds.origin.x + bounds.size.width <= (float) gtk_widget_get_width (f->view);
}

static void
test_right_to_left (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame)        frame = NULL;
  GtkTextDirection              before = gtk_widget_get_default_direction ();
  gboolean                      counts_from_start = !gtk_check_version (4, 10, 0); /* GTK itself */
  GtkAdjustment                *place;
  Fixture                       f;

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
  set_up (&f, frame, 150);
  place = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (column_view (&f)));
  g_assert_cmpfloat (gtk_adjustment_get_upper (place), >, gtk_adjustment_get_page_size (place) + 100);
  g_assert_true (is_across (&f, "what is in 0"));
  g_assert_false (is_across (&f, "what is in 19"));
  /* The user's own place stays. */
  gtk_adjustment_set_value (place, counts_from_start ? gtk_adjustment_get_upper (place) : 0);
  wait_frames (&f, 3);
  g_assert_true (is_across (&f, "what is in 19"));
  f.shown.numbers = TRUE;
  show (&f, frame);
  g_assert_false (is_across (&f, "what is in 0"));
  /* A line that begins on the other side begins there. */
  gtk_adjustment_set_value (place, counts_from_start ? 0 : gtk_adjustment_get_upper (place));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  wait_frames (&f, 3);
  g_assert_true (is_across (&f, "what is in 0"));
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0);
  gtk_widget_set_default_direction (before);
  tear_down (&f);
}

static void
assert_aligned (Fixture *f, const char *const texts[3], gboolean rtl)
{
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *found = cell (f, texts[i]);
      gboolean   reads_rtl = i == 1 || (i == 2 && rtl);

      g_assert_nonnull (found);
      g_assert_cmpint (gtk_widget_get_direction (found), ==, reads_rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      /* of a cell that runs against the program, the end is where the column begins */
      g_assert_cmpfloat (gtk_inscription_get_xalign (GTK_INSCRIPTION (found)), ==, reads_rtl == rtl ? 0 : 1);
    }
}

/* Text stands below its title, whichever way it runs, and so does what is none; also after the program has turned. */
static void
test_against (void)
{
  static const char *const      texts[] = { "latin", "عربي", "(3)" };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame)        frame = NULL;
  GtkTextDirection              before = gtk_widget_get_default_direction ();

  stree_frame_builder_add_column (builder, "text", STREE_COLUMN_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      stree_frame_builder_append_text (builder, 0, texts[i]);
      stree_frame_builder_end_row (builder);
    }
  frame = stree_frame_builder_finish (builder);
  for (guint rtl = 0; rtl < 2; rtl++)
    {
      Fixture f;

      gtk_widget_set_default_direction (rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      set_up (&f, frame, 150);
      assert_aligned (&f, texts, (gboolean) rtl);
      gtk_widget_set_default_direction (rtl ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL);
      wait_frames (&f, 3);
      assert_aligned (&f, texts, !rtl);
      tear_down (&f);
    }
  gtk_widget_set_default_direction (before);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-frame/cells", test_cells);
  g_test_add_func ("/data-frame/tab-leaves", test_tab_leaves);
  g_test_add_func ("/data-frame/right-to-left", test_right_to_left);
  g_test_add_func ("/data-frame/against", test_against);
  g_test_add_func ("/data-frame/widths", test_widths);
  g_test_add_func ("/data-frame/many", test_many);
  g_test_add_func ("/data-frame/rerun", test_rerun);
  g_test_add_func ("/data-frame/sort", test_sort);
  g_test_add_func ("/data-frame/size-and-name", test_size_and_name);
  g_test_add_func ("/data-frame/keyboard", test_keyboard);
  g_test_add_func ("/data-frame/headless", test_headless);
  g_test_add_func ("/data-frame/bad-size", test_bad_size);
  return g_test_run ();
}
