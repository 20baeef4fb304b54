/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* All that the inspector shows of a session, for whichever window it is in. It looks at the session only while it is on the screen. */

#include "stree-gtk-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_INSPECTOR_PANE (stree_inspector_pane_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorPane, stree_inspector_pane, STREE, INSPECTOR_PANE, GtkWidget)

/* Emits "empty" when the session has no trees (any more). */
GtkWidget *stree_inspector_pane_new         (void);
/* NULL: none. */
void       stree_inspector_pane_set_session (StreeInspectorPane *self, StreeSession *session);
void       stree_inspector_pane_select      (StreeInspectorPane *self, StreeNode *node);
/* The node that is selected; NULL: none. */
StreeNode *stree_inspector_pane_get_node    (StreeInspectorPane *self);
/* The session ran, or may have changed otherwise: shown soon, not each time. */
void       stree_inspector_pane_changed     (StreeInspectorPane *self);
/* The button that picks, and the entry that searches: for the head of a window. They are in the pane else. */
GtkWidget *stree_inspector_pane_get_bar     (StreeInspectorPane *self);

G_END_DECLS
