/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Guards are elements: those that count are those in the tree. A step is rare, so they are looked for when one is taken. */

#include "routing/stree-location-private.h"

#include "core/stree-dispatch-private.h"
#include "core/stree-session-private.h"
#include "elements/stree-guard.h"
#include "routing/stree-routes-node-private.h"
#include "routing/stree-uri-private.h"

extern StreeKind stree_guard_kind;

static gboolean
is_on (StreeNode *guard)
{
  const StreeGuardArgs *args = stree_node_args (guard);
  StreeValue            when;

  if (!stree_declared_value (&args->when, &when))
    return args->when.type == STREE_VALUE_NONE;
  return when.type == STREE_VALUE_BOOL ? when.v.b : when.type == STREE_VALUE_INT ? when.v.i != 0 : FALSE;
}

static gboolean
is_on_screen (StreeNode *node)
{
  while (node && !(node->flags & STREE_NODE_DETACHED))
    node = node->parent;
  return !node;
}

/* Whether some Routes around it would show another Route. */
static gboolean
is_left (StreeSession *session, StreeNode *guard, GPtrArray *params)
{
  GPtrArray *now = STREE_LOCATION (session->location)->params;
  gboolean   routed = FALSE;

  if (!is_on_screen (guard))
    return FALSE; /* what is kept off the screen was left before */
  for (StreeNode *node = guard->parent; node; node = node->parent)
    if (node->element->kind->flags & STREE_KIND_ROUTES)
      {
        g_autofree char *param = stree_routes_dup_param (node->element);
        const char      *here = stree_uri_params_get (now, param);
        const char      *there = stree_uri_params_get (params, param);

        routed = TRUE;
        /* Without one, what was shown last stays; one that is empty was cleared. */
        if (there && stree_routes_find (node->element, here) != stree_routes_find (node->element, there))
          return TRUE;
      }
  if (routed || !stree_uri_params_get (params, STREE_URI_ROUTE))
    return FALSE;
  return g_strcmp0 (stree_uri_params_get (now, STREE_URI_ROUTE), stree_uri_params_get (params, STREE_URI_ROUTE)) != 0;
}

static char *
find_in (StreeSession *session, StreeMount *mount, GPtrArray *params)
{
  for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
    if (node->element->kind == &stree_guard_kind && is_on (node) && (!params || is_left (session, node, params)))
      return g_strdup (((const StreeGuardArgs *) stree_node_args (node))->message);
  return NULL;
}

char *
stree_guards_find (StreeSession *session, StreeMount *mount, GPtrArray *params)
{
  if (mount)
    return find_in (session, mount, params);
  for (guint i = 0; i < session->mounts->len; i++)
    {
      char *message = find_in (session, session->mounts->pdata[i], params);

      if (message)
        return message;
    }
  return NULL;
}
