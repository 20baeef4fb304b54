/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-card.h"

#include "core/stree-element-private.h"

extern StreeKind stree_card_kind;
StreeKind stree_card_kind = {
  .name = "Card",
  .blurb = "A framed surface with children one below the other",
  .size = G_STRUCT_OFFSET (StreeCardArgs, key),
  .flags = STREE_KIND_CONTAINER,
  .role = "group",
};

/**
 * stree_card_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * A framed surface with children one below the other. In C write `stree_card (a, b)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_card_new (const StreeCardArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_card_kind, args, args->key, args->common, children);
}
