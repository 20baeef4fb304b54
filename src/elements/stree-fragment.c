/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-fragment.h"

#include "core/stree-element-private.h"

extern StreeKind stree_fragment_kind;
StreeKind stree_fragment_kind = {
  .name = "Fragment",
  .blurb = "Children without a container: they are laid out by the parent",
  .flags = STREE_KIND_CONTAINER | STREE_KIND_TRANSPARENT,
};

/**
 * stree_fragment_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children without a container. In C write `stree_fragment (a, b)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_fragment_new (const StreeFragmentArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_fragment_kind, args, args->key, NULL, children);
}
