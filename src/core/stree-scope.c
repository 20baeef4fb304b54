/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-scope-private.h"

#include "elements/stree-deferred-fragment.h"

static gboolean
is_scope (const StreeNode *node)
{
  return (node->element->kind->flags & STREE_KIND_SCOPE) != 0;
}

static gboolean
is_component (const StreeNode *node)
{
  return (node->element->kind->flags & STREE_KIND_COMPONENT) != 0;
}

/* --- what is due --- */

/* What stands between a scope's brackets belongs to the component that wrote it there: it is made by that one's run. */
static StreeNode *
find_scope (StreeNode *node)
{
  while (node && !is_component (node))
    node = node->parent;
  while (node && !is_scope (node))
    node = node->parent;
  return node;
}

void
stree_scope_touch (StreeMount *mount, StreeNode *node)
{
  StreeNode *scope = mount->root_due || !mount->has_scopes ? NULL : find_scope (node);

  if (!scope)
    {
      stree_mount_schedule (mount);
      return;
    }
  stree_node_mark_dirty (scope);
  stree_mount_schedule_quiet (mount);
}

void
stree_scope_touch_state (StreeMount *mount, StreeNode *owner, GPtrArray *readers)
{
  gboolean found = owner != NULL;

  if (!mount->has_scopes)
    {
      stree_mount_schedule (mount);
      return;
    }
  if (owner)
    stree_scope_touch (mount, owner);
  for (guint i = 0; readers && i < readers->len && !mount->root_due; i++)
    if (stree_node_get_mount (readers->pdata[i]) == mount)
      {
        stree_scope_touch (mount, readers->pdata[i]);
        found = TRUE;
      }
  /* Nobody is known to read it here: somebody may all the same, where the runtime does not see it. */
  if (!found)
    stree_mount_schedule (mount);
}

void
stree_scope_spread (StreeNode *scope)
{
  for (StreeNode *child = scope->first; child; child = child->next)
    {
      if (is_component (child))
        {
          child->flags |= STREE_NODE_DIRTY;
          continue;
        }
      stree_scope_spread (child);
      child->flags |= STREE_NODE_CHILD_DIRTY;
    }
}

/* --- the first build --- */

static StreeElement *
placeholder_of (const StreeNode *scope)
{
  return ((const StreeDeferredFragmentArgs *) stree_node_args (scope))->placeholder;
}

/* Behind all others, so that it is none of them. */
static guint
show_placeholder (StreeNode *scope, StreeElement *placeholder, StreeElement *const **elements)
{
  guint          n = scope->element->n_children;
  StreeElement **shown = stree_arena_alloc (stree_arena_get_current (), (n + 1) * sizeof *shown);

  memset (shown, 0, n * sizeof *shown);
  shown[n] = placeholder;
  *elements = shown;
  return n + 1;
}

static void
wait (StreeMount *mount, StreeNode *scope)
{
  scope->flags |= STREE_NODE_WAITS;
  g_queue_push_tail (&mount->deferred, stree_node_ref (scope));
  mount->renderer->klass->defer (mount->renderer, mount);
}

guint
stree_scope_children (StreeMount *mount, StreeNode *scope, StreeElement *const **elements)
{
  StreeElement *placeholder = placeholder_of (scope);
  gboolean      fresh = !(scope->flags & (STREE_NODE_WAITS | STREE_NODE_BUILT));

  mount->has_scopes = TRUE;
  if (placeholder && fresh)
    wait (mount, scope);
  if (!placeholder || !(scope->flags & STREE_NODE_WAITS))
    {
      scope->flags = (scope->flags & ~STREE_NODE_WAITS) | STREE_NODE_BUILT;
      *elements = scope->element->children;
      return scope->element->n_children;
    }
  return show_placeholder (scope, placeholder, elements);
}

static StreeNode *
next_waiting (StreeMount *mount)
{
  StreeNode *scope;

  while ((scope = g_queue_peek_head (&mount->deferred)))
    {
      if (!(scope->flags & STREE_NODE_DEAD) && (scope->flags & STREE_NODE_WAITS))
        return scope;
      g_queue_pop_head (&mount->deferred);
      stree_node_unref (scope);
    }
  return NULL;
}

gboolean
stree_scope_waits (StreeMount *mount)
{
  return next_waiting (mount) != NULL;
}

void
stree_scope_build_next (StreeMount *mount)
{
  StreeNode *scope = next_waiting (mount);

  if (!scope || mount->flushing)
    return;
  scope->flags = (scope->flags & ~STREE_NODE_WAITS) | STREE_NODE_BUILT;
  stree_node_mark_dirty (scope);
  stree_mount_schedule_quiet (mount);
  stree_mount_flush (mount);
}

void
stree_scope_clear (StreeMount *mount)
{
  StreeNode *scope;

  if (mount->has_scopes)
    mount->renderer->klass->undefer (mount->renderer, mount);
  while ((scope = g_queue_pop_head (&mount->deferred)))
    stree_node_unref (scope);
}
