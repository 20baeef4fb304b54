/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Finding a state by name in a component's place, or by key in the session, and making it where there is none. */

#include "core/stree-context-private.h"
#include "core/stree-error.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-private.h"
#include "core/stree-reload-private.h"
#include "core/stree-session-private.h"
#include "core/stree-state-private.h"
#include "core/stree-virtual-private.h"
#include "core/stree-thread-private.h"
#include "history/stree-history-private.h"

/* A state that nobody owns but the run: what a component gets after it failed, so that it can go on to its return. */
StreeState *
stree_state_new_orphan (const char *name, const GValue *initial)
{
  StreeState *state = stree_state_new_detached (name, initial);

  stree_arena_on_free (stree_element_arena (), state, (GDestroyNotify) stree_state_unref);
  return state;
}

static gboolean
same_type (const StreeState *state, const GValue *initial, gboolean form)
{
  return G_VALUE_TYPE (&state->value) == G_VALUE_TYPE (initial) && !!G_IS_VALUE (&state->committed) == form;
}

/* An object of a class of code that was replaced, or a list of such. */
static gboolean
holds_old (const StreeState *state)
{
  gpointer object = G_VALUE_HOLDS_OBJECT (&state->value) ? g_value_get_object (&state->value) : NULL;

  if (!object)
    return FALSE;
  if (stree_reload_is_old_type (G_OBJECT_TYPE (object)))
    return TRUE;
  return G_IS_LIST_MODEL (object) && stree_reload_is_old_type (g_list_model_get_item_type (object));
}

/* Whether the code that runs can go on with it. */
static inline gboolean
is_known (StreeState *state, StreeSession *session)
{
  if (G_LIKELY (state->generation == session->generation))
    return TRUE;
  if (holds_old (state))
    return FALSE;
  state->generation = session->generation;
  return TRUE;
}

/* The code changed under a running session: this slot starts again, the rest goes on. */
static void
say_it_starts_again (const StreeState *state, const char *what, const GValue *initial)
{
  if (G_VALUE_TYPE (&state->value) == G_VALUE_TYPE (initial) && holds_old (state))
    g_message ("%s holds a %s of the code before: it starts again", what, G_OBJECT_TYPE_NAME (g_value_get_object (&state->value)));
  else
    g_message ("%s was a %s and is a %s now: it starts again", what, G_VALUE_TYPE_NAME (&state->value), G_VALUE_TYPE_NAME (initial));
}

static void
say_local_starts_again (StreeContext *cx, const char *name, const StreeState *state, const GValue *initial)
{
  g_autofree char *path = stree_context_dup_path (cx);
  g_autofree char *what = g_strdup_printf ("State '%s' of %s", name, path);

  say_it_starts_again (state, what, initial);
}

static void
restore (StreeState *state, StreeSession *session, const char *place)
{
  g_autoptr (GVariant) saved = stree_session_take_pending (session, place);

  if (saved)
    stree_state_restore (state, saved);
}

static StreeState *
make (StreeContext *cx, StreeMount *mount, const char *name, const GValue *initial, gboolean form)
{
  StreeState     *state = stree_virtual_take_state (mount, cx->node, name);
  StreeNodeExtra *extra = stree_node_extra (cx->node);

  if (state && same_type (state, initial, form) && is_known (state, mount->session))
    {
      state->owner = cx->node;
      state->run = mount->run;
      state->next = extra->states;
      extra->states = state;
      return state;
    }
  if (state)
    {
      say_local_starts_again (cx, name, state, initial);
      stree_state_drop (state);
    }
  state = stree_state_new_detached (name, initial);
  if (form)
    {
      g_value_init (&state->committed, G_VALUE_TYPE (initial));
      g_value_copy (initial, &state->committed);
    }
  state->owner = cx->node;
  state->session = mount->session;
  state->generation = mount->session->generation;
  state->run = mount->run;
  state->next = extra->states;
  extra->states = state;
  if (mount->session->pending)
    {
      g_autofree char *path = stree_node_dup_path (cx->node);
      g_autofree char *place = g_strconcat (path, "/", name, NULL);

      restore (state, mount->session, place);
    }
  if (G_UNLIKELY (mount->session->history))
    stree_history_note_made (mount->session->history, state);
  return state;
}

static StreeState *
use_local (StreeContext *cx, const char *name, const GValue *initial, gboolean form)
{
  StreeMount  *mount;
  StreeState **link;

  g_return_val_if_fail (cx->node != NULL, stree_state_new_orphan (name, initial));
  mount = stree_node_get_mount (cx->node);
  for (link = &stree_node_extra (cx->node)->states; *link; link = &(*link)->next)
    {
      StreeState *state = *link;

      if (strcmp (state->name, name) != 0)
        continue;
      if (same_type (state, initial, form) && is_known (state, mount->session))
        {
          state->run = mount->run;
          return state;
        }
      if (state->run == mount->run)
        {
          g_autofree char *path = stree_context_dup_path (cx);

          stree_context_take_error (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_STATE,
                                                     "State '%s' of %s is asked for as a %s and as a %s", name, path,
                                                     G_VALUE_TYPE_NAME (&state->value), G_VALUE_TYPE_NAME (initial)));
          return stree_state_new_orphan (name, initial);
        }
      else
        {
          say_local_starts_again (cx, name, state, initial);
          *link = state->next;
          stree_state_drop (state);
          break;
        }
    }
  return make (cx, mount, name, initial, form);
}

/* Whoever has it still reads what it held, and is told of the one that comes instead. */
static void
restart_global (StreeMount *mount, StreeState *state, const char *key, const GValue *initial)
{
  g_autofree char *what = g_strdup_printf ("Global state '%s'", key);

  say_it_starts_again (state, what, initial);
  if (G_UNLIKELY (mount->session->history))
    stree_history_note_dropped (mount->session->history, state);
  stree_state_tell_others (state);
  g_hash_table_remove (mount->session->globals, key);
}

static StreeState *
use_global (StreeContext *cx, const char *key, const GValue *initial)
{
  StreeMount *mount;
  StreeState *state;

  g_return_val_if_fail (cx->node != NULL, stree_state_new_orphan (key, initial));
  mount = stree_node_get_mount (cx->node);
  if (*key == '\0')
    {
      stree_context_take_error (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_STATE, "A global state needs a key"));
      return stree_state_new_orphan (key, initial);
    }
  state = g_hash_table_lookup (mount->session->globals, key);
  if (state && state->generation != mount->session->generation &&
      (G_VALUE_TYPE (&state->value) != G_VALUE_TYPE (initial) || !is_known (state, mount->session)))
    {
      restart_global (mount, state, key, initial);
      state = NULL;
    }
  if (state && G_VALUE_TYPE (&state->value) != G_VALUE_TYPE (initial))
    {
      stree_context_take_error (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_STATE,
                                                 "Global state '%s' holds a %s; %s asks for a %s", key,
                                                 G_VALUE_TYPE_NAME (&state->value), cx->node->element->kind->name,
                                                 G_VALUE_TYPE_NAME (initial)));
      return stree_state_new_orphan (key, initial);
    }
  if (!state)
    {
      g_autofree char *place = g_strconcat ("/", key, NULL);

      state = stree_state_new_detached (key, initial);
      state->session = mount->session;
      state->generation = mount->session->generation;
      state->global = TRUE;
      g_hash_table_insert (mount->session->globals, g_strdup (key), state);
      restore (state, mount->session, place);
      if (G_UNLIKELY (mount->session->history))
        stree_history_note_made (mount->session->history, state);
    }
  return state;
}

/**
 * stree_session_state:
 * @cx: a context
 * @key: the key of a global state
 * @fallback: (nullable): what to use if there is none
 *
 * Adopts a global state that somebody else keeps, to read it. Setting it is refused.
 *
 * If there is none and @fallback is %NULL, the component fails with a message that says to give one.
 *
 * Returns: (transfer none): the state; good for this run
 *
 * Since: 1.0
 */
StreeState *
stree_session_state (StreeContext *cx, const char *key, const GValue *fallback)
{
  StreeMount     *mount;
  StreeState     *state;
  StreeState     *view;
  g_auto (GValue) zero = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && cx->node != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);
  mount = stree_node_get_mount (cx->node);
  state = g_hash_table_lookup (mount->session->globals, key);
  if (!state && !fallback)
    {
      stree_context_take_error (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_STATE,
                                                 "There is no global state '%s' in this session: give a default, or "
                                                 "make it before",
                                                 key));
      g_value_init (&zero, G_TYPE_INT64);
      return stree_state_new_orphan (key, &zero);
    }
  if (state)
    stree_state_track (state);
  view = stree_state_new_orphan (key, state ? &state->value : fallback);
  view->read_only = TRUE;
  return view;
}

/* --- one for each type --- */

#define DEFINE_SLOT(NAME, CTYPE, GTYPE, SET)                                                                           \
  StreeState *stree_state_##NAME (StreeContext *cx, const char *name, CTYPE initial)                                   \
  {                                                                                                                    \
    g_auto (GValue) value = G_VALUE_INIT;                                                                              \
                                                                                                                       \
    STREE_MAIN_THREAD_ONLY ();                                                                                         \
    g_return_val_if_fail (cx != NULL && name != NULL, NULL);                                                           \
    g_value_init (&value, GTYPE);                                                                                      \
    SET (&value, initial);                                                                                             \
    return use_local (cx, name, &value, FALSE);                                                                        \
  }                                                                                                                    \
                                                                                                                       \
  StreeState *stree_global_##NAME (StreeContext *cx, const char *key, CTYPE initial)                                   \
  {                                                                                                                    \
    g_auto (GValue) value = G_VALUE_INIT;                                                                              \
                                                                                                                       \
    STREE_MAIN_THREAD_ONLY ();                                                                                         \
    g_return_val_if_fail (cx != NULL && key != NULL, NULL);                                                            \
    g_value_init (&value, GTYPE);                                                                                      \
    SET (&value, initial);                                                                                             \
    return use_global (cx, key, &value);                                                                               \
  }

/**
 * stree_state_int:
 * @cx: a context
 * @name: its name; unique in the component
 * @initial: what it holds at first
 *
 * An integer that belongs to the component's place in the tree.
 *
 * Returns: (transfer none): the state; lives as long as the place
 *
 * Since: 1.0
 */
/**
 * stree_global_int:
 * @cx: a context
 * @key: its key; unique in the session
 * @initial: what it holds at first
 *
 * An integer that belongs to the session.
 *
 * Returns: (transfer none): the state; lives as long as the session
 *
 * Since: 1.0
 */
DEFINE_SLOT (int, gint64, G_TYPE_INT64, g_value_set_int64)

/**
 * stree_state_double:
 * @cx: a context
 * @name: its name; unique in the component
 * @initial: what it holds at first
 *
 * A number that belongs to the component's place in the tree.
 *
 * Returns: (transfer none): the state; lives as long as the place
 *
 * Since: 1.0
 */
/**
 * stree_global_double:
 * @cx: a context
 * @key: its key; unique in the session
 * @initial: what it holds at first
 *
 * A number that belongs to the session.
 *
 * Returns: (transfer none): the state; lives as long as the session
 *
 * Since: 1.0
 */
DEFINE_SLOT (double, double, G_TYPE_DOUBLE, g_value_set_double)

/**
 * stree_state_bool:
 * @cx: a context
 * @name: its name; unique in the component
 * @initial: what it holds at first
 *
 * A boolean that belongs to the component's place in the tree.
 *
 * Returns: (transfer none): the state; lives as long as the place
 *
 * Since: 1.0
 */
/**
 * stree_global_bool:
 * @cx: a context
 * @key: its key; unique in the session
 * @initial: what it holds at first
 *
 * A boolean that belongs to the session.
 *
 * Returns: (transfer none): the state; lives as long as the session
 *
 * Since: 1.0
 */
DEFINE_SLOT (bool, gboolean, G_TYPE_BOOLEAN, g_value_set_boolean)

/**
 * stree_state_string:
 * @cx: a context
 * @name: its name; unique in the component
 * @initial: (nullable): what it holds at first; copied
 *
 * A text that belongs to the component's place in the tree.
 *
 * Returns: (transfer none): the state; lives as long as the place
 *
 * Since: 1.0
 */
/**
 * stree_global_string:
 * @cx: a context
 * @key: its key; unique in the session
 * @initial: (nullable): what it holds at first; copied
 *
 * A text that belongs to the session.
 *
 * Returns: (transfer none): the state; lives as long as the session
 *
 * Since: 1.0
 */
DEFINE_SLOT (string, const char *, G_TYPE_STRING, g_value_set_string)

/**
 * stree_state_variant:
 * @cx: a context
 * @name: its name; unique in the component
 * @initial: (nullable): what it holds at first; a floating one is taken
 *
 * A variant that belongs to the component's place in the tree.
 *
 * Returns: (transfer none): the state; lives as long as the place
 *
 * Since: 1.0
 */
/**
 * stree_global_variant:
 * @cx: a context
 * @key: its key; unique in the session
 * @initial: (nullable): what it holds at first; a floating one is taken
 *
 * A variant that belongs to the session.
 *
 * Returns: (transfer none): the state; lives as long as the session
 *
 * Since: 1.0
 */
DEFINE_SLOT (variant, GVariant *, G_TYPE_VARIANT, g_value_set_variant)

/**
 * stree_state_object:
 * @cx: a context
 * @name: its name; unique in the component
 * @initial: (nullable): what it holds at first
 *
 * An object that belongs to the component's place in the tree. It is not saved with the session.
 *
 * Returns: (transfer none): the state; lives as long as the place
 *
 * Since: 1.0
 */
/**
 * stree_global_object:
 * @cx: a context
 * @key: its key; unique in the session
 * @initial: (nullable): what it holds at first
 *
 * An object that belongs to the session. It is not saved with it.
 *
 * Returns: (transfer none): the state; lives as long as the session
 *
 * Since: 1.0
 */
DEFINE_SLOT (object, GObject *, G_TYPE_OBJECT, g_value_set_object)

/**
 * stree_state_boxed: (skip)
 * @cx: a context
 * @name: its name; unique in the component
 * @type: a boxed type
 * @initial: (nullable): what it holds at first; copied
 *
 * A boxed value that belongs to the component's place in the tree. It is not saved with the session.
 *
 * Returns: (transfer none): the state; lives as long as the place
 *
 * Since: 1.0
 */
StreeState *
stree_state_boxed (StreeContext *cx, const char *name, GType type, gconstpointer initial)
{
  g_auto (GValue) value = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && name != NULL, NULL);
  g_return_val_if_fail (G_TYPE_IS_BOXED (type), NULL);
  g_value_init (&value, type);
  g_value_set_boxed (&value, initial);
  return use_local (cx, name, &value, FALSE);
}

/**
 * stree_global_boxed: (skip)
 * @cx: a context
 * @key: its key; unique in the session
 * @type: a boxed type
 * @initial: (nullable): what it holds at first; copied
 *
 * A boxed value that belongs to the session. It is not saved with it.
 *
 * Returns: (transfer none): the state; lives as long as the session
 *
 * Since: 1.0
 */
StreeState *
stree_global_boxed (StreeContext *cx, const char *key, GType type, gconstpointer initial)
{
  g_auto (GValue) value = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && key != NULL, NULL);
  g_return_val_if_fail (G_TYPE_IS_BOXED (type), NULL);
  g_value_init (&value, type);
  g_value_set_boxed (&value, initial);
  return use_global (cx, key, &value);
}

/* What a binding gives as a number is kept as int64, whatever its size was. */
static gboolean
widen (const GValue *in, GValue *out)
{
  GType type = G_VALUE_TYPE (in);

  if (type == G_TYPE_INT || type == G_TYPE_UINT || type == G_TYPE_LONG || type == G_TYPE_ULONG || type == G_TYPE_UINT64)
    type = G_TYPE_INT64;
  else if (type == G_TYPE_FLOAT)
    type = G_TYPE_DOUBLE;
  else if (g_type_is_a (type, G_TYPE_OBJECT))
    type = G_TYPE_OBJECT;
  g_value_init (out, type);
  return g_value_transform (in, out);
}

/**
 * stree_state_form:
 * @cx: a context
 * @name: its name; unique in the component
 * @initial: what it holds at first
 *
 * A state with two values: the one being edited, and the one that was committed last.
 *
 * Returns: (transfer none): the state; lives as long as the place
 *
 * Since: 1.0
 */
StreeState *
stree_state_form (StreeContext *cx, const char *name, const GValue *initial)
{
  g_auto (GValue) value = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && name != NULL, NULL);
  g_return_val_if_fail (G_IS_VALUE (initial), NULL);
  widen (initial, &value);
  return use_local (cx, name, &value, TRUE);
}

/**
 * stree_form_state_value: (skip)
 * @cx: a context
 * @name: its name; unique in the component
 * @initial: what it holds at first
 *
 * The same as [func@StreamTree.state_form], for C. Write `stree_form_state (cx, "name", "Ada")`.
 *
 * Returns: (transfer none): the state
 *
 * Since: 1.0
 */
StreeState *
stree_form_state_value (StreeContext *cx, const char *name, StreeValue initial)
{
  g_auto (GValue) value = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && name != NULL, NULL);
  g_return_val_if_fail (initial.type != STREE_VALUE_STATE, NULL);
  if (!stree_value_to_gvalue (&initial, &value))
    g_value_init (&value, G_TYPE_STRING);
  return use_local (cx, name, &value, TRUE);
}

/**
 * stree_context_use_state:
 * @cx: a context
 * @name: its name; unique in the component
 * @initial: what it holds at first: a number, a text, a boolean, a variant, an object or a boxed value
 *
 * A state that belongs to the component's place in the tree.
 *
 * Returns: (transfer none): the state
 *
 * Since: 1.0
 */
StreeState *
stree_context_use_state (StreeContext *cx, const char *name, const GValue *initial)
{
  g_auto (GValue) value = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && name != NULL, NULL);
  g_return_val_if_fail (G_IS_VALUE (initial), NULL);
  widen (initial, &value);
  return use_local (cx, name, &value, FALSE);
}

/**
 * stree_context_use_global:
 * @cx: a context
 * @key: its key; unique in the session
 * @initial: what it holds at first
 *
 * A state that belongs to the session.
 *
 * Returns: (transfer none): the state
 *
 * Since: 1.0
 */
StreeState *
stree_context_use_global (StreeContext *cx, const char *key, const GValue *initial)
{
  g_auto (GValue) value = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && key != NULL, NULL);
  g_return_val_if_fail (G_IS_VALUE (initial), NULL);
  widen (initial, &value);
  return use_global (cx, key, &value);
}
