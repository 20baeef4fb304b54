/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/stree-json-read-private.h"
#include "core/stree-json-syntax-private.h"
#include "data/stree-cell-text-private.h"
#include "data/stree-column-parse-private.h"
#include "data/stree-frame-load-private.h"
#include "data/stree-frame-private.h"
#include "data/stree-json-options-private.h"
#include "data/stree-rejects-private.h"

/* Bytes between two looks at the cancellable and two reports of progress. */
#define BLOCK (1024 * 1024)

/* Cells that records may have beyond those that are written in them, since they have few members in common. */
#define MAX_EMPTY_CELLS 20000000

G_DEFINE_QUARK (stree-json-error-quark, stree_json_error)

/* What values of a column were seen. */
typedef enum
{
  KIND_INTEGER = 1 << 0, /* of 64 bits */
  KIND_NUMBER = 1 << 1,
  KIND_BOOL = 1 << 2,
  KIND_TEXT = 1 << 3,
  KIND_NESTED = 1 << 4
} Kinds;

typedef struct
{
  char *name;
  gsize name_length;
  StreeColumnBuffer cells; /* as TEXT; what stands behind its end is null */
  Kinds kinds;
  Kinds kinds_before; /* the last record that has this column */
  guint64 record;     /* that record, from 1 */
  gboolean declared;
  StreeColumnType type; /* where it is declared */
} Column;

typedef struct
{
  char *text; /* ended by NUL; a line is ended by another while it is read */
  gsize length;
  const StreeJsonOptions *options;
  StreeJsonScan scan;

  GArray *columns;     /* of Column */
  GHashTable *numbers; /* borrowed name -> number of the column */
  guint n_rows;
  guint64 record; /* which is read, from 1 */
  GString *name;
  GString *value;
  StreeColumnBuffer scratch; /* a cell of a declared type, to see whether it fits */
  StreeRejects rejects;
  GError *error; /* of the record that is read; where it is, and what it says without that */
  StreeTextPlace place;
  gsize place_offset;
  char *what;
} Reader;

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  stree_column_buffer_clear (&column->cells);
}

static Column *
get_column (Reader *reader, guint number)
{
  return &g_array_index (reader->columns, Column, number);
}

static gboolean
fail_at (Reader *reader, const char *p, StreeJsonError code, const char *what)
{
  gsize offset = (gsize) (p - reader->text);
  StreeTextPlace *place = &reader->place;

  if (offset < reader->place_offset)
    *place = stree_text_find_place (reader->text, reader->length, offset);
  else
    stree_text_advance_place (place, reader->text, reader->length, reader->place_offset, offset);
  reader->place_offset = offset;
  g_free (reader->what);
  reader->what = g_strdup (what);
  g_set_error (&reader->error, STREE_JSON_ERROR, code, _ ("line %u, column %u: %s"), place->line, place->column, what);
  return FALSE;
}

static gboolean
fail_expected (Reader *reader, StreeJsonError code, const char *expected)
{
  g_autofree char *what = g_strdup_printf (_ ("expected %s"), _ (expected));

  return fail_at (reader, reader->scan.p, code, what);
}

/* The column of the member whose name is at @p, with its quotes; NULL: it failed. @guess: its number in most records. */
static Column *
find_column (Reader *reader, const char *p, const char *end, guint guess)
{
  gsize length = (gsize) (end - p) - 2;
  Column *column, fresh = { .name = NULL };
  gpointer number, type;

  if (guess < reader->columns->len)
    {
      column = get_column (reader, guess);
      if (column->name_length == length && memcmp (column->name, p + 1, length) == 0 && !memchr (p + 1, '\\', length))
        return column;
    }
  stree_json_read_text (p, reader->name);
  if (g_hash_table_lookup_extended (reader->numbers, reader->name->str, NULL, &number))
    return get_column (reader, GPOINTER_TO_UINT (number));

  if (reader->columns->len == STREE_JSON_MAX_COLUMNS)
    {
      g_autofree char *what = g_strdup_printf (_ ("too many columns; expected at most %d"), STREE_JSON_MAX_COLUMNS);

      fail_at (reader, p, STREE_JSON_ERROR_TOO_LARGE, what);
      return NULL;
    }
  fresh.name = g_strdup (reader->name->str);
  fresh.name_length = reader->name->len;
  stree_column_buffer_init (&fresh.cells, STREE_COLUMN_TEXT);
  fresh.declared = g_hash_table_lookup_extended (reader->options->column_types, fresh.name, NULL, &type);
  if (fresh.declared)
    fresh.type = GPOINTER_TO_UINT (type);
  g_hash_table_insert (reader->numbers, fresh.name, GUINT_TO_POINTER (reader->columns->len));
  g_array_append_val (reader->columns, fresh);
  return get_column (reader, reader->columns->len - 1);
}

/* The text without the space between its parts. */
static void
append_compact (GString *out, const char *p, const char *end)
{
  gboolean quoted = FALSE;

  for (; p < end; p++)
    {
      if (!quoted && strchr (" \t\r\n", *p))
        continue;
      g_string_append_c (out, *p);
      if (*p == '\\')
        g_string_append_c (out, *++p);
      else if (*p == '"')
        quoted = !quoted;
    }
}

static Kinds
kind_of (const char *p, const char *end)
{
  gint64 integer;

  switch (*p)
    {
    case '"':
      return KIND_TEXT;
    case '{':
    case '[':
      return KIND_NESTED;
    case 't':
    case 'f':
      return KIND_BOOL;
    default:
      return stree_cell_parse_int64 (p, (gsize) (end - p), &integer) ? KIND_INTEGER : KIND_NUMBER;
    }
}

static gboolean
fits (Reader *reader, const Column *column, const char *p)
{
  g_autofree char *start = NULL;
  g_autofree char *what = NULL;
  gboolean can;

  if (!column->declared || column->type == STREE_COLUMN_TEXT)
    return TRUE;
  stree_column_buffer_init (&reader->scratch, column->type);
  can = stree_column_buffer_append_parsed (&reader->scratch, reader->value->str, reader->value->len);
  stree_column_buffer_clear (&reader->scratch);
  if (can)
    return TRUE;
  start = stree_column_dup_start (reader->value->str);
  what = g_strdup_printf (_ ("\"%s\" in column \"%s\"; expected a value of type %s"), start, column->name,
                          stree_column_type_get_nick (column->type));
  return fail_at (reader, p, STREE_JSON_ERROR_BAD_VALUE, what);
}

/* Pads with nulls up to the row. */
static gboolean
reach_row (Column *column, guint n_rows)
{
  gboolean room = TRUE;

  while (room && column->cells.n_rows < n_rows)
    room = stree_column_buffer_append_null (&column->cells);
  return room;
}

/* The value between @p and @end. */
static gboolean
append_value (Reader *reader, Column *column, const char *p, const char *end)
{
  gboolean room = reach_row (column, reader->n_rows);

  column->kinds_before = column->kinds;
  column->record = reader->record;
  if (*p == 'n')
    {
      room = room && stree_column_buffer_append_null (&column->cells);
    }
  else
    {
      column->kinds |= kind_of (p, end);
      if (*p == '"')
        stree_json_read_text (p, reader->value);
      else
        {
          g_string_truncate (reader->value, 0);
          append_compact (reader->value, p, end);
        }
      if (!fits (reader, column, p))
        return FALSE;
      room = room && stree_column_buffer_append_text (&column->cells, reader->value->str, reader->value->len);
    }
  return room || fail_at (reader, p, STREE_JSON_ERROR_TOO_LARGE,
                          _ ("the texts of this column are too long; expected at most 4 GiB in a column"));
}

static gboolean
read_member (Reader *reader, guint guess)
{
  StreeJsonScan *scan = &reader->scan;
  const char *name = scan->p;
  const char *value;
  Column *column;

  if (*scan->p != '"')
    return fail_expected (reader, STREE_JSON_ERROR_SYNTAX, N_ ("a name"));
  if (!stree_json_scan_text (scan))
    return fail_expected (reader, STREE_JSON_ERROR_SYNTAX, scan->expected);
  column = find_column (reader, name, scan->p, guess);
  if (column == NULL)
    return FALSE;
  stree_json_scan_space (scan);
  if (*scan->p != ':')
    return fail_expected (reader, STREE_JSON_ERROR_SYNTAX, N_ ("':'"));
  scan->p++;
  stree_json_scan_space (scan);
  value = scan->p;
  if (!stree_json_scan_value (scan))
    return fail_expected (reader, STREE_JSON_ERROR_SYNTAX, scan->expected);
  if (column->record == reader->record)
    {
      g_autofree char *what =
          g_strdup_printf (_ ("the member \"%s\" is there twice; expected each name once"), column->name);

      return fail_at (reader, name, STREE_JSON_ERROR_DUPLICATE_MEMBER, what);
    }
  return append_value (reader, column, value, scan->p);
}

/* The members of an object, whose brace was read. */
static gboolean
read_members (Reader *reader)
{
  StreeJsonScan *scan = &reader->scan;

  stree_json_scan_space (scan);
  if (*scan->p == '}')
    {
      scan->p++;
      return TRUE;
    }
  for (guint i = 0;; i++)
    {
      stree_json_scan_space (scan);
      if (!read_member (reader, i))
        return FALSE;
      stree_json_scan_space (scan);
      if (*scan->p != ',' && *scan->p != '}')
        return fail_expected (reader, STREE_JSON_ERROR_SYNTAX, N_ ("',' or '}'"));
      if (*scan->p++ == '}')
        return TRUE;
    }
}

static gboolean
read_record (Reader *reader)
{
  StreeJsonScan *scan = &reader->scan;

  reader->record++;
  if (*scan->p != '{')
    {
      StreeJsonScan value = *scan;

      if (!stree_json_scan_value (&value))
        {
          scan->p = value.p;
          return fail_expected (reader, STREE_JSON_ERROR_SYNTAX, value.expected);
        }
      return fail_expected (reader, STREE_JSON_ERROR_NOT_RECORD, N_ ("an object"));
    }
  if (reader->n_rows >= G_MAXUINT32 - 2)
    return fail_at (reader, scan->p, STREE_JSON_ERROR_TOO_LARGE, _ ("too many rows; expected fewer than 4294967294"));
  scan->p++;
  return read_members (reader);
}

/* Takes back what a broken record has left. */
static void
drop_record (Reader *reader, guint n_columns)
{
  for (guint i = n_columns; i < reader->columns->len; i++)
    g_hash_table_remove (reader->numbers, get_column (reader, i)->name);
  g_array_set_size (reader->columns, n_columns);
  for (guint i = 0; i < n_columns; i++)
    {
      Column *column = get_column (reader, i);

      if (column->record != reader->record)
        continue;
      column->kinds = column->kinds_before;
      if (column->cells.n_rows > reader->n_rows)
        stree_column_buffer_pop (&column->cells);
    }
}

/* FALSE: that is an error. @start to @end is the record. */
static gboolean
reject (Reader *reader, const char *start, const char *end)
{
  gboolean kept;

  if (!reader->options->keep_rejects || reader->error->code == STREE_JSON_ERROR_TOO_LARGE)
    return FALSE;
  kept = stree_rejects_add (&reader->rejects, reader->place, reader->what, start, (gsize) (end - start));
  if (kept)
    g_clear_error (&reader->error);
  return kept;
}

typedef struct
{
  GCancellable *cancellable;
  GFileProgressCallback progress;
  gpointer data;
  gsize told;
} Watch;

static gboolean
go_on (Reader *reader, Watch *watch, const char *p)
{
  gsize at = (gsize) (p - reader->text);

  if (at - watch->told < BLOCK && at < reader->length)
    return TRUE;
  watch->told = at;
  if (watch->progress != NULL)
    watch->progress ((goffset) at, (goffset) reader->length, watch->data);
  return !g_cancellable_set_error_if_cancelled (watch->cancellable, &reader->error);
}

static gboolean
read_lines (Reader *reader, Watch *watch)
{
  StreeJsonScan *scan = &reader->scan;
  char *end = reader->text + reader->length;

  for (char *line = reader->text; line < end;)
    {
      char *line_end = memchr (line, '\n', (gsize) (end - line));
      guint n_columns = reader->columns->len;
      char after;
      gboolean fine = TRUE;

      if (line_end == NULL)
        line_end = end;
      after = *line_end;
      *line_end = '\0';
      scan->p = line;
      stree_json_scan_space (scan);
      if (*scan->p != '\0')
        {
          const char *start = scan->p;

          fine = read_record (reader);
          if (fine)
            {
              stree_json_scan_space (scan);
              fine = *scan->p == '\0' ||
                     fail_expected (reader, STREE_JSON_ERROR_SYNTAX, N_ ("the end of the line behind the record"));
            }
          if (fine)
            reader->n_rows++;
          else
            {
              drop_record (reader, n_columns);
              fine = reject (reader, start, line_end > line && line_end[-1] == '\r' ? line_end - 1 : line_end);
            }
        }
      *line_end = after;
      line = line_end < end ? line_end + 1 : end;
      if (!fine || !go_on (reader, watch, line))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_array (Reader *reader, Watch *watch)
{
  StreeJsonScan *scan = &reader->scan;

  stree_json_scan_space (scan);
  if (*scan->p != '[')
    return fail_expected (reader, STREE_JSON_ERROR_SYNTAX, N_ ("an array of objects"));
  scan->p++;
  stree_json_scan_space (scan);
  if (*scan->p == ']')
    scan->p++;
  else
    for (;;)
      {
        guint n_columns = reader->columns->len;
        const char *start;

        stree_json_scan_space (scan);
        start = scan->p;
        if (read_record (reader))
          {
            reader->n_rows++;
          }
        else
          {
            StreeJsonScan whole = { .p = start, .any_integer = TRUE };

            drop_record (reader, n_columns);
            if (!stree_json_scan_value (&whole) || !reject (reader, start, whole.p))
              return FALSE;
            scan->p = whole.p;
          }
        stree_json_scan_space (scan);
        if (*scan->p != ',' && *scan->p != ']')
          return fail_expected (reader, STREE_JSON_ERROR_SYNTAX, N_ ("',' or ']'"));
        if (!go_on (reader, watch, scan->p))
          return FALSE;
        if (*scan->p++ == ']')
          break;
      }
  stree_json_scan_space (scan);
  return *scan->p == '\0' || fail_expected (reader, STREE_JSON_ERROR_SYNTAX, N_ ("the end"));
}

/* The type of a column, and its cells in it. */
static void
type_column (Column *column)
{
  static const StreeColumnType number = STREE_COLUMN_DOUBLE, integer = STREE_COLUMN_INT64, boolean = STREE_COLUMN_BOOL,
                               moments[] = { STREE_COLUMN_DATE, STREE_COLUMN_TIMESTAMP };
  guint bad_row;

  if (column->declared)
    stree_column_buffer_convert (&column->cells, column->type, NULL, NULL, &bad_row);
  else if (column->kinds == KIND_INTEGER)
    stree_column_buffer_infer (&column->cells, &integer, 1, NULL, NULL);
  else if ((column->kinds & ~(KIND_INTEGER | KIND_NUMBER)) == 0)
    stree_column_buffer_infer (&column->cells, &number, 1, NULL, NULL);
  else if (column->kinds == KIND_BOOL)
    stree_column_buffer_infer (&column->cells, &boolean, 1, NULL, NULL);
  else if (column->kinds == KIND_TEXT)
    stree_column_buffer_infer (&column->cells, moments, G_N_ELEMENTS (moments), NULL, NULL);
}

static StreeFrame *
make_frame (Reader *reader, const char *label, GCancellable *cancellable)
{
  guint n = reader->columns->len;
  StreeColumn **columns;
  StreeFrame *frame;
  g_autofree char *note = NULL;
  guint made = 0;

  if ((guint64) n * reader->n_rows > MAX_EMPTY_CELLS + (guint64) reader->length)
    {
      fail_at (reader, reader->text, STREE_JSON_ERROR_TOO_LARGE,
               _ ("the records have too few members in common; expected records of one kind"));
      return NULL;
    }
  columns = g_new0 (StreeColumn *, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      Column *column = get_column (reader, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, &reader->error))
        break;
      if (!reach_row (column, reader->n_rows))
        {
          fail_at (reader, reader->text + reader->length, STREE_JSON_ERROR_TOO_LARGE,
                   _ ("the texts of this column are too long; expected at most 4 GiB in a column"));
          break;
        }
      type_column (column);
      columns[made++] = stree_column_buffer_finish (&column->cells, column->name);
    }
  if (made < n)
    {
      while (made-- > 0)
        stree_column_unref (columns[made]);
      g_free (columns);
      return NULL;
    }
  note = stree_rejects_describe (&reader->rejects);
  frame = stree_frame_new_take_columns (columns, n, reader->n_rows, label, note);
  stree_rejects_finish (&reader->rejects, frame);
  return frame;
}

static StreeFrame *
parse_json (char *bytes, gsize length, gpointer data, const char *label, GCancellable *cancellable,
            GFileProgressCallback progress, gpointer progress_data, GError **error)
{
  StreeJsonOptions *options = data;
  g_autoptr (StreeJsonOptions) defaults = options != NULL ? NULL : stree_json_options_new ();
  Reader reader = { .options = options != NULL ? options : defaults, .place = { 1, 1 } };
  Watch watch = { cancellable, progress, progress_data, 0 };
  StreeFrame *frame = NULL;
  gsize bad;
  gboolean lines;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }
  reader.text = bytes;
  reader.length = length;
  reader.scan.p = bytes;
  reader.scan.any_integer = TRUE;
  bad = stree_text_find_invalid (bytes, length);
  if (bad < length)
    {
      fail_at (&reader, bytes + bad, STREE_JSON_ERROR_NOT_TEXT, _ ("expected UTF-8 text"));
      g_free (reader.what);
      g_propagate_error (error, reader.error);
      return NULL;
    }

  reader.columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (reader.columns, column_clear);
  reader.numbers = g_hash_table_new (g_str_hash, g_str_equal);
  reader.name = g_string_new (NULL);
  reader.value = g_string_new (NULL);

  lines = reader.options->format == STREE_JSON_FORMAT_LINES;
  if (reader.options->format == STREE_JSON_FORMAT_AUTO)
    {
      stree_json_scan_space (&reader.scan);
      lines = *reader.scan.p != '[';
    }
  if (lines ? read_lines (&reader, &watch) : read_array (&reader, &watch))
    frame = make_frame (&reader, label, cancellable);

  g_hash_table_unref (reader.numbers);
  g_array_unref (reader.columns);
  g_string_free (reader.name, TRUE);
  g_string_free (reader.value, TRUE);
  stree_rejects_clear (&reader.rejects);
  g_free (reader.what);
  if (frame == NULL)
    g_propagate_error (error, reader.error);
  return frame;
}

static const StreeFrameFormat json_format = { "JSON", parse_json, stree_json_error_quark, STREE_JSON_ERROR_TOO_LARGE };

/**
 * stree_frame_new_from_json_bytes: (constructor)
 * @bytes: a text
 * @options: (nullable): how to read it, %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Reads a table from JSON: an array of objects, or an object on each line (JSON Lines, NDJSON).
 *
 * The text is UTF-8, with or without a byte order mark, and JSON as RFC 8259 has it. Each object is a row, and its
 * members are the cells. The columns are in the order in which their names are first seen; where an object does not have
 * a member, or `null`, the cell is null. Blank lines do not count.
 *
 * The type of a column follows from its values: whole numbers, numbers with decimals where there are others among
 * them, booleans, dates (`YYYY-MM-DD`) and timestamps where all texts are such, else text. Numbers of more digits than
 * their type can hold make their column text, so that no digit is lost; so do values of different kinds. Nested arrays
 * and objects are text: their JSON, without space between its parts. They may be 256 levels deep.
 *
 * Fails with a [error@JsonError], whose message names line and column, or with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_new_from_json_bytes (GBytes *bytes, StreeJsonOptions *options, GCancellable *cancellable, GError **error)
{
  g_autofree char *copy = NULL;
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  copy = g_malloc (length + 1);
  if (length > 0)
    memcpy (copy, data, length);
  copy[length] = '\0';
  return parse_json (copy, length, options, NULL, cancellable, NULL, NULL, error);
}

/**
 * stree_frame_new_from_json_file: (constructor)
 * @file: a file
 * @options: (nullable): how to read it, %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Reads a table from a file of JSON or JSON Lines; see [ctor@Frame.new_from_json_bytes].
 *
 * Fails with a [error@JsonError], whose message names the file, line and column, or with a #GIOErrorEnum whose message
 * names the file.
 *
 * Returns: (transfer full): the frame, whose label is the base name of @file, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_new_from_json_file (GFile *file, StreeJsonOptions *options, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return stree_frame_load (&json_format, file, options, cancellable, NULL, NULL, error);
}

/**
 * stree_frame_load_json_async:
 * @file: a file
 * @options: (nullable): how to read it, %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @progress: (nullable) (scope notified) (closure progress_data) (destroy progress_destroy): called in the caller's
 *   main context with the bytes done and the bytes in all
 * @progress_data: for @progress
 * @progress_destroy: (nullable): frees @progress_data
 * @callback: (scope async) (closure user_data): called in the caller's main context when the work is done
 * @user_data: for @callback
 *
 * Reads a table from a file in another thread; see [ctor@Frame.new_from_json_file].
 *
 * Since: 1.0
 */
void
stree_frame_load_json_async (GFile *file, StreeJsonOptions *options, GCancellable *cancellable,
                             GFileProgressCallback progress, gpointer progress_data, GDestroyNotify progress_destroy,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  stree_frame_load_async (&json_format, file, options != NULL ? stree_json_options_ref (options) : NULL,
                          (GDestroyNotify) stree_json_options_unref, cancellable, progress, progress_data,
                          progress_destroy, callback, user_data, (gpointer) (guintptr) stree_frame_load_json_async);
}

/**
 * stree_frame_load_json_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * The outcome of [func@Frame.load_json_async].
 *
 * Returns: (transfer full): the frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_load_json_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_frame_load_json_async), NULL);

  return stree_frame_load_finish (result, error);
}
