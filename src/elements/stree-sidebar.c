/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-sidebar.h"

#include "core/stree-element-private.h"

extern StreeKind stree_sidebar_kind;
StreeKind stree_sidebar_kind = {
  .name = "Sidebar",
  .blurb = "Children at the side of the window",
  .size = G_STRUCT_OFFSET (StreeSidebarArgs, key),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_DETACHED,
  .role = "complementary",
};

/**
 * stree_sidebar_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children at the side of the window, wherever in the tree it stands. In C write `stree_sidebar (a, b)`.
 *
 * The user opens and closes it with the button in the title bar or F9.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_sidebar_new (const StreeSidebarArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_sidebar_kind, args, args->key, args->common, children);
}
