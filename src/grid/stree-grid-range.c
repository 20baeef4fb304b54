/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-range.h"

#include "core/stree-boxed-private.h"

typedef struct
{
  StreeRowKey *key; /* held */
  StreeFrame *seen; /* held; NULL: a new row, or one that the edits know */
  guint row;
} RangeRow;

/* An atomic rc box. */
struct _StreeGridRange
{
  GArray *rows;    /* owned: RangeRow */
  guint n_new;     /* rows below them that are not there yet */
  GArray *columns; /* owned: guint; G_MAXUINT: none that anything is put into */
};

STREE_DEFINE_BOXED_TYPE (StreeGridRange, stree_grid_range)

static void
range_row_clear (gpointer data)
{
  RangeRow *row = data;

  stree_row_key_unref (row->key);
  g_clear_pointer (&row->seen, stree_frame_unref);
}

/**
 * stree_grid_range_new:
 *
 * Begins a range.
 *
 * Returns: (transfer full): a range without rows and columns
 *
 * Since: 1.0
 */
StreeGridRange *
stree_grid_range_new (void)
{
  StreeGridRange *range = g_atomic_rc_box_new0 (StreeGridRange);

  range->rows = g_array_new (FALSE, FALSE, sizeof (RangeRow));
  g_array_set_clear_func (range->rows, range_row_clear);
  range->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  return range;
}

/**
 * stree_grid_range_ref: (skip)
 * @range: a range
 *
 * Returns: (transfer full): @range, held once more
 *
 * Since: 1.0
 */
StreeGridRange *
stree_grid_range_ref (StreeGridRange *range)
{
  g_return_val_if_fail (range != NULL, NULL);
  return g_atomic_rc_box_acquire (range);
}

static void
range_clear (gpointer data)
{
  StreeGridRange *range = data;

  g_array_unref (range->rows);
  g_array_unref (range->columns);
}

/**
 * stree_grid_range_unref: (skip)
 * @range: (transfer full): a range
 *
 * Lets go of it.
 *
 * Since: 1.0
 */
void
stree_grid_range_unref (StreeGridRange *range)
{
  g_return_if_fail (range != NULL);
  g_atomic_rc_box_release_full (range, range_clear);
}

/**
 * stree_grid_range_add_row:
 * @range: a range
 * @key: the row's key
 * @seen: (nullable): a frame with the source's columns that holds the row as it was seen; %NULL: a new row
 * @row: where it stands in @seen
 *
 * Adds a row below the others.
 *
 * Since: 1.0
 */
void
stree_grid_range_add_row (StreeGridRange *range, StreeRowKey *key, StreeFrame *seen, guint row)
{
  RangeRow it = { .row = row };

  g_return_if_fail (range != NULL && key != NULL);
  g_return_if_fail (seen == NULL || row < stree_frame_get_n_rows (seen));
  it.key = stree_row_key_ref (key);
  it.seen = seen ? stree_frame_ref (seen) : NULL;
  g_array_append_val (range->rows, it);
}

/**
 * stree_grid_range_add_new_rows:
 * @range: a range
 * @n_rows: how many
 *
 * Adds rows below all others that are not there yet: a paste makes them, at the end of the table.
 *
 * Since: 1.0
 */
void
stree_grid_range_add_new_rows (StreeGridRange *range, guint n_rows)
{
  g_return_if_fail (range != NULL);
  g_return_if_fail (n_rows <= G_MAXUINT - range->n_new - range->rows->len);
  range->n_new += n_rows;
}

/**
 * stree_grid_range_add_column:
 * @range: a range
 * @column: the number of a column of the source's schema
 *
 * Adds a column behind the others.
 *
 * Since: 1.0
 */
void
stree_grid_range_add_column (StreeGridRange *range, guint column)
{
  g_return_if_fail (range != NULL);
  g_array_append_val (range->columns, column);
}

/**
 * stree_grid_range_skip_column:
 * @range: a range
 *
 * Adds a place behind the other columns that nothing is put into: what a pasted block has there is left out.
 *
 * Since: 1.0
 */
void
stree_grid_range_skip_column (StreeGridRange *range)
{
  const guint none = G_MAXUINT;

  g_return_if_fail (range != NULL);
  g_array_append_val (range->columns, none);
}

/**
 * stree_grid_range_get_n_rows:
 * @range: a range
 *
 * How many rows it has, without those that are not there yet.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_grid_range_get_n_rows (StreeGridRange *range)
{
  g_return_val_if_fail (range != NULL, 0);
  return range->rows->len;
}

/**
 * stree_grid_range_get_n_new_rows:
 * @range: a range
 *
 * How many rows it has below them that are not there yet.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_grid_range_get_n_new_rows (StreeGridRange *range)
{
  g_return_val_if_fail (range != NULL, 0);
  return range->n_new;
}

/**
 * stree_grid_range_get_key:
 * @range: a range
 * @index: a number from 0
 *
 * A row's key.
 *
 * Returns: (transfer none): the key
 *
 * Since: 1.0
 */
StreeRowKey *
stree_grid_range_get_key (StreeGridRange *range, guint index)
{
  g_return_val_if_fail (range != NULL, NULL);
  g_return_val_if_fail (index < range->rows->len, NULL);
  return g_array_index (range->rows, RangeRow, index).key;
}

/**
 * stree_grid_range_get_seen:
 * @range: a range
 * @index: a number from 0
 * @row: (out) (optional): where the row stands in the frame
 *
 * A row as it was seen.
 *
 * Returns: (transfer none) (nullable): the frame that holds it; %NULL: it is a new row
 *
 * Since: 1.0
 */
StreeFrame *
stree_grid_range_get_seen (StreeGridRange *range, guint index, guint *row)
{
  g_return_val_if_fail (range != NULL, NULL);
  g_return_val_if_fail (index < range->rows->len, NULL);
  if (row)
    *row = g_array_index (range->rows, RangeRow, index).row;
  return g_array_index (range->rows, RangeRow, index).seen;
}

/**
 * stree_grid_range_get_n_columns:
 * @range: a range
 *
 * How many columns it has, with the places that nothing is put into.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_grid_range_get_n_columns (StreeGridRange *range)
{
  g_return_val_if_fail (range != NULL, 0);
  return range->columns->len;
}

/**
 * stree_grid_range_get_column:
 * @range: a range
 * @index: a number from 0
 *
 * The number of a column of the source.
 *
 * Returns: the number; %G_MAXUINT: a place that nothing is put into
 *
 * Since: 1.0
 */
guint
stree_grid_range_get_column (StreeGridRange *range, guint index)
{
  g_return_val_if_fail (range != NULL, 0);
  g_return_val_if_fail (index < range->columns->len, 0);
  return g_array_index (range->columns, guint, index);
}
