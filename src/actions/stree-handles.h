/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

/* Things to do to an element that is on the screen, by its key or its render path. They are done after the rerun that is
 * due: a handler may show an input and give it the focus. A key is looked for in the component first, then in the whole
 * view. If nothing answers to it, that is logged. */

STREE_AVAILABLE_IN_1_0
void stree_focus (StreeContext *cx, const char *key);
STREE_AVAILABLE_IN_1_0
void stree_scroll_into_view (StreeContext *cx, const char *key);
STREE_AVAILABLE_IN_1_0
void stree_scroll_to_top (StreeContext *cx, const char *key);
STREE_AVAILABLE_IN_1_0
void stree_select_all (StreeContext *cx, const char *key);
STREE_AVAILABLE_IN_1_0
void stree_copy (StreeContext *cx, const char *key);
STREE_AVAILABLE_IN_1_0
void stree_copy_text (StreeContext *cx, const char *text);

G_END_DECLS
