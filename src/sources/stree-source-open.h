/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* A source by its URI: the scheme tells which engine opens it. */

#include "sources/stree-source-engine.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
void stree_source_open_async (const char *uri,
                              const char *table,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeSource *stree_source_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_source_list_tables_async (const char *uri,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

STREE_AVAILABLE_IN_1_0
char **stree_source_list_tables_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
char *stree_source_mask_uri (const char *uri) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
