/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A frame as a list of rows, for views that show a part of it: a row is an object only while somebody holds it. */

#include "data/stree-frame.h"

G_BEGIN_DECLS

/* A row: a place in the list. Immutable; what stands there is what the model's frame has there. */
#define STREE_TYPE_FRAME_ROW (stree_frame_row_get_type ())
G_DECLARE_FINAL_TYPE (StreeFrameRow, stree_frame_row, STREE, FRAME_ROW, GObject)

guint stree_frame_row_get_index (StreeFrameRow *self);
/* How many rows there are as objects at the moment, in the whole program. */
guint stree_frame_row_count     (void);

/* Another frame changes the length of the list and nothing else: whoever shows a row looks again at the signal
 * "replaced". Were all rows new ones, a view would make all its widgets anew, which takes it half a second. */
#define STREE_TYPE_FRAME_MODEL (stree_frame_model_get_type ())
G_DECLARE_FINAL_TYPE (StreeFrameModel, stree_frame_model, STREE, FRAME_MODEL, GObject)

StreeFrameModel *stree_frame_model_new       (void) G_GNUC_WARN_UNUSED_RESULT;
StreeFrame      *stree_frame_model_get_frame (StreeFrameModel *self);
/* NULL: no rows. */
void             stree_frame_model_set_frame (StreeFrameModel *self, StreeFrame *frame);

/* Whoever shows a row looks again. */
void             stree_frame_model_refresh   (StreeFrameModel *self);

/* Whether two frames have the same columns: names, types and decimals, in this order. */
gboolean         stree_frame_same_columns    (StreeFrame *a, StreeFrame *b);

G_END_DECLS
