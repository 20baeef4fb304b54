/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-export-writer-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "data/stree-cell-text-private.h"
#include "data/stree-frame-private.h"

gboolean
stree_export_writer_init (StreeExportWriter *writer, StreeFrame *frame, const StreeExportOptions *options, GError **error)
{
  guint n = frame->store->n_columns;

  memset (writer, 0, sizeof *writer);
  for (gsize i = 0; options->columns != NULL && i < options->n_columns; i++)
    {
      if (options->columns[i] < n)
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("There is no column %u to export; expected a column below %u, which is what the table has"),
                   options->columns[i], n);
      return FALSE;
    }
  writer->n_columns = options->columns != NULL ? (guint) options->n_columns : n;
  if (writer->n_columns == 0 && options->format != STREE_EXPORT_JSON && options->format != STREE_EXPORT_JSON_LINES)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                           _ ("There are no columns to export; expected one at least"));
      return FALSE;
    }
  writer->columns = g_new (guint, MAX (writer->n_columns, 1));
  for (guint i = 0; i < writer->n_columns; i++)
    writer->columns[i] = options->columns != NULL ? options->columns[i] : i;
  writer->out = g_string_new (NULL);
  writer->frame = stree_frame_ref (frame);
  writer->options = options;
  writer->csv = stree_csv_options_new ();
  return TRUE;
}

void
stree_export_writer_clear (StreeExportWriter *writer)
{
  if (writer->out != NULL)
    g_string_free (writer->out, TRUE);
  g_clear_pointer (&writer->frame, stree_frame_unref);
  g_clear_pointer (&writer->csv, stree_csv_options_unref);
  g_clear_pointer (&writer->columns, g_free);
  writer->out = NULL;
}

static const StreeColumn *
get_column (const StreeExportWriter *writer, guint i)
{
  return stree_frame_column (writer->frame, writer->columns[i]);
}

static gboolean
is_number (const StreeColumn *column)
{
  return column->type == STREE_COLUMN_INT64 || column->type == STREE_COLUMN_DOUBLE;
}

/* A cell that is not null. */
typedef struct
{
  const StreeColumn *column;
  guint at;         /* the row of the store */
  const char *text; /* as it is shown, or what it holds */
  gboolean shown;
  char *owned;
  char buffer[STREE_FRAME_CELL_SIZE];
} Cell;

/* FALSE: it is null. */
static gboolean
open_cell (const StreeExportWriter *writer, guint row, guint i, Cell *cell)
{
  const StreeExportOptions *options = writer->options;

  cell->column = get_column (writer, i);
  cell->at = stree_frame_store_row (writer->frame, row);
  cell->owned = NULL;
  if (stree_column_is_null (cell->column, cell->at))
    return FALSE;
  cell->shown = options->func != NULL;
  if (cell->shown)
    {
      cell->owned = options->func (writer->frame, row, writer->columns[i], options->data);
      cell->text = cell->owned != NULL ? cell->owned : "";
    }
  else
    cell->text = stree_column_format (cell->column, cell->at, cell->buffer);
  return TRUE;
}

/* ---- Fields between delimiters ----------------------------------------------------------------------- */

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
write_field (StreeExportWriter *writer, const char *text)
{
  GString *out = writer->out;
  gsize length = strlen (text);

  if (!needs_quotes (writer->csv, text, length))
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
write_delimiter (StreeExportWriter *writer, guint i)
{
  if (i > 0)
    g_string_append_c (writer->out, writer->options->format == STREE_EXPORT_TSV ? '\t' : ',');
}

static void
begin_fields (StreeExportWriter *writer)
{
  if (!writer->options->header)
    return;
  for (guint i = 0; i < writer->n_columns; i++)
    {
      write_delimiter (writer, i);
      write_field (writer, get_column (writer, i)->name);
    }
  g_string_append_c (writer->out, '\n');
}

static void
row_fields (StreeExportWriter *writer, guint row)
{
  for (guint i = 0; i < writer->n_columns; i++)
    {
      Cell cell;

      write_delimiter (writer, i);
      if (!open_cell (writer, row, i, &cell))
        {
          /* Where a line with nothing on it is no row. */
          if (writer->n_columns == 1 && writer->options->format == STREE_EXPORT_CSV)
            g_string_append (writer->out, "NA");
        }
      else if (cell.shown || cell.column->type == STREE_COLUMN_TEXT)
        {
          write_field (writer, cell.text);
        }
      else
        {
          g_string_append (writer->out, cell.text);
          if (cell.column->type == STREE_COLUMN_DOUBLE && strpbrk (cell.text, ".en") == NULL)
            g_string_append (writer->out, ".0");
        }
      g_free (cell.owned);
    }
  g_string_append_c (writer->out, '\n');
}

/* ---- Markdown ---------------------------------------------------------------------------------------- */

/* Ends of lines, which neither format's cells can have. */
static const char *
write_break (GString *out, const char *p)
{
  g_string_append (out, "<br>");
  return *p == '\r' && p[1] == '\n' ? p + 1 : p;
}

/* So that it is shown as it is written. */
static void
write_markdown (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n' || *p == '\r')
        {
          p = write_break (out, p);
          continue;
        }
      if (strchr ("\\`*_[]<>&~|$", *p))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static void
begin_markdown (StreeExportWriter *writer)
{
  for (guint i = 0; i < writer->n_columns; i++)
    {
      g_string_append (writer->out, "| ");
      if (writer->options->header)
        write_markdown (writer->out, get_column (writer, i)->name);
      g_string_append_c (writer->out, ' ');
    }
  g_string_append (writer->out, "|\n");
  for (guint i = 0; i < writer->n_columns; i++)
    g_string_append (writer->out, is_number (get_column (writer, i)) ? "| ---: " : "| --- ");
  g_string_append (writer->out, "|\n");
}

static void
row_markdown (StreeExportWriter *writer, guint row)
{
  for (guint i = 0; i < writer->n_columns; i++)
    {
      Cell cell;

      g_string_append (writer->out, "| ");
      if (open_cell (writer, row, i, &cell))
        write_markdown (writer->out, cell.text);
      g_string_append_c (writer->out, ' ');
      g_free (cell.owned);
    }
  g_string_append (writer->out, "|\n");
}

/* ---- HTML -------------------------------------------------------------------------------------------- */

static void
write_html (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      case '\'':
        g_string_append (out, "&#39;");
        break;
      case '\n':
      case '\r':
        p = write_break (out, p);
        break;
      default:
        /* Others of these HTML has no way to say. */
        if ((guchar) *p < 0x20 && *p != '\t')
          g_string_append (out, "\xef\xbf\xbd");
        else
          g_string_append_c (out, *p);
      }
}

static void
begin_html (StreeExportWriter *writer)
{
  g_string_append (writer->out, "<table>\n");
  if (writer->options->header)
    {
      g_string_append (writer->out, "<thead>\n<tr>");
      for (guint i = 0; i < writer->n_columns; i++)
        {
          g_string_append (writer->out, "<th scope=\"col\">");
          write_html (writer->out, get_column (writer, i)->name);
          g_string_append (writer->out, "</th>");
        }
      g_string_append (writer->out, "</tr>\n</thead>\n");
    }
  g_string_append (writer->out, "<tbody>\n");
}

static void
row_html (StreeExportWriter *writer, guint row)
{
  g_string_append (writer->out, "<tr>");
  for (guint i = 0; i < writer->n_columns; i++)
    {
      Cell cell;

      g_string_append (writer->out, is_number (get_column (writer, i)) ? "<td align=\"right\">" : "<td>");
      if (open_cell (writer, row, i, &cell))
        write_html (writer->out, cell.text);
      g_string_append (writer->out, "</td>");
      g_free (cell.owned);
    }
  g_string_append (writer->out, "</tr>\n");
}

/* ---- JSON -------------------------------------------------------------------------------------------- */

static void
write_json (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
      case '\\':
        g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      default:
        if ((guchar) *p < 0x20)
          g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
        else
          g_string_append_c (out, *p);
      }
  g_string_append_c (out, '"');
}

static void
write_json_cell (StreeExportWriter *writer, const Cell *cell)
{
  GString *out = writer->out;

  if (cell->shown)
    {
      write_json (out, cell->text);
      return;
    }
  switch (cell->column->type)
    {
    case STREE_COLUMN_DOUBLE:
      if (!isfinite (cell->column->values.doubles[cell->at]))
        {
          g_string_append (out, "null");
          break;
        }
      g_string_append (out, cell->text);
      if (strpbrk (cell->text, ".e") == NULL)
        g_string_append (out, ".0");
      break;
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_BOOL:
      g_string_append (out, cell->text);
      break;
    case STREE_COLUMN_TIMESTAMP:
      /* As RFC 3339 has it: "2024-02-29 12:00:00" to "2024-02-29T12:00:00Z". */
      g_string_append_c (out, '"');
      g_string_append_len (out, cell->text, 10);
      g_string_append_c (out, 'T');
      g_string_append (out, cell->text + 11);
      g_string_append (out, "Z\"");
      break;
    case STREE_COLUMN_DATE:
    case STREE_COLUMN_TEXT:
    default:
      write_json (out, cell->text);
    }
}

static void
row_json (StreeExportWriter *writer, guint row)
{
  if (writer->options->format == STREE_EXPORT_JSON)
    g_string_append (writer->out, row > 0 ? ",\n" : "\n");
  g_string_append_c (writer->out, '{');
  for (guint i = 0; i < writer->n_columns; i++)
    {
      Cell cell;

      if (i > 0)
        g_string_append_c (writer->out, ',');
      write_json (writer->out, get_column (writer, i)->name);
      g_string_append_c (writer->out, ':');
      if (open_cell (writer, row, i, &cell))
        write_json_cell (writer, &cell);
      else
        g_string_append (writer->out, "null");
      g_free (cell.owned);
    }
  g_string_append_c (writer->out, '}');
  if (writer->options->format == STREE_EXPORT_JSON_LINES)
    g_string_append_c (writer->out, '\n');
}

/* ---- All of them ------------------------------------------------------------------------------------- */

void
stree_export_writer_begin (StreeExportWriter *writer)
{
  switch (writer->options->format)
    {
    case STREE_EXPORT_CSV:
    case STREE_EXPORT_TSV:
      begin_fields (writer);
      break;
    case STREE_EXPORT_MARKDOWN:
      begin_markdown (writer);
      break;
    case STREE_EXPORT_HTML:
      begin_html (writer);
      break;
    case STREE_EXPORT_JSON:
      g_string_append_c (writer->out, '[');
      break;
    case STREE_EXPORT_JSON_LINES:
    default:
      break;
    }
}

void
stree_export_writer_row (StreeExportWriter *writer, guint row)
{
  switch (writer->options->format)
    {
    case STREE_EXPORT_CSV:
    case STREE_EXPORT_TSV:
      row_fields (writer, row);
      break;
    case STREE_EXPORT_MARKDOWN:
      row_markdown (writer, row);
      break;
    case STREE_EXPORT_HTML:
      row_html (writer, row);
      break;
    case STREE_EXPORT_JSON:
    case STREE_EXPORT_JSON_LINES:
    default:
      row_json (writer, row);
    }
}

void
stree_export_writer_end (StreeExportWriter *writer)
{
  if (writer->options->format == STREE_EXPORT_HTML)
    g_string_append (writer->out, "</tbody>\n</table>\n");
  else if (writer->options->format == STREE_EXPORT_JSON)
    g_string_append (writer->out, writer->frame->n_rows > 0 ? "\n]\n" : "]\n");
}
