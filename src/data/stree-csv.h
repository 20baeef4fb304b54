/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-frame.h"

G_BEGIN_DECLS

/**
 * STREE_CSV_ERROR:
 *
 * The domain of what can be wrong with a CSV file; the codes are [error@CsvError].
 *
 * Since: 1.0
 */
#define STREE_CSV_ERROR (stree_csv_error_quark ())

/**
 * StreeCsvError:
 * @STREE_CSV_ERROR_BAD_QUOTE: a quote where none may be, or one that is never closed
 * @STREE_CSV_ERROR_NOT_TEXT: the bytes are not UTF-8 text
 * @STREE_CSV_ERROR_FIELD_COUNT: a row has more or fewer fields than there are columns
 * @STREE_CSV_ERROR_EMPTY: there is not even a header
 * @STREE_CSV_ERROR_TOO_LARGE: more columns, rows or text than a frame can hold
 * @STREE_CSV_ERROR_BAD_VALUE: a cell does not fit the type that was asked for its column
 *
 * What is wrong with a CSV file. Each message names the line and the column, both from 1, the column in characters.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_CSV_ERROR_BAD_QUOTE,
  STREE_CSV_ERROR_NOT_TEXT,
  STREE_CSV_ERROR_FIELD_COUNT,
  STREE_CSV_ERROR_EMPTY,
  STREE_CSV_ERROR_TOO_LARGE,
  STREE_CSV_ERROR_BAD_VALUE
} StreeCsvError;

STREE_AVAILABLE_IN_1_0
GQuark stree_csv_error_quark (void);

/**
 * StreeCsvShortRows:
 * @STREE_CSV_SHORT_ROWS_PAD: the missing cells are null, and the note of the frame says so
 * @STREE_CSV_SHORT_ROWS_ERROR: %STREE_CSV_ERROR_FIELD_COUNT
 *
 * What to do with a row that has fewer fields than there are columns.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_CSV_SHORT_ROWS_PAD,
  STREE_CSV_SHORT_ROWS_ERROR
} StreeCsvShortRows;

/**
 * STREE_CSV_MAX_COLUMNS:
 *
 * How many columns a CSV file may have.
 *
 * Since: 1.0
 */
#define STREE_CSV_MAX_COLUMNS 10000

/**
 * StreeCsvOptions:
 *
 * How to read a CSV file.
 *
 * Options are filled right after they were made, while there is one reference to them; from the second reference on
 * they are immutable and may be read from any thread.
 *
 * Since: 1.0
 */
typedef struct _StreeCsvOptions StreeCsvOptions;

/**
 * STREE_TYPE_CSV_OPTIONS:
 *
 * The boxed type of #StreeCsvOptions.
 *
 * Since: 1.0
 */
#define STREE_TYPE_CSV_OPTIONS (stree_csv_options_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_csv_options_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeCsvOptions *stree_csv_options_new (void) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCsvOptions *stree_csv_options_ref (StreeCsvOptions *options);

STREE_AVAILABLE_IN_1_0
void stree_csv_options_unref (StreeCsvOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeCsvOptions, stree_csv_options_unref)

STREE_AVAILABLE_IN_1_0
void stree_csv_options_set_delimiter (StreeCsvOptions *options, char delimiter);

STREE_AVAILABLE_IN_1_0
void stree_csv_options_set_quote (StreeCsvOptions *options, char quote);

STREE_AVAILABLE_IN_1_0
void stree_csv_options_set_encoding (StreeCsvOptions *options, const char *encoding);

STREE_AVAILABLE_IN_1_0
void stree_csv_options_set_keep_rejects (StreeCsvOptions *options, gboolean keep_rejects);

STREE_AVAILABLE_IN_1_0
void stree_csv_options_set_has_header (StreeCsvOptions *options, gboolean has_header);

STREE_AVAILABLE_IN_1_0
void stree_csv_options_set_null_words (StreeCsvOptions *options, const char *const *words);

STREE_AVAILABLE_IN_1_0
void stree_csv_options_set_short_rows (StreeCsvOptions *options, StreeCsvShortRows short_rows);

STREE_AVAILABLE_IN_1_0
void stree_csv_options_set_column_type (StreeCsvOptions *options, const char *name, StreeColumnType type);

/* Reading */

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_new_from_csv_bytes (GBytes *bytes, StreeCsvOptions *options, GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_new_from_csv_file (GFile *file, StreeCsvOptions *options, GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_frame_load_csv_async (GFile *file, StreeCsvOptions *options, GCancellable *cancellable,
                                 GFileProgressCallback progress, gpointer progress_data,
                                 GDestroyNotify progress_destroy, GAsyncReadyCallback callback, gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_load_csv_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_new_from_tsv_block (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
