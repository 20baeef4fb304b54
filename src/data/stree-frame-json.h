/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-frame.h"

G_BEGIN_DECLS

/**
 * STREE_JSON_ERROR:
 *
 * The domain of what can be wrong with JSON that a frame is read from; the codes are [error@JsonError].
 *
 * Since: 1.0
 */
#define STREE_JSON_ERROR (stree_json_error_quark ())

/**
 * StreeJsonError:
 * @STREE_JSON_ERROR_SYNTAX: it is not JSON
 * @STREE_JSON_ERROR_NOT_TEXT: the bytes are not UTF-8 text
 * @STREE_JSON_ERROR_NOT_RECORD: a record is not an object
 * @STREE_JSON_ERROR_DUPLICATE_MEMBER: a record has two members of one name
 * @STREE_JSON_ERROR_BAD_VALUE: a value does not fit the type that was asked for its column
 * @STREE_JSON_ERROR_TOO_LARGE: more columns, rows or text than a frame can hold
 *
 * What is wrong with JSON. Each message names the line and the column, both from 1, the column in characters.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_JSON_ERROR_SYNTAX,
  STREE_JSON_ERROR_NOT_TEXT,
  STREE_JSON_ERROR_NOT_RECORD,
  STREE_JSON_ERROR_DUPLICATE_MEMBER,
  STREE_JSON_ERROR_BAD_VALUE,
  STREE_JSON_ERROR_TOO_LARGE
} StreeJsonError;

STREE_AVAILABLE_IN_1_0
GQuark stree_json_error_quark (void);

/**
 * StreeJsonFormat:
 * @STREE_JSON_FORMAT_AUTO: records if the text begins with a bracket, else lines
 * @STREE_JSON_FORMAT_RECORDS: one array of objects
 * @STREE_JSON_FORMAT_LINES: an object on each line (JSON Lines, NDJSON)
 *
 * How a table is written as JSON.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_JSON_FORMAT_AUTO,
  STREE_JSON_FORMAT_RECORDS,
  STREE_JSON_FORMAT_LINES
} StreeJsonFormat;

/**
 * STREE_JSON_MAX_COLUMNS:
 *
 * How many different members the records may have.
 *
 * Since: 1.0
 */
#define STREE_JSON_MAX_COLUMNS 10000

/**
 * StreeJsonOptions:
 *
 * How to read a table from JSON.
 *
 * Options are filled right after they were made, while there is one reference to them; from the second reference on
 * they are immutable and may be read from any thread.
 *
 * Since: 1.0
 */
typedef struct _StreeJsonOptions StreeJsonOptions;

/**
 * STREE_TYPE_JSON_OPTIONS:
 *
 * The boxed type of #StreeJsonOptions.
 *
 * Since: 1.0
 */
#define STREE_TYPE_JSON_OPTIONS (stree_json_options_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_json_options_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeJsonOptions *stree_json_options_new (void) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeJsonOptions *stree_json_options_ref (StreeJsonOptions *options);

STREE_AVAILABLE_IN_1_0
void stree_json_options_unref (StreeJsonOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeJsonOptions, stree_json_options_unref)

STREE_AVAILABLE_IN_1_0
void stree_json_options_set_format (StreeJsonOptions *options, StreeJsonFormat format);

STREE_AVAILABLE_IN_1_0
void stree_json_options_set_column_type (StreeJsonOptions *options, const char *name, StreeColumnType type);

STREE_AVAILABLE_IN_1_0
void stree_json_options_set_keep_rejects (StreeJsonOptions *options, gboolean keep_rejects);

/* Reading */

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_new_from_json_bytes (GBytes *bytes, StreeJsonOptions *options, GCancellable *cancellable,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_new_from_json_file (GFile *file, StreeJsonOptions *options, GCancellable *cancellable,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_frame_load_json_async (GFile *file, StreeJsonOptions *options, GCancellable *cancellable,
                                  GFileProgressCallback progress, gpointer progress_data,
                                  GDestroyNotify progress_destroy, GAsyncReadyCallback callback, gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_load_json_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
