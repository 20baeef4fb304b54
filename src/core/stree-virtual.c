/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-virtual-private.h"

#include "core/stree-place-private.h"
#include "core/stree-portals-private.h"
#include "core/stree-reconciler-private.h"
#include "elements/stree-list.h"

guint
stree_virtual_n_rows (StreeNode *list)
{
  const StreeListArgs *args = stree_node_args (list);

  return (guint) MAX (0, args->n_rows);
}

const char *
stree_virtual_row_key (StreeNode *list, guint index, char *buffer, gsize size)
{
  const StreeListArgs *args = stree_node_args (list);
  const char          *key = args->row_key ? args->row_key (index, args->data) : NULL;

  if (key)
    return key;
  g_snprintf (buffer, size, "%u", index);
  return buffer;
}

/* --- the state of rows out of sight --- */

static void
drop_states (StreeState *states)
{
  while (states)
    {
      StreeState *next = states->next;

      stree_state_drop (states);
      states = next;
    }
}

static void
stash_states (StreeNode *list, StreeNode *row)
{
  StreeState *states = NULL;

  for (StreeNode *node = row; node; node = stree_node_next_in (node, row))
    {
      g_autofree char *path = NULL;

      if (!node->extra || !node->extra->states)
        continue;
      path = stree_node_dup_path (node);
      while (node->extra->states)
        {
          StreeState *state = node->extra->states;
          char       *place = g_strconcat (path, "/", state->name, NULL);

          node->extra->states = state->next;
          state->next = states;
          state->owner = NULL;
          states = state;
          /* While stashed, the name says where it was. */
          g_free (state->name);
          state->name = place;
        }
    }
  if (states)
    g_hash_table_replace (stree_node_stash (list), g_strdup (row->element->key), states);
  else
    stree_virtual_forget (list, row->element->key);
}

void
stree_virtual_forget (StreeNode *list, const char *key)
{
  if (list->extra && list->extra->stash)
    g_hash_table_remove (list->extra->stash, key);
}

static StreeState *
steal_stash (StreeNode *list, const char *key)
{
  gpointer stolen_key, states;

  if (!list->extra || !list->extra->stash ||
      !g_hash_table_steal_extended (list->extra->stash, key, &stolen_key, &states))
    return NULL;
  g_free (stolen_key);
  return states;
}

StreeState *
stree_virtual_take_state (StreeMount *mount, StreeNode *node, const char *name)
{
  g_autofree char *path = NULL;
  g_autofree char *place = NULL;

  if (G_LIKELY (!mount->stashed))
    return NULL;
  path = stree_node_dup_path (node);
  place = g_strconcat (path, "/", name, NULL);
  for (StreeState **link = &mount->stashed; *link; link = &(*link)->next)
    {
      StreeState *state = *link;

      if (strcmp (state->name, place) != 0)
        continue;
      *link = state->next;
      state->next = NULL;
      g_free (state->name);
      state->name = g_strdup (name);
      return state;
    }
  return NULL;
}

/* --- making rows --- */

static StreeElement *
build_row (StreeNode *list, guint index)
{
  const StreeListArgs *args = stree_node_args (list);
  char                 buffer[16];
  StreeElement        *row;
  StreeNode           *outer = stree_node_get_running ();
  StreeNode           *component = list;

  /* What the row reads, the component reads that the list is of. */
  while (component && !(component->element->kind->flags & STREE_KIND_COMPONENT))
    component = component->parent;
  stree_node_set_running (component);
  row = args->row (index, args->data);
  stree_node_set_running (outer);
  if (row == stree_end)
    row = NULL;
  /* The row's key is the list's to give: an element that has one, or lives elsewhere, goes into a Fragment. */
  if (!row || row->key || row->flags & STREE_ELEMENT_FROZEN || row->arena != stree_arena_get_current ())
    row = stree_children (row ? 1 : 0, &row);
  return stree_keyed (stree_virtual_row_key (list, index, buffer, sizeof buffer), row);
}

/* The row's element lives in an arena of the row, since rows also come into sight between runs. */
static void
keep_arena (StreeNode *row, StreeArena *arena)
{
  StreeNodeExtra *extra = stree_node_extra (row);
  StreeArena     *before = extra->row_arena;

  extra->row_arena = stree_arena_ref (arena);
  if (before)
    stree_arena_unref (before); /* the row's old element was in it: last of all */
}

/* Portals in a row that came into sight, or went, show before the next frame: the list is at work now. */
static void
settle_soon (StreeMount *mount)
{
  if (stree_portals_are_due (mount) && !mount->flushing)
    stree_mount_schedule_quiet (mount);
}

static StreeArena *
begin (StreeMount *mount)
{
  StreeArena *arena = stree_arena_new ();

  stree_arena_push (arena);
  mount->applying++;
  return arena;
}

static void
end (StreeMount *mount, StreeArena *arena)
{
  mount->applying--;
  settle_soon (mount);
  stree_arena_pop (arena);
  stree_arena_unref (arena);
}

/* The row before the place of row @index. */
static StreeNode *
find_prev (StreeNode *list, guint index)
{
  StreeNode *prev = list->last;

  while (prev && prev->slot > index)
    prev = prev->prev;
  return prev;
}

static void
warn_duplicate (StreeNode *list, const StreeElement *element, guint index)
{
  for (StreeNode *row = list->first; row; row = row->next)
    if (row->slot != index && stree_arena_str_equal (row->element->key, element->key))
      {
        g_autofree char *path = stree_node_dup_path (list);

        g_warning ("%s: rows %u and %u have the key '%s'; give each its own, or state may land at the other", path,
                   MIN (row->slot, index), MAX (row->slot, index), element->key);
        return;
      }
}

/* What the row left behind is there for its components while they are built. Returns what was there for a row around it. */
static StreeState *
open_stash (StreeMount *mount, StreeNode *list, const char *key)
{
  StreeState *outer = mount->stashed;

  mount->stashed = steal_stash (list, key);
  return outer;
}

static void
close_stash (StreeMount *mount, StreeNode *list, StreeNode *row, const char *key, StreeState *outer)
{
  if (mount->stashed && (!row || !row->first) && !(row && stree_node_is_host (row)))
    g_hash_table_replace (stree_node_stash (list), g_strdup (key), mount->stashed); /* it failed: for the next time */
  else
    drop_states (mount->stashed); /* of components that the row has no more */
  mount->stashed = outer;
}

StreeNode *
stree_virtual_mount_row (StreeNode *list, guint index)
{
  StreeMount   *mount = stree_node_get_mount (list);
  StreeArena   *arena = begin (mount);
  StreeElement *element = build_row (list, index);
  StreeState   *outer;
  StreeNode    *row;

  if (((const StreeListArgs *) stree_node_args (list))->row_key)
    warn_duplicate (list, element, index);
  outer = open_stash (mount, list, element->key);
  row = stree_reconciler_mount (mount, list, find_prev (list, index), element, index);
  if (row)
    keep_arena (row, arena);
  close_stash (mount, list, row, element->key, outer);
  end (mount, arena);
  return row;
}

gboolean
stree_virtual_update_row (StreeNode *row, guint index)
{
  StreeNode    *list = row->parent;
  StreeMount   *mount = stree_node_get_mount (list);
  StreeArena   *arena = begin (mount);
  StreeElement *element = build_row (list, index);
  gboolean      same = stree_element_same_identity (row->element, element);

  if (same)
    {
      StreeState *outer = open_stash (mount, list, element->key);

      row->slot = index;
      stree_reconciler_update (mount, row, element);
      if (row->element == element)
        keep_arena (row, arena);
      close_stash (mount, list, row, row->element->key, outer);
    }
  end (mount, arena);
  return same;
}

static int
compare_slots (gconstpointer a, gconstpointer b)
{
  const StreeNode *row_a = *(StreeNode *const *) a;
  const StreeNode *row_b = *(StreeNode *const *) b;

  return row_a->slot < row_b->slot ? -1 : row_a->slot > row_b->slot;
}

void
stree_virtual_sort_rows (StreeNode *list)
{
  g_autoptr (GPtrArray) rows = NULL;
  StreeNode            *row = list->first;

  while (row && row->next && row->slot <= row->next->slot)
    row = row->next;
  if (!row || !row->next)
    return;
  rows = g_ptr_array_new ();
  for (row = list->first; row; row = row->next)
    g_ptr_array_add (rows, row);
  g_ptr_array_sort (rows, compare_slots);
  for (guint i = 0; i < rows->len; i++)
    {
      stree_node_unlink (rows->pdata[i]);
      stree_node_link (list, rows->pdata[i], list->last);
    }
}

void
stree_virtual_unmount_row (StreeNode *row, gboolean keep_state)
{
  StreeNode  *list = row->parent;
  StreeMount *mount = stree_node_get_mount (list);

  mount->applying++;
  if (keep_state)
    stash_states (list, row);
  stree_reconciler_unmount (mount, row);
  mount->applying--;
  settle_soon (mount);
}

void
stree_virtual_row_hosts (StreeNode *row, GPtrArray *hosts)
{
  stree_place_collect (row, hosts);
}
