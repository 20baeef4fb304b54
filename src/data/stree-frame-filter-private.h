/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Filters and searches on the columns of a frame. One condition after the other, so that each runs over its own memory.
 */

#include "data/stree-filter.h"
#include "data/stree-text-match-private.h"

G_BEGIN_DECLS

/* Leaves in @rows, which are rows of @frame, those that pass; in their order. FALSE: cancelled. The filter fits the frame. */
gboolean stree_frame_filter_rows (StreeFrame *frame, StreeFilter *filter, guint32 *rows, guint *n_rows, GCancellable *cancellable);
/* Looks in the first @n_columns columns. */
gboolean stree_frame_search_rows (StreeFrame *frame, const char *search, guint n_columns, guint32 *rows, guint *n_rows,
                                  GCancellable *cancellable);

/* Whether a displayed cell of this type can hold the text at all. */
gboolean stree_column_type_can_match (StreeColumnType type, const StreeTextMatch *match);

G_END_DECLS
