/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-portal.h"

#include "core/stree-boundary-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "elements/stree-slot-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreePortalArgs, slot, STRING, "Which PortalMount shows the children; not blank"),
};

static gboolean
validate (const StreeElement *element, gconstpointer args, GError **error)
{
  (void) element;
  return stree_slot_check (((const StreePortalArgs *) args)->slot, error);
}

extern StreeKind stree_portal_kind;
StreeKind stree_portal_kind = {
  .name = "Portal",
  .blurb = "Children that show where the PortalMount of its slot stands",
  .size = G_STRUCT_OFFSET (StreePortalArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_TRANSPARENT | STREE_KIND_PORTAL,
  .validate = validate,
};

/**
 * stree_portal_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children that show somewhere else. In C write `stree_portal ("toolbar", a, b)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_portal_new (const StreePortalArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_portal_kind, args, args->key, NULL, children);
}

/* --- what is in a slot --- */

typedef void (*PortalFunc) (StreeElement *portal, gpointer data);

/* In document order; components are not run. */
static void
for_each_portal (StreeElement *element, PortalFunc func, gpointer data)
{
  if (element->kind == &stree_portal_kind)
    func (element, data);
  if (element->kind->flags & STREE_KIND_BOUNDARY)
    {
      StreeElement *child = stree_boundary_child (element);
      StreeElement *fallback = stree_boundary_fallback (element);

      if (child)
        for_each_portal (child, func, data);
      if (fallback)
        for_each_portal (fallback, func, data);
    }
  for (guint i = 0; i < element->n_children; i++)
    if (element->children[i])
      for_each_portal (element->children[i], func, data);
}

static char *
dup_slot (StreeElement *portal)
{
  const StreePortalArgs *args = stree_element_get_args (portal);

  return g_strstrip (g_strdup (args->slot ? args->slot : ""));
}

typedef struct
{
  char      *slot;
  GPtrArray *found;
} Gathering;

static void
gather (StreeElement *portal, gpointer data)
{
  Gathering       *gathering = data;
  g_autofree char *slot = dup_slot (portal);

  if (strcmp (slot, gathering->slot) != 0)
    return;
  for (guint i = 0; i < portal->n_children; i++)
    if (portal->children[i])
      g_ptr_array_add (gathering->found, stree_element_ref (portal->children[i]));
}

static void
unref_element (gpointer element)
{
  stree_element_unref (element);
}

/**
 * stree_gather_portals:
 * @root: an element
 * @slot: the name of a slot; space around it does not count
 *
 * What the Portals in a tree have for a slot, in document order. Components are not run: what they return is not in it.
 *
 * Returns: (transfer full) (element-type StreeElement): the children of these Portals; empty if there are none
 *
 * Since: 1.0
 */
GPtrArray *
stree_gather_portals (StreeElement *root, const char *slot)
{
  g_autofree char *name = NULL;
  Gathering        gathering;

  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (slot != NULL, NULL);
  name = g_strstrip (g_strdup (slot));
  gathering = (Gathering){ name, g_ptr_array_new_with_free_func (unref_element) };
  for_each_portal (root, gather, &gathering);
  return gathering.found;
}

static void
gather_slot (StreeElement *portal, gpointer data)
{
  GPtrArray       *slots = data;
  g_autofree char *slot = dup_slot (portal);

  for (guint i = 0; i < slots->len; i++)
    if (strcmp (slots->pdata[i], slot) == 0)
      return;
  g_ptr_array_add (slots, g_steal_pointer (&slot));
}

/**
 * stree_gather_portal_slots:
 * @root: an element
 *
 * The slots that the Portals in a tree are for, in the order in which they first occur. Components are not run.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
char **
stree_gather_portal_slots (StreeElement *root)
{
  g_autoptr (GPtrArray) slots = NULL;

  g_return_val_if_fail (root != NULL, NULL);
  slots = g_ptr_array_new ();
  for_each_portal (root, gather_slot, slots);
  g_ptr_array_add (slots, NULL);
  return (char **) g_ptr_array_steal (slots, NULL);
}
