/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-title.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeTitleArgs, body, STRING, "The text"),
};

extern StreeKind stree_title_kind;
StreeKind stree_title_kind = {
  .name = "Title",
  .blurb = "The heading of a page",
  .size = G_STRUCT_OFFSET (StreeTitleArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .role = "heading",
  .label_prop = "body",
};

/**
 * stree_title_new: (skip)
 * @args: the arguments
 *
 * The heading of a page. In C write `stree_title ("Penguins")`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_title_new (const StreeTitleArgs *args)
{
  return stree_element_build (&stree_title_kind, args, args->key, args->common);
}
