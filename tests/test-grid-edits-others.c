/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Edits at random while somebody else writes, too.
 *
 * naive: for each cell the naive side knows what was seen and what was typed; that says what is a conflict.
 * chaos: with undo and redo; nothing that was typed is lost by going back and forth.
 */

#include "grid-edits-world.h"

typedef struct
{
  gboolean in_source;
  gboolean deleted; /* by the user */
  gboolean gone;    /* by somebody else, with edits */
  gboolean changed; /* a conflict about its deletion */
  char *seen[EDITS_N_COLUMNS]; /* owned: what the user saw when he began; of all cells when he deleted it; NULL: nothing */
  char *mine[EDITS_N_COLUMNS]; /* owned; NULL: nothing */
} Naive;

static void
naive_clear (gpointer data)
{
  Naive *row = data;

  for (guint i = 0; i < EDITS_N_COLUMNS; i++)
    {
      g_free (row->seen[i]);
      g_free (row->mine[i]);
    }
}

static gboolean
has_edits (const Naive *row)
{
  for (guint i = 0; i < EDITS_N_COLUMNS; i++)
    if (row->mine[i])
      return TRUE;
  return FALSE;
}

static void
forget_cell (Naive *row, guint column)
{
  g_clear_pointer (&row->mine[column], g_free);
  g_clear_pointer (&row->seen[column], g_free);
}

/* @now: a row of what the source has; NULL: it is not there. */
static void
naive_refresh (Naive *row, char **now)
{
  if (row->in_source && !now)
    {
      row->in_source = FALSE;
      row->gone = has_edits (row);
      for (guint i = 0; row->deleted && i < EDITS_N_COLUMNS; i++)
        g_clear_pointer (&row->seen[i], g_free);
      row->deleted = row->changed = FALSE;
    }
  if (!now)
    return;
  if (row->gone)
    {
      /* It came again. */
      row->in_source = TRUE;
      row->gone = FALSE;
    }
  if (row->deleted)
    {
      row->changed = FALSE;
      for (guint i = 0; i < EDITS_N_COLUMNS; i++)
        row->changed = row->changed || !g_str_equal (row->seen[i], now[i]);
    }
  for (guint i = 0; !row->deleted && i < EDITS_N_COLUMNS; i++)
    if (row->mine[i] && g_str_equal (row->mine[i], now[i]))
      forget_cell (row, i);
}

static gboolean
is_conflict (const Naive *row, char **now)
{
  if (row->gone || (row->deleted && row->changed))
    return TRUE;
  for (guint i = 0; !row->deleted && now && i < EDITS_N_COLUMNS; i++)
    if (row->mine[i] && !g_str_equal (row->seen[i], now[i]))
      return TRUE;
  return FALSE;
}

/* A row of the source as texts; NULL: it is not there. */
static char **
now_of (EditsWorld *world, guint index)
{
  guint place = edits_world_find (world, index);
  char **now;

  if (place == G_MAXUINT)
    return NULL;
  now = g_new0 (char *, EDITS_N_COLUMNS + 1);
  for (guint i = 0; i < EDITS_N_COLUMNS; i++)
    now[i] = edits_cell_text (edits_world_frame (world), place, i);
  return now;
}

static void
settle (EditsWorld *world, GArray *rows)
{
  edits_refresh (world->edits);
  for (guint i = 0; i < rows->len; i++)
    {
      g_auto (GStrv) now = now_of (world, i);

      naive_refresh (&g_array_index (rows, Naive, i), now);
    }
}

static void
check_naive (EditsWorld *world, GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const Naive *row = &g_array_index (rows, Naive, i);
      g_auto (GStrv) now = now_of (world, i);
      StreeRowKey *key = g_ptr_array_index (world->keys, i);
      StreeGridEditState expected = 0;

      if (row->deleted)
        expected = STREE_GRID_EDIT_DELETED;
      else if (has_edits (row))
        expected = row->in_source ? STREE_GRID_EDIT_CHANGED
                   : row->gone    ? STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_GONE
                                  : STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_INSERTED;
      if (is_conflict (row, now))
        expected |= STREE_GRID_EDIT_CONFLICT;
      g_assert_cmpuint (stree_grid_edits_get_row_state (world->edits, key), ==, expected);
      for (guint column = 0; !row->deleted && column < EDITS_N_COLUMNS; column++)
        {
          g_autofree char *shown = row->mine[column] ? edits_shown (world->edits, key, column) : NULL;
          g_autoptr (StreeCell) seen =
              row->mine[column] ? stree_grid_edits_get_seen_cell (world->edits, key, column) : NULL;
          g_autofree char *seen_text = seen ? stree_cell_to_string (seen) : NULL;

          g_assert_cmpstr (shown, ==, row->mine[column]);
          if (row->in_source)
            g_assert_cmpstr (seen_text, ==, row->seen[column]);
        }
    }
}

static void
naive_type (EditsWorld *world, Naive *row, guint index)
{
  guint column = 1 + edits_world_pick (world, EDITS_N_COLUMNS - 1), place = edits_world_find (world, index);
  g_autofree char *text = g_strdup_printf (column == EDITS_PRICE ? "%u.25" : "%u", 1 + edits_world_pick (world, 4));
  g_auto (GStrv) now = now_of (world, index);

  if (!row->in_source || row->deleted)
    return;
  stree_grid_edits_set_text (world->edits, g_ptr_array_index (world->keys, index), edits_world_frame (world), place, column, text);
  if (g_str_equal (text, now[column]))
    {
      forget_cell (row, column);
      return;
    }
  if (!row->mine[column])
    row->seen[column] = g_strdup (now[column]);
  g_free (row->mine[column]);
  row->mine[column] = g_strdup (text);
}

static void
naive_delete (EditsWorld *world, Naive *row, guint index)
{
  g_auto (GStrv) now = now_of (world, index);

  if (!row->in_source || row->deleted || has_edits (row))
    return;
  stree_grid_edits_delete_row (world->edits, g_ptr_array_index (world->keys, index), edits_world_frame (world),
                               edits_world_find (world, index));
  row->deleted = TRUE;
  for (guint i = 0; i < EDITS_N_COLUMNS; i++)
    {
      g_free (row->seen[i]);
      row->seen[i] = g_strdup (now[i]);
    }
}

static void
naive_undelete (Naive *row)
{
  row->deleted = row->changed = FALSE;
  for (guint i = 0; i < EDITS_N_COLUMNS; i++)
    g_clear_pointer (&row->seen[i], g_free);
}

static void
naive_resolve (EditsWorld *world, Naive *row, guint index, StreeGridResolution resolution)
{
  g_auto (GStrv) now = now_of (world, index);
  gboolean conflict = is_conflict (row, now);

  stree_grid_edits_resolve_row (world->edits, g_ptr_array_index (world->keys, index), resolution);
  if (!conflict)
    return;
  if (row->gone)
    {
      row->gone = FALSE;
      for (guint i = 0; resolution == STREE_GRID_TAKE_THEIRS && i < EDITS_N_COLUMNS; i++)
        forget_cell (row, i);
    }
  else if (row->deleted && resolution == STREE_GRID_TAKE_THEIRS)
    naive_undelete (row);
  else
    for (guint i = 0; i < EDITS_N_COLUMNS; i++)
      {
        if (resolution == STREE_GRID_TAKE_THEIRS && row->mine[i] && !g_str_equal (row->seen[i], now[i]))
          forget_cell (row, i);
        else if (row->mine[i] || row->deleted)
          {
            g_free (row->seen[i]);
            row->seen[i] = g_strdup (now[i]);
          }
      }
  row->changed = FALSE;
}

static void
other (EditsWorld *world, guint index)
{
  guint column = 1 + edits_world_pick (world, EDITS_N_COLUMNS - 1);
  g_autofree char *text = g_strdup_printf (column == EDITS_PRICE ? "%u.25" : "%u", 1 + edits_world_pick (world, 4));
  gint64 id = index + 1;

  if (edits_find (edits_world_frame (world), id) == G_MAXUINT)
    {
      if (edits_world_pick (world, 3) == 0)
        edits_other_inserts (world->edits, id);
    }
  else
    edits_other_writes (world->edits, id, column, edits_world_pick (world, 8) == 0 ? NULL : text);
}

static void
naive_commit (EditsWorld *world, GArray *rows)
{
  g_autoptr (GError) error = NULL;
  gboolean conflict = stree_grid_edits_get_n_rows (world->edits, STREE_GRID_EDIT_CONFLICT) > 0;
  gboolean done = edits_commit (world->edits, NULL, &error), twice = FALSE;

  for (guint i = 0; !done && i < rows->len; i++)
    {
      const Naive *row = &g_array_index (rows, Naive, i);

      /* A row that is to be written again where somebody else has put one meanwhile. */
      twice = twice || (!row->in_source && !row->gone && has_edits (row) &&
                        edits_find (edits_world_frame (world), i + 1) != G_MAXUINT);
    }
  settle (world, rows);
  for (guint i = 0; !done && i < rows->len; i++)
    {
      g_auto (GStrv) now = now_of (world, i);

      conflict = conflict || is_conflict (&g_array_index (rows, Naive, i), now);
    }
  if (!done)
    {
      g_assert_true (conflict || (twice && g_error_matches (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT)));
      return;
    }
  g_assert_cmpuint (stree_grid_edits_get_n_rows (world->edits, 0), ==, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      Naive *row = &g_array_index (rows, Naive, i);
      g_auto (GStrv) now = now_of (world, i);

      g_assert_true (!row->deleted || !now);
      for (guint column = 0; column < EDITS_N_COLUMNS; column++)
        {
          if (row->mine[column])
            g_assert_cmpstr (row->mine[column], ==, now[column]);
          forget_cell (row, column);
        }
      row->deleted = FALSE;
      row->in_source = now != NULL;
    }
}

static void
test_others (void)
{
  EditsWorld world;
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Naive));
  guint seed = (guint) g_test_rand_int (), n_steps = g_test_thorough () ? 40000 : 8000;

  g_test_message ("seed %u", seed);
  edits_world_init (&world, seed);
  g_array_set_clear_func (rows, naive_clear);
  g_array_set_size (rows, EDITS_N_FIRST);
  for (guint i = 0; i < EDITS_N_FIRST; i++)
    g_array_index (rows, Naive, i).in_source = TRUE;
  for (guint step = 0; step < n_steps; step++)
    {
      guint index = edits_world_pick (&world, EDITS_N_FIRST), kind = edits_world_pick (&world, 20);
      Naive *row = &g_array_index (rows, Naive, index);

      if (kind < 9)
        naive_type (&world, row, index);
      else if (kind == 9)
        naive_delete (&world, row, index);
      else if (kind == 10)
        {
          stree_grid_edits_undelete_row (world.edits, g_ptr_array_index (world.keys, index));
          if (row->deleted)
            naive_undelete (row);
        }
      else if (kind < 13)
        naive_resolve (&world, row, index, edits_world_pick (&world, 2));
      else if (kind < 17)
        {
          other (&world, index);
          if (edits_world_pick (&world, 3) == 0)
            naive_commit (&world, rows);
          settle (&world, rows);
        }
      else if (kind == 17)
        naive_commit (&world, rows);
      check_naive (&world, rows);

      /* A row that came again is another one for the naive side, if nothing is said about the old one. */
      for (guint i = 0; i < EDITS_N_FIRST; i++)
        {
          Naive *it = &g_array_index (rows, Naive, i);

          if (it->in_source || it->gone || has_edits (it) || edits_find (edits_world_frame (&world), i + 1) == G_MAXUINT)
            continue;
          it->in_source = TRUE;
          stree_row_key_unref (world.keys->pdata[i]);
          world.keys->pdata[i] = edits_key (i + 1);
        }
    }
  edits_world_clear (&world);
}

/* --- all at once --- */

/* What is typed and not written, as one text for each cell. */
static GHashTable *
collect (EditsWorld *world)
{
  g_autoptr (GPtrArray) keys = stree_grid_edits_list_rows (world->edits, 0);
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < keys->len; i++)
    for (guint column = 0; column < EDITS_N_COLUMNS; column++)
      {
        StreeRowKey *key = g_ptr_array_index (keys, i);
        g_autofree char *name = stree_row_key_to_string (key);
        g_autofree char *text = edits_shown (world->edits, key, column);

        if (stree_grid_edits_get_cell_state (world->edits, key, column))
          g_hash_table_add (all, g_strdup_printf ("%s/%u: %s", name, column, text));
      }
  return all;
}

static void
check_counts (EditsWorld *world)
{
  guint n_extra = stree_grid_edits_get_n_extra_rows (world->edits, STREE_GRID_END) +
                  stree_grid_edits_get_n_extra_rows (world->edits, STREE_GRID_TOP);

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GPtrArray) keys = stree_grid_edits_list_rows (world->edits, 1u << i);

      g_assert_cmpuint (stree_grid_edits_get_n_rows (world->edits, 1u << i), ==, keys->len);
    }
  g_assert_cmpuint (stree_grid_edits_get_n_rows (world->edits, STREE_GRID_EDIT_INSERTED | STREE_GRID_EDIT_GONE), ==,
                    n_extra);
}

static void
chaos_type (EditsWorld *world, guint index)
{
  g_autofree char *text = g_strdup_printf ("%u", world->n_typed++);
  guint place = edits_world_find (world, index), column = 1 + 2 * edits_world_pick (world, 2);
  StreeRowKey *key = g_ptr_array_index (world->keys, index);

  if (stree_grid_edits_set_text (world->edits, key, place == G_MAXUINT ? NULL : edits_world_frame (world),
                                 place == G_MAXUINT ? 0 : place, column, text))
    {
      g_autofree char *shown = edits_shown (world->edits, key, column);

      g_assert_cmpstr (shown, ==, text);
    }
}

static void
resolve_all (EditsWorld *world)
{
  g_autoptr (GPtrArray) keys = stree_grid_edits_list_rows (world->edits, STREE_GRID_EDIT_CONFLICT);

  for (guint i = 0; i < keys->len; i++)
    stree_grid_edits_resolve_row (world->edits, g_ptr_array_index (keys, i), edits_world_pick (world, 2));
  g_assert_cmpuint (stree_grid_edits_get_n_rows (world->edits, STREE_GRID_EDIT_CONFLICT), ==, 0);
}

/* Nobody else writes: all back, all forth, and the same is there. */
static void
back_and_forth (EditsWorld *world)
{
  g_autoptr (GHashTable) before = NULL, after = NULL;
  GHashTableIter iter;
  gpointer text;
  guint n = 0;

  edits_refresh (world->edits);
  before = collect (world);
  while (n < 30 && stree_grid_edits_undo (world->edits))
    n++;
  check_counts (world);
  while (n-- > 0)
    g_assert_true (stree_grid_edits_redo (world->edits));
  check_counts (world);
  after = collect (world);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    g_assert_true (g_hash_table_contains (after, text));
}

static void
test_chaos (void)
{
  EditsWorld world;
  guint seed = (guint) g_test_rand_int (), n_steps = g_test_thorough () ? 60000 : 12000;

  g_test_message ("seed %u", seed);
  edits_world_init (&world, seed);
  stree_grid_edits_set_max_steps (world.edits, 50);
  for (guint step = 0; step < n_steps; step++)
    {
      guint index = edits_world_pick (&world, world.keys->len), kind = edits_world_pick (&world, 24);
      guint place = edits_world_find (&world, index);

      if (kind < 10)
        chaos_type (&world, index);
      else if (kind == 10)
        stree_grid_edits_delete_row (world.edits, g_ptr_array_index (world.keys, index),
                                     place == G_MAXUINT ? NULL : edits_world_frame (&world), place == G_MAXUINT ? 0 : place);
      else if (kind == 11)
        stree_grid_edits_undelete_row (world.edits, g_ptr_array_index (world.keys, index));
      else if (kind < 15)
        stree_grid_edits_undo (world.edits);
      else if (kind < 17)
        stree_grid_edits_redo (world.edits);
      else if (kind == 17)
        stree_grid_edits_revert_row (world.edits, g_ptr_array_index (world.keys, index));
      else if (kind < 20)
        other (&world, edits_world_pick (&world, EDITS_N_FIRST));
      else if (kind == 20)
        {
          g_autoptr (GError) error = NULL;

          resolve_all (&world);
          if (!edits_commit (world.edits, NULL, &error) &&
              !g_error_matches (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_CONFLICT))
            g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT);
        }
      else if (kind == 21 && edits_world_pick (&world, 10) == 0)
        back_and_forth (&world);
      else
        g_main_context_iteration (NULL, FALSE);
      check_counts (&world);
    }
  edits_world_clear (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-edits/others/naive", test_others);
  g_test_add_func ("/grid-edits/others/chaos", test_chaos);
  return g_test_run ();
}
