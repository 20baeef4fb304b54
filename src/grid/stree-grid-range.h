/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "sources/stree-row-key.h"

G_BEGIN_DECLS

/**
 * StreeGridRange:
 *
 * Rows and columns of a grid, whose cells form a rectangle: what is pasted over, filled, cleared or deleted at once.
 *
 * Since: 1.0
 */
typedef struct _StreeGridRange StreeGridRange;

/**
 * STREE_TYPE_GRID_RANGE:
 *
 * The boxed type of #StreeGridRange.
 *
 * Since: 1.0
 */
#define STREE_TYPE_GRID_RANGE (stree_grid_range_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_grid_range_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeGridRange *stree_grid_range_new (void) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeGridRange *stree_grid_range_ref (StreeGridRange *range);

STREE_AVAILABLE_IN_1_0
void stree_grid_range_unref (StreeGridRange *range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeGridRange, stree_grid_range_unref)

STREE_AVAILABLE_IN_1_0
void stree_grid_range_add_row (StreeGridRange *range, StreeRowKey *key, StreeFrame *seen, guint row);

STREE_AVAILABLE_IN_1_0
void stree_grid_range_add_new_rows (StreeGridRange *range, guint n_rows);

STREE_AVAILABLE_IN_1_0
void stree_grid_range_add_column (StreeGridRange *range, guint column);

STREE_AVAILABLE_IN_1_0
void stree_grid_range_skip_column (StreeGridRange *range);

STREE_AVAILABLE_IN_1_0
guint stree_grid_range_get_n_rows (StreeGridRange *range);

STREE_AVAILABLE_IN_1_0
guint stree_grid_range_get_n_new_rows (StreeGridRange *range);

STREE_AVAILABLE_IN_1_0
StreeRowKey *stree_grid_range_get_key (StreeGridRange *range, guint index);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_grid_range_get_seen (StreeGridRange *range, guint index, guint *row);

STREE_AVAILABLE_IN_1_0
guint stree_grid_range_get_n_columns (StreeGridRange *range);

STREE_AVAILABLE_IN_1_0
guint stree_grid_range_get_column (StreeGridRange *range, guint index);

G_END_DECLS
