/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <string.h>

#include "data/stree-csv-private.h"
#include "data/stree-frame-private.h"

/*
 * Whether a text has to be quoted to come back as it is: what would end a field or look like the end, what would be
 * null, what libcsv would trim, a byte order mark, and any delimiter that detection knows.
 */
static gboolean
needs_quotes (const StreeCsvOptions *options, const char *text, gsize length)
{
  if (length == 0 || strpbrk (text, "\",;\t|\r\n") != NULL)
    return TRUE;
  if (text[0] == ' ' || text[length - 1] == ' ')
    return TRUE;
  if (strncmp (text, "\xef\xbb\xbf", 3) == 0)
    return TRUE;
  return stree_csv_options_is_null_word (options, text, length);
}

static void
write_text (GString *out, const StreeCsvOptions *options, const char *text)
{
  gsize length = strlen (text);

  if (!needs_quotes (options, text, length))
    {
      g_string_append_len (out, text, (gssize) length);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
write_cell (GString *out, const StreeCsvOptions *options, const StreeColumn *column, guint row, gboolean alone)
{
  char buffer[STREE_FRAME_CELL_SIZE];
  const char *text = stree_column_format (column, row, buffer);

  if (stree_column_is_null (column, row))
    {
      /* A line with nothing on it is no row. */
      if (alone)
        g_string_append (out, "NA");
    }
  else if (column->type == STREE_COLUMN_TEXT)
    {
      write_text (out, options, text);
    }
  else
    {
      g_string_append (out, text);
      if (column->type == STREE_COLUMN_DOUBLE && strpbrk (text, ".en") == NULL)
        g_string_append (out, ".0");
    }
}

/**
 * stree_frame_to_csv:
 * @frame: a frame with at least one column
 *
 * Writes a frame as CSV: UTF-8, commas, a header, lines ended by LF, quotes where they are needed.
 *
 * Nulls are empty fields (in a table of one column `NA`). Reading it again gives an equal frame, as far as the types
 * show in the cells: a column of text whose texts all look like numbers needs
 * [method@CsvOptions.set_column_type], and so does a column without values.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
GBytes *
stree_frame_to_csv (StreeFrame *frame)
{
  g_autoptr (StreeCsvOptions) options = NULL;
  GString *out;
  guint n_columns;

  g_return_val_if_fail (frame != NULL, NULL);
  n_columns = frame->store->n_columns;
  g_return_val_if_fail (n_columns > 0, NULL);

  options = stree_csv_options_new ();
  out = g_string_new (NULL);
  for (guint i = 0; i < n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      write_text (out, options, frame->store->columns[i]->name);
    }
  g_string_append_c (out, '\n');

  for (guint row = 0; row < frame->n_rows; row++)
    {
      guint at = stree_frame_store_row (frame, row);

      for (guint i = 0; i < n_columns; i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          write_cell (out, options, stree_frame_column (frame, i), at, n_columns == 1);
        }
      g_string_append_c (out, '\n');
    }
  return g_string_free_to_bytes (out);
}
