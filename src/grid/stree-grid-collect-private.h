/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The rows of ranges of a result set as one frame, wherever their pages are. */

#include "grid/stree-ranges-private.h"
#include "sources/stree-result-set.h"

G_BEGIN_DECLS

/* @ranges: copied. Fails with %STREE_ERROR_BAD_VALUE where the rows have more text than a frame can hold. */
void        stree_grid_collect_async  (StreeResultSet     *rows,
                                       const StreeRanges  *ranges,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
/* Transfer full; in the order of the ranges. NULL and no error: there are no such rows. */
StreeFrame *stree_grid_collect_finish (GAsyncResult *result, GError **error);

G_END_DECLS
