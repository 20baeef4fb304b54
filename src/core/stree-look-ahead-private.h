/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Memory is asked for before it is needed: after a frame, or behind a run over many elements, none of it is in the caches.
 *
 * Two nodes run ahead of the walk over siblings. Where the far one will change, its children are asked for; where the near
 * one will, by then with its children at hand, their widgets are, and the elements that they have now. Changes are rarely
 * side by side: the distance is long enough that another one is worked on meanwhile.
 *
 * These only read, and guess wrong without harm. They are inlined by force: to gcc a function that only reads and
 * returns nothing does nothing, and its calls are left out.
 */

#include "core/stree-node-private.h"
#include "core/stree-renderer-private.h"

G_BEGIN_DECLS

#define STREE_LOOK_NEAR     12
#define STREE_LOOK_FAR      24
#define STREE_LOOK_SIBLINGS 8 /* further ahead of the far one */
#define STREE_LOOK_CHILDREN 4 /* that are asked for */
#define STREE_LOOK_LINE     64

typedef struct
{
  const StreeRendererClass *klass;
  const StreeNode          *near;
  const StreeNode          *far;
} StreeLookAhead;

G_ALWAYS_INLINE static inline void
stree_look_at (gconstpointer memory, int from, int to)
{
  for (int at = from; at < to; at += STREE_LOOK_LINE)
    __builtin_prefetch ((const char *) memory + at);
}

/* Siblings often lie at even distances: where the one after the next few may be, in the direction of @next. */
G_ALWAYS_INLINE static inline void
stree_look_along (const StreeNode *node, const StreeNode *next)
{
  gsize here = GPOINTER_TO_SIZE (node);
  gsize there = GPOINTER_TO_SIZE (next);

  if (next)
    __builtin_prefetch (GSIZE_TO_POINTER (there + STREE_LOOK_SIBLINGS * (there - here)));
}

G_ALWAYS_INLINE static inline void
stree_look_at_host (const StreeLookAhead *look, const StreeNode *node)
{
  if (node->widget)
    stree_look_at (node->widget, look->klass->widget_from, look->klass->widget_to);
  stree_look_at (node->element, 0, 2 * STREE_LOOK_LINE);
}

/* What changes at @node when it becomes @element, as far as one can see from here. */
G_ALWAYS_INLINE static inline void
stree_look_at_change (const StreeLookAhead *look, const StreeNode *node, const StreeElement *element)
{
  guint i = 0;

  stree_look_at_host (look, node); /* of its children's changes it is told */
  for (const StreeNode *child = node->first; child && i < element->n_children && i < STREE_LOOK_CHILDREN; child = child->next, i++)
    if (child->element != element->children[i])
      stree_look_at_host (look, child);
}

/* Before the walk that begins at @node. */
G_ALWAYS_INLINE static inline void
stree_look_begin (StreeLookAhead *look, const StreeRendererClass *klass, const StreeNode *node)
{
  look->klass = klass;
  look->near = NULL;
  look->far = node;
  for (guint i = 0; i < STREE_LOOK_FAR && look->far; i++)
    {
      if (i == STREE_LOOK_NEAR)
        look->near = look->far;
      look->far = look->far->next;
    }
}

/* The walk is at element @i of those up to @end. */
G_ALWAYS_INLINE static inline void
stree_look_step (StreeLookAhead *look, StreeElement *const *elements, guint i, guint end)
{
  if (look->near)
    {
      const StreeElement *element = i + STREE_LOOK_NEAR < end ? elements[i + STREE_LOOK_NEAR] : NULL;

      if (element && look->near->element != element)
        stree_look_at_change (look, look->near, element);
      look->near = look->near->next;
    }
  if (look->far)
    {
      const StreeElement *element = i + STREE_LOOK_FAR < end ? elements[i + STREE_LOOK_FAR] : NULL;

      if (element && look->far->element != element && look->far->first)
        stree_look_at (look->far->first, 0, STREE_LOOK_CHILDREN * (int) sizeof (StreeNode));
      stree_look_along (look->far, look->far->next);
      look->far = look->far->next;
    }
}

G_END_DECLS
