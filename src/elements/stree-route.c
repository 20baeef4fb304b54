/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-route.h"

#include "core/stree-blank-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"

static const StreeProp props[] = {
  STREE_PROP (StreeRouteArgs, name, STRING, "The route that it is shown for; not blank"),
  STREE_PROP (StreeRouteArgs, title, STRING, "The title of the window meanwhile; unset: the program's"),
  STREE_PROP (StreeRouteArgs, forget, BOOL, "It starts afresh when one comes back; else it is as it was left"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeRouteArgs *args = data;

  (void) element;
  if (!stree_is_blank (args->name))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'name' is blank: it takes the name of a route");
  return FALSE;
}

extern StreeKind stree_route_kind;
StreeKind stree_route_kind = {
  .name = "Route",
  .blurb = "One of Routes",
  .size = G_STRUCT_OFFSET (StreeRouteArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_TRANSPARENT,
  .label_prop = "name",
  .validate = validate,
};

/**
 * stree_route_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * One of Routes. In C write `stree_route ("home", a, b)`.
 *
 * What is left is kept as it is, off the screen: state, text that is being edited, the place it is scrolled to. It does not
 * rerun until it is shown again. With `.forget = TRUE` it goes, and starts afresh.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_route_new (const StreeRouteArgs *args, StreeElement *const *children)
{
  /* The name is its identity: routes may come and change places. */
  return stree_element_build_children (&stree_route_kind, args, args->key ? args->key : args->name, NULL, children);
}
