/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The places below a container, as its validation sees them: a Fragment's places are the container's, a component is
 * one place, and NULL is a place with nothing in it. */

#include "core/stree-element-private.h"

G_BEGIN_DECLS

extern StreeKind stree_fragment_kind;

static inline guint
stree_places_count (const StreeElement *element, gboolean with_empty)
{
  guint n = 0;

  for (guint i = 0; i < element->n_children; i++)
    {
      const StreeElement *child = element->children[i];

      if (child && child->kind == &stree_fragment_kind)
        n += stree_places_count (child, with_empty);
      else if (child || with_empty)
        n++;
    }
  return n;
}

/* The first child that is neither of @kind nor a component, which may yet return one. */
static inline const StreeElement *
stree_places_find_other (const StreeElement *element, const StreeKind *kind)
{
  for (guint i = 0; i < element->n_children; i++)
    {
      const StreeElement *child = element->children[i];
      const StreeElement *other = child;

      if (!child || child->kind == kind)
        continue;
      if (child->kind->flags & STREE_KIND_TRANSPARENT)
        other = child->kind == &stree_fragment_kind ? stree_places_find_other (child, kind) : NULL;
      if (other)
        return other;
    }
  return NULL;
}

G_END_DECLS
