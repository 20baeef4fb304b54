/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-text-input.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-state-private.h"

GType
stree_commit_on_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_COMMIT_TYPING, "STREE_COMMIT_TYPING", "typing" },
    { STREE_COMMIT_ENTER, "STREE_COMMIT_ENTER", "enter" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StreeCommitOn", values));
  return type;
}

static const StreeProp props[] = {
  STREE_PROP (StreeTextInputArgs, label, STRING, "What it asks for: shown above it, and its accessible name"),
  STREE_PROP (StreeTextInputArgs, value, VALUE, "A text, or a state that holds one"),
  STREE_PROP (StreeTextInputArgs, placeholder, STRING, "Shown while it is empty"),
  STREE_PROP (StreeTextInputArgs, disabled, BOOL, "It cannot be edited"),
  STREE_PROP (StreeTextInputArgs, password, BOOL, "The text is hidden, never dumped and never saved"),
  STREE_PROP_FULL (StreeTextInputArgs, commit, ENUM, stree_commit_on_get_type, "When it tells what was typed"),
  STREE_PROP (StreeTextInputArgs, on_change, HANDLER, "Called with the text"),
  STREE_PROP (StreeTextInputArgs, on_submit, HANDLER, "Called when Enter is pressed outside of a Form"),
  STREE_PROP (StreeTextInputArgs, error, STRING, "What is wrong with it: shown below it, and announced"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeTextInputArgs *args = data;

  (void) element;
  if (args->password && args->value.type == STREE_VALUE_STATE)
    args->value.v.state->transient = TRUE; /* from its first run on: nobody need have typed */
  if (args->value.type == STREE_VALUE_NONE || args->value.type == STREE_VALUE_STRING ||
      (args->value.type == STREE_VALUE_STATE && G_VALUE_HOLDS_STRING (&args->value.v.state->value)))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'value' takes a text, or a state that holds a text");
  return FALSE;
}

extern StreeKind stree_text_input_kind;
StreeKind stree_text_input_kind = {
  .name = "TextInput",
  .blurb = "A line of text to edit",
  .size = G_STRUCT_OFFSET (StreeTextInputArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_INPUT | STREE_KIND_SECRET,
  .role = "textbox",
  .label_prop = "label",
  .value_prop = "value",
  .change_prop = "on_change",
  .validate = validate,
};

/**
 * stree_text_input_new: (skip)
 * @args: the arguments
 *
 * A line of text to edit. In C write `stree_text_input ("Name", .value = stree_bind (name))`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_text_input_new (const StreeTextInputArgs *args)
{
  return stree_element_build (&stree_text_input_kind, args, args->key, args->common);
}
