/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-options-private.h"
#include "grid/stree-grid-shown-private.h"

#include "core/stree-boxed-private.h"

STREE_DEFINE_BOXED_TYPE (StreeGridOptions, stree_grid_options)

static void
sort_clear (gpointer data)
{
  g_free (((StreeOptionsSort *) data)->column);
}

static void
column_clear (gpointer data)
{
  StreeOptionsColumn *column = data;

  g_free (column->column);
  g_clear_pointer (&column->filter, stree_filter_unref);
}

/**
 * stree_grid_options_new:
 *
 * Options that say nothing: all rows and all columns, as they come.
 *
 * Returns: (transfer full): options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_new (void)
{
  StreeGridOptions *options = g_atomic_rc_box_new0 (StreeGridOptions);

  options->sorts = g_array_new (FALSE, FALSE, sizeof (StreeOptionsSort));
  g_array_set_clear_func (options->sorts, sort_clear);
  options->columns = g_array_new (FALSE, TRUE, sizeof (StreeOptionsColumn));
  g_array_set_clear_func (options->columns, column_clear);
  return options;
}

/**
 * stree_grid_options_ref: (skip)
 * @options: options
 *
 * Returns: (transfer full): @options, held once more
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_ref (StreeGridOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);
  return g_atomic_rc_box_acquire (options);
}

static void
options_clear (gpointer data)
{
  StreeGridOptions *options = data;

  g_free (options->search);
  g_clear_pointer (&options->filter, stree_filter_unref);
  g_array_unref (options->sorts);
  g_array_unref (options->columns);
  g_strfreev (options->order);
}

/**
 * stree_grid_options_unref: (skip)
 * @options: (transfer full): options
 *
 * Lets go of them.
 *
 * Since: 1.0
 */
void
stree_grid_options_unref (StreeGridOptions *options)
{
  g_return_if_fail (options != NULL);
  g_atomic_rc_box_release_full (options, options_clear);
}

/* --- what is said about a column --- */

/* Where it is, or belongs. */
static guint
place_of (StreeGridOptions *options, const char *column)
{
  guint i = 0;

  while (i < options->columns->len && g_strcmp0 (g_array_index (options->columns, StreeOptionsColumn, i).column, column) < 0)
    i++;
  return i;
}

StreeOptionsColumn *
stree_grid_options_find_column (StreeGridOptions *options, const char *column)
{
  guint i = place_of (options, column);
  StreeOptionsColumn *it =
      i < options->columns->len ? &g_array_index (options->columns, StreeOptionsColumn, i) : NULL;

  return it && g_str_equal (it->column, column) ? it : NULL;
}

StreeOptionsColumn *
stree_grid_options_ensure_column (StreeGridOptions *options, const char *column)
{
  StreeOptionsColumn added = { .column = NULL };
  guint i = place_of (options, column);

  if (stree_grid_options_find_column (options, column))
    return stree_grid_options_find_column (options, column);
  added.column = g_strdup (column);
  g_array_insert_val (options->columns, i, added);
  return &g_array_index (options->columns, StreeOptionsColumn, i);
}

void
stree_grid_options_drop_silent (StreeGridOptions *options)
{
  for (guint i = options->columns->len; i-- > 0;)
    {
      const StreeOptionsColumn *it = &g_array_index (options->columns, StreeOptionsColumn, i);

      if (it->width == 0 && !it->hidden && !it->pinned && !it->filter)
        g_array_remove_index (options->columns, i);
    }
}

void
stree_grid_options_add_sort (StreeGridOptions *options, const char *column, gboolean descending)
{
  StreeOptionsSort sort = { .column = g_strdup (column), .descending = descending };

  g_array_append_val (options->sorts, sort);
}

static StreeGridOptions *
copy (StreeGridOptions *options)
{
  StreeGridOptions *made = stree_grid_options_new ();

  made->search = g_strdup (options->search);
  made->filter = options->filter ? stree_filter_ref (options->filter) : NULL;
  made->order = g_strdupv (options->order);
  for (guint i = 0; i < options->sorts->len; i++)
    {
      const StreeOptionsSort *sort = &g_array_index (options->sorts, StreeOptionsSort, i);

      stree_grid_options_add_sort (made, sort->column, sort->descending);
    }
  for (guint i = 0; i < options->columns->len; i++)
    {
      StreeOptionsColumn column = g_array_index (options->columns, StreeOptionsColumn, i);

      column.column = g_strdup (column.column);
      column.filter = column.filter ? stree_filter_ref (column.filter) : NULL;
      g_array_append_val (made->columns, column);
    }
  return made;
}

/* --- the same --- */

static gboolean
same_filter (StreeFilter *a, StreeFilter *b)
{
  return a && b ? stree_filter_equal (a, b) : a == b;
}

static gboolean
same_column (const StreeOptionsColumn *a, const StreeOptionsColumn *b)
{
  return g_str_equal (a->column, b->column) && a->width == b->width && a->hidden == b->hidden && a->pinned == b->pinned &&
         same_filter (a->filter, b->filter);
}

static gboolean
same_sorts (StreeGridOptions *a, StreeGridOptions *b)
{
  if (a->sorts->len != b->sorts->len)
    return FALSE;
  for (guint i = 0; i < a->sorts->len; i++)
    {
      const StreeOptionsSort *x = &g_array_index (a->sorts, StreeOptionsSort, i);
      const StreeOptionsSort *y = &g_array_index (b->sorts, StreeOptionsSort, i);

      if (!g_str_equal (x->column, y->column) || x->descending != y->descending)
        return FALSE;
    }
  return TRUE;
}

/**
 * stree_grid_options_equal:
 * @a: options
 * @b: options
 *
 * Whether they say the same.
 *
 * Returns: whether they do
 *
 * Since: 1.0
 */
gboolean
stree_grid_options_equal (StreeGridOptions *a, StreeGridOptions *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  if (a == b)
    return TRUE;
  if (g_strcmp0 (a->search, b->search) != 0 || !same_filter (a->filter, b->filter) || a->columns->len != b->columns->len || !a->order != !b->order ||
      (a->order && !g_strv_equal ((const char *const *) a->order, (const char *const *) b->order)))
    return FALSE;
  if (!same_sorts (a, b))
    return FALSE;
  for (guint i = 0; i < a->columns->len; i++)
    if (!same_column (&g_array_index (a->columns, StreeOptionsColumn, i),
                      &g_array_index (b->columns, StreeOptionsColumn, i)))
      return FALSE;
  return TRUE;
}

/* --- as a query --- */

static gboolean
fits (StreeFilter *filter, StreeFrame *schema)
{
  return !schema || stree_filter_validate (filter, schema, NULL);
}

static StreeFilter *
combine (StreeGridOptions *options, StreeFrame *schema)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < options->columns->len; i++)
    {
      StreeFilter *filter = g_array_index (options->columns, StreeOptionsColumn, i).filter;

      if (filter && fits (filter, schema))
        g_ptr_array_add (all, filter);
    }
  if (options->filter && fits (options->filter, schema))
    g_ptr_array_add (all, options->filter);
  if (all->len == 0)
    return NULL;
  if (all->len == 1)
    return stree_filter_ref (g_ptr_array_index (all, 0));
  return stree_filter_new_all ((StreeFilter **) all->pdata, all->len);
}

StreeGridReason
stree_grid_options_get_reason (StreeGridOptions *before, StreeGridOptions *after)
{
  g_autoptr (StreeFilter) a = combine (before, NULL);
  g_autoptr (StreeFilter) b = combine (after, NULL);

  if (!same_sorts (before, after))
    return STREE_GRID_REASON_SORT;
  if (g_strcmp0 (before->search, after->search) != 0 || !same_filter (a, b))
    return STREE_GRID_REASON_FILTER;
  return STREE_GRID_REASON_COLUMNS;
}

/**
 * stree_grid_options_make_query:
 * @options: options
 * @columns: (nullable): the columns of the grid, which say how their texts are sorted; %NULL: all by %STREE_COLLATION_DEFAULT
 * @schema: (nullable): the columns that there are: what is said about others, or does not fit their types, is left out, so
 * that options that were kept from another time work; %NULL: nothing is left out
 *
 * The rows that they show, in their order.
 *
 * Returns: (transfer full): a query
 *
 * Since: 1.0
 */
StreeQuery *
stree_grid_options_make_query (StreeGridOptions *options, StreeGridColumns *columns, StreeFrame *schema)
{
  StreeQuery *query;
  g_autoptr (StreeFilter) filter = NULL;

  g_return_val_if_fail (options != NULL, NULL);
  query = stree_query_new ();
  stree_query_set_search (query, options->search);
  filter = combine (options, schema);
  if (filter)
    stree_query_set_filter (query, filter);
  for (guint i = 0; i < options->sorts->len; i++)
    {
      const StreeOptionsSort *sort = &g_array_index (options->sorts, StreeOptionsSort, i);
      StreeGridColumn *shown = columns ? stree_grid_columns_find (columns, sort->column, NULL) : NULL;
      guint column;

      if (!schema || stree_frame_find_column (schema, sort->column, &column))
        stree_query_add_collated_sort (query, sort->column, sort->descending,
                                       shown ? shown->args.collation : STREE_COLLATION_DEFAULT);
    }
  return query;
}

/* --- which rows, in which order --- */

/**
 * stree_grid_options_with_search:
 * @options: options
 * @text: (nullable): what is looked for in all columns; %NULL or empty: nothing
 *
 * The same with another search.
 *
 * Returns: (transfer full): options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_with_search (StreeGridOptions *options, const char *text)
{
  StreeGridOptions *made;

  g_return_val_if_fail (options != NULL, NULL);
  made = copy (options);
  g_free (made->search);
  made->search = text && *text ? g_strdup (text) : NULL;
  return made;
}

/**
 * stree_grid_options_get_search:
 * @options: options
 *
 * What is looked for in all columns.
 *
 * Returns: (transfer none) (nullable): the text; %NULL: nothing
 *
 * Since: 1.0
 */
const char *
stree_grid_options_get_search (StreeGridOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);
  return options->search;
}

gboolean
stree_grid_options_is_about (StreeFilter *filter, const char *column)
{
  if (stree_filter_get_column (filter))
    return g_str_equal (stree_filter_get_column (filter), column);
  for (guint i = 0; i < stree_filter_get_n_children (filter); i++)
    if (!stree_grid_options_is_about (stree_filter_get_child (filter, i), column))
      return FALSE;
  return stree_filter_get_n_children (filter) > 0;
}

/**
 * stree_grid_options_with_column_filter:
 * @options: options
 * @column: a column's name
 * @filter: (nullable): a condition on this column and no other; %NULL: none
 *
 * The same with another condition on a column. Each column has one of its own; all of them must hold.
 *
 * Returns: (transfer full): options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_with_column_filter (StreeGridOptions *options, const char *column, StreeFilter *filter)
{
  StreeGridOptions *made;
  StreeOptionsColumn *it;

  g_return_val_if_fail (options != NULL && column != NULL, NULL);
  g_return_val_if_fail (filter == NULL || stree_grid_options_is_about (filter, column), NULL);
  made = copy (options);
  it = stree_grid_options_ensure_column (made, column);
  g_clear_pointer (&it->filter, stree_filter_unref);
  it->filter = filter ? stree_filter_ref (filter) : NULL;
  stree_grid_options_drop_silent (made);
  return made;
}

/**
 * stree_grid_options_get_column_filter:
 * @options: options
 * @column: a column's name
 *
 * The condition on a column.
 *
 * Returns: (transfer none) (nullable): the condition; %NULL: none
 *
 * Since: 1.0
 */
StreeFilter *
stree_grid_options_get_column_filter (StreeGridOptions *options, const char *column)
{
  const StreeOptionsColumn *it;

  g_return_val_if_fail (options != NULL && column != NULL, NULL);
  it = stree_grid_options_find_column (options, column);
  return it ? it->filter : NULL;
}

/**
 * stree_grid_options_with_filter:
 * @options: options
 * @filter: (nullable): a condition on any columns; %NULL: none
 *
 * The same with another condition that is of no single column.
 *
 * Returns: (transfer full): options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_with_filter (StreeGridOptions *options, StreeFilter *filter)
{
  StreeGridOptions *made;

  g_return_val_if_fail (options != NULL, NULL);
  made = copy (options);
  g_clear_pointer (&made->filter, stree_filter_unref);
  made->filter = filter ? stree_filter_ref (filter) : NULL;
  return made;
}

/**
 * stree_grid_options_get_filter:
 * @options: options
 *
 * The condition that is of no single column.
 *
 * Returns: (transfer none) (nullable): the condition; %NULL: none
 *
 * Since: 1.0
 */
StreeFilter *
stree_grid_options_get_filter (StreeGridOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);
  return options->filter;
}

static guint
find_sort (StreeGridOptions *options, const char *column)
{
  guint i = 0;

  while (i < options->sorts->len && !g_str_equal (g_array_index (options->sorts, StreeOptionsSort, i).column, column))
    i++;
  return i;
}

/**
 * stree_grid_options_with_sort:
 * @options: options
 * @column: a column's name
 * @sort: how it is sorted by
 * @keep_others: the others stay before it; a column that is among them keeps its place. Else it is the only one
 *
 * The same, sorted another way.
 *
 * Returns: (transfer full): options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_with_sort (StreeGridOptions *options, const char *column, StreeGridSort sort, gboolean keep_others)
{
  StreeGridOptions *made;
  guint at;

  g_return_val_if_fail (options != NULL && column != NULL, NULL);
  made = copy (options);
  if (!keep_others)
    g_array_set_size (made->sorts, 0);
  at = find_sort (made, column);
  if (at < made->sorts->len && sort != STREE_GRID_UNSORTED)
    g_array_index (made->sorts, StreeOptionsSort, at).descending = sort == STREE_GRID_DESCENDING;
  else if (at < made->sorts->len)
    g_array_remove_index (made->sorts, at);
  else if (sort != STREE_GRID_UNSORTED)
    stree_grid_options_add_sort (made, column, sort == STREE_GRID_DESCENDING);
  return made;
}

/**
 * stree_grid_options_get_sort:
 * @options: options
 * @column: a column's name
 * @rank: (out) (optional): which of the columns that are sorted by it is, from 0
 *
 * How a column is sorted by.
 *
 * Returns: how
 *
 * Since: 1.0
 */
StreeGridSort
stree_grid_options_get_sort (StreeGridOptions *options, const char *column, guint *rank)
{
  guint at;

  g_return_val_if_fail (options != NULL && column != NULL, STREE_GRID_UNSORTED);
  at = find_sort (options, column);
  if (rank)
    *rank = at;
  if (at == options->sorts->len)
    return STREE_GRID_UNSORTED;
  return g_array_index (options->sorts, StreeOptionsSort, at).descending ? STREE_GRID_DESCENDING : STREE_GRID_ASCENDING;
}

/**
 * stree_grid_options_get_n_sorts:
 * @options: options
 *
 * By how many columns the rows are sorted.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_grid_options_get_n_sorts (StreeGridOptions *options)
{
  g_return_val_if_fail (options != NULL, 0);
  return options->sorts->len;
}

/* --- the columns --- */

/**
 * stree_grid_options_with_column_order:
 * @options: options
 * @columns: (nullable) (array zero-terminated=1): names of columns, in order; those that are not among them come after, as
 * they are in the table. %NULL: all are as in the table
 *
 * The same with the columns in another order.
 *
 * Returns: (transfer full): options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_with_column_order (StreeGridOptions *options, const char *const *columns)
{
  StreeGridOptions *made;

  g_return_val_if_fail (options != NULL, NULL);
  made = copy (options);
  g_strfreev (made->order);
  made->order = columns && *columns ? g_strdupv ((char **) columns) : NULL;
  return made;
}

/**
 * stree_grid_options_get_column_order:
 * @options: options
 *
 * The columns that come first.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): their names; %NULL: all are as in the table
 *
 * Since: 1.0
 */
const char *const *
stree_grid_options_get_column_order (StreeGridOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);
  return (const char *const *) options->order;
}

/**
 * stree_grid_options_with_column_width:
 * @options: options
 * @column: a column's name
 * @width: in pixels, at most 100000; 0: its own
 *
 * The same with another width of a column.
 *
 * Returns: (transfer full): options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_with_column_width (StreeGridOptions *options, const char *column, guint width)
{
  StreeGridOptions *made;

  g_return_val_if_fail (options != NULL && column != NULL, NULL);
  made = copy (options);
  stree_grid_options_ensure_column (made, column)->width = MIN (width, STREE_OPTIONS_MAX_WIDTH);
  stree_grid_options_drop_silent (made);
  return made;
}

/**
 * stree_grid_options_get_column_width:
 * @options: options
 * @column: a column's name
 *
 * The width of a column.
 *
 * Returns: pixels; 0: its own
 *
 * Since: 1.0
 */
guint
stree_grid_options_get_column_width (StreeGridOptions *options, const char *column)
{
  const StreeOptionsColumn *it;

  g_return_val_if_fail (options != NULL && column != NULL, 0);
  it = stree_grid_options_find_column (options, column);
  return it ? it->width : 0;
}

/**
 * stree_grid_options_with_column_hidden:
 * @options: options
 * @column: a column's name
 * @hidden: whether it is not shown
 *
 * The same with a column shown or not.
 *
 * Returns: (transfer full): options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_with_column_hidden (StreeGridOptions *options, const char *column, gboolean hidden)
{
  StreeGridOptions *made;

  g_return_val_if_fail (options != NULL && column != NULL, NULL);
  made = copy (options);
  stree_grid_options_ensure_column (made, column)->hidden = !!hidden;
  stree_grid_options_drop_silent (made);
  return made;
}

/**
 * stree_grid_options_get_column_hidden:
 * @options: options
 * @column: a column's name
 *
 * Whether a column is not shown.
 *
 * Returns: whether it is not
 *
 * Since: 1.0
 */
gboolean
stree_grid_options_get_column_hidden (StreeGridOptions *options, const char *column)
{
  const StreeOptionsColumn *it;

  g_return_val_if_fail (options != NULL && column != NULL, FALSE);
  it = stree_grid_options_find_column (options, column);
  return it && it->hidden;
}

/**
 * stree_grid_options_with_column_pinned:
 * @options: options
 * @column: a column's name
 * @pinned: whether it stays in view at the side where lines begin
 *
 * The same with a column pinned or not.
 *
 * Returns: (transfer full): options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_with_column_pinned (StreeGridOptions *options, const char *column, gboolean pinned)
{
  StreeGridOptions *made;

  g_return_val_if_fail (options != NULL && column != NULL, NULL);
  made = copy (options);
  stree_grid_options_ensure_column (made, column)->pinned = !!pinned;
  stree_grid_options_drop_silent (made);
  return made;
}

/**
 * stree_grid_options_get_column_pinned:
 * @options: options
 * @column: a column's name
 *
 * Whether a column stays in view.
 *
 * Returns: whether it does
 *
 * Since: 1.0
 */
gboolean
stree_grid_options_get_column_pinned (StreeGridOptions *options, const char *column)
{
  const StreeOptionsColumn *it;

  g_return_val_if_fail (options != NULL && column != NULL, FALSE);
  it = stree_grid_options_find_column (options, column);
  return it && it->pinned;
}
