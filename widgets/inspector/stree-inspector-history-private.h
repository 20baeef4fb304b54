/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The history of a session: a slider over its steps that moves the session there and back, what each step changed, and a report of
 * it. Where the program keeps none, one can be kept from here on, for as long as the page looks at the session. */

#include "stree-gtk-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_INSPECTOR_HISTORY (stree_inspector_history_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorHistory, stree_inspector_history, STREE, INSPECTOR_HISTORY, GtkWidget)

/* Emits "changed" when there is something new to show. */
GtkWidget *stree_inspector_history_new         (void);
/* NULL: none; a history that was begun here ends. */
void       stree_inspector_history_set_session (StreeInspectorHistory *self, StreeSession *session);
/* Brings it up to date. */
void       stree_inspector_history_show        (StreeInspectorHistory *self);

G_END_DECLS
