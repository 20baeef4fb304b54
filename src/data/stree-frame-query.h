/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * The rows of a frame that a query asks for, as a frame that shares its columns.
 */

#include "data/stree-query.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_query (StreeFrame *frame, StreeQuery *query, GCancellable *cancellable,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_frame_query_async (StreeFrame *frame, StreeQuery *query, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_query_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
