/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-tab.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeTabArgs, title, STRING, "What its tab says"),
};

extern StreeKind stree_tab_kind;
StreeKind stree_tab_kind = {
  .name = "Tab",
  .blurb = "A page of Tabs",
  .size = G_STRUCT_OFFSET (StreeTabArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER,
  .role = "tab",
  .label_prop = "title",
};

/**
 * stree_tab_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * A page of Tabs. In C write `stree_tab ("Map", a, b)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_tab_new (const StreeTabArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_tab_kind, args, args->key, args->common, children);
}
