/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-row-key-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-boxed-private.h"
#include "data/stree-column-private.h"
#include "data/stree-distinct-private.h"
#include "sources/stree-source.h"
#include "tasks/stree-task-lock-private.h"

/* An atomic rc box. */
struct _StreeRowKey
{
  guint hash;
  guint n_cells;
  StreeCell *cells[]; /* held */
};

STREE_DEFINE_BOXED_TYPE (StreeRowKey, stree_row_key)

#define FIRST_HASH 5381u

static guint
mix (guint hash, guint cell)
{
  return hash * 33u + (cell ^ (cell >> 15));
}

static StreeRowKey *
key_alloc (gsize n_cells)
{
  StreeRowKey *key = g_atomic_rc_box_alloc (sizeof *key + n_cells * sizeof *key->cells);

  key->hash = FIRST_HASH;
  key->n_cells = (guint) n_cells;
  return key;
}

/**
 * stree_row_key_new:
 * @cells: (array length=n_cells) (nullable): the cells in the key columns, in the order of the columns
 * @n_cells: how many there are; without any it is the key of no row
 *
 * Makes a key of cells.
 *
 * Returns: (transfer full): the key
 *
 * Since: 1.0
 */
StreeRowKey *
stree_row_key_new (StreeCell **cells, gsize n_cells)
{
  StreeRowKey *key;

  g_return_val_if_fail (cells != NULL || n_cells == 0, NULL);
  key = key_alloc (n_cells);
  for (gsize i = 0; i < n_cells; i++)
    {
      key->cells[i] = stree_cell_ref (cells[i]);
      key->hash = mix (key->hash, stree_cell_hash (cells[i]));
    }
  return key;
}

/**
 * stree_row_key_new_of_row:
 * @frame: a frame with the source's columns
 * @row: the number of a row
 * @columns: (array length=n_columns): the source's key columns; see [method@Source.get_key_columns]
 * @n_columns: how many there are, at least one
 *
 * The key of a row.
 *
 * Returns: (transfer full): the key
 *
 * Since: 1.0
 */
StreeRowKey *
stree_row_key_new_of_row (StreeFrame *frame, guint row, const guint *columns, gsize n_columns)
{
  StreeRowKey *key;

  g_return_val_if_fail (frame != NULL && columns != NULL && n_columns > 0, NULL);
  g_return_val_if_fail (row < stree_frame_get_n_rows (frame), NULL);
  key = key_alloc (n_columns);
  for (gsize i = 0; i < n_columns; i++)
    {
      key->cells[i] = stree_frame_get_cell (frame, row, columns[i]);
      key->hash = mix (key->hash, stree_cell_hash (key->cells[i]));
    }
  return key;
}

/**
 * stree_row_key_ref: (skip)
 * @key: a key
 *
 * Returns: (transfer full): @key, held once more
 *
 * Since: 1.0
 */
StreeRowKey *
stree_row_key_ref (StreeRowKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);
  return g_atomic_rc_box_acquire (key);
}

static void
key_clear (gpointer data)
{
  StreeRowKey *key = data;

  stree_take_over (key);
  for (guint i = 0; i < key->n_cells; i++)
    stree_cell_unref (key->cells[i]);
}

/**
 * stree_row_key_unref: (skip)
 * @key: (transfer full): a key
 *
 * Lets go of it.
 *
 * Since: 1.0
 */
void
stree_row_key_unref (StreeRowKey *key)
{
  g_return_if_fail (key != NULL);
  stree_hand_over (key);
  g_atomic_rc_box_release_full (key, key_clear);
}

/**
 * stree_row_key_get_n_cells:
 * @key: a key
 *
 * Of how many cells it is made.
 *
 * Returns: the number, at least 1
 *
 * Since: 1.0
 */
guint
stree_row_key_get_n_cells (StreeRowKey *key)
{
  g_return_val_if_fail (key != NULL, 0);
  return key->n_cells;
}

/**
 * stree_row_key_get_cell:
 * @key: a key
 * @index: a number from 0
 *
 * One of its cells.
 *
 * Returns: (transfer none): the cell
 *
 * Since: 1.0
 */
StreeCell *
stree_row_key_get_cell (StreeRowKey *key, guint index)
{
  g_return_val_if_fail (key != NULL, NULL);
  g_return_val_if_fail (index < key->n_cells, NULL);
  return key->cells[index];
}

/**
 * stree_row_key_equal:
 * @a: a key
 * @b: another
 *
 * Whether two keys are of the same row.
 *
 * Returns: whether all cells are the same
 *
 * Since: 1.0
 */
gboolean
stree_row_key_equal (StreeRowKey *a, StreeRowKey *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);
  if (a == b)
    return TRUE;
  if (a->hash != b->hash || a->n_cells != b->n_cells)
    return FALSE;
  for (guint i = 0; i < a->n_cells; i++)
    if (!stree_cell_equal (a->cells[i], b->cells[i]))
      return FALSE;
  return TRUE;
}

/**
 * stree_row_key_hash:
 * @key: a key
 *
 * A number for hash tables: equal keys have the same.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_row_key_hash (StreeRowKey *key)
{
  g_return_val_if_fail (key != NULL, 0);
  return key->hash;
}

/**
 * stree_row_key_to_string:
 * @key: a key
 *
 * The key as people read it: its cells, with commas between them.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
stree_row_key_to_string (StreeRowKey *key)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (key != NULL, NULL);
  for (guint i = 0; i < key->n_cells; i++)
    {
      g_autofree char *cell = stree_cell_to_string (key->cells[i]);

      if (i > 0)
        g_string_append (text, ", ");
      g_string_append (text, cell ? cell : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- rows of frames --- */

static guint
hash_cell (StreeFrame *frame, guint row, guint column)
{
  g_autoptr (StreeCell) cell = NULL;

  /* What stree_cell_hash () says of it, without a cell for the two most frequent ones. */
  if (!stree_frame_is_null (frame, row, column))
    {
      gint64 whole;

      switch (stree_frame_get_column_type (frame, column))
        {
        case STREE_COLUMN_INT64:
          whole = stree_frame_get_int64 (frame, row, column);
          return g_int64_hash (&whole);
        case STREE_COLUMN_TEXT:
          return g_str_hash (stree_frame_get_text (frame, row, column));
        case STREE_COLUMN_DOUBLE:
        case STREE_COLUMN_BOOL:
        case STREE_COLUMN_DATE:
        case STREE_COLUMN_TIMESTAMP:
        default:
          break;
        }
    }
  cell = stree_frame_get_cell (frame, row, column);
  return stree_cell_hash (cell);
}

guint
stree_row_key_table_hash (gconstpointer key)
{
  return stree_row_key_hash ((StreeRowKey *) key);
}

gboolean
stree_row_key_table_equal (gconstpointer a, gconstpointer b)
{
  return stree_row_key_equal ((StreeRowKey *) a, (StreeRowKey *) b);
}

guint
stree_row_key_hash_row (StreeFrame *frame, guint row, const guint *columns, gsize n_columns)
{
  guint hash = FIRST_HASH;

  for (gsize i = 0; i < n_columns; i++)
    hash = mix (hash, hash_cell (frame, row, columns[i]));
  return hash;
}

/**
 * stree_row_key_with_cell:
 * @key: a key
 * @index: which of its cells, from 0
 * @cell: another one
 *
 * The key with one cell replaced: that of a row where a column of its key was changed.
 *
 * Returns: (transfer full): a key
 *
 * Since: 1.0
 */
StreeRowKey *
stree_row_key_with_cell (StreeRowKey *key, guint index, StreeCell *cell)
{
  g_autofree StreeCell **cells = NULL; /* borrowed */
  gsize n;

  g_return_val_if_fail (key != NULL && index < stree_row_key_get_n_cells (key) && cell != NULL, NULL);
  n = stree_row_key_get_n_cells (key);
  cells = g_new (StreeCell *, n);
  for (guint i = 0; i < n; i++)
    cells[i] = i == index ? cell : stree_row_key_get_cell (key, i);
  return stree_row_key_new (cells, n);
}

void
stree_row_key_table_free (gpointer key)
{
  g_clear_pointer (&key, stree_row_key_unref);
}

gboolean
stree_row_key_is_of_row (StreeRowKey *key, StreeFrame *frame, guint row, const guint *columns)
{
  for (guint i = 0; i < key->n_cells; i++)
    {
      g_autoptr (StreeCell) cell = NULL;

      if (stree_cell_get_column_type (key->cells[i]) != stree_frame_get_column_type (frame, columns[i]))
        return FALSE;
      cell = stree_frame_get_cell (frame, row, columns[i]);
      if (!stree_cell_equal (key->cells[i], cell))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  StreeFrame *frame;
  const guint *columns;
  gsize n_columns;
  guint row;   /* what is looked up */
  guint first; /* the row that it is the same as */
} Check;

static gboolean
same_key (guint32 row, gpointer data)
{
  Check *check = data;
  g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (check->frame, check->row, check->columns, check->n_columns);

  if (!stree_row_key_is_of_row (key, check->frame, row, check->columns))
    return FALSE;
  check->first = row;
  return TRUE;
}

static gboolean
has_key (const Check *check, GError **error)
{
  for (gsize i = 0; i < check->n_columns; i++)
    if (stree_frame_is_null (check->frame, check->row, check->columns[i]))
      {
        g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT,
                     _ ("The key column “%s” cannot be empty, as it is in row %u"),
                     stree_frame_get_column_name (check->frame, check->columns[i]), check->row + 1);
        return FALSE;
      }
  return TRUE;
}

gboolean
stree_row_keys_check (StreeFrame *frame,
                      const guint *columns,
                      gsize n_columns,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (StreeDistinct) seen = stree_distinct_new ();
  Check check = { .frame = frame, .columns = columns, .n_columns = n_columns };
  guint n_rows = stree_frame_get_n_rows (frame);

  for (check.row = 0; check.row < n_rows; check.row++)
    {
      if (check.row % STREE_CANCEL_STRIDE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!has_key (&check, error))
        return FALSE;
      check.first = G_MAXUINT;
      stree_distinct_add (seen, stree_row_key_hash_row (frame, check.row, columns, n_columns), check.row, same_key,
                          &check);
      if (check.first != G_MAXUINT)
        {
          g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (frame, check.row, columns, n_columns);
          g_autofree char *text = stree_row_key_to_string (key);

          g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT,
                       /* Translators: numbers of rows, and what is in their key columns */
                       _ ("Rows %u and %u have the same key, %s; a key that each row has for itself was expected"),
                       check.first + 1, check.row + 1, text);
          return FALSE;
        }
    }
  return TRUE;
}
