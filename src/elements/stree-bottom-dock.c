/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-bottom-dock.h"

#include "core/stree-element-private.h"

extern StreeKind stree_bottom_dock_kind;
StreeKind stree_bottom_dock_kind = {
  .name = "BottomDock",
  .blurb = "Children in a bar at the bottom of the window",
  .size = G_STRUCT_OFFSET (StreeBottomDockArgs, key),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_DETACHED,
  .role = "group",
};

/**
 * stree_bottom_dock_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children in a bar at the bottom of the window, wherever in the tree it stands. In C write `stree_bottom_dock (a, b)`.
 *
 * It is never scrolled away: what scrolls ends above it. Several of them stand one below the other, in the order of the
 * tree. In a view that a program has put into a window of its own, it is at the bottom of the view.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_bottom_dock_new (const StreeBottomDockArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_bottom_dock_kind, args, args->key, args->common, children);
}
