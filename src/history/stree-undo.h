/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "elements/stree-action.h"
#include "history/stree-history.h"

G_BEGIN_DECLS

/* Undo and redo as actions. A component that has them in its tree keeps the history of its session; they are found by Ctrl+Z and
 * Ctrl+Shift+Z, in the main menu, in the palette, and as a GAction. What is typed has its own Ctrl+Z: in a text input the keys are
 * the input's. */

STREE_AVAILABLE_IN_1_0
StreeElement *stree_history_actions (StreeContext *cx);

#ifndef __GI_SCANNER__

/* Each by itself, to be changed, and to be a button or a line of a menu as well:
 * StreeActionArgs undo = stree_undo_action (cx); … stree_action_new (&undo), stree_action_button (&undo) */
STREE_AVAILABLE_IN_1_0
StreeActionArgs stree_undo_action (StreeContext *cx);
STREE_AVAILABLE_IN_1_0
StreeActionArgs stree_redo_action (StreeContext *cx);

#endif /* __GI_SCANNER__ */

G_END_DECLS
