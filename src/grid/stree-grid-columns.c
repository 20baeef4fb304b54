/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-column-private.h"

#include "core/stree-boxed-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"

struct _StreeGridColumns
{
  gatomicrefcount refs;
  GPtrArray      *columns; /* of StreeGridColumn, held */
};

STREE_DEFINE_BOXED_TYPE (StreeGridColumns, stree_grid_columns)

static void
unref_column (gpointer column)
{
  stree_grid_column_unref (column);
}

/**
 * stree_grid_columns_new:
 *
 * An empty list.
 *
 * Returns: (transfer full): the list
 *
 * Since: 1.0
 */
StreeGridColumns *
stree_grid_columns_new (void)
{
  StreeGridColumns *columns = g_new0 (StreeGridColumns, 1);

  g_atomic_ref_count_init (&columns->refs);
  columns->columns = g_ptr_array_new_with_free_func (unref_column);
  return columns;
}

/**
 * stree_grid_columns_ref:
 * @columns: a list
 *
 * Takes another reference, after which the list cannot be changed any more.
 *
 * Returns: (transfer full): @columns
 *
 * Since: 1.0
 */
StreeGridColumns *
stree_grid_columns_ref (StreeGridColumns *columns)
{
  g_return_val_if_fail (columns != NULL, NULL);

  g_atomic_ref_count_inc (&columns->refs);
  return columns;
}

/**
 * stree_grid_columns_unref:
 * @columns: (transfer full): a list
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_grid_columns_unref (StreeGridColumns *columns)
{
  g_return_if_fail (columns != NULL);

  if (!g_atomic_ref_count_dec (&columns->refs))
    return;
  g_ptr_array_unref (columns->columns);
  g_free (columns);
}

static void
unref_list (gpointer columns)
{
  stree_grid_columns_unref (columns);
}

/**
 * stree_grid_columns_new_for_run: (skip)
 * @args: the columns, ended by one whose `stree_end_` is not 0
 *
 * The columns of a grid, for the run that makes them. In C write `stree_grid_columns ()`.
 *
 * Returns: (transfer none): the list; it belongs to the run
 *
 * Since: 1.0
 */
StreeGridColumns *
stree_grid_columns_new_for_run (const StreeGridColumnArgs *args)
{
  StreeArena       *arena = stree_element_arena ();
  StreeGridColumns *columns;

  g_return_val_if_fail (args != NULL, NULL);
  columns = stree_grid_columns_new ();
  for (; !args->stree_end_; args++)
    g_ptr_array_add (columns->columns, stree_grid_column_new_args (args));
  stree_arena_on_free (arena, columns, unref_list);
  return columns;
}

/**
 * stree_grid_columns_append:
 * @columns: a list with one reference
 * @column: its next column
 *
 * Appends a column, which cannot be changed afterwards.
 *
 * Since: 1.0
 */
void
stree_grid_columns_append (StreeGridColumns *columns, StreeGridColumn *column)
{
  g_return_if_fail (columns != NULL && column != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&columns->refs, 1));

  g_ptr_array_add (columns->columns, stree_grid_column_ref (column));
}

/**
 * stree_grid_columns_get_n_columns:
 * @columns: a list
 *
 * How many columns it has.
 *
 * Returns: the count
 *
 * Since: 1.0
 */
guint
stree_grid_columns_get_n_columns (StreeGridColumns *columns)
{
  g_return_val_if_fail (columns != NULL, 0);

  return columns->columns->len;
}

/**
 * stree_grid_columns_get:
 * @columns: a list
 * @index: which one
 *
 * A column by its place.
 *
 * Returns: (transfer none): the column
 *
 * Since: 1.0
 */
StreeGridColumn *
stree_grid_columns_get (StreeGridColumns *columns, guint index)
{
  g_return_val_if_fail (columns != NULL && index < columns->columns->len, NULL);

  return g_ptr_array_index (columns->columns, index);
}

/**
 * stree_grid_columns_find:
 * @columns: a list
 * @name: the name of a column of the source
 * @index: (out) (optional): its place in the list
 *
 * A column by its name.
 *
 * Returns: (transfer none) (nullable): the column, or %NULL
 *
 * Since: 1.0
 */
StreeGridColumn *
stree_grid_columns_find (StreeGridColumns *columns, const char *name, guint *index)
{
  g_return_val_if_fail (columns != NULL && name != NULL, NULL);

  for (guint i = 0; i < columns->columns->len; i++)
    {
      StreeGridColumn *column = g_ptr_array_index (columns->columns, i);

      if (g_strcmp0 (column->args.name, name) == 0)
        {
          if (index)
            *index = i;
          return column;
        }
    }
  return NULL;
}

static gboolean
same_lists (StreeGridColumns *a, StreeGridColumns *b, gboolean (*same) (StreeGridColumn *a, StreeGridColumn *b))
{
  if (a == b)
    return TRUE;
  if (a->columns->len != b->columns->len)
    return FALSE;
  for (guint i = 0; i < a->columns->len; i++)
    if (!same (g_ptr_array_index (a->columns, i), g_ptr_array_index (b->columns, i)))
      return FALSE;
  return TRUE;
}

gboolean
stree_grid_columns_same_look (StreeGridColumns *a, StreeGridColumns *b)
{
  return same_lists (a, b, stree_grid_column_same_look);
}

/**
 * stree_grid_columns_equal:
 * @a: a list
 * @b: another
 *
 * Whether two lists have the same columns in the same order: a run that makes its columns again changes nothing.
 *
 * Returns: %TRUE if they have
 *
 * Since: 1.0
 */
gboolean
stree_grid_columns_equal (StreeGridColumns *a, StreeGridColumns *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return same_lists (a, b, stree_grid_column_equal);
}

/* --- beside a source --- */

static StreeGridColumns *
columns_of_schema (StreeFrame *schema)
{
  StreeGridColumns *columns = stree_grid_columns_new ();
  guint             n = stree_frame_get_n_columns (schema);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (columns->columns, stree_grid_column_new (stree_frame_get_column_name (schema, i)));
  return columns;
}

/**
 * stree_grid_columns_resolve:
 * @columns: (nullable): which columns to show; %NULL or an empty list for all, in their order
 * @schema: a frame with the columns of the table; its rows do not matter
 * @error: where to put what is wrong with them
 *
 * What a grid works with: each column with its place in the table, and with a kind by its type where none was given.
 *
 * The error is %STREE_ERROR_BAD_VALUE and says which column is wrong and what was expected: a name that the table does not
 * have, a kind that does not fit what is in the column, a column that is there twice.
 *
 * Returns: (transfer full): the list, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeGridColumns *
stree_grid_columns_resolve (StreeGridColumns *columns, StreeFrame *schema, GError **error)
{
  g_autoptr (StreeGridColumns) all = NULL;
  g_autoptr (StreeGridColumns) resolved = NULL;
  g_autoptr (GHashTable)       names = NULL; /* the names so far, of the columns */

  g_return_val_if_fail (schema != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!columns || columns->columns->len == 0)
    columns = all = columns_of_schema (schema);
  resolved = stree_grid_columns_new ();
  names = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < columns->columns->len; i++)
    {
      StreeGridColumn *declared = g_ptr_array_index (columns->columns, i);
      StreeGridColumn *column = stree_grid_column_resolve (declared, schema, error);

      if (!column)
        return NULL;
      g_ptr_array_add (resolved->columns, column);
      if (column->args.name && !g_hash_table_add (names, (gpointer) column->args.name))
        {
          g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                       "The grid has the column '%s' twice: each may be there once", column->args.name);
          return NULL;
        }
    }
  return g_steal_pointer (&resolved);
}
