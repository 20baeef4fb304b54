/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-csv.h"

#include <glib/gi18n-lib.h>

#include "data/stree-csv-private.h"
#include "data/stree-frame-load-private.h"

static StreeFrame *
parse_text (const char *bytes, gsize length, StreeCsvOptions *options, const char *label, StreeCsvIndex *index,
            GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data, GError **error)
{
  const StreeCsvPart part = { .index = index };
  StreeCsvText source;
  StreeCsvTable table;
  StreeFrame *frame;

  if (!stree_csv_text_init (&source, bytes, length, error))
    return NULL;
  source.quote = options->quote;
  source.delimiter = options->delimiter;
  if (source.delimiter == '\0')
    source.delimiter = stree_csv_detect_delimiter (source.text, source.length, source.quote);

  if (!stree_csv_table_read (&table, &source, options, &part, cancellable, progress, progress_data, error))
    return NULL;
  frame = stree_csv_table_to_frame (&table, &source, options, label, cancellable, error);
  stree_csv_table_clear (&table);
  return frame;
}

StreeFrame *
stree_csv_parse (char *bytes, gsize length, StreeCsvOptions *options, const char *label, StreeCsvIndex *index,
                 GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data, GError **error)
{
  g_autoptr (StreeCsvOptions) defaults = options != NULL ? NULL : stree_csv_options_new ();
  StreeTextPlace bad = { 0, 0 };
  GString *decoded;
  StreeFrame *frame;

  if (options == NULL)
    options = defaults;
  if (!stree_text_decode (bytes, length, options->encoding, &decoded, &bad, cancellable, error))
    {
      if (bad.line > 0)
        g_set_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_NOT_TEXT, _ ("line %u, column %u: expected text in %s"), bad.line,
                     bad.column, options->encoding != NULL ? options->encoding : "UTF-16");
      return NULL;
    }
  if (decoded == NULL)
    return parse_text (bytes, length, options, label, index, cancellable, progress, progress_data, error);
  frame = parse_text (decoded->str, decoded->len, options, label, NULL, cancellable, progress, progress_data, error);
  g_string_free (decoded, TRUE);
  return frame;
}

static StreeFrame *
parse_csv (char *bytes, gsize length, gpointer options, const char *label, GCancellable *cancellable,
           GFileProgressCallback progress, gpointer progress_data, GError **error)
{
  return stree_csv_parse (bytes, length, options, label, NULL, cancellable, progress, progress_data, error);
}

const StreeFrameFormat stree_csv_format = { "CSV", parse_csv, stree_csv_error_quark, STREE_CSV_ERROR_TOO_LARGE };

/**
 * stree_frame_new_from_csv_bytes: (constructor)
 * @bytes: a text
 * @options: (nullable): how to read it, %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Reads a table from a text with delimiters (CSV, TSV).
 *
 * The text is UTF-8, with or without a byte order mark, or UTF-16 with one; others are named by
 * [method@CsvOptions.set_encoding]. Lines end in LF, CR LF or CR; blank lines do not count. Fields
 * may be in quotes, within which a quote is written twice. Spaces around a field without quotes do not count.
 *
 * The type of a column is the first of these that fits all its cells: boolean (`true` or `false`, in any case; `yes`
 * and `no` stay text), whole number, number with decimals (a point; exponents are fine), date (`YYYY-MM-DD`), text.
 * Numbers with a leading zero, such as postal codes, and whole numbers of more than 64 bits stay text, so that no
 * digit is lost. A column without values is text.
 *
 * An empty name of a column becomes `column_3`, a repeated one `name_2`.
 *
 * Fails with a [error@CsvError], whose message names line and column, or with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_new_from_csv_bytes (GBytes *bytes, StreeCsvOptions *options, GCancellable *cancellable, GError **error)
{
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  return stree_csv_parse (data != NULL ? (char *) data : (char *) "", length, options, NULL, NULL, cancellable, NULL, NULL,
                          error);
}

/**
 * stree_frame_new_from_csv_file: (constructor)
 * @file: a file
 * @options: (nullable): how to read it, %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Reads a table from a file with delimiters (CSV, TSV); see [ctor@Frame.new_from_csv_bytes]. Blocks until it is read.
 *
 * Fails with a [error@CsvError], whose message names the file, line and column, or with a #GIOErrorEnum whose message
 * names the file.
 *
 * Returns: (transfer full): the frame, whose label is the base name of @file, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_new_from_csv_file (GFile *file, StreeCsvOptions *options, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return stree_frame_load (&stree_csv_format, file, options, cancellable, NULL, NULL, error);
}

/**
 * stree_frame_load_csv_async:
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
 * Reads a table from a file in another thread; see [ctor@Frame.new_from_csv_file].
 *
 * Since: 1.0
 */
void
stree_frame_load_csv_async (GFile *file, StreeCsvOptions *options, GCancellable *cancellable,
                            GFileProgressCallback progress, gpointer progress_data, GDestroyNotify progress_destroy,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  stree_frame_load_async (&stree_csv_format, file, options != NULL ? stree_csv_options_ref (options) : NULL,
                          (GDestroyNotify) stree_csv_options_unref, cancellable, progress, progress_data,
                          progress_destroy, callback, user_data, (gpointer) (guintptr) stree_frame_load_csv_async);
}

/**
 * stree_frame_load_csv_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * The outcome of [func@Frame.load_csv_async].
 *
 * Returns: (transfer full): the frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_load_csv_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_frame_load_csv_async), NULL);

  return stree_frame_load_finish (result, error);
}
