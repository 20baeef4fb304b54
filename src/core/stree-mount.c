/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-mount-private.h"

#include "actions/stree-actions-private.h"
#include "actions/stree-handles-private.h"
#include "core/stree-boundary-private.h"
#include "core/stree-error.h"
#include "core/stree-portals-private.h"
#include "core/stree-reconciler-private.h"
#include "core/stree-scope-private.h"
#include "core/stree-session-private.h"
#include "elements/stree-error-boundary.h"
#include "history/stree-history-private.h"
#include "inspect/stree-inspect-private.h"

/* --- life --- */

static StreeElement *
root_element (StreeElement *component)
{
  return stree_error_boundary (.child = component);
}

StreeMount *
stree_mount_new (StreeSession *session, StreeRenderer *renderer, const char *name, StreeElement *component)
{
  StreeMount *mount = g_new0 (StreeMount, 1);

  mount->session = g_object_ref (session);
  mount->renderer = renderer;
  mount->name = g_strdup (name);
  mount->arena = stree_arena_new ();
  g_queue_init (&mount->told);
  g_queue_init (&mount->handles);
  g_queue_init (&mount->deferred);

  stree_arena_push (mount->arena);
  mount->root = stree_node_new (root_element (component), 0);
  stree_arena_pop (mount->arena);
  stree_node_extra (mount->root)->mount = mount;
  stree_session_add_mount (session, mount);
  stree_trace_settle (mount);
  return mount;
}

void
stree_mount_free (StreeMount *mount)
{
  StreeNode *node;

  if (mount->scheduled && mount->renderer->klass->unschedule)
    mount->renderer->klass->unschedule (mount->renderer, mount);
  while ((node = g_queue_pop_head (&mount->told)))
    stree_node_unref (node);
  stree_handles_clear (mount);
  stree_scope_clear (mount);
  /* What goes may set state on its way: nothing is to be scheduled for that. */
  mount->scheduled = TRUE;
  mount->applying++;
  while (mount->root->first)
    stree_reconciler_unmount (mount, mount->root->first);
  stree_session_remove_mount (mount->session, mount);
  stree_trace_drop (mount);
  stree_node_bury (mount->root);
  g_clear_pointer (&mount->portals, stree_portals_free);
  stree_reuse_clear (&mount->reuse);
  stree_arena_unref (mount->arena);
  g_clear_pointer (&mount->stale, g_ptr_array_unref);
  g_object_unref (mount->session);
  g_free (mount->name);
  g_free (mount->set_in_run);
  g_free (mount->set_by);
  g_free (mount);
}

StreeSession *
stree_mount_get_session (StreeMount *mount)
{
  return mount->session;
}

const char *
stree_mount_get_name (StreeMount *mount)
{
  return mount->name;
}

StreeContext *
stree_mount_get_context (StreeMount *mount)
{
  StreeNode *node = mount->root->first;

  while (node && !(node->extra && node->extra->cx))
    node = node->next;
  return node ? node->extra->cx : NULL;
}

void
stree_mount_set_root (StreeMount *mount, StreeElement *component)
{
  StreeArena *before = mount->arena;

  mount->arena = stree_arena_new ();
  stree_arena_push (mount->arena);
  mount->root->element = root_element (component);
  stree_arena_pop (mount->arena);
  /* Nodes still point into the arena before, until the next run is through. */
  if (!mount->stale)
    mount->stale = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_arena_unref);
  g_ptr_array_add (mount->stale, before);
  stree_mount_schedule (mount);
}

/* --- when to run --- */

void
stree_mount_schedule (StreeMount *mount)
{
  mount->root_due = TRUE;
  stree_mount_schedule_quiet (mount);
}

void
stree_mount_schedule_quiet (StreeMount *mount)
{
  if (mount->scheduled)
    return;
  mount->scheduled = TRUE;
  if (!mount->flushing)
    mount->renderer->klass->schedule (mount->renderer, mount);
}

void
stree_mount_note_change (StreeSession *session, StreeNode *owner, GPtrArray *readers, const char *name)
{
  StreeNode  *running = stree_node_get_running ();
  StreeMount *own = owner ? stree_node_get_mount (owner) : NULL;

  for (guint i = 0; i < session->mounts->len; i++)
    {
      StreeMount *mount = session->mounts->pdata[i];

      if (own && own != mount)
        continue;
      if (mount->flushing && running && !mount->set_in_run)
        {
          mount->set_in_run = g_strdup (name);
          mount->set_by = stree_node_dup_path (running);
        }
      stree_scope_touch_state (mount, owner, readers);
    }
}

/* --- a run --- */

static void
run_once (StreeMount *mount)
{
  /* A run of a few scopes makes little of what the last whole run made, and the next whole one wants all of that. */
  gboolean              whole = mount->root_due;
  StreeArena           *arena = whole ? stree_reuse_begin (&mount->reuse) : stree_arena_new ();
  g_autoptr (GPtrArray) stale = g_steal_pointer (&mount->stale);

  (void) stale; /* dropped last: nodes may still point into it */
  stree_arena_push (arena);
  mount->applying++;
  mount->run++;
  mount->n_reruns++;
  mount->depth = 0;
  mount->too_deep = NULL;
  mount->n_too_deep = 0;
  if (G_UNLIKELY (mount->trace))
    stree_trace_run_begin (mount->trace);
  if (mount->root->first)
    {
      for (StreeNode *child = mount->root->first; child && mount->root_due; child = child->next)
        if (child->slot == STREE_BOUNDARY_CONTENT)
          stree_node_mark_dirty (child);
      mount->root->flags &= ~(STREE_NODE_DIRTY | STREE_NODE_CHILD_DIRTY);
    }
  mount->root_due = FALSE;
  stree_boundary_update (mount, mount->root, FALSE);
  stree_portals_settle (mount);
  mount->applying--;
  if (G_UNLIKELY (mount->trace))
    stree_trace_run_end (mount->trace);
  stree_arena_pop (arena);
  if (whole)
    stree_reuse_end (&mount->reuse, arena);
  stree_arena_trim_pool (arena);
  stree_arena_unref (arena);
}

static void
stop_loop (StreeMount *mount)
{
  StreeArena *arena = stree_arena_new ();
  GError     *error =
    g_error_new (STREE_ERROR, STREE_ERROR_LOOP,
                 "State '%s' was set while %s ran, in each of %d runs in a row: set state in handlers, not while building",
                 mount->set_in_run, mount->set_by, STREE_MAX_RERUNS);

  stree_arena_push (arena);
  mount->applying++;
  stree_boundary_stop (mount, mount->root, error);
  stree_portals_settle (mount);
  mount->applying--;
  stree_arena_pop (arena);
  stree_arena_unref (arena);
}

static void
flush (StreeMount *mount)
{
  g_autoptr (StreeSession) looked_at = G_UNLIKELY (mount->session->n_tracers > 0) ? g_object_ref (mount->session) : NULL;

  g_assert (!mount->flushing);
  mount->flushing = TRUE;
  for (guint i = 0;; i++)
    {
      mount->scheduled = FALSE;
      g_clear_pointer (&mount->set_in_run, g_free);
      g_clear_pointer (&mount->set_by, g_free);
      run_once (mount);
      if (!mount->scheduled)
        break;
      if (i + 1 >= STREE_MAX_RERUNS && mount->set_in_run)
        {
          stop_loop (mount);
          mount->scheduled = mount->root_due = FALSE;
          break;
        }
      if (!mount->set_in_run)
        break; /* somebody else asked: before the next frame */
    }
  mount->flushing = FALSE;
  if (G_UNLIKELY (mount->trace || mount->session->n_tracers > 0))
    stree_trace_settle (mount);
  if (mount->scheduled)
    {
      mount->scheduled = FALSE;
      stree_mount_schedule_quiet (mount);
    }
  stree_actions_sync (mount);
  stree_handles_run (mount);
  stree_boundary_tell (mount);
  if (G_UNLIKELY (looked_at))
    stree_inspector_tell (looked_at);
}

/* The mount may be gone after this. */
static void
flush_and_note (StreeMount *mount)
{
  g_autoptr (StreeSession) session = g_object_ref (mount->session);

  flush (mount);
  if (G_UNLIKELY (session->history))
    stree_history_note_flush (session->history);
}

void
stree_mount_flush (StreeMount *mount)
{
  if (mount->scheduled && !mount->flushing)
    {
      if (mount->renderer->klass->unschedule)
        mount->renderer->klass->unschedule (mount->renderer, mount);
      flush_and_note (mount);
    }
}

void
stree_mount_rerun (StreeMount *mount)
{
  g_return_if_fail (!mount->flushing);
  mount->root_due = TRUE;
  if (!mount->scheduled)
    {
      flush_and_note (mount);
      return;
    }
  stree_mount_flush (mount);
}
