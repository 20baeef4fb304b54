/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-arena-private.h"
#include "core/stree-element.h"
#include "core/stree-kind-private.h"

G_BEGIN_DECLS

enum
{
  STREE_ELEMENT_FROZEN = 1 << 0,   /* part of a tree: not to be changed any more */
  STREE_ELEMENT_REUSABLE = 1 << 1, /* the next run may take it: what it owns can be held once more, and so below it */
  STREE_ELEMENT_HELD = 1 << 2,     /* somebody holds it, maybe beyond its run */
  STREE_ELEMENT_OWNING = 1 << 3,   /* may own what each run must hold anew; and all that have common props */
};

/* From this bit on, the flags hold the number of the place in the program that made it; 0: nobody said. */
#define STREE_ELEMENT_SOURCE_SHIFT 8

/* An element: this header, then the kind's arguments. Immutable once it is part of a tree. */
struct _StreeElement
{
  StreeKind          *kind;
  StreeArena         *arena;
  const char         *key;      /* in an arena, with its length; NULL: position counts */
  const StreeCommon  *common;   /* in an arena; NULL: none of it */
  StreeElement      **children; /* in an arena; an entry may be NULL: a place with nothing in it */
  guint               n_children;
  guint               flags;
};

#define STREE_ELEMENT_ARGS(element) ((gpointer) ((element) + 1))

StreeArena   *stree_element_arena_stray    (void);
/* Makes @arena keep @element alive. TRUE: the next run may take what it is part of. */
gboolean      stree_element_hold           (StreeArena *arena, StreeElement *element);
StreeElement *stree_element_build          (StreeKind *kind, gconstpointer args, const char *key, const StreeCommon *common);
StreeElement *stree_element_build_children (StreeKind *kind, gconstpointer args, const char *key, const StreeCommon *common,
                                            StreeElement *const *children);
/* Without arguments, key and common props. */
StreeElement *stree_element_build_array    (StreeKind *kind, StreeElement *const *children, guint n_children);
gboolean      stree_element_validate       (const StreeElement *element, GError **error);
char         *stree_element_describe       (const StreeElement *element);

/* The file (static) and line that made it. FALSE: nobody said. */
gboolean      stree_element_get_source     (const StreeElement *element, const char **file, guint *line);

/* The arena to fill: the run's or the scope's. */
static inline StreeArena *
stree_element_arena (void)
{
  StreeArena *arena = stree_arena_get_current ();

  return G_LIKELY (arena) ? arena : stree_element_arena_stray ();
}

/* An element whose arguments are not set yet. */
static inline StreeElement *
stree_element_alloc (StreeArena *arena, StreeKind *kind)
{
  StreeElement *element;

  if (G_UNLIKELY (!kind->ready))
    stree_kind_prepare (kind);
  element = stree_arena_alloc (arena, sizeof *element + kind->size);
  element->kind = kind;
  element->arena = arena;
  element->key = NULL;
  element->common = NULL;
  element->children = NULL;
  element->n_children = 0;
  element->flags = 0;
  return element;
}

/* Only written where it changes something: a tree that is taken over stays out of the way of the memory bus. */
static inline void
stree_element_freeze (StreeElement *element)
{
  if (!(element->flags & STREE_ELEMENT_FROZEN))
    element->flags |= STREE_ELEMENT_FROZEN;
}

/* Whether the next run may take it. */
static inline gboolean
stree_element_is_reusable (const StreeElement *element)
{
  return (element->flags & (STREE_ELEMENT_REUSABLE | STREE_ELEMENT_HELD)) == STREE_ELEMENT_REUSABLE;
}

static inline gconstpointer
stree_element_get_args (const StreeElement *element)
{
  return element + 1;
}

static inline gboolean
stree_element_same_identity (const StreeElement *a, const StreeElement *b)
{
  return a->kind == b->kind && stree_arena_str_equal (a->key, b->key);
}

G_END_DECLS
