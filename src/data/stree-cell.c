/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-cell.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/stree-boxed-private.h"
#include "core/stree-error.h"
#include "data/stree-cell-text-private.h"
#include "tasks/stree-task-lock-private.h"

/* Characters of a text that does not fit, in an error. */
#define MAX_QUOTED 60

struct _StreeCell
{
  gatomicrefcount refs;
  StreeColumnType type;
  gboolean is_null;
  union
  {
    gint64 int64; /* and a timestamp */
    double number;
    gboolean truth;
    gint32 days;
    char *text; /* owned */
  } v;
};

STREE_DEFINE_BOXED_TYPE (StreeCell, stree_cell)

static StreeCell *
cell_new (StreeColumnType type)
{
  StreeCell *cell = g_new0 (StreeCell, 1);

  g_atomic_ref_count_init (&cell->refs);
  cell->type = type;
  return cell;
}

/**
 * stree_cell_new_null:
 * @type: the type of the column that the cell is for
 *
 * A cell without a value.
 *
 * Returns: (transfer full): the cell
 *
 * Since: 1.0
 */
StreeCell *
stree_cell_new_null (StreeColumnType type)
{
  StreeCell *cell;

  g_return_val_if_fail (type <= STREE_COLUMN_TEXT, NULL);

  cell = cell_new (type);
  cell->is_null = TRUE;
  return cell;
}

/**
 * stree_cell_new_int64:
 * @value: a whole number
 *
 * A cell of a column of whole numbers.
 *
 * Returns: (transfer full): the cell
 *
 * Since: 1.0
 */
StreeCell *
stree_cell_new_int64 (gint64 value)
{
  StreeCell *cell = cell_new (STREE_COLUMN_INT64);

  cell->v.int64 = value;
  return cell;
}

/**
 * stree_cell_new_double:
 * @value: a number; NaN makes a null cell, as it does in a frame
 *
 * A cell of a column of numbers.
 *
 * Returns: (transfer full): the cell
 *
 * Since: 1.0
 */
StreeCell *
stree_cell_new_double (double value)
{
  StreeCell *cell = cell_new (STREE_COLUMN_DOUBLE);

  if (isnan (value))
    cell->is_null = TRUE;
  else
    cell->v.number = value;
  return cell;
}

/**
 * stree_cell_new_bool:
 * @value: true or false
 *
 * A cell of a column of booleans.
 *
 * Returns: (transfer full): the cell
 *
 * Since: 1.0
 */
StreeCell *
stree_cell_new_bool (gboolean value)
{
  StreeCell *cell = cell_new (STREE_COLUMN_BOOL);

  cell->v.truth = !!value;
  return cell;
}

/**
 * stree_cell_new_date:
 * @days: days since 1970-01-01, of a year from 1 to 9999
 *
 * A cell of a column of dates.
 *
 * Returns: (transfer full): the cell
 *
 * Since: 1.0
 */
StreeCell *
stree_cell_new_date (gint32 days)
{
  StreeCell *cell;

  g_return_val_if_fail (days >= STREE_DATE_MIN && days <= STREE_DATE_MAX, NULL);

  cell = cell_new (STREE_COLUMN_DATE);
  cell->v.days = days;
  return cell;
}

/**
 * stree_cell_new_timestamp:
 * @microseconds: microseconds since 1970-01-01 00:00 UTC, of a year from 1 to 9999
 *
 * A cell of a column of moments.
 *
 * Returns: (transfer full): the cell
 *
 * Since: 1.0
 */
StreeCell *
stree_cell_new_timestamp (gint64 microseconds)
{
  StreeCell *cell;

  g_return_val_if_fail (microseconds >= STREE_TIMESTAMP_MIN && microseconds <= STREE_TIMESTAMP_MAX, NULL);

  cell = cell_new (STREE_COLUMN_TIMESTAMP);
  cell->v.int64 = microseconds;
  return cell;
}

/**
 * stree_cell_new_text:
 * @text: UTF-8 text, perhaps empty
 *
 * A cell of a column of text.
 *
 * Returns: (transfer full): the cell
 *
 * Since: 1.0
 */
StreeCell *
stree_cell_new_text (const char *text)
{
  StreeCell *cell;

  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);

  cell = cell_new (STREE_COLUMN_TEXT);
  cell->v.text = g_strdup (text);
  return cell;
}

static gboolean
parse (StreeCell *cell, const char *text)
{
  gsize length = strlen (text);
  guint decimals;

  switch (cell->type)
    {
    case STREE_COLUMN_INT64:
      return stree_cell_parse_int64 (text, length, &cell->v.int64);
    case STREE_COLUMN_DOUBLE:
      return stree_cell_parse_double (text, length, &cell->v.number, &decimals);
    case STREE_COLUMN_BOOL:
      return stree_cell_parse_bool (text, length, &cell->v.truth);
    case STREE_COLUMN_DATE:
      return stree_cell_parse_date (text, length, &cell->v.days);
    case STREE_COLUMN_TIMESTAMP:
      return stree_cell_parse_timestamp (text, length, &cell->v.int64);
    case STREE_COLUMN_TEXT:
    default:
      g_assert_not_reached ();
    }
}

/**
 * stree_cell_new_parsed:
 * @type: the type of the column that the cell is for
 * @text: UTF-8 text, what a person typed or a file holds
 * @error: where to put what is wrong
 *
 * A cell from its text, written as in a CSV file and independent of the locale.
 *
 * White space around a value does not count, and where nothing else is there the cell is null; a cell of text takes all
 * of @text as it is, and is never null. The error is %STREE_ERROR_BAD_VALUE and says what was there and which type was
 * expected.
 *
 * Returns: (transfer full): the cell, or %NULL on error
 *
 * Since: 1.0
 */
StreeCell *
stree_cell_new_parsed (StreeColumnType type, const char *text, GError **error)
{
  g_autoptr (StreeCell) cell = NULL;
  g_autofree char *bare = NULL;

  g_return_val_if_fail (type <= STREE_COLUMN_TEXT, NULL);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (type == STREE_COLUMN_TEXT)
    return stree_cell_new_text (text);

  bare = g_strstrip (g_strdup (text));
  if (*bare == '\0')
    return stree_cell_new_null (type);

  cell = cell_new (type);
  if (!parse (cell, bare))
    {
      if (g_utf8_strlen (bare, -1) > MAX_QUOTED)
        *g_utf8_offset_to_pointer (bare, MAX_QUOTED) = '\0';
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("\"%s\" is not a value of type %s"), bare,
                   stree_column_type_get_nick (type));
      return NULL;
    }
  return g_steal_pointer (&cell);
}

/**
 * stree_frame_get_cell:
 * @frame: a frame
 * @row: the row, from 0
 * @column: the column's number, from 0
 *
 * A copy of a cell, which outlives the frame.
 *
 * Returns: (transfer full): the cell
 *
 * Since: 1.0
 */
StreeCell *
stree_frame_get_cell (StreeFrame *frame, guint row, guint column)
{
  StreeColumnType type;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (row < stree_frame_get_n_rows (frame), NULL);
  g_return_val_if_fail (column < stree_frame_get_n_columns (frame), NULL);

  type = stree_frame_get_column_type (frame, column);
  if (stree_frame_is_null (frame, row, column))
    return stree_cell_new_null (type);

  switch (type)
    {
    case STREE_COLUMN_INT64:
      return stree_cell_new_int64 (stree_frame_get_int64 (frame, row, column));
    case STREE_COLUMN_DOUBLE:
      return stree_cell_new_double (stree_frame_get_double (frame, row, column));
    case STREE_COLUMN_BOOL:
      return stree_cell_new_bool (stree_frame_get_bool (frame, row, column));
    case STREE_COLUMN_DATE:
      return stree_cell_new_date (stree_frame_get_date (frame, row, column));
    case STREE_COLUMN_TIMESTAMP:
      return stree_cell_new_timestamp (stree_frame_get_timestamp (frame, row, column));
    case STREE_COLUMN_TEXT:
      return stree_cell_new_text (stree_frame_get_text (frame, row, column));
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * stree_cell_ref:
 * @cell: a cell
 *
 * Takes another reference. May be called from any thread.
 *
 * Returns: (transfer full): @cell
 *
 * Since: 1.0
 */
StreeCell *
stree_cell_ref (StreeCell *cell)
{
  g_return_val_if_fail (cell != NULL, NULL);

  g_atomic_ref_count_inc (&cell->refs);
  return cell;
}

/**
 * stree_cell_unref:
 * @cell: (transfer full): a cell
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_cell_unref (StreeCell *cell)
{
  g_return_if_fail (cell != NULL);

  stree_hand_over (cell);
  if (!g_atomic_ref_count_dec (&cell->refs))
    return;
  stree_take_over (cell);
  if (cell->type == STREE_COLUMN_TEXT)
    g_free (cell->v.text);
  g_free (cell);
}

/**
 * stree_cell_get_column_type:
 * @cell: a cell
 *
 * The type of the columns that the cell fits into; a null cell has one too.
 *
 * Returns: the type
 *
 * Since: 1.0
 */
StreeColumnType
stree_cell_get_column_type (StreeCell *cell)
{
  g_return_val_if_fail (cell != NULL, STREE_COLUMN_TEXT);

  return cell->type;
}

/**
 * stree_cell_is_null:
 * @cell: a cell
 *
 * Whether the cell has no value.
 *
 * Returns: %TRUE if it is null
 *
 * Since: 1.0
 */
gboolean
stree_cell_is_null (StreeCell *cell)
{
  g_return_val_if_fail (cell != NULL, TRUE);

  return cell->is_null;
}

/**
 * stree_cell_get_int64:
 * @cell: a cell of type %STREE_COLUMN_INT64
 *
 * The whole number.
 *
 * Returns: the value, 0 for null
 *
 * Since: 1.0
 */
gint64
stree_cell_get_int64 (StreeCell *cell)
{
  g_return_val_if_fail (cell != NULL && cell->type == STREE_COLUMN_INT64, 0);

  return cell->v.int64;
}

/**
 * stree_cell_get_double:
 * @cell: a cell of type %STREE_COLUMN_DOUBLE
 *
 * The number.
 *
 * Returns: the value, 0 for null
 *
 * Since: 1.0
 */
double
stree_cell_get_double (StreeCell *cell)
{
  g_return_val_if_fail (cell != NULL && cell->type == STREE_COLUMN_DOUBLE, 0);

  return cell->v.number;
}

/**
 * stree_cell_get_bool:
 * @cell: a cell of type %STREE_COLUMN_BOOL
 *
 * True or false.
 *
 * Returns: the value, %FALSE for null
 *
 * Since: 1.0
 */
gboolean
stree_cell_get_bool (StreeCell *cell)
{
  g_return_val_if_fail (cell != NULL && cell->type == STREE_COLUMN_BOOL, FALSE);

  return cell->v.truth;
}

/**
 * stree_cell_get_date:
 * @cell: a cell of type %STREE_COLUMN_DATE
 *
 * The date.
 *
 * Returns: days since 1970-01-01, 0 for null
 *
 * Since: 1.0
 */
gint32
stree_cell_get_date (StreeCell *cell)
{
  g_return_val_if_fail (cell != NULL && cell->type == STREE_COLUMN_DATE, 0);

  return cell->v.days;
}

/**
 * stree_cell_get_timestamp:
 * @cell: a cell of type %STREE_COLUMN_TIMESTAMP
 *
 * The moment.
 *
 * Returns: microseconds since 1970-01-01 00:00 UTC, 0 for null
 *
 * Since: 1.0
 */
gint64
stree_cell_get_timestamp (StreeCell *cell)
{
  g_return_val_if_fail (cell != NULL && cell->type == STREE_COLUMN_TIMESTAMP, 0);

  return cell->v.int64;
}

/**
 * stree_cell_get_text:
 * @cell: a cell of type %STREE_COLUMN_TEXT
 *
 * The text.
 *
 * Returns: (transfer none): UTF-8 text, empty for null
 *
 * Since: 1.0
 */
const char *
stree_cell_get_text (StreeCell *cell)
{
  g_return_val_if_fail (cell != NULL && cell->type == STREE_COLUMN_TEXT, "");

  return cell->is_null ? "" : cell->v.text;
}

/**
 * stree_cell_to_string:
 * @cell: a cell
 *
 * The cell as text, exactly and independent of the locale: [ctor@Cell.new_parsed] makes an equal cell of it, but not
 * where a cell of type text is null.
 *
 * Returns: (transfer full): the text, empty for null
 *
 * Since: 1.0
 */
char *
stree_cell_to_string (StreeCell *cell)
{
  char buffer[STREE_FRAME_CELL_SIZE];

  g_return_val_if_fail (cell != NULL, NULL);

  if (cell->is_null)
    return g_strdup ("");

  switch (cell->type)
    {
    case STREE_COLUMN_INT64:
      return g_strdup (stree_cell_format_int64 (buffer, cell->v.int64));
    case STREE_COLUMN_DOUBLE:
      return g_strdup (stree_cell_format_double (buffer, cell->v.number, 0));
    case STREE_COLUMN_BOOL:
      return g_strdup (cell->v.truth ? "true" : "false");
    case STREE_COLUMN_DATE:
      return g_strdup (stree_cell_format_date (buffer, cell->v.days));
    case STREE_COLUMN_TIMESTAMP:
      return g_strdup (stree_cell_format_timestamp (buffer, cell->v.int64));
    case STREE_COLUMN_TEXT:
      return g_strdup (cell->v.text);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * stree_cell_equal:
 * @a: a cell
 * @b: another cell
 *
 * Whether two cells have the same type and the same value. Two null cells of a type are equal.
 *
 * Returns: %TRUE if they are equal
 *
 * Since: 1.0
 */
gboolean
stree_cell_equal (StreeCell *a, StreeCell *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;
  if (a->type != b->type || a->is_null != b->is_null)
    return FALSE;
  if (a->is_null)
    return TRUE;

  switch (a->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_TIMESTAMP:
      return a->v.int64 == b->v.int64;
    case STREE_COLUMN_DOUBLE:
      return a->v.number == b->v.number;
    case STREE_COLUMN_BOOL:
      return a->v.truth == b->v.truth;
    case STREE_COLUMN_DATE:
      return a->v.days == b->v.days;
    case STREE_COLUMN_TEXT:
      return strcmp (a->v.text, b->v.text) == 0;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * stree_cell_hash:
 * @cell: a cell
 *
 * A hash of the cell: equal cells have the same.
 *
 * Returns: the hash
 *
 * Since: 1.0
 */
guint
stree_cell_hash (StreeCell *cell)
{
  g_return_val_if_fail (cell != NULL, 0);

  if (cell->is_null)
    return 31 + cell->type;

  switch (cell->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_TIMESTAMP:
      return g_int64_hash (&cell->v.int64);
    case STREE_COLUMN_DOUBLE:
      {
        double number = cell->v.number == 0.0 ? 0.0 : cell->v.number; /* of -0 too */

        return g_double_hash (&number);
      }
    case STREE_COLUMN_BOOL:
      return (guint) cell->v.truth;
    case STREE_COLUMN_DATE:
      return (guint) cell->v.days;
    case STREE_COLUMN_TEXT:
      return g_str_hash (cell->v.text);
    default:
      g_return_val_if_reached (0);
    }
}
