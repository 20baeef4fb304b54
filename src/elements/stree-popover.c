/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-popover.h"

#include "core/stree-element-private.h"
#include "core/stree-overlay-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreePopoverArgs, label, STRING, "The text on the button"),
  STREE_PROP (StreePopoverArgs, icon, STRING, "An icon on the button, by its name in the icon theme"),
  STREE_PROP (StreePopoverArgs, disabled, BOOL, "The button cannot be pressed; what is open stays open"),
  STREE_PROP (StreePopoverArgs, open, VALUE, "Whether it is open: a boolean, or a state that holds one"),
  STREE_PROP (StreePopoverArgs, on_toggle, HANDLER, "Called with the boolean when the user opens or closes it"),
  STREE_PROP (StreePopoverArgs, help, STRING, "Shown when the pointer rests on the button"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreePopoverArgs *args = data;

  (void) element;
  return stree_open_validate (&args->open, "open", error);
}

extern StreeKind stree_popover_kind;
StreeKind stree_popover_kind = {
  .name = "Popover",
  .blurb = "A button, and what opens below it",
  .size = G_STRUCT_OFFSET (StreePopoverArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER,
  .role = "button",
  .label_prop = "label",
  .value_prop = "open",
  .change_prop = "on_toggle",
  .validate = validate,
  .normalize = stree_open_normalize,
};

/**
 * stree_popover_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * A button, and what opens below it. In C write `stree_popover ("Details", a, b)`.
 *
 * The button opens it; the button, the Escape key and a press elsewhere close it, and the focus goes back to the button.
 * Once the user has done so, that stands until the program declares something else. Its children are there whether it is
 * open or not: what is typed in it and the states inside outlive its closing. Whether it is open is saved with the session
 * only if it is a state.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_popover_new (const StreePopoverArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_popover_kind, args, args->key, args->common, children);
}
