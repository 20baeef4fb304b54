/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-deferred-fragment.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeDeferredFragmentArgs, placeholder, ELEMENT, "What shows until the first build, a frame later; unset: built at once"),
};

extern StreeKind stree_deferred_fragment_kind;
StreeKind stree_deferred_fragment_kind = {
  .name = "DeferredFragment",
  .blurb = "Children that rerun on their own, and may be built after the rest",
  .size = G_STRUCT_OFFSET (StreeDeferredFragmentArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_TRANSPARENT | STREE_KIND_SCOPE,
};

/**
 * stree_deferred_fragment_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children that rerun on their own. In C write `stree_deferred_fragment (stree_component (part))`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_deferred_fragment_new (const StreeDeferredFragmentArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_deferred_fragment_kind, args, args->key, NULL, children);
}
