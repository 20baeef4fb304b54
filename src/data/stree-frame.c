/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame.h"

#include <string.h>

#include "core/stree-boxed-private.h"
#include "data/stree-cell-text-private.h"
#include "data/stree-frame-private.h"
#include "tasks/stree-task-lock-private.h"

STREE_DEFINE_BOXED_TYPE (StreeFrame, stree_frame)

#define CELL_EXISTS(frame, row, column) ((row) < (frame)->n_rows && (column) < (frame)->store->n_columns)

static void
store_clear (gpointer data)
{
  StreeFrameStore *store = data;

  stree_take_over (store);
  for (guint i = 0; i < store->n_columns; i++)
    stree_column_unref (store->columns[i]);
  g_free (store->columns);
  g_free (store->label);
  g_free (store->note);
  g_clear_pointer (&store->rejects, stree_frame_unref);
}

static void
row_index_clear (gpointer data)
{
  StreeRowIndex *index = data;

  stree_take_over (index);
  g_free (index->rows);
}

static void
frame_clear (gpointer data)
{
  StreeFrame *frame = data;

  stree_take_over (frame);
  stree_hand_over (frame->store);
  g_atomic_rc_box_release_full (frame->store, store_clear);
  if (frame->index == NULL)
    return;
  stree_hand_over (frame->index);
  g_atomic_rc_box_release_full (frame->index, row_index_clear);
}

StreeFrame *
stree_frame_new_take_columns (StreeColumn **columns, guint n_columns, guint n_rows, const char *label, const char *note)
{
  StreeFrame *frame = g_atomic_rc_box_new0 (StreeFrame);

  frame->store = g_atomic_rc_box_new0 (StreeFrameStore);
  frame->store->label = g_strdup (label);
  frame->store->note = g_strdup (note);
  frame->store->columns = columns;
  frame->store->n_columns = n_columns;
  frame->n_rows = n_rows;
  return frame;
}

StreeFrame *
stree_frame_new_view_of_columns (StreeFrame *frame, StreeColumn **columns, guint n_columns)
{
  StreeFrame *view = stree_frame_new_take_columns (columns, n_columns, frame->n_rows, frame->store->label, frame->store->note);

  if (frame->index)
    view->index = g_atomic_rc_box_acquire (frame->index);
  view->first = frame->first;
  return view;
}

/* A view that shares everything with @frame but has no index yet. */
static StreeFrame *
new_view (StreeFrame *frame)
{
  StreeFrame *view = g_atomic_rc_box_new0 (StreeFrame);

  view->store = g_atomic_rc_box_acquire (frame->store);
  return view;
}

gsize
stree_frame_get_memory (StreeFrame *frame)
{
  gsize bytes = frame->index ? frame->n_rows * sizeof *frame->index->rows : 0;

  for (guint i = 0; i < frame->store->n_columns; i++)
    bytes += stree_column_get_memory (frame->store->columns[i]);
  return bytes;
}

/**
 * stree_frame_ref:
 * @frame: a frame
 *
 * Takes another reference. May be called from any thread.
 *
 * Returns: (transfer full): @frame
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_ref (StreeFrame *frame)
{
  g_return_val_if_fail (frame != NULL, NULL);

  return g_atomic_rc_box_acquire (frame);
}

/**
 * stree_frame_unref:
 * @frame: (transfer full): a frame
 *
 * Gives a reference back. The columns go with the last frame that shares them.
 *
 * Since: 1.0
 */
void
stree_frame_unref (StreeFrame *frame)
{
  g_return_if_fail (frame != NULL);

  stree_hand_over (frame);
  g_atomic_rc_box_release_full (frame, frame_clear);
}

/**
 * stree_column_type_get_nick:
 * @type: a column type
 *
 * The short English name of a column type: `integer`, `number`, `boolean`, `date`,
 * `timestamp` or `text`.
 *
 * It is meant for programs and files, and is the same in every language.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
stree_column_type_get_nick (StreeColumnType type)
{
  switch (type)
    {
    case STREE_COLUMN_INT64:
      return "integer";
    case STREE_COLUMN_DOUBLE:
      return "number";
    case STREE_COLUMN_BOOL:
      return "boolean";
    case STREE_COLUMN_DATE:
      return "date";
    case STREE_COLUMN_TIMESTAMP:
      return "timestamp";
    case STREE_COLUMN_TEXT:
      return "text";
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * stree_frame_get_n_rows:
 * @frame: a frame
 *
 * The number of rows; a header is not a row.
 *
 * Returns: the number of rows
 *
 * Since: 1.0
 */
guint
stree_frame_get_n_rows (StreeFrame *frame)
{
  g_return_val_if_fail (frame != NULL, 0);

  return frame->n_rows;
}

/**
 * stree_frame_get_n_columns:
 * @frame: a frame
 *
 * The number of columns.
 *
 * Returns: the number of columns
 *
 * Since: 1.0
 */
guint
stree_frame_get_n_columns (StreeFrame *frame)
{
  g_return_val_if_fail (frame != NULL, 0);

  return frame->store->n_columns;
}

/**
 * stree_frame_get_label:
 * @frame: a frame
 *
 * What the table is called: for a file its base name.
 *
 * Returns: (nullable) (transfer none): the label
 *
 * Since: 1.0
 */
const char *
stree_frame_get_label (StreeFrame *frame)
{
  g_return_val_if_fail (frame != NULL, NULL);

  return frame->store->label;
}

/**
 * stree_frame_get_note:
 * @frame: a frame
 *
 * What a person should know about how the table was read, such as that short rows were filled up; in the user's
 * language.
 *
 * Returns: (nullable) (transfer none): the note, or %NULL where there is nothing to say
 *
 * Since: 1.0
 */
const char *
stree_frame_get_note (StreeFrame *frame)
{
  g_return_val_if_fail (frame != NULL, NULL);

  return frame->store->note;
}

/**
 * stree_frame_get_rejects:
 * @frame: a frame
 *
 * What was in the file but is not in the frame since it could not be read, where the options said that it be set aside
 * ([method@CsvOptions.set_keep_rejects], [method@JsonOptions.set_keep_rejects]).
 *
 * It is a table of its own, in the order of the file: `line` and `column`, where the mistake is, from 1, `message`,
 * what is wrong, and `text`, what stands there. The frame that was read has it, and so have its selections and slices.
 *
 * Returns: (nullable) (transfer none): the table, or %NULL where nothing was set aside
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_get_rejects (StreeFrame *frame)
{
  g_return_val_if_fail (frame != NULL, NULL);

  return frame->store->rejects;
}

/**
 * stree_frame_get_column_name:
 * @frame: a frame
 * @column: the column's number, from 0
 *
 * The name of a column.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
stree_frame_get_column_name (StreeFrame *frame, guint column)
{
  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (column < frame->store->n_columns, NULL);

  return frame->store->columns[column]->name;
}

/**
 * stree_frame_get_column_type:
 * @frame: a frame
 * @column: the column's number, from 0
 *
 * What the cells of a column hold.
 *
 * Returns: the type
 *
 * Since: 1.0
 */
StreeColumnType
stree_frame_get_column_type (StreeFrame *frame, guint column)
{
  g_return_val_if_fail (frame != NULL, STREE_COLUMN_TEXT);
  g_return_val_if_fail (column < frame->store->n_columns, STREE_COLUMN_TEXT);

  return frame->store->columns[column]->type;
}

/**
 * stree_frame_get_column_decimals:
 * @frame: a frame
 * @column: the column's number, from 0
 *
 * How many digits after the point the numbers of a column are shown with.
 *
 * Returns: the number of digits, 0 for all but columns of doubles
 *
 * Since: 1.0
 */
guint
stree_frame_get_column_decimals (StreeFrame *frame, guint column)
{
  g_return_val_if_fail (frame != NULL, 0);
  g_return_val_if_fail (column < frame->store->n_columns, 0);

  return frame->store->columns[column]->decimals;
}

/**
 * stree_frame_find_column:
 * @frame: a frame
 * @name: the name of a column, as it is written
 * @column: (out) (optional): where to put the column's number, from 0
 *
 * Looks a column up by its name.
 *
 * Returns: %TRUE if there is such a column
 *
 * Since: 1.0
 */
gboolean
stree_frame_find_column (StreeFrame *frame, const char *name, guint *column)
{
  g_return_val_if_fail (frame != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < frame->store->n_columns; i++)
    {
      if (strcmp (frame->store->columns[i]->name, name) != 0)
        continue;
      if (column != NULL)
        *column = i;
      return TRUE;
    }
  return FALSE;
}

/**
 * stree_frame_is_null:
 * @frame: a frame
 * @row: the row's number, from 0
 * @column: the column's number, from 0
 *
 * Whether a cell holds no value.
 *
 * Returns: %TRUE if the cell is null
 *
 * Since: 1.0
 */
gboolean
stree_frame_is_null (StreeFrame *frame, guint row, guint column)
{
  g_return_val_if_fail (frame != NULL, TRUE);
  g_return_val_if_fail (CELL_EXISTS (frame, row, column), TRUE);

  return stree_column_is_null (stree_frame_column (frame, column), stree_frame_store_row (frame, row));
}

/**
 * stree_frame_get_int64:
 * @frame: a frame
 * @row: the row's number, from 0
 * @column: the number of a column of %STREE_COLUMN_INT64
 *
 * The value of a cell.
 *
 * Returns: the value, 0 for null
 *
 * Since: 1.0
 */
gint64
stree_frame_get_int64 (StreeFrame *frame, guint row, guint column)
{
  g_return_val_if_fail (frame != NULL, 0);
  g_return_val_if_fail (CELL_EXISTS (frame, row, column), 0);
  g_return_val_if_fail (frame->store->columns[column]->type == STREE_COLUMN_INT64, 0);

  return frame->store->columns[column]->values.int64s[stree_frame_store_row (frame, row)];
}

/**
 * stree_frame_get_double:
 * @frame: a frame
 * @row: the row's number, from 0
 * @column: the number of a column of %STREE_COLUMN_DOUBLE or %STREE_COLUMN_INT64
 *
 * The value of a cell; whole numbers are converted.
 *
 * Returns: the value, 0 for null
 *
 * Since: 1.0
 */
double
stree_frame_get_double (StreeFrame *frame, guint row, guint column)
{
  const StreeColumn *cells;

  g_return_val_if_fail (frame != NULL, 0);
  g_return_val_if_fail (CELL_EXISTS (frame, row, column), 0);
  cells = stree_frame_column (frame, column);
  g_return_val_if_fail (cells->type == STREE_COLUMN_DOUBLE || cells->type == STREE_COLUMN_INT64, 0);

  row = stree_frame_store_row (frame, row);
  return cells->type == STREE_COLUMN_DOUBLE ? cells->values.doubles[row] : (double) cells->values.int64s[row];
}

/**
 * stree_frame_get_bool:
 * @frame: a frame
 * @row: the row's number, from 0
 * @column: the number of a column of %STREE_COLUMN_BOOL
 *
 * The value of a cell.
 *
 * Returns: the value, %FALSE for null
 *
 * Since: 1.0
 */
gboolean
stree_frame_get_bool (StreeFrame *frame, guint row, guint column)
{
  g_return_val_if_fail (frame != NULL, FALSE);
  g_return_val_if_fail (CELL_EXISTS (frame, row, column), FALSE);
  g_return_val_if_fail (frame->store->columns[column]->type == STREE_COLUMN_BOOL, FALSE);

  return frame->store->columns[column]->values.bools[stree_frame_store_row (frame, row)] != 0;
}

/**
 * stree_frame_get_date:
 * @frame: a frame
 * @row: the row's number, from 0
 * @column: the number of a column of %STREE_COLUMN_DATE
 *
 * The value of a cell.
 *
 * Returns: days since 1970-01-01, 0 for null
 *
 * Since: 1.0
 */
gint32
stree_frame_get_date (StreeFrame *frame, guint row, guint column)
{
  g_return_val_if_fail (frame != NULL, 0);
  g_return_val_if_fail (CELL_EXISTS (frame, row, column), 0);
  g_return_val_if_fail (frame->store->columns[column]->type == STREE_COLUMN_DATE, 0);

  return frame->store->columns[column]->values.dates[stree_frame_store_row (frame, row)];
}

/**
 * stree_frame_get_timestamp:
 * @frame: a frame
 * @row: the row's number, from 0
 * @column: the number of a column of %STREE_COLUMN_TIMESTAMP
 *
 * The value of a cell.
 *
 * Returns: microseconds since 1970-01-01 00:00 UTC, 0 for null
 *
 * Since: 1.0
 */
gint64
stree_frame_get_timestamp (StreeFrame *frame, guint row, guint column)
{
  g_return_val_if_fail (frame != NULL, 0);
  g_return_val_if_fail (CELL_EXISTS (frame, row, column), 0);
  g_return_val_if_fail (frame->store->columns[column]->type == STREE_COLUMN_TIMESTAMP, 0);

  return frame->store->columns[column]->values.int64s[stree_frame_store_row (frame, row)];
}

/**
 * stree_frame_get_text:
 * @frame: a frame
 * @row: the row's number, from 0
 * @column: the number of a column of %STREE_COLUMN_TEXT
 *
 * The value of a cell.
 *
 * Returns: (nullable) (transfer none): the text, which lives as long as @frame; %NULL for null
 *
 * Since: 1.0
 */
const char *
stree_frame_get_text (StreeFrame *frame, guint row, guint column)
{
  const StreeColumn *cells;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (CELL_EXISTS (frame, row, column), NULL);
  cells = stree_frame_column (frame, column);
  g_return_val_if_fail (cells->type == STREE_COLUMN_TEXT, NULL);

  row = stree_frame_store_row (frame, row);
  return stree_column_is_null (cells, row) ? NULL : stree_column_get_text (cells, row);
}

const char *
stree_column_format (const StreeColumn *column, guint row, char *buffer)
{
  if (stree_column_is_null (column, row))
    return "";

  switch (column->type)
    {
    case STREE_COLUMN_INT64:
      return stree_cell_format_int64 (buffer, column->values.int64s[row]);
    case STREE_COLUMN_DOUBLE:
      return stree_cell_format_double (buffer, column->values.doubles[row], column->decimals);
    case STREE_COLUMN_BOOL:
      return column->values.bools[row] ? "true" : "false";
    case STREE_COLUMN_TIMESTAMP:
      return stree_cell_format_timestamp (buffer, column->values.int64s[row]);
    case STREE_COLUMN_DATE:
      return stree_cell_format_date (buffer, column->values.dates[row]);
    case STREE_COLUMN_TEXT:
      return stree_column_get_text (column, row);
    default:
      g_assert_not_reached ();
    }
}

/**
 * stree_frame_format_cell: (skip)
 * @frame: a frame
 * @row: the row's number, from 0
 * @column: the column's number, from 0
 * @buffer: (not nullable): scratch space
 * @size: bytes in @buffer, at least %STREE_FRAME_CELL_SIZE
 *
 * The text that a person sees for a cell, without an allocation.
 *
 * Null is the empty text. Booleans are `true` and `false`, dates are ISO 8601 (`2024-02-29`), timestamps
 * too, in UTC (`2024-02-29 13:05:00`, with a fraction where there is one). Numbers have the
 * decimals of their column ([method@Frame.get_column_decimals]); a number that needs more digits than that is shown
 * with as many as it takes, so what is shown always reads back as the same number. All of it is the same in every
 * locale.
 *
 * Returns: (transfer none): the text; it lives as long as both @buffer and @frame
 *
 * Since: 1.0
 */
const char *
stree_frame_format_cell (StreeFrame *frame, guint row, guint column, char *buffer, gsize size)
{
  g_return_val_if_fail (frame != NULL, "");
  g_return_val_if_fail (CELL_EXISTS (frame, row, column), "");
  g_return_val_if_fail (buffer != NULL && size >= STREE_FRAME_CELL_SIZE, "");

  return stree_column_format (stree_frame_column (frame, column), stree_frame_store_row (frame, row), buffer);
}

/**
 * stree_frame_dup_cell_text:
 * @frame: a frame
 * @row: the row's number, from 0
 * @column: the column's number, from 0
 *
 * The text that a person sees for a cell; null is the empty text.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
stree_frame_dup_cell_text (StreeFrame *frame, guint row, guint column)
{
  char buffer[STREE_FRAME_CELL_SIZE];

  return g_strdup (stree_frame_format_cell (frame, row, column, buffer, sizeof buffer));
}

StreeFrame *
stree_frame_select_take (StreeFrame *frame, guint32 *rows, guint n_rows)
{
  StreeFrame *view = new_view (frame);

  for (guint i = 0; i < n_rows; i++)
    rows[i] = stree_frame_store_row (frame, rows[i]);
  view->index = g_atomic_rc_box_new0 (StreeRowIndex);
  view->index->rows = rows;
  view->n_rows = n_rows;
  return view;
}

/**
 * stree_frame_select:
 * @frame: a frame
 * @rows: (array length=n_rows) (nullable): row numbers of @frame, in any order, any of them more than once
 * @n_rows: how many there are
 *
 * A frame with these rows of @frame, in this order. The cells are shared, not copied.
 *
 * Returns: (transfer full): the selection
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_select (StreeFrame *frame, const guint32 *rows, guint n_rows)
{
  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (rows != NULL || n_rows == 0, NULL);
  for (guint i = 0; i < n_rows; i++)
    g_return_val_if_fail (rows[i] < frame->n_rows, NULL);

  return stree_frame_select_take (frame, g_memdup2 (rows, (gsize) n_rows * sizeof (guint32)), n_rows);
}

/**
 * stree_frame_slice:
 * @frame: a frame
 * @first: the number of the first row, from 0
 * @n_rows: how many rows at most
 *
 * A frame with @n_rows rows of @frame from @first on, or with as many as there are. Nothing is copied.
 *
 * Returns: (transfer full): the slice
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_slice (StreeFrame *frame, guint first, guint n_rows)
{
  StreeFrame *view;

  g_return_val_if_fail (frame != NULL, NULL);

  first = MIN (first, frame->n_rows);
  view = new_view (frame);
  view->first = frame->first + first;
  view->n_rows = MIN (n_rows, frame->n_rows - first);
  if (frame->index != NULL)
    view->index = g_atomic_rc_box_acquire (frame->index);
  return view;
}

static gboolean
cells_equal (const StreeColumn *a, guint row_a, const StreeColumn *b, guint row_b)
{
  if (stree_column_is_null (a, row_a) || stree_column_is_null (b, row_b))
    return stree_column_is_null (a, row_a) && stree_column_is_null (b, row_b);

  switch (a->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_TIMESTAMP:
      return a->values.int64s[row_a] == b->values.int64s[row_b];
    case STREE_COLUMN_DOUBLE:
      return memcmp (&a->values.doubles[row_a], &b->values.doubles[row_b], sizeof (double)) == 0;
    case STREE_COLUMN_BOOL:
      return a->values.bools[row_a] == b->values.bools[row_b];
    case STREE_COLUMN_DATE:
      return a->values.dates[row_a] == b->values.dates[row_b];
    case STREE_COLUMN_TEXT:
      return strcmp (stree_column_get_text (a, row_a), stree_column_get_text (b, row_b)) == 0;
    default:
      g_assert_not_reached ();
    }
}

/**
 * stree_frame_equal:
 * @a: a frame
 * @b: another frame
 *
 * Whether two frames have the same column names, types and cells in the same order. Labels, notes and decimals do not
 * count.
 *
 * Returns: %TRUE if they are equal
 *
 * Since: 1.0
 */
gboolean
stree_frame_equal (StreeFrame *a, StreeFrame *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a->n_rows != b->n_rows || a->store->n_columns != b->store->n_columns)
    return FALSE;
  for (guint column = 0; column < a->store->n_columns; column++)
    {
      const StreeColumn *x = stree_frame_column (a, column);
      const StreeColumn *y = stree_frame_column (b, column);

      if (x->type != y->type || strcmp (x->name, y->name) != 0)
        return FALSE;
      for (guint row = 0; row < a->n_rows; row++)
        if (!cells_equal (x, stree_frame_store_row (a, row), y, stree_frame_store_row (b, row)))
          return FALSE;
    }
  return TRUE;
}
