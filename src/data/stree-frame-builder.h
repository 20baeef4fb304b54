/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-cell.h"

G_BEGIN_DECLS

/**
 * StreeFrameBuilder:
 *
 * Makes a [struct@Frame] row by row.
 *
 * Add the columns first. Then, for each row, append a value to any of the columns and end the row; a column that got
 * nothing is null in that row. A builder belongs to one thread at a time.
 *
 * Since: 1.0
 */
typedef struct _StreeFrameBuilder StreeFrameBuilder;

/**
 * STREE_TYPE_FRAME_BUILDER:
 *
 * The boxed type of #StreeFrameBuilder.
 *
 * Since: 1.0
 */
#define STREE_TYPE_FRAME_BUILDER (stree_frame_builder_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_frame_builder_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeFrameBuilder *stree_frame_builder_new (void) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrameBuilder *stree_frame_builder_ref (StreeFrameBuilder *builder);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_unref (StreeFrameBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeFrameBuilder, stree_frame_builder_unref)

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_set_label (StreeFrameBuilder *builder, const char *label);

STREE_AVAILABLE_IN_1_0
guint stree_frame_builder_add_column (StreeFrameBuilder *builder, const char *name, StreeColumnType type);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_set_decimals (StreeFrameBuilder *builder, guint column, guint decimals);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_append_null (StreeFrameBuilder *builder, guint column);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_append_int64 (StreeFrameBuilder *builder, guint column, gint64 value);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_append_double (StreeFrameBuilder *builder, guint column, double value);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_append_bool (StreeFrameBuilder *builder, guint column, gboolean value);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_append_date (StreeFrameBuilder *builder, guint column, gint32 days);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_append_timestamp (StreeFrameBuilder *builder, guint column, gint64 microseconds);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_append_text (StreeFrameBuilder *builder, guint column, const char *text);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_append_cell (StreeFrameBuilder *builder, guint column, StreeCell *cell);

STREE_AVAILABLE_IN_1_0
void stree_frame_builder_end_row (StreeFrameBuilder *builder);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_builder_finish (StreeFrameBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
