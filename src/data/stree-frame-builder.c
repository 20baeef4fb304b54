/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-builder.h"

#include <math.h>
#include <string.h>

#include "core/stree-boxed-private.h"
#include "data/stree-cell-text-private.h"
#include "data/stree-frame-private.h"

/* Where nothing was said, numbers are shown with the decimals that they need, up to this many. */
#define AUTO_DECIMALS 6

typedef struct
{
  char *name;
  StreeColumnBuffer cells;
  gboolean fixed_decimals;
} BuilderColumn;

struct _StreeFrameBuilder
{
  char *label;
  GArray *columns; /* of BuilderColumn */
  guint n_rows;    /* ended ones */
};

STREE_DEFINE_BOXED_TYPE (StreeFrameBuilder, stree_frame_builder)

static void
builder_column_clear (gpointer data)
{
  BuilderColumn *column = data;

  g_free (column->name);
  stree_column_buffer_clear (&column->cells);
}

static void
builder_clear (gpointer data)
{
  StreeFrameBuilder *builder = data;

  g_array_unref (builder->columns);
  g_free (builder->label);
}

/**
 * stree_frame_builder_new:
 *
 * A builder without columns.
 *
 * Returns: (transfer full): the builder
 *
 * Since: 1.0
 */
StreeFrameBuilder *
stree_frame_builder_new (void)
{
  StreeFrameBuilder *builder = g_atomic_rc_box_new0 (StreeFrameBuilder);

  builder->columns = g_array_new (FALSE, TRUE, sizeof (BuilderColumn));
  g_array_set_clear_func (builder->columns, builder_column_clear);
  return builder;
}

/**
 * stree_frame_builder_ref:
 * @builder: a builder
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @builder
 *
 * Since: 1.0
 */
StreeFrameBuilder *
stree_frame_builder_ref (StreeFrameBuilder *builder)
{
  g_return_val_if_fail (builder != NULL, NULL);

  return g_atomic_rc_box_acquire (builder);
}

/**
 * stree_frame_builder_unref:
 * @builder: (transfer full): a builder
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_frame_builder_unref (StreeFrameBuilder *builder)
{
  g_return_if_fail (builder != NULL);

  g_atomic_rc_box_release_full (builder, builder_clear);
}

/**
 * stree_frame_builder_set_label:
 * @builder: a builder
 * @label: (nullable): what the table is called
 *
 * Names the table.
 *
 * Since: 1.0
 */
void
stree_frame_builder_set_label (StreeFrameBuilder *builder, const char *label)
{
  g_return_if_fail (builder != NULL);

  g_free (builder->label);
  builder->label = g_strdup (label);
}

/**
 * stree_frame_builder_add_column:
 * @builder: a builder
 * @name: the column's name, different from those before
 * @type: what its cells hold
 *
 * Adds a column on the right. Rows that were ended already are null in it.
 *
 * Returns: the column's number, from 0
 *
 * Since: 1.0
 */
guint
stree_frame_builder_add_column (StreeFrameBuilder *builder, const char *name, StreeColumnType type)
{
  BuilderColumn column = { .name = NULL };

  g_return_val_if_fail (builder != NULL, 0);
  g_return_val_if_fail (name != NULL && g_utf8_validate (name, -1, NULL), 0);
  g_return_val_if_fail (type <= STREE_COLUMN_TEXT, 0);
  for (guint i = 0; i < builder->columns->len; i++)
    g_return_val_if_fail (strcmp (g_array_index (builder->columns, BuilderColumn, i).name, name) != 0, 0);

  column.name = g_strdup (name);
  stree_column_buffer_init (&column.cells, type);
  for (guint row = 0; row < builder->n_rows; row++)
    stree_column_buffer_append_null (&column.cells);
  g_array_append_val (builder->columns, column);
  return builder->columns->len - 1;
}

/* The column, ready for this row's cell; NULL and a warning where the caller made a mistake. */
static BuilderColumn *
open_cell (StreeFrameBuilder *builder, guint number)
{
  BuilderColumn *column;

  g_return_val_if_fail (builder != NULL, NULL);
  g_return_val_if_fail (number < builder->columns->len, NULL);
  column = &g_array_index (builder->columns, BuilderColumn, number);
  if (G_UNLIKELY (column->cells.n_rows != builder->n_rows))
    {
      g_critical (
          "Column \"%s\" has a cell in row %u already; expected stree_frame_builder_end_row() before the next one",
          column->name, builder->n_rows);
      return NULL;
    }
  return column;
}

static BuilderColumn *
open_typed_cell (StreeFrameBuilder *builder, guint number, StreeColumnType type)
{
  BuilderColumn *column = open_cell (builder, number);

  if (column != NULL && G_UNLIKELY (column->cells.type != type))
    {
      g_critical ("Column \"%s\" holds %s; expected a cell of that type, not %s", column->name,
                  stree_column_type_get_nick (column->cells.type), stree_column_type_get_nick (type));
      return NULL;
    }
  return column;
}

/**
 * stree_frame_builder_set_decimals:
 * @builder: a builder
 * @column: the number of a column of %STREE_COLUMN_DOUBLE
 * @decimals: digits after the point, at most 15
 *
 * Says how many decimals the numbers of a column are shown with. Where this is not called it is what they need, up to
 * six.
 *
 * Since: 1.0
 */
void
stree_frame_builder_set_decimals (StreeFrameBuilder *builder, guint column, guint decimals)
{
  BuilderColumn *cells;

  g_return_if_fail (builder != NULL);
  g_return_if_fail (column < builder->columns->len);
  g_return_if_fail (decimals <= 15);
  cells = &g_array_index (builder->columns, BuilderColumn, column);
  g_return_if_fail (cells->cells.type == STREE_COLUMN_DOUBLE);

  cells->cells.decimals = decimals;
  cells->fixed_decimals = TRUE;
}

/**
 * stree_frame_builder_append_null:
 * @builder: a builder
 * @column: the column's number, from 0
 *
 * Makes the cell of the current row null.
 *
 * Since: 1.0
 */
void
stree_frame_builder_append_null (StreeFrameBuilder *builder, guint column)
{
  BuilderColumn *cells = open_cell (builder, column);

  if (cells != NULL)
    stree_column_buffer_append_null (&cells->cells);
}

/**
 * stree_frame_builder_append_int64:
 * @builder: a builder
 * @column: the number of a column of %STREE_COLUMN_INT64
 * @value: the value
 *
 * Gives the cell of the current row its value.
 *
 * Since: 1.0
 */
void
stree_frame_builder_append_int64 (StreeFrameBuilder *builder, guint column, gint64 value)
{
  BuilderColumn *cells = open_typed_cell (builder, column, STREE_COLUMN_INT64);

  if (cells != NULL)
    stree_column_buffer_append_int64 (&cells->cells, value);
}

/**
 * stree_frame_builder_append_double:
 * @builder: a builder
 * @column: the number of a column of %STREE_COLUMN_DOUBLE
 * @value: the value; what is not a number is null
 *
 * Gives the cell of the current row its value.
 *
 * Since: 1.0
 */
void
stree_frame_builder_append_double (StreeFrameBuilder *builder, guint column, double value)
{
  BuilderColumn *cells = open_typed_cell (builder, column, STREE_COLUMN_DOUBLE);

  if (cells == NULL)
    return;
  if (isnan (value))
    {
      stree_column_buffer_append_null (&cells->cells);
      return;
    }
  if (!cells->fixed_decimals && cells->cells.decimals < AUTO_DECIMALS)
    {
      int decimals = stree_cell_count_decimals (value, AUTO_DECIMALS);

      cells->cells.decimals = MAX (cells->cells.decimals, (guint) MAX (decimals, 0));
    }
  stree_column_buffer_append_double (&cells->cells, value);
}

/**
 * stree_frame_builder_append_bool:
 * @builder: a builder
 * @column: the number of a column of %STREE_COLUMN_BOOL
 * @value: the value
 *
 * Gives the cell of the current row its value.
 *
 * Since: 1.0
 */
void
stree_frame_builder_append_bool (StreeFrameBuilder *builder, guint column, gboolean value)
{
  BuilderColumn *cells = open_typed_cell (builder, column, STREE_COLUMN_BOOL);

  if (cells != NULL)
    stree_column_buffer_append_bool (&cells->cells, value);
}

/**
 * stree_frame_builder_append_date:
 * @builder: a builder
 * @column: the number of a column of %STREE_COLUMN_DATE
 * @days: days since 1970-01-01, from -719162 (0001-01-01) to 2932896 (9999-12-31)
 *
 * Gives the cell of the current row its value.
 *
 * Since: 1.0
 */
void
stree_frame_builder_append_date (StreeFrameBuilder *builder, guint column, gint32 days)
{
  BuilderColumn *cells;

  g_return_if_fail (days >= STREE_DATE_MIN && days <= STREE_DATE_MAX);

  cells = open_typed_cell (builder, column, STREE_COLUMN_DATE);
  if (cells != NULL)
    stree_column_buffer_append_date (&cells->cells, days);
}

/**
 * stree_frame_builder_append_timestamp:
 * @builder: a builder
 * @column: the number of a column of %STREE_COLUMN_TIMESTAMP
 * @microseconds: microseconds since 1970-01-01 00:00 UTC, in the years 1 to 9999
 *
 * Gives the cell of the current row its value.
 *
 * Since: 1.0
 */
void
stree_frame_builder_append_timestamp (StreeFrameBuilder *builder, guint column, gint64 microseconds)
{
  BuilderColumn *cells;

  g_return_if_fail (microseconds >= STREE_TIMESTAMP_MIN && microseconds <= STREE_TIMESTAMP_MAX);

  cells = open_typed_cell (builder, column, STREE_COLUMN_TIMESTAMP);
  if (cells != NULL)
    stree_column_buffer_append_int64 (&cells->cells, microseconds);
}

/**
 * stree_frame_builder_append_text:
 * @builder: a builder
 * @column: the number of a column of %STREE_COLUMN_TEXT
 * @text: (nullable): the text, which is copied; %NULL is null. Bytes that are not UTF-8 become U+FFFD
 *
 * Gives the cell of the current row its value.
 *
 * Since: 1.0
 */
void
stree_frame_builder_append_text (StreeFrameBuilder *builder, guint column, const char *text)
{
  BuilderColumn *cells = open_typed_cell (builder, column, STREE_COLUMN_TEXT);
  g_autofree char *valid = NULL;

  if (cells == NULL)
    return;
  if (text == NULL)
    {
      stree_column_buffer_append_null (&cells->cells);
      return;
    }
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  if (!stree_column_buffer_append_text (&cells->cells, text, strlen (text)))
    g_critical ("Column \"%s\" is full; expected at most 4 GiB of text in a column", cells->name);
}

/**
 * stree_frame_builder_append_cell:
 * @builder: a builder
 * @column: the number of a column of the type that @cell has
 * @cell: a cell, perhaps null
 *
 * Gives the cell of the current row its value.
 *
 * Since: 1.0
 */
void
stree_frame_builder_append_cell (StreeFrameBuilder *builder, guint column, StreeCell *cell)
{
  g_return_if_fail (cell != NULL);

  if (stree_cell_is_null (cell))
    {
      stree_frame_builder_append_null (builder, column);
      return;
    }
  switch (stree_cell_get_column_type (cell))
    {
    case STREE_COLUMN_INT64:
      stree_frame_builder_append_int64 (builder, column, stree_cell_get_int64 (cell));
      break;
    case STREE_COLUMN_DOUBLE:
      stree_frame_builder_append_double (builder, column, stree_cell_get_double (cell));
      break;
    case STREE_COLUMN_BOOL:
      stree_frame_builder_append_bool (builder, column, stree_cell_get_bool (cell));
      break;
    case STREE_COLUMN_DATE:
      stree_frame_builder_append_date (builder, column, stree_cell_get_date (cell));
      break;
    case STREE_COLUMN_TIMESTAMP:
      stree_frame_builder_append_timestamp (builder, column, stree_cell_get_timestamp (cell));
      break;
    case STREE_COLUMN_TEXT:
    default:
      stree_frame_builder_append_text (builder, column, stree_cell_get_text (cell));
    }
}

/**
 * stree_frame_builder_end_row:
 * @builder: a builder
 *
 * Ends the current row. The cells that were not given are null.
 *
 * Since: 1.0
 */
void
stree_frame_builder_end_row (StreeFrameBuilder *builder)
{
  g_return_if_fail (builder != NULL);
  g_return_if_fail (builder->n_rows < G_MAXUINT32 - 1);

  builder->n_rows++;
  for (guint i = 0; i < builder->columns->len; i++)
    {
      BuilderColumn *column = &g_array_index (builder->columns, BuilderColumn, i);

      if (column->cells.n_rows < builder->n_rows && !stree_column_buffer_append_null (&column->cells))
        g_error ("Column \"%s\" is full; expected at most 4 GiB of text in a column", column->name);
    }
}

/**
 * stree_frame_builder_finish:
 * @builder: a builder
 *
 * Makes the frame and leaves the builder as if it were new. A row that was begun is ended.
 *
 * Returns: (transfer full): the frame
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_builder_finish (StreeFrameBuilder *builder)
{
  StreeColumn **columns;
  StreeFrame *frame;

  g_return_val_if_fail (builder != NULL, NULL);

  for (guint i = 0; i < builder->columns->len; i++)
    {
      if (g_array_index (builder->columns, BuilderColumn, i).cells.n_rows > builder->n_rows)
        {
          stree_frame_builder_end_row (builder);
          break;
        }
    }

  columns = g_new0 (StreeColumn *, builder->columns->len);
  for (guint i = 0; i < builder->columns->len; i++)
    {
      BuilderColumn *column = &g_array_index (builder->columns, BuilderColumn, i);

      columns[i] = stree_column_buffer_finish (&column->cells, column->name);
    }
  frame = stree_frame_new_take_columns (columns, builder->columns->len, builder->n_rows, builder->label, NULL);

  g_array_set_size (builder->columns, 0);
  g_clear_pointer (&builder->label, g_free);
  builder->n_rows = 0;
  return frame;
}
