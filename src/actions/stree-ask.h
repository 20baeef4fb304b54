/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

/* Questions to the user that finish as state: a handler asks, goes on at once, and the component that reads the state runs
 * again when there is an answer. */

STREE_AVAILABLE_IN_1_0
void stree_ask (StreeContext *cx, StreeState *answer, const char *title, const char *detail, const char *const *buttons);
STREE_AVAILABLE_IN_1_0
void stree_ask_destructive (StreeContext *cx, StreeState *answer, const char *title, const char *detail, const char *const *buttons);

G_END_DECLS
