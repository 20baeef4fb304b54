/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* Whole frames out of SQLite files, and whole files of comma-separated values into them. */

#include "data/stree-cell.h"
#include "data/stree-csv.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_new_from_sqlite (const char *path,
                                         const char *sql,
                                         StreeCell **parameters,
                                         gsize n_parameters,
                                         GCancellable *cancellable,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_frame_load_sqlite_async (const char *path,
                                    const char *sql,
                                    StreeCell **parameters,
                                    gsize n_parameters,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_load_sqlite_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_sqlite_import_csv_async (const char *path,
                                    const char *table,
                                    GFile *file,
                                    StreeCsvOptions *options,
                                    GCancellable *cancellable,
                                    GFileProgressCallback progress,
                                    gpointer progress_data,
                                    GDestroyNotify progress_destroy,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

STREE_AVAILABLE_IN_1_0
gboolean stree_sqlite_import_csv_finish (GAsyncResult *result, guint64 *n_rows, GError **error);

G_END_DECLS
