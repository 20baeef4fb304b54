/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <string.h>

#include "core/stree-boxed-private.h"
#include "data/stree-csv-private.h"

static const char *const default_null_words[] = { "NA", "N/A", "n/a", "null", "NULL", "NaN", "nan", NULL };

G_DEFINE_QUARK (stree-csv-error-quark, stree_csv_error)

STREE_DEFINE_BOXED_TYPE (StreeCsvOptions, stree_csv_options)

/**
 * stree_csv_options_new:
 *
 * Options for an ordinary file: the delimiter is detected, the first row is a header, short rows are filled up.
 *
 * Returns: (transfer full): the options
 *
 * Since: 1.0
 */
StreeCsvOptions *
stree_csv_options_new (void)
{
  StreeCsvOptions *options = g_new0 (StreeCsvOptions, 1);

  g_atomic_ref_count_init (&options->refs);
  options->quote = '"';
  options->has_header = TRUE;
  options->null_words = g_strdupv ((char **) default_null_words);
  options->column_types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return options;
}

/**
 * stree_csv_options_ref:
 * @options: options
 *
 * Takes another reference, after which the options cannot be changed any more. May be called from any thread.
 *
 * Returns: (transfer full): @options
 *
 * Since: 1.0
 */
StreeCsvOptions *
stree_csv_options_ref (StreeCsvOptions *options)
{
  g_return_val_if_fail (options != NULL, NULL);

  g_atomic_ref_count_inc (&options->refs);
  return options;
}

/**
 * stree_csv_options_unref:
 * @options: (transfer full): options
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_csv_options_unref (StreeCsvOptions *options)
{
  g_return_if_fail (options != NULL);

  if (!g_atomic_ref_count_dec (&options->refs))
    return;
  g_strfreev (options->null_words);
  g_free (options->encoding);
  g_hash_table_unref (options->column_types);
  g_free (options);
}

/**
 * stree_csv_options_set_delimiter:
 * @options: options with one reference
 * @delimiter: an ASCII character, neither the quote nor a space nor the end of a line; or 0 to detect it
 *
 * Says what is between two fields.
 *
 * Detection looks at the first rows and knows comma, semicolon, tab and bar; it takes the one that gives most rows as
 * many fields as the first row has.
 *
 * Since: 1.0
 */
void
stree_csv_options_set_delimiter (StreeCsvOptions *options, char delimiter)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));
  g_return_if_fail (g_ascii_isprint (delimiter) || delimiter == '\t' || delimiter == '\0');
  g_return_if_fail (delimiter != ' ' && (delimiter == '\0' || delimiter != options->quote));

  options->delimiter = delimiter;
}

/**
 * stree_csv_options_set_quote:
 * @options: options with one reference
 * @quote: an ASCII character, neither the delimiter nor a space nor the end of a line; or 0 for none
 *
 * Says which character a field may be in, within which it is written twice. By default it is `"`. With none, all fields
 * are what is between two delimiters.
 *
 * Since: 1.0
 */
void
stree_csv_options_set_quote (StreeCsvOptions *options, char quote)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));
  g_return_if_fail ((g_ascii_isprint (quote) && quote != ' ') || quote == '\0');
  g_return_if_fail (quote == '\0' || quote != options->delimiter);

  options->quote = quote;
}

/**
 * stree_csv_options_set_encoding:
 * @options: options with one reference
 * @encoding: (nullable): the name of an encoding, such as `ISO-8859-1` or `WINDOWS-1252`; %NULL to detect it
 *
 * Says how the text is written in bytes.
 *
 * Detection looks at the byte order mark, of UTF-8 or UTF-16; without one it is UTF-8. An encoding that is not known is
 * %G_IO_ERROR_INVALID_ARGUMENT when the text is read, bytes that are no text in it %STREE_CSV_ERROR_NOT_TEXT.
 *
 * Since: 1.0
 */
void
stree_csv_options_set_encoding (StreeCsvOptions *options, const char *encoding)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  g_free (options->encoding);
  options->encoding = g_strdup (encoding);
}

/**
 * stree_csv_options_set_keep_rejects:
 * @options: options with one reference
 * @keep_rejects: whether what is wrong is set aside
 *
 * Says what to do with a row that cannot be read: one with a quote where none may be, with too many fields, or too few
 * where that is an error, or with a value that does not fit a type that was asked for. By default it is an error. Set
 * aside, it is in [method@Frame.get_rejects], with its line and what is wrong; the other rows are in the frame, and
 * [method@Frame.get_note] tells.
 *
 * What is wrong in the first row, which says how many columns there are, is an error in any case. A quote that is never
 * closed takes its line with it, and the next line is read as one of its own.
 *
 * Since: 1.0
 */
void
stree_csv_options_set_keep_rejects (StreeCsvOptions *options, gboolean keep_rejects)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  options->keep_rejects = !!keep_rejects;
}

/**
 * stree_csv_options_set_has_header:
 * @options: options with one reference
 * @has_header: whether the first row has the names of the columns
 *
 * Says whether there is a header. Without one the columns are `column_1`, `column_2` and so on.
 *
 * Since: 1.0
 */
void
stree_csv_options_set_has_header (StreeCsvOptions *options, gboolean has_header)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  options->has_header = !!has_header;
}

/**
 * stree_csv_options_set_null_words:
 * @options: options with one reference
 * @words: (array zero-terminated=1): what stands for null besides the empty field
 *
 * Says which words mean that there is no value. They are compared as they are written, upper and lower case as given.
 *
 * By default: `NA`, `N/A`, `n/a`, `null`, `NULL`, `NaN`, `nan`. So `Na` and `Null`, a metal and a name, are text. In a
 * column of text a field in quotes is what it says: `"NA"` is text, and `""` is the empty text. In a column of another
 * type these are null, too.
 *
 * Since: 1.0
 */
void
stree_csv_options_set_null_words (StreeCsvOptions *options, const char *const *words)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (words != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  g_strfreev (options->null_words);
  options->null_words = g_strdupv ((char **) words);
}

/**
 * stree_csv_options_set_short_rows:
 * @options: options with one reference
 * @short_rows: what to do
 *
 * Says what to do with rows that have fewer fields than there are columns. By default they are filled up with nulls,
 * and [method@Frame.get_note] tells. Rows with too many fields are always an error: to drop data silently is not an
 * option.
 *
 * Since: 1.0
 */
void
stree_csv_options_set_short_rows (StreeCsvOptions *options, StreeCsvShortRows short_rows)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (short_rows <= STREE_CSV_SHORT_ROWS_ERROR);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  options->short_rows = short_rows;
}

/**
 * stree_csv_options_set_column_type:
 * @options: options with one reference
 * @name: the name of a column
 * @type: what its cells hold
 *
 * Says the type of a column, instead of inferring it. A cell that does not fit is %STREE_CSV_ERROR_BAD_VALUE. A column
 * that the file does not have is not an error.
 *
 * Since: 1.0
 */
void
stree_csv_options_set_column_type (StreeCsvOptions *options, const char *name, StreeColumnType type)
{
  g_return_if_fail (options != NULL);
  g_return_if_fail (name != NULL);
  g_return_if_fail (type <= STREE_COLUMN_TEXT);
  g_return_if_fail (g_atomic_ref_count_compare (&options->refs, 1));

  g_hash_table_insert (options->column_types, g_strdup (name), GUINT_TO_POINTER (type));
}

gboolean
stree_csv_options_is_null_word (const StreeCsvOptions *options, const char *text, gsize length)
{
  for (char **word = options->null_words; *word != NULL; word++)
    if ((*word)[0] == text[0] && strncmp (*word, text, length) == 0 && (*word)[length] == '\0')
      return TRUE;
  return FALSE;
}
