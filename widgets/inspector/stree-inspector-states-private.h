/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The states of a node, or the global ones of a session, each in an entry: Enter sets it, and what it does not take is said below it. */

#include "stree-gtk-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_INSPECTOR_STATES (stree_inspector_states_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorStates, stree_inspector_states, STREE, INSPECTOR_STATES, GtkWidget)

/* @empty: what is said where there are none. */
GtkWidget *stree_inspector_states_new          (const char *empty);
/* @states: of stree_inspect_node (); what is being typed stays. NULL: no node. */
void       stree_inspector_states_show         (StreeInspectorStates *self, StreeNode *node, GVariant *states);
/* @states: of stree_inspect_globals (), the same. NULL: no session. */
void       stree_inspector_states_show_globals (StreeInspectorStates *self, StreeSession *session, GVariant *states);

G_END_DECLS
