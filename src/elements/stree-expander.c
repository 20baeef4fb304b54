/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-expander.h"

#include "core/stree-element-private.h"
#include "core/stree-overlay-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeExpanderArgs, label, STRING, "The heading"),
  STREE_PROP (StreeExpanderArgs, expanded, VALUE, "Whether it is open: a boolean, or a state that holds one"),
  STREE_PROP (StreeExpanderArgs, on_toggle, HANDLER, "Called with the boolean when the user opens or closes it"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeExpanderArgs *args = data;

  (void) element;
  return stree_open_validate (&args->expanded, "expanded", error);
}

extern StreeKind stree_expander_kind;
StreeKind stree_expander_kind = {
  .name = "Expander",
  .blurb = "A heading that folds its children away",
  .size = G_STRUCT_OFFSET (StreeExpanderArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER,
  .role = "button",
  .label_prop = "label",
  .value_prop = "expanded",
  .change_prop = "on_toggle",
  .validate = validate,
  .normalize = stree_open_normalize,
};

/**
 * stree_expander_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * A heading that folds its children away. In C write `stree_expander_with ((.label = "Details"), a, b)`, or
 * `stree_expander ("Details", a, b)`.
 *
 * Once the user has opened or closed it, that stands until the program declares something else.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_expander_new (const StreeExpanderArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_expander_kind, args, args->key, args->common, children);
}
