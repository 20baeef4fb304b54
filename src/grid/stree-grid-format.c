/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-format-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "data/stree-cell-text-private.h"

/* --- a buffer that is filled --- */

StreeGridWriter
stree_grid_writer (char *buffer, gsize size)
{
  g_assert (size > 0);
  return (StreeGridWriter){ buffer, buffer, buffer + size - 1 };
}

void
stree_grid_write_n (StreeGridWriter *writer, const char *text, gsize length)
{
  length = MIN (length, (gsize) (writer->end - writer->pos));
  memcpy (writer->pos, text, length);
  writer->pos += length;
}

void
stree_grid_write (StreeGridWriter *writer, const char *text)
{
  stree_grid_write_n (writer, text, strlen (text));
}

const char *
stree_grid_written (StreeGridWriter *writer)
{
  char *last = writer->pos;

  *writer->pos = '\0';
  if (writer->pos < writer->end)
    return writer->start;
  /* Full: what may be half a character goes. */
  while (last > writer->start && ((guchar) last[-1] & 0xc0) == 0x80)
    last--;
  if (last > writer->start && (guchar) last[-1] >= 0x80 && g_utf8_get_char_validated (last - 1, writer->pos - last + 1) > 0x10ffff)
    last[-1] = '\0';
  return writer->start;
}

const char *
stree_grid_one_line (const char *text, char *buffer)
{
  gsize    length = strnlen (text, STREE_GRID_MAX_TEXT + 1);
  gboolean several = FALSE;

  for (gsize i = 0; i < length && !several; i++)
    several = text[i] == '\n' || text[i] == '\r' || text[i] == '\t';
  if (!several && length <= STREE_GRID_MAX_TEXT)
    return text;
  if (length > STREE_GRID_MAX_TEXT)
    {
      length = STREE_GRID_MAX_TEXT;
      while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
        length--;
    }
  for (gsize i = 0; i < length; i++)
    buffer[i] = text[i] == '\n' || text[i] == '\r' || text[i] == '\t' ? ' ' : text[i];
  strcpy (buffer + length, text[length] ? "\342\200\246" : ""); /* an ellipsis */
  return buffer;
}

/* --- cells --- */

gboolean
stree_grid_value_of_frame (StreeGridValue *value, StreeFrame *frame, guint row, guint column)
{
  if (stree_frame_is_null (frame, row, column))
    return FALSE;
  value->type = stree_frame_get_column_type (frame, column);
  switch (value->type)
    {
    case STREE_COLUMN_INT64:
      value->v.i = stree_frame_get_int64 (frame, row, column);
      break;
    case STREE_COLUMN_DOUBLE:
      value->v.d = stree_frame_get_double (frame, row, column);
      break;
    case STREE_COLUMN_BOOL:
      value->v.i = stree_frame_get_bool (frame, row, column);
      break;
    case STREE_COLUMN_DATE:
      value->v.i = stree_frame_get_date (frame, row, column);
      break;
    case STREE_COLUMN_TIMESTAMP:
      value->v.i = stree_frame_get_timestamp (frame, row, column);
      break;
    case STREE_COLUMN_TEXT:
    default:
      value->v.text = stree_frame_get_text (frame, row, column);
      break;
    }
  return TRUE;
}

gboolean
stree_grid_value_of_cell (StreeGridValue *value, StreeCell *cell)
{
  if (stree_cell_is_null (cell))
    return FALSE;
  value->type = stree_cell_get_column_type (cell);
  switch (value->type)
    {
    case STREE_COLUMN_INT64:
      value->v.i = stree_cell_get_int64 (cell);
      break;
    case STREE_COLUMN_DOUBLE:
      value->v.d = stree_cell_get_double (cell);
      break;
    case STREE_COLUMN_BOOL:
      value->v.i = stree_cell_get_bool (cell);
      break;
    case STREE_COLUMN_DATE:
      value->v.i = stree_cell_get_date (cell);
      break;
    case STREE_COLUMN_TIMESTAMP:
      value->v.i = stree_cell_get_timestamp (cell);
      break;
    case STREE_COLUMN_TEXT:
    default:
      value->v.text = stree_cell_get_text (cell);
      break;
    }
  return TRUE;
}

static double
as_double (const StreeGridValue *value)
{
  return value->type == STREE_COLUMN_DOUBLE ? value->v.d : (double) value->v.i;
}

/* The same in every locale. */
static const char *
plain_text (const StreeGridValue *value, guint shown_decimals, char *buffer, gsize size)
{
  char text[STREE_FRAME_CELL_SIZE];

  switch (value->type)
    {
    case STREE_COLUMN_INT64:
      stree_cell_format_int64 (text, value->v.i);
      break;
    case STREE_COLUMN_DOUBLE:
      stree_cell_format_double (text, value->v.d, shown_decimals);
      break;
    case STREE_COLUMN_BOOL:
      strcpy (text, value->v.i ? "true" : "false");
      break;
    case STREE_COLUMN_DATE:
      stree_cell_format_date (text, (gint32) value->v.i);
      break;
    case STREE_COLUMN_TIMESTAMP:
      stree_cell_format_timestamp (text, value->v.i);
      break;
    case STREE_COLUMN_TEXT:
    default:
      return value->v.text;
    }
  g_strlcpy (buffer, text, size);
  return buffer;
}

/* --- kinds --- */

/* @power: 2 for shares in percent. */
static void
write_number (StreeGridWriter *writer, const StreeGridColumn *column, const StreeGridValue *value, int power)
{
  StreeGridMarks marks = stree_grid_marks ();
  char           plain[STREE_FRAME_CELL_SIZE];
  gboolean       negative;

  stree_grid_plain_number (value, column->decimals, column->shown_decimals, power, plain);
  negative = *plain == '-';
  stree_grid_write (writer, negative ? "-" : "");
  stree_grid_write (writer, column->args.prefix ? column->args.prefix : "");
  stree_grid_write_digits (writer, plain + negative, column->args.grouping, &marks);
  stree_grid_write (writer, column->args.suffix ? column->args.suffix : "");
  if (column->args.unit)
    {
      stree_grid_write (writer, "\302\240"); /* a space where no line ends */
      stree_grid_write (writer, column->args.unit);
    }
}

/* @power: 2, or 0 for what is counted in hundredths already. */
static void
write_percent (StreeGridWriter *writer, const StreeGridColumn *column, const StreeGridValue *value, int power)
{
  /* Translators: a share, such as 25%. Some languages have a space before the sign: a no-break one. */
  const char *pattern = C_ ("percent", "%s%%");
  const char *place = strstr (pattern, "%s");

  for (const char *p = pattern; *p; p++)
    if (p == place)
      {
        write_number (writer, column, value, power);
        p++;
      }
    else
      {
        stree_grid_write_n (writer, p, 1);
        p += p[0] == '%' && p[1] == '%';
      }
}

/* What has 1000 of a unit, as it is rounded, has one of the next: GLib says "1000.0 kB". */
static guint64
round_up_to_unit (guint64 size)
{
  for (guint64 unit = 1000; unit <= G_GUINT64_CONSTANT (1000000000000000); unit *= 1000)
    if (size < unit * 1000)
      return (double) size / (double) unit >= 999.95 ? unit * 1000 : size;
  return size;
}

static void
write_bytes (StreeGridWriter *writer, const StreeGridValue *value)
{
  double           number = as_double (value);
  guint64          size;
  g_autofree char *text = NULL;

  if (!(fabs (number) < 1.8e19))
    {
      StreeGridMarks marks = stree_grid_marks ();
      char           plain[STREE_FRAME_CELL_SIZE];

      stree_grid_plain_number (value, -1, 0, 0, plain);
      stree_grid_write (writer, *plain == '-' ? "-" : "");
      stree_grid_write_digits (writer, plain + (*plain == '-'), FALSE, &marks);
      return;
    }
  size = value->type == STREE_COLUMN_DOUBLE ? (guint64) rint (fabs (number))
         : value->v.i < 0                   ? 0 - (guint64) value->v.i
                                            : (guint64) value->v.i;
  text = g_format_size (round_up_to_unit (size));
  stree_grid_write (writer, number < 0 && size > 0 ? "-" : "");
  stree_grid_write (writer, text);
}

gboolean
stree_grid_progress_is_share (const StreeGridColumn *column)
{
  return column->args.minimum.type == STREE_VALUE_NONE && column->args.maximum.type == STREE_VALUE_NONE && !column->args.unit &&
         !column->args.suffix && !column->args.prefix;
}

double
stree_grid_progress_share (const StreeGridColumn *column, const StreeGridValue *value)
{
  double share = (as_double (value) - column->minimum) / (column->maximum - column->minimum);

  return share > 0 ? MIN (share, 1) : 0; /* not a number: empty */
}

static void
write_progress (StreeGridWriter *writer, const StreeGridColumn *column, const StreeGridValue *value)
{
  StreeGridColumn whole;

  if (!stree_grid_progress_is_share (column))
    {
      write_number (writer, column, value, 0);
      return;
    }
  /* As a person reads a bar: without decimals, unless they are asked for. */
  whole = *column;
  whole.decimals = MAX (column->decimals, 0);
  write_percent (writer, &whole, value, column->maximum == 100 ? 0 : 2);
}

const StreeGridChoice *
stree_grid_column_find_choice_of (StreeGridColumn *column, const StreeGridValue *value)
{
  char buffer[STREE_FRAME_CELL_SIZE];

  return stree_grid_column_find_choice (column, plain_text (value, column->shown_decimals, buffer, sizeof buffer));
}

static const char *
choice_label (StreeGridColumn *column, const StreeGridValue *value, char *buffer, gsize size)
{
  const char            *text = plain_text (value, column->shown_decimals, buffer, size);
  const StreeGridChoice *choice = stree_grid_column_find_choice (column, text);

  return choice && choice->label ? choice->label : text;
}

static const char *
write_tags (const char *text, char *buffer, gsize size)
{
  StreeGridWriter writer;
  char            word[STREE_GRID_TEXT_SIZE];

  if (!strpbrk (text, "[{\""))
    return text;
  writer = stree_grid_writer (buffer, size);
  while (writer.pos < writer.end && stree_grid_list_next_word (&text, word, sizeof word))
    {
      stree_grid_write (&writer, writer.pos > writer.start ? ", " : "");
      stree_grid_write (&writer, word);
    }
  return stree_grid_written (&writer);
}

const char *
stree_grid_format_value (StreeGridColumn *column, const StreeGridValue *value, char *buffer, gsize size)
{
  StreeGridWriter writer = stree_grid_writer (buffer, size);

  switch (column->args.kind)
    {
    case STREE_GRID_COLUMN_NUMBER:
      write_number (&writer, column, value, 0);
      break;
    case STREE_GRID_COLUMN_PERCENT:
      write_percent (&writer, column, value, 2);
      break;
    case STREE_GRID_COLUMN_CURRENCY:
      stree_grid_write_money (&writer, column, value);
      break;
    case STREE_GRID_COLUMN_BYTES:
      write_bytes (&writer, value);
      break;
    case STREE_GRID_COLUMN_DATE:
      stree_grid_write_date (&writer, value->type == STREE_COLUMN_DATE ? (gint32) value->v.i : stree_grid_local_day (value->v.i));
      break;
    case STREE_GRID_COLUMN_DATETIME:
      stree_grid_write_moment (&writer, value->v.i, column->decimals);
      break;
    case STREE_GRID_COLUMN_RELATIVE_TIME:
      stree_grid_write_relative (&writer, value);
      break;
    case STREE_GRID_COLUMN_CHECKBOX:
      return value->v.i ? _ ("Yes") : _ ("No");
    case STREE_GRID_COLUMN_CHOICE:
      return choice_label (column, value, buffer, size);
    case STREE_GRID_COLUMN_PROGRESS:
      write_progress (&writer, column, value);
      break;
    case STREE_GRID_COLUMN_TAGS:
      return write_tags (value->v.text, buffer, size);
    case STREE_GRID_COLUMN_AUTO:
    case STREE_GRID_COLUMN_TEXT:
    case STREE_GRID_COLUMN_LINK:
    case STREE_GRID_COLUMN_IMAGE:
    case STREE_GRID_COLUMN_SPARKLINE:
    case STREE_GRID_COLUMN_BUTTON:
    case STREE_GRID_COLUMN_COMPONENT:
    default:
      return plain_text (value, column->shown_decimals, buffer, size);
    }
  return stree_grid_written (&writer);
}

/* Without what rounding left in a sum, and no more digits than say something. */
static double
round_figure (double figure)
{
  char   text[G_ASCII_DTOSTR_BUF_SIZE];
  double size = fabs (figure);

  if (!isfinite (figure))
    return figure;
  g_ascii_formatd (text, sizeof text, size < 1 ? "%.6g" : size < 1e11 ? "%.4f" : "%.15g", figure);
  return g_ascii_strtod (text, NULL);
}

static gboolean
is_number_kind (const StreeGridColumn *column)
{
  return stree_grid_column_is_number (column) || column->args.kind == STREE_GRID_COLUMN_PROGRESS;
}

const char *
stree_grid_format_figure (const StreeGridColumn *column, double figure, char *buffer, gsize size)
{
  StreeGridColumn plain = { .args.kind = STREE_GRID_COLUMN_NUMBER, .decimals = -1 };
  StreeGridColumn whole = column && is_number_kind (column) ? *column : plain;
  StreeGridValue  value = { .type = STREE_COLUMN_DOUBLE, .v.d = round_figure (figure) };

  whole.args.grouping = TRUE;
  /* The mean of whole numbers is none. */
  if (whole.args.kind != STREE_GRID_COLUMN_CURRENCY && whole.args.kind != STREE_GRID_COLUMN_PROGRESS && whole.decimals >= 0)
    {
      whole.shown_decimals = (guint) whole.decimals;
      whole.decimals = -1;
    }
  return stree_grid_format_value (&whole, &value, buffer, size);
}

/**
 * stree_format_number:
 * @number: a number
 *
 * A number as the user's locale writes it, with its thousands apart: with at most four digits after the point, or with the first six
 * that count of one below 1.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
stree_format_number (double number)
{
  char buffer[STREE_GRID_TEXT_SIZE];

  return g_strdup (stree_grid_format_figure (NULL, number, buffer, sizeof buffer));
}

const char *
stree_grid_format_text (StreeGridColumn *column, StreeFrame *frame, guint row, char *buffer, gsize size)
{
  StreeGridValue value;

  if (column->args.kind == STREE_GRID_COLUMN_BUTTON && column->args.button_label)
    return column->args.button_label;
  /* For a moment a source may have other columns than those it is shown in were made for. */
  if (column->index < 0 || (guint) column->index >= stree_frame_get_n_columns (frame) ||
      stree_frame_get_column_type (frame, (guint) column->index) != column->type ||
      !stree_grid_value_of_frame (&value, frame, row, (guint) column->index))
    return NULL;
  return stree_grid_format_value (column, &value, buffer, size);
}

/**
 * stree_grid_column_format:
 * @column: a resolved column
 * @frame: a frame with the columns of the schema that it was resolved with
 * @row: a row of it
 *
 * The text of a cell, as the locale writes it.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where the cell is null or there is none
 *
 * Since: 1.0
 */
char *
stree_grid_column_format (StreeGridColumn *column, StreeFrame *frame, guint row)
{
  char buffer[STREE_GRID_TEXT_SIZE];

  g_return_val_if_fail (column != NULL && column->resolved, NULL);
  g_return_val_if_fail (frame != NULL && row < stree_frame_get_n_rows (frame), NULL);

  return g_strdup (stree_grid_format_text (column, frame, row, buffer, sizeof buffer));
}

/**
 * stree_grid_column_format_cell:
 * @column: a resolved column
 * @cell: a value of its type, or null
 *
 * The text of a value as it would stand in a cell of the column.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where the value is null
 *
 * Since: 1.0
 */
char *
stree_grid_column_format_cell (StreeGridColumn *column, StreeCell *cell)
{
  char           buffer[STREE_GRID_TEXT_SIZE];
  StreeGridValue value;

  g_return_val_if_fail (column != NULL && column->resolved, NULL);
  g_return_val_if_fail (cell != NULL && stree_cell_get_column_type (cell) == column->type, NULL);

  if (!stree_grid_value_of_cell (&value, cell))
    return NULL;
  return g_strdup (stree_grid_format_value (column, &value, buffer, sizeof buffer));
}

/* --- to edit --- */

/* All digits that there are, and nothing around them. */
static void
write_exact (StreeGridWriter *writer, const StreeGridValue *value, int power, gboolean money)
{
  StreeGridMarks marks = money ? stree_grid_marks_money () : stree_grid_marks ();
  char           plain[STREE_FRAME_CELL_SIZE];
  gboolean       negative;

  stree_grid_plain_number (value, -1, 0, power, plain);
  negative = *plain == '-';
  stree_grid_write (writer, negative ? "-" : "");
  if (g_str_equal (plain + negative, "inf"))
    stree_grid_write (writer, "inf");
  else
    stree_grid_write_digits (writer, plain + negative, FALSE, &marks);
}

/**
 * stree_grid_column_format_for_edit:
 * @column: a resolved column
 * @cell: a value of its type, or null
 *
 * The text that an editor begins with: all of the value, which [method@StreamTree.GridColumn.parse] reads back as it was.
 *
 * Returns: (transfer full): the text; empty where the value is null
 *
 * Since: 1.0
 */
char *
stree_grid_column_format_for_edit (StreeGridColumn *column, StreeCell *cell)
{
  char            buffer[STREE_GRID_TEXT_SIZE];
  StreeGridWriter writer = stree_grid_writer (buffer, sizeof buffer);
  StreeGridValue  value;

  g_return_val_if_fail (column != NULL && column->resolved, NULL);
  g_return_val_if_fail (cell != NULL && stree_cell_get_column_type (cell) == column->type, NULL);

  if (!stree_grid_value_of_cell (&value, cell))
    return g_strdup ("");
  switch (column->args.kind)
    {
    case STREE_GRID_COLUMN_NUMBER:
    case STREE_GRID_COLUMN_CURRENCY:
    case STREE_GRID_COLUMN_BYTES:
    case STREE_GRID_COLUMN_PROGRESS:
      write_exact (&writer, &value, 0, column->args.kind == STREE_GRID_COLUMN_CURRENCY);
      break;
    case STREE_GRID_COLUMN_PERCENT:
      write_exact (&writer, &value, 2, FALSE);
      stree_grid_write (&writer, "%");
      break;
    case STREE_GRID_COLUMN_DATE:
    case STREE_GRID_COLUMN_DATETIME:
    case STREE_GRID_COLUMN_RELATIVE_TIME:
      if (value.type == STREE_COLUMN_DATE)
        stree_grid_write_date (&writer, (gint32) value.v.i);
      else
        stree_grid_write_moment (&writer, value.v.i,
                                 value.v.i % G_USEC_PER_SEC == 0 ? 0 : value.v.i % 1000 == 0 ? 3 : 6);
      break;
    case STREE_GRID_COLUMN_CHECKBOX:
      if (value.type == STREE_COLUMN_INT64)
        write_exact (&writer, &value, 0, FALSE);
      else
        stree_grid_write (&writer, value.v.i ? _ ("Yes") : _ ("No"));
      break;
    case STREE_GRID_COLUMN_CHOICE:
      return g_strdup (choice_label (column, &value, buffer, sizeof buffer));
    case STREE_GRID_COLUMN_AUTO:
    case STREE_GRID_COLUMN_TEXT:
    case STREE_GRID_COLUMN_LINK:
    case STREE_GRID_COLUMN_IMAGE:
    case STREE_GRID_COLUMN_SPARKLINE:
    case STREE_GRID_COLUMN_TAGS:
    case STREE_GRID_COLUMN_BUTTON:
    case STREE_GRID_COLUMN_COMPONENT:
    default:
      return g_strdup (plain_text (&value, column->shown_decimals, buffer, sizeof buffer));
    }
  return g_strdup (stree_grid_written (&writer));
}
