/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-vstack.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeVStackArgs, spacing, INT, "Pixels between children; 0: the usual distance"),
};

extern StreeKind stree_vstack_kind;
StreeKind stree_vstack_kind = {
  .name = "VStack",
  .blurb = "Children one below the other",
  .size = G_STRUCT_OFFSET (StreeVStackArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER,
};

/**
 * stree_vstack_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children one below the other. In C write `stree_vstack (a, b, c)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_vstack_new (const StreeVStackArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_vstack_kind, args, args->key, args->common, children);
}
