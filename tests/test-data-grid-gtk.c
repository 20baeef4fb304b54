/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A DataGrid on the screen, with real keys and a real pointer: sorting, moving, selecting, typing; and that nothing of it is
 * lost when the data changes under it or the program reruns. */

#include <string.h>

#include "grid/stree-grid-result.h"
#include "sources/stree-frame-source.h"
#include "stree-data-cell-private.h"
#include "stree-grid-view-private.h"
#include "streamtree-gtk.h"
#include "xtest.h"

typedef struct
{
  StreeFrame        *frame;  /* owned */
  StreeFrameSource  *source; /* owned; NULL: the frame is declared */
  StreeSelectionMode mode;
  gboolean           editable;
  gboolean           pins;
  guint              n_results;
  StreeGridResult   *last; /* owned */
  GtkWidget         *window;
  GtkWidget         *view;
} Fixture;

static void
result_cb (StreeEvent *event, gpointer data)
{
  Fixture *f = *(Fixture **) data;

  f->n_results++;
  g_clear_pointer (&f->last, stree_grid_result_unref);
  f->last = stree_grid_result_ref (stree_event_get_grid_result (event));
}

static StreeElement *
app (StreeContext *cx, gpointer data)
{
  Fixture          *f = data;
  StreeGridColumns *columns = stree_grid_columns ({ .name = "id", .pinned = f->pins }, { .name = "name" }, { .name = "price" }, { .name = "on" });

  (void) cx;
  return stree_vstack (stree_text_input ("Before", .key = "before"),
                       stree_data_grid (.data = f->source ? NULL : f->frame, .source = f->source ? STREE_SOURCE (f->source) : NULL,
                                        .key_columns = f->source ? NULL : STREE_STRV ("id"), .columns = columns, .selection_mode = f->mode,
                                        .editable = f->editable, .on_result = stree_call_copy (result_cb, &f, sizeof f), .key = "grid"),
                       stree_button ("After", .key = "after"));
}

static void
append_row (StreeFrameBuilder *builder, guint id, guint n)
{
  g_autofree char *name = g_strdup_printf ("row %u", id);

  stree_frame_builder_append_int64 (builder, 0, id);
  stree_frame_builder_append_text (builder, 1, name);
  stree_frame_builder_append_double (builder, 2, (id * 7919 % n) / 4.0);
  stree_frame_builder_append_bool (builder, 3, id % 3 == 0);
  stree_frame_builder_end_row (builder);
}

static StreeFrameBuilder *
begin_frame (void)
{
  StreeFrameBuilder *builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "id", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "price", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "on", STREE_COLUMN_BOOL);
  return builder;
}

static StreeFrame *
make_frame (guint n)
{
  g_autoptr (StreeFrameBuilder) builder = begin_frame ();

  for (guint i = 0; i < n; i++)
    append_row (builder, i, n);
  return stree_frame_builder_finish (builder);
}

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
set_up (Fixture *f, guint n_rows)
{
  f->frame = make_frame (n_rows);
  f->view = stree_view_new (NULL, "app", app, f);
  f->window = xtest_window (f->view, 700, 500);
  xtest_wait (stree_grid_model_get_n_rows (grid_of (f)->model, NULL) == n_rows);
  wait_quiet (f);
}

static void
tear_down (Fixture *f)
{
  xtest_close (f->window);
  g_clear_pointer (&f->frame, stree_frame_unref);
  g_clear_pointer (&f->last, stree_grid_result_unref);
  g_clear_object (&f->source);
}

static gint64
id_at (Fixture *f, guint position)
{
  StreeFrame *frame;
  guint       row;

  xtest_wait (stree_grid_model_get_row (grid_of (f)->model, position, &frame, &row));
  g_assert_true (stree_grid_model_peek_row (grid_of (f)->model, position, &frame, &row));
  return stree_frame_get_int64 (frame, row, 0);
}

static GtkWidget *
cell_at (Fixture *f, guint position, guint column)
{
  StreeGridCell *cell = stree_grid_cells_find (grid_of (f), position, column);

  g_assert_nonnull (cell);
  return cell->widget;
}

static GtkWidget *
title_of (Fixture *f, guint column)
{
  GtkWidget *title = stree_grid_view_get_column (grid_of (f), column)->title;

  g_assert_nonnull (title);
  return title;
}

static void
click_cell (Fixture *f, guint position, guint column)
{
  guint row, number;

  xtest_click (cell_at (f, position, column));
  xtest_settle (f->view);
  g_assert_true (stree_grid_view_get_cursor (grid_of (f), &row, &number));
  g_assert_cmpuint (row, ==, position);
  g_assert_cmpuint (number, ==, column);
}

static void
assert_cursor (Fixture *f, guint position, guint column)
{
  guint row, number;

  g_assert_true (stree_grid_view_get_cursor (grid_of (f), &row, &number));
  g_assert_cmpuint (row, ==, position);
  g_assert_cmpuint (number, ==, column);
  /* It is on the screen, and has the focus. */
  xtest_wait (stree_grid_cells_find (grid_of (f), position, column) &&
              gtk_widget_has_focus (stree_grid_cells_find (grid_of (f), position, column)->widget));
}

static void
key (Fixture *f, guint keyval, GdkModifierType modifiers)
{
  xtest_key (f->window, keyval, modifiers);
  xtest_settle (f->view);
}

static void
type (Fixture *f, const char *text)
{
  xtest_type (f->window, text);
  xtest_settle (f->view);
}

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

/* --- typing --- */

static void
test_edit (void)
{
  Fixture          f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE };
  StreeGridView   *grid;
  g_autofree char *text = NULL;

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

/* Rows in another order, with the same cells. */
static gboolean
shuffle_cb (gpointer data)
{
  Fixture                      *f = data;
  StreeFrame                   *now = stree_frame_source_get_frame (f->source);
  guint                         n = stree_frame_get_n_rows (now);
  g_autofree guint32           *rows = g_new (guint32, n);
  g_autoptr (StreeFrame)        other = NULL;

  for (guint i = 0; i < n; i++)
    rows[i] = i;
  for (guint i = n; i-- > 1;)
    {
      guint   with = (guint) g_test_rand_int_range (0, (int) i + 1);
      guint32 row = rows[i];

      rows[i] = rows[with];
      rows[with] = row;
    }
  other = stree_frame_select (now, rows, n);
  g_assert_true (stree_frame_source_set_frame (f->source, other, NULL));
  return G_SOURCE_CONTINUE;
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
  guint                  timer;

  f.source = stree_frame_source_new (frame, keys, NULL);
  set_up (&f, 300);
  grid = grid_of (&f);
  click_cell (&f, 5, 1);
  timer = g_timeout_add (20, shuffle_cb, &f);
  for (guint i = 1; i <= 50; i++)
    {
      g_autofree char *text = g_strdup_printf ("typed %u", i);
      guint            position, column;

      xtest_type (f.window, text);
      xtest_wait (stree_grid_editor_is_open (grid));
      xtest_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (grid->editor)), text));
      g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f.window)), grid->editor));
      /* The row that is edited is the same one, wherever it stands. */
      g_assert_true (stree_grid_model_get_mark (grid->model, STREE_GRID_MARK_EDIT, &position));
      g_hash_table_insert (typed, GINT_TO_POINTER ((int) id_at (&f, position)), GUINT_TO_POINTER (i));
      xtest_key (f.window, GDK_KEY_Return, 0);
      xtest_wait (!stree_grid_editor_is_open (grid));
      g_assert_true (stree_grid_view_get_cursor (grid, &position, &column));
      g_assert_cmpuint (column, ==, 1);
    }
  g_source_remove (timer);
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

/* Somebody else writes into a row of the source. */
static void
write_name (Fixture *f, guint position, const char *name)
{
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeCell)    cell = stree_cell_new_text (name);
  StreeFrame              *frame;
  guint                    row;

  g_assert_true (stree_grid_model_peek_row (grid_of (f)->model, position, &frame, &row));
  stree_changes_set_cell (changes, stree_changes_add_update (changes, frame, row), 1, cell);
  stree_source_commit_async (STREE_SOURCE (f->source), changes, NULL, NULL, NULL);
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
  xtest_click (chip);
  wait_quiet (&f);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), ==, 11);
  g_assert_null (gtk_widget_get_first_child (grid->chips));
  stree_grid_view_set_search (grid, "no such row");
  wait_quiet (&f);
  g_assert_true (gtk_widget_get_visible (grid->empty_label));
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

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-grid/sort", test_sort);
  g_test_add_func ("/data-grid/sort-by-two", test_sort_by_two);
  g_test_add_func ("/data-grid/keyboard", test_keyboard);
  g_test_add_func ("/data-grid/tab-leaves", test_tab_leaves);
  g_test_add_func ("/data-grid/select-rows", test_select_rows);
  g_test_add_func ("/data-grid/drag-cells", test_drag_cells);
  g_test_add_func ("/data-grid/a-million", test_a_million);
  g_test_add_func ("/data-grid/edit", test_edit);
  g_test_add_func ("/data-grid/error", test_error);
  g_test_add_func ("/data-grid/edit-while-data-changes", test_edit_while_data_changes);
  g_test_add_func ("/data-grid/conflict", test_conflict);
  g_test_add_func ("/data-grid/add-and-delete", test_add_and_delete);
  g_test_add_func ("/data-grid/rerun", test_rerun);
  g_test_add_func ("/data-grid/filter", test_filter);
  g_test_add_func ("/data-grid/pinned", test_pinned);
  return g_test_run ();
}
