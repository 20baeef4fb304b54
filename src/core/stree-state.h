/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"
#include "core/stree-value.h"

G_BEGIN_DECLS

#define STREE_TYPE_STATE (stree_state_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_state_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeState *stree_state_ref (StreeState *state);
STREE_AVAILABLE_IN_1_0
void stree_state_unref (StreeState *state);

/* --- finding or making a slot: scoped to the component's place, by name --- */

STREE_AVAILABLE_IN_1_0
StreeState *stree_state_int (StreeContext *cx, const char *name, gint64 initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_state_double (StreeContext *cx, const char *name, double initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_state_bool (StreeContext *cx, const char *name, gboolean initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_state_string (StreeContext *cx, const char *name, const char *initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_state_variant (StreeContext *cx, const char *name, GVariant *initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_state_object (StreeContext *cx, const char *name, GObject *initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_state_boxed (StreeContext *cx, const char *name, GType type, gconstpointer initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_state_form (StreeContext *cx, const char *name, const GValue *initial);
#ifndef __GI_SCANNER__
STREE_AVAILABLE_IN_1_0
StreeState *stree_form_state_value (StreeContext *cx, const char *name, StreeValue initial);
/* A state with an edited and a committed value: stree_form_state (cx, "name", "Ada"). */
#define stree_form_state(cx, name, initial) stree_form_state_value ((cx), (name), stree_value (initial))
/* A boolean, under the Python package's name. */
#define stree_toggle_state(cx, name, initial) stree_state_bool ((cx), (name), (initial))
#endif

/* --- the same, global in the session under an explicit key --- */

STREE_AVAILABLE_IN_1_0
StreeState *stree_global_int (StreeContext *cx, const char *key, gint64 initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_global_double (StreeContext *cx, const char *key, double initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_global_bool (StreeContext *cx, const char *key, gboolean initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_global_string (StreeContext *cx, const char *key, const char *initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_global_variant (StreeContext *cx, const char *key, GVariant *initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_global_object (StreeContext *cx, const char *key, GObject *initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_global_boxed (StreeContext *cx, const char *key, GType type, gconstpointer initial);
STREE_AVAILABLE_IN_1_0
StreeState *stree_session_state (StreeContext *cx, const char *key, const GValue *fallback);

/* --- reading --- */

STREE_AVAILABLE_IN_1_0
int stree_state_get_int (StreeState *state);
STREE_AVAILABLE_IN_1_0
gint64 stree_state_get_int64 (StreeState *state);
STREE_AVAILABLE_IN_1_0
double stree_state_get_double (StreeState *state);
STREE_AVAILABLE_IN_1_0
gboolean stree_state_get_bool (StreeState *state);
STREE_AVAILABLE_IN_1_0
const char *stree_state_get_string (StreeState *state);
STREE_AVAILABLE_IN_1_0
GVariant *stree_state_get_variant (StreeState *state);
STREE_AVAILABLE_IN_1_0
GObject *stree_state_get_object (StreeState *state);
STREE_AVAILABLE_IN_1_0
gpointer stree_state_get_boxed (StreeState *state);
STREE_AVAILABLE_IN_1_0
void stree_state_get (StreeState *state, GValue *value);
STREE_AVAILABLE_IN_1_0
const char *stree_state_get_name (StreeState *state);
STREE_AVAILABLE_IN_1_0
GType stree_state_get_value_type (StreeState *state);

/* --- writing: the session reruns before the next frame --- */

STREE_AVAILABLE_IN_1_0
void stree_state_set_int (StreeState *state, gint64 value);
STREE_AVAILABLE_IN_1_0
void stree_state_set_double (StreeState *state, double value);
STREE_AVAILABLE_IN_1_0
void stree_state_set_bool (StreeState *state, gboolean value);
STREE_AVAILABLE_IN_1_0
void stree_state_set_string (StreeState *state, const char *value);
STREE_AVAILABLE_IN_1_0
void stree_state_set_variant (StreeState *state, GVariant *value);
STREE_AVAILABLE_IN_1_0
void stree_state_set_object (StreeState *state, GObject *value);
STREE_AVAILABLE_IN_1_0
void stree_state_set_boxed (StreeState *state, gconstpointer value);
STREE_AVAILABLE_IN_1_0
gboolean stree_state_set (StreeState *state, const GValue *value);
STREE_AVAILABLE_IN_1_0
void stree_state_add (StreeState *state, double delta);
STREE_AVAILABLE_IN_1_0
void stree_state_toggle (StreeState *state);
STREE_AVAILABLE_IN_1_0
void stree_state_reset (StreeState *state);

/**
 * StreeStateUpdateFunc:
 * @value: the value the state holds; change it in place
 * @user_data: data
 *
 * Changes a value.
 *
 * Since: 1.0
 */
typedef void (*StreeStateUpdateFunc) (GValue *value, gpointer user_data);

STREE_AVAILABLE_IN_1_0
void stree_state_update (StreeState *state, StreeStateUpdateFunc func, gpointer user_data);

/* --- form states: what was edited, and what was committed --- */

STREE_AVAILABLE_IN_1_0
void stree_state_commit (StreeState *state);
STREE_AVAILABLE_IN_1_0
gboolean stree_state_get_committed (StreeState *state, GValue *value);
STREE_AVAILABLE_IN_1_0
void stree_state_set_transient (StreeState *state, gboolean transient);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeState, stree_state_unref)

G_END_DECLS
