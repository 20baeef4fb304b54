/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-place-private.h"

#include "actions/stree-actions-private.h"
#include "core/stree-portals-private.h"

static gboolean
is_placed (const StreeNode *node)
{
  return !(node->flags & STREE_NODE_DETACHED);
}

static gboolean
is_portal (const StreeNode *node)
{
  return (node->element->kind->flags & STREE_KIND_PORTAL) != 0;
}

static gboolean
is_elsewhere (const StreeNode *node)
{
  return (node->element->kind->flags & STREE_KIND_DETACHED) != 0;
}

gboolean
stree_place_parent (const StreeNode *node, StreeNode **host)
{
  if (!is_placed (node))
    return FALSE;
  for (StreeNode *up = node->parent; up; up = up->parent)
    {
      if (stree_node_is_host (up))
        {
          *host = up;
          return TRUE;
        }
      /* What is below a Portal is where the PortalMount is. */
      if (is_portal (up) && !(up = stree_portal_shown_at (up)))
        return FALSE;
      if (!is_placed (up))
        return FALSE;
    }
  *host = NULL;
  return TRUE;
}

gboolean
stree_place_open_parent (const StreeNode *node, StreeNode **host)
{
  return stree_place_parent (node, host) && !(*host && ((*host)->element->kind->flags & STREE_KIND_VIRTUAL));
}

StreeNode *
stree_place_last_below (StreeNode *node)
{
  for (StreeNode *child = node->last; child; child = child->prev)
    {
      StreeNode *host = stree_place_last (child);

      if (host)
        return host;
    }
  return NULL;
}

/* The last host of the Portals before number @end of a PortalMount's list. */
static StreeNode *
last_of_portals (GPtrArray *portals, guint end)
{
  while (end > 0)
    {
      StreeNode *host = stree_place_last_below (portals->pdata[--end]);

      if (host)
        return host;
    }
  return NULL;
}

StreeNode *
stree_place_last (StreeNode *node)
{
  GPtrArray *portals;

  if (!is_placed (node) || is_portal (node))
    return NULL;
  if (stree_node_is_host (node))
    return is_elsewhere (node) ? NULL : node;
  portals = stree_portal_mount_list (node);
  return portals ? last_of_portals (portals, portals->len) : stree_place_last_below (node);
}

/* The last host that the PortalMount of @portal shows before it. */
static StreeNode *
last_before_portal (StreeNode *portal)
{
  GPtrArray *portals = stree_portal_mount_list (stree_portal_shown_at (portal));
  guint      index;

  return g_ptr_array_find (portals, portal, &index) ? last_of_portals (portals, index) : NULL;
}

StreeNode *
stree_place_before (StreeNode *node)
{
  for (;;)
    {
      for (StreeNode *prev = node->prev; prev; prev = prev->prev)
        {
          StreeNode *host = stree_place_last (prev);

          if (host)
            return host;
        }
      node = node->parent;
      if (!node || stree_node_is_host (node))
        return NULL;
      if (is_portal (node))
        {
          StreeNode *host = last_before_portal (node);

          if (host)
            return host;
          node = stree_portal_shown_at (node);
        }
    }
}

void
stree_place_find_spot (StreeMount *mount, StreePlaceSpot *spot, StreeNode *parent, StreeNode *prev)
{
  StreeNode probe = { .parent = parent, .prev = prev, .element = parent->element };

  spot->host = NULL;
  spot->open = stree_place_open_parent (&probe, &spot->host);
  spot->before = spot->open ? stree_place_before (&probe) : NULL;
  spot->serial = stree_portals_serial (mount);
  spot->borrowed = mount->portals && spot->before && stree_portal_around (spot->before);
}

void
stree_place_next_spot (StreeMount *mount, StreePlaceSpot *spot, StreeNode *node)
{
  StreeNode *last;

  if (G_UNLIKELY (mount->portals) && (spot->borrowed || spot->serial != stree_portals_serial (mount)))
    {
      stree_place_find_spot (mount, spot, node->parent, node);
      return;
    }
  /* What was placed may have gone with the update. */
  last = spot->open ? stree_place_last (node) : NULL;
  if (!last)
    return;
  spot->before = last;
  spot->borrowed = mount->portals && stree_portal_around (last);
}

/* A Sidebar and the like: where its widget goes is the renderer's business, wherever in the tree the node is. */
static void
attach (StreeMount *mount, StreeNode *node)
{
  if (node->flags & STREE_NODE_ATTACHED || (mount->portals && !stree_portal_is_shown (node)))
    return;
  node->flags |= STREE_NODE_ATTACHED;
  mount->renderer->klass->insert (mount->renderer, NULL, node, NULL);
}

void
stree_place_detach (StreeMount *mount, StreeNode *node)
{
  if (!(node->flags & STREE_NODE_ATTACHED))
    return;
  node->flags &= ~STREE_NODE_ATTACHED;
  mount->renderer->klass->remove (mount->renderer, NULL, node);
}

void
stree_place_attach_inside (StreeMount *mount, StreeNode *node)
{
  if (!is_placed (node) || is_portal (node))
    return;
  if (is_elsewhere (node))
    attach (mount, node);
  for (StreeNode *child = node->first; child; child = child->next)
    stree_place_attach_inside (mount, child);
}

void
stree_place_detach_inside (StreeMount *mount, StreeNode *node)
{
  if (is_portal (node))
    return;
  if (is_elsewhere (node))
    stree_place_detach (mount, node);
  for (StreeNode *child = node->first; child; child = child->next)
    stree_place_detach_inside (mount, child);
}

void
stree_place_withdraw (StreeMount *mount, StreeNode *node)
{
  if (is_elsewhere (node))
    stree_place_detach (mount, node);
  stree_portals_withdraw (mount, node);
  for (StreeNode *child = node->first; child; child = child->next)
    stree_place_withdraw (mount, child);
}

void
stree_place_hosts (StreeMount *mount, StreeNode *node, StreeNode *parent, StreeNode **prev, StreePlaceFunc place)
{
  GPtrArray *portals;

  if (!is_placed (node) || is_portal (node))
    return;
  if (!stree_node_is_host (node))
    {
      portals = stree_portal_mount_list (node);
      for (guint i = 0; portals && i < portals->len; i++)
        for (StreeNode *child = ((StreeNode *) portals->pdata[i])->first; child; child = child->next)
          stree_place_hosts (mount, child, parent, prev, place);
      for (StreeNode *child = node->first; child; child = child->next)
        stree_place_hosts (mount, child, parent, prev, place);
    }
  else if (is_elsewhere (node))
    {
      attach (mount, node);
    }
  else
    {
      place (mount->renderer, parent, node, *prev);
      *prev = node;
    }
}

void
stree_place_collect (StreeNode *node, GPtrArray *hosts)
{
  GPtrArray *portals;

  if (!is_placed (node) || is_portal (node))
    return;
  if (!stree_node_is_host (node))
    {
      portals = stree_portal_mount_list (node);
      for (guint i = 0; portals && i < portals->len; i++)
        for (StreeNode *child = ((StreeNode *) portals->pdata[i])->first; child; child = child->next)
          stree_place_collect (child, hosts);
      for (StreeNode *child = node->first; child; child = child->next)
        stree_place_collect (child, hosts);
    }
  else if (!is_elsewhere (node) && node->widget)
    {
      g_ptr_array_add (hosts, node);
    }
}

void
stree_place_remove (StreeMount *mount, StreeNode *node, StreeNode *parent)
{
  GPtrArray *portals;

  if (!is_placed (node) || is_portal (node))
    return;
  if (is_elsewhere (node))
    {
      stree_place_detach (mount, node);
    }
  else if (stree_node_is_host (node))
    {
      mount->renderer->klass->remove (mount->renderer, parent, node);
    }
  else
    {
      portals = stree_portal_mount_list (node);
      for (guint i = 0; portals && i < portals->len; i++)
        for (StreeNode *child = ((StreeNode *) portals->pdata[i])->first; child; child = child->next)
          stree_place_remove (mount, child, parent);
      for (StreeNode *child = node->first; child; child = child->next)
        stree_place_remove (mount, child, parent);
    }
}

void
stree_place_arrange (StreeMount *mount, StreeNode *host)
{
  if (mount->renderer->klass->arrange && host)
    mount->renderer->klass->arrange (mount->renderer, host);
}

void
stree_place_show (StreeMount *mount, StreeNode *node)
{
  StreeNode *parent = NULL;
  StreeNode *prev;

  stree_portals_touch (mount);
  stree_actions_moved (mount);
  if (!stree_place_open_parent (node, &parent))
    {
      stree_place_arrange (mount, parent);
      return;
    }
  prev = stree_place_before (node);
  stree_place_hosts (mount, node, parent, &prev, mount->renderer->klass->insert);
  stree_place_attach_inside (mount, node);
  stree_place_arrange (mount, parent);
}

void
stree_place_hide (StreeMount *mount, StreeNode *node)
{
  StreeNode *parent = NULL;

  stree_actions_moved (mount);
  if (!stree_place_parent (node, &parent))
    return;
  stree_place_remove (mount, node, parent);
  stree_place_arrange (mount, parent);
}
