/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * A single cell by itself: what a filter compares with, what a row's key is made of, what an edit writes. Immutable;
 * may be read from any thread. Whole columns of cells are frames.
 */

#include "data/stree-frame.h"

G_BEGIN_DECLS

/**
 * StreeCell:
 *
 * The value of one cell: of a column's type, or null.
 *
 * Since: 1.0
 */
typedef struct _StreeCell StreeCell;

/**
 * STREE_TYPE_CELL:
 *
 * The boxed type of #StreeCell.
 *
 * Since: 1.0
 */
#define STREE_TYPE_CELL (stree_cell_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_cell_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_cell_new_null (StreeColumnType type) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_cell_new_int64 (gint64 value) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_cell_new_double (double value) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_cell_new_bool (gboolean value) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_cell_new_date (gint32 days) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_cell_new_timestamp (gint64 microseconds) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_cell_new_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_cell_new_parsed (StreeColumnType type, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_frame_get_cell (StreeFrame *frame, guint row, guint column) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_cell_ref (StreeCell *cell);

STREE_AVAILABLE_IN_1_0
void stree_cell_unref (StreeCell *cell);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeCell, stree_cell_unref)

STREE_AVAILABLE_IN_1_0
StreeColumnType stree_cell_get_column_type (StreeCell *cell);

STREE_AVAILABLE_IN_1_0
gboolean stree_cell_is_null (StreeCell *cell);

STREE_AVAILABLE_IN_1_0
gint64 stree_cell_get_int64 (StreeCell *cell);

STREE_AVAILABLE_IN_1_0
double stree_cell_get_double (StreeCell *cell);

STREE_AVAILABLE_IN_1_0
gboolean stree_cell_get_bool (StreeCell *cell);

STREE_AVAILABLE_IN_1_0
gint32 stree_cell_get_date (StreeCell *cell);

STREE_AVAILABLE_IN_1_0
gint64 stree_cell_get_timestamp (StreeCell *cell);

STREE_AVAILABLE_IN_1_0
const char *stree_cell_get_text (StreeCell *cell);

STREE_AVAILABLE_IN_1_0
char *stree_cell_to_string (StreeCell *cell) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
gboolean stree_cell_equal (StreeCell *a, StreeCell *b);

STREE_AVAILABLE_IN_1_0
guint stree_cell_hash (StreeCell *cell);

G_END_DECLS
