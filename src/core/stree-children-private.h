/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Matching children by identity: same kind and same key at the same parent is the same node; without a key, the place
 * counts. Knows nothing of widgets.
 *
 * The matching takes both ends first and asks a hash table only for what is left. The moves are the fewest there can
 * be: what is outside of a longest increasing subsequence of the old places (Fredman 1975, in n log n).
 */

#include "core/stree-node-private.h"

G_BEGIN_DECLS

#define STREE_CHILD_NEW (-1)

typedef struct
{
  int      *source; /* for each new child: the index of its old node, or STREE_CHILD_NEW */
  gboolean *stable; /* for each new child: it has a node that need not move */
  gboolean *used;   /* for each old node: some new child took it */
} StreeChildrenMatch;

/* @slots[i] is the place of @elements[i] among all children. The result is freed with stree_children_match_clear (). */
void     stree_children_match       (StreeChildrenMatch  *match,
                                     StreeNode *const    *nodes,
                                     guint                n_nodes,
                                     StreeElement *const *elements,
                                     const guint         *slots,
                                     guint                n_elements);
void     stree_children_match_clear (StreeChildrenMatch *match);

/* Marks a longest increasing subsequence of @values; negative values are left out. Returns its length. */
guint    stree_children_lis         (const int *values, guint n, gboolean *marked);

/* A key that two elements of the list share, with the same kind; NULL: there is none. */
const char *stree_children_find_duplicate (StreeElement *const *elements, guint n, const char **kind);

static inline gboolean
stree_child_is (const StreeNode *node, const StreeElement *element, guint slot)
{
  const StreeElement *old = node->element;

  if (old->kind != element->kind)
    return FALSE;
  if (!element->key)
    return !old->key && node->slot == slot;
  return stree_arena_str_equal (old->key, element->key);
}

G_END_DECLS
