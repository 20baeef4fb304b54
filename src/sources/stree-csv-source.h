/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-csv.h"
#include "sources/stree-source.h"
#include "sources/stree-sqlite-source.h"

G_BEGIN_DECLS

/**
 * STREE_TYPE_CSV_SOURCE:
 *
 * The type of #StreeCsvSource.
 *
 * Since: 1.0
 */
#define STREE_TYPE_CSV_SOURCE (stree_csv_source_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeCsvSource, stree_csv_source, STREE, CSV_SOURCE, GObject)

STREE_AVAILABLE_IN_1_0
void stree_csv_source_new_async (GFile *file,
                                 StreeCsvOptions *options,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

STREE_AVAILABLE_IN_1_0
void stree_csv_source_new_with_database_async (GFile *file,
                                               StreeCsvOptions *options,
                                               guint64 min_size,
                                               const char *path,
                                               const char *table,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeCsvSource *stree_csv_source_new_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCsvSource *stree_csv_source_new_with_database_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_csv_source_get_frame (StreeCsvSource *source);

STREE_AVAILABLE_IN_1_0
const GError *stree_csv_source_get_error (StreeCsvSource *source);

STREE_AVAILABLE_IN_1_0
gboolean stree_csv_source_get_complete (StreeCsvSource *source);

STREE_AVAILABLE_IN_1_0
StreeSqliteSource *stree_csv_source_get_database (StreeCsvSource *source);

G_END_DECLS
