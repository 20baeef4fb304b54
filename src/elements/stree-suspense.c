/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-suspense.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeSuspenseArgs, child, ELEMENT, "What may have to wait for a task"),
  STREE_PROP (StreeSuspenseArgs, loading, ELEMENT, "What is shown while it does; unset: a line that says so"),
  STREE_PROP (StreeSuspenseArgs, keep, BOOL, "What showed before goes on showing while it waits again"),
};

extern StreeKind stree_suspense_kind;
StreeKind stree_suspense_kind = {
  .name = "Suspense",
  .blurb = "Shows something else while a component inside waits for a task",
  .size = G_STRUCT_OFFSET (StreeSuspenseArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_TRANSPARENT | STREE_KIND_BOUNDARY | STREE_KIND_SUSPENSE,
};

/**
 * stree_suspense_new: (skip)
 * @args: the arguments
 *
 * Shows something else while a component inside waits for a task. In C write `stree_suspense (child, .loading = wait)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_suspense_new (const StreeSuspenseArgs *args)
{
  return stree_element_build (&stree_suspense_kind, args, args->key, NULL);
}
