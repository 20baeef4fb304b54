/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Counting what is different: a hash table from a 64-bit key to an item number, in the order of first sight.
 */

#include "data/stree-frame.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 first; /* the row of the first sight */
  guint32 count;
  guint64 key;
} StreeDistinctItem;

typedef struct _StreeDistinct StreeDistinct;

/* Is the thing looked up the same as the one first seen in @row? Called when their keys are equal. */
typedef gboolean (*StreeDistinctSame) (guint32 row, gpointer user_data);

StreeDistinct *stree_distinct_new (void);
void stree_distinct_free (StreeDistinct *distinct);

/* Counts one sight; returns the item number. Without @same equal keys are equal things. */
guint32 stree_distinct_add (StreeDistinct *distinct, guint64 key, guint32 row, StreeDistinctSame same,
                            gpointer user_data);
guint stree_distinct_get_n_items (const StreeDistinct *distinct);
const StreeDistinctItem *stree_distinct_get_items (const StreeDistinct *distinct, guint *n_items);

guint64 stree_hash_bytes (const char *bytes, gsize length);

/*
 * The different values of a column, nulls left out. Stops once there are more than @max: then the counts are of the
 * rows up to there. Returns NULL when @cancellable was cancelled.
 */
StreeDistinct *stree_frame_count_distinct (StreeFrame *frame, guint column, guint max, GCancellable *cancellable);

/* Sorts items by count, the largest first; equal counts stay in order of first sight. Returns item numbers. */
guint32 *stree_distinct_rank (const StreeDistinct *distinct);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeDistinct, stree_distinct_free)

G_END_DECLS
