/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "forms/stree-bindings.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
StreeValidationErrors *stree_validate_bindings (StreeContext *cx, StreeModel *model, StreeBindings *bindings);
STREE_AVAILABLE_IN_1_0
StreeValidationErrors *stree_validate_edited (StreeContext *cx, StreeModel *model, StreeBindings *bindings);

G_END_DECLS
