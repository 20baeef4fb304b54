/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * Frames that are made from others: with other cells, with more rows. The frames themselves never change.
 */

#include "data/stree-cell.h"

G_BEGIN_DECLS

/**
 * StreeFrameEdit:
 *
 * Cells of a frame that are to hold something else.
 *
 * What is collected here has no effect on the frame, which is immutable: [method@FrameEdit.finish] makes another one.
 *
 * Since: 1.0
 */
typedef struct _StreeFrameEdit StreeFrameEdit;

/**
 * STREE_TYPE_FRAME_EDIT:
 *
 * The boxed type of #StreeFrameEdit.
 *
 * Since: 1.0
 */
#define STREE_TYPE_FRAME_EDIT (stree_frame_edit_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_frame_edit_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeFrameEdit *stree_frame_edit_new (StreeFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrameEdit *stree_frame_edit_ref (StreeFrameEdit *edit);

STREE_AVAILABLE_IN_1_0
void stree_frame_edit_unref (StreeFrameEdit *edit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeFrameEdit, stree_frame_edit_unref)

STREE_AVAILABLE_IN_1_0
void stree_frame_edit_set_cell (StreeFrameEdit *edit, guint row, guint column, StreeCell *cell);

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_edit_parse_cell (StreeFrameEdit *edit, guint row, guint column, const char *text, GError **error);

STREE_AVAILABLE_IN_1_0
StreeCell *stree_frame_edit_get_cell (StreeFrameEdit *edit, guint row, guint column) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_frame_edit_revert_cell (StreeFrameEdit *edit, guint row, guint column);

STREE_AVAILABLE_IN_1_0
guint stree_frame_edit_get_n_cells (StreeFrameEdit *edit);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_edit_finish (StreeFrameEdit *edit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_append (StreeFrame *frame, StreeFrame *rows, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
