/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-spacer.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"

static const StreeProp props[] = {
  STREE_PROP (StreeSpacerArgs, height, INT, "Pixels, in an HStack of width; 0: whatever space is free"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeSpacerArgs *args = data;

  (void) element;
  if (args->height >= 0)
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'height' is %d: it takes pixels, 0 or more", args->height);
  return FALSE;
}

extern StreeKind stree_spacer_kind;
StreeKind stree_spacer_kind = {
  .name = "Spacer",
  .blurb = "Empty space",
  .size = G_STRUCT_OFFSET (StreeSpacerArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .validate = validate,
};

/**
 * stree_spacer_new: (skip)
 * @args: the arguments
 *
 * Empty space. In C write `stree_spacer (.height = 24)`.
 *
 * Without a height it takes whatever space is free, so in an HStack it pushes what follows to the far end.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_spacer_new (const StreeSpacerArgs *args)
{
  return stree_element_build (&stree_spacer_kind, args, args->key, args->common);
}
