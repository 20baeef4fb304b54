/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The states of a node, each in an entry: Enter sets it, and what it does not take is said below it. */

#include "stree-gtk-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_INSPECTOR_STATES (stree_inspector_states_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorStates, stree_inspector_states, STREE, INSPECTOR_STATES, GtkWidget)

GtkWidget *stree_inspector_states_new  (void);
/* @states: of stree_inspect_node (); what is being typed stays. NULL: no node. */
void       stree_inspector_states_show (StreeInspectorStates *self, StreeNode *node, GVariant *states);

G_END_DECLS
