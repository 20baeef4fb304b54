/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-subheader.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeSubheaderArgs, body, STRING, "The text"),
};

extern StreeKind stree_subheader_kind;
StreeKind stree_subheader_kind = {
  .name = "Subheader",
  .blurb = "The heading of a section",
  .size = G_STRUCT_OFFSET (StreeSubheaderArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .role = "heading",
  .label_prop = "body",
};

/**
 * stree_subheader_new: (skip)
 * @args: the arguments
 *
 * The heading of a section. In C write `stree_subheader ("Islands")`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_subheader_new (const StreeSubheaderArgs *args)
{
  return stree_element_build (&stree_subheader_kind, args, args->key, args->common);
}
