/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "source-model-private.h"

#include <string.h>

#include "naive-texts.h"

int
naive_compare_cells (StreeCell *a, StreeCell *b)
{
#define ORDER(x, y) ((x) < (y) ? -1 : (x) > (y))
  switch (stree_cell_get_column_type (a))
    {
    case STREE_COLUMN_INT64:
      return ORDER (stree_cell_get_int64 (a), stree_cell_get_int64 (b));
    case STREE_COLUMN_DOUBLE:
      return ORDER (stree_cell_get_double (a), stree_cell_get_double (b));
    case STREE_COLUMN_BOOL:
      return ORDER (stree_cell_get_bool (a), stree_cell_get_bool (b));
    case STREE_COLUMN_DATE:
      return ORDER (stree_cell_get_date (a), stree_cell_get_date (b));
    case STREE_COLUMN_TIMESTAMP:
      return ORDER (stree_cell_get_timestamp (a), stree_cell_get_timestamp (b));
    case STREE_COLUMN_TEXT:
    default:
      return strcmp (stree_cell_get_text (a), stree_cell_get_text (b));
    }
#undef ORDER
}

GPtrArray *
naive_row_of_frame (StreeFrame *frame, guint row)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);

  for (guint column = 0; column < stree_frame_get_n_columns (frame); column++)
    g_ptr_array_add (cells, stree_frame_get_cell (frame, row, column));
  return cells;
}

GPtrArray *
naive_row_copy (GPtrArray *row)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);

  for (guint column = 0; column < row->len; column++)
    g_ptr_array_add (cells, stree_cell_ref (row->pdata[column]));
  return cells;
}

gboolean
naive_row_same_key (const NaiveTable *table, GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < table->n_keys; i++)
    if (!stree_cell_equal (a->pdata[table->keys[i]], b->pdata[table->keys[i]]))
      return FALSE;
  return TRUE;
}

GPtrArray *
naive_find (const NaiveTable *table, GPtrArray *key_of)
{
  for (guint i = 0; i < table->rows->len; i++)
    if (naive_row_same_key (table, table->rows->pdata[i], key_of))
      return table->rows->pdata[i];
  return NULL;
}

StreeRowKey *
naive_key (const NaiveTable *table, GPtrArray *row)
{
  g_autofree StreeCell **cells = g_new (StreeCell *, table->n_keys);

  for (guint i = 0; i < table->n_keys; i++)
    cells[i] = row->pdata[table->keys[i]];
  return stree_row_key_new (cells, table->n_keys);
}

gboolean
naive_row_equal (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    if (!stree_cell_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return a->len == b->len;
}

char *
naive_row_to_string (GPtrArray *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < row->len; i++)
    {
      g_autofree char *cell = stree_cell_to_string (row->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? " | " : "", stree_cell_is_null (row->pdata[i]) ? "NULL" : cell);
    }
  return g_string_free (text, FALSE);
}

/* --- conditions --- */

/* Not known: of a null. */
typedef enum
{
  NO,
  YES,
  UNKNOWN
} Answer;

static Answer
ask_column (const NaiveTable *table, StreeFilter *filter, GPtrArray *row)
{
  StreeFilterOp op = stree_filter_get_op (filter);
  g_autofree char *text = NULL;
  StreeCell *cell;
  guint column;
  int order;

  g_assert_true (stree_frame_find_column (table->schema, stree_filter_get_column (filter), &column));
  cell = row->pdata[column];
  if (op == STREE_FILTER_NULL)
    return stree_cell_is_null (cell) ? YES : NO;
  if (op == STREE_FILTER_IN)
    for (guint i = 0; i < stree_filter_get_n_values (filter); i++)
      if (stree_cell_equal (cell, stree_filter_get_value (filter, i)))
        return YES;
  if (stree_cell_is_null (cell))
    return UNKNOWN;
  if (op == STREE_FILTER_IN)
    return NO;
  text = stree_cell_to_string (cell);
  if (op == STREE_FILTER_CONTAINS)
    return strstr (text, stree_filter_get_text (filter)) ? YES : NO;
  if (op == STREE_FILTER_STARTS_WITH)
    return g_str_has_prefix (text, stree_filter_get_text (filter)) ? YES : NO;
  order = naive_compare_cells (cell, stree_filter_get_value (filter, 0));
  return (op == STREE_FILTER_EQUAL && order == 0) || (op == STREE_FILTER_LESS && order < 0) ||
                 (op == STREE_FILTER_LESS_EQUAL && order <= 0) || (op == STREE_FILTER_GREATER && order > 0) ||
                 (op == STREE_FILTER_GREATER_EQUAL && order >= 0)
             ? YES
             : NO;
}

static Answer
ask (const NaiveTable *table, StreeFilter *filter, GPtrArray *row)
{
  StreeFilterOp op = stree_filter_get_op (filter);
  guint counts[3] = { 0 };

  if (op < STREE_FILTER_ALL)
    return ask_column (table, filter, row);
  for (guint i = 0; i < stree_filter_get_n_children (filter); i++)
    counts[ask (table, stree_filter_get_child (filter, i), row)]++;
  if (op == STREE_FILTER_NOT)
    return counts[UNKNOWN] ? UNKNOWN : counts[NO] ? YES : NO;
  if (op == STREE_FILTER_ALL)
    return counts[NO] ? NO : counts[UNKNOWN] ? UNKNOWN : YES;
  return counts[YES] ? YES : counts[UNKNOWN] ? UNKNOWN : NO;
}

static gboolean
has_text (const NaiveTable *table, GPtrArray *row, const char *search)
{
  for (guint i = 0; i < row->len; i++)
    {
      g_autofree char *text = stree_cell_to_string (row->pdata[i]);

      if (!table->hidden[i] && !stree_cell_is_null (row->pdata[i]) && strstr (text, search))
        return TRUE;
    }
  return FALSE;
}

/* --- order --- */

typedef struct
{
  const NaiveTable *table;
  StreeQuery *query;
} Order;

static int
compare_nullable (StreeCell *a, StreeCell *b, gboolean descending, StreeCollation collation)
{
  int difference;

  if (stree_cell_is_null (a) || stree_cell_is_null (b))
    return stree_cell_is_null (a) - stree_cell_is_null (b);
  if (stree_cell_get_column_type (a) == STREE_COLUMN_TEXT)
    difference = naive_compare_texts (collation, stree_cell_get_text (a), stree_cell_get_text (b));
  else
    difference = naive_compare_cells (a, b);
  return descending ? -difference : difference;
}

static int
compare_rows (GPtrArray *a, GPtrArray *b, const Order *order)
{
  for (guint i = 0; order->query && i < stree_query_get_n_sorts (order->query); i++)
    {
      gboolean descending;
      guint column;
      int difference;

      g_assert_true (stree_frame_find_column (order->table->schema,
                                              stree_query_get_sort (order->query, i, &descending), &column));
      difference = compare_nullable (a->pdata[column], b->pdata[column], descending,
                                     stree_query_get_sort_collation (order->query, i));
      if (difference != 0)
        return difference;
    }
  for (guint i = 0; order->table->order == SOURCE_MODEL_BY_KEY && i < order->table->n_keys; i++)
    {
      guint column = order->table->keys[i];
      int difference = compare_nullable (a->pdata[column], b->pdata[column], FALSE, STREE_COLLATION_DEFAULT);

      if (difference != 0)
        return difference;
    }
  return 0;
}

/* One by one, behind those that are not larger: stable. */
static void
insert_row (GPtrArray *rows, GPtrArray *row, const Order *order)
{
  guint from = 0, to = rows->len;

  while (from < to)
    {
      guint middle = (from + to) / 2;

      if (compare_rows (rows->pdata[middle], row, order) > 0)
        to = middle;
      else
        from = middle + 1;
    }
  g_ptr_array_insert (rows, (gint) from, row);
}

GPtrArray *
naive_query (const NaiveTable *table, StreeQuery *query)
{
  GPtrArray *rows = g_ptr_array_new ();
  Order order = { table, query };
  const char *search = query ? stree_query_get_search (query) : NULL;

  for (guint i = 0; i < table->rows->len; i++)
    {
      GPtrArray *row = table->rows->pdata[i];

      if (query && stree_query_get_filter (query) && ask (table, stree_query_get_filter (query), row) != YES)
        continue;
      if (search && *search && !has_text (table, row, search))
        continue;
      insert_row (rows, row, &order);
    }
  return rows;
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  const NaiveCount *x = a, *y = b;

  if (x->count != y->count)
    return x->count > y->count ? -1 : 1;
  return compare_nullable (x->value, y->value, FALSE, STREE_COLLATION_DEFAULT);
}

GArray *
naive_distinct (const NaiveTable *table, guint column, StreeQuery *query)
{
  g_autoptr (GPtrArray) rows = naive_query (table, query);
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (NaiveCount));

  for (guint i = 0; i < rows->len; i++)
    {
      NaiveCount new_count = { g_ptr_array_index ((GPtrArray *) rows->pdata[i], column), 1 };
      gboolean found = FALSE;

      for (guint k = 0; k < counts->len && !found; k++)
        {
          NaiveCount *count = &g_array_index (counts, NaiveCount, k);

          found = stree_cell_equal (count->value, new_count.value);
          count->count += found;
        }
      if (!found)
        g_array_append_val (counts, new_count);
    }
  g_array_sort (counts, compare_counts);
  return counts;
}
