/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "sources/stree-source.h"

G_BEGIN_DECLS

/**
 * STREE_TYPE_FRAME_SOURCE:
 *
 * The type of #StreeFrameSource.
 *
 * Since: 1.0
 */
#define STREE_TYPE_FRAME_SOURCE (stree_frame_source_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeFrameSource, stree_frame_source, STREE, FRAME_SOURCE, GObject)

STREE_AVAILABLE_IN_1_0
StreeFrameSource *
stree_frame_source_new (StreeFrame *frame, const char *const *key_columns, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_source_get_frame (StreeFrameSource *source);

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_source_set_frame (StreeFrameSource *source, StreeFrame *frame, GError **error);

STREE_AVAILABLE_IN_1_0
gboolean stree_frame_source_get_read_only (StreeFrameSource *source);

STREE_AVAILABLE_IN_1_0
void stree_frame_source_set_read_only (StreeFrameSource *source, gboolean read_only);

G_END_DECLS
