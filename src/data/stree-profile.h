/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-frame-summary.h"

G_BEGIN_DECLS

/**
 * StreeProfile:
 *
 * What is in a [struct@Frame]: a [struct@ColumnSummary] of each column. Immutable; may be read from any thread.
 *
 * Since: 1.0
 */
typedef struct _StreeProfile StreeProfile;

/**
 * STREE_TYPE_PROFILE:
 *
 * The boxed type of #StreeProfile.
 *
 * Since: 1.0
 */
#define STREE_TYPE_PROFILE (stree_profile_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_profile_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeProfile *stree_profile_ref (StreeProfile *profile);

STREE_AVAILABLE_IN_1_0
void stree_profile_unref (StreeProfile *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeProfile, stree_profile_unref)

STREE_AVAILABLE_IN_1_0
guint stree_profile_get_n_rows (StreeProfile *profile);

STREE_AVAILABLE_IN_1_0
guint stree_profile_get_n_columns (StreeProfile *profile);

STREE_AVAILABLE_IN_1_0
StreeColumnSummary *stree_profile_get_column (StreeProfile *profile, guint column);

STREE_AVAILABLE_IN_1_0
StreeProfile *stree_frame_profile (StreeFrame *frame, GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_frame_profile_async (StreeFrame *frame, GCancellable *cancellable, GFileProgressCallback progress,
                                gpointer progress_data, GDestroyNotify progress_destroy, GAsyncReadyCallback callback,
                                gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeProfile *stree_frame_profile_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
