/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-form-element.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeFormArgs, form_key, STRING, "Names it among its siblings"),
  STREE_PROP (StreeFormArgs, clear_on_submit, BOOL, "After a submit every input starts again from its initial value"),
  STREE_PROP (StreeFormArgs, spacing, INT, "Pixels between children; 0: the usual distance"),
};

extern StreeKind stree_form_element_kind;
StreeKind stree_form_element_kind = {
  .name = "Form",
  .blurb = "Inputs whose edits wait for a submit button",
  .size = G_STRUCT_OFFSET (StreeFormArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_FORM,
  .role = "form",
};

/**
 * stree_form_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Inputs whose edits wait for a submit button. In C write `stree_form (a, b, submit)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_form_new (const StreeFormArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_form_element_kind, args, args->key ? args->key : args->form_key,
                                       args->common, children);
}
