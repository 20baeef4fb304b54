/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Children of any number: from a loop, or from an array. */

#include "core/stree-element-private.h"

extern StreeKind stree_fragment_kind;

struct _StreeBuilder
{
  StreeElement **elements; /* owned */
  guint          n;
  guint          allocated;
};

/* The array that the last builder left, for the next one: with many children it is large, and each run wants it. */
#define MAX_SPARE (64 * 1024)
static StreeElement **spare; /* owned; NULL: in use, or none yet */
static guint          spare_size;

/* Of one that was never ended, too. */
static void
builder_clear (gpointer data)
{
  StreeBuilder *builder = data;

  if (builder->allocated > spare_size && builder->allocated <= MAX_SPARE)
    {
      g_free (spare);
      spare = builder->elements;
      spare_size = builder->allocated;
    }
  else
    {
      g_free (builder->elements);
    }
  builder->elements = NULL;
  builder->n = builder->allocated = 0;
}

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

  builder->elements = g_steal_pointer (&spare);
  builder->allocated = spare_size;
  builder->n = spare_size = 0;
  stree_arena_on_free (arena, builder, builder_clear);
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
      builder->allocated = MAX (16, builder->allocated * 2);
      builder->elements = g_renew (StreeElement *, builder->elements, builder->allocated);
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
  fragment = stree_element_build_array (&stree_fragment_kind, builder->elements, builder->n);
  builder_clear (builder);
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
  g_return_val_if_fail (n == 0 || elements != NULL, NULL);
  return stree_element_build_array (&stree_fragment_kind, elements, n);
}
