/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * data: columnar tables and where they come from.
 *
 * A StreeFrame is an immutable table that is stored by column. It comes from a StreeFrameBuilder, from CSV (stree-csv.h)
 * or from JSON (stree-frame-json.h), and goes out by stree-frame-export.h. A selection, a slice, the result of a StreeQuery: each is a StreeFrame that shares the columns
 * of the frame it came from and has row numbers of its own, so nothing of a large table is ever copied. All of it may
 * be read from any thread.
 */

#include <gio/gio.h>

#include "core/stree-macros.h"

G_BEGIN_DECLS

/**
 * StreeColumnType:
 * @STREE_COLUMN_INT64: whole numbers, 64 bits, signed
 * @STREE_COLUMN_DOUBLE: numbers with decimals
 * @STREE_COLUMN_BOOL: true or false
 * @STREE_COLUMN_DATE: calendar dates, as days since 1970-01-01
 * @STREE_COLUMN_TIMESTAMP: moments, as microseconds since 1970-01-01 00:00 UTC
 * @STREE_COLUMN_TEXT: UTF-8 text
 *
 * What the cells of a column hold. Any cell may be null instead.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_COLUMN_INT64,
  STREE_COLUMN_DOUBLE,
  STREE_COLUMN_BOOL,
  STREE_COLUMN_DATE,
  STREE_COLUMN_TIMESTAMP,
  STREE_COLUMN_TEXT
} StreeColumnType;

/**
 * StreeFrame:
 *
 * An immutable table of typed columns with names.
 *
 * A frame may be read from any number of threads at once.
 *
 * Since: 1.0
 */
typedef struct _StreeFrame StreeFrame;

/**
 * STREE_TYPE_FRAME:
 *
 * The boxed type of #StreeFrame.
 *
 * Since: 1.0
 */
#define STREE_TYPE_FRAME (stree_frame_get_type ())

/**
 * STREE_FRAME_CELL_SIZE:
 *
 * Bytes that are enough for the text of any cell that is not text itself; see [method@Frame.format_cell].
 *
 * Since: 1.0
 */
#define STREE_FRAME_CELL_SIZE 40

STREE_AVAILABLE_IN_1_0
GType stree_frame_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_ref (StreeFrame *frame);

STREE_AVAILABLE_IN_1_0
void stree_frame_unref (StreeFrame *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeFrame, stree_frame_unref)

STREE_AVAILABLE_IN_1_0
const char *stree_column_type_get_nick (StreeColumnType type);

/* Shape */

STREE_AVAILABLE_IN_1_0
guint stree_frame_get_n_rows (StreeFrame *frame);

STREE_AVAILABLE_IN_1_0
guint stree_frame_get_n_columns (StreeFrame *frame);

STREE_AVAILABLE_IN_1_0
const char *stree_frame_get_label (StreeFrame *frame);

STREE_AVAILABLE_IN_1_0
const char *stree_frame_get_note (StreeFrame *frame);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_get_rejects (StreeFrame *frame);

STREE_AVAILABLE_IN_1_0
const char *stree_frame_get_column_name (StreeFrame *frame, guint column);

STREE_AVAILABLE_IN_1_0
StreeColumnType stree_frame_get_column_type (StreeFrame *frame, guint column);

STREE_AVAILABLE_IN_1_0
guint stree_frame_get_column_decimals (StreeFrame *frame, guint column);

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_find_column (StreeFrame *frame, const char *name, guint *column);

/* Cells */

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_is_null (StreeFrame *frame, guint row, guint column);

STREE_AVAILABLE_IN_1_0
gint64 stree_frame_get_int64 (StreeFrame *frame, guint row, guint column);

STREE_AVAILABLE_IN_1_0
double stree_frame_get_double (StreeFrame *frame, guint row, guint column);

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_get_bool (StreeFrame *frame, guint row, guint column);

STREE_AVAILABLE_IN_1_0
gint32 stree_frame_get_date (StreeFrame *frame, guint row, guint column);

STREE_AVAILABLE_IN_1_0
gint64 stree_frame_get_timestamp (StreeFrame *frame, guint row, guint column);

STREE_AVAILABLE_IN_1_0
const char *stree_frame_get_text (StreeFrame *frame, guint row, guint column);

STREE_AVAILABLE_IN_1_0
const char *stree_frame_format_cell (StreeFrame *frame, guint row, guint column, char *buffer, gsize size);

STREE_AVAILABLE_IN_1_0
char *stree_frame_dup_cell_text (StreeFrame *frame, guint row, guint column) G_GNUC_WARN_UNUSED_RESULT;

/* Views: the same cells, other rows */

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_select (StreeFrame *frame, const guint32 *rows, guint n_rows) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_slice (StreeFrame *frame, guint first, guint n_rows) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_equal (StreeFrame *a, StreeFrame *b);

/* Values */

STREE_AVAILABLE_IN_1_0
char **stree_frame_distinct (StreeFrame *frame, guint column, guint max, guint **counts, guint *n_values,
                             guint *n_distinct) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_is_categorical (StreeFrame *frame, guint column);

G_END_DECLS
