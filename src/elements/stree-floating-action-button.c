/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-floating-action-button.h"

#include "core/stree-blank-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"

GType
stree_button_type_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_BUTTON_SECONDARY, "STREE_BUTTON_SECONDARY", "secondary" },
    { STREE_BUTTON_PRIMARY, "STREE_BUTTON_PRIMARY", "primary" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StreeButtonType", values));
  return type;
}

static const StreeProp props[] = {
  STREE_PROP (StreeFloatingActionButtonArgs, label, STRING, "The text on it"),
  STREE_PROP (StreeFloatingActionButtonArgs, on_click, HANDLER, "Called when it is pressed"),
  STREE_PROP (StreeFloatingActionButtonArgs, disabled, BOOL, "It cannot be pressed"),
  STREE_PROP_FULL (StreeFloatingActionButtonArgs, button_type, ENUM, stree_button_type_get_type, "How much it stands out"),
  STREE_PROP (StreeFloatingActionButtonArgs, help, STRING, "Shown when the pointer rests on it; without a label, its accessible name"),
  STREE_PROP (StreeFloatingActionButtonArgs, icon, STRING, "A name of the icon theme"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeFloatingActionButtonArgs *args = data;

  (void) element;
  if (!stree_is_blank (args->label) || (!stree_is_blank (args->icon) && !stree_is_blank (args->help)))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               "it has no name: it takes a 'label', or an 'icon' with a 'help' that says what it does");
  return FALSE;
}

extern StreeKind stree_floating_action_button_kind;
StreeKind stree_floating_action_button_kind = {
  .name = "FloatingActionButton",
  .blurb = "A button over the page, at its bottom corner",
  .size = G_STRUCT_OFFSET (StreeFloatingActionButtonArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_DETACHED,
  .role = "button",
  .label_prop = "label",
  .validate = validate,
};

/**
 * stree_floating_action_button_new: (skip)
 * @args: the arguments
 *
 * A button over the page, at its bottom corner: for what is done most on it. In C write
 * `stree_floating_action_button ("New", .on_click = stree_call (add, list))`.
 *
 * Wherever in the tree it stands, it is in the corner where lines of text end: at the right, and at the left where text
 * runs from right to left. Several of them stand one above the other, in the order of the tree, and all of them above a
 * BottomDock. The page can be scrolled until its end is above them.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_floating_action_button_new (const StreeFloatingActionButtonArgs *args)
{
  return stree_element_build (&stree_floating_action_button_kind, args, args->key, args->common);
}
