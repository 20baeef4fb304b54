/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-page.h"

#include "core/stree-element-private.h"

extern StreeKind stree_page_kind;
StreeKind stree_page_kind = {
  .name = "Page",
  .blurb = "The content of a window, one below the other",
  .size = G_STRUCT_OFFSET (StreePageArgs, key),
  .flags = STREE_KIND_CONTAINER,
  .role = "main",
};

/**
 * stree_page_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * The content of a window, one below the other; the outer-most element of most programs. In C write `stree_page (a, b)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_page_new (const StreePageArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_page_kind, args, args->key, args->common, children);
}
