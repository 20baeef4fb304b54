/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "data/stree-csv-private.h"
#include "data/stree-frame-private.h"

/* A block that somebody pastes: that many cells, filled up to a rectangle. */
#define MAX_CELLS 20000000

static gboolean
ends_field (const char *p)
{
  return *p == '\0' || *p == '\t' || *p == '\n' || *p == '\r';
}

/* The field in quotes at @p, into @out. NULL: it is none, but a text that begins with a quote. */
static const char *
read_quoted (const char *p, GString *out)
{
  g_string_truncate (out, 0);
  p++;
  for (;;)
    {
      gsize plain = strcspn (p, "\"");

      g_string_append_len (out, p, (gssize) plain);
      p += plain;
      if (*p == '\0')
        return NULL;
      if (p[1] != '"')
        return ends_field (p + 1) ? p + 1 : NULL;
      g_string_append_c (out, '"');
      p += 2;
    }
}

static const char *
read_field (const char *p, GString *out)
{
  const char *end = *p == '"' ? read_quoted (p, out) : NULL;
  gsize length;

  if (end != NULL)
    return end;
  length = strcspn (p, "\t\r\n");
  g_string_truncate (out, 0);
  g_string_append_len (out, p, (gssize) length);
  return p + length;
}

typedef struct
{
  GArray *columns; /* of StreeColumnBuffer, which are as long as their last cell */
  guint n_rows;
} Block;

/* FALSE: that is more than a frame can hold. */
static gboolean
add_cell (Block *block, guint column, const GString *text)
{
  StreeColumnBuffer *cells;

  if (column == STREE_CSV_MAX_COLUMNS)
    return FALSE;
  /* Before it: the cells above a new column are filled up, too. */
  if (((guint64) block->n_rows + 1) * MAX (block->columns->len, column + 1) > MAX_CELLS)
    return FALSE;
  if (column == block->columns->len)
    {
      g_array_set_size (block->columns, column + 1);
      stree_column_buffer_init (&g_array_index (block->columns, StreeColumnBuffer, column), STREE_COLUMN_TEXT);
    }
  cells = &g_array_index (block->columns, StreeColumnBuffer, column);
  while (cells->n_rows < block->n_rows)
    if (!stree_column_buffer_append_null (cells))
      return FALSE;
  return stree_column_buffer_append_text (cells, text->str, text->len);
}

static gboolean
read_block (Block *block, const char *text)
{
  g_autoptr (GString) field = g_string_new (NULL);
  const char *p = text;

  while (*p != '\0')
    {
      for (guint column = 0;; column++)
        {
          p = read_field (p, field);
          if (!add_cell (block, column, field))
            return FALSE;
          if (*p != '\t')
            break;
          p++;
        }
      block->n_rows++;
      if (*p == '\r')
        p++;
      if (*p == '\n')
        p++;
    }
  return TRUE;
}

/**
 * stree_frame_new_from_tsv_block: (constructor)
 * @text: a text, such as that of the clipboard
 * @error: where to put an error
 *
 * Reads a block of cells as spreadsheets put them into the clipboard: tabs between cells, a line for each row.
 *
 * All columns are text, and there is no header. A cell that is in quotes as a whole may have tabs and line ends, and quotes
 * that are written twice; any other quote is a character as others are. Lines end in LF, CR LF or CR, and the last
 * one need not. An empty line is a row with an empty cell. A cell with nothing in it is the empty text; where a row is
 * shorter than others, its missing cells are null.
 *
 * Fails with %STREE_CSV_ERROR_NOT_TEXT, or with %STREE_CSV_ERROR_TOO_LARGE.
 *
 * Returns: (transfer full): the block, without columns where @text is empty; or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_new_from_tsv_block (const char *text, GError **error)
{
  Block block = { NULL, 0 };
  StreeColumn **columns = NULL;
  StreeFrame *frame = NULL;
  gsize length, bad;
  gboolean fits;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  length = strlen (text);
  bad = stree_text_find_invalid (text, length);
  if (bad < length)
    {
      StreeTextPlace place = stree_text_find_place (text, length, bad);

      g_set_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_NOT_TEXT, _ ("line %u, column %u: %s"), place.line, place.column,
                   _ ("expected UTF-8 text"));
      return NULL;
    }

  block.columns = g_array_new (FALSE, FALSE, sizeof (StreeColumnBuffer));
  g_array_set_clear_func (block.columns, (GDestroyNotify) stree_column_buffer_clear);
  fits = read_block (&block, text);
  for (guint i = 0; i < block.columns->len && fits; i++)
    {
      StreeColumnBuffer *cells = &g_array_index (block.columns, StreeColumnBuffer, i);

      while (cells->n_rows < block.n_rows && fits)
        fits = stree_column_buffer_append_null (cells);
    }
  if (fits)
    {
      columns = g_new (StreeColumn *, MAX (block.columns->len, 1));
      for (guint i = 0; i < block.columns->len; i++)
        {
          g_autofree char *name = g_strdup_printf ("column_%u", i + 1);

          columns[i] = stree_column_buffer_finish (&g_array_index (block.columns, StreeColumnBuffer, i), name);
        }
      frame = stree_frame_new_take_columns (columns, block.columns->len, block.n_rows, NULL, NULL);
    }
  else
    g_set_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_TOO_LARGE,
                 _ ("the block has too many cells; expected at most %d columns and %d cells"), STREE_CSV_MAX_COLUMNS,
                 MAX_CELLS);
  g_array_unref (block.columns);
  return frame;
}
