/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Elements by name and GValue: what bindings use. C has the macros of each kind. */

#include "core/stree-component-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-handler-private.h"
#include "core/stree-state.h"

/**
 * stree_element_new:
 * @kind: the name of an element kind, such as `Button`
 * @error: return location for an error
 *
 * Makes an element without props.
 *
 * Returns: (transfer full): the element, or %NULL with %STREE_ERROR_UNKNOWN_KIND
 *
 * Since: 1.0
 */
StreeElement *
stree_element_new (const char *kind, GError **error)
{
  StreeKind    *record;
  StreeArena   *arena;
  StreeElement *element;

  g_return_val_if_fail (kind != NULL, NULL);
  record = stree_kind_lookup (kind);
  if (!record)
    {
      g_auto (GStrv)   kinds = stree_kind_list ();
      g_autofree char *names = g_strjoinv (", ", kinds);

      g_set_error (error, STREE_ERROR, STREE_ERROR_UNKNOWN_KIND, "There is no element kind '%s'. There are: %s", kind, names);
      return NULL;
    }
  arena = stree_arena_get_current ();
  arena = arena ? stree_arena_ref (arena) : stree_arena_new ();
  element = stree_element_alloc (arena, record);
  memset (STREE_ELEMENT_ARGS (element), 0, record->size);
  return element;
}

/**
 * stree_element_ref: (skip)
 * @element: an element
 *
 * Returns: (transfer full): @element, held once more
 *
 * Since: 1.0
 */
StreeElement *
stree_element_ref (StreeElement *element)
{
  g_return_val_if_fail (element != NULL, NULL);
  element->flags |= STREE_ELEMENT_HELD;
  stree_arena_ref (element->arena);
  return element;
}

/**
 * stree_element_unref: (skip)
 * @element: (transfer full): an element
 *
 * Lets go of an element.
 *
 * Since: 1.0
 */
void
stree_element_unref (StreeElement *element)
{
  g_return_if_fail (element != NULL);
  stree_arena_unref (element->arena);
}

/**
 * stree_element_get_kind:
 * @element: an element
 *
 * The name of its kind; of a component the component's.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
stree_element_get_kind (StreeElement *element)
{
  g_return_val_if_fail (element != NULL, NULL);
  return element->kind->name;
}

/**
 * stree_element_get_key:
 * @element: an element
 *
 * Its key.
 *
 * Returns: (transfer none) (nullable): the key
 *
 * Since: 1.0
 */
const char *
stree_element_get_key (StreeElement *element)
{
  g_return_val_if_fail (element != NULL, NULL);
  return element->key;
}

static gboolean
check_open (StreeElement *element, GError **error)
{
  g_autofree char *what = NULL;

  if (!(element->flags & STREE_ELEMENT_FROZEN))
    return TRUE;
  what = stree_element_describe (element);
  g_set_error (error, STREE_ERROR, STREE_ERROR_FROZEN, "%s is part of a tree already and cannot be changed", what);
  return FALSE;
}

/**
 * stree_element_set_key:
 * @element: an element
 * @key: (nullable): its key
 * @error: return location for an error
 *
 * Names an element among its siblings, so that it keeps its state and widget when it moves.
 *
 * Returns: %FALSE if the element is part of a tree already
 *
 * Since: 1.0
 */
gboolean
stree_element_set_key (StreeElement *element, const char *key, GError **error)
{
  g_return_val_if_fail (element != NULL, FALSE);
  if (!check_open (element, error))
    return FALSE;
  element->key = key ? stree_arena_strndup (element->arena, key, strlen (key)) : NULL;
  return TRUE;
}

static void
unknown_prop (StreeElement *element, const char *name, GError **error)
{
  g_autofree char   *what = stree_element_describe (element);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < element->kind->n_props; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", element->kind->props[i].name);
  g_set_error (error, STREE_ERROR, STREE_ERROR_UNKNOWN_PROP,
               "%s has no prop '%s'. It has: %s; and those of every kind, such as tooltip or css", what, name,
               names->len ? names->str : "none of its own");
}

/* Finds a prop of the kind or a common one, and the block it is in. */
static const StreeProp *
lookup (StreeElement *element, const char *name, gboolean writing, gpointer *args)
{
  const StreePropPlan *plan = stree_common_plan ();
  const StreeProp     *prop = stree_kind_find_prop (element->kind, name);

  *args = STREE_ELEMENT_ARGS (element);
  if (prop)
    return prop;
  for (guint i = 0; i < plan->n_props; i++)
    if (strcmp (plan->props[i].name, name) == 0)
      {
        if (!element->common && writing)
          {
            StreeCommon *common = stree_arena_alloc (element->arena, sizeof *common);

            memset (common, 0, sizeof *common);
            element->common = common;
          }
        *args = (gpointer) element->common;
        return &plan->props[i];
      }
  return NULL;
}

/**
 * stree_element_set:
 * @element: an element that is not part of a tree yet
 * @name: the name of a prop
 * @value: its value; copied
 * @error: return location for an error
 *
 * Sets a prop.
 *
 * Returns: %FALSE with %STREE_ERROR_UNKNOWN_PROP, %STREE_ERROR_BAD_VALUE or %STREE_ERROR_FROZEN; nothing is changed then
 *
 * Since: 1.0
 */
gboolean
stree_element_set (StreeElement *element, const char *name, const GValue *value, GError **error)
{
  const StreeProp *prop;
  gpointer         args;

  g_return_val_if_fail (element != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (G_IS_VALUE (value), FALSE);
  if (!check_open (element, error))
    return FALSE;
  prop = lookup (element, name, TRUE, &args);
  if (!prop)
    {
      unknown_prop (element, name, error);
      return FALSE;
    }
  if (prop->type == STREE_PROP_ELEMENT && G_VALUE_HOLDS (value, STREE_TYPE_ELEMENT) && g_value_get_boxed (value) == element)
    {
      g_autofree char *what = stree_element_describe (element);

      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s cannot contain itself", what);
      return FALSE;
    }
  if (!stree_prop_set (prop, element->arena, args, value, error))
    {
      g_autofree char *what = stree_element_describe (element);

      g_prefix_error (error, "%s: ", what);
      return FALSE;
    }
  return TRUE;
}

/**
 * stree_element_get:
 * @element: an element
 * @name: the name of a prop
 * @value: (out): where to put a copy of its value
 * @error: return location for an error
 *
 * Reads a prop. A prop that was not set gives its default; handlers and C functions cannot be read.
 *
 * Returns: (skip): %FALSE with %STREE_ERROR_UNKNOWN_PROP or %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_element_get (StreeElement *element, const char *name, GValue *value, GError **error)
{
  static const StreeCommon none;
  const StreeProp         *prop;
  gpointer                 args;

  g_return_val_if_fail (element != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  *value = (GValue) G_VALUE_INIT;
  prop = lookup (element, name, FALSE, &args);
  if (!prop)
    {
      unknown_prop (element, name, error);
      return FALSE;
    }
  if (!stree_prop_get (prop, args ? args : (gconstpointer) &none, value))
    {
      g_autofree char *what = stree_element_describe (element);

      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s: prop '%s' is not set or cannot be read", what, name);
      return FALSE;
    }
  return TRUE;
}

/**
 * stree_element_bind:
 * @element: an element that is not part of a tree yet
 * @name: the name of a prop that takes a state, such as `value`
 * @state: the state
 * @error: return location for an error
 *
 * Binds a prop to a state, both ways: the element shows the state, the user writes to it.
 *
 * Returns: %FALSE with an error as [method@StreamTree.Element.set] has
 *
 * Since: 1.0
 */
gboolean
stree_element_bind (StreeElement *element, const char *name, StreeState *state, GError **error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_val_if_fail (element != NULL, FALSE);
  g_return_val_if_fail (state != NULL, FALSE);
  g_value_init (&value, STREE_TYPE_STATE);
  g_value_set_boxed (&value, state);
  return stree_element_set (element, name, &value, error);
}

/**
 * stree_element_on:
 * @element: an element that is not part of a tree yet
 * @name: the name of a handler prop, such as `on_click`
 * @handler: what to call, with the event
 * @error: return location for an error
 *
 * Connects a handler.
 *
 * Returns: %FALSE with an error as [method@StreamTree.Element.set] has
 *
 * Since: 1.0
 */
gboolean
stree_element_on (StreeElement *element, const char *name, GClosure *handler, GError **error)
{
  const StreeProp *prop;
  gpointer         args;

  g_return_val_if_fail (element != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (handler != NULL, FALSE);
  if (!check_open (element, error))
    return FALSE;
  prop = lookup (element, name, TRUE, &args);
  if (!prop)
    {
      unknown_prop (element, name, error);
      return FALSE;
    }
  if (prop->type != STREE_PROP_HANDLER)
    {
      g_autofree char *what = stree_element_describe (element);

      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s: prop '%s' takes %s, not a handler", what, name,
                   stree_prop_type_name (prop));
      return FALSE;
    }
  stree_arena_push (element->arena);
  STREE_PROP_FIELD (const StreeHandler *, args, prop->offset) = stree_call_closure (handler);
  stree_arena_pop (element->arena);
  return TRUE;
}

/**
 * stree_element_append:
 * @element: a container that is not part of a tree yet
 * @child: (nullable): its next child; %NULL leaves its place empty
 * @error: return location for an error
 *
 * Appends a child.
 *
 * Returns: %FALSE if @element takes no children or is part of a tree already
 *
 * Since: 1.0
 */
gboolean
stree_element_append (StreeElement *element, StreeElement *child, GError **error)
{
  g_return_val_if_fail (element != NULL, FALSE);
  if (!check_open (element, error))
    return FALSE;
  if (element == child)
    {
      g_autofree char *what = stree_element_describe (element);

      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s cannot contain itself", what);
      return FALSE;
    }
  if (!(element->kind->flags & STREE_KIND_CONTAINER))
    {
      g_autofree char *what = stree_element_describe (element);

      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s takes no children", what);
      return FALSE;
    }
  /* Room grows by doubling: a power of two is full. */
  if ((element->n_children & (element->n_children - 1)) == 0)
    {
      StreeElement **children =
        stree_arena_alloc (element->arena, MAX (1, element->n_children * 2) * sizeof *children);

      if (element->n_children)
        memcpy (children, element->children, element->n_children * sizeof *children);
      element->children = children;
    }
  element->children[element->n_children++] = child;
  if (child)
    {
      child->flags |= STREE_ELEMENT_FROZEN;
      stree_element_hold (element->arena, child);
    }
  return TRUE;
}

/**
 * stree_element_set_strings:
 * @element: an element that is not part of a tree yet
 * @name: the name of a prop that takes a list of texts, such as `options`
 * @strings: (array zero-terminated=1): the texts; copied
 * @error: return location for an error
 *
 * Sets a prop to a list of texts.
 *
 * Returns: %FALSE with an error as [method@StreamTree.Element.set] has
 *
 * Since: 1.0
 */
gboolean
stree_element_set_strings (StreeElement *element, const char *name, const char *const *strings, GError **error)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_val_if_fail (element != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (strings != NULL, FALSE);
  g_value_init (&value, G_TYPE_STRV);
  g_value_set_static_boxed (&value, strings);
  return stree_element_set (element, name, &value, error);
}

/**
 * stree_element_get_n_children:
 * @element: an element
 *
 * How many places for children it has, empty ones included.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_element_get_n_children (StreeElement *element)
{
  g_return_val_if_fail (element != NULL, 0);
  return element->n_children;
}

/**
 * stree_element_get_child:
 * @element: an element
 * @index: which place, from 0
 *
 * A child.
 *
 * Returns: (transfer none) (nullable): the child; %NULL if its place is empty
 *
 * Since: 1.0
 */
StreeElement *
stree_element_get_child (StreeElement *element, guint index)
{
  g_return_val_if_fail (element != NULL, NULL);
  g_return_val_if_fail (index < element->n_children, NULL);
  if (element->children[index])
    element->children[index]->flags |= STREE_ELEMENT_HELD; /* by whoever asks */
  return element->children[index];
}
