/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-boxed-private.h"
#include "core/stree-element-private.h"

#include "core/stree-error.h"
#include "core/stree-reuse-private.h"

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
G_NO_INLINE StreeArena *
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

gboolean
stree_element_hold (StreeArena *arena, StreeElement *element)
{
  gboolean reusable = stree_element_is_reusable (element);

  if (element->arena == arena)
    return reusable;
  if (reusable && stree_arena_builds_on (arena, element->arena))
    {
      stree_arena_mark (element->arena);
      return TRUE;
    }
  stree_arena_adopt (arena, element->arena);
  return FALSE;
}

/* --- making elements, from C --- */

static void
set_common (StreeElement *element, const StreeCommon *common)
{
  StreeCommon *copy = stree_arena_alloc (element->arena, sizeof *copy);

  if (!stree_prop_plan_copy (stree_common_plan (), element->arena, copy, common))
    element->flags &= ~STREE_ELEMENT_REUSABLE;
  element->common = copy;
  element->flags |= STREE_ELEMENT_OWNING;
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
          stree_element_freeze (child);
          if (!stree_element_hold (arena, child))
            element->flags &= ~STREE_ELEMENT_REUSABLE;
        }
    }
}

/* What every run has to look at. */
#define NEVER_REUSED (STREE_KIND_COMPONENT | STREE_KIND_BOUNDARY | STREE_KIND_VIRTUAL | STREE_KIND_EVERY_RUN)

/* What is not next in what the last run made. Kept out of build (), which nearly always has nothing to make. */
static G_NO_INLINE StreeElement *
make (StreeKind          *kind,
      gconstpointer       args,
      const char         *key,
      const StreeCommon  *common,
      StreeElement *const *children,
      guint               n_children)
{
  StreeArena   *arena = stree_element_arena ();
  StreeReuse   *reuse = kind->flags & NEVER_REUSED ? NULL : arena->reuse;
  StreeElement *element;

  if (reuse)
    {
      element = stree_reuse_search (reuse, arena, kind, args, key, common, children, n_children);
      if (element)
        return element;
    }
  element = stree_element_alloc (arena, kind);
  if (stree_prop_plan_copy (&kind->plan, arena, STREE_ELEMENT_ARGS (element), args) && reuse)
    element->flags |= STREE_ELEMENT_REUSABLE;
  if (kind->plan.n_held > 0)
    element->flags |= STREE_ELEMENT_OWNING;
  if (key)
    element->key = stree_arena_strndup (arena, key, strlen (key));
  if (common)
    set_common (element, common);
  take_children (element, children, n_children);
  if (reuse)
    stree_reuse_note (reuse, arena, element);
  return element;
}

/* Inlined by force: most callers have no children, or nothing else. */
G_ALWAYS_INLINE static inline StreeElement *
build (StreeKind          *kind,
       gconstpointer       args,
       const char         *key,
       const StreeCommon  *common,
       StreeElement *const *children,
       guint               n_children)
{
  StreeArena   *arena = stree_arena_get_current ();
  StreeElement *element;

  if (G_LIKELY (arena && arena->reuse))
    {
      element = stree_reuse_take (arena->reuse, kind, args, key, common, children, n_children);
      if (G_LIKELY (element))
        return element;
    }
  return make (kind, args, key, common, children, n_children);
}

StreeElement *
stree_element_build (StreeKind *kind, gconstpointer args, const char *key, const StreeCommon *common)
{
  return build (kind, args, key, common, NULL, 0);
}

StreeElement *
stree_element_build_array (StreeKind *kind, StreeElement *const *children, guint n_children)
{
  return build (kind, NULL, NULL, NULL, children, n_children);
}

/* @children ends with stree_end. */
StreeElement *
stree_element_build_children (StreeKind          *kind,
                              gconstpointer       args,
                              const char         *key,
                              const StreeCommon  *common,
                              StreeElement *const *children)
{
  guint n = 0;

  while (children[n] != stree_end)
    n++;
  return build (kind, args, key, common, children, n);
}

/* What the last run made is not to be changed: a copy of it is. */
static StreeElement *
thaw (StreeElement *element)
{
  StreeArena   *arena = stree_element_arena ();
  StreeElement *copy;

  if (!(element->flags & STREE_ELEMENT_FROZEN) || !(element->flags & STREE_ELEMENT_REUSABLE) ||
      !arena->reuse || !stree_arena_builds_on (arena, element->arena))
    return element;
  copy = stree_arena_alloc (arena, sizeof *copy + element->kind->size);
  memcpy (copy, element, sizeof *copy + element->kind->size);
  copy->arena = arena;
  /* Not for the next run: its texts are where the old one's are. */
  copy->flags = element->flags >> STREE_ELEMENT_SOURCE_SHIFT << STREE_ELEMENT_SOURCE_SHIFT;
  stree_reuse_replace (arena->reuse, element, copy);
  return copy;
}

/* What the last run made, if @element is the same once it has this key or these common props. */
static StreeElement *
take_finished (StreeElement *element, const char *key, const StreeCommon *common)
{
  StreeArena *arena = element->arena;

  return arena->reuse ? stree_reuse_take_finished (arena->reuse, arena, element, key, common) : NULL;
}

/**
 * stree_element_set_common: (skip)
 * @element: (nullable): an element that was just made
 * @common: the common props; copied
 *
 * Gives an element its common props. In C write `stree_with (element, .tooltip = "...")`.
 *
 * Returns: (transfer none) (nullable): @element, or one that is used in its place
 *
 * Since: 1.0
 */
StreeElement *
stree_element_set_common (StreeElement *element, const StreeCommon *common)
{
  StreeElement *old;

  g_return_val_if_fail (common != NULL, element);
  if (!element)
    return NULL;
  element = thaw (element);
  g_return_val_if_fail (!(element->flags & STREE_ELEMENT_FROZEN), element);
  old = take_finished (element, NULL, common);
  if (old)
    return old;
  set_common (element, common);
  return element;
}

/**
 * stree_keyed: (skip)
 * @key: the key; copied
 * @element: (nullable): an element that was just made
 *
 * Gives an element its key.
 *
 * Returns: (transfer none) (nullable): @element, or one that is used in its place
 *
 * Since: 1.0
 */
StreeElement *
stree_keyed (const char *key, StreeElement *element)
{
  StreeElement *old;

  g_return_val_if_fail (key != NULL, element);
  if (!element)
    return NULL;
  element = thaw (element);
  g_return_val_if_fail (!(element->flags & STREE_ELEMENT_FROZEN), element);
  old = take_finished (element, key, NULL);
  if (old)
    return old;
  element->key = stree_arena_strndup (element->arena, key, strlen (key));
  return element;
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
