/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-node-private.h"

#include "core/stree-memo-private.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-effect-private.h"
#include "core/stree-node-pool-private.h"
#include "core/stree-provided-private.h"
#include "forms/stree-form-private.h"

StreeNode *
stree_node_new (StreeElement *element, guint slot)
{
  StreeNode *node = stree_node_pool_alloc ();

  node->element = element;
  node->slot = slot;
  node->ref_count = 1;
  return node;
}

StreeNode *
stree_node_ref (StreeNode *node)
{
  g_assert (node->ref_count < G_MAXUINT16);
  node->ref_count++;
  return node;
}

static void
free_stashed (gpointer states)
{
  for (StreeState *state = states, *next; state; state = next)
    {
      next = state->next;
      stree_state_drop (state);
    }
}

static void
extra_free (StreeNodeExtra *extra)
{
  stree_node_effect_free (extra->effects);
  if (extra->cx)
    {
      extra->cx->node = NULL;
      stree_context_unref (extra->cx);
    }
  free_stashed (extra->states);
  g_clear_pointer (&extra->reads, g_ptr_array_unref);
  g_clear_pointer (&extra->lookups, g_ptr_array_unref);
  stree_memo_list_free (extra->memos);
  g_clear_error (&extra->error);
  g_free (extra->error_path);
  g_free (extra->told);
  g_free (extra->load_message);
  g_clear_pointer (&extra->form, stree_form_free);
  g_clear_pointer (&extra->stash, g_hash_table_unref);
  g_clear_pointer (&extra->arena, stree_arena_unref);
  g_clear_pointer (&extra->row_arena, stree_arena_unref);
  g_free (extra);
}

/* Lets go of a node. What it owns goes when it is unmounted, not here: see stree_node_bury (). */
void
stree_node_unref (StreeNode *node)
{
  if (--node->ref_count > 0)
    return;
  g_assert (node->flags & STREE_NODE_DEAD);
  stree_node_pool_free (node);
}

/* Marks a node dead and frees what it owns. */
void
stree_node_bury (StreeNode *node)
{
  node->flags |= STREE_NODE_DEAD;
  if (node->extra)
    {
      if (node->extra->reads)
        for (guint i = 0; i < node->extra->reads->len; i++)
          {
            StreeState *state = node->extra->reads->pdata[i];

            if (state->readers)
              g_ptr_array_remove_fast (state->readers, node);
          }
      stree_provided_forget (node);
      extra_free (g_steal_pointer (&node->extra));
    }
  node->element = NULL;
  node->widget = NULL;
  node->parent = node->prev = node->next = NULL;
  stree_node_unref (node);
}

StreeNodeExtra *
stree_node_extra (StreeNode *node)
{
  if (!node->extra)
    node->extra = g_new0 (StreeNodeExtra, 1);
  return node->extra;
}

/* --- the tree --- */

/* Puts @node among @parent's children, behind @prev (NULL: first). */
void
stree_node_link (StreeNode *parent, StreeNode *node, StreeNode *prev)
{
  StreeNode *next = prev ? prev->next : parent->first;

  node->parent = parent;
  node->prev = prev;
  node->next = next;
  if (prev)
    prev->next = node;
  else
    parent->first = node;
  if (next)
    next->prev = node;
  else
    parent->last = node;
}

void
stree_node_unlink (StreeNode *node)
{
  if (node->prev)
    node->prev->next = node->next;
  else if (node->parent)
    node->parent->first = node->next;
  if (node->next)
    node->next->prev = node->prev;
  else if (node->parent)
    node->parent->last = node->prev;
  node->parent = node->prev = node->next = NULL;
}

StreeMount *
stree_node_get_mount (StreeNode *node)
{
  while (node->parent)
    node = node->parent;
  return node->extra ? node->extra->mount : NULL;
}

const char *
stree_node_get_key (StreeNode *node)
{
  return node->element ? node->element->key : NULL;
}

StreeNode *
stree_node_find_form (StreeNode *node)
{
  for (node = node->parent; node; node = node->parent)
    if (node->element->kind->flags & STREE_KIND_FORM)
      return node;
  return NULL;
}

StreeNode *
stree_node_next_in (StreeNode *node, StreeNode *top)
{
  if (node->first)
    return node->first;
  while (node != top && !node->next)
    node = node->parent;
  return node == top ? NULL : node->next;
}

/* --- the render path --- */

static void
append_escaped (GString *path, const char *text)
{
  for (const char *p = text; *p; p++)
    {
      if (strchr ("\\[].:/", *p))
        g_string_append_c (path, '\\');
      g_string_append_c (path, *p);
    }
}

static void
append_path (GString *path, StreeNode *node)
{
  if (!node->parent)
    {
      append_escaped (path, stree_mount_get_name (node->extra->mount));
      return;
    }
  append_path (path, node->parent);
  /* The root component stands for the mount itself. */
  if (!node->parent->parent && node->slot == 0)
    return;
  g_string_append_c (path, '.');
  append_escaped (path, node->element->kind->name);
  if (node->element->key)
    {
      g_string_append_c (path, '[');
      append_escaped (path, node->element->key);
      g_string_append_c (path, ']');
    }
  else if (node->slot > 0)
    {
      g_string_append_printf (path, ":%u", node->slot);
    }
}

/* Such as app.Page.Counter[inc]: kinds and components from the root down, a key in brackets, else the place if it is
 * not the first. Unique among the nodes of a mount, but for duplicate keys. */
char *
stree_node_dup_path (StreeNode *node)
{
  GString *path;
  StreeNode *top = node;

  if (node->flags & STREE_NODE_DEAD)
    return g_strdup ("(unmounted)");
  while (top->parent)
    top = top->parent;
  if (!top->extra || !top->extra->mount)
    return g_strdup ("(unmounted)");
  path = g_string_new (NULL);
  append_path (path, node);
  return g_string_free (path, FALSE);
}

/* --- who runs, who must rerun --- */

static StreeNode *running;

StreeNode *
stree_node_get_running (void)
{
  return running;
}

void
stree_node_set_running (StreeNode *node)
{
  running = node;
}

void
stree_node_mark_dirty (StreeNode *node)
{
  node->flags |= STREE_NODE_DIRTY;
  for (node = node->parent; node && !(node->flags & STREE_NODE_CHILD_DIRTY); node = node->parent)
    node->flags |= STREE_NODE_CHILD_DIRTY;
}

gboolean
stree_node_add_read (StreeNode *node, StreeState *state)
{
  StreeNodeExtra *extra = stree_node_extra (node);

  if (!extra->reads)
    extra->reads = g_ptr_array_new ();
  else if (g_ptr_array_find (extra->reads, state, NULL))
    return FALSE;
  g_ptr_array_add (extra->reads, state);
  return TRUE;
}

void
stree_node_forget_read (StreeNode *node, StreeState *state)
{
  if (node->extra && node->extra->reads)
    g_ptr_array_remove_fast (node->extra->reads, state);
}

GHashTable *
stree_node_stash (StreeNode *list)
{
  StreeNodeExtra *extra = stree_node_extra (list);

  if (!extra->stash)
    extra->stash = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_stashed);
  return extra->stash;
}

static guint
depth_of (const StreeNode *node)
{
  guint depth = 0;

  for (; node->parent; node = node->parent)
    depth++;
  return depth;
}

int
stree_node_compare (const StreeNode *a, const StreeNode *b)
{
  guint depth_a = depth_of (a), depth_b = depth_of (b);
  int   inside = (depth_a > depth_b) - (depth_a < depth_b); /* what is inside of the other comes after it */

  for (; depth_a > depth_b; depth_a--)
    a = a->parent;
  for (; depth_b > depth_a; depth_b--)
    b = b->parent;
  if (a == b)
    return inside;
  for (; a->parent != b->parent; a = a->parent, b = b->parent)
    ;
  return (a->slot > b->slot) - (a->slot < b->slot);
}
