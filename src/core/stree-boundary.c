/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-boundary-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-dispatch-private.h"
#include "core/stree-error.h"
#include "core/stree-event-private.h"
#include "core/stree-handler-private.h"
#include "core/stree-place-private.h"
#include "core/stree-reconciler-private.h"
#include "elements/stree-error-boundary.h"
#include "elements/stree-suspense.h"
#include "elements/stree-text.h"
#include "elements/stree-title.h"
#include "elements/stree-vstack.h"

/* After how many failures for its depth a run stops mounting. */
#define MAX_TOO_DEEP 8

static gboolean
is_fallback (const StreeNode *node)
{
  return node->parent && (node->parent->element->kind->flags & STREE_KIND_BOUNDARY) &&
         node->slot == STREE_BOUNDARY_FALLBACK;
}

/* --- the two kinds of boundary --- */

static gboolean
is_suspense (const StreeElement *boundary)
{
  return (boundary->kind->flags & STREE_KIND_SUSPENSE) != 0;
}

StreeElement *
stree_boundary_child (const StreeElement *boundary)
{
  if (is_suspense (boundary))
    return ((const StreeSuspenseArgs *) stree_element_get_args (boundary))->child;
  return ((const StreeErrorBoundaryArgs *) stree_element_get_args (boundary))->child;
}

StreeElement *
stree_boundary_fallback (const StreeElement *boundary)
{
  if (is_suspense (boundary))
    return ((const StreeSuspenseArgs *) stree_element_get_args (boundary))->loading;
  return ((const StreeErrorBoundaryArgs *) stree_element_get_args (boundary))->fallback;
}

static gboolean
is_suspended (const GError *error)
{
  return g_error_matches (error, STREE_ERROR, STREE_ERROR_SUSPENDED);
}

/* What waits is caught by a Suspense, what failed by an ErrorBoundary; the root, which is one, takes both. */
static gboolean
catches (const StreeNode *node, const GError *error)
{
  return (node->element->kind->flags & STREE_KIND_BOUNDARY) && is_suspense (node->element) == is_suspended (error);
}

void
stree_mount_fail (StreeMount *mount, StreeNode *node, GError *error)
{
  StreeNode      *inside = node;
  StreeNode      *boundary = node->parent ? node->parent : node;
  StreeNodeExtra *extra;

  /* A fallback that fails is a matter of the next boundary. */
  while (boundary->parent && (!catches (boundary, error) || is_fallback (inside)))
    {
      inside = boundary;
      boundary = boundary->parent;
    }
  /* A component that contains itself twice would be mounted as often as its tree has leaves. */
  if (mount->flushing && g_error_matches (error, STREE_ERROR, STREE_ERROR_LOOP))
    {
      if (++mount->n_too_deep > MAX_TOO_DEEP)
        boundary = mount->root; /* it even has boundaries inside */
      mount->too_deep = boundary;
    }
  extra = stree_node_extra (boundary);
  if (extra->error)
    {
      g_error_free (error); /* the first failure is the one that is told */
      return;
    }
  extra->error = error;
  g_free (extra->error_path);
  extra->error_path = stree_node_dup_path (node);
  /* It is tried again in the next run, even if nothing around it changes. */
  stree_node_mark_dirty (boundary);
  if (!mount->flushing)
    stree_mount_schedule (mount); /* a row that came into sight: the next run tries it again, and shows the fallback */
}

/* What is shown where nobody said what to show. */
static StreeElement *
error_page (const GError *error, const char *path)
{
  return stree_with (stree_vstack (stree_title (_ ("Something failed")),
                                   stree_with (stree_text ("%s", error->message), .css = "error"),
                                   stree_with (stree_text (_ ("In %s"), path), .css = "dim-label caption"),
                                   stree_text ("%s", _ ("The rest of the program goes on; this part is tried again "
                                                        "whenever something changes."))),
                     .css = "stree-error-page", .margin = 24, .valign = STREE_ALIGN_START);
}

StreeElement *
stree_boundary_loading (void)
{
  return stree_with (stree_text ("%s", _ ("Loading…")), .css = "dim-label", .margin = 24, .halign = STREE_ALIGN_CENTER,
                     .valign = STREE_ALIGN_CENTER);
}

static StreeNode *
find_child (StreeNode *node, guint slot)
{
  for (StreeNode *child = node->first; child; child = child->next)
    if (child->slot == slot)
      return child;
  return NULL;
}

static void
show_fallback (StreeMount *mount, StreeNode *node, gboolean fresh)
{
  StreeNodeExtra        *extra = stree_node_extra (node);
  StreeNode             *fallback = find_child (node, STREE_BOUNDARY_FALLBACK);
  StreeElement          *element = stree_boundary_fallback (node->element);
  g_autoptr (StreeArena) before = g_steal_pointer (&extra->arena);

  (void) before; /* dropped last: the fallback's old element may be in it */
  if (!element)
    {
      element = is_suspended (extra->error) ? stree_boundary_loading () : error_page (extra->error, extra->error_path);
      extra->arena = stree_arena_ref (stree_arena_get_current ());
    }
  if (fallback && stree_element_same_identity (fallback->element, element))
    {
      stree_reconciler_update (mount, fallback, element);
      return;
    }
  if (fallback)
    stree_reconciler_unmount (mount, fallback);
  fallback = stree_reconciler_mount (mount, node, node->last, element, STREE_BOUNDARY_FALLBACK);
  if (fallback && !fresh)
    stree_place_show (mount, fallback);
}

static void
drop_fallback (StreeMount *mount, StreeNode *node)
{
  StreeNode *fallback = find_child (node, STREE_BOUNDARY_FALLBACK);

  if (fallback)
    stree_reconciler_unmount (mount, fallback);
  g_clear_pointer (&stree_node_extra (node)->arena, stree_arena_unref);
}

/* Makes the content equal to its element. A new one is off the screen until it is known to be sound. */
static StreeNode *
update_content (StreeMount *mount, StreeNode *node)
{
  StreeElement *child = stree_boundary_child (node->element);
  StreeNode    *content = find_child (node, STREE_BOUNDARY_CONTENT);

  if (content && child && stree_element_same_identity (content->element, child))
    {
      stree_reconciler_update (mount, content, child);
      return content;
    }
  if (content)
    stree_reconciler_unmount (mount, content);
  content = child ? stree_reconciler_mount (mount, node, NULL, child, STREE_BOUNDARY_CONTENT) : NULL;
  if (content)
    content->flags |= STREE_NODE_DETACHED;
  return content;
}

/* What showed before may go on showing while it waits: a component that waits leaves what is below it as it was. */
static gboolean
keeps (const StreeNode *node, const StreeNode *content)
{
  return is_suspense (node->element) && content && !(content->flags & STREE_NODE_DETACHED) &&
         ((const StreeSuspenseArgs *) stree_node_args (node))->keep;
}

/* Takes what failed off the screen and shows the fallback. */
static void
fail_over (StreeMount *mount, StreeNode *node, gboolean fresh)
{
  StreeNodeExtra *extra = stree_node_extra (node);
  StreeNode      *content = find_child (node, STREE_BOUNDARY_CONTENT);

  extra->failed = TRUE;
  if (keeps (node, content))
    return;
  if (content && !(content->flags & STREE_NODE_DETACHED))
    {
      stree_place_hide (mount, content);
      content->flags |= STREE_NODE_DETACHED;
    }
  if (content)
    stree_place_withdraw (mount, content);
  show_fallback (mount, node, fresh);
  if (is_suspended (extra->error))
    return; /* nothing is wrong */
  if (g_strcmp0 (extra->told, extra->error->message) != 0)
    {
      g_free (extra->told);
      extra->told = g_strdup (extra->error->message);
      g_queue_push_tail (&mount->told, stree_node_ref (node));
    }
}

void
stree_boundary_update (StreeMount *mount, StreeNode *node, gboolean fresh)
{
  StreeNodeExtra *extra = stree_node_extra (node);
  gboolean        outer = mount->thorough;
  StreeNode      *content;

  g_clear_error (&extra->error);
  /* What failed is somewhere below, maybe in a subtree that is the same as before. */
  mount->thorough = outer || extra->failed;
  content = update_content (mount, node);
  mount->thorough = outer;
  if (mount->too_deep == node)
    mount->too_deep = NULL;

  if (!extra->error)
    {
      if (extra->failed)
        drop_fallback (mount, node);
      extra->failed = FALSE;
      g_clear_pointer (&extra->told, g_free);
      if (content && (content->flags & STREE_NODE_DETACHED))
        {
          content->flags &= ~STREE_NODE_DETACHED;
          if (!fresh)
            stree_place_show (mount, content);
        }
      return;
    }

  fail_over (mount, node, fresh);
}

void
stree_boundary_stop (StreeMount *mount, StreeNode *node, GError *error)
{
  StreeNodeExtra *extra = stree_node_extra (node);

  g_clear_error (&extra->error);
  extra->error = error;
  g_free (extra->error_path);
  extra->error_path = g_strdup (mount->set_by);
  fail_over (mount, node, FALSE);
}

void
stree_boundary_tell (StreeMount *mount)
{
  GQueue     told = mount->told;
  StreeNode *node;

  /* The mount may be gone after a handler: it may close the window. */
  g_queue_init (&mount->told);
  while ((node = g_queue_pop_head (&told)))
    {
      if (!(node->flags & STREE_NODE_DEAD) && node->extra && node->extra->error)
        {
          const StreeErrorBoundaryArgs *args = stree_node_args (node);

          g_message ("%s: %s", node->extra->error_path, node->extra->error->message);
          if (args->on_error)
            {
              g_autoptr (StreeEvent) event = stree_event_new ("on_error", node);

              event->error = g_error_copy (node->extra->error);
              g_value_init (&event->value, G_TYPE_STRING);
              g_value_set_string (&event->value, node->extra->error->message);
              stree_node_emit (node, args->on_error, event);
            }
        }
      stree_node_unref (node);
    }
}
