/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

#define STREE_TYPE_CONTEXT (stree_context_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_context_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeSession *stree_context_get_session (StreeContext *cx);
STREE_AVAILABLE_IN_1_0
char *stree_context_dup_path (StreeContext *cx);
STREE_AVAILABLE_IN_1_0
const char *stree_context_get_key (StreeContext *cx);

STREE_AVAILABLE_IN_1_0
StreeState *stree_context_use_state (StreeContext *cx, const char *name, const GValue *initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_context_use_global (StreeContext *cx, const char *key, const GValue *initial);

STREE_AVAILABLE_IN_1_0
void stree_context_take_error (StreeContext *cx, GError *error);
STREE_AVAILABLE_IN_1_0
void stree_context_fail (StreeContext *cx, const char *message);

#ifndef __GI_SCANNER__
STREE_AVAILABLE_IN_1_0
StreeElement *stree_fail (StreeContext *cx, GError *error);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_fail_message (StreeContext *cx, const char *format, ...) G_GNUC_PRINTF (2, 3);
STREE_AVAILABLE_IN_1_0
const char *stree_debug_render_path (StreeContext *cx);
#endif

G_END_DECLS
