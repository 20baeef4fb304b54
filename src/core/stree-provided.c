/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-provided-private.h"

#include "core/stree-context-private.h"
#include "core/stree-error.h"
#include "core/stree-memo-private.h"
#include "core/stree-mount-private.h"
#include "core/stree-session-private.h"
#include "core/stree-values-private.h"
#include "core/stree-thread-private.h"

/* --- where a value comes from --- */

static const StreeValues *
provider_values (const StreeElement *element)
{
  return element->kind->provides (stree_element_get_args (element));
}

static gboolean
is_provider (const StreeNode *node)
{
  return (node->element->kind->flags & STREE_KIND_PROVIDER) && provider_values (node->element);
}

const GValue *
stree_provided_find (StreeNode *node, const char *name)
{
  StreeNode    *top = node;
  const GValue *value;

  for (StreeNode *up = node->parent; up; up = up->parent)
    {
      if (is_provider (up) && (value = stree_values_peek (provider_values (up->element), name)))
        return value;
      top = up;
    }
  if (!top->extra || !top->extra->mount)
    return NULL;
  return stree_values_peek (top->extra->mount->session->provided, name);
}

/* --- who reads it --- */

void
stree_lookup_free (gpointer data)
{
  StreeLookup *lookup = data;

  g_free (lookup->name);
  g_ptr_array_unref (lookup->readers);
  g_free (lookup);
}

/* The component that runs at the moment has looked @name up. */
static void
track (StreeSession *session, const char *name)
{
  StreeNode      *node = stree_node_get_running ();
  StreeNodeExtra *extra;
  StreeLookup    *lookup;

  if (!node || !session)
    return;
  lookup = g_hash_table_lookup (session->lookups, name);
  if (!lookup)
    {
      lookup = g_new (StreeLookup, 1);
      lookup->name = g_strdup (name);
      lookup->readers = g_ptr_array_new ();
      g_hash_table_insert (session->lookups, lookup->name, lookup);
    }
  extra = stree_node_extra (node);
  if (!extra->lookups)
    extra->lookups = g_ptr_array_new ();
  else if (g_ptr_array_find (extra->lookups, lookup, NULL))
    return;
  g_ptr_array_add (extra->lookups, lookup);
  g_ptr_array_add (lookup->readers, node);
}

void
stree_provided_forget (StreeNode *node)
{
  if (!node->extra || !node->extra->lookups)
    return;
  for (guint i = 0; i < node->extra->lookups->len; i++)
    {
      StreeLookup *lookup = node->extra->lookups->pdata[i];

      g_ptr_array_remove_fast (lookup->readers, node);
    }
}

/* --- when it changes --- */

/* Whether @reader sees what @provider says of @name (NULL: what the session says): no Provider in between has it, too. */
static gboolean
sees (StreeNode *reader, StreeNode *provider, const char *name)
{
  for (StreeNode *up = reader->parent; up; up = up->parent)
    {
      if (up == provider)
        return TRUE;
      if (is_provider (up) && stree_values_peek (provider_values (up->element), name))
        return FALSE;
    }
  return !provider;
}

static void
mark_readers (StreeSession *session, StreeNode *provider, const char *name, const char *read_as)
{
  StreeLookup *lookup = g_hash_table_lookup (session->lookups, read_as);

  if (lookup)
    for (guint i = 0; i < lookup->readers->len; i++)
      if (sees (lookup->readers->pdata[i], provider, name))
        stree_node_mark_dirty (lookup->readers->pdata[i]);
}

static void
changed (StreeSession *session, StreeNode *provider, const char *name)
{
  mark_readers (session, provider, name, name);
  mark_readers (session, provider, name, "");
}

/* Each name that @b does not have, or has with another value. */
static void
note_differences (StreeSession *session, StreeNode *provider, const StreeValues *a, const StreeValues *b, gboolean missing_only)
{
  GHashTableIter iter;
  gpointer       name, value;

  if (!a)
    return;
  g_hash_table_iter_init (&iter, a->table);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const GValue *other = b ? stree_values_peek (b, name) : NULL;

      if (!other || (!missing_only && !stree_gvalue_equal (value, other)))
        changed (session, provider, name);
    }
}

void
stree_provided_update (StreeMount *mount, StreeNode *provider, const StreeElement *old)
{
  const StreeValues *before = provider_values (old);
  const StreeValues *after = provider_values (provider->element);

  if (before == after || g_hash_table_size (mount->session->lookups) == 0)
    return;
  note_differences (mount->session, provider, before, after, FALSE);
  note_differences (mount->session, provider, after, before, TRUE);
}

/* --- reading --- */

static const GValue *
find (StreeContext *cx, const char *name)
{
  g_autofree char *stripped = stree_strip_name (name);
  const GValue    *value;

  if (!stripped)
    {
      stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                 "A provided value was looked up by a blank name: expected the name it is provided by"));
      return NULL;
    }
  if (!cx->node)
    return NULL;
  track (stree_context_get_session (cx), stripped);
  value = stree_provided_find (cx->node, stripped);
  stree_memo_note_lookup (cx->node, stripped, value);
  return value;
}

/**
 * stree_context_lookup:
 * @cx: a context
 * @name: the name of a provided value; a blank one is an error of the component
 * @value: (out): where to put a copy of it
 *
 * Reads what the nearest Provider above, or the session, provides by this name. A state comes as itself.
 *
 * The component runs again when that changes. A handler may read, too, as long as its component lives.
 *
 * Returns: %FALSE if nobody provides it; @value is left unset then
 *
 * Since: 1.0
 */
gboolean
stree_context_lookup (StreeContext *cx, const char *name, GValue *value)
{
  const GValue *found;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  found = find (cx, name);
  *value = (GValue) G_VALUE_INIT;
  if (!found)
    return FALSE;
  g_value_init (value, G_VALUE_TYPE (found));
  g_value_copy (found, value);
  return TRUE;
}

/**
 * stree_context_provides:
 * @cx: a context
 * @name: a name; a blank one is an error of the component
 *
 * Whether anybody provides a value by this name. The component runs again when what it would read by it changes.
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
stree_context_provides (StreeContext *cx, const char *name)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, FALSE);
  return find (cx, name) != NULL;
}

static void
add_missing (StreeValues *all, const StreeValues *more)
{
  GHashTableIter iter;
  gpointer       name, value;

  g_hash_table_iter_init (&iter, more->table);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!stree_values_peek (all, name))
      stree_values_add (all, name, value);
}

StreeValues *
stree_provided_all (StreeNode *node)
{
  StreeValues *all = stree_values_new ();
  StreeMount  *mount = stree_node_get_mount (node);

  for (StreeNode *up = node->parent; up; up = up->parent)
    if (is_provider (up))
      add_missing (all, provider_values (up->element));
  if (mount)
    add_missing (all, mount->session->provided);
  return all;
}

/**
 * stree_context_snapshot:
 * @cx: a context
 *
 * All that is provided at this place, nearest first where a name is provided twice. The component runs again when any of
 * it changes.
 *
 * Returns: (transfer full): a copy
 *
 * Since: 1.0
 */
StreeValues *
stree_context_snapshot (StreeContext *cx)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, NULL);
  if (!cx->node)
    return stree_values_new ();
  track (stree_context_get_session (cx), "");
  stree_memo_note_lookup (cx->node, NULL, NULL);
  return stree_provided_all (cx->node);
}

/* What @name holds, through a state if it is one, as a value of @type. FALSE: nobody provides it, or it is not one. */
static gboolean
find_as (StreeContext *cx, const char *name, GType type, GValue *out)
{
  const GValue   *value = find (cx, name);
  g_auto (GValue) held = G_VALUE_INIT;
  gboolean        text = type == G_TYPE_STRING;

  if (!value)
    return FALSE;
  if (type != STREE_TYPE_STATE && G_VALUE_HOLDS (value, STREE_TYPE_STATE) && g_value_get_boxed (value))
    {
      stree_state_get (g_value_get_boxed (value), &held);
      value = &held;
    }
  /* A number is no text, although it could be written as one. An object is what it is, whatever it was declared as. */
  if ((!text && G_TYPE_FUNDAMENTAL (type) != G_TYPE_OBJECT && G_TYPE_FUNDAMENTAL (type) != G_TYPE_BOXED &&
       type != G_TYPE_POINTER && !G_VALUE_HOLDS_STRING (value) &&
       g_value_type_transformable (G_VALUE_TYPE (value), type)) ||
      G_VALUE_HOLDS (value, type) ||
      (G_TYPE_FUNDAMENTAL (type) == G_TYPE_OBJECT && G_VALUE_HOLDS_OBJECT (value) &&
       (!g_value_get_object (value) || g_type_is_a (G_OBJECT_TYPE (g_value_get_object (value)), type))))
    {
      g_value_init (out, G_VALUE_HOLDS_OBJECT (value) ? G_TYPE_OBJECT : type);
      g_value_transform (value, out);
      return TRUE;
    }
  stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "The provided value '%s' is a %s: expected a %s", name,
                             G_VALUE_TYPE_NAME (value), g_type_name (type)));
  return FALSE;
}

/**
 * stree_lookup_int: (skip)
 * @cx: a context
 * @name: the name of a provided value
 * @fallback: what to return if nobody provides it
 *
 * Reads a number, also out of a state. A value of another kind is an error of the component.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
gint64
stree_lookup_int (StreeContext *cx, const char *name, gint64 fallback)
{
  g_auto (GValue) number = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, fallback);
  return find_as (cx, name, G_TYPE_INT64, &number) ? g_value_get_int64 (&number) : fallback;
}

/**
 * stree_lookup_double: (skip)
 * @cx: a context
 * @name: the name of a provided value
 * @fallback: what to return if nobody provides it
 *
 * Reads a number, also out of a state. A value of another kind is an error of the component.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
double
stree_lookup_double (StreeContext *cx, const char *name, double fallback)
{
  g_auto (GValue) number = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, fallback);
  return find_as (cx, name, G_TYPE_DOUBLE, &number) ? g_value_get_double (&number) : fallback;
}

/**
 * stree_lookup_bool: (skip)
 * @cx: a context
 * @name: the name of a provided value
 * @fallback: what to return if nobody provides it
 *
 * Reads a boolean, also out of a state. A text or an object is an error of the component.
 *
 * Returns: the boolean
 *
 * Since: 1.0
 */
gboolean
stree_lookup_bool (StreeContext *cx, const char *name, gboolean fallback)
{
  g_auto (GValue) flag = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, fallback);
  return find_as (cx, name, G_TYPE_BOOLEAN, &flag) ? g_value_get_boolean (&flag) : fallback;
}

/**
 * stree_lookup_string: (skip)
 * @cx: a context
 * @name: the name of a provided value
 * @fallback: (nullable): what to return if nobody provides it
 *
 * Reads a text, also out of a state. A value of another kind is an error of the component.
 *
 * Returns: (transfer none) (nullable): a copy that lives as long as the run or the handler does; or @fallback itself
 *
 * Since: 1.0
 */
const char *
stree_lookup_string (StreeContext *cx, const char *name, const char *fallback)
{
  g_auto (GValue) text = G_VALUE_INIT;
  const char     *found;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, fallback);
  if (!find_as (cx, name, G_TYPE_STRING, &text))
    return fallback;
  found = g_value_get_string (&text);
  return found ? stree_arena_strndup (stree_element_arena (), found, strlen (found)) : fallback;
}

/**
 * stree_lookup_pointer: (skip)
 * @cx: a context
 * @name: the name of a provided pointer
 *
 * Reads a pointer: what `stree_named_pointer ()` gave. A value of another kind is an error of the component.
 *
 * Returns: (transfer none) (nullable): the pointer; %NULL if nobody provides it
 *
 * Since: 1.0
 */
gpointer
stree_lookup_pointer (StreeContext *cx, const char *name)
{
  g_auto (GValue) pointer = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, NULL);
  return find_as (cx, name, G_TYPE_POINTER, &pointer) ? g_value_get_pointer (&pointer) : NULL;
}

/**
 * stree_lookup_object: (skip)
 * @cx: a context
 * @name: the name of a provided object
 * @type: a class or an interface
 *
 * Reads an object, also out of a state. A value of another kind, or of another class, is an error of the component.
 *
 * Returns: (transfer none) (nullable): the object, which the Provider holds; %NULL if nobody provides it
 *
 * Since: 1.0
 */
gpointer
stree_lookup_object (StreeContext *cx, const char *name, GType type)
{
  g_auto (GValue) object = G_VALUE_INIT;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, NULL);
  if (G_TYPE_IS_INTERFACE (type))
    {
      GObject *found;

      if (!find_as (cx, name, G_TYPE_OBJECT, &object))
        return NULL;
      found = g_value_get_object (&object);
      if (found && !g_type_is_a (G_OBJECT_TYPE (found), type))
        {
          stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "The provided value '%s' is a %s: expected a %s",
                                     name, G_OBJECT_TYPE_NAME (found), g_type_name (type)));
          return NULL;
        }
      return found;
    }
  g_return_val_if_fail (g_type_is_a (type, G_TYPE_OBJECT), NULL);
  return find_as (cx, name, type, &object) ? g_value_get_object (&object) : NULL;
}

/**
 * stree_lookup_boxed: (skip)
 * @cx: a context
 * @name: the name of a provided boxed value
 * @type: its type
 *
 * Reads a boxed value. A value of another kind is an error of the component. (One that is in a state:
 * [func@StreamTree.lookup_state].)
 *
 * Returns: (transfer none) (nullable): the value, which the Provider holds; %NULL if nobody provides it
 *
 * Since: 1.0
 */
gpointer
stree_lookup_boxed (StreeContext *cx, const char *name, GType type)
{
  const GValue *value;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, NULL);
  g_return_val_if_fail (g_type_is_a (type, G_TYPE_BOXED), NULL);
  value = find (cx, name);
  if (!value)
    return NULL;
  if (!G_VALUE_HOLDS (value, type))
    {
      stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "The provided value '%s' is a %s: expected a %s", name,
                                 G_VALUE_TYPE_NAME (value), g_type_name (type)));
      return NULL;
    }
  return g_value_get_boxed (value);
}

/**
 * stree_lookup_state: (skip)
 * @cx: a context
 * @name: the name of a provided state
 *
 * Reads a state itself, such as to set it. A value of another kind is an error of the component.
 *
 * Returns: (transfer none) (nullable): the state; %NULL if nobody provides it
 *
 * Since: 1.0
 */
StreeState *
stree_lookup_state (StreeContext *cx, const char *name)
{
  return stree_lookup_boxed (cx, name, STREE_TYPE_STATE);
}

/* --- outside of the tree --- */

/**
 * stree_session_provide:
 * @session: a session
 * @name: the name; blanks around it do not count
 * @value: (nullable): the value, of any type; copied. %NULL takes it back
 * @error: where to say that @name is blank
 *
 * Provides a value to every component of every view of the session. A Provider in a tree goes before it.
 *
 * Returns: %FALSE if @error is set
 *
 * Since: 1.0
 */
gboolean
stree_session_provide (StreeSession *session, const char *name, const GValue *value, GError **error)
{
  g_autofree char *stripped = NULL;
  const GValue    *before;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (value == NULL || G_IS_VALUE (value), FALSE);
  stripped = stree_strip_name (name);
  if (!stripped)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   "The session was given a value with a blank name: expected one that says what it is");
      return FALSE;
    }
  before = stree_values_peek (session->provided, stripped);
  if (before == value || (before && value && stree_gvalue_equal (before, value)))
    return TRUE;
  if (value)
    stree_values_add (session->provided, stripped, value);
  else
    g_hash_table_remove (session->provided->table, stripped);
  changed (session, NULL, stripped);
  stree_mount_note_change (session, NULL, NULL, stripped);
  stree_session_emit_provided (session, stripped);
  return TRUE;
}

/**
 * stree_session_get_provided:
 * @session: a session
 * @name: a name
 * @value: (out): where to put a copy of the value
 *
 * Reads a value that the session provides.
 *
 * Returns: %FALSE if it provides none of that name; @value is left unset then
 *
 * Since: 1.0
 */
gboolean
stree_session_get_provided (StreeSession *session, const char *name, GValue *value)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  return stree_values_get (session->provided, name, value);
}

/**
 * stree_session_provide_all: (skip)
 * @session: a session
 * @named: values and their names; ends with a name that is %NULL
 * @error: where to say that a name is blank
 *
 * The same for a list: `stree_provide_in (session, stree_named ("tenant_id", "acme"))`.
 *
 * Returns: %FALSE if @error is set: nothing is provided then
 *
 * Since: 1.0
 */
gboolean
stree_session_provide_all (StreeSession *session, const StreeNamed *named, GError **error)
{
  g_autoptr (StreeValues) values = NULL;
  GHashTableIter          iter;
  gpointer                name, value;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  values = stree_values_new_named (named, error);
  if (!values)
    return FALSE;
  g_hash_table_iter_init (&iter, values->table);
  while (g_hash_table_iter_next (&iter, &name, &value))
    stree_session_provide (session, name, value, NULL);
  return TRUE;
}
