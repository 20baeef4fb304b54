/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-filter-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/stree-boxed-private.h"
#include "core/stree-error.h"
#include "data/stree-text-match-private.h"
#include "tasks/stree-task-lock-private.h"

STREE_DEFINE_BOXED_TYPE (StreeFilter, stree_filter)

/* --- making one --- */

static StreeFilter *
filter_new (StreeFilterOp op, const char *column)
{
  StreeFilter *filter = g_new0 (StreeFilter, 1);

  g_atomic_ref_count_init (&filter->refs);
  filter->op = op;
  filter->column = g_strdup (column);
  return filter;
}

/**
 * stree_filter_new_compare:
 * @column: the name of a column
 * @op: %STREE_FILTER_EQUAL to %STREE_FILTER_GREATER_EQUAL
 * @value: a cell of the column's type, not null
 *
 * Rows whose cell compares so with a value. Texts are ordered as they are sorted: without regard to case and accents
 * first, then by their bytes.
 *
 * Returns: (transfer full): the filter
 *
 * Since: 1.0
 */
StreeFilter *
stree_filter_new_compare (const char *column, StreeFilterOp op, StreeCell *value)
{
  StreeFilter *filter;

  g_return_val_if_fail (column != NULL && value != NULL, NULL);
  g_return_val_if_fail (stree_filter_is_comparison (op), NULL);
  g_return_val_if_fail (!stree_cell_is_null (value), NULL);

  filter = filter_new (op, column);
  filter->values = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);
  g_ptr_array_add (filter->values, stree_cell_ref (value));
  return filter;
}

/**
 * stree_filter_new_text:
 * @column: the name of a column
 * @op: %STREE_FILTER_CONTAINS or %STREE_FILTER_STARTS_WITH
 * @text: UTF-8 text
 *
 * Rows whose cell, as it is displayed, has a text in it. Case does not matter, and an accent only where @text has it.
 *
 * Returns: (transfer full): the filter
 *
 * Since: 1.0
 */
StreeFilter *
stree_filter_new_text (const char *column, StreeFilterOp op, const char *text)
{
  StreeFilter *filter;

  g_return_val_if_fail (column != NULL, NULL);
  g_return_val_if_fail (op == STREE_FILTER_CONTAINS || op == STREE_FILTER_STARTS_WITH, NULL);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);

  filter = filter_new (op, column);
  filter->text = g_strdup (text);
  return filter;
}

/**
 * stree_filter_new_null:
 * @column: the name of a column
 *
 * Rows whose cell is null.
 *
 * Returns: (transfer full): the filter
 *
 * Since: 1.0
 */
StreeFilter *
stree_filter_new_null (const char *column)
{
  g_return_val_if_fail (column != NULL, NULL);

  return filter_new (STREE_FILTER_NULL, column);
}

/**
 * stree_filter_new_in:
 * @column: the name of a column
 * @values: (array length=n_values): cells of the column's type; one may be null
 * @n_values: how many there are; no row has one of none
 *
 * Rows whose cell is one of some values.
 *
 * Returns: (transfer full): the filter
 *
 * Since: 1.0
 */
StreeFilter *
stree_filter_new_in (const char *column, StreeCell **values, gsize n_values)
{
  StreeFilter *filter;

  g_return_val_if_fail (column != NULL, NULL);
  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  filter = filter_new (STREE_FILTER_IN, column);
  filter->values = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);
  for (gsize i = 0; i < n_values; i++)
    g_ptr_array_add (filter->values, stree_cell_ref (values[i]));
  return filter;
}

static StreeFilter *
new_of_children (StreeFilterOp op, StreeFilter **children, gsize n_children)
{
  StreeFilter *filter = filter_new (op, NULL);

  filter->children = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_filter_unref);
  for (gsize i = 0; i < n_children; i++)
    g_ptr_array_add (filter->children, stree_filter_ref (children[i]));
  return filter;
}

/**
 * stree_filter_new_all:
 * @children: (array length=n_children): filters
 * @n_children: how many there are; every row fulfils all of none
 *
 * Rows that fulfil all of some filters.
 *
 * Returns: (transfer full): the filter
 *
 * Since: 1.0
 */
StreeFilter *
stree_filter_new_all (StreeFilter **children, gsize n_children)
{
  g_return_val_if_fail (children != NULL || n_children == 0, NULL);

  return new_of_children (STREE_FILTER_ALL, children, n_children);
}

/**
 * stree_filter_new_any:
 * @children: (array length=n_children): filters
 * @n_children: how many there are; no row fulfils any of none
 *
 * Rows that fulfil at least one of some filters.
 *
 * Returns: (transfer full): the filter
 *
 * Since: 1.0
 */
StreeFilter *
stree_filter_new_any (StreeFilter **children, gsize n_children)
{
  g_return_val_if_fail (children != NULL || n_children == 0, NULL);

  return new_of_children (STREE_FILTER_ANY, children, n_children);
}

/**
 * stree_filter_new_not:
 * @child: a filter
 *
 * Rows that surely do not fulfil a filter.
 *
 * Returns: (transfer full): the filter
 *
 * Since: 1.0
 */
StreeFilter *
stree_filter_new_not (StreeFilter *child)
{
  g_return_val_if_fail (child != NULL, NULL);

  return new_of_children (STREE_FILTER_NOT, &child, 1);
}

/**
 * stree_filter_ref:
 * @filter: a filter
 *
 * Takes another reference. May be called from any thread.
 *
 * Returns: (transfer full): @filter
 *
 * Since: 1.0
 */
StreeFilter *
stree_filter_ref (StreeFilter *filter)
{
  g_return_val_if_fail (filter != NULL, NULL);

  g_atomic_ref_count_inc (&filter->refs);
  return filter;
}

/**
 * stree_filter_unref:
 * @filter: (transfer full): a filter
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_filter_unref (StreeFilter *filter)
{
  g_return_if_fail (filter != NULL);

  stree_hand_over (filter);
  if (!g_atomic_ref_count_dec (&filter->refs))
    return;
  stree_take_over (filter);
  g_free (filter->column);
  g_free (filter->text);
  g_clear_pointer (&filter->values, g_ptr_array_unref);
  g_clear_pointer (&filter->children, g_ptr_array_unref);
  g_free (filter);
}

/* --- reading it --- */

/**
 * stree_filter_get_op:
 * @filter: a filter
 *
 * What the filter asks for.
 *
 * Returns: the operation
 *
 * Since: 1.0
 */
StreeFilterOp
stree_filter_get_op (StreeFilter *filter)
{
  g_return_val_if_fail (filter != NULL, STREE_FILTER_ALL);

  return filter->op;
}

/**
 * stree_filter_get_column:
 * @filter: a filter
 *
 * The column that the filter looks at.
 *
 * Returns: (transfer none) (nullable): its name; %NULL for a filter that combines others
 *
 * Since: 1.0
 */
const char *
stree_filter_get_column (StreeFilter *filter)
{
  g_return_val_if_fail (filter != NULL, NULL);

  return filter->column;
}

/**
 * stree_filter_get_text:
 * @filter: a filter
 *
 * The text that the filter looks for.
 *
 * Returns: (transfer none) (nullable): the text; %NULL for a filter that looks for none
 *
 * Since: 1.0
 */
const char *
stree_filter_get_text (StreeFilter *filter)
{
  g_return_val_if_fail (filter != NULL, NULL);

  return filter->text;
}

/**
 * stree_filter_get_n_values:
 * @filter: a filter
 *
 * How many values the filter compares with.
 *
 * Returns: the count
 *
 * Since: 1.0
 */
guint
stree_filter_get_n_values (StreeFilter *filter)
{
  g_return_val_if_fail (filter != NULL, 0);

  return filter->values ? filter->values->len : 0;
}

/**
 * stree_filter_get_value:
 * @filter: a filter
 * @index: which value, from 0
 *
 * A value that the filter compares with.
 *
 * Returns: (transfer none): the value
 *
 * Since: 1.0
 */
StreeCell *
stree_filter_get_value (StreeFilter *filter, guint index)
{
  g_return_val_if_fail (filter != NULL, NULL);
  g_return_val_if_fail (index < stree_filter_get_n_values (filter), NULL);

  return g_ptr_array_index (filter->values, index);
}

/**
 * stree_filter_get_n_children:
 * @filter: a filter
 *
 * How many filters it combines.
 *
 * Returns: the count
 *
 * Since: 1.0
 */
guint
stree_filter_get_n_children (StreeFilter *filter)
{
  g_return_val_if_fail (filter != NULL, 0);

  return filter->children ? filter->children->len : 0;
}

/**
 * stree_filter_get_child:
 * @filter: a filter
 * @index: which one, from 0
 *
 * A filter that it combines.
 *
 * Returns: (transfer none): the filter
 *
 * Since: 1.0
 */
StreeFilter *
stree_filter_get_child (StreeFilter *filter, guint index)
{
  g_return_val_if_fail (filter != NULL, NULL);
  g_return_val_if_fail (index < stree_filter_get_n_children (filter), NULL);

  return g_ptr_array_index (filter->children, index);
}

/* --- whether it fits a table --- */

static gboolean
validate_column (StreeFilter *filter, StreeFrame *schema, GError **error)
{
  StreeColumnType type;
  guint column;

  if (!stree_frame_find_column (schema, filter->column, &column))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("The filter names the column \"%s\", which the table does not have"),
                   filter->column);
      return FALSE;
    }
  type = stree_frame_get_column_type (schema, column);
  for (guint i = 0; i < stree_filter_get_n_values (filter); i++)
    {
      StreeColumnType other = stree_cell_get_column_type (stree_filter_get_value (filter, i));

      if (other == type)
        continue;
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   _ ("The filter compares the column \"%s\" with a value of type %s; expected type %s"), filter->column,
                   stree_column_type_get_nick (other), stree_column_type_get_nick (type));
      return FALSE;
    }
  return TRUE;
}

/**
 * stree_filter_validate:
 * @filter: a filter
 * @schema: a frame with the columns of a table; its rows do not matter
 * @error: where to put what is wrong
 *
 * Whether the columns that the filter names are there, and its values of their types. The error is
 * %STREE_ERROR_BAD_VALUE.
 *
 * Returns: %FALSE if not
 *
 * Since: 1.0
 */
gboolean
stree_filter_validate (StreeFilter *filter, StreeFrame *schema, GError **error)
{
  g_return_val_if_fail (filter != NULL && schema != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (filter->column && !validate_column (filter, schema, error))
    return FALSE;
  for (guint i = 0; i < stree_filter_get_n_children (filter); i++)
    if (!stree_filter_validate (stree_filter_get_child (filter, i), schema, error))
      return FALSE;
  return TRUE;
}

/* --- one beside another --- */

/**
 * stree_filter_equal:
 * @a: a filter
 * @b: another filter
 *
 * Whether two filters are written the same.
 *
 * Returns: %TRUE if they are
 *
 * Since: 1.0
 */
gboolean
stree_filter_equal (StreeFilter *a, StreeFilter *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;
  if (a->op != b->op || g_strcmp0 (a->column, b->column) != 0 || g_strcmp0 (a->text, b->text) != 0 ||
      stree_filter_get_n_values (a) != stree_filter_get_n_values (b) ||
      stree_filter_get_n_children (a) != stree_filter_get_n_children (b))
    return FALSE;
  for (guint i = 0; i < stree_filter_get_n_values (a); i++)
    if (!stree_cell_equal (stree_filter_get_value (a, i), stree_filter_get_value (b, i)))
      return FALSE;
  for (guint i = 0; i < stree_filter_get_n_children (a); i++)
    if (!stree_filter_equal (stree_filter_get_child (a, i), stree_filter_get_child (b, i)))
      return FALSE;
  return TRUE;
}

static gboolean
has_value (StreeFilter *filter, StreeCell *value)
{
  for (guint i = 0; i < filter->values->len; i++)
    if (stree_cell_equal (g_ptr_array_index (filter->values, i), value))
      return TRUE;
  return FALSE;
}

/* While a person types, or unticks a value in a list. */
static gboolean
narrows (StreeFilter *filter, StreeFilter *other)
{
  if (filter->op != other->op || g_strcmp0 (filter->column, other->column) != 0)
    return FALSE;
  if (filter->op == STREE_FILTER_CONTAINS || filter->op == STREE_FILTER_STARTS_WITH)
    {
      g_autofree char *now = stree_text_fold (filter->text);
      g_autofree char *before = stree_text_fold (other->text);

      return filter->op == STREE_FILTER_CONTAINS ? strstr (now, before) != NULL : g_str_has_prefix (now, before);
    }
  if (filter->op != STREE_FILTER_IN)
    return FALSE;
  for (guint i = 0; i < filter->values->len; i++)
    if (!has_value (other, g_ptr_array_index (filter->values, i)))
      return FALSE;
  return TRUE;
}

gboolean
stree_filter_implies (StreeFilter *filter, StreeFilter *other)
{
  if (!other || filter == other)
    return TRUE;
  if (other->op == STREE_FILTER_ALL)
    {
      for (guint i = 0; i < other->children->len; i++)
        if (!stree_filter_implies (filter, g_ptr_array_index (other->children, i)))
          return FALSE;
      return TRUE;
    }
  if (!filter)
    return FALSE;
  if (filter->op == STREE_FILTER_ALL)
    {
      for (guint i = 0; i < filter->children->len; i++)
        if (stree_filter_implies (g_ptr_array_index (filter->children, i), other))
          return TRUE;
      return FALSE;
    }
  return stree_filter_equal (filter, other) || narrows (filter, other);
}
