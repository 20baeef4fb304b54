/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-button.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeButtonArgs, label, STRING, "The text on it; with an icon alone, its accessible name"),
  STREE_PROP (StreeButtonArgs, on_click, HANDLER, "Called when it is pressed"),
  STREE_PROP (StreeButtonArgs, disabled, BOOL, "It cannot be pressed"),
  STREE_PROP (StreeButtonArgs, submit, BOOL, "In a Form: lets the edits go, then calls on_click"),
  STREE_PROP (StreeButtonArgs, primary, BOOL, "It is the one that is suggested"),
  STREE_PROP (StreeButtonArgs, help, STRING, "Shown when the pointer rests on it"),
  STREE_PROP (StreeButtonArgs, icon, STRING, "A name of the icon theme"),
};

extern StreeKind stree_button_kind;
StreeKind stree_button_kind = {
  .name = "Button",
  .blurb = "A push button",
  .size = G_STRUCT_OFFSET (StreeButtonArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .role = "button",
  .label_prop = "label",
};

/**
 * stree_button_new: (skip)
 * @args: the arguments
 *
 * A push button. In C write `stree_button ("Save", .on_click = stree_call (save, document))`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_button_new (const StreeButtonArgs *args)
{
  return stree_element_build (&stree_button_kind, args, args->key, args->common);
}
