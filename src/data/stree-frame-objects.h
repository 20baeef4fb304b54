/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-frame.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_frame_new_from_model (GListModel *model, const char *const *properties,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
