/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Picking a node on the screen: the next click in a window of the program selects what is under the pointer, and the program
 * does not get it. Escape gives up. */

#include "stree-gtk-private.h"

G_BEGIN_DECLS

typedef struct _StreeInspectorPick StreeInspectorPick;

/* @node: what is under the pointer, or NULL; @done: it was clicked, or (with NULL) it was given up: the pick is over, and frees
 * itself. */
typedef void (*StreeInspectorPickFunc) (StreeNode *node, gboolean done, gpointer data);

/* In all windows but @own. */
StreeInspectorPick *stree_inspector_pick_begin  (StreeSession *session, GtkWidget *own, StreeInspectorPickFunc func, gpointer data);
/* Over, and nobody is told. */
void                stree_inspector_pick_cancel (StreeInspectorPick *self);

G_END_DECLS
