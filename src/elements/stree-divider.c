/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-divider.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeDividerArgs, vertical, BOOL, "It is upright even outside of an HStack"),
};

extern StreeKind stree_divider_kind;
StreeKind stree_divider_kind = {
  .name = "Divider",
  .blurb = "A line between what is around it",
  .size = G_STRUCT_OFFSET (StreeDividerArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .role = "separator",
};

/**
 * stree_divider_new: (skip)
 * @args: the arguments
 *
 * A line between what is around it: lying in a stack, upright in an HStack. In C write `stree_divider ()`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_divider_new (const StreeDividerArgs *args)
{
  return stree_element_build (&stree_divider_kind, args, args->key, args->common);
}
