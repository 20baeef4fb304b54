/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A million rows of ten columns on the screen, with real keys and a real pointer, while others write into them: rows go elsewhere, and
 * all of them get another order, some times a second. Of what is typed meanwhile nothing is lost. */

#include "data-grid-fixture.h"

/* Sanitizers are that much slower. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define N_ROWS 100000
#define HALF 12500 /* of the prices, which are a quarter of the numbers */
#else
#define N_ROWS 1000000
#define HALF 125000 /* of the prices, which are a quarter of the numbers */
#endif

#define N_EDITS 50
#define NAME 1
#define PRICE 2
#define RANK 4
#define MILLISECONDS 150

static const char *const more[] = { "rank", "batch", "weight", "note", "seen", "done", NULL };

static StreeFrame *
make_wide_frame (void)
{
  g_autoptr (StreeFrameBuilder) builder = begin_frame ();

  stree_frame_builder_add_column (builder, "rank", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "batch", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "weight", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "note", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "seen", STREE_COLUMN_DATE);
  stree_frame_builder_add_column (builder, "done", STREE_COLUMN_BOOL);
  for (guint i = 0; i < N_ROWS; i++)
    {
      append_cells (builder, i, N_ROWS);
      stree_frame_builder_append_int64 (builder, RANK, i);
      stree_frame_builder_append_int64 (builder, 5, i / 100);
      stree_frame_builder_append_double (builder, 6, i % 1000 / 8.0);
      stree_frame_builder_append_text (builder, 7, i % 2 ? "odd" : "even");
      stree_frame_builder_append_date (builder, 8, (gint32) (i % 20000));
      stree_frame_builder_append_bool (builder, 9, i % 7 == 0);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

/* --- what others do --- */

typedef struct
{
  Fixture *f;
  guint32 *rows; /* owned: the rows in their next order */
  guint    first; /* the id of the first row */
  gint64  *ranks; /* owned: what was written last, by id */
  gboolean is_over; /* no new orders any more: each makes the source write once more what it was about to write */
  guint    n_ticks, n_sent, n_written, n_moved;
} Others;

typedef struct
{
  Others *others;
  gint64  ids[2], ranks[2];
  guint   n;
} Write;

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Write        *write = data;
  Others                  *others = write->others;
  g_autoptr (GError)       error = NULL;
  g_autoptr (StreeCommit)  commit = stree_source_commit_finish (STREE_SOURCE (object), result, &error);

  g_assert_no_error (error);
  others->n_written++;
  /* One that saw a row as it was before the last write is not written. */
  for (guint i = 0; stree_commit_get_n_conflicts (commit) == 0 && i < write->n; i++)
    others->ranks[write->ids[i]] = write->ranks[i];
}

/* A row goes anywhere else among those that are sorted by rank. */
static void
add_jump (Others *others, StreeChanges *changes, Write *write, gint64 id)
{
  StreeFrame           *now = stree_frame_source_get_frame (others->f->source);
  guint                 row = (guint) ((id + N_ROWS - others->first) % N_ROWS);
  gint64                rank = g_test_rand_int_range (0, N_ROWS);
  g_autoptr (StreeCell) cell = stree_cell_new_int64 (rank);

  g_assert_cmpint (stree_frame_get_int64 (now, row, 0), ==, id);
  stree_changes_set_cell (changes, stree_changes_add_update (changes, now, row), RANK, cell);
  write->ids[write->n] = id;
  write->ranks[write->n++] = rank;
}

static void
write_ranks (Others *others)
{
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  StreeGridView           *grid = grid_of (others->f);
  Write                   *write = g_new0 (Write, 1);
  gint64                   edited = grid->edit_key ? stree_cell_get_int64 (stree_row_key_get_cell (grid->edit_key, 0)) : -1;
  gint64                   id = g_test_rand_int_range (0, N_ROWS);

  /* Also the row that somebody types into. */
  if (edited >= 0)
    add_jump (others, changes, write, edited);
  if (id != edited)
    add_jump (others, changes, write, id);
  write->others = others;
  others->n_sent++;
  stree_source_commit_async (others->f->source, changes, NULL, written_cb, write);
}

/* Other data, which is the same in another order. */
static void
turn (Others *others)
{
  guint                  by = (guint) g_test_rand_int_range (1, N_ROWS);
  g_autoptr (StreeFrame) other = NULL;

  for (guint i = 0; i < N_ROWS; i++)
    others->rows[i] = (i + by) % N_ROWS;
  other = stree_frame_select (stree_frame_source_get_frame (others->f->source), others->rows, N_ROWS);
  others->first = (others->first + by) % N_ROWS;
  g_assert_true (stree_frame_source_set_frame (others->f->source, other, NULL));
  others->n_moved++;
}

static gboolean
tick_cb (gpointer data)
{
  Others *others = data;

  /* One after the other, or on a slow machine nobody else would have a turn. */
  if (others->n_written < others->n_sent)
    return G_SOURCE_CONTINUE;
  write_ranks (others);
  if (others->n_ticks++ % 4 == 3 && !others->is_over)
    turn (others); /* while that is being written */
  return G_SOURCE_CONTINUE;
}

/* --- what the user does --- */

/* The cell shows the row that stands there. */
static void
assert_shows (Fixture *f, guint position, gint64 id)
{
  g_autofree char *label = g_strdup_printf ("name: row %" G_GINT64_FORMAT, id);

  g_assert_cmpint (id_at (f, position), ==, id);
  xtest_wait (stree_grid_cells_find (grid_of (f), position, NAME) != NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell_at (f, position, NAME)), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
}

static void
scroll (Fixture *f)
{
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid_of (f)->panes[STREE_GRID_MAIN].view));
  double         end;
  guint          top;

  click_cell (f, 0, NAME);
  key (f, GDK_KEY_End, GDK_CONTROL_MASK);
  assert_cursor (f, N_ROWS - 1, 9);
  assert_shows (f, N_ROWS - 1, N_ROWS - 1);
  key (f, GDK_KEY_Home, GDK_CONTROL_MASK);
  assert_cursor (f, 0, 0);
  /* By the bar, there and back. */
  end = gtk_adjustment_get_upper (down) - gtk_adjustment_get_page_size (down);
  for (int i = 1; i <= 40; i++)
    {
      gtk_adjustment_set_value (down, end * (20 - ABS (20 - i)) / 20);
      xtest_settle (f->view);
      xtest_wait (stree_grid_model_get_mark (grid_of (f)->model, STREE_GRID_MARK_TOP, &top));
      assert_shows (f, top + 2, top + 2);
      g_assert_cmpuint (stree_grid_view_get_column (grid_of (f), NAME)->cells->len, <, 260);
      if (i == 20)
        g_assert_cmpuint (top, >, N_ROWS - 100);
    }
  assert_shows (f, 0, 0);
}

static void
sort_and_filter (Fixture *f)
{
  StreeGridView *grid = grid_of (f);
  guint          n_half = 0;

  for (guint i = 0; i < 2; i++)
    {
      xtest_click (title_of (f, RANK));
      wait_quiet (f);
    }
  assert_shows (f, 0, N_ROWS - 1);
  assert_shows (f, 5, N_ROWS - 6);
  /* The upper half of the prices. */
  for (guint row = 0; row < N_ROWS; row++)
    n_half += stree_frame_get_double (f->frame, row, PRICE) >= HALF;
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (grid), "grid.filter", "u", stree_grid_view_get_column (grid, PRICE)->id));
  xtest_wait (xtest_label (GTK_WIDGET (grid), "From"));
  xtest_settle (f->view);
  xtest_enter (xtest_find (gtk_widget_get_next_sibling (xtest_label (GTK_WIDGET (grid), "From")), GTK_TYPE_TEXT));
  type (f, G_STRINGIFY (HALF));
  key (f, GDK_KEY_Escape, 0);
  xtest_wait (!xtest_label (GTK_WIDGET (grid), "From"));
  wait_quiet (f);
  g_assert_cmpuint (stree_grid_model_get_n_rows (grid->model, NULL), ==, n_half);
  g_assert_cmpuint (n_half, >, N_ROWS / 3);
  g_assert_cmpuint (n_half, <, N_ROWS * 2 / 3);
}

static void
test_edit (void)
{
  Fixture                f = { .mode = STREE_SELECTION_CELLS, .editable = TRUE, .more_columns = more };
  Others                 others = { .f = &f };
  const char *const      keys[] = { "id", NULL };
  g_autoptr (GHashTable) typed = g_hash_table_new (NULL, NULL); /* id -> number */
  StreeGridView         *grid;
  StreeFrame            *now;
  guint                  timer, n = 0;

  f.frame = make_wide_frame ();
  f.source = stree_frame_source_new (f.frame, keys, NULL);
  others.rows = g_new (guint32, N_ROWS);
  others.ranks = g_new (gint64, N_ROWS);
  for (guint i = 0; i < N_ROWS; i++)
    others.ranks[i] = i;
  set_up (&f, N_ROWS);
  grid = grid_of (&f);
  scroll (&f);
  sort_and_filter (&f);

  click_cell (&f, 3, NAME);
  timer = g_timeout_add (MILLISECONDS, tick_cb, &others);
  while (g_hash_table_size (typed) < N_EDITS)
    {
      g_autofree char *text = g_strdup_printf ("typed %u", ++n);
      guint            n_ticks = others.n_ticks;
      gint64           id;

      xtest_type (f.window, "typed ");
      xtest_wait (stree_grid_editor_is_open (grid));
      id = stree_cell_get_int64 (stree_row_key_get_cell (grid->edit_key, 0));
      xtest_wait (others.n_ticks > n_ticks); /* in the middle of the word */
      xtest_type (f.window, text + strlen ("typed "));
      xtest_wait (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (grid->editor)), text));
      g_hash_table_insert (typed, GINT_TO_POINTER ((int) id), GUINT_TO_POINTER (n));
      xtest_key (f.window, GDK_KEY_Return, 0);
      xtest_wait (!stree_grid_editor_is_open (grid));
    }
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CHANGED), ==, N_EDITS);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (grid->edits, STREE_GRID_EDIT_CONFLICT | STREE_GRID_EDIT_INVALID | STREE_GRID_EDIT_GONE), ==, 0);
  xtest_key (f.window, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (stree_grid_edits_is_committing (grid->edits) || stree_grid_edits_get_n_rows (grid->edits, 0) == 0);
  turn (&others);
  others.is_over = TRUE;
  xtest_wait (stree_grid_edits_get_n_rows (grid->edits, 0) == 0);
  g_source_remove (timer);
  xtest_wait (others.n_written == others.n_sent);
  wait_quiet (&f);
  g_test_message ("%u cells typed into, %u writes and %u new orders meanwhile", n, others.n_written, others.n_moved);
  g_assert_cmpuint (others.n_written, >, 20);
  g_assert_cmpuint (others.n_moved, >, 5);

  /* All that was typed is in the source, and what others wrote; nothing else is another text than before. */
  now = stree_frame_source_get_frame (f.source);
  g_assert_cmpuint (stree_frame_get_n_rows (now), ==, N_ROWS);
  for (guint row = 0; row < N_ROWS; row++)
    {
      gint64   id = stree_frame_get_int64 (now, row, 0);
      gpointer number;
      char     text[40];

      g_assert_cmpint (id, ==, (others.first + row) % N_ROWS);
      g_assert_cmpint (stree_frame_get_int64 (now, row, RANK), ==, others.ranks[id]);
      if (g_hash_table_lookup_extended (typed, GINT_TO_POINTER ((int) id), NULL, &number))
        g_snprintf (text, sizeof text, "typed %u", GPOINTER_TO_UINT (number));
      else
        g_snprintf (text, sizeof text, "row %" G_GINT64_FORMAT, id);
      g_assert_cmpstr (stree_frame_get_text (now, row, NAME), ==, text);
    }
  tear_down (&f);
  g_free (others.rows);
  g_free (others.ranks);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-grid-million/edit", test_edit);
  return g_test_run ();
}
