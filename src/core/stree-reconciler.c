/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-reconciler-private.h"

#include "actions/stree-actions-private.h"
#include "core/stree-boundary-private.h"
#include "core/stree-children-private.h"
#include "core/stree-component-private.h"
#include "core/stree-error.h"
#include "core/stree-load-private.h"
#include "core/stree-look-ahead-private.h"
#include "core/stree-memo-private.h"
#include "core/stree-node-effect-private.h"
#include "core/stree-overlay-private.h"
#include "core/stree-place-private.h"
#include "core/stree-portals-private.h"
#include "core/stree-provided-private.h"
#include "core/stree-scope-private.h"
#include "core/stree-session-private.h"
#include "history/stree-history-private.h"
#include "inspect/stree-trace-private.h"
#include "routing/stree-routes-node-private.h"

/* ------------------------------------------------------------------------------------------------------------------
 * Unmounting
 */

/* From the leaves up, so that a widget goes before the one it sits in. */
static void
destroy_tree (StreeMount *mount, StreeNode *node)
{
  StreeNode *child = node->first;

  while (child)
    {
      StreeNode *next = child->next;

      destroy_tree (mount, child);
      child = next;
    }
  node->first = node->last = NULL;
  stree_place_detach (mount, node);
  if (node->widget)
    mount->renderer->klass->destroy (mount->renderer, node);
  if (node->element->kind->flags & STREE_KIND_ACTION)
    stree_actions_left (mount);
  if (G_UNLIKELY (mount->trace))
    stree_trace_unmounted (mount->trace, node);
  stree_node_bury (node);
}

void
stree_reconciler_unmount (StreeMount *mount, StreeNode *node)
{
  StreeNode *parent = NULL;

  if (G_UNLIKELY (mount->session->history))
    stree_history_note_unmount (mount->session->history, node);
  stree_portals_drop (mount, node);
  if (stree_place_parent (node, &parent))
    stree_place_remove (mount, node, parent);
  stree_node_unlink (node);
  destroy_tree (mount, node);
}

/* ------------------------------------------------------------------------------------------------------------------
 * Components
 */

static void mount_list (StreeMount *mount, StreeNode *parent, StreeElement *const *elements, guint n);

static void
call_component (StreeMount *mount, StreeNode *node, gboolean fresh)
{
  const StreeComponentCall *call = stree_component_call (node->element);
  StreeNodeExtra           *extra = stree_node_extra (node);
  StreeNode                *outer = stree_node_get_running ();
  g_autoptr (StreeArena)    before = NULL;
  StreeArena               *arena = stree_arena_get_current ();
  StreeElement             *element;

  if (!extra->cx)
    extra->cx = stree_context_new (node);
  node->flags &= ~STREE_NODE_DIRTY;

  stree_node_set_running (node);
  element = call->func (extra->cx, call->props);
  stree_node_set_running (outer);
  if (G_UNLIKELY (mount->trace))
    stree_trace_built (mount->trace);

  if (extra->cx->error || !element || element == stree_end)
    {
      GError *error = g_steal_pointer (&extra->cx->error);

      if (!error)
        error = g_error_new (STREE_ERROR, STREE_ERROR_NO_ELEMENT, "Component '%s' returned no element: return one, or call stree_fail ()",
                             node->element->kind->name);
      stree_mount_fail (mount, node, error);
      return;
    }
  stree_element_freeze (element);
  (void) stree_element_hold (arena, element);

  /* The tree before is what the nodes still point to, until its children are done. */
  before = g_steal_pointer (&extra->arena);
  extra->arena = stree_arena_ref (arena);
  if (fresh)
    mount_list (mount, node, &element, 1);
  else
    stree_reconciler_children (mount, node, &element, 1);
  if (extra->memos)
    stree_memo_list_sweep (&extra->memos, mount->run);
  if (extra->effects)
    stree_node_effect_sweep (node, mount->run);
}

/* @fresh: the component is being mounted; whoever mounts it places what it shows. */
static void
run_component (StreeMount *mount, StreeNode *node, gboolean fresh)
{
  StreeTraceFrame frame;

  if (G_LIKELY (!mount->trace))
    {
      call_component (mount, node, fresh);
      return;
    }
  stree_trace_enter (&frame, mount->trace, node);
  call_component (mount, node, fresh);
  stree_trace_leave (&frame);
}

/* ------------------------------------------------------------------------------------------------------------------
 * Mounting
 */

static void mount_children (StreeMount *mount, StreeNode *parent);

StreeNode *
stree_reconciler_mount (StreeMount *mount, StreeNode *parent, StreeNode *prev, StreeElement *element, guint slot)
{
  StreeNode *node;
  GError    *error = NULL;

  if (mount->too_deep)
    return NULL;
  node = stree_node_new (element, slot);
  if (parent)
    stree_node_link (parent, node, prev);
  if (mount->depth >= STREE_MAX_DEPTH)
    error = g_error_new (STREE_ERROR, STREE_ERROR_LOOP,
                         "The tree is more than %d levels deep: does a component contain itself?", STREE_MAX_DEPTH);
  else
    stree_element_validate (element, &error);
  if (error)
    {
      stree_mount_fail (mount, node, error);
      stree_node_unlink (node);
      stree_node_bury (node);
      return NULL;
    }

  stree_element_freeze (element);
  if (G_UNLIKELY (mount->trace))
    stree_trace_mounted (mount->trace, node);
  mount->depth++;
  if (stree_node_is_host (node))
    mount->renderer->klass->create (mount->renderer, node);
  else if (element->kind->flags & (STREE_KIND_PORTAL | STREE_KIND_PORTAL_MOUNT))
    stree_portals_add (mount, node);
  if (element->kind->flags & STREE_KIND_COMPONENT)
    run_component (mount, node, TRUE);
  else if (element->kind->flags & STREE_KIND_BOUNDARY)
    stree_boundary_update (mount, node, TRUE);
  else if (element->kind->flags & STREE_KIND_ROUTES)
    stree_routes_update (mount, node, TRUE);
  else if (element->kind->flags & STREE_KIND_ACTION)
    stree_actions_came (mount);
  else
    mount_children (mount, node);
  mount->depth--;
  return node;
}

static void
warn_duplicates (StreeMount *mount, StreeNode *parent, StreeElement *const *elements, guint n)
{
  const char *kind;
  const char *key = stree_children_find_duplicate (elements, n, &kind);

  if (key)
    {
      g_autofree char *path = stree_node_dup_path (parent);

      g_warning ("%s: two children of kind %s have the key '%s'; give each its own, or state may land at the other", path, kind, key);
      if (mount->trace)
        stree_trace_duplicate (mount->trace, parent, kind, key);
    }
}

static void
mount_list (StreeMount *mount, StreeNode *parent, StreeElement *const *elements, guint n)
{
  StreeNode *prev = NULL;

  warn_duplicates (mount, parent, elements, n);
  for (guint i = 0; i < n; i++)
    {
      StreeNode *node = elements[i] ? stree_reconciler_mount (mount, parent, prev, elements[i], i) : NULL;

      if (node)
        prev = node;
    }
}

/* The hosts below a new host go in as they come; those below a new transparent node wait for whoever mounted it. */
static void
mount_children (StreeMount *mount, StreeNode *parent)
{
  StreeElement *const *elements = parent->element->children;
  guint                n = parent->element->n_children;
  StreeNode           *prev = NULL;

  if (G_UNLIKELY (parent->element->kind->flags & STREE_KIND_LOADS))
    n = stree_load_children (parent, &elements);
  if (n == 0 || !stree_overlay_has_children (mount, parent))
    return;
  if (G_UNLIKELY (parent->element->kind->flags & STREE_KIND_SCOPE))
    n = stree_scope_children (mount, parent, &elements);
  mount_list (mount, parent, elements, n);
  if (!stree_node_is_host (parent))
    return;
  for (StreeNode *child = parent->first; child; child = child->next)
    stree_place_hosts (mount, child, parent, &prev, mount->renderer->klass->insert);
  stree_place_arrange (mount, parent);
}

/* ------------------------------------------------------------------------------------------------------------------
 * Updating
 */

/* Makes the children equal to those of the element. */
static void
update_children (StreeMount *mount, StreeNode *node)
{
  StreeElement *const *elements = node->element->children;
  guint                n = node->element->n_children;

  if (G_UNLIKELY (node->element->kind->flags & STREE_KIND_SCOPE))
    n = stree_scope_children (mount, node, &elements);
  else if (G_UNLIKELY (node->element->kind->flags & STREE_KIND_LOADS))
    n = stree_load_children (node, &elements);
  else if (!stree_overlay_has_children (mount, node))
    n = 0;
  stree_reconciler_children (mount, node, elements, n);
}

/* The element is the one from before: only components below that are marked need to run. */
static void
refresh (StreeMount *mount, StreeNode *node)
{
  guint flags = node->flags;

  node->flags &= ~(STREE_NODE_DIRTY | STREE_NODE_CHILD_DIRTY);
  if (node->element->kind->flags & STREE_KIND_BOUNDARY)
    {
      stree_boundary_update (mount, node, FALSE);
      return;
    }
  if (node->element->kind->flags & STREE_KIND_ROUTES)
    {
      stree_routes_update (mount, node, FALSE);
      return;
    }
  if ((flags & STREE_NODE_DIRTY) && (node->element->kind->flags & STREE_KIND_COMPONENT))
    {
      run_component (mount, node, FALSE);
      return;
    }
  mount->depth++;
  if ((flags & STREE_NODE_DIRTY) && (node->element->kind->flags & STREE_KIND_SCOPE))
    {
      stree_scope_spread (node);
      update_children (mount, node);
    }
  else if ((flags & STREE_NODE_DIRTY) && (node->element->kind->flags & (STREE_KIND_OVERLAY | STREE_KIND_LOADS)))
    update_children (mount, node);
  for (StreeNode *child = node->first, *next; child; child = next)
    {
      next = child->next;
      if (child->flags & (STREE_NODE_DIRTY | STREE_NODE_CHILD_DIRTY))
        refresh (mount, child);
    }
  mount->depth--;
}

/* @equal: the arguments are. */
static void
update_host (StreeMount *mount, StreeNode *node, const StreeElement *old, const StreeElement *element, gboolean equal)
{
  guint64 changed = equal ? 0 : stree_prop_plan_diff (&element->kind->plan, old + 1, element + 1);
  guint64 common = 0;

  if (old->common || element->common)
    {
      static const StreeCommon none;

      const StreeCommon *before = old->common ? old->common : &none;
      const StreeCommon *now = element->common ? element->common : &none;

      if (!stree_prop_plan_equal (stree_common_plan (), before, now))
        common = stree_prop_plan_diff (stree_common_plan (), before, now);
      /* Handlers are read from the element; whether there is one decides what the renderer listens to. */
      if (!(old->common && old->common->on_key) != !(element->common && element->common->on_key))
        common |= G_GUINT64_CONSTANT (1) << STREE_COMMON_ON_KEY;
    }
  if (G_UNLIKELY (mount->session->history) && changed && element->kind->value)
    changed &= stree_history_spare_draft (mount->session->history, node);
  if (changed || common || (element->kind->flags & (STREE_KIND_VIRTUAL | STREE_KIND_EVERY_RUN)))
    mount->renderer->klass->update (mount->renderer, node, old, changed, common);
}

/* What a C compiler cannot check. What is as it was has been checked before. */
static gboolean
check_element (StreeMount *mount, StreeNode *node, const StreeElement *old, StreeElement *element, gboolean equal)
{
  StreeArena *arena;
  GError     *error = NULL;

  if (!element->kind->validate && !(element->common && (element->kind->flags & STREE_KIND_TRANSPARENT)))
    return TRUE;
  if (equal && old->n_children == element->n_children && !element->common)
    return TRUE;
  if (stree_element_validate (element, &error))
    return TRUE;
  stree_mount_fail (mount, node, error);
  /* It stays as it was; so must the arena it lives in. */
  arena = stree_element_arena ();
  stree_arena_adopt (stree_arena_builds_on (arena, element->arena) ? arena : element->arena, old->arena);
  return FALSE;
}

void
stree_reconciler_update (StreeMount *mount, StreeNode *node, StreeElement *element)
{
  StreeElement *old = node->element;
  StreeKind    *kind = element->kind;
  gboolean      equal;

  if (old == element && !mount->thorough)
    {
      if (node->flags & (STREE_NODE_DIRTY | STREE_NODE_CHILD_DIRTY))
        refresh (mount, node);
      return;
    }
  if (G_UNLIKELY (node->flags & (STREE_NODE_DIRTY | STREE_NODE_CHILD_DIRTY)))
    node->flags &= ~(STREE_NODE_DIRTY | STREE_NODE_CHILD_DIRTY);
  equal = stree_prop_plan_equal (&kind->plan, old + 1, element + 1);
  if (G_UNLIKELY (!check_element (mount, node, old, element, equal)))
    return;

  stree_element_freeze (element);
  node->element = element;
  if (G_UNLIKELY (mount->trace))
    stree_trace_updated (mount->trace, node, old);
  mount->depth++;
  if (kind->flags & STREE_KIND_COMPONENT)
    {
      run_component (mount, node, FALSE);
    }
  else if (kind->flags & STREE_KIND_BOUNDARY)
    {
      stree_boundary_update (mount, node, FALSE);
    }
  else if (kind->flags & STREE_KIND_ROUTES)
    {
      stree_routes_update (mount, node, FALSE);
    }
  else
    {
      if (!(kind->flags & STREE_KIND_TRANSPARENT) && (!equal || old->common || element->common || (kind->flags & (STREE_KIND_VIRTUAL | STREE_KIND_EVERY_RUN))))
        update_host (mount, node, old, element, equal);
      if (G_UNLIKELY (kind->flags & STREE_KIND_PROVIDER))
        stree_provided_update (mount, node, old);
      if (G_UNLIKELY (kind->flags & (STREE_KIND_PORTAL | STREE_KIND_PORTAL_MOUNT)) && !equal)
        stree_portals_update (mount, node);
      if (G_UNLIKELY (kind->flags & STREE_KIND_ACTION))
        stree_actions_update (mount, node, old, equal);
      if ((node->first || element->n_children || G_UNLIKELY (kind->flags & STREE_KIND_LOADS)) &&
          !(kind->flags & STREE_KIND_VIRTUAL))
        update_children (mount, node);
    }
  mount->depth--;
}

/* --- children whose structure changed --- */

typedef struct
{
  StreeElement **elements;
  guint         *slots;
  guint          n;
} NewChildren;

static void
relink_and_place (StreeMount               *mount,
                  StreeNode                *parent,
                  StreeNode                *prev,
                  StreeNode *const         *nodes,
                  const NewChildren        *fresh,
                  const StreeChildrenMatch *match)
{
  StreePlaceSpot spot;

  stree_place_find_spot (mount, &spot, parent, prev);
  for (guint i = 0; i < fresh->n; i++)
    {
      gboolean   is_new = match->source[i] == STREE_CHILD_NEW;
      StreeNode *node, *placed;

      if (is_new)
        {
          node = stree_reconciler_mount (mount, parent, prev, fresh->elements[i], fresh->slots[i]);
          if (!node)
            continue;
        }
      else
        {
          node = nodes[match->source[i]];
          if (node->prev != prev || (!prev && parent->first != node))
            {
              stree_node_unlink (node);
              stree_node_link (parent, node, prev);
              stree_portals_touch (mount);
            }
          node->slot = fresh->slots[i];
        }
      prev = node;
      placed = spot.before;
      if (spot.open && (is_new || !match->stable[i]))
        stree_place_hosts (mount, node, spot.host, &placed,
                           is_new ? mount->renderer->klass->insert : mount->renderer->klass->move);
      if (!is_new)
        stree_reconciler_update (mount, node, fresh->elements[i]);
      stree_place_next_spot (mount, &spot, node);
    }
  stree_place_arrange (mount, spot.host);
}

/* What lies between the ends that did not change: @from to @to are the old nodes, elements @start to @end the new. */
static void
change_middle (StreeMount          *mount,
               StreeNode           *parent,
               StreeNode           *from,
               StreeNode           *to,
               StreeElement *const *elements,
               guint                start,
               guint                end,
               guint                n)
{
  g_autoptr (GPtrArray)     nodes = g_ptr_array_new ();
  g_autofree StreeElement **fresh_elements = g_new (StreeElement *, end - start + 1);
  g_autofree guint         *fresh_slots = g_new (guint, end - start + 1);
  NewChildren               fresh = { fresh_elements, fresh_slots, 0 };
  StreeChildrenMatch        match;
  StreeNode                *prev = from ? from->prev : to ? to->prev : parent->last;

  for (guint i = start; i < end; i++)
    if (elements[i])
      {
        fresh.elements[fresh.n] = elements[i];
        fresh.slots[fresh.n++] = i;
      }
  for (StreeNode *node = from; node && node != to; node = node->next)
    g_ptr_array_add (nodes, node);

  stree_children_match (&match, (StreeNode *const *) nodes->pdata, nodes->len, fresh.elements, fresh.slots, fresh.n);
  for (guint i = 0; i < fresh.n; i++)
    if (match.source[i] == STREE_CHILD_NEW && fresh.elements[i]->key)
      {
        warn_duplicates (mount, parent, elements, n);
        break;
      }
  for (guint i = 0; i < nodes->len; i++)
    if (!match.used[i])
      stree_reconciler_unmount (mount, nodes->pdata[i]);
  relink_and_place (mount, parent, prev, (StreeNode *const *) nodes->pdata, &fresh, &match);
  stree_children_match_clear (&match);
}

static guint
next_child (StreeElement *const *elements, guint i, guint end)
{
  while (i < end && !elements[i])
    i++;
  return i;
}

static guint
last_child (StreeElement *const *elements, guint start, guint end)
{
  while (end > start && !elements[end - 1])
    end--;
  return end;
}

static void update_range (StreeMount *mount, StreeNode *parent, StreeNode *from, StreeNode *to,
                          StreeElement *const *elements, guint start, guint end, guint n);

/* A child of the host came or moved, or its place among its siblings has another number. */
static void
arrange_around (StreeMount *mount, StreeNode *child)
{
  StreeNode *host = NULL;

  stree_place_open_parent (child, &host);
  stree_place_arrange (mount, host);
}

/* Puts a node, which is in no list, behind @prev, with its hosts. */
static void
move_node (StreeMount *mount, StreeNode *parent, StreeNode *node, StreeNode *prev, StreeElement *element, guint slot)
{
  StreeNode *host = NULL;

  stree_node_link (parent, node, prev);
  node->slot = slot;
  stree_portals_touch (mount);
  if (stree_place_open_parent (node, &host))
    {
      StreeNode *before = stree_place_before (node);

      stree_place_hosts (mount, node, host, &before, mount->renderer->klass->move);
    }
  stree_reconciler_update (mount, node, element);
  arrange_around (mount, node); /* a Portal may have left the host with the update */
}

/* The ends changed places and what lies between them did not: two moves, and no table. FALSE: it is not so. */
static gboolean
swap_ends (StreeMount *mount, StreeNode *parent, StreeNode *from, StreeNode *to, StreeElement *const *elements,
           guint start, guint end, guint n)
{
  StreeNode *last = to ? to->prev : parent->last;
  StreeNode *prev;
  guint      new_last, second;

  if (!from || from == to || from == last || from->next == last)
    return FALSE;
  start = next_child (elements, start, end);
  end = last_child (elements, start, end);
  if (end - start < 3)
    return FALSE;
  new_last = end - 1;
  second = next_child (elements, start + 1, new_last);
  if (!elements[start]->key || !elements[new_last]->key || second == new_last ||
      !stree_child_is (last, elements[start], start) || !stree_child_is (from, elements[new_last], new_last) ||
      !stree_child_is (from->next, elements[second], second))
    return FALSE;

  prev = from->prev;
  stree_node_unlink (from);
  stree_node_unlink (last);
  move_node (mount, parent, last, prev, elements[start], start);
  update_range (mount, parent, last->next, to, elements, second, new_last, n);
  move_node (mount, parent, from, to ? to->prev : parent->last, elements[new_last], new_last);
  return TRUE;
}

/* The walk from the front stopped at @from and element @start. */
static void
change_range (StreeMount          *mount,
              StreeNode           *parent,
              StreeNode           *from,
              StreeNode           *to,
              StreeElement *const *elements,
              guint                start,
              guint                end,
              guint                n)
{
  StreeNode *tail = to;      /* the first node of the end that did not change */
  guint      tail_at = end;  /* and its element */
  StreeNode *shifted = NULL;

  for (StreeNode *last = from == to ? NULL : to ? to->prev : parent->last; last; last = last->prev)
    {
      guint i = last_child (elements, start, tail_at);

      stree_look_along (last, last->prev);
      if (i == start || !stree_child_is (last, elements[i - 1], i - 1))
        break;
      tail = last;
      tail_at = i - 1;
      if (last == from)
        break;
    }
  if (!swap_ends (mount, parent, from, tail, elements, start, tail_at, n))
    change_middle (mount, parent, from == tail ? NULL : from, tail, elements, start, tail_at, n);

  for (guint i = tail_at; tail != to; tail = tail->next, i++)
    {
      i = next_child (elements, i, end);
      if (tail->slot != i)
        shifted = tail;
      tail->slot = i;
      stree_reconciler_update (mount, tail, elements[i]);
    }
  if (shifted)
    arrange_around (mount, shifted);
}

/* Makes the nodes from @from up to, not including, @to equal to the elements from @start up to @end. */
static void
update_range (StreeMount          *mount,
              StreeNode           *parent,
              StreeNode           *from,
              StreeNode           *to,
              StreeElement *const *elements,
              guint                start,
              guint                end,
              guint                n)
{
  StreeLookAhead look;
  StreeNode     *node = from;
  StreeNode     *shifted = NULL;
  guint          i = start;

  stree_look_begin (&look, mount->renderer->klass, from);
  /* Nearly always nothing moved: one walk over both. */
  while (node != to)
    {
      StreeNode *next = node->next;

      while (i < end && !elements[i])
        i++;
      if (i == end)
        break;
      stree_look_step (&look, elements, i, end);
      /* The very element: nothing in it is to be looked at, not even its kind. */
      if (node->element == elements[i] && node->slot == i && !mount->thorough &&
          !(node->flags & (STREE_NODE_DIRTY | STREE_NODE_CHILD_DIRTY)))
        {
          node = next;
          i++;
          continue;
        }
      if (!stree_child_is (node, elements[i], i))
        break;
      if (G_UNLIKELY (node->slot != i))
        shifted = node;
      node->slot = i;
      stree_reconciler_update (mount, node, elements[i]);
      node = next;
      i++;
    }
  while (i < end && !elements[i])
    i++;
  if (node != to || i < end)
    change_range (mount, parent, node, to, elements, i, end, n);
  if (G_UNLIKELY (shifted))
    arrange_around (mount, shifted);
}

void
stree_reconciler_children (StreeMount *mount, StreeNode *parent, StreeElement *const *elements, guint n)
{
  update_range (mount, parent, parent->first, NULL, elements, 0, n, n);
}
