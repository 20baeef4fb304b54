/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Edits at random, beside a naive table: what the user sees is a table of texts. Each step keeps a copy of it, so that an
 * undo must give the last copy again, whatever was written, failed or is being written in between. The source has what was
 * seen when a commit began.
 */

#include <string.h>

#include "grid-edits-world.h"

typedef struct
{
  gboolean present;
  char *cells[EDITS_N_COLUMNS]; /* owned */
} Row;

typedef struct
{
  GArray *rows; /* of Row: by the numbers of the rows */
} Table;

static void
row_clear (gpointer data)
{
  for (guint i = 0; i < EDITS_N_COLUMNS; i++)
    g_free (((Row *) data)->cells[i]);
}

static Table *
table_new (void)
{
  Table *table = g_new0 (Table, 1);

  table->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (table->rows, row_clear);
  return table;
}

static void
table_free (gpointer data)
{
  g_array_unref (((Table *) data)->rows);
  g_free (data);
}

static Row *
row_at (Table *table, guint index)
{
  while (table->rows->len <= index)
    {
      Row row = { .present = FALSE };

      for (guint i = 0; i < EDITS_N_COLUMNS; i++)
        row.cells[i] = g_strdup ("");
      g_array_append_val (table->rows, row);
    }
  return &g_array_index (table->rows, Row, index);
}

static void
set_text (Row *row, guint column, const char *text)
{
  char *copy = g_strdup (text);

  g_free (row->cells[column]);
  row->cells[column] = copy;
}

static void
row_copy (Row *to, const Row *from)
{
  to->present = from->present;
  for (guint i = 0; i < EDITS_N_COLUMNS; i++)
    set_text (to, i, from->cells[i]);
}

static Table *
table_copy (Table *from)
{
  Table *table = table_new ();

  for (guint i = 0; i < from->rows->len; i++)
    row_copy (row_at (table, i), row_at (from, i));
  return table;
}

static gboolean
row_equal (const Row *a, const Row *b)
{
  for (guint i = 0; i < EDITS_N_COLUMNS; i++)
    if (!g_str_equal (a->cells[i], b->cells[i]))
      return FALSE;
  return a->present == b->present;
}

static gboolean
table_equal (Table *a, Table *b)
{
  for (guint i = 0; i < MAX (a->rows->len, b->rows->len); i++)
    if (!row_equal (row_at (a, i), row_at (b, i)))
      return FALSE;
  return TRUE;
}

typedef struct
{
  EditsWorld base;
  Table *source;   /* what it has */
  Table *shown;    /* what the user sees */
  GPtrArray *undo; /* of Table */
  GPtrArray *redo;
} World;

static void
world_init (World *world, guint seed)
{
  g_autoptr (StreeFrame) frame = NULL;

  edits_world_init (&world->base, seed);
  frame = stree_frame_ref (edits_world_frame (&world->base));
  world->source = table_new ();
  world->undo = g_ptr_array_new_with_free_func (table_free);
  world->redo = g_ptr_array_new_with_free_func (table_free);
  for (guint i = 0; i < EDITS_N_FIRST; i++)
    {
      Row *row = row_at (world->source, i);

      row->present = TRUE;
      for (guint column = 0; column < EDITS_N_COLUMNS; column++)
        {
          g_autofree char *text = edits_cell_text (frame, i, column);

          set_text (row, column, text);
        }
    }
  world->shown = table_copy (world->source);
}

static void
world_clear (World *world)
{
  edits_world_clear (&world->base);
  table_free (world->source);
  table_free (world->shown);
  g_ptr_array_unref (world->undo);
  g_ptr_array_unref (world->redo);
}

/* --- what must hold --- */

static gboolean
is_invalid (guint column, const char *text)
{
  return (column != EDITS_NAME && strchr (text, 'x')) || (column == EDITS_ID && *text == '\0');
}

static void
check_row (World *world, guint index)
{
  StreeRowKey *key = g_ptr_array_index (world->base.keys, index);
  const Row *shown = row_at (world->shown, index), *source = row_at (world->source, index);
  StreeGridEditState state = stree_grid_edits_get_row_state (world->base.edits, key);
  gboolean invalid = FALSE;

  if (!shown->present)
    {
      g_assert_cmpuint (state, ==, source->present ? STREE_GRID_EDIT_DELETED : 0);
      return;
    }
  for (guint column = 0; column < EDITS_N_COLUMNS; column++)
    {
      g_autofree char *text = NULL;

      if (state != 0)
        text = edits_shown (world->base.edits, key, column);
      else
        text = edits_cell_text (edits_world_frame (&world->base), edits_world_find (&world->base, index), column);
      g_assert_cmpstr (text, ==, shown->cells[column]);
      if (!source->present || !g_str_equal (shown->cells[column], source->cells[column]))
        invalid = invalid || (is_invalid (column, text) && stree_grid_edits_get_error (world->base.edits, key, column));
    }
  if (source->present)
    g_assert_cmpuint (state, ==,
                      (row_equal (shown, source) ? 0 : STREE_GRID_EDIT_CHANGED) | (invalid ? STREE_GRID_EDIT_INVALID : 0));
  else
    g_assert_cmpuint (state & ~(guint) STREE_GRID_EDIT_CHANGED, ==,
                      STREE_GRID_EDIT_INSERTED | (invalid ? STREE_GRID_EDIT_INVALID : 0));
}

static void
check (World *world)
{
  guint n_extra = 0, n_deleted = 0;

  for (guint i = 0; i < world->base.keys->len; i++)
    {
      check_row (world, i);
      n_extra += row_at (world->shown, i)->present && !row_at (world->source, i)->present;
      n_deleted += !row_at (world->shown, i)->present && row_at (world->source, i)->present;
    }
  g_assert_cmpuint (stree_grid_edits_get_n_extra_rows (world->base.edits, STREE_GRID_END) +
                        stree_grid_edits_get_n_extra_rows (world->base.edits, STREE_GRID_TOP),
                    ==, n_extra);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (world->base.edits, STREE_GRID_EDIT_INSERTED), ==, n_extra);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (world->base.edits, STREE_GRID_EDIT_DELETED), ==, n_deleted);
  g_assert_cmpint (stree_grid_edits_get_undo_name (world->base.edits) != NULL, ==, world->undo->len > 0);
  g_assert_cmpint (stree_grid_edits_get_redo_name (world->base.edits) != NULL, ==, world->redo->len > 0);
}

static void
check_source (World *world)
{
  guint n = 0;

  for (guint i = 0; i < world->base.keys->len; i++)
    {
      const Row *row = row_at (world->source, i);
      guint place = row->present ? edits_world_find (&world->base, i) : 0;

      n += row->present;
      for (guint column = 0; row->present && column < EDITS_N_COLUMNS; column++)
        {
          g_autofree char *text = edits_cell_text (edits_world_frame (&world->base), place, column);

          g_assert_cmpstr (text, ==, row->cells[column]);
        }
    }
  g_assert_cmpuint (stree_frame_get_n_rows (edits_world_frame (&world->base)), ==, n);
}

/* --- what a user does --- */

/* Puts the copy from before the step away, if there was one. */
static void
end_step (World *world, Table *before)
{
  if (table_equal (before, world->shown))
    {
      table_free (before);
      return;
    }
  g_ptr_array_set_size (world->redo, 0);
  g_ptr_array_add (world->undo, before);
}

static char *
random_text (World *world, guint column)
{
  guint n = world->base.n_typed++;

  if (column == EDITS_NAME)
    return g_strdup_printf ("typed %u", n);
  if (edits_world_pick (&world->base, 12) == 0)
    return g_strdup_printf ("x%u", n);
  if (column == EDITS_ID)
    return g_strdup_printf ("%u", edits_world_pick (&world->base, 20) == 0 ? 1 + edits_world_pick (&world->base, EDITS_N_FIRST) : n);
  if (edits_world_pick (&world->base, 10) == 0)
    return g_strdup ("");
  return column == EDITS_PRICE ? g_strdup_printf ("%u.25", n) : g_strdup_printf ("%u", n);
}

static guint
random_column (World *world)
{
  return edits_world_pick (&world->base, 6) == 0 ? EDITS_ID : 1 + edits_world_pick (&world->base, EDITS_N_COLUMNS - 1);
}

static void
type (World *world, guint index, guint column, const char *text)
{
  Row *row = row_at (world->shown, index);
  guint place = edits_world_find (&world->base, index);
  gboolean done =
      stree_grid_edits_set_text (world->base.edits, g_ptr_array_index (world->base.keys, index),
                                 place == G_MAXUINT ? NULL : edits_world_frame (&world->base), place == G_MAXUINT ? 0 : place, column, text);

  g_assert_cmpint (done, ==, row->present);
  if (row->present)
    set_text (row, column, text);
}

static void
delete (World *world, guint index)
{
  Row *row = row_at (world->shown, index);
  guint place = edits_world_find (&world->base, index);
  gboolean done =
      stree_grid_edits_delete_row (world->base.edits, g_ptr_array_index (world->base.keys, index),
                                   place == G_MAXUINT ? NULL : edits_world_frame (&world->base), place == G_MAXUINT ? 0 : place);

  g_assert_cmpint (done, ==, row->present);
  row->present = FALSE;
}

static StreeGridRange *
random_range (World *world, GArray *rows, GArray *columns)
{
  StreeGridRange *range = stree_grid_range_new ();
  guint first = edits_world_pick (&world->base, world->base.keys->len), n = 1 + edits_world_pick (&world->base, 5), column = 1 + edits_world_pick (&world->base, 2);

  for (guint i = first; i < MIN (first + n, world->base.keys->len); i++)
    {
      guint place = edits_world_find (&world->base, i);

      stree_grid_range_add_row (range, g_ptr_array_index (world->base.keys, i),
                                place == G_MAXUINT ? NULL : edits_world_frame (&world->base), place == G_MAXUINT ? 0 : place);
      g_array_append_val (rows, i);
    }
  for (guint i = column; i < column + 2; i++)
    {
      stree_grid_range_add_column (range, i);
      g_array_append_val (columns, i);
    }
  return range;
}

static void
set_in_range (World *world, GArray *rows, GArray *columns, guint i, guint j, const char *text)
{
  Row *row = row_at (world->shown, g_array_index (rows, guint, i));

  if (row->present)
    set_text (row, g_array_index (columns, guint, j), text);
}

static void
block (World *world)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (StreeGridRange) range = random_range (world, rows, columns);
  static const char *const some[2][4] = { { "a", "51.5", "b", "52.5" }, { "51.5", "61", "52.5", "62" } };
  const char *const *texts = some[g_array_index (columns, guint, 0) - 1];
  guint kind = edits_world_pick (&world->base, 4);

  if (kind == 0)
    stree_grid_edits_delete_rows (world->base.edits, range);
  else if (kind == 1)
    stree_grid_edits_clear (world->base.edits, range);
  else if (kind == 2)
    stree_grid_edits_fill_down (world->base.edits, range);
  else
    stree_grid_edits_paste (world->base.edits, range, texts, 4, 2);
  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < columns->len; j++)
      {
        const Row *first = row_at (world->shown, g_array_index (rows, guint, 0));
        guint column = g_array_index (columns, guint, j);

        if (kind == 0)
          row_at (world->shown, g_array_index (rows, guint, i))->present = FALSE;
        else if (kind == 1)
          set_in_range (world, rows, columns, i, j, "");
        else if (kind == 2 && i > 0 && first->present)
          set_in_range (world, rows, columns, i, j, first->cells[column]);
        else if (kind == 3 && (i < 2 || rows->len % 2 == 0))
          set_in_range (world, rows, columns, i, j, texts[i % 2 * 2 + j]);
      }
}

static void
revert (World *world, guint index, guint column)
{
  Row *shown = row_at (world->shown, index);
  const Row *source = row_at (world->source, index);
  StreeRowKey *key = g_ptr_array_index (world->base.keys, index);

  if (column == EDITS_N_COLUMNS)
    {
      if (stree_grid_edits_get_row_state (world->base.edits, key) == 0)
        return;
      stree_grid_edits_revert_row (world->base.edits, key);
      if (source->present)
        row_copy (shown, source);
      shown->present = source->present;
    }
  else if (source->present && shown->present)
    {
      stree_grid_edits_revert_cell (world->base.edits, key, column);
      set_text (shown, column, source->cells[column]);
    }
}

static void
revert_all (World *world)
{
  stree_grid_edits_revert_all (world->base.edits);
  for (guint i = 0; i < world->base.keys->len; i++)
    {
      Row *shown = row_at (world->shown, i);

      if (row_at (world->source, i)->present)
        row_copy (shown, row_at (world->source, i));
      shown->present = row_at (world->source, i)->present;
    }
}

static void
insert (World *world)
{
  g_ptr_array_add (world->base.keys, stree_grid_edits_insert_row (world->base.edits, edits_world_pick (&world->base, 2)));
  row_at (world->source, world->base.keys->len - 1);
  row_at (world->shown, world->base.keys->len - 1)->present = TRUE;
}

static void
move (World *world, gboolean forwards)
{
  GPtrArray *from = forwards ? world->redo : world->undo, *to = forwards ? world->undo : world->redo;
  gboolean done = forwards ? stree_grid_edits_redo (world->base.edits) : stree_grid_edits_undo (world->base.edits);

  g_assert_cmpint (done, ==, from->len > 0);
  if (!done)
    return;
  g_ptr_array_add (to, world->shown);
  world->shown = g_ptr_array_steal_index (from, from->len - 1);
  row_at (world->shown, world->base.keys->len - 1);
}

static void
edit (World *world)
{
  guint index = edits_world_pick (&world->base, world->base.keys->len), column = random_column (world), kind = edits_world_pick (&world->base, 20);
  Table *before;

  if (kind < 6)
    {
      move (world, kind < 2);
      return;
    }
  before = table_copy (world->shown);
  if (kind < 13)
    {
      g_autofree char *text = random_text (world, column);

      type (world, index, column, text);
    }
  else if (kind == 13 && row_at (world->source, index)->present && column != EDITS_NAME) /* an empty text is no null */
    type (world, index, column, row_at (world->source, index)->cells[column]);
  else if (kind == 14)
    delete (world, index);
  else if (kind == 15 && stree_grid_edits_undelete_row (world->base.edits, g_ptr_array_index (world->base.keys, index)))
    row_at (world->shown, index)->present = TRUE;
  else if (kind == 16 && world->base.keys->len < 60)
    insert (world);
  else if (kind == 17)
    block (world);
  else if (kind == 18)
    revert (world, index, edits_world_pick (&world->base, EDITS_N_COLUMNS + 1));
  else if (kind == 19 && edits_world_pick (&world->base, 20) == 0)
    revert_all (world);
  end_step (world, before);
}

/* --- commits --- */

static gboolean
can_be_written (World *world)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < world->base.keys->len; i++)
    {
      const Row *row = row_at (world->shown, i);

      for (guint column = 0; row->present && column < EDITS_N_COLUMNS; column++)
        if (is_invalid (column, row->cells[column]))
          return FALSE;
      if (row->present && !g_hash_table_add (ids, row->cells[EDITS_ID]))
        return FALSE;
    }
  return TRUE;
}

static void
commit (World *world)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Table *sent = table_copy (world->shown);
  gboolean expected = can_be_written (world), cancelled = edits_world_pick (&world->base, 8) == 0, done;

  if (cancelled)
    g_cancellable_cancel (cancellable);
  stree_grid_edits_commit_async (world->base.edits, cancellable, edits_on_result, &result);
  for (guint i = edits_world_pick (&world->base, 4) == 0 ? edits_world_pick (&world->base, 6) : 0; i > 0; i--)
    edit (world);
  edits_wait (&result);
  done = stree_grid_edits_commit_finish (world->base.edits, result, &error);
  if (!expected)
    g_assert_false (done);
  else if (!cancelled)
    g_assert_no_error (error);
  if (!done)
    {
      table_free (sent);
      return;
    }
  table_free (world->source);
  world->source = sent;
  check_source (world);
}

static void
test_alone (void)
{
  guint n_steps = g_test_thorough () ? 120000 : 12000;

  for (guint round = 0; round < 3; round++)
    {
      World world = { .shown = NULL };
      guint seed = (guint) g_test_rand_int ();

      g_test_message ("seed %u", seed);
      world_init (&world, seed);
      for (guint i = 0; i < n_steps / 3; i++)
        {
          if (edits_world_pick (&world.base, 15) == 0)
            commit (&world);
          else
            edit (&world);
          check (&world);
        }

      /* All the way back, and forth again. */
      while (world.undo->len > 0)
        move (&world, FALSE);
      check (&world);
      for (guint i = 0; i < world.base.keys->len; i++)
        g_assert_cmpint (row_at (world.shown, i)->present, ==, i < EDITS_N_FIRST);
      while (world.redo->len > 0)
        move (&world, TRUE);
      check (&world);
      world_clear (&world);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-edits/random", test_alone);
  return g_test_run ();
}
