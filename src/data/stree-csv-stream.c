/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-csv-stream-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "data/stree-file-name-private.h"
#include "data/stree-frame-private.h"

/* The first stretch is on the screen as soon as it is read. */
#define FIRST_STRETCH (256 * 1024)
#define STRETCH       (1024 * 1024)
/* A single row may have as much. */
#define MAX_STRETCH   (1024 * 1024 * 1024)

StreeCsvStream *
stree_csv_stream_new (GFile *file, StreeCsvOptions *options)
{
  StreeCsvStream *stream = g_new0 (StreeCsvStream, 1);

  stream->file = g_object_ref (file);
  stream->options = options != NULL ? stree_csv_options_ref (options) : stree_csv_options_new ();
  stream->label = stree_frame_load_dup_label (file);
  stream->buffer = g_byte_array_new ();
  return stream;
}

void
stree_csv_stream_free (StreeCsvStream *stream)
{
  g_object_unref (stream->file);
  stree_csv_options_unref (stream->options);
  g_free (stream->label);
  g_strfreev (stream->names);
  g_strfreev (stream->column_names);
  g_free (stream->key_name);
  g_free (stream->types);
  g_free (stream->candidates);
  g_clear_pointer (&stream->opened, stree_csv_file_free);
  g_byte_array_unref (stream->buffer);
  g_clear_pointer (&stream->bytes, g_bytes_unref);
  stree_rejects_clear (&stream->rejects);
  g_free (stream);
}

static void
name_error (StreeCsvStream *stream, GError *cause, GError **error)
{
  g_propagate_error (error, stree_frame_load_name_error (&stree_csv_format, stream->file, cause));
}

/* --- its text --- */

/* All of the file, in UTF-8. */
static gboolean
take_all (StreeCsvStream *stream, GCancellable *cancellable, GError **error)
{
  StreeTextPlace bad = { 0, 0 };
  GString *decoded = NULL;
  GError *cause = NULL;
  gsize length;

  while (!stream->at_end)
    {
      if (stream->buffer->len > G_MAXUINT - 2 * STRETCH)
        {
          g_autofree char *name = stree_file_dup_shown_name (stream->file);

          g_set_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_TOO_LARGE, _ ("%s: the file is too large; expected less than 4 GiB"), name);
          return FALSE;
        }
      if (!stree_csv_file_read (stream->opened, stream->buffer, STRETCH, &stream->at_end, cancellable, error))
        return FALSE;
    }
  stream->done = stream->buffer->len;
  g_clear_pointer (&stream->opened, stree_csv_file_free);
  length = stream->buffer->len;
  g_byte_array_append (stream->buffer, (const guint8 *) "", 1);
  if (!stree_text_decode ((char *) stream->buffer->data, length, stream->options->encoding, &decoded, &bad, cancellable, &cause))
    {
      if (bad.line > 0)
        cause = g_error_new (STREE_CSV_ERROR, STREE_CSV_ERROR_NOT_TEXT, _ ("line %u, column %u: expected text in %s"), bad.line,
                             bad.column, stream->options->encoding != NULL ? stream->options->encoding : "UTF-16");
      name_error (stream, cause, error);
      return FALSE;
    }
  if (decoded != NULL)
    stream->bytes = g_string_free_to_bytes (decoded);
  else
    {
      g_byte_array_set_size (stream->buffer, (guint) length);
      stream->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&stream->buffer));
      stream->buffer = g_byte_array_new ();
    }
  g_byte_array_set_size (stream->buffer, 0);
  return TRUE;
}

/* Whether the beginning says that the text is in UTF-8. */
static gboolean
is_utf8 (StreeCsvStream *stream)
{
  g_autofree char *start = g_strndup ((const char *) stream->buffer->data, MIN (stream->buffer->len, 4));
  StreeTextPlace bad;
  GString *decoded = NULL;
  gboolean known = stree_text_decode (start, strlen (start), stream->options->encoding, &decoded, &bad, NULL, NULL);

  if (decoded != NULL)
    g_string_free (decoded, TRUE);
  return known && decoded == NULL;
}

static gboolean
begin (StreeCsvStream *stream, GCancellable *cancellable, GError **error)
{
  const char *text;
  gsize length;

  stream->opened = stree_csv_file_open (stream->file, cancellable, error);
  if (stream->opened == NULL)
    return FALSE;
  stream->size = stream->opened->size;
  if (!stree_csv_file_read (stream->opened, stream->buffer, FIRST_STRETCH, &stream->at_end, cancellable, error))
    return FALSE;
  stream->done = stream->buffer->len;
  if (!is_utf8 (stream))
    {
      if (!take_all (stream, cancellable, error))
        return FALSE;
    }
  else if (!stree_csv_file_can_seek (stream->opened))
    stream->bytes = g_bytes_new (stream->buffer->data, stream->buffer->len); /* the rest when it is asked for */
  text = stream->bytes != NULL ? g_bytes_get_data (stream->bytes, &length) : (const char *) stream->buffer->data;
  if (stream->bytes == NULL)
    length = stream->buffer->len;
  stream->text.bom = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  stream->text.quote = stream->options->quote;
  stream->text.delimiter = stream->options->delimiter;
  if (stream->text.delimiter == '\0')
    stream->text.delimiter = stree_csv_detect_delimiter (text + stream->text.bom, MIN (length, FIRST_STRETCH) - stream->text.bom,
                                                         stream->text.quote);
  stream->stretch = FIRST_STRETCH;
  if (stream->bytes == NULL && stream->text.bom > 0)
    g_byte_array_remove_range (stream->buffer, 0, (guint) stream->text.bom);
  stream->begun = TRUE;
  return TRUE;
}

/* Of what cannot be read twice. */
static gboolean
take_rest (StreeCsvStream *stream, StreeCsvIndex *index, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) beginning = g_steal_pointer (&stream->bytes);

  if (!take_all (stream, cancellable, error))
    {
      stream->bytes = g_steal_pointer (&beginning);
      return FALSE;
    }
  if (index != NULL)
    stree_csv_index_set_bytes (index, stream->bytes, &stream->text);
  return TRUE;
}

/* What is there of the text from the next stretch on, no more than is asked for. @last: the text ends with it. */
static gboolean
look (StreeCsvStream *stream, StreeCsvIndex *index, StreeCsvText *text, gboolean *last, GCancellable *cancellable, GError **error)
{
  *text = stream->text;
  if (stream->bytes != NULL && !stream->at_end && (stream->offset > 0 || stream->stretch > FIRST_STRETCH) &&
      !take_rest (stream, index, cancellable, error))
    return FALSE;
  if (stream->bytes != NULL)
    {
      gsize length;
      const char *all = g_bytes_get_data (stream->bytes, &length);

      text->text = all + stream->text.bom + stream->offset;
      length -= stream->text.bom + stream->offset;
      *last = stream->at_end && length <= stream->stretch;
      text->length = MIN (length, stream->stretch);
      return TRUE;
    }
  if (!stream->at_end && stream->buffer->len < stream->stretch)
    {
      guint had = stream->buffer->len;

      if (!stree_csv_file_read (stream->opened, stream->buffer, (guint) stream->stretch - had, &stream->at_end, cancellable, error))
        return FALSE;
      stream->done += stream->buffer->len - had;
    }
  text->text = (const char *) stream->buffer->data;
  text->length = stream->buffer->len;
  *last = stream->at_end;
  return TRUE;
}

/* Whole lines only: of a CR LF both. */
static gsize
whole_lines (const StreeCsvText *text)
{
  gsize length = text->length;

  while (length > 0 && text->text[length - 1] != '\n')
    length--;
  if (length > 0)
    return length;
  for (length = text->length > 0 ? text->length - 1 : 0; length > 0 && text->text[length - 1] != '\r';)
    length--;
  return length;
}

static void
go_on (StreeCsvStream *stream, const StreeCsvText *text, gsize length)
{
  StreeTextPlace place = { 1, 1 };

  stree_text_advance_place (&place, text->text, text->length, 0, length);
  stream->n_lines += place.line - 1;
  stream->offset += length;
  if (stream->bytes == NULL)
    g_byte_array_remove_range (stream->buffer, 0, (guint) length);
}

/* --- its columns --- */

/* SQL does not tell "a" from "A": what is there already gets a number. */
static char *
unused_name (GHashTable *used, const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_autofree char *unused = g_strdup (name);

  for (guint i = 2; !g_hash_table_add (used, g_steal_pointer (&folded)); i++)
    {
      g_free (unused);
      unused = g_strdup_printf ("%s_%u", name, i);
      folded = g_ascii_strdown (unused, -1);
    }
  return g_steal_pointer (&unused);
}

static void
take_names (StreeCsvStream *stream, StreeCsvTable *table)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* names in lower case */

  stream->n_columns = table->n_columns;
  stream->names = g_strdupv (table->names);
  stream->column_names = g_new0 (char *, (gsize) table->n_columns + 1);
  stream->types = g_new (StreeColumnType, table->n_columns);
  stream->candidates = g_new (StreeColumnCandidates, table->n_columns);
  for (guint i = 0; i < table->n_columns; i++)
    {
      stream->column_names[i] = unused_name (used, table->names[i]);
      stream->types[i] = STREE_COLUMN_TEXT;
      stream->candidates[i] = (StreeColumnCandidates) STREE_COLUMN_CANDIDATES_INIT;
    }
  stream->key_name = unused_name (used, "row");
}

/* Takes what is in @table. */
static StreeFrame *
make_frame (StreeCsvStream *stream, StreeCsvTable *table, const StreeCsvText *text, const StreeCsvPart *part, GError **error)
{
  g_autofree StreeColumnType *before = g_memdup2 (stream->types, sizeof *before * stream->n_columns);
  StreeColumn **columns;

  if (!stree_csv_table_type_more (table, text, stream->options, part, stream->candidates, stream->types, error))
    return NULL;
  columns = g_new (StreeColumn *, table->n_columns);
  for (guint i = 0; i < table->n_columns; i++)
    {
      stream->retyped |= stream->n_rows > 0 && stream->types[i] != before[i];
      table->columns[i].decimals = 0;
      columns[i] = stree_column_buffer_finish (&table->columns[i], stream->column_names[i]);
    }
  return stree_frame_new_take_columns (columns, table->n_columns, table->n_rows, stream->label, NULL);
}

/* --- stretches --- */

/* FALSE: @error, or without one: it has no row yet. */
static gboolean
read_stretch (StreeCsvStream *stream, StreeCsvIndex *index, StreeFrame **frame, GCancellable *cancellable, GError **error)
{
  gboolean begins = stream->offset == 0;
  StreeCsvText text;
  StreeCsvTable table;
  StreeCsvPart part = { .names = begins ? NULL : (const char *const *) stream->names,
                        .index = index,
                        .first_row = stream->n_rows,
                        .first_offset = stream->offset,
                        .first_line = stream->n_lines,
                        .rejects = &stream->rejects };
  gboolean last;
  gsize length;

  if (!look (stream, index, &text, &last, cancellable, error))
    return FALSE;
  part.open_ended = !last;
  text.length = last ? text.length : whole_lines (&text);
  if (!stree_csv_text_check (&text, stream->n_lines, stream->text.bom + stream->offset, error) ||
      !stree_csv_table_read (&table, &text, stream->options, &part, cancellable, NULL, NULL, error))
    return FALSE;
  stream->rejects = table.rejects;
  memset (&table.rejects, 0, sizeof table.rejects);
  length = last ? text.length : table.end;
  while (length < text.length && (text.text[length] == '\n' || text.text[length] == '\r'))
    length++;
  if (length == 0 && !last)
    {
      /* A row, or what opens with a quote, that goes on. */
      stree_csv_table_clear (&table);
      if (stream->stretch >= MAX_STRETCH)
        g_set_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_TOO_LARGE, _ ("line %u, column %u: %s"), stream->n_lines + 1, 1,
                     _ ("the row is too long; expected less than 1 GiB"));
      stream->stretch *= 2;
      return FALSE;
    }
  if (begins && stream->names == NULL)
    take_names (stream, &table);
  stream->n_short_rows += table.n_short_rows;
  if (stream->first_short_line == 0)
    stream->first_short_line = table.first_short_line;
  if (table.n_rows > 0)
    *frame = make_frame (stream, &table, &text, &part, error);
  stream->n_rows += table.n_rows;
  length = *frame != NULL || table.n_rows == 0 ? length : 0;
  stree_csv_table_clear (&table);
  go_on (stream, &text, length);
  stream->stretch = STRETCH;
  stream->ended = last;
  return *frame != NULL;
}

StreeFrame *
stree_csv_stream_next (StreeCsvStream *stream, StreeCsvIndex *index, GCancellable *cancellable, GError **error)
{
  StreeFrame *frame = NULL;
  GError *cause = NULL;

  if (!stream->begun && !begin (stream, cancellable, error))
    return NULL;
  while (!stream->ended && cause == NULL)
    if (read_stretch (stream, index, &frame, cancellable, &cause))
      return frame;
  if (cause != NULL)
    name_error (stream, cause, error);
  return NULL;
}

gboolean
stree_csv_stream_give_text (StreeCsvStream *stream, StreeCsvIndex *index, GCancellable *cancellable, GError **error)
{
  g_autoptr (StreeCsvFile) file = NULL;

  if (stream->bytes != NULL)
    {
      stree_csv_index_set_bytes (index, stream->bytes, &stream->text);
      return TRUE;
    }
  file = stree_csv_file_open (stream->file, cancellable, error);
  /* Another one may be in its place by now. */
  if (file == NULL || !stree_csv_file_check_state (stream->file, file->stream, stream->opened->state, error))
    return FALSE;
  stree_csv_index_set_file (index, g_steal_pointer (&file), &stream->text);
  return TRUE;
}

gboolean
stree_csv_stream_rewind (StreeCsvStream *stream, GCancellable *cancellable, GError **error)
{
  if (stream->bytes == NULL)
    {
      gboolean at_end;

      g_byte_array_set_size (stream->buffer, 0);
      if (!stree_csv_file_rewind (stream->opened, cancellable, error) ||
          !stree_csv_file_read (stream->opened, stream->buffer, (guint) MAX (stream->text.bom, 1), &at_end, cancellable, error))
        return FALSE;
      if (stream->text.bom > 0)
        g_byte_array_set_size (stream->buffer, 0);
      stream->at_end = FALSE;
      stream->done = 0;
    }
  stream->ended = FALSE;
  stream->stretch = FIRST_STRETCH;
  stream->offset = 0;
  stream->n_lines = 0;
  stream->n_rows = 0;
  stream->n_short_rows = stream->first_short_line = 0;
  stree_rejects_clear (&stream->rejects);
  stream->rejects = (StreeRejects) { 0 };
  return TRUE;
}

StreeFrame *
stree_csv_stream_make_schema (StreeCsvStream *stream)
{
  guint n = stream->n_columns;
  StreeColumn **columns = g_new (StreeColumn *, n + 1);
  g_autofree char *note = stree_csv_dup_note (stream->n_short_rows, stream->first_short_line, &stream->rejects);
  StreeFrame *schema;

  for (guint i = 0; i <= n; i++)
    {
      StreeColumnBuffer cells;

      stree_column_buffer_init (&cells, i < n ? stream->types[i] : STREE_COLUMN_INT64);
      columns[i] = stree_column_buffer_finish (&cells, i < n ? stream->column_names[i] : stream->key_name);
    }
  schema = stree_frame_new_take_columns (columns, n + 1, 0, stream->label, note);
  stree_rejects_finish (&stream->rejects, schema);
  return schema;
}
