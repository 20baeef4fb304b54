/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-portal-mount.h"

#include "core/stree-blank-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "elements/stree-slot-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreePortalMountArgs, slot, STRING, "Whose Portals it shows; not blank"),
};

gboolean
stree_slot_check (const char *slot, GError **error)
{
  if (!stree_is_blank (slot))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               "prop 'slot' is blank: expected a name that a Portal and a PortalMount share");
  return FALSE;
}

static gboolean
validate (const StreeElement *element, gconstpointer args, GError **error)
{
  (void) element;
  return stree_slot_check (((const StreePortalMountArgs *) args)->slot, error);
}

extern StreeKind stree_portal_mount_kind;
StreeKind stree_portal_mount_kind = {
  .name = "PortalMount",
  .blurb = "The place where the Portals of its slot show",
  .size = G_STRUCT_OFFSET (StreePortalMountArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_TRANSPARENT | STREE_KIND_PORTAL_MOUNT,
  .validate = validate,
};

/**
 * stree_portal_mount_new: (skip)
 * @args: the arguments
 *
 * The place where Portals show. In C write `stree_portal_mount ("toolbar")`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_portal_mount_new (const StreePortalMountArgs *args)
{
  return stree_element_build (&stree_portal_mount_kind, args, args->key, NULL);
}
