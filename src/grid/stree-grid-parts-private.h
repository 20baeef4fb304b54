/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Many rows of a result set, a part after the other, wherever their pages are. The main loop goes on between them. */

#include "grid/stree-ranges-private.h"
#include "sources/stree-result-set.h"

G_BEGIN_DECLS

/* FALSE: no other part is wanted. */
typedef gboolean (*StreeGridPartFunc) (StreeFrame *part, gpointer data);

/* @ranges: copied; the rows may end before they do. @func: never called after the callback. */
void     stree_grid_parts_async  (StreeResultSet     *rows,
                                  const StreeRanges  *ranges,
                                  StreeGridPartFunc   func,
                                  gpointer            data,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean stree_grid_parts_finish (GAsyncResult *result, GError **error);

G_END_DECLS
