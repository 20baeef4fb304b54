/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-action.h"

#include <gio/gio.h>

#include "actions/stree-shortcut-private.h"
#include "core/stree-blank-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"

static const StreeProp props[] = {
  STREE_PROP (StreeActionArgs, name, STRING, "Its name: letters, digits, dots and dashes"),
  STREE_PROP (StreeActionArgs, label, STRING, "What it says on a button, in a menu and in the palette"),
  STREE_PROP (StreeActionArgs, on_activate, HANDLER, "Called when it is done"),
  STREE_PROP (StreeActionArgs, shortcut, STRING, "The keys that do it, such as <Control>s"),
  STREE_PROP (StreeActionArgs, icon, STRING, "A name of the icon theme"),
  STREE_PROP (StreeActionArgs, group, STRING, "What it belongs to, in the palette and the list of shortcuts"),
  STREE_PROP (StreeActionArgs, disabled, BOOL, "It cannot be done at the moment"),
  STREE_PROP (StreeActionArgs, in_menu, BOOL, "It is in the main menu of the window"),
  STREE_PROP (StreeActionArgs, hidden, BOOL, "It is not in the palette"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeActionArgs *args = data;

  (void) element;
  if (!args->name || !g_action_name_is_valid (args->name) || g_str_has_prefix (args->name, "stree-"))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   "name is '%s': expected letters, digits, dots and dashes, and not 'stree-' in front",
                   args->name ? args->name : "");
      return FALSE;
    }
  if (stree_is_blank (args->label))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "has no label: expected what it says in a menu");
      return FALSE;
    }
  if (args->shortcut && *args->shortcut)
    {
      g_autofree char *canonical = stree_shortcut_canonical (args->shortcut, error);

      if (!canonical)
        return FALSE;
    }
  return TRUE;
}

extern StreeKind stree_action_kind;
StreeKind stree_action_kind = {
  .name = "Action",
  .blurb = "Something that can be done: by its shortcut, from the palette, from other programs",
  .size = G_STRUCT_OFFSET (StreeActionArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_TRANSPARENT | STREE_KIND_ACTION,
  .label_prop = "label",
  .validate = validate,
};

/**
 * stree_action_new: (skip)
 * @args: the arguments
 *
 * Something that can be done. In C write `stree_action ("save", _("Save"), .on_activate = stree_call (save, document))`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_action_new (const StreeActionArgs *args)
{
  return stree_element_build (&stree_action_kind, args, args->key ? args->key : args->name, NULL);
}
