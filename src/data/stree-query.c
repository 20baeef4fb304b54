/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/stree-boxed-private.h"
#include "core/stree-error.h"
#include "data/stree-filter-private.h"
#include "data/stree-text-match-private.h"
#include "tasks/stree-task-lock-private.h"

typedef struct
{
  char *column;
  gboolean descending;
  StreeCollation collation;
} Sort;

struct _StreeQuery
{
  gatomicrefcount refs;
  char *search;        /* nullable, never empty */
  StreeFilter *filter; /* nullable */
  GArray *sorts;       /* of Sort */
};

STREE_DEFINE_BOXED_TYPE (StreeQuery, stree_query)

GType
stree_collation_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_COLLATION_DEFAULT, "STREE_COLLATION_DEFAULT", "default" },
    { STREE_COLLATION_LOCALE, "STREE_COLLATION_LOCALE", "locale" },
    { STREE_COLLATION_NATURAL, "STREE_COLLATION_NATURAL", "natural" },
    { STREE_COLLATION_BINARY, "STREE_COLLATION_BINARY", "binary" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StreeCollation", values));
  return type;
}

static void
sort_clear (gpointer data)
{
  g_free (((Sort *) data)->column);
}

/**
 * stree_query_new:
 *
 * A query that all rows pass, in their order.
 *
 * Returns: (transfer full): the query
 *
 * Since: 1.0
 */
StreeQuery *
stree_query_new (void)
{
  StreeQuery *query = g_new0 (StreeQuery, 1);

  g_atomic_ref_count_init (&query->refs);
  query->sorts = g_array_new (FALSE, FALSE, sizeof (Sort));
  g_array_set_clear_func (query->sorts, sort_clear);
  return query;
}

/**
 * stree_query_ref:
 * @query: a query
 *
 * Takes another reference, after which the query cannot be changed any more. May be called from any thread.
 *
 * Returns: (transfer full): @query
 *
 * Since: 1.0
 */
StreeQuery *
stree_query_ref (StreeQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);

  g_atomic_ref_count_inc (&query->refs);
  return query;
}

/**
 * stree_query_unref:
 * @query: (transfer full): a query
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_query_unref (StreeQuery *query)
{
  g_return_if_fail (query != NULL);

  stree_hand_over (query);
  if (!g_atomic_ref_count_dec (&query->refs))
    return;
  stree_take_over (query);
  g_free (query->search);
  g_clear_pointer (&query->filter, stree_filter_unref);
  g_array_unref (query->sorts);
  g_free (query);
}

/**
 * stree_query_set_search:
 * @query: a query with one reference
 * @text: (nullable): what to look for, UTF-8; %NULL or empty for every row
 *
 * Keeps the rows that have @text in at least one cell as it is displayed.
 *
 * Case does not matter, in any script. An accent matters only where the search has it: `cafe` finds `Café`, `café`
 * does not find `Cafe`.
 *
 * Since: 1.0
 */
void
stree_query_set_search (StreeQuery *query, const char *text)
{
  g_return_if_fail (query != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&query->refs, 1));
  g_return_if_fail (text == NULL || g_utf8_validate (text, -1, NULL));

  g_free (query->search);
  query->search = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * stree_query_get_search:
 * @query: a query
 *
 * The search text.
 *
 * Returns: (nullable) (transfer none): the text, or %NULL where nothing is looked for
 *
 * Since: 1.0
 */
const char *
stree_query_get_search (StreeQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);

  return query->search;
}

/**
 * stree_query_set_filter:
 * @query: a query with one reference
 * @filter: (nullable): which rows; %NULL for every row
 *
 * Keeps the rows that fulfil a filter.
 *
 * Since: 1.0
 */
void
stree_query_set_filter (StreeQuery *query, StreeFilter *filter)
{
  StreeFilter *before;

  g_return_if_fail (query != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&query->refs, 1));

  before = query->filter;
  query->filter = filter ? stree_filter_ref (filter) : NULL;
  g_clear_pointer (&before, stree_filter_unref);
}

/**
 * stree_query_get_filter:
 * @query: a query
 *
 * The filter.
 *
 * Returns: (nullable) (transfer none): the filter, or %NULL for every row
 *
 * Since: 1.0
 */
StreeFilter *
stree_query_get_filter (StreeQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);

  return query->filter;
}

/**
 * stree_query_add_sort:
 * @query: a query with one reference
 * @column: the name of a column
 * @descending: whether the largest value comes first
 *
 * Adds a sort key. The first one added counts first.
 *
 * Rows that are equal in all keys keep their order. Nulls come last, also when descending. Text is ordered by
 * %STREE_COLLATION_DEFAULT.
 *
 * Since: 1.0
 */
void
stree_query_add_sort (StreeQuery *query, const char *column, gboolean descending)
{
  stree_query_add_collated_sort (query, column, descending, STREE_COLLATION_DEFAULT);
}

/**
 * stree_query_add_collated_sort:
 * @query: a query with one reference
 * @column: the name of a column
 * @descending: whether the largest value comes first
 * @collation: how texts are ordered; it does not matter in columns of other types
 *
 * Adds a sort key that orders texts in another way; see [method@Query.add_sort].
 *
 * Since: 1.0
 */
void
stree_query_add_collated_sort (StreeQuery *query, const char *column, gboolean descending, StreeCollation collation)
{
  Sort sort;

  g_return_if_fail (query != NULL && column != NULL);
  g_return_if_fail (collation <= STREE_COLLATION_BINARY);
  g_return_if_fail (g_atomic_ref_count_compare (&query->refs, 1));

  sort.column = g_strdup (column);
  sort.descending = !!descending;
  sort.collation = collation;
  g_array_append_val (query->sorts, sort);
}

/**
 * stree_query_get_n_sorts:
 * @query: a query
 *
 * How many sort keys it has.
 *
 * Returns: the count
 *
 * Since: 1.0
 */
guint
stree_query_get_n_sorts (StreeQuery *query)
{
  g_return_val_if_fail (query != NULL, 0);

  return query->sorts->len;
}

/**
 * stree_query_get_sort:
 * @query: a query
 * @index: which key, from 0, which counts first
 * @descending: (out) (optional): whether the largest value comes first
 *
 * A sort key.
 *
 * Returns: (transfer none): the name of its column
 *
 * Since: 1.0
 */
const char *
stree_query_get_sort (StreeQuery *query, guint index, gboolean *descending)
{
  const Sort *sort;

  g_return_val_if_fail (query != NULL && index < query->sorts->len, NULL);

  sort = &g_array_index (query->sorts, Sort, index);
  if (descending)
    *descending = sort->descending;
  return sort->column;
}

/**
 * stree_query_get_sort_collation:
 * @query: a query
 * @index: which key, from 0, which counts first
 *
 * How a sort key orders texts.
 *
 * Returns: the collation
 *
 * Since: 1.0
 */
StreeCollation
stree_query_get_sort_collation (StreeQuery *query, guint index)
{
  g_return_val_if_fail (query != NULL && index < query->sorts->len, STREE_COLLATION_DEFAULT);

  return g_array_index (query->sorts, Sort, index).collation;
}

/**
 * stree_query_validate:
 * @query: a query
 * @schema: a frame with the columns of a table; its rows do not matter
 * @error: where to put what is wrong
 *
 * Whether a table has the columns that the query names, and the filter's values are of their types. The error is
 * %STREE_ERROR_BAD_VALUE.
 *
 * Returns: %FALSE if not
 *
 * Since: 1.0
 */
gboolean
stree_query_validate (StreeQuery *query, StreeFrame *schema, GError **error)
{
  g_return_val_if_fail (query != NULL && schema != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  for (guint i = 0; i < query->sorts->len; i++)
    {
      const char *column = g_array_index (query->sorts, Sort, i).column;

      if (!stree_frame_find_column (schema, column, NULL))
        {
          g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                       _ ("The query sorts by the column \"%s\", which the table does not have"), column);
          return FALSE;
        }
    }
  return !query->filter || stree_filter_validate (query->filter, schema, error);
}

static gboolean
same_sorts (StreeQuery *a, StreeQuery *b)
{
  if (a->sorts->len != b->sorts->len)
    return FALSE;
  for (guint i = 0; i < a->sorts->len; i++)
    {
      const Sort *x = &g_array_index (a->sorts, Sort, i), *y = &g_array_index (b->sorts, Sort, i);

      if (x->descending != y->descending || x->collation != y->collation || !g_str_equal (x->column, y->column))
        return FALSE;
    }
  return TRUE;
}

/**
 * stree_query_equal:
 * @a: a query
 * @b: another query
 *
 * Whether two queries ask the same.
 *
 * Returns: %TRUE if they do
 *
 * Since: 1.0
 */
gboolean
stree_query_equal (StreeQuery *a, StreeQuery *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (g_strcmp0 (a->search, b->search) != 0 || !a->filter != !b->filter)
    return FALSE;
  return same_sorts (a, b) && (!a->filter || stree_filter_equal (a->filter, b->filter));
}

/**
 * stree_query_extends:
 * @query: a query
 * @previous: a query that was run before
 *
 * Whether @query may be run on the result of @previous instead of on the whole table, and gives the same rows in the
 * same order.
 *
 * So it is while a person types: each search text extends the one before. It is not when a filter went away, or when
 * @previous was sorted in another way than @query. Where it is not easily seen, the answer is no.
 *
 * Returns: %TRUE if the result of @previous is enough
 *
 * Since: 1.0
 */
gboolean
stree_query_extends (StreeQuery *query, StreeQuery *previous)
{
  g_return_val_if_fail (query != NULL && previous != NULL, FALSE);

  if (previous->sorts->len > 0 && !same_sorts (query, previous))
    return FALSE;
  if (previous->search != NULL)
    {
      g_autofree char *before = stree_text_fold (previous->search);
      g_autofree char *now = stree_text_fold (query->search != NULL ? query->search : "");

      if (strstr (now, before) == NULL)
        return FALSE;
    }
  return stree_filter_implies (query->filter, previous->filter);
}
