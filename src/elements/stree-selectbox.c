/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-selectbox.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-state-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeSelectboxArgs, label, STRING, "What it asks for: shown above it, and its accessible name"),
  STREE_PROP (StreeSelectboxArgs, options, STRV, "What there is to choose from: at least one"),
  STREE_PROP (StreeSelectboxArgs, index, VALUE, "Which option, from 0, or a state that holds it; clamped into the range"),
  STREE_PROP (StreeSelectboxArgs, format, POINTER, "How an option is shown"),
  STREE_PROP (StreeSelectboxArgs, format_data, POINTER, "The data of format"),
  STREE_PROP (StreeSelectboxArgs, disabled, BOOL, "It cannot be changed"),
  STREE_PROP (StreeSelectboxArgs, on_change, HANDLER, "Called with the index"),
  STREE_PROP (StreeSelectboxArgs, error, STRING, "What is wrong with it: shown below it, and announced"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeSelectboxArgs *args = data;

  (void) element;
  if (!args->options || !args->options[0])
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'options' takes at least one option");
  else if (args->index.type != STREE_VALUE_NONE && args->index.type != STREE_VALUE_INT &&
           !(args->index.type == STREE_VALUE_STATE && G_VALUE_HOLDS_INT64 (&args->index.v.state->value)))
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                 "prop 'index' takes an integer, or a state that holds an integer");
  else
    return TRUE;
  return FALSE;
}

static gboolean
normalize (gconstpointer data, StreeValue *value)
{
  const StreeSelectboxArgs *args = data;
  gint64                    last = (gint64) g_strv_length ((char **) (gpointer) args->options) - 1;

  if (value->type == STREE_VALUE_NONE)
    *value = stree_value_of_int (0);
  if (value->type != STREE_VALUE_INT)
    return FALSE;
  value->v.i = CLAMP (value->v.i, 0, last);
  return TRUE;
}

extern StreeKind stree_selectbox_kind;
StreeKind stree_selectbox_kind = {
  .name = "Selectbox",
  .blurb = "A choice of one among several",
  .size = G_STRUCT_OFFSET (StreeSelectboxArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_INPUT,
  .role = "combobox",
  .label_prop = "label",
  .value_prop = "index",
  .change_prop = "on_change",
  .validate = validate,
  .normalize = normalize,
};

/**
 * stree_selectbox_new: (skip)
 * @args: the arguments
 *
 * A choice of one among several. In C write
 * `stree_selectbox ("Colour", .options = STREE_STRV ("red", "green"), .index = stree_bind (colour))`.
 *
 * The choice is an index, so options with the same text stay apart. When the options change, a choice that is bound to
 * a state stays at its index, and one that is not stays with its option. The format function is asked again
 * only when the options, the function or its data pointer change; its data must live as long as the element is shown.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_selectbox_new (const StreeSelectboxArgs *args)
{
  return stree_element_build (&stree_selectbox_kind, args, args->key, args->common);
}
