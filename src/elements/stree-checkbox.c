/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-checkbox.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-state-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeCheckboxArgs, label, STRING, "The text beside it, and its accessible name"),
  STREE_PROP (StreeCheckboxArgs, value, VALUE, "A boolean, or a state that holds one; none: not ticked"),
  STREE_PROP (StreeCheckboxArgs, disabled, BOOL, "It cannot be changed"),
  STREE_PROP (StreeCheckboxArgs, help, STRING, "Shown when the pointer rests on it"),
  STREE_PROP (StreeCheckboxArgs, on_change, HANDLER, "Called with the boolean"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeCheckboxArgs *args = data;

  (void) element;
  if (args->value.type == STREE_VALUE_NONE || args->value.type == STREE_VALUE_BOOL ||
      (args->value.type == STREE_VALUE_STATE && G_VALUE_HOLDS_BOOLEAN (&args->value.v.state->value)))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               "prop 'value' takes a boolean, or a state that holds a boolean");
  return FALSE;
}

static gboolean
normalize (gconstpointer data, StreeValue *value)
{
  (void) data;
  if (value->type == STREE_VALUE_NONE)
    *value = stree_value_of_bool (FALSE);
  return value->type == STREE_VALUE_BOOL;
}

extern StreeKind stree_checkbox_kind;
StreeKind stree_checkbox_kind = {
  .name = "Checkbox",
  .blurb = "A box to tick",
  .size = G_STRUCT_OFFSET (StreeCheckboxArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_INPUT,
  .role = "checkbox",
  .label_prop = "label",
  .value_prop = "value",
  .change_prop = "on_change",
  .validate = validate,
  .normalize = normalize,
};

/**
 * stree_checkbox_new: (skip)
 * @args: the arguments
 *
 * A box to tick. In C write `stree_checkbox ("Done", .value = stree_bind (done))`. A plain boolean is
 * `stree_value_of_bool (TRUE)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_checkbox_new (const StreeCheckboxArgs *args)
{
  return stree_element_build (&stree_checkbox_kind, args, args->key, args->common);
}
