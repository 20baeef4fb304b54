/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* From a widget's signal to a handler. Renderers call these; while the reconciler applies, they do nothing: what a
 * widget says then is an echo of the program, not the user.
 */

#include "core/stree-event.h"
#include "core/stree-mount-private.h"

G_BEGIN_DECLS

/* The user acted on a node whose kind has the handler prop @prop, such as "on_click". FALSE: nobody listens. */
gboolean stree_node_activate (StreeNode *node, const char *prop);
/* The same, with a value for the event. */
gboolean stree_node_report   (StreeNode *node, const char *prop, const GValue *value);
/* The same to a handler that is in no prop, but in the value of one. */
void     stree_node_tell     (StreeNode *node, const char *name, const StreeHandler *handler, const GValue *value);
/* The user changed the value of an input. */
void     stree_node_input    (StreeNode *node, const StreeValue *value);
/* The value of a node changed because the tree around it did: its state follows, and nobody is called. */
void     stree_node_follow   (StreeNode *node, const StreeValue *value);
/* The user asked for the form around the node to be submitted, by Enter. FALSE: there is no form with a button. */
gboolean stree_node_submit   (StreeNode *node);
/* Common props. TRUE: the handler took the key. */
gboolean stree_node_key_press (StreeNode *node, guint keyval, guint modifiers);
void     stree_node_drop      (StreeNode *node, const char *text);
void     stree_node_menu      (StreeNode *node, guint item);

/* Calls a handler, and schedules the rerun. */
void     stree_node_emit     (StreeNode *node, const StreeHandler *handler, StreeEvent *event);
/* Writes an input's value to its state and calls its on_change: what stree_node_input () does outside of a form. */
void     stree_node_deliver  (StreeNode *node, const StreeValue *value);

/* The plain value that an element declares for an input: what its state holds, or what stands there. Text is good
 * until the state changes. FALSE: nothing is declared. */
gboolean stree_declared_value (const StreeValue *declared, StreeValue *plain);

G_END_DECLS
