/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "data/stree-column-parse-private.h"
#include "data/stree-csv-private.h"

/* Bytes between two looks at the cancellable and two reports of progress. */
#define BLOCK (1024 * 1024)

/*
 * Fields with quotes come from libcsv, which does not say whether one was quoted, nor where it was: a line that has some
 * is fed field by field. A stretch of lines without any is only cut at its delimiters, which takes a third of the time.
 */
typedef struct
{
  const StreeCsvText *source;
  const StreeCsvOptions *options;
  const StreeCsvPart *part;
  StreeCsvTable *table;
  GPtrArray *first; /* the fields of the first record, NULL for empty ones */
  GArray *first_quoted;

  gboolean has_columns;
  guint field;        /* of the current record */
  guint64 n_records;  /* ended ones */
  gboolean quoted;    /* the current field */
  gboolean at_record; /* between two records */
  gboolean may_be_null[256]; /* by the first byte of a field */

  gsize record;     /* where the current record begins */
  gsize record_end; /* and ends; known when its end is told */
  gsize rows_end;   /* behind the last good one */
  StreeColumnBuffer *tests; /* of declared types, to see whether a cell fits; NULL: such rows are not set aside */
  GError *error; /* the first one of the record; nothing of it counts after that */
  char *what;    /* says the error, and where it is */
  StreeTextPlace place;
  gsize place_offset;
} Reader;

static StreeTextPlace
find_place (Reader *reader, gsize offset)
{
  const StreeCsvText *source = reader->source;

  if (offset < reader->place_offset)
    {
      reader->place = stree_csv_find_place (source, offset);
      reader->place.line += reader->part->first_line;
    }
  else
    stree_text_advance_place (&reader->place, source->text, source->length, reader->place_offset, offset);
  reader->place_offset = offset;
  return reader->place;
}

static void
fail_at (Reader *reader, gsize offset, StreeCsvError code, const char *what)
{
  StreeTextPlace place = find_place (reader, offset);

  g_assert (reader->error == NULL);
  g_free (reader->what);
  reader->what = g_strdup (what);
  g_set_error (&reader->error, STREE_CSV_ERROR, code, _ ("line %u, column %u: %s"), place.line, place.column, what);
}

/* Whether nothing is wrong but with the current record, which is set aside when it ends. */
static gboolean
can_go_on (Reader *reader)
{
  return reader->error == NULL || (reader->options->keep_rejects && reader->has_columns &&
                                   reader->error->domain == STREE_CSV_ERROR &&
                                   reader->error->code != STREE_CSV_ERROR_TOO_LARGE);
}

/* What is left in the columns of a record that does not count. */
static void
drop_record (StreeCsvTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    if (table->columns[i].n_rows > table->n_rows)
      stree_column_buffer_pop (&table->columns[i]);
}

/* The record as far as @end, and what it has left in the columns. */
static void
set_aside (Reader *reader, gsize end)
{
  StreeCsvTable *table = reader->table;
  const char *text = reader->source->text;
  gsize start = reader->record;

  while (start < end && (text[start] == '\n' || text[start] == '\r'))
    start++;
  while (end > start && (text[end - 1] == '\n' || text[end - 1] == '\r'))
    end--;
  drop_record (table);
  table->end = MAX (table->end, end);
  if (stree_rejects_add (&table->rejects, reader->place, reader->what, text + start, end - start))
    g_clear_error (&reader->error);
  else
    reader->error->code = STREE_CSV_ERROR_TOO_LARGE;
  reader->field = 0;
  reader->at_record = TRUE;
}

static gsize
find_field (Reader *reader, guint field)
{
  return stree_csv_find_field (reader->source, reader->record, 0, field);
}

static void
fail_too_large (Reader *reader, const char *what)
{
  fail_at (reader, find_field (reader, reader->field), STREE_CSV_ERROR_TOO_LARGE, what);
}

static void
append_cell (Reader *reader, guint column, const char *text, gsize length, gboolean quoted)
{
  StreeColumnBuffer *cells = &reader->table->columns[column];
  gboolean fits;

  if (text == NULL || (!quoted && reader->may_be_null[(guchar) *text] && stree_csv_options_is_null_word (reader->options, text, length)))
    fits = stree_column_buffer_append_null (cells);
  else
    fits = stree_column_buffer_append_text (cells, text, length);
  if (G_UNLIKELY (!fits))
    fail_too_large (reader, _ ("the texts of this column are too long; expected at most 4 GiB in a column"));
}

/* Whether the text is a value of the type that was asked for the column, where such rows are set aside. */
static gboolean
fits (Reader *reader, guint column, const char *text, gsize length)
{
  StreeColumnBuffer *test = &reader->tests[column];
  g_autofree char *copy = NULL;
  g_autofree char *start = NULL;
  g_autofree char *what = NULL;

  if (test->type == STREE_COLUMN_TEXT || length == 0 || stree_csv_options_is_null_word (reader->options, text, length))
    return TRUE;
  copy = g_strndup (text, length);
  if (stree_column_buffer_append_parsed (test, copy, length))
    {
      stree_column_buffer_pop (test);
      return TRUE;
    }
  start = stree_column_dup_start (copy);
  what = g_strdup_printf (_ ("\"%s\" in column \"%s\"; expected a value of type %s"), start, reader->table->names[column],
                          stree_column_type_get_nick (test->type));
  fail_at (reader, find_field (reader, column), STREE_CSV_ERROR_BAD_VALUE, what);
  return FALSE;
}

static void
on_field (void *text, size_t length, void *data)
{
  Reader *reader = data;

  reader->at_record = FALSE;
  if (G_UNLIKELY (reader->error != NULL))
    return;

  if (G_UNLIKELY (!reader->has_columns))
    {
      if (reader->first->len == STREE_CSV_MAX_COLUMNS)
        {
          g_autofree char *what = g_strdup_printf (_ ("too many columns; expected at most %d"), STREE_CSV_MAX_COLUMNS);

          fail_too_large (reader, what);
          return;
        }
      g_ptr_array_add (reader->first, text != NULL ? g_strndup (text, length) : NULL);
      g_array_append_val (reader->first_quoted, reader->quoted);
    }
  else if (G_LIKELY (reader->field < reader->table->n_columns))
    {
      if (G_UNLIKELY (reader->tests != NULL) && !fits (reader, reader->field, text, length))
        return;
      append_cell (reader, reader->field, text, length, reader->quoted);
    }
  else
    {
      g_autofree char *what = g_strdup_printf (_ ("the row has too many fields; expected %u, as in the first row"),
                                               reader->table->n_columns);

      fail_at (reader, find_field (reader, reader->field), STREE_CSV_ERROR_FIELD_COUNT, what);
      return;
    }
  reader->field++;
}

/* Names for the columns: empty ones become "column_3", repeated ones "name_2". */
static char **
make_names (GPtrArray *fields, gboolean has_header)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal); /* borrowed names */
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  char **names = g_new0 (char *, (gsize) fields->len + 1);

  for (guint i = 0; i < fields->len && has_header; i++)
    if (g_ptr_array_index (fields, i) != NULL)
      g_hash_table_add (taken, g_ptr_array_index (fields, i));

  for (guint i = 0; i < fields->len; i++)
    {
      char *field = has_header ? g_ptr_array_index (fields, i) : NULL;
      const char *stem = field;
      g_autofree char *name = NULL;

      if (field != NULL && *field != '\0' && g_hash_table_add (seen, field))
        {
          names[i] = g_strdup (field);
          continue;
        }

      if (field == NULL || *field == '\0')
        {
          stem = "column";
          name = g_strdup_printf ("column_%u", i + 1);
        }
      for (guint number = 2; name == NULL || g_hash_table_contains (taken, name); number++)
        {
          g_free (name);
          name = g_strdup_printf ("%s_%u", stem, number);
        }
      names[i] = g_steal_pointer (&name);
      g_hash_table_add (taken, names[i]);
    }
  return names;
}

/* Takes @names. */
static void
begin_columns (Reader *reader, char **names)
{
  StreeCsvTable *table = reader->table;

  table->n_columns = g_strv_length (names);
  table->names = names;
  table->columns = g_new (StreeColumnBuffer, table->n_columns);
  for (guint i = 0; i < table->n_columns; i++)
    stree_column_buffer_init (&table->columns[i], STREE_COLUMN_TEXT);
  reader->has_columns = TRUE;
  if (reader->options->keep_rejects && g_hash_table_size (reader->options->column_types) > 0)
    {
      reader->tests = g_new (StreeColumnBuffer, table->n_columns);
      for (guint i = 0; i < table->n_columns; i++)
        {
          gpointer type;

          if (!g_hash_table_lookup_extended (reader->options->column_types, table->names[i], NULL, &type))
            type = GUINT_TO_POINTER (STREE_COLUMN_TEXT);
          stree_column_buffer_init (&reader->tests[i], GPOINTER_TO_UINT (type));
        }
    }
}

/* What the index is told of a row before it counts. */
static void
note_row (Reader *reader)
{
  guint row = reader->part->first_row + reader->table->n_rows;

  if (reader->part->index != NULL && row % STREE_CSV_STRIDE == 0)
    stree_csv_index_add (reader->part->index, row, reader->part->first_offset + reader->record);
}

static void
make_columns (Reader *reader)
{
  StreeCsvTable *table = reader->table;

  begin_columns (reader, make_names (reader->first, reader->options->has_header));
  if (reader->options->has_header)
    return;
  note_row (reader);
  for (guint i = 0; i < table->n_columns && reader->error == NULL; i++)
    {
      const char *text = g_ptr_array_index (reader->first, i);

      append_cell (reader, i, text, text != NULL ? strlen (text) : 0,
                   g_array_index (reader->first_quoted, gboolean, i));
    }
  table->n_rows = 1;
}

static void
end_short_row (Reader *reader)
{
  StreeCsvTable *table = reader->table;

  if (reader->options->short_rows == STREE_CSV_SHORT_ROWS_ERROR)
    {
      g_autofree char *what =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "the row has %u field; expected %u, as in the first row",
                                        "the row has %u fields; expected %u, as in the first row", reader->field),
                           reader->field, table->n_columns);

      fail_at (reader, find_field (reader, reader->field), STREE_CSV_ERROR_FIELD_COUNT, what);
      return;
    }

  if (table->n_short_rows++ == 0)
    table->first_short_line = find_place (reader, find_field (reader, 0)).line;
  for (guint i = reader->field; i < table->n_columns && reader->error == NULL; i++)
    append_cell (reader, i, NULL, 0, FALSE);
}

static void
on_record (int terminator, void *data)
{
  Reader *reader = data;

  (void) terminator;
  reader->at_record = TRUE;
  if (G_UNLIKELY (reader->error == NULL && !reader->has_columns))
    {
      make_columns (reader);
    }
  else if (G_LIKELY (reader->error == NULL))
    {
      if (G_UNLIKELY (reader->field < reader->table->n_columns))
        end_short_row (reader);
      if (G_UNLIKELY (reader->table->n_rows >= G_MAXUINT32 - 2 - reader->part->first_row) && reader->error == NULL)
        fail_too_large (reader, _ ("too many rows; expected fewer than 4294967294"));
      if (G_LIKELY (reader->error == NULL))
        {
          note_row (reader);
          reader->table->n_rows++;
        }
    }
  if (G_UNLIKELY (reader->error != NULL))
    {
      if (can_go_on (reader))
        set_aside (reader, reader->record_end);
      return;
    }
  reader->n_records++;
  reader->field = 0;
  reader->rows_end = reader->record_end;
  reader->table->end = MAX (reader->table->end, reader->record_end);
}

/* FALSE: a quote is where none may be; the parser goes on with nothing. */
static gboolean
feed (Reader *reader, struct csv_parser *parser, gsize from, gsize to, gsize field_start)
{
  const char *text = reader->source->text;
  gsize done = csv_parse (parser, text + from, to - from, on_field, on_record, reader);
  gsize opening = field_start;

  if (G_LIKELY (done == to - from))
    return TRUE;
  if (reader->error != NULL)
    return FALSE;

  if (csv_error (parser) != CSV_EPARSE)
    g_error ("libcsv: %s", csv_strerror (csv_error (parser)));
  while (opening < from + done &&
         (text[opening] == ' ' || text[opening] == '\t' || text[opening] == '\r' || text[opening] == '\n'))
    opening++;
  if (text[opening] == reader->source->quote && opening < from + done)
    fail_at (
        reader, from + done, STREE_CSV_ERROR_BAD_QUOTE,
        _ ("text after a closing quote; expected a delimiter or the end of the line (a quote inside a quoted field "
           "is written twice)"));
  else
    fail_at (
        reader, from + done, STREE_CSV_ERROR_BAD_QUOTE,
        _ ("a quote inside a field that does not begin with one; expected the whole field in quotes, and the quote "
           "written twice"));
  return FALSE;
}

static inline gboolean
is_space (const StreeCsvText *source, char c)
{
  return (c == ' ' || c == '\t') && c != source->delimiter;
}

/* Lines without a quote, as libcsv has them: what is around a field is no part of it, and a blank line is no record. */
static void
cut_lines (Reader *reader, gsize from, gsize to)
{
  const StreeCsvText *source = reader->source;
  const char *p = source->text + from, *end = source->text + to;
  gboolean ends[256] = { FALSE };

  ends[(guchar) source->delimiter] = ends['\n'] = ends['\r'] = TRUE;
  reader->quoted = FALSE;
  /* Behind a delimiter there is a field, perhaps without anything in it. */
  while ((p < end || !reader->at_record) && can_go_on (reader))
    {
      const char *field, *field_end;

      while (p < end && is_space (source, *p))
        p++;
      if (p < end && (*p == '\n' || *p == '\r') && reader->at_record)
        {
          p++;
          continue;
        }
      if (p == end && reader->at_record)
        return;
      if (reader->at_record)
        reader->record = (gsize) (p - source->text);
      field = p;
      while (p < end && !ends[(guchar) *p])
        p++;
      for (field_end = p; field_end > field && is_space (source, field_end[-1]);)
        field_end--;
      on_field (field_end > field ? (char *) field : NULL, (gsize) (field_end - field), reader);
      /* Behind the last line of a text without an end of line there is one. */
      if (p == end || *p != source->delimiter)
        {
          reader->record_end = (gsize) (p - source->text);
          on_record (0, reader);
        }
      if (p < end)
        p++;
    }
}

/* Where the line that @at is in ends, with its end. */
static gsize
line_end (const StreeCsvText *source, gsize at)
{
  while (at < source->length && source->text[at] != '\n' && source->text[at] != '\r')
    at++;
  return MIN (at + 1, source->length);
}

/* Sets a record aside that the parser did not understand, as far as the line that @at, which is behind a field, ends. */
static gsize
skip_record (Reader *reader, struct csv_parser *parser, gsize at)
{
  gsize end = line_end (reader->source, at - 1);

  set_aside (reader, end);
  csv_free (parser);
  stree_csv_parser_init (parser, reader->source);
  return end;
}

/* Feeds the record at @at field by field. Returns where it ends; the parser is then between two records. */
static gsize
feed_record (Reader *reader, struct csv_parser *parser, gsize at, gsize *opened)
{
  const StreeCsvText *source = reader->source;
  gsize field_start = at;

  reader->at_record = FALSE;
  reader->record = at;
  while (at < source->length && !reader->at_record && can_go_on (reader))
    {
      gsize begin = at;
      gsize first = field_start;
      guint field = reader->field;
      guint64 record = reader->n_records;

      while (first < source->length && source->text[first] != source->delimiter &&
             (source->text[first] == ' ' || source->text[first] == '\t' || source->text[first] == '\r' ||
              source->text[first] == '\n'))
        first++;
      reader->quoted = first < source->length && source->text[first] == source->quote;
      *opened = first;

      while (at < source->length)
        {
          char c = source->text[at++];

          if (c == source->delimiter || c == '\n' || c == '\r')
            break;
        }
      reader->record_end = at;
      if (!feed (reader, parser, begin, at, field_start))
        return can_go_on (reader) ? skip_record (reader, parser, at) : at;
      if (reader->field != field || reader->n_records != record)
        field_start = at;
    }
  return at;
}

/* Where the last line that ends in the text up to @end ends; @begin where there is none. */
static gsize
last_line_end (const char *text, gsize begin, gsize end)
{
  for (gsize i = end; i > begin; i--)
    if (text[i - 1] == '\n')
      return i;
  for (gsize i = end; i > begin; i--)
    if (text[i - 1] == '\r')
      return i;
  return begin;
}

static void
read_text (Reader *reader,
           struct csv_parser *parser,
           gsize at,
           gsize *opened,
           GCancellable *cancellable,
           GFileProgressCallback progress,
           gpointer progress_data)
{
  const StreeCsvText *source = reader->source;
  gsize reported = at;

  while (at < source->length && reader->error == NULL)
    {
      gsize end = MIN (source->length, at + BLOCK);
      const char *quote = source->quote != '\0' ? memchr (source->text + at, source->quote, end - at) : NULL;
      gsize lines_end;

      if (quote != NULL)
        end = (gsize) (quote - source->text);
      lines_end = end == source->length ? end : last_line_end (source->text, at, end);

      if (lines_end > at)
        {
          cut_lines (reader, at, lines_end);
          at = lines_end;
        }
      else
        {
          at = feed_record (reader, parser, at, opened);
        }

      if (at - reported >= BLOCK || at == source->length)
        {
          reported = at;
          if (progress != NULL)
            progress ((goffset) at, (goffset) source->length, progress_data);
          if (can_go_on (reader) && g_cancellable_is_cancelled (cancellable))
            {
              g_clear_error (&reader->error);
              g_cancellable_set_error_if_cancelled (cancellable, &reader->error);
            }
        }
      /* Of what is left of a record at the end of the text, there is no more to come. */
      if (at == source->length)
        return;
    }
}

static void
read_records (Reader *reader,
              struct csv_parser *parser,
              GCancellable *cancellable,
              GFileProgressCallback progress,
              gpointer progress_data)
{
  gsize at = 0, opened = 0;

  for (;;)
    {
      read_text (reader, parser, at, &opened, cancellable, progress, progress_data);
      if (!can_go_on (reader) || reader->part->open_ended)
        return;
      reader->record_end = reader->source->length;
      if (csv_fini (parser, on_field, on_record, reader) == 0)
        return;
      if (reader->error == NULL)
        fail_at (reader, opened, STREE_CSV_ERROR_BAD_QUOTE,
                 _ ("the quote that opens here is never closed; expected a closing quote before the end of the file"));
      if (!can_go_on (reader))
        return;
      /* The quote took all of the rest with it: only its line goes. */
      at = line_end (reader->source, opened);
      set_aside (reader, at);
      csv_free (parser);
      stree_csv_parser_init (parser, reader->source);
    }
}

gboolean
stree_csv_table_read (StreeCsvTable *table,
                      const StreeCsvText *source,
                      const StreeCsvOptions *options,
                      const StreeCsvPart *part,
                      GCancellable *cancellable,
                      GFileProgressCallback progress,
                      gpointer progress_data,
                      GError **error)
{
  static const StreeCsvPart whole = { .names = NULL };
  struct csv_parser parser;
  Reader reader = { .source = source, .options = options, .table = table, .at_record = TRUE, .place = { 1, 1 } };
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) first_quoted = g_array_new (FALSE, FALSE, sizeof (gboolean));

  memset (table, 0, sizeof *table);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  reader.part = part != NULL ? part : &whole;
  reader.place.line += reader.part->first_line;
  if (reader.part->rejects != NULL)
    {
      table->rejects = *reader.part->rejects;
      memset (reader.part->rejects, 0, sizeof *reader.part->rejects);
    }
  reader.first = first;
  reader.first_quoted = first_quoted;
  if (reader.part->names != NULL)
    begin_columns (&reader, g_strdupv ((char **) (gpointer) reader.part->names));
  for (char **word = options->null_words; *word != NULL; word++)
    reader.may_be_null[(guchar) **word] = TRUE;
  stree_csv_parser_init (&parser, source);
  read_records (&reader, &parser, cancellable, progress, progress_data);
  csv_free (&parser);
  for (guint i = 0; reader.tests != NULL && i < table->n_columns; i++)
    stree_column_buffer_clear (&reader.tests[i]);
  g_free (reader.tests);

  /* What is wrong with a record that is not whole yet will be told when it is. */
  if (reader.error != NULL && reader.part->open_ended && can_go_on (&reader))
    g_clear_error (&reader.error);
  if (reader.error == NULL && reader.part->open_ended)
    drop_record (table);
  else if (reader.error == NULL && !reader.has_columns)
    fail_at (&reader, source->length, STREE_CSV_ERROR_EMPTY,
             options->has_header ? _ ("the file is empty; expected a line with the names of the columns")
                                 : _ ("the file is empty; expected at least one row"));
  g_free (reader.what);
  if (reader.error == NULL && reader.part->index != NULL)
    stree_csv_index_end (reader.part->index, reader.part->first_row + table->n_rows,
                         reader.part->first_offset + reader.rows_end, !reader.part->open_ended);
  if (reader.error == NULL)
    return TRUE;

  g_propagate_error (error, reader.error);
  stree_csv_table_clear (table);
  return FALSE;
}

void
stree_csv_table_clear (StreeCsvTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    stree_column_buffer_clear (&table->columns[i]);
  g_free (table->columns);
  g_strfreev (table->names);
  stree_rejects_clear (&table->rejects);
  memset (table, 0, sizeof *table);
}
