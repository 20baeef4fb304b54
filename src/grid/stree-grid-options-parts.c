/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-options-private.h"

#include <glib/gi18n-lib.h>

/* Values of a list that are named. */
#define MAX_NAMED 3

/* Conditions within conditions that are told. */
#define MAX_DEPTH 4

/* --- conditions in words --- */

static char *
say_value (StreeCell *value)
{
  if (stree_cell_is_null (value))
    return g_strdup (C_ ("a value", "empty"));
  if (stree_cell_get_column_type (value) == STREE_COLUMN_BOOL)
    return g_strdup (stree_cell_get_bool (value) ? C_ ("a value", "true") : C_ ("a value", "false"));
  return stree_cell_to_string (value);
}

static char *
say_values (StreeFilter *filter)
{
  guint n = stree_filter_get_n_values (filter), n_named = n > MAX_NAMED + 1 ? MAX_NAMED : n;
  g_autofree char *list = NULL;

  for (guint i = 0; i < n_named; i++)
    {
      g_autofree char *value = say_value (stree_filter_get_value (filter, i));
      char *longer;

      if (!list)
        longer = g_strdup (value);
      else if (i == n - 1)
        longer = g_strdup_printf (C_ ("the last two of a list", "%s or %s"), list, value);
      else
        longer = g_strdup_printf (C_ ("a list", "%s, %s"), list, value);
      g_free (list);
      list = longer;
    }
  if (n_named < n)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s or %u more", "%s or %u more", n - n_named), list,
                            n - n_named);
  return list ? g_steal_pointer (&list) : g_strdup (_ ("nothing"));
}

static char *
say_comparison (const char *column, StreeFilterOp op, const char *value, gboolean is_not)
{
  switch (op)
    {
    case STREE_FILTER_LESS:
      return g_strdup_printf (is_not ? _ ("%s not < %s") : _ ("%s < %s"), column, value);
    case STREE_FILTER_LESS_EQUAL:
      return g_strdup_printf (is_not ? _ ("%s not ≤ %s") : _ ("%s ≤ %s"), column, value);
    case STREE_FILTER_GREATER:
      return g_strdup_printf (is_not ? _ ("%s not > %s") : _ ("%s > %s"), column, value);
    case STREE_FILTER_GREATER_EQUAL:
      return g_strdup_printf (is_not ? _ ("%s not ≥ %s") : _ ("%s ≥ %s"), column, value);
    default:
      return g_strdup_printf (is_not ? _ ("%s is not %s") : _ ("%s is %s"), column, value);
    }
}

/* From one value to another. NULL: it is none of that. */
static char *
say_range (StreeFilter *filter)
{
  StreeFilter *from, *to;
  g_autofree char *low = NULL, *high = NULL;

  if (stree_filter_get_op (filter) != STREE_FILTER_ALL || stree_filter_get_n_children (filter) != 2)
    return NULL;
  from = stree_filter_get_child (filter, 0);
  to = stree_filter_get_child (filter, 1);
  if (stree_filter_get_op (from) != STREE_FILTER_GREATER_EQUAL || stree_filter_get_op (to) != STREE_FILTER_LESS_EQUAL ||
      !g_str_equal (stree_filter_get_column (from), stree_filter_get_column (to)))
    return NULL;
  low = say_value (stree_filter_get_value (from, 0));
  high = say_value (stree_filter_get_value (to, 0));
  /* Translators: a column's name, and between which values */
  return g_strdup_printf (_ ("%s from %s to %s"), stree_filter_get_column (from), low, high);
}

static char *say (StreeFilter *filter, gboolean is_not, guint depth);

static char *
say_combination (StreeFilter *filter, guint depth)
{
  gboolean all = stree_filter_get_op (filter) == STREE_FILTER_ALL;
  g_autofree char *list = say_range (filter);

  if (list)
    return g_steal_pointer (&list);
  for (guint i = 0; i < stree_filter_get_n_children (filter); i++)
    {
      StreeFilter *child = stree_filter_get_child (filter, i);
      gboolean brackets = stree_filter_get_n_children (child) > 1;
      g_autofree char *bare = say (child, FALSE, depth + 1);
      g_autofree char *one = brackets ? g_strdup_printf ("(%s)", bare) : g_strdup (bare);
      char *longer;

      if (!list)
        longer = g_strdup (one);
      else
        longer = g_strdup_printf (all ? C_ ("two conditions", "%s and %s") : C_ ("two conditions", "%s or %s"), list, one);
      g_free (list);
      list = longer;
    }
  return list ? g_steal_pointer (&list) : g_strdup (all ? _ ("all rows") : _ ("no rows"));
}

static char *
say (StreeFilter *filter, gboolean is_not, guint depth)
{
  const char *column = stree_filter_get_column (filter), *text = stree_filter_get_text (filter);
  g_autofree char *value = NULL;

  if (depth > MAX_DEPTH)
    return g_strdup ("…");
  switch (stree_filter_get_op (filter))
    {
    case STREE_FILTER_CONTAINS:
      return g_strdup_printf (is_not ? _ ("%s does not contain “%s”") : _ ("%s contains “%s”"), column, text);
    case STREE_FILTER_STARTS_WITH:
      return g_strdup_printf (is_not ? _ ("%s does not start with “%s”") : _ ("%s starts with “%s”"), column, text);
    case STREE_FILTER_NULL:
      return g_strdup_printf (is_not ? _ ("%s is not empty") : _ ("%s is empty"), column);
    case STREE_FILTER_IN:
      value = say_values (filter);
      return g_strdup_printf (is_not ? _ ("%s is not %s") : _ ("%s is %s"), column, value);
    case STREE_FILTER_ALL:
    case STREE_FILTER_ANY:
      value = say_combination (filter, depth);
      return is_not ? g_strdup_printf (_ ("not (%s)"), value) : g_steal_pointer (&value);
    case STREE_FILTER_NOT:
      if (!is_not)
        return say (stree_filter_get_child (filter, 0), TRUE, depth + 1);
      return say (stree_filter_get_child (filter, 0), FALSE, depth + 1);
    default:
      value = say_value (stree_filter_get_value (filter, 0));
      return say_comparison (column, stree_filter_get_op (filter), value, is_not);
    }
}

static char *
say_sort (const StreeOptionsSort *sort, StreeFrame *schema)
{
  guint column;

  if (!schema || !stree_frame_find_column (schema, sort->column, &column))
    return g_strdup_printf (sort->descending ? _ ("sorted by %s, descending") : _ ("sorted by %s"), sort->column);
  switch (stree_frame_get_column_type (schema, column))
    {
    case STREE_COLUMN_DATE:
    case STREE_COLUMN_TIMESTAMP:
      return g_strdup_printf (sort->descending ? _ ("sorted by %s, newest first") : _ ("sorted by %s, oldest first"),
                              sort->column);
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_DOUBLE:
      return g_strdup_printf (sort->descending ? _ ("sorted by %s, largest first") : _ ("sorted by %s, smallest first"),
                              sort->column);
    case STREE_COLUMN_BOOL:
      return g_strdup_printf (sort->descending ? _ ("sorted by %s, true first") : _ ("sorted by %s, false first"),
                              sort->column);
    case STREE_COLUMN_TEXT:
    default:
      return g_strdup_printf (sort->descending ? _ ("sorted by %s, Z to A") : _ ("sorted by %s, A to Z"), sort->column);
    }
}

/* --- part by part --- */

/* Which part it is, and which of its kind. */
static StreeGridPart
find_part (StreeGridOptions *options, guint index, guint *at)
{
  guint n = 0;

  *at = 0;
  if (options->search && n++ == index)
    return STREE_GRID_PART_SEARCH;
  for (guint i = 0; i < options->columns->len; i++)
    if (g_array_index (options->columns, StreeOptionsColumn, i).filter && n++ == index)
      {
        *at = i;
        return STREE_GRID_PART_COLUMN_FILTER;
      }
  if (options->filter && n++ == index)
    return STREE_GRID_PART_FILTER;
  *at = index - n;
  return STREE_GRID_PART_SORT;
}

/**
 * stree_grid_options_get_n_parts:
 * @options: options
 *
 * How many conditions and sorts they have, each of which can be taken away by itself: first the search, then the
 * conditions, then the columns that are sorted by.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_grid_options_get_n_parts (StreeGridOptions *options)
{
  guint n;

  g_return_val_if_fail (options != NULL, 0);
  n = (options->search != NULL) + (options->filter != NULL) + options->sorts->len;
  for (guint i = 0; i < options->columns->len; i++)
    n += g_array_index (options->columns, StreeOptionsColumn, i).filter != NULL;
  return n;
}

/**
 * stree_grid_options_get_part:
 * @options: options
 * @index: a number from 0
 * @column: (out) (optional) (nullable) (transfer none): which column it is about; %NULL: no single one
 *
 * What a part is.
 *
 * Returns: what it is
 *
 * Since: 1.0
 */
StreeGridPart
stree_grid_options_get_part (StreeGridOptions *options, guint index, const char **column)
{
  StreeGridPart part;
  guint at;

  g_return_val_if_fail (options != NULL, STREE_GRID_PART_SEARCH);
  g_return_val_if_fail (index < stree_grid_options_get_n_parts (options), STREE_GRID_PART_SEARCH);
  part = find_part (options, index, &at);
  if (!column)
    return part;
  *column = NULL;
  if (part == STREE_GRID_PART_COLUMN_FILTER)
    *column = g_array_index (options->columns, StreeOptionsColumn, at).column;
  else if (part == STREE_GRID_PART_SORT)
    *column = g_array_index (options->sorts, StreeOptionsSort, at).column;
  return part;
}

/**
 * stree_grid_options_describe:
 * @options: options
 * @index: a number from 0
 * @schema: (nullable): the columns; with it, a sort is told by what they hold
 *
 * A part in words: "price ≥ 10", "species is Adelie or Gentoo", "name contains “x”", "sorted by year, newest first".
 *
 * Returns: (transfer full): words for people
 *
 * Since: 1.0
 */
char *
stree_grid_options_describe (StreeGridOptions *options, guint index, StreeFrame *schema)
{
  guint at;

  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (index < stree_grid_options_get_n_parts (options), NULL);
  switch (find_part (options, index, &at))
    {
    case STREE_GRID_PART_SEARCH:
      return g_strdup_printf (_ ("“%s” in any column"), options->search);
    case STREE_GRID_PART_COLUMN_FILTER:
      return say (g_array_index (options->columns, StreeOptionsColumn, at).filter, FALSE, 0);
    case STREE_GRID_PART_FILTER:
      return say (options->filter, FALSE, 0);
    case STREE_GRID_PART_SORT:
    default:
      return say_sort (&g_array_index (options->sorts, StreeOptionsSort, at), schema);
    }
}

/**
 * stree_grid_options_without:
 * @options: options
 * @index: a number from 0
 *
 * The same without a part.
 *
 * Returns: (transfer full): options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_without (StreeGridOptions *options, guint index)
{
  const char *column;

  g_return_val_if_fail (options != NULL, NULL);
  g_return_val_if_fail (index < stree_grid_options_get_n_parts (options), NULL);
  switch (stree_grid_options_get_part (options, index, &column))
    {
    case STREE_GRID_PART_SEARCH:
      return stree_grid_options_with_search (options, NULL);
    case STREE_GRID_PART_COLUMN_FILTER:
      return stree_grid_options_with_column_filter (options, column, NULL);
    case STREE_GRID_PART_FILTER:
      return stree_grid_options_with_filter (options, NULL);
    case STREE_GRID_PART_SORT:
    default:
      return stree_grid_options_with_sort (options, column, STREE_GRID_UNSORTED, TRUE);
    }
}
