/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* Time travel: what a session's states were, and how they became what they are.
 *
 * A history notes each write to a state that a saved session would hold: where the state is, what it held and what it holds.
 * All writes of an event, up to the end of the rerun that follows, are a step; typing on in the same input is one step, too. A
 * step is undone and done again as a whole: that is undo and redo, and any number of them in a row is a slider. Beside the
 * steps there is a log of what the user did and what came of it: with what the session held at its beginning it is a report,
 * which is played again elsewhere, or becomes a test.
 *
 * What cannot be written down (objects, boxed values) is left alone, and so is what must not be (see
 * stree_state_set_transient ()). Only a session that has a history pays for one.
 */

#include "core/stree-session.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

/**
 * STREE_HISTORY_MAX_STEPS:
 *
 * How many steps a history keeps, if nobody says otherwise.
 *
 * Since: 1.0
 */
#define STREE_HISTORY_MAX_STEPS 500

/**
 * STREE_HISTORY_MAX_BYTES:
 *
 * How many bytes the steps of a history take, if nobody says otherwise; and how many its log.
 *
 * Since: 1.0
 */
#define STREE_HISTORY_MAX_BYTES (16 * 1024 * 1024)

/**
 * STREE_HISTORY_EVENTS_PER_STEP:
 *
 * How many events the log of a history keeps for each step that the history may keep.
 *
 * Since: 1.0
 */
#define STREE_HISTORY_EVENTS_PER_STEP 20

/**
 * STREE_HISTORY_TYPING_PAUSE:
 *
 * Who types on in the same input before that many milliseconds are over goes on with the same step.
 *
 * Since: 1.0
 */
#define STREE_HISTORY_TYPING_PAUSE 1000

#define STREE_TYPE_HISTORY (stree_history_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeHistory, stree_history, STREE, HISTORY, GObject)

STREE_AVAILABLE_IN_1_0
StreeHistory *stree_history_new (StreeSession *session, guint max_steps, guint64 max_bytes) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeHistory *stree_session_get_history (StreeSession *session);
STREE_AVAILABLE_IN_1_0
StreeHistory *stree_session_keep_history (StreeSession *session);
STREE_AVAILABLE_IN_1_0
StreeSession *stree_history_get_session (StreeHistory *self);
STREE_AVAILABLE_IN_1_0
guint stree_history_get_max_steps (StreeHistory *self);
STREE_AVAILABLE_IN_1_0
guint64 stree_history_get_max_bytes (StreeHistory *self);

/* --- where it is --- */

STREE_AVAILABLE_IN_1_0
guint stree_history_get_n_steps (StreeHistory *self);
STREE_AVAILABLE_IN_1_0
guint stree_history_get_position (StreeHistory *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_history_get_can_undo (StreeHistory *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_history_get_can_redo (StreeHistory *self);
STREE_AVAILABLE_IN_1_0
guint64 stree_history_get_n_bytes (StreeHistory *self);
STREE_AVAILABLE_IN_1_0
char *stree_history_dup_label (StreeHistory *self, guint step);
STREE_AVAILABLE_IN_1_0
gint64 stree_history_get_time (StreeHistory *self, guint step);
STREE_AVAILABLE_IN_1_0
GVariant *stree_history_get_changes (StreeHistory *self, guint step);

/* --- going elsewhere --- */

STREE_AVAILABLE_IN_1_0
gboolean stree_history_undo (StreeHistory *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_history_redo (StreeHistory *self);
STREE_AVAILABLE_IN_1_0
gboolean stree_history_go_to (StreeHistory *self, guint position);
STREE_AVAILABLE_IN_1_0
void stree_history_clear (StreeHistory *self);

G_END_DECLS
