/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* From the rows of one result set to those of another: where rows that are known by their keys stand now, and which
 * positions a selection has. So a cursor, a selection and what is half typed stay with their rows when the order
 * changes. */

#include "grid/stree-grid-pages-private.h"
#include "grid/stree-ranges-private.h"

G_BEGIN_DECLS

/* A row to be found again. */
typedef struct
{
  StreeRowKey *key; /* held; NULL: none */
  gboolean found;
  guint64 position;
} StreeGridMark;

typedef struct
{
  StreeGridMark *marks; /* n_marks of them, owned */
  guint n_marks;
  StreeRanges selected; /* owned: before, and then in the new rows */
  GPtrArray *more;      /* owned: of StreeRowKey: what is selected besides, and stands in none of the old rows */
  gboolean all;         /* all rows were selected, and the new ones were among them. It stays TRUE where these are many and not in
                         * memory: then it is not looked which these are, and all are selected. */
} StreeGridRemap;

StreeGridRemap *stree_grid_remap_new (guint n_marks) G_GNUC_WARN_UNUSED_RESULT;
void stree_grid_remap_free (StreeGridRemap *remap);
void stree_grid_remap_set_mark (StreeGridRemap *remap, guint mark, StreeRowKey *key);

/* Fills in @remap, which the callback finds as what was given; @old: NULL: there were no rows. Cancelled, it fails. */
void stree_grid_remap_async (StreeGridRemap *remap,
                             StreeGridPages *old,
                             StreeResultSet *rows,
                             const guint *keys,
                             guint n_keys,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Transfer full; NULL: cancelled. */
StreeGridRemap *stree_grid_remap_finish (GAsyncResult *result, GError **error);

G_END_DECLS
