/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * What is shown of a grid's rows as one frame: those of a result set with what was typed in them, and new rows below them. It is
 * read and put together in parts, and joined in a thread: the main loop goes on.
 */

#include "grid/stree-grid-edits.h"
#include "grid/stree-ranges-private.h"

G_BEGIN_DECLS

/* So many rows of the result set were read. */
typedef void (*StreeGridGatherFunc) (guint64 n_read, gpointer data);

/* @ranges: copied; the rows may end before they do. @edits: NULL: nothing is typed. @new_rows: held, nullable: of StreeRowKey: new
 * rows of the edits. @progress: nullable. */
void        stree_grid_gather_async  (StreeResultSet     *rows,
                                      const StreeRanges  *ranges,
                                      StreeGridEdits     *edits,
                                      GPtrArray          *new_rows,
                                      StreeGridGatherFunc progress,
                                      gpointer            progress_data,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
/* Transfer full; NULL and no error: there are no such rows. */
StreeFrame *stree_grid_gather_finish (GAsyncResult *result, GError **error);

G_END_DECLS
