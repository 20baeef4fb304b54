/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-frame.h"

G_BEGIN_DECLS

/**
 * StreeFrameQuery:
 *
 * Which rows of a [struct@Frame] to show, and in which order: a search text, filters, sort keys.
 *
 * A query is filled right after it was made, while there is one reference to it; from the second reference on it is
 * immutable and may be read from any thread.
 *
 * Since: 1.0
 */
typedef struct _StreeFrameQuery StreeFrameQuery;

/**
 * STREE_TYPE_FRAME_QUERY:
 *
 * The boxed type of #StreeFrameQuery.
 *
 * Since: 1.0
 */
#define STREE_TYPE_FRAME_QUERY (stree_frame_query_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_frame_query_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeFrameQuery *stree_frame_query_new (void) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrameQuery *stree_frame_query_ref (StreeFrameQuery *query);

STREE_AVAILABLE_IN_1_0
void stree_frame_query_unref (StreeFrameQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeFrameQuery, stree_frame_query_unref)

STREE_AVAILABLE_IN_1_0
void stree_frame_query_set_search (StreeFrameQuery *query, const char *text);

STREE_AVAILABLE_IN_1_0
void stree_frame_query_add_filter (StreeFrameQuery *query, guint column, const char *value);

STREE_AVAILABLE_IN_1_0
void stree_frame_query_add_sort (StreeFrameQuery *query, guint column, gboolean descending);

STREE_AVAILABLE_IN_1_0
const char *stree_frame_query_get_search (StreeFrameQuery *query);

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_query_extends (StreeFrameQuery *query, StreeFrameQuery *previous);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_query_run (StreeFrame *frame, StreeFrameQuery *query, GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_frame_query_run_async (StreeFrame *frame, StreeFrameQuery *query, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_query_run_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
