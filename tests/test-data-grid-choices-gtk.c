/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The list of choices below the editor of a DataGrid, with real keys and a real pointer. */

#include "data-grid-fixture.h"

static const StreeGridChoice states[] = {
  { .value = "open", .label = "Open", .color = "green" },
  { .value = "wait", .label = "On hold" },
  { .value = "done", .label = "Closed" },
  { .value = "ended", .label = "Cancelled" },
};

static const StreeGridChoices choices = { states, G_N_ELEMENTS (states) };

#define ALL "Open|On hold|Closed|Cancelled"

/* Row by row another one of @choices. */
static StreeFrame *
make_states (const StreeGridChoices *of, guint n)
{
  g_autoptr (StreeFrameBuilder) builder = begin_frame ();

  for (guint i = 0; i < n; i++)
    {
      stree_frame_builder_append_int64 (builder, 0, i);
      stree_frame_builder_append_text (builder, 1, of->items[i % of->n_items].value);
      stree_frame_builder_append_double (builder, 2, i / 4.0);
      stree_frame_builder_append_bool (builder, 3, i % 3 == 0);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static void
set_up_choices (Fixture *f, guint n)
{
  g_autoptr (StreeFrame) frame = NULL;
  const char *const      keys[] = { "id", NULL };

  if (!f->choices.items)
    f->choices = choices;
  f->mode = STREE_SELECTION_CELLS;
  f->editable = TRUE;
  frame = make_states (&f->choices, n);
  f->source = stree_frame_source_new (frame, keys, NULL);
  set_up (f, n);
}

/* --- what is in the list --- */

static gboolean
is_listed (Fixture *f)
{
  return grid_of (f)->choices && gtk_widget_get_mapped (grid_of (f)->choices);
}

static GtkListBox *
list_of (Fixture *f)
{
  return GTK_LIST_BOX (xtest_find (grid_of (f)->choices, GTK_TYPE_LIST_BOX));
}

static const char *
label_of (GtkListBoxRow *row)
{
  return gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row)));
}

/* The labels that are shown, and the chosen one; NULL: none is. */
static void
assert_listed (Fixture *f, const char *labels, const char *chosen)
{
  g_autoptr (GString) shown = g_string_new (NULL);
  GtkListBoxRow      *row;

  xtest_wait (is_listed (f));
  xtest_settle (f->view);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list_of (f), i)); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)))
      g_string_append_printf (shown, "%s%s", shown->len ? "|" : "", label_of (row));
  g_assert_cmpstr (shown->str, ==, labels);
  row = gtk_list_box_get_selected_row (list_of (f));
  g_assert_cmpstr (row ? label_of (row) : NULL, ==, chosen);
}

static void
assert_editor (Fixture *f, const char *text)
{
  StreeGridView *grid = grid_of (f);

  g_assert_true (stree_grid_editor_is_open (grid));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (grid->editor)), ==, text);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), grid->editor));
}

/* The editor is closed, and the list with it. */
static void
assert_ended (Fixture *f)
{
  xtest_settle (f->view);
  g_assert_false (stree_grid_editor_is_open (grid_of (f)));
  xtest_wait (!is_listed (f));
}

/* What is in the grid now. */
static void
assert_name (Fixture *f, guint position, const char *value)
{
  g_autoptr (StreeFrame) shown = NULL;
  guint                  row;

  g_assert_true (stree_grid_cells_get_row (grid_of (f), position, &shown, &row));
  g_assert_cmpstr (stree_frame_is_null (shown, row, 1) ? NULL : stree_frame_get_text (shown, row, 1), ==, value);
}

static guint
n_edits (Fixture *f, StreeGridEditState state)
{
  return stree_grid_edits_get_n_rows (grid_of (f)->edits, state);
}

/* Where a widget is in the window, also in a popover of it. */
static GdkRectangle
place_of (GtkWidget *widget)
{
  GtkNative      *native = gtk_widget_get_native (widget);
  graphene_rect_t bounds;
  double          x, y;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds));
  gtk_native_get_surface_transform (native, &x, &y);
  x += bounds.origin.x;
  y += bounds.origin.y;
  if (GTK_IS_POPOVER (native))
    {
      x += gdk_popup_get_position_x (GDK_POPUP (gtk_native_get_surface (native)));
      y += gdk_popup_get_position_y (GDK_POPUP (gtk_native_get_surface (native)));
    }
  return (GdkRectangle){ (int) x, (int) y, (int) bounds.size.width, (int) bounds.size.height };
}

/* --- keys --- */

static void
test_keys (void)
{
  Fixture f = { 0 };

  set_up_choices (&f, 20);
  click_cell (&f, 1, 1);
  g_assert_null (grid_of (&f)->choices);
  key (&f, GDK_KEY_F2, 0);
  assert_listed (&f, ALL, "On hold");
  assert_editor (&f, "On hold");
  key (&f, GDK_KEY_Down, 0);
  assert_listed (&f, ALL, "Closed");
  assert_editor (&f, "Closed");
  key (&f, GDK_KEY_Down, 0);
  key (&f, GDK_KEY_Down, 0); /* there is no more */
  assert_editor (&f, "Cancelled");
  key (&f, GDK_KEY_Up, 0);
  assert_editor (&f, "Closed");
  key (&f, GDK_KEY_Return, 0);
  assert_ended (&f);
  assert_cursor (&f, 2, 1);
  assert_name (&f, 1, "done");
  /* As it was: nothing is written. */
  key (&f, GDK_KEY_F2, 0);
  assert_listed (&f, ALL, "Closed");
  key (&f, GDK_KEY_Tab, 0);
  assert_ended (&f);
  assert_cursor (&f, 2, 2);
  g_assert_cmpuint (n_edits (&f, STREE_GRID_EDIT_CHANGED), ==, 1);
  /* A column without choices has no list, and its keys are as ever. */
  key (&f, GDK_KEY_F2, 0);
  g_assert_true (stree_grid_editor_is_open (grid_of (&f)));
  g_assert_false (is_listed (&f));
  key (&f, GDK_KEY_Down, 0);
  assert_cursor (&f, 3, 2);
  key (&f, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (n_edits (&f, STREE_GRID_EDIT_CHANGED) == 0);
  assert_name (&f, 1, "done");
  tear_down (&f);
}

static void
test_typed (void)
{
  Fixture f = { 0 };

  set_up_choices (&f, 20);
  click_cell (&f, 0, 1);
  /* A part of a label, in any case; while there is something to choose from nothing is wrong yet. */
  type (&f, "L");
  assert_listed (&f, "On hold|Closed|Cancelled", NULL);
  g_assert_false (gtk_widget_get_visible (grid_of (&f)->hint));
  g_assert_false (gtk_widget_has_css_class (grid_of (&f)->editor, "error"));
  type (&f, "le");
  assert_listed (&f, "Cancelled", NULL);
  key (&f, GDK_KEY_Down, 0);
  assert_editor (&f, "Cancelled");
  assert_listed (&f, "Cancelled", "Cancelled");
  key (&f, GDK_KEY_BackSpace, 0);
  assert_listed (&f, "Cancelled", NULL);
  key (&f, GDK_KEY_Up, 0);
  key (&f, GDK_KEY_Tab, 0);
  assert_ended (&f);
  assert_cursor (&f, 0, 2);
  assert_name (&f, 0, "ended");
  /* A part of a value; and all of one is that choice. */
  key (&f, GDK_KEY_Left, 0);
  type (&f, "WAI");
  assert_listed (&f, "On hold", NULL);
  type (&f, "t");
  assert_listed (&f, "On hold", "On hold");
  key (&f, GDK_KEY_Return, 0);
  assert_ended (&f);
  assert_name (&f, 0, "wait");
  /* Nothing is a choice, too, and shows all of them. */
  key (&f, GDK_KEY_F2, 0);
  key (&f, GDK_KEY_BackSpace, 0);
  assert_listed (&f, ALL, NULL);
  g_assert_false (gtk_widget_get_visible (grid_of (&f)->hint));
  key (&f, GDK_KEY_Return, 0);
  assert_ended (&f);
  assert_name (&f, 1, NULL);
  g_assert_cmpuint (n_edits (&f, STREE_GRID_EDIT_INVALID), ==, 0);
  tear_down (&f);
}

static void
test_escape (void)
{
  Fixture f = { 0 };

  set_up_choices (&f, 20);
  click_cell (&f, 2, 1);
  type (&f, "o");
  key (&f, GDK_KEY_Down, 0);
  assert_editor (&f, "Open");
  key (&f, GDK_KEY_Escape, 0);
  assert_ended (&f);
  assert_cursor (&f, 2, 1);
  assert_name (&f, 2, "done");
  g_assert_cmpuint (n_edits (&f, 0), ==, 0);
  key (&f, GDK_KEY_F2, 0);
  assert_listed (&f, ALL, "Closed");
  key (&f, GDK_KEY_Escape, 0);
  assert_ended (&f);
  tear_down (&f);
}

/* Closed, the list leaves its keys to the grid; what is wrong is said then. */
static void
test_open_again (void)
{
  Fixture f = { 0 };

  set_up_choices (&f, 20);
  click_cell (&f, 2, 1);
  type (&f, "clo");
  assert_listed (&f, "Closed", NULL);
  key (&f, GDK_KEY_Up, GDK_ALT_MASK);
  xtest_wait (!is_listed (&f));
  assert_editor (&f, "clo");
  g_assert_true (gtk_widget_get_visible (grid_of (&f)->hint));
  key (&f, GDK_KEY_Down, GDK_ALT_MASK);
  assert_listed (&f, "Closed", NULL);
  g_assert_false (gtk_widget_get_visible (grid_of (&f)->hint));
  /* Where none has it in it: all. */
  type (&f, "x");
  xtest_wait (!is_listed (&f));
  g_assert_true (gtk_widget_get_visible (grid_of (&f)->hint));
  key (&f, GDK_KEY_Down, GDK_ALT_MASK);
  assert_listed (&f, ALL, NULL);
  assert_editor (&f, "clox");
  g_assert_true (gtk_widget_get_visible (grid_of (&f)->hint));
  key (&f, GDK_KEY_Up, GDK_ALT_MASK);
  xtest_wait (!is_listed (&f));
  key (&f, GDK_KEY_Up, 0);
  assert_ended (&f);
  assert_cursor (&f, 1, 1);
  g_assert_cmpuint (n_edits (&f, STREE_GRID_EDIT_INVALID), ==, 1);
  tear_down (&f);
}

/* --- the pointer --- */

/* With the pointer over it, moved as a hand moves it: GTK 4.8 needs some events until it knows where it is. */
static GtkWidget *
row_at (Fixture *f, int index)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (list_of (f), index));

  for (int i = 1; i < 100 && !(gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_PRELIGHT); i++)
    {
      xtest_move (row, i / 100.0, 0.5);
      xtest_settle (f->view);
    }
  g_assert_true (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_PRELIGHT);
  return row;
}

static void
test_pointer (void)
{
  Fixture    f = { 0 };
  GtkWidget *row;

  set_up_choices (&f, 20);
  click_cell (&f, 3, 1);
  key (&f, GDK_KEY_F2, 0);
  assert_listed (&f, ALL, "Cancelled");
  row = row_at (&f, 1);
  /* Neither over it nor pressed is it chosen. */
  xtest_button (row, GDK_BUTTON_PRIMARY, TRUE);
  xtest_settle (f.view);
  assert_editor (&f, "Cancelled");
  xtest_button (row, GDK_BUTTON_PRIMARY, FALSE);
  assert_ended (&f);
  assert_cursor (&f, 3, 1);
  assert_name (&f, 3, "wait");
  g_assert_cmpuint (n_edits (&f, STREE_GRID_EDIT_CHANGED), ==, 1);
  /* Of what is typed the rest. */
  type (&f, "c");
  assert_listed (&f, "Closed|Cancelled", NULL);
  xtest_click (row_at (&f, 3));
  assert_ended (&f);
  assert_name (&f, 3, "ended");
  key (&f, GDK_KEY_z, GDK_CONTROL_MASK);
  assert_name (&f, 3, "wait");
  /* Where the pointer has not moved since the window was laid out. */
  xtest_move (cell_at (&f, 5, 1), 0.5, 0.5);
  key (&f, GDK_KEY_F2, 0);
  assert_listed (&f, ALL, "On hold");
  xtest_move (GTK_WIDGET (gtk_list_box_get_row_at_index (list_of (&f), 0)), 0.5, 0.5);
  xtest_settle (f.view);
  xtest_button (f.window, GDK_BUTTON_PRIMARY, TRUE);
  xtest_button (f.window, GDK_BUTTON_PRIMARY, FALSE);
  assert_ended (&f);
  assert_cursor (&f, 3, 1);
  assert_name (&f, 3, "open");
  /* Nor does the other button do anything below the list. */
  key (&f, GDK_KEY_F2, 0);
  assert_listed (&f, ALL, "Open");
  xtest_move (GTK_WIDGET (gtk_list_box_get_row_at_index (list_of (&f), 2)), 0.5, 0.5);
  xtest_settle (f.view);
  xtest_button (f.window, GDK_BUTTON_SECONDARY, TRUE);
  xtest_button (f.window, GDK_BUTTON_SECONDARY, FALSE);
  xtest_settle (f.view);
  assert_editor (&f, "Open");
  assert_listed (&f, ALL, "Open");
  tear_down (&f);
}

/* --- what is no choice --- */

static void
test_outside (void)
{
  Fixture f = { .required = TRUE };

  set_up_choices (&f, 20);
  click_cell (&f, 4, 1);
  type (&f, "never");
  xtest_wait (!is_listed (&f));
  g_assert_true (gtk_widget_has_css_class (grid_of (&f)->editor, "error"));
  g_assert_true (gtk_widget_get_visible (grid_of (&f)->hint));
  key (&f, GDK_KEY_Return, 0);
  assert_ended (&f);
  g_assert_cmpuint (n_edits (&f, STREE_GRID_EDIT_INVALID), ==, 1);
  key (&f, GDK_KEY_Up, 0);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (grid_of (&f)->hint_label)), "never"));
  /* As it was left: all are shown, below what is wrong with it. */
  key (&f, GDK_KEY_F2, 0);
  assert_editor (&f, "never");
  assert_listed (&f, ALL, NULL);
  g_assert_true (gtk_widget_get_visible (grid_of (&f)->hint));
  g_assert_cmpint (place_of (GTK_WIDGET (list_of (&f))).y, >=, place_of (grid_of (&f)->hint).y + place_of (grid_of (&f)->hint).height);
  /* Empty it may not be. */
  key (&f, GDK_KEY_BackSpace, 0);
  assert_listed (&f, ALL, NULL);
  g_assert_true (gtk_widget_get_visible (grid_of (&f)->hint));
  key (&f, GDK_KEY_Down, 0);
  assert_editor (&f, "Open");
  g_assert_false (gtk_widget_get_visible (grid_of (&f)->hint));
  key (&f, GDK_KEY_Return, 0);
  assert_ended (&f);
  g_assert_cmpuint (n_edits (&f, STREE_GRID_EDIT_INVALID), ==, 0);
  tear_down (&f);
}

/* --- what happens meanwhile --- */

static void
test_rerun (void)
{
  Fixture        f = { 0 };
  StreeGridView *grid;
  GtkWidget     *list;
  guint          position;
  gint64         id;

  set_up_choices (&f, 200);
  grid = grid_of (&f);
  click_cell (&f, 4, 1);
  type (&f, "c");
  assert_listed (&f, "Closed|Cancelled", NULL);
  list = GTK_WIDGET (list_of (&f));
  g_assert_true (stree_grid_model_get_mark (grid->model, STREE_GRID_MARK_EDIT, &position));
  id = id_at (&f, position);
  for (guint i = 0; i < 5; i++)
    {
      rerun (&f);
      shuffle (&f);
      wait_quiet (&f);
      g_assert_true (GTK_WIDGET (list_of (&f)) == list);
      assert_editor (&f, i == 0 ? "c" : i % 2 ? "Closed" : "Cancelled");
      g_assert_true (stree_grid_model_get_mark (grid->model, STREE_GRID_MARK_EDIT, &position));
      g_assert_cmpint (id_at (&f, position), ==, id);
      stree_grid_view_scroll_to (grid, position, 1);
      assert_listed (&f, "Closed|Cancelled", i == 0 ? NULL : i % 2 ? "Closed" : "Cancelled");
      key (&f, i % 2 ? GDK_KEY_Down : GDK_KEY_Up, 0);
      if (i == 0)
        key (&f, GDK_KEY_Up, 0);
    }
  assert_editor (&f, "Closed");
  g_assert_true (stree_grid_model_get_mark (grid->model, STREE_GRID_MARK_EDIT, &position));
  key (&f, GDK_KEY_Return, 0);
  assert_ended (&f);
  assert_name (&f, position, "done");
  g_assert_cmpint (id_at (&f, position), ==, id);
  g_assert_cmpuint (n_edits (&f, STREE_GRID_EDIT_CHANGED), ==, 1);
  tear_down (&f);
}

/* Scrolled away the cell has no list; it is there again with the cell. */
static void
test_scrolled (void)
{
  Fixture        f = { 0 };
  GtkAdjustment *place;

  set_up_choices (&f, 500);
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (grid_of (&f)->panes[STREE_GRID_MAIN].scroller));
  click_cell (&f, 3, 1);
  type (&f, "c");
  assert_listed (&f, "Closed|Cancelled", NULL);
  gtk_adjustment_set_value (place, 3000);
  xtest_wait (!is_listed (&f));
  xtest_settle (f.view);
  assert_editor (&f, "c");
  gtk_adjustment_set_value (place, 20);
  assert_listed (&f, "Closed|Cancelled", NULL);
  g_assert_cmpint (ABS (place_of (grid_of (&f)->editor).y + place_of (grid_of (&f)->editor).height - place_of (GTK_WIDGET (list_of (&f))).y), <=, 10);
  key (&f, GDK_KEY_Down, 0);
  key (&f, GDK_KEY_Return, 0);
  assert_ended (&f);
  assert_name (&f, 3, "done");
  tear_down (&f);
}

/* However an edit ends: the list goes with it, and what was typed is kept where it was not given up. */
static void
test_ends (void)
{
  Fixture                f = { 0 };
  g_autoptr (StreeFrame) other = make_states (&choices, 30);
  gpointer               before;

  set_up_choices (&f, 20);
  click_cell (&f, 2, 1);
  type (&f, "o");
  assert_listed (&f, "Open|On hold|Closed", NULL);
  key (&f, GDK_KEY_Down, 0);
  click_cell (&f, 9, 2);
  assert_ended (&f);
  assert_name (&f, 2, "open");

  click_cell (&f, 3, 1);
  type (&f, "o");
  assert_listed (&f, "Open|On hold|Closed", NULL);
  before = f.source;
  f.source = stree_frame_source_new (other, (const char *const[]){ "id", NULL }, NULL);
  rerun (&f);
  g_object_unref (before);
  assert_ended (&f);
  xtest_wait (stree_grid_model_get_n_rows (grid_of (&f)->model, NULL) == 30);

  /* Other choices are other columns. */
  click_cell (&f, 3, 1);
  type (&f, "o");
  assert_listed (&f, "Open|On hold|Closed", NULL);
  f.choices.n_items = 2;
  rerun (&f);
  assert_ended (&f);
  click_cell (&f, 0, 1);
  key (&f, GDK_KEY_F2, 0);
  assert_listed (&f, "Open|On hold", "Open");

  f.editable = FALSE;
  rerun (&f);
  assert_ended (&f);
  tear_down (&f);
}

/* With the list open the grid goes, and the window. */
static void
test_gone (void)
{
  for (guint i = 0; i < 2; i++)
    {
      Fixture    f = { 0 };
      GtkWidget *popover, *grid;

      set_up_choices (&f, 20);
      click_cell (&f, 2, 1);
      type (&f, "o");
      assert_listed (&f, "Open|On hold|Closed", NULL);
      popover = grid_of (&f)->choices;
      grid = GTK_WIDGET (grid_of (&f));
      g_object_add_weak_pointer (G_OBJECT (popover), (gpointer *) &popover);
      g_object_add_weak_pointer (G_OBJECT (grid), (gpointer *) &grid);
      if (i == 0)
        {
          f.no_grid = TRUE;
          stree_view_rerun (STREE_VIEW (f.view));
          stree_view_flush (STREE_VIEW (f.view));
          xtest_settle (f.view);
          xtest_wait (!popover && !grid);
        }
      tear_down (&f);
      g_assert_null (popover);
      g_assert_null (grid);
    }
}

/* --- how it looks --- */

/* Its side is that of the cell where lines begin; it is not narrower. */
static void
assert_below_cell (Fixture *f, gboolean rtl)
{
  GdkRectangle list = place_of (gtk_widget_get_parent (GTK_WIDGET (list_of (f))));
  GdkRectangle cell = place_of (grid_of (f)->editor);

  if (rtl)
    g_assert_cmpint (ABS (list.x + list.width - cell.x - cell.width), <=, 8);
  else
    g_assert_cmpint (ABS (list.x - cell.x), <=, 8);
  g_assert_cmpint (list.width, >=, cell.width - 16);
  g_assert_cmpint (ABS (cell.y + cell.height - list.y), <=, 8);
}

static void
test_direction (void)
{
  Fixture f = { 0 };

  for (guint rtl = 0; rtl < 2; rtl++)
    {
      gtk_widget_set_default_direction (rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      f = (Fixture){ 0 };
      set_up_choices (&f, 20);
      click_cell (&f, 2, 1);
      key (&f, GDK_KEY_F2, 0);
      assert_listed (&f, ALL, "Closed");
      assert_below_cell (&f, rtl);
      key (&f, GDK_KEY_Escape, 0);
      assert_ended (&f);
      tear_down (&f);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Of many the chosen one is in sight; no label is wider than a window may be. */
static void
test_many (void)
{
  enum { N = 60 };
  StreeGridChoice many[N];
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Fixture       f = { .choices = { many, N } };
  GdkRectangle  row, frame;

  for (guint i = 0; i < N; i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("v%02u", i));
      g_ptr_array_add (texts, i == 7 ? g_strnfill (300, 'w') : g_strdup_printf ("Choice %02u", i));
      many[i] = (StreeGridChoice){ .value = texts->pdata[2 * i], .label = texts->pdata[2 * i + 1] };
    }
  set_up_choices (&f, N);
  click_cell (&f, 2, 1);
  type (&f, "v55");
  key (&f, GDK_KEY_Return, 0);
  assert_ended (&f);
  key (&f, GDK_KEY_Up, 0);
  key (&f, GDK_KEY_F2, 0);
  xtest_wait (is_listed (&f));
  xtest_settle (f.view);
  xtest_wait (gtk_list_box_get_selected_row (list_of (&f)));
  g_assert_cmpstr (label_of (gtk_list_box_get_selected_row (list_of (&f))), ==, "Choice 55");
  for (guint i = 0; i < 2; i++)
    {
      xtest_settle (f.view);
      frame = place_of (xtest_find (grid_of (&f)->choices, GTK_TYPE_SCROLLED_WINDOW));
      row = place_of (GTK_WIDGET (gtk_list_box_get_selected_row (list_of (&f))));
      g_assert_cmpint (row.y, >=, frame.y);
      g_assert_cmpint (row.y + row.height, <=, frame.y + frame.height);
      g_assert_cmpint (frame.width, <, 600);
      g_assert_cmpint (frame.height, <, 300);
      for (guint n = 0; n < 40; n++)
        xtest_key (f.window, GDK_KEY_Up, 0);
      xtest_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (grid_of (&f)->editor)), i == 0 ? "Choice 15" : "Choice 00"));
    }
  key (&f, GDK_KEY_Escape, 0);
  assert_ended (&f);
  tear_down (&f);
}

static void
test_accessible (void)
{
  Fixture        f = { 0 };
  GtkAccessible *editor;

  set_up_choices (&f, 20);
  click_cell (&f, 2, 1);
  key (&f, GDK_KEY_F2, 0);
  assert_listed (&f, ALL, "Closed");
  editor = GTK_ACCESSIBLE (grid_of (&f)->editor);
  gtk_test_accessible_assert_role (list_of (&f), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (list_of (&f), GTK_ACCESSIBLE_PROPERTY_LABEL, "Choices");
  gtk_test_accessible_assert_role (gtk_list_box_get_row_at_index (list_of (&f), 0), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (gtk_list_box_get_row_at_index (list_of (&f), 0), GTK_ACCESSIBLE_PROPERTY_LABEL, "Open");
  g_assert_true (gtk_test_accessible_has_relation (editor, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT));
  g_assert_true (gtk_test_accessible_has_relation (editor, GTK_ACCESSIBLE_RELATION_CONTROLS));
  gtk_test_accessible_assert_property (editor, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE);
  gtk_test_accessible_assert_state (editor, GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  type (&f, "never");
  xtest_wait (!is_listed (&f));
  gtk_test_accessible_assert_state (editor, GTK_ACCESSIBLE_STATE_EXPANDED, FALSE);
  g_assert_false (gtk_test_accessible_has_relation (editor, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT));
  key (&f, GDK_KEY_Escape, 0);
  assert_ended (&f);
  /* Another cell has nothing of it. */
  g_assert_false (gtk_test_accessible_has_relation (editor, GTK_ACCESSIBLE_RELATION_CONTROLS));
  g_assert_false (gtk_test_accessible_has_property (editor, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP));
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-grid-choices/keys", test_keys);
  g_test_add_func ("/data-grid-choices/typed", test_typed);
  g_test_add_func ("/data-grid-choices/escape", test_escape);
  g_test_add_func ("/data-grid-choices/open-again", test_open_again);
  g_test_add_func ("/data-grid-choices/pointer", test_pointer);
  g_test_add_func ("/data-grid-choices/outside", test_outside);
  g_test_add_func ("/data-grid-choices/rerun", test_rerun);
  g_test_add_func ("/data-grid-choices/scrolled", test_scrolled);
  g_test_add_func ("/data-grid-choices/ends", test_ends);
  g_test_add_func ("/data-grid-choices/gone", test_gone);
  g_test_add_func ("/data-grid-choices/direction", test_direction);
  g_test_add_func ("/data-grid-choices/many", test_many);
  g_test_add_func ("/data-grid-choices/accessible", test_accessible);
  return g_test_run ();
}
