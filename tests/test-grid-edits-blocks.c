/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Edits of many cells at once: what is pasted, filled, emptied and deleted. */

#include "grid-edits-table.h"

static StreeGridRange *
make_range (Fixture *fixture, gint64 first, guint n_rows, guint first_column, guint n_columns)
{
  StreeGridRange *range = stree_grid_range_new ();
  StreeFrame *table = stree_frame_source_get_frame (STREE_FRAME_SOURCE (fixture->source));

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (StreeRowKey) key = edits_key (first + i);

      stree_grid_range_add_row (range, key, table, edits_find (table, first + i));
    }
  for (guint i = 0; i < n_columns; i++)
    stree_grid_range_add_column (range, first_column + i);
  return range;
}

static void
test_blocks (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "a", "1.5", "b", "x" };
  g_autoptr (StreeGridRange) range = make_range (fixture, 2, 4, EDITS_NAME, 2);
  g_autoptr (StreeGridRange) odd = make_range (fixture, 2, 3, EDITS_NAME, 3);

  (void) data;
  g_assert_cmpuint (stree_grid_edits_paste (fixture->edits, range, texts, 4, 2), ==, 8);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpstr (stree_grid_edits_get_undo_name (fixture->edits), ==, "Paste 8 cells");
  check_shown (fixture, 2, EDITS_NAME, "a");
  check_shown (fixture, 3, EDITS_PRICE, "x");
  check_shown (fixture, 5, EDITS_NAME, "b");
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, STREE_GRID_EDIT_INVALID), ==, 2);
  stree_grid_edits_undo (fixture->edits);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, 0), ==, 0);

  /* It does not fit exactly: once. */
  g_assert_cmpuint (stree_grid_edits_paste (fixture->edits, odd, texts, 4, 2), ==, 4);
  g_assert_cmpuint (state_of (fixture, 4), ==, 0);
  stree_grid_edits_undo (fixture->edits);

  edits_type (fixture->edits, 2, EDITS_PRICE, "77");
  g_assert_cmpuint (stree_grid_edits_fill_down (fixture->edits, range), ==, 6);
  check_shown (fixture, 5, EDITS_PRICE, "77");
  check_shown (fixture, 5, EDITS_NAME, "name 2");
  g_assert_cmpuint (stree_grid_edits_clear (fixture->edits, range), ==, 8);
  check_shown (fixture, 4, EDITS_NAME, "");
  g_assert_cmpstr (stree_grid_edits_get_undo_name (fixture->edits), ==, "Clear 8 cells");
  g_assert_cmpuint (stree_grid_edits_delete_rows (fixture->edits, range), ==, 4);
  g_assert_cmpstr (stree_grid_edits_get_undo_name (fixture->edits), ==, "Delete 4 rows");
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, STREE_GRID_EDIT_DELETED), ==, 4);
  stree_grid_edits_revert_all (fixture->edits);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, 0), ==, 0);
  stree_grid_edits_undo (fixture->edits);
  stree_grid_edits_undo (fixture->edits);
  stree_grid_edits_undo (fixture->edits);
  check_shown (fixture, 5, EDITS_PRICE, "77");

  /* A step of one's own; steps within it are part of it. */
  stree_grid_edits_begin_step (fixture->edits, "Mine");
  edits_type (fixture->edits, 9, EDITS_NAME, "x");
  edits_delete (fixture->edits, 8);
  g_assert_false (stree_grid_edits_undo (fixture->edits));
  stree_grid_edits_end_step (fixture->edits);
  g_assert_cmpstr (stree_grid_edits_get_undo_name (fixture->edits), ==, "Mine");
  stree_grid_edits_undo (fixture->edits);
  g_assert_cmpuint (state_of (fixture, 8) | state_of (fixture, 9), ==, 0);
}

/* A block that goes beyond the last row. */
static void
test_paste_new_rows (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "a", "1", "b", "2", "c", "x", "d", "4" };
  g_autoptr (StreeGridRange) range = make_range (fixture, 9, 2, EDITS_NAME, 2);
  g_autoptr (StreeRowKey) before = stree_grid_edits_insert_row (fixture->edits, STREE_GRID_END);
  StreeRowKey *added;

  (void) data;
  fixture->n_changed = 0;
  stree_grid_range_add_new_rows (range, 2);
  g_assert_cmpuint (stree_grid_range_get_n_rows (range), ==, 2);
  g_assert_cmpuint (stree_grid_range_get_n_new_rows (range), ==, 2);
  g_assert_cmpuint (stree_grid_edits_paste (fixture->edits, range, texts, 8, 2), ==, 8);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  check_shown (fixture, 10, EDITS_NAME, "b");
  g_assert_cmpuint (stree_grid_edits_get_n_extra_rows (fixture->edits, STREE_GRID_END), ==, 3);
  g_assert_true (stree_grid_edits_get_extra_row (fixture->edits, STREE_GRID_END, 0) == before);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = NULL;

      added = stree_grid_edits_get_extra_row (fixture->edits, STREE_GRID_END, 1 + i);
      name = edits_shown (fixture->edits, added, EDITS_NAME);
      g_assert_cmpstr (name, ==, i == 0 ? "c" : "d");
      g_assert_cmpuint (stree_grid_edits_get_cell_state (fixture->edits, added, EDITS_PRICE) & STREE_GRID_EDIT_INVALID, ==,
                        i == 0 ? STREE_GRID_EDIT_INVALID : 0);
    }
  /* One step, there and back. */
  g_assert_cmpstr (stree_grid_edits_get_undo_name (fixture->edits), ==, "Paste 8 cells");
  stree_grid_edits_undo (fixture->edits);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, 0), ==, 1);
  stree_grid_edits_redo (fixture->edits);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, STREE_GRID_EDIT_INSERTED), ==, 3);
  g_assert_true (stree_grid_edits_get_extra_row (fixture->edits, STREE_GRID_END, 2) == added);
  stree_grid_edits_undo (fixture->edits);
  /* A small block that fits into it several times is repeated there, too. */
  g_assert_cmpuint (stree_grid_edits_paste (fixture->edits, range, texts, 2, 2), ==, 8);
  stree_grid_edits_undo (fixture->edits);
  /* No new rows where all of it is left out, and where the source takes none. */
  {
    g_autoptr (StreeGridRange) nowhere = stree_grid_range_new ();

    stree_grid_range_add_new_rows (nowhere, 1);
    stree_grid_range_skip_column (nowhere);
    g_assert_cmpuint (stree_grid_range_get_column (nowhere, 0), ==, G_MAXUINT);
    g_assert_cmpuint (stree_grid_edits_paste (fixture->edits, nowhere, texts, 1, 1), ==, 0);
  }
  stree_frame_source_set_read_only (STREE_FRAME_SOURCE (fixture->source), TRUE);
  g_assert_cmpuint (stree_grid_edits_paste (fixture->edits, range, texts, 8, 2), ==, 0);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, STREE_GRID_EDIT_INSERTED), ==, 1);
}

static StreeCell *
parse_writable (guint column, const char *text, gpointer data, GError **error)
{
  g_assert_cmpuint (column, !=, GPOINTER_TO_UINT (data));
  return stree_cell_new_parsed (column == EDITS_NAME ? STREE_COLUMN_TEXT : STREE_COLUMN_DOUBLE, text, error);
}

static char *
check_writable (guint column, StreeCell *cell, gpointer data)
{
  (void) cell;
  g_assert_cmpuint (column, !=, GPOINTER_TO_UINT (data));
  return NULL;
}

/* Nobody reads, or finds fault with, what is for a column that cannot be written; the others get what is theirs. */
static void
test_read_only_columns (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "a", "no number", "skipped", "2" };
  g_autoptr (StreeFrame) rows = all_rows (fixture);
  g_autoptr (StreeGridRange) range = stree_grid_range_new ();
  guint n_keys;
  g_autofree guint *keys = stree_source_get_key_columns (fixture->source, &n_keys);
  g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (rows, 0, keys, n_keys);
  g_autofree char *price = NULL;

  (void) data;
  stree_grid_edits_set_parse_func (fixture->edits, parse_writable, GUINT_TO_POINTER (keys[0]), NULL);
  stree_grid_edits_set_validate_func (fixture->edits, check_writable, GUINT_TO_POINTER (keys[0]), NULL);
  stree_grid_range_add_row (range, key, rows, 0);
  stree_grid_range_add_column (range, EDITS_NAME);
  stree_grid_range_add_column (range, keys[0]);
  stree_grid_range_skip_column (range);
  stree_grid_range_add_column (range, EDITS_PRICE);
  g_assert_cmpuint (stree_grid_edits_paste (fixture->edits, range, texts, 4, 4), ==, 2);
  price = edits_shown (fixture->edits, key, EDITS_PRICE);
  g_assert_cmpstr (price, ==, "2");
  g_assert_cmpuint (stree_grid_edits_clear (fixture->edits, range), ==, 2);
  g_assert_cmpuint (stree_grid_edits_fill_down (fixture->edits, range), ==, 0);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, STREE_GRID_EDIT_INVALID), ==, 0);
  /* Nor for a row that is to go. */
  stree_grid_edits_undo (fixture->edits);
  stree_grid_edits_delete_row (fixture->edits, key, rows, 0);
  stree_grid_edits_set_parse_func (fixture->edits, parse_writable, GUINT_TO_POINTER (EDITS_NAME), NULL);
  g_assert_cmpuint (stree_grid_edits_paste (fixture->edits, range, texts, 1, 1), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/grid-edits-blocks/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("blocks", test_blocks);
  ADD ("paste-new-rows", test_paste_new_rows);
  g_test_add ("/grid-edits-blocks/read-only-columns", Fixture, "counted", set_up, test_read_only_columns, tear_down);
  return g_test_run ();
}
