/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"
#include "core/stree-value.h"

G_BEGIN_DECLS

#define STREE_TYPE_EVENT (stree_event_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_event_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeEvent *stree_event_ref (StreeEvent *event);
STREE_AVAILABLE_IN_1_0
void stree_event_unref (StreeEvent *event);

STREE_AVAILABLE_IN_1_0
const char *stree_event_get_name (StreeEvent *event);
STREE_AVAILABLE_IN_1_0
StreeSession *stree_event_get_session (StreeEvent *event);
STREE_AVAILABLE_IN_1_0
StreeContext *stree_event_get_context (StreeEvent *event);
STREE_AVAILABLE_IN_1_0
char *stree_event_dup_path (StreeEvent *event);
STREE_AVAILABLE_IN_1_0
const char *stree_event_get_key (StreeEvent *event);

STREE_AVAILABLE_IN_1_0
const char *stree_event_get_text (StreeEvent *event);
STREE_AVAILABLE_IN_1_0
gint64 stree_event_get_int (StreeEvent *event);
STREE_AVAILABLE_IN_1_0
double stree_event_get_double (StreeEvent *event);
STREE_AVAILABLE_IN_1_0
gboolean stree_event_get_bool (StreeEvent *event);
STREE_AVAILABLE_IN_1_0
gboolean stree_event_get_value (StreeEvent *event, GValue *value);
STREE_AVAILABLE_IN_1_0
const GError *stree_event_get_error (StreeEvent *event);
STREE_AVAILABLE_IN_1_0
void stree_event_get_key_press (StreeEvent *event, guint *keyval, guint *modifiers);
STREE_AVAILABLE_IN_1_0
void stree_event_set_handled (StreeEvent *event, gboolean handled);
STREE_AVAILABLE_IN_1_0
gboolean stree_event_get_handled (StreeEvent *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeEvent, stree_event_unref)

G_END_DECLS
