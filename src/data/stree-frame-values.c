/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame.h"

#include "data/stree-cell.h"
#include "data/stree-distinct-private.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-private.h"
#include "data/stree-frame-sort-private.h"

/* A category has at most so many values; documented at stree_frame_is_categorical(). */
#define MAX_TEXT_CATEGORIES 100
#define MAX_INTEGER_CATEGORIES 20

/**
 * stree_frame_distinct:
 * @frame: a frame
 * @column: the column's number, from 0
 * @max: how many values at most, 0 for all
 * @counts: (out) (optional) (array length=n_values) (transfer full): where to put how many rows have each value
 * @n_values: (out) (optional): where to put how many values are returned
 * @n_distinct: (out) (optional): where to put how many different values there are, those beyond @max included
 *
 * The different values of a column as a person sees them, in the order of a sort by that column. Nulls do not count.
 *
 * If there are more than @max, the most frequent ones are returned; of equally frequent ones those that come first in
 * @frame.
 *
 * Returns: (transfer full) (array zero-terminated=1): the values
 *
 * Since: 1.0
 */
char **
stree_frame_distinct (StreeFrame *frame, guint column, guint max, guint **counts, guint *n_values, guint *n_distinct)
{
  g_autoptr (StreeDistinct) distinct = NULL;
  g_autoptr (GHashTable) count_of = NULL; /* row -> count */
  const StreeDistinctItem *items;
  g_autofree guint32 *order = NULL;
  g_autofree guint32 *rows = NULL;
  StreeSortKey key = { .column = column, .descending = FALSE };
  guint n_items, n;
  char **values;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (column < frame->store->n_columns, NULL);

  distinct = stree_frame_count_distinct (frame, column, G_MAXUINT, NULL);
  items = stree_distinct_get_items (distinct, &n_items);
  n = max == 0 ? n_items : MIN (max, n_items);
  order = stree_distinct_rank (distinct);
  rows = g_new (guint32, MAX (n, 1));
  count_of = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n; i++)
    {
      rows[i] = items[order[i]].first;
      g_hash_table_insert (count_of, GUINT_TO_POINTER (rows[i]), GUINT_TO_POINTER (items[order[i]].count));
    }
  stree_frame_sort_rows (frame, &key, 1, rows, n, NULL);

  values = g_new0 (char *, (gsize) n + 1);
  if (counts != NULL)
    *counts = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      values[i] = stree_frame_dup_cell_text (frame, rows[i], column);
      if (counts != NULL)
        (*counts)[i] = GPOINTER_TO_UINT (g_hash_table_lookup (count_of, GUINT_TO_POINTER (rows[i])));
    }
  if (n_values != NULL)
    *n_values = n;
  if (n_distinct != NULL)
    *n_distinct = n_items;
  return values;
}

/**
 * stree_frame_is_categorical:
 * @frame: a frame
 * @column: the column's number, from 0
 *
 * Whether a column is one to choose a value from, rather than one to read or to measure.
 *
 * The rule, nulls left out: booleans are; text is, if it has at most 100 different values and each occurs twice on
 * average; whole numbers are, if they have at most 20 different values and each occurs ten times on average (a year,
 * a grade); numbers with decimals and dates are not. A column without values is not.
 *
 * Returns: %TRUE if the column is categorical
 *
 * Since: 1.0
 */
gboolean
stree_frame_is_categorical (StreeFrame *frame, guint column)
{
  g_autoptr (StreeDistinct) distinct = NULL;
  const StreeDistinctItem *items;
  guint n_items, limit, repeats;
  guint64 n_values = 0;

  g_return_val_if_fail (frame != NULL, FALSE);
  g_return_val_if_fail (column < frame->store->n_columns, FALSE);

  switch (frame->store->columns[column]->type)
    {
    case STREE_COLUMN_BOOL:
      limit = 2;
      repeats = 1;
      break;
    case STREE_COLUMN_TEXT:
      limit = MAX_TEXT_CATEGORIES;
      repeats = 2;
      break;
    case STREE_COLUMN_INT64:
      limit = MAX_INTEGER_CATEGORIES;
      repeats = 10;
      break;
    case STREE_COLUMN_DOUBLE:
    case STREE_COLUMN_DATE:
    case STREE_COLUMN_TIMESTAMP:
    default:
      return FALSE;
    }

  distinct = stree_frame_count_distinct (frame, column, limit, NULL);
  items = stree_distinct_get_items (distinct, &n_items);
  if (n_items == 0 || n_items > limit)
    return FALSE;
  for (guint i = 0; i < n_items; i++)
    n_values += items[i].count;
  return n_values >= (guint64) n_items * repeats;
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint32 *count_of = data;
  guint32 x = count_of[*(const guint32 *) a], y = count_of[*(const guint32 *) b];

  return x > y ? -1 : x < y ? 1 : 0;
}

/* Appends a row: what stands in @row of the column, and how often. */
static void
append_count (StreeFrameBuilder *builder, StreeFrame *frame, guint column, guint row, gint64 count)
{
  g_autoptr (StreeCell) cell = stree_frame_get_cell (frame, row, column);

  stree_frame_builder_append_cell (builder, 0, cell);
  stree_frame_builder_append_int64 (builder, 1, count);
  stree_frame_builder_end_row (builder);
}

StreeFrame *
stree_frame_count_values (StreeFrame *frame, guint column, guint max, GCancellable *cancellable, GError **error)
{
  g_autoptr (StreeFrameBuilder) builder = NULL;
  g_autoptr (StreeDistinct) distinct = stree_frame_count_distinct (frame, column, G_MAXUINT, cancellable);
  const StreeDistinctItem *items;
  g_autofree guint32 *rows = NULL;  /* where each value is first */
  g_autofree guint32 *count_of = NULL; /* by row */
  StreeSortKey key = { .column = column, .descending = FALSE };
  guint n_items, n_nulls = 0, first_null = 0;

  if (!distinct)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  for (guint row = frame->n_rows; row-- > 0;)
    if (stree_frame_is_null (frame, row, column))
      {
        n_nulls++;
        first_null = row;
      }
  items = stree_distinct_get_items (distinct, &n_items);
  rows = g_new (guint32, (gsize) n_items + 1);
  count_of = g_new0 (guint32, (gsize) frame->n_rows + 1);
  for (guint i = 0; i < n_items; i++)
    {
      rows[i] = items[i].first;
      count_of[rows[i]] = items[i].count;
    }
  if (n_nulls > 0)
    {
      rows[n_items] = first_null;
      count_of[first_null] = n_nulls;
      n_items++;
    }
  if (!stree_frame_sort_rows (frame, &key, 1, rows, n_items, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  /* A stable sort. */
  g_qsort_with_data (rows, (gint) n_items, sizeof *rows, compare_counts, count_of);

  builder = stree_frame_builder_new ();
  stree_frame_builder_add_column (builder, "value", stree_frame_get_column_type (frame, column));
  stree_frame_builder_add_column (builder, "count", STREE_COLUMN_INT64);
  if (stree_frame_get_column_type (frame, column) == STREE_COLUMN_DOUBLE)
    stree_frame_builder_set_decimals (builder, 0, stree_frame_get_column_decimals (frame, column));
  for (guint i = 0; i < n_items && (max == 0 || i < max); i++)
    append_count (builder, frame, column, rows[i], count_of[rows[i]]);
  return stree_frame_builder_finish (builder);
}
