/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "routing/stree-routes-node-private.h"

#include "core/stree-place-private.h"
#include "core/stree-reconciler-private.h"
#include "elements/stree-route.h"
#include "elements/stree-routes.h"
#include "routing/stree-location-private.h"
#include "routing/stree-uri-private.h"

extern StreeKind stree_fragment_kind;
extern StreeKind stree_route_kind;

/* --- the element --- */

const StreeElement *
stree_routes_foreach (const StreeElement *routes, StreeRouteFunc func, gpointer data)
{
  for (guint i = 0; i < routes->n_children; i++)
    {
      StreeElement       *child = routes->children[i];
      const StreeElement *other = child;

      if (!child)
        continue;
      if (child->kind == &stree_fragment_kind)
        {
          other = stree_routes_foreach (child, func, data);
        }
      else if (child->kind == &stree_route_kind)
        {
          func (child, data);
          other = NULL;
        }
      if (other)
        return other;
    }
  return NULL;
}

static const StreeRouteArgs *
route_args (const StreeElement *route)
{
  return stree_element_get_args (route);
}

/* Names count without the white space around them. */
static gboolean
same_name (const StreeElement *route, const char *name)
{
  g_autofree char *own = stree_uri_strip (route_args (route)->name);

  return g_strcmp0 (own, name) == 0;
}

typedef struct
{
  const char   *name;
  StreeElement *found;
} Search;

static void
search_cb (StreeElement *route, gpointer data)
{
  Search *search = data;

  if (!search->found && same_name (route, search->name))
    search->found = route;
}

static StreeElement *
find_route (const StreeElement *routes, const char *name)
{
  Search search = { name, NULL };

  stree_routes_foreach (routes, search_cb, &search);
  return search.found;
}

char *
stree_routes_dup_param (const StreeElement *routes)
{
  const StreeRoutesArgs *args = stree_element_get_args (routes);

  return args->query_param ? stree_uri_strip (args->query_param) : g_strdup (STREE_URI_ROUTE);
}

char *
stree_routes_dup_default (const StreeElement *routes)
{
  const StreeRoutesArgs *args = stree_element_get_args (routes);

  return stree_uri_strip (args->default_route);
}

const StreeElement *
stree_routes_find (const StreeElement *routes, const char *name)
{
  g_autofree char *stripped = stree_uri_strip (name);
  StreeElement    *route = stripped && *stripped ? find_route (routes, stripped) : NULL;

  if (!route)
    {
      g_autofree char *fallback = stree_routes_dup_default (routes);

      route = find_route (routes, fallback);
    }
  return route;
}

/* --- the node --- */

static StreeNode *
find_node (StreeNode *node, const char *name)
{
  for (StreeNode *child = node->first; child; child = child->next)
    if (same_name (child->element, name))
      return child;
  return NULL;
}

/* What stays behind keeps its element, and so what that lives in. */
static void
keep (StreeMount *mount, StreeNode *child)
{
  StreeNodeExtra *extra = stree_node_extra (child);

  stree_place_hide (mount, child);
  child->flags |= STREE_NODE_DETACHED;
  stree_place_withdraw (mount, child);
  if (!extra->arena)
    extra->arena = stree_arena_ref (child->element->arena);
}

static void
leave (StreeMount *mount, StreeNode *node, const StreeElement *shown)
{
  for (StreeNode *child = node->first, *next; child; child = next)
    {
      g_autofree char *name = stree_uri_strip (route_args (child->element)->name);
      StreeElement    *declared = find_route (node->element, name);

      next = child->next;
      if (!declared)
        stree_reconciler_unmount (mount, child);
      else if (declared == shown || (child->flags & STREE_NODE_DETACHED))
        continue;
      else if (route_args (declared)->forget)
        stree_reconciler_unmount (mount, child);
      else
        keep (mount, child);
    }
}

static void
show (StreeMount *mount, StreeNode *node, StreeElement *route, const char *name, gboolean fresh)
{
  StreeNode *child = find_node (node, name);

  if (!child)
    {
      child = stree_reconciler_mount (mount, node, node->last, route, 0);
      if (child && !fresh)
        stree_place_show (mount, child);
      return;
    }
  stree_reconciler_update (mount, child, route);
  if (!(child->flags & STREE_NODE_DETACHED))
    return;
  child->flags &= ~STREE_NODE_DETACHED;
  if (child->element == route)
    g_clear_pointer (&stree_node_extra (child)->arena, stree_arena_unref);
  stree_place_show (mount, child);
}

void
stree_routes_update (StreeMount *mount, StreeNode *node, gboolean fresh)
{
  StreeLocation   *location = stree_session_get_location (mount->session);
  StreeNode       *outer = stree_node_get_running ();
  g_autofree char *param = stree_routes_dup_param (node->element);
  g_autofree char *fallback = stree_routes_dup_default (node->element);
  const char      *asked;
  StreeElement    *route;
  g_autofree char *name = NULL;

  node->flags &= ~(STREE_NODE_DIRTY | STREE_NODE_CHILD_DIRTY);
  stree_node_set_running (node); /* it reads the location: a step reruns it, wherever it is */
  asked = stree_location_sync_route (location, fallback, param);
  stree_node_set_running (outer);

  route = (StreeElement *) stree_routes_find (node->element, asked);
  g_assert (route != NULL); /* validated */
  name = stree_uri_strip (route_args (route)->name);
  if (g_str_equal (param, STREE_URI_ROUTE) && route_args (route)->title)
    stree_location_set_title (location, route_args (route)->title);
  leave (mount, node, route);
  mount->depth++;
  show (mount, node, route, name, fresh);
  mount->depth--;
}
