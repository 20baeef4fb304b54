/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-boxed-private.h"
#include "core/stree-element-private.h"

#include "core/stree-error.h"

/**
 * StreeElement:
 *
 * An immutable description of a part of the window: kind, key, props, children.
 *
 * An element lives in the arena of the run that made it. Holding one holds that arena, so an element may be kept
 * beyond its run; copies are references.
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreeElement, stree_element)

static StreeElement  end_of_children;
StreeElement *const  stree_end = &end_of_children;

/* --- where elements are made --- */

struct _StreeScope
{
  StreeArena *arena;
};

/**
 * stree_scope_new: (skip)
 *
 * Opens a scope: elements made from here on live until it is freed.
 *
 * Returns: (transfer full): the scope
 *
 * Since: 1.0
 */
StreeScope *
stree_scope_new (void)
{
  StreeScope *scope = g_new0 (StreeScope, 1);

  scope->arena = stree_arena_new ();
  stree_arena_push (scope->arena);
  return scope;
}

/**
 * stree_scope_free: (skip)
 * @scope: (transfer full): a scope; the one that was opened last
 *
 * Closes a scope. Elements that somebody holds live on.
 *
 * Since: 1.0
 */
void
stree_scope_free (StreeScope *scope)
{
  g_return_if_fail (scope != NULL);
  stree_arena_pop (scope->arena);
  stree_arena_unref (scope->arena);
  g_free (scope);
}

/* Outside of both there is an arena that is never emptied, so that a mistake loses memory and not the program. */
StreeArena *
stree_element_arena_stray (void)
{
  static StreeArena *stray;

  if (!stray)
    {
      g_warning ("An element, handler or text was made outside of a run: it is never freed. Open a StreeScope around it.");
      stray = stree_arena_new ();
    }
  return stray;
}

void
stree_element_hold (StreeArena *arena, StreeElement *element)
{
  if (element->arena != arena)
    stree_arena_adopt (arena, element->arena);
}

/* --- making elements, from C --- */

static const StreeCommon *
copy_common (StreeArena *arena, const StreeCommon *common)
{
  StreeCommon *copy = stree_arena_alloc (arena, sizeof *copy);

  stree_prop_plan_copy (stree_common_plan (), arena, copy, common);
  return copy;
}

StreeElement *
stree_element_build (StreeKind *kind, gconstpointer args, const char *key, const StreeCommon *common)
{
  StreeArena   *arena = stree_element_arena ();
  StreeElement *element = stree_element_alloc (arena, kind);

  stree_prop_plan_copy (&kind->plan, arena, STREE_ELEMENT_ARGS (element), args);
  if (key)
    element->key = stree_arena_strndup (arena, key, strlen (key));
  if (common)
    element->common = copy_common (arena, common);
  return element;
}

static void
take_children (StreeElement *element, StreeElement *const *children, guint n)
{
  StreeArena *arena = element->arena;

  if (n == 0)
    return;
  element->children = stree_arena_alloc (arena, n * sizeof *element->children);
  element->n_children = n;
  for (guint i = 0; i < n; i++)
    {
      StreeElement *child = children[i];

      element->children[i] = child;
      if (child)
        {
          child->flags |= STREE_ELEMENT_FROZEN;
          if (G_UNLIKELY (child->arena != arena))
            stree_arena_adopt (arena, child->arena);
        }
    }
}

/* @children ends with stree_end. */
StreeElement *
stree_element_build_children (StreeKind          *kind,
                              gconstpointer       args,
                              const char         *key,
                              const StreeCommon  *common,
                              StreeElement *const *children)
{
  StreeElement *element = stree_element_build (kind, args, key, common);
  guint         n = 0;

  while (children[n] != stree_end)
    n++;
  take_children (element, children, n);
  return element;
}

/**
 * stree_element_set_common: (skip)
 * @element: (nullable): an element that was just made
 * @common: the common props; copied
 *
 * Gives an element its common props. In C write `stree_with (element, .tooltip = "...")`.
 *
 * Returns: (transfer none) (nullable): @element
 *
 * Since: 1.0
 */
StreeElement *
stree_element_set_common (StreeElement *element, const StreeCommon *common)
{
  g_return_val_if_fail (common != NULL, element);
  if (!element)
    return NULL;
  g_return_val_if_fail (!(element->flags & STREE_ELEMENT_FROZEN), element);
  element->common = copy_common (element->arena, common);
  return element;
}

/**
 * stree_keyed: (skip)
 * @key: the key; copied
 * @element: (nullable): an element that was just made
 *
 * Gives an element its key.
 *
 * Returns: (transfer none) (nullable): @element
 *
 * Since: 1.0
 */
StreeElement *
stree_keyed (const char *key, StreeElement *element)
{
  g_return_val_if_fail (key != NULL, element);
  if (!element)
    return NULL;
  g_return_val_if_fail (!(element->flags & STREE_ELEMENT_FROZEN), element);
  element->key = stree_arena_strndup (element->arena, key, strlen (key));
  return element;
}

/* --- children from a loop --- */

extern StreeKind stree_fragment_kind;

struct _StreeBuilder
{
  StreeArena    *arena;
  StreeElement **elements;
  guint          n;
  guint          allocated;
};

/**
 * stree_builder_new: (skip)
 *
 * Starts a list of children of any length.
 *
 * Returns: (transfer none): the builder; lives as long as the run
 *
 * Since: 1.0
 */
StreeBuilder *
stree_builder_new (void)
{
  StreeArena   *arena = stree_element_arena ();
  StreeBuilder *builder = stree_arena_alloc (arena, sizeof *builder);

  builder->arena = arena;
  builder->elements = NULL;
  builder->n = builder->allocated = 0;
  return builder;
}

/**
 * stree_builder_add: (skip)
 * @builder: a builder
 * @element: (nullable): the next child; %NULL leaves its place empty
 *
 * Adds a child.
 *
 * Since: 1.0
 */
void
stree_builder_add (StreeBuilder *builder, StreeElement *element)
{
  g_return_if_fail (builder != NULL);
  if (builder->n == builder->allocated)
    {
      guint          allocated = MAX (16, builder->allocated * 2);
      StreeElement **elements = stree_arena_alloc (builder->arena, allocated * sizeof *elements);

      if (builder->n)
        memcpy (elements, builder->elements, builder->n * sizeof *elements);
      builder->elements = elements;
      builder->allocated = allocated;
    }
  builder->elements[builder->n++] = element;
}

/**
 * stree_builder_end: (skip)
 * @builder: a builder
 *
 * Ends the list.
 *
 * Returns: (transfer none): a Fragment with the children
 *
 * Since: 1.0
 */
StreeElement *
stree_builder_end (StreeBuilder *builder)
{
  StreeElement *fragment;

  g_return_val_if_fail (builder != NULL, NULL);
  fragment = stree_element_build (&stree_fragment_kind, NULL, NULL, NULL);
  fragment->children = builder->elements;
  fragment->n_children = builder->n;
  for (guint i = 0; i < builder->n; i++)
    if (builder->elements[i])
      {
        builder->elements[i]->flags |= STREE_ELEMENT_FROZEN;
        stree_element_hold (fragment->arena, builder->elements[i]);
      }
  return fragment;
}

/**
 * stree_children: (skip)
 * @n: how many
 * @elements: the children; entries may be %NULL
 *
 * Children from an array. Their places are counted among themselves, so a list that grows does not move its siblings.
 *
 * Returns: (transfer none): a Fragment with the children
 *
 * Since: 1.0
 */
StreeElement *
stree_children (guint n, StreeElement *const *elements)
{
  StreeElement *fragment = stree_element_build (&stree_fragment_kind, NULL, NULL, NULL);

  g_return_val_if_fail (n == 0 || elements != NULL, fragment);
  take_children (fragment, elements, n);
  return fragment;
}

/* --- text --- */

/**
 * stree_str: (skip)
 * @format: a printf format
 * @...: what goes into it
 *
 * Formats text that lives as long as the run.
 *
 * Returns: (transfer none): the text
 *
 * Since: 1.0
 */
const char *
stree_str (const char *format, ...)
{
  va_list args;
  char    buffer[256];
  int     n;

  va_start (args, format);
  n = g_vsnprintf (buffer, sizeof buffer, format, args);
  va_end (args);
  if (n < (int) sizeof buffer)
    return stree_arena_strndup (stree_element_arena (), buffer, MAX (n, 0));
  else
    {
      g_autofree char *text = NULL;

      va_start (args, format);
      text = g_strdup_vprintf (format, args);
      va_end (args);
      return stree_arena_strndup (stree_element_arena (), text, strlen (text));
    }
}

/**
 * stree_key_int: (skip)
 * @number: a number
 *
 * A number as a key. Faster than printf.
 *
 * Returns: (transfer none): the key; lives as long as the run
 *
 * Since: 1.0
 */
const char *
stree_key_int (gint64 number)
{
  char    digits[24];
  char   *p = digits + sizeof digits;
  guint64 rest = number < 0 ? -(guint64) number : (guint64) number;

  do
    *--p = '0' + rest % 10;
  while (rest /= 10);
  if (number < 0)
    *--p = '-';
  return stree_arena_strndup (stree_element_arena (), p, digits + sizeof digits - p);
}

/* --- checking --- */

/* "Selectbox 'color'": for messages. */
char *
stree_element_describe (const StreeElement *element)
{
  return element->key ? g_strdup_printf ("%s '%s'", element->kind->name, element->key) : g_strdup (element->kind->name);
}

gboolean
stree_element_validate (const StreeElement *element, GError **error)
{
  g_autofree char *what = NULL;

  if ((element->kind->flags & STREE_KIND_TRANSPARENT) && element->common)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                 "has no widget of its own, so it takes no common props (tooltip, css, margins ...): "
                 "give them to what is inside");
  else if (!element->kind->validate || element->kind->validate (element, element + 1, error))
    return TRUE;
  what = stree_element_describe (element);
  g_prefix_error (error, "%s: ", what);
  return FALSE;
}
