/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * A frame out: as text, into a stream, into a file. A selection is a frame, too (stree_frame_select ()).
 */

#include "data/stree-frame.h"

G_BEGIN_DECLS

/**
 * StreeExportFormat:
 * @STREE_EXPORT_CSV: commas, quotes where they are needed; nulls are empty fields, in a table of one column `NA`
 * @STREE_EXPORT_TSV: tabs, quotes where they are needed, as spreadsheets have it in the clipboard; nulls are empty
 * @STREE_EXPORT_MARKDOWN: a table of GitHub's Markdown; a line end in a cell is `<br>`, numbers are on the right
 * @STREE_EXPORT_HTML: a table, and nothing around it; a line end in a cell is `<br>`
 * @STREE_EXPORT_JSON: an array of objects, one a line
 * @STREE_EXPORT_JSON_LINES: an object on each line
 *
 * How a table is written. All are UTF-8 with LF.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_EXPORT_CSV,
  STREE_EXPORT_TSV,
  STREE_EXPORT_MARKDOWN,
  STREE_EXPORT_HTML,
  STREE_EXPORT_JSON,
  STREE_EXPORT_JSON_LINES
} StreeExportFormat;

/**
 * StreeExportCellFunc:
 * @frame: what is exported
 * @row: the row's number, from 0
 * @column: the column's number, from 0
 * @data: (closure): the caller's data
 *
 * Says how a cell is shown. It is called for cells that are not null, in the thread that exports, which may be any.
 *
 * Returns: (transfer full): the text, UTF-8
 *
 * Since: 1.0
 */
typedef char *(*StreeExportCellFunc) (StreeFrame *frame, guint row, guint column, gpointer data);

/**
 * StreeExportOptions:
 *
 * How to write a table.
 *
 * Options are filled right after they were made, while there is one reference to them; from the second reference on
 * they are immutable and may be read from any thread.
 *
 * Since: 1.0
 */
typedef struct _StreeExportOptions StreeExportOptions;

/**
 * STREE_TYPE_EXPORT_OPTIONS:
 *
 * The boxed type of #StreeExportOptions.
 *
 * Since: 1.0
 */
#define STREE_TYPE_EXPORT_OPTIONS (stree_export_options_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_export_options_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeExportOptions *stree_export_options_new (StreeExportFormat format) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeExportOptions *stree_export_options_ref (StreeExportOptions *options);

STREE_AVAILABLE_IN_1_0
void stree_export_options_unref (StreeExportOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeExportOptions, stree_export_options_unref)

STREE_AVAILABLE_IN_1_0
void stree_export_options_set_header (StreeExportOptions *options, gboolean header);

STREE_AVAILABLE_IN_1_0
void stree_export_options_set_columns (StreeExportOptions *options, const guint *columns, gsize n_columns);

STREE_AVAILABLE_IN_1_0
void stree_export_options_set_cell_func (StreeExportOptions *options, StreeExportCellFunc func, gpointer data,
                                         GDestroyNotify destroy);

/* Writing */

STREE_AVAILABLE_IN_1_0
GBytes *stree_frame_export_bytes (StreeFrame *frame, StreeExportOptions *options, GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_export_stream (StreeFrame *frame, StreeExportOptions *options, GOutputStream *stream,
                                    GCancellable *cancellable, GError **error);

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_export_file (StreeFrame *frame, StreeExportOptions *options, GFile *file,
                                  GCancellable *cancellable, GError **error);

STREE_AVAILABLE_IN_1_0
void stree_frame_export_stream_async (StreeFrame *frame, StreeExportOptions *options, GOutputStream *stream,
                                      GCancellable *cancellable, GFileProgressCallback progress,
                                      gpointer progress_data, GDestroyNotify progress_destroy,
                                      GAsyncReadyCallback callback, gpointer user_data);

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_export_stream_finish (GAsyncResult *result, GError **error);

STREE_AVAILABLE_IN_1_0
void stree_frame_export_file_async (StreeFrame *frame, StreeExportOptions *options, GFile *file,
                                    GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data,
                                    GDestroyNotify progress_destroy, GAsyncReadyCallback callback,
                                    gpointer user_data);

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_export_file_finish (GAsyncResult *result, GError **error);

G_END_DECLS
