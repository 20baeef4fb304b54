/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-boxed-private.h"
#include "core/stree-state-private.h"

#include <math.h>

#include "core/stree-mount-private.h"
#include "core/stree-node-private.h"
#include "core/stree-session-private.h"
#include "core/stree-thread-private.h"
#include "history/stree-history-private.h"
#include "inspect/stree-trace-private.h"

/**
 * StreeState:
 *
 * A value that outlives the run: it belongs to a place in the tree, by name, or to the session, by key.
 *
 * Setting it reruns the root component before the next frame, however often it is set before that.
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreeState, stree_state)

StreeState *
stree_state_new_detached (const char *name, const GValue *initial)
{
  StreeState *state = g_new0 (StreeState, 1);

  g_atomic_ref_count_init (&state->ref_count);
  state->name = g_strdup (name);
  g_value_init (&state->value, G_VALUE_TYPE (initial));
  g_value_copy (initial, &state->value);
  g_value_init (&state->initial, G_VALUE_TYPE (initial));
  g_value_copy (initial, &state->initial);
  return state;
}

StreeState *
stree_state_new_signal (const char *name, StreeSession *session)
{
  g_auto (GValue) zero = G_VALUE_INIT;
  StreeState     *state;

  g_value_init (&zero, G_TYPE_INT64);
  state = stree_state_new_detached (name, &zero);
  state->session = session;
  return state;
}

/**
 * stree_state_ref: (skip)
 * @state: a state
 *
 * Returns: (transfer full): @state, held once more
 *
 * Since: 1.0
 */
StreeState *
stree_state_ref (StreeState *state)
{
  g_return_val_if_fail (state != NULL, NULL);
  g_atomic_ref_count_inc (&state->ref_count);
  return state;
}

/**
 * stree_state_unref: (skip)
 * @state: (transfer full): a state
 *
 * Lets go of a state.
 *
 * Since: 1.0
 */
void
stree_state_unref (StreeState *state)
{
  g_return_if_fail (state != NULL);
  if (!g_atomic_ref_count_dec (&state->ref_count))
    return;
  g_free (state->name);
  g_value_unset (&state->value);
  g_value_unset (&state->initial);
  if (G_IS_VALUE (&state->committed))
    g_value_unset (&state->committed);
  g_clear_pointer (&state->readers, g_ptr_array_unref);
  g_free (state);
}

/* Takes a state out of its place: handles to it still read, but change nothing. */
void
stree_state_drop (StreeState *state)
{
  state->owner = NULL;
  state->session = NULL;
  if (state->readers)
    for (guint i = 0; i < state->readers->len; i++)
      stree_node_forget_read (state->readers->pdata[i], state);
  g_clear_pointer (&state->readers, g_ptr_array_unref);
  stree_state_unref (state);
}

guint
stree_state_get_serial (StreeState *state)
{
  return state->serial;
}

/* --- who reads it --- */

void
stree_state_track (StreeState *state)
{
  StreeNode *node = stree_node_get_running ();

  if (node == NULL || node == state->owner || !state->session)
    return;
  if (state->readers && state->readers->len > 0 && state->readers->pdata[state->readers->len - 1] == node)
    return;
  if (!stree_node_add_read (node, state))
    return;
  if (!state->readers)
    state->readers = g_ptr_array_new ();
  g_ptr_array_add (state->readers, node);
}

void
stree_state_changed (StreeState *state)
{
  state->serial++;
  if (!state->session)
    return;
  if (G_UNLIKELY (state->session->n_tracers > 0))
    stree_trace_state_changed (state);
  if (state->owner)
    stree_node_mark_dirty (state->owner);
  if (state->readers)
    for (guint i = 0; i < state->readers->len; i++)
      stree_node_mark_dirty (state->readers->pdata[i]);
  stree_mount_note_change (state->session, state->owner, state->readers, state->name);
}

void
stree_state_tell_others (StreeState *state)
{
  StreeNode *running = stree_node_get_running ();

  for (guint i = 0; state->session && state->readers && i < state->readers->len; i++)
    if (state->readers->pdata[i] != running)
      {
        stree_state_changed (state);
        return;
      }
}

/* --- reading --- */

static gboolean
state_number (StreeState *state, GType type, GValue *out)
{
  stree_state_track (state);
  if (!g_value_type_transformable (G_VALUE_TYPE (&state->value), type))
    {
      g_critical ("State '%s' holds a %s, not a %s", state->name, G_VALUE_TYPE_NAME (&state->value), g_type_name (type));
      return FALSE;
    }
  g_value_init (out, type);
  return g_value_transform (&state->value, out);
}

/**
 * stree_state_get_int:
 * @state: a state that holds a number or a boolean
 *
 * What it holds, as an int: what printf's `%d` takes. A number beyond its range is cut to it.
 *
 * Returns: the value
 *
 * Since: 1.0
 */
int
stree_state_get_int (StreeState *state)
{
  return (int) CLAMP (stree_state_get_int64 (state), G_MININT, G_MAXINT);
}

/**
 * stree_state_get_int64:
 * @state: a state that holds a number or a boolean
 *
 * What it holds, as an integer.
 *
 * Returns: the value
 *
 * Since: 1.0
 */
gint64
stree_state_get_int64 (StreeState *state)
{
  g_auto (GValue) number = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, 0);
  if (G_VALUE_TYPE (&state->value) == G_TYPE_INT64)
    {
      stree_state_track (state);
      return g_value_get_int64 (&state->value);
    }
  return state_number (state, G_TYPE_INT64, &number) ? g_value_get_int64 (&number) : 0;
}

/**
 * stree_state_get_double:
 * @state: a state that holds a number
 *
 * What it holds, as a double.
 *
 * Returns: the value
 *
 * Since: 1.0
 */
double
stree_state_get_double (StreeState *state)
{
  g_auto (GValue) number = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, 0);
  return state_number (state, G_TYPE_DOUBLE, &number) ? g_value_get_double (&number) : 0;
}

/**
 * stree_state_get_bool:
 * @state: a state that holds a boolean or a number
 *
 * What it holds, as a boolean.
 *
 * Returns: the value
 *
 * Since: 1.0
 */
gboolean
stree_state_get_bool (StreeState *state)
{
  g_auto (GValue) flag = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, FALSE);
  return state_number (state, G_TYPE_BOOLEAN, &flag) ? g_value_get_boolean (&flag) : FALSE;
}

/**
 * stree_state_get_string:
 * @state: a state that holds a text
 *
 * What it holds.
 *
 * Returns: (transfer none): the text, empty rather than %NULL; good until the state is set again
 *
 * Since: 1.0
 */
const char *
stree_state_get_string (StreeState *state)
{
  const char *text;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, "");
  g_return_val_if_fail (G_VALUE_HOLDS_STRING (&state->value), "");
  stree_state_track (state);
  text = g_value_get_string (&state->value);
  return text ? text : "";
}

/**
 * stree_state_get_variant:
 * @state: a state that holds a variant
 *
 * What it holds.
 *
 * Returns: (transfer none) (nullable): the variant
 *
 * Since: 1.0
 */
GVariant *
stree_state_get_variant (StreeState *state)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, NULL);
  g_return_val_if_fail (G_VALUE_HOLDS_VARIANT (&state->value), NULL);
  stree_state_track (state);
  return g_value_get_variant (&state->value);
}

/**
 * stree_state_get_object:
 * @state: a state that holds an object
 *
 * What it holds.
 *
 * Returns: (transfer none) (nullable): the object
 *
 * Since: 1.0
 */
GObject *
stree_state_get_object (StreeState *state)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, NULL);
  g_return_val_if_fail (G_VALUE_HOLDS_OBJECT (&state->value), NULL);
  stree_state_track (state);
  return g_value_get_object (&state->value);
}

/**
 * stree_state_get_boxed: (skip)
 * @state: a state that holds a boxed value
 *
 * What it holds.
 *
 * Returns: (transfer none) (nullable): the boxed value
 *
 * Since: 1.0
 */
gpointer
stree_state_get_boxed (StreeState *state)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, NULL);
  g_return_val_if_fail (G_VALUE_HOLDS_BOXED (&state->value), NULL);
  stree_state_track (state);
  return g_value_get_boxed (&state->value);
}

/**
 * stree_state_get:
 * @state: a state
 * @value: (out): where to put a copy of what it holds
 *
 * What it holds, whatever it is.
 *
 * Since: 1.0
 */
void
stree_state_get (StreeState *state, GValue *value)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (state != NULL);
  g_return_if_fail (value != NULL);
  stree_state_track (state);
  *value = (GValue) G_VALUE_INIT;
  g_value_init (value, G_VALUE_TYPE (&state->value));
  g_value_copy (&state->value, value);
}

/**
 * stree_state_get_name:
 * @state: a state
 *
 * Its name, or its key if it is global.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
stree_state_get_name (StreeState *state)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, NULL);
  return state->name;
}

/**
 * stree_state_get_value_type:
 * @state: a state
 *
 * The type of what it holds: `gint64`, `gdouble`, `gboolean`, `gchararray`, `GVariant`, or an object or boxed type.
 *
 * Returns: the type
 *
 * Since: 1.0
 */
GType
stree_state_get_value_type (StreeState *state)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, G_TYPE_INVALID);
  return G_VALUE_TYPE (&state->value);
}

/* --- writing --- */

static gboolean
values_equal (const GValue *a, const GValue *b)
{
  if (G_VALUE_TYPE (a) != G_VALUE_TYPE (b))
    return FALSE;
  if (G_VALUE_HOLDS_STRING (a))
    return g_strcmp0 (g_value_get_string (a), g_value_get_string (b)) == 0;
  if (G_VALUE_HOLDS_VARIANT (a))
    {
      GVariant *va = g_value_get_variant (a);
      GVariant *vb = g_value_get_variant (b);

      return va == vb || (va && vb && g_variant_equal (va, vb));
    }
  if (G_VALUE_HOLDS_INT64 (a))
    return g_value_get_int64 (a) == g_value_get_int64 (b);
  if (G_VALUE_HOLDS_BOOLEAN (a))
    return g_value_get_boolean (a) == g_value_get_boolean (b);
  if (G_VALUE_HOLDS_DOUBLE (a))
    return memcmp (&a->data[0], &b->data[0], sizeof (double)) == 0;
  if (G_VALUE_HOLDS_OBJECT (a))
    return g_value_get_object (a) == g_value_get_object (b);
  return FALSE;
}

/* @value is one of those that the state has. */
static void
change (StreeState *state, GValue *value, const GValue *to)
{
  StreeHistory *history = state->session ? state->session->history : NULL;
  GVariant     *before = G_UNLIKELY (history) ? stree_history_before (state) : NULL;

  g_value_copy (to, value);
  stree_state_changed (state);
  if (G_UNLIKELY (before))
    stree_history_note (history, state, before);
}

/**
 * stree_state_set:
 * @state: a state
 * @value: the new value; it is converted if it is of another number type
 *
 * Sets what it holds. The same value again changes nothing.
 *
 * Returns: %FALSE if the value is of a type that cannot be converted, or the state is read-only; it is logged, too
 *
 * Since: 1.0
 */
gboolean
stree_state_set (StreeState *state, const GValue *value)
{
  g_auto (GValue) converted = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, FALSE);
  g_return_val_if_fail (G_IS_VALUE (value), FALSE);
  if (state->read_only)
    {
      if (state->watched)
        g_warning ("State '%s' follows what it watches and is read-only", state->name);
      else
        g_warning ("State '%s' was adopted with session_state and is read-only", state->name);
      return FALSE;
    }
  g_value_init (&converted, G_VALUE_TYPE (&state->value));
  if (G_VALUE_HOLDS_STRING (value) != G_VALUE_HOLDS_STRING (&converted) || !g_value_transform (value, &converted))
    {
      g_warning ("State '%s' holds a %s and cannot take a %s", state->name, G_VALUE_TYPE_NAME (&state->value),
                 G_VALUE_TYPE_NAME (value));
      return FALSE;
    }
  if (values_equal (&converted, &state->value))
    return TRUE;
  if (G_UNLIKELY (state->session && state->session->n_tracers > 0))
    stree_trace_state_set (state);
  change (state, &state->value, &converted);
  return TRUE;
}

#define DEFINE_SETTER(NAME, CTYPE, GTYPE, SET)                                                                         \
  void stree_state_set_##NAME (StreeState *state, CTYPE value)                                                         \
  {                                                                                                                    \
    g_auto (GValue) gvalue = G_VALUE_INIT;                                                                             \
                                                                                                                       \
    STREE_MAIN_THREAD_ONLY ();                                                                                         \
    g_return_if_fail (state != NULL);                                                                                  \
    g_value_init (&gvalue, GTYPE);                                                                                     \
    SET (&gvalue, value);                                                                                              \
    stree_state_set (state, &gvalue);                                                                            \
  }

/**
 * stree_state_set_int:
 * @state: a state that holds a number
 * @value: the new value
 *
 * Sets a number.
 *
 * Since: 1.0
 */
DEFINE_SETTER (int, gint64, G_TYPE_INT64, g_value_set_int64)

/**
 * stree_state_set_double:
 * @state: a state that holds a number
 * @value: the new value
 *
 * Sets a number.
 *
 * Since: 1.0
 */
DEFINE_SETTER (double, double, G_TYPE_DOUBLE, g_value_set_double)

/**
 * stree_state_set_bool:
 * @state: a state that holds a boolean
 * @value: the new value
 *
 * Sets a boolean.
 *
 * Since: 1.0
 */
DEFINE_SETTER (bool, gboolean, G_TYPE_BOOLEAN, g_value_set_boolean)

/**
 * stree_state_set_string:
 * @state: a state that holds a text
 * @value: (nullable): the new text; copied
 *
 * Sets a text.
 *
 * Since: 1.0
 */
DEFINE_SETTER (string, const char *, G_TYPE_STRING, g_value_set_string)

/**
 * stree_state_set_variant:
 * @state: a state that holds a variant
 * @value: (nullable): the new variant; a floating one is taken
 *
 * Sets a variant.
 *
 * Since: 1.0
 */
DEFINE_SETTER (variant, GVariant *, G_TYPE_VARIANT, g_value_set_variant)

/**
 * stree_state_set_object:
 * @state: a state that holds an object
 * @value: (nullable): the new object
 *
 * Sets an object.
 *
 * Since: 1.0
 */
DEFINE_SETTER (object, GObject *, G_VALUE_TYPE (&state->value), g_value_set_object)

/**
 * stree_state_set_boxed: (skip)
 * @state: a state that holds a boxed value
 * @value: (nullable): the new value, of the same type; copied
 *
 * Sets a boxed value.
 *
 * Since: 1.0
 */
DEFINE_SETTER (boxed, gconstpointer, G_VALUE_TYPE (&state->value), g_value_set_boxed)

/* The sum; the nearest there is, where it does not fit. */
static gint64
add_whole (gint64 value, double delta)
{
  const double limit = 9223372036854775808.0; /* 2^63 */
  gint64       whole;

  if (isnan (delta))
    return value;
  whole = delta >= limit ? G_MAXINT64 : delta < -limit ? G_MININT64 : (gint64) delta;
  if (whole > 0 && value > G_MAXINT64 - whole)
    return G_MAXINT64;
  if (whole < 0 && value < G_MININT64 - whole)
    return G_MININT64;
  return value + whole;
}

/**
 * stree_state_add:
 * @state: a state that holds a number
 * @delta: how much to add
 *
 * Adds to a number.
 *
 * Since: 1.0
 */
void
stree_state_add (StreeState *state, double delta)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (state != NULL);
  if (G_VALUE_HOLDS_INT64 (&state->value))
    stree_state_set_int (state, add_whole (g_value_get_int64 (&state->value), delta));
  else if (G_VALUE_HOLDS_DOUBLE (&state->value))
    stree_state_set_double (state, g_value_get_double (&state->value) + delta);
  else
    g_warning ("State '%s' holds a %s: only a number can be added to", state->name, G_VALUE_TYPE_NAME (&state->value));
}

/**
 * stree_state_toggle:
 * @state: a state that holds a boolean
 *
 * Turns a boolean over.
 *
 * Since: 1.0
 */
void
stree_state_toggle (StreeState *state)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (state != NULL);
  if (G_VALUE_HOLDS_BOOLEAN (&state->value))
    stree_state_set_bool (state, !g_value_get_boolean (&state->value));
  else
    g_warning ("State '%s' holds a %s: only a boolean can be toggled", state->name, G_VALUE_TYPE_NAME (&state->value));
}

/**
 * stree_state_reset:
 * @state: a state
 *
 * Sets it back to its initial value.
 *
 * Since: 1.0
 */
void
stree_state_reset (StreeState *state)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (state != NULL);
  stree_state_set (state, &state->initial);
}

/**
 * stree_state_update:
 * @state: a state
 * @func: (scope call): changes the value in place
 * @user_data: data for @func
 *
 * Changes what it holds by a function of what it held.
 *
 * Since: 1.0
 */
void
stree_state_update (StreeState *state, StreeStateUpdateFunc func, gpointer user_data)
{
  g_auto (GValue) value = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (state != NULL);
  g_return_if_fail (func != NULL);
  g_value_init (&value, G_VALUE_TYPE (&state->value));
  g_value_copy (&state->value, &value);
  func (&value, user_data);
  stree_state_set (state, &value);
}

/* --- form states --- */

/**
 * stree_state_commit:
 * @state: a form state
 *
 * Makes what was edited the committed value.
 *
 * Since: 1.0
 */
void
stree_state_commit (StreeState *state)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (state != NULL);
  g_return_if_fail (G_IS_VALUE (&state->committed));
  if (values_equal (&state->value, &state->committed))
    return;
  change (state, &state->committed, &state->value);
}

/**
 * stree_state_get_committed:
 * @state: a state
 * @value: (out): where to put a copy of the committed value
 *
 * What was committed last, or the initial value.
 *
 * Returns: %FALSE if @state is no form state
 *
 * Since: 1.0
 */
gboolean
stree_state_get_committed (StreeState *state, GValue *value)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (state != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  *value = (GValue) G_VALUE_INIT;
  if (!G_IS_VALUE (&state->committed))
    return FALSE;
  stree_state_track (state);
  g_value_init (value, G_VALUE_TYPE (&state->committed));
  g_value_copy (&state->committed, value);
  return TRUE;
}

/**
 * stree_state_set_transient:
 * @state: a state
 * @transient: whether to leave it out when the session is saved
 *
 * Keeps a state, such as a password, out of saved sessions. The state of a password input is left out by itself.
 *
 * Since: 1.0
 */
void
stree_state_set_transient (StreeState *state, gboolean transient)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (state != NULL);
  state->transient = !!transient;
}
