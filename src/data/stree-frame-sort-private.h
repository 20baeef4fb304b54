/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Ordering row numbers by the cells of columns.
 */

#include "data/stree-query.h"

G_BEGIN_DECLS

typedef struct
{
  guint column;
  gboolean descending;
  StreeCollation collation;
} StreeSortKey;

/*
 * Sorts @rows, which are rows of @frame: by the first key, rows equal in it by the second, and so on; rows that are
 * equal in all stay as they were. Nulls come last, also when descending. Text is ordered by its
 * collation first, then by its bytes. FALSE: cancelled, and @rows is in no particular order.
 */
gboolean stree_frame_sort_rows (StreeFrame *frame, const StreeSortKey *keys, guint n_keys, guint32 *rows, guint n_rows,
                                GCancellable *cancellable);

G_END_DECLS
