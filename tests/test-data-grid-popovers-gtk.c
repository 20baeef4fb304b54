/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the menu of a title opens over a DataGrid: statistics of a column, wherever its rows are. */

#include "data-grid-fixture.h"
#include "slow-source.h"
#include "sqlite-fixture.h"

/* --- statistics --- */

static void
open_popover (Fixture *f, const char *action, guint column)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid_of (f)), action, "u", stree_grid_view_get_column (grid_of (f), column)->id));
}

/* What is open over the grid. */
static GtkWidget *
popover_of (Fixture *f)
{
  for (GtkWidget *child = gtk_widget_get_last_child (GTK_WIDGET (grid_of (f))); child; child = gtk_widget_get_prev_sibling (child))
    if (GTK_IS_POPOVER (child))
      return child;
  return NULL;
}

/* The figure beside @label. */
static void
assert_figure (Fixture *f, const char *label, const char *figure)
{
  GtkWidget *name;

  xtest_wait (xtest_label (GTK_WIDGET (grid_of (f)), label));
  name = xtest_label (GTK_WIDGET (grid_of (f)), label);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (name))), ==, figure);
}

static gboolean
shows_histogram (Fixture *f)
{
  GtkWidget *area = xtest_find (GTK_WIDGET (grid_of (f)), GTK_TYPE_DRAWING_AREA);

  return area && gtk_widget_get_visible (area);
}

static void
assert_statistics (Fixture *f)
{
  open_popover (f, "grid.statistics", 2);
  assert_figure (f, "Values", "20,000");
  assert_figure (f, "Different", "20,000");
  assert_figure (f, "Smallest", "0.00");
  assert_figure (f, "Largest", "4999.75");
  assert_figure (f, "Mean", "2,499.875");
  assert_figure (f, "Median", "2,499.875");
  g_assert_true (shows_histogram (f));
  key (f, GDK_KEY_Escape, 0);
  xtest_wait (!xtest_label (GTK_WIDGET (grid_of (f)), "Mean"));
}

static void
test_statistics (void)
{
  Fixture f = { .mode = STREE_SELECTION_SINGLE };

  set_up (&f, 20000);
  assert_statistics (&f);
  tear_down (&f);
}

static void
test_statistics_sqlite (void)
{
  Fixture                 f = { .mode = STREE_SELECTION_SINGLE };
  g_autoptr (StreeFrame)  rows = make_frame (20000);
  g_autoptr (GError)      error = NULL;
  g_autoptr (StreeCell)   hundred = stree_cell_new_int64 (100);
  g_autoptr (StreeFilter) filter = stree_filter_new_compare ("id", STREE_FILTER_LESS, hundred);
  SqliteFile              file;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, price DECIMAL(10,2), \"on\" BOOLEAN)");
  sqlite_file_insert (&file, "t", rows);
  f.source = sqlite_source_open (&file, "t", &error);
  g_assert_no_error (error);
  set_up (&f, 20000);
  open_popover (&f, "grid.statistics", 0);
  assert_figure (&f, "Values", "20,000");
  assert_figure (&f, "Largest", "19999");
  assert_figure (&f, "Mean", "9,999.5");
  g_assert_true (shows_histogram (&f));
  key (&f, GDK_KEY_Escape, 0);
  xtest_wait (!xtest_label (GTK_WIDGET (grid_of (&f)), "Mean"));
  /* Of the rows that the filter leaves. */
  stree_grid_view_set_filter (grid_of (&f), "id", filter);
  wait_quiet (&f);
  open_popover (&f, "grid.statistics", 0);
  assert_figure (&f, "Values", "100");
  assert_figure (&f, "Mean", "49.5");
  tear_down (&f);
  sqlite_file_clear (&file);
}

/* Rows that come: until then it says so, and when the popover closes nobody asks for more. */
static void
test_statistics_wait (void)
{
  Fixture                 f = { .mode = STREE_SELECTION_SINGLE };
  g_autoptr (StreeFrame)  rows = make_frame (200000);
  g_autoptr (StreeSource) inner = STREE_SOURCE (stree_frame_source_new (rows, STREE_STRV ("id"), NULL));
  guint                   n_asked;

  f.source = slow_new (inner);
  set_up (&f, 200000);
  open_popover (&f, "grid.statistics", 0);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (xtest_find (popover_of (&f), GTK_TYPE_SPINNER))));
  assert_figure (&f, "Values", "200,000");
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (xtest_find (popover_of (&f), GTK_TYPE_SPINNER))));
  key (&f, GDK_KEY_Escape, 0);
  xtest_wait (!xtest_label (GTK_WIDGET (grid_of (&f)), "Values"));
  n_asked = slow_n_pages_asked;
  open_popover (&f, "grid.statistics", 0);
  gtk_popover_popdown (GTK_POPOVER (popover_of (&f)));
  xtest_wait (!popover_of (&f));
  xtest_settle (f.view);
  g_assert_cmpuint (slow_n_pages_asked, <, n_asked + 3);
  tear_down (&f);
}

static void
test_statistics_fail (void)
{
  Fixture                 f = { .mode = STREE_SELECTION_SINGLE };
  g_autoptr (StreeFrame)  rows = make_frame (20000);
  g_autoptr (StreeSource) inner = STREE_SOURCE (stree_frame_source_new (rows, STREE_STRV ("id"), NULL));

  f.source = slow_new (inner);
  set_up (&f, 20000);
  slow_n_pages_failing = 1;
  open_popover (&f, "grid.statistics", 0);
  xtest_wait (xtest_label (GTK_WIDGET (grid_of (&f)), "no luck"));
  g_assert_null (xtest_label (GTK_WIDGET (grid_of (&f)), "Values"));
  /* GTK 4.8 does not give up a tooltip that is due in a popover whose window goes. */
  key (&f, GDK_KEY_Escape, 0);
  xtest_wait (!popover_of (&f));
  tear_down (&f);
}

/* --- filters --- */

static GtkWidget *
find_named (GtkWidget *widget, GType type, const char *label)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (!GTK_IS_BUTTON (widget) || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, type, label);

      if (found)
        return found;
    }
  return NULL;
}

static void
assert_rows (Fixture *f, guint n)
{
  wait_quiet (f);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid_of (f)->model, NULL), ==, n);
}

/* What the program asks for is shown, and stays until the user says otherwise. */
static void
test_foreign_filter (void)
{
  Fixture                 f = { .mode = STREE_SELECTION_SINGLE };
  g_autoptr (StreeCell)   ten = stree_cell_new_int64 (10);
  g_autoptr (StreeFilter) less = stree_filter_new_compare ("id", STREE_FILTER_LESS, ten);
  g_autoptr (StreeFilter) filter = stree_filter_new_not (less);
  GtkWidget              *entry;

  set_up (&f, 30);
  stree_grid_view_set_filter (grid_of (&f), "id", filter);
  assert_rows (&f, 20);
  open_popover (&f, "grid.filter", 0);
  xtest_wait (xtest_label (popover_of (&f), "id not < 10"));
  xtest_settle (f.view);
  g_assert_null (find_named (popover_of (&f), GTK_TYPE_ENTRY, NULL));
  xtest_click (find_named (popover_of (&f), GTK_TYPE_BUTTON, "Re_place…"));
  xtest_wait (find_named (popover_of (&f), GTK_TYPE_ENTRY, NULL));
  assert_rows (&f, 20);
  entry = find_named (popover_of (&f), GTK_TYPE_ENTRY, NULL);
  xtest_wait (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f.window)), entry));
  type (&f, "25");
  assert_rows (&f, 5);
  key (&f, GDK_KEY_Escape, 0);
  xtest_wait (!popover_of (&f));

  stree_grid_view_set_filter (grid_of (&f), "id", filter);
  assert_rows (&f, 20);
  open_popover (&f, "grid.filter", 0);
  xtest_wait (xtest_label (popover_of (&f), "id not < 10"));
  xtest_settle (f.view);
  xtest_click (find_named (popover_of (&f), GTK_TYPE_BUTTON, "_Remove"));
  xtest_wait (!popover_of (&f));
  assert_rows (&f, 30);
  tear_down (&f);
}

/* A day that ends a range is in it, up to its last moment. */
static void
test_days (void)
{
  Fixture                       f = { .mode = STREE_SELECTION_SINGLE, .extra_column = "at" };
  g_autoptr (StreeFrameBuilder) builder = begin_frame ();
  GtkWidget                    *from, *to;
  static const char *const      moments[] = { "2024-01-30T23:59:59Z", "2024-01-31T00:00:00Z", "2024-01-31T17:30:00Z", "2024-01-31T23:59:59.999Z",
                                              "2024-02-01T00:00:00Z" };

  stree_frame_builder_add_column (builder, "at", STREE_COLUMN_TIMESTAMP);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (moments[i], NULL);

      stree_frame_builder_append_timestamp (builder, 4, g_date_time_to_unix (moment) * G_USEC_PER_SEC + g_date_time_get_microsecond (moment));
      append_row (builder, i, 5);
    }
  f.frame = stree_frame_builder_finish (builder);
  f.view = stree_view_new (NULL, "app", app, &f);
  f.window = xtest_window (f.view, 700, 500);
  xtest_wait (stree_grid_model_get_n_rows (grid_of (&f)->model, NULL) == 5);
  wait_quiet (&f);
  open_popover (&f, "grid.filter", 4);
  xtest_wait (popover_of (&f) && gtk_widget_get_mapped (popover_of (&f)));
  xtest_settle (f.view);
  from = find_named (popover_of (&f), GTK_TYPE_ENTRY, NULL);
  to = find_named (gtk_widget_get_next_sibling (gtk_widget_get_parent (from)), GTK_TYPE_ENTRY, NULL);
  xtest_click (to);
  type (&f, "2024-01-31");
  assert_rows (&f, 4);
  xtest_click (from);
  type (&f, "2024-01-31");
  assert_rows (&f, 3);
  /* It is still that day when it is opened again; a moment is that moment. */
  key (&f, GDK_KEY_Escape, 0);
  xtest_wait (!popover_of (&f));
  open_popover (&f, "grid.filter", 4);
  xtest_wait (popover_of (&f) && gtk_widget_get_mapped (popover_of (&f)));
  xtest_settle (f.view);
  from = find_named (popover_of (&f), GTK_TYPE_ENTRY, NULL);
  to = find_named (gtk_widget_get_next_sibling (gtk_widget_get_parent (from)), GTK_TYPE_ENTRY, NULL);
  g_assert_null (strchr (gtk_editable_get_text (GTK_EDITABLE (to)), ':'));
  gtk_editable_set_text (GTK_EDITABLE (to), "2024-01-31 17:30");
  assert_rows (&f, 2);
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-grid-popovers/statistics", test_statistics);
  g_test_add_func ("/data-grid-popovers/statistics/sqlite", test_statistics_sqlite);
  g_test_add_func ("/data-grid-popovers/statistics/wait", test_statistics_wait);
  g_test_add_func ("/data-grid-popovers/statistics/fail", test_statistics_fail);
  g_test_add_func ("/data-grid-popovers/filter/foreign", test_foreign_filter);
  g_test_add_func ("/data-grid-popovers/filter/days", test_days);
  return g_test_run ();
}
