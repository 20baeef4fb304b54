/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-portals-private.h"

#include "core/stree-children-private.h"
#include "core/stree-place-private.h"

/* How often the renderer's answer to a move may be another one. */
#define MAX_ROUNDS 8

struct _StreePortalSlot
{
  char      *name;    /* owned */
  GPtrArray *portals; /* Portal nodes, borrowed: all of the tree */
  GPtrArray *mounts;  /* PortalMount nodes, the same */
  GPtrArray *placed;  /* of the portals, those that are in, in their order */
  StreeNode *shown;   /* the PortalMount that shows them; NULL: none */
  StreeNode *claim;   /* while settling: the one that is to */
};

struct _StreePortals
{
  GHashTable *slots; /* name (the slot's) -> StreePortalSlot (owned) */
  gboolean    due;
  guint       serial;  /* counts what was taken off */
  gboolean    holding; /* the renderer remembers the focus */
};

static void
slot_free (gpointer data)
{
  StreePortalSlot *slot = data;

  g_ptr_array_unref (slot->portals);
  g_ptr_array_unref (slot->mounts);
  g_ptr_array_unref (slot->placed);
  g_free (slot->name);
  g_free (slot);
}

void
stree_portals_free (StreePortals *portals)
{
  g_hash_table_unref (portals->slots);
  g_free (portals);
}

static gboolean
is_portal (const StreeNode *node)
{
  return (node->element->kind->flags & STREE_KIND_PORTAL) != 0;
}

static gboolean
is_mount (const StreeNode *node)
{
  return (node->element->kind->flags & STREE_KIND_PORTAL_MOUNT) != 0;
}

static StreePortalSlot *
slot_of (const StreeNode *node)
{
  return node->extra ? node->extra->portal_slot : NULL;
}

/* --- who is there --- */

/* Both kinds have the slot as their first prop. Space around it does not count. */
static char *
dup_slot_name (const StreeNode *node)
{
  const char *name = STREE_PROP_CFIELD (char *, stree_node_args (node), node->element->kind->props[0].offset);

  return g_strstrip (g_strdup (name));
}

void
stree_portals_add (StreeMount *mount, StreeNode *node)
{
  g_autofree char *name = dup_slot_name (node);
  StreePortalSlot *slot;

  if (!mount->portals)
    {
      mount->portals = g_new0 (StreePortals, 1);
      mount->portals->slots = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, slot_free);
    }
  slot = g_hash_table_lookup (mount->portals->slots, name);
  if (!slot)
    {
      slot = g_new0 (StreePortalSlot, 1);
      slot->name = g_steal_pointer (&name);
      slot->portals = g_ptr_array_new ();
      slot->mounts = g_ptr_array_new ();
      slot->placed = g_ptr_array_new ();
      g_hash_table_insert (mount->portals->slots, slot->name, slot);
    }
  stree_node_extra (node)->portal_slot = slot;
  g_ptr_array_add (is_portal (node) ? slot->portals : slot->mounts, node);
  mount->portals->due = TRUE;
}

/* --- taking off --- */

/* Stands where the first host of what is below @node would. */
static StreeNode
probe_below (StreeNode *node)
{
  return (StreeNode){ .parent = node, .element = node->element };
}

/* What is to be put in elsewhere keeps the focus, as far as the renderer can help it. */
static void
hold_focus (StreeMount *mount)
{
  if (!mount->flushing || mount->portals->holding || !mount->renderer->klass->keep_focus)
    return;
  mount->portals->holding = TRUE;
  mount->renderer->klass->keep_focus (mount->renderer, TRUE);
}

static void
let_focus (StreeMount *mount)
{
  if (!mount->portals->holding)
    return;
  mount->portals->holding = FALSE;
  mount->renderer->klass->keep_focus (mount->renderer, FALSE);
}

/* Its hosts, and what it shows elsewhere in the view. */
static void
take_off (StreeMount *mount, StreePortalSlot *slot, StreeNode *portal)
{
  StreeNode  probe = probe_below (portal);
  StreeNode *host = NULL;

  if (!(portal->flags & STREE_NODE_PORTAL_IN))
    return;
  if (stree_place_parent (&probe, &host))
    {
      hold_focus (mount);
      for (StreeNode *child = portal->first; child; child = child->next)
        stree_place_remove (mount, child, host);
    }
  portal->flags &= ~STREE_NODE_PORTAL_IN;
  mount->portals->serial++;
  if (slot->placed->pdata[slot->placed->len - 1] == portal)
    g_ptr_array_set_size (slot->placed, (int) slot->placed->len - 1);
  else
    g_ptr_array_remove (slot->placed, portal);
  for (StreeNode *child = portal->first; child; child = child->next)
    stree_place_detach_inside (mount, child);
  stree_place_arrange (mount, host);
}

static void
release (StreeMount *mount, StreePortalSlot *slot)
{
  while (slot->placed->len > 0)
    take_off (mount, slot, slot->placed->pdata[slot->placed->len - 1]);
  slot->shown = NULL;
}

void
stree_portals_withdraw (StreeMount *mount, StreeNode *node)
{
  StreePortalSlot *slot = slot_of (node);

  if (!slot)
    return;
  mount->portals->due = TRUE;
  if (slot->shown == node)
    {
      release (mount, slot);
    }
  else if (node->flags & STREE_NODE_PORTAL_IN)
    {
      take_off (mount, slot, node);
    }
}

static void
forget (StreeMount *mount, StreeNode *node)
{
  StreePortalSlot *slot = slot_of (node);

  stree_portals_withdraw (mount, node);
  g_ptr_array_remove (is_portal (node) ? slot->portals : slot->mounts, node);
  node->extra->portal_slot = NULL;
}

void
stree_portals_drop (StreeMount *mount, StreeNode *top)
{
  if (G_LIKELY (!mount->portals))
    return;
  for (StreeNode *node = top; node; node = stree_node_next_in (node, top))
    if (slot_of (node))
      forget (mount, node);
}

void
stree_portals_update (StreeMount *mount, StreeNode *node)
{
  g_autofree char *name = dup_slot_name (node);

  if (strcmp (slot_of (node)->name, name) == 0)
    return;
  forget (mount, node);
  stree_portals_add (mount, node);
}

void
stree_portals_touch (StreeMount *mount)
{
  if (G_UNLIKELY (mount->portals))
    mount->portals->due = TRUE;
}

/* --- document order --- */

static guint
depth_of (const StreeNode *node)
{
  guint depth = 0;

  while ((node = node->parent))
    depth++;
  return depth;
}

static int
compare_places (gconstpointer data_a, gconstpointer data_b)
{
  const StreeNode *a = *(StreeNode *const *) data_a;
  const StreeNode *b = *(StreeNode *const *) data_b;
  guint            depth_a = depth_of (a), depth_b = depth_of (b);
  int              outer = depth_a < depth_b ? -1 : depth_a > depth_b;

  for (; depth_a > depth_b; depth_a--)
    a = a->parent;
  for (; depth_b > depth_a; depth_b--)
    b = b->parent;
  if (a == b)
    return outer;
  while (a->parent != b->parent)
    {
      a = a->parent;
      b = b->parent;
    }
  return a->slot < b->slot ? -1 : a->slot > b->slot;
}

static gboolean
is_sound (const StreeNode *node)
{
  for (; node; node = node->parent)
    if (node->flags & STREE_NODE_DETACHED)
      return FALSE;
  return TRUE;
}

/* --- who shows what --- */

typedef struct
{
  GHashTable *mounts; /* Portal node, or NULL outside of any -> array of the PortalMount nodes in it, in their order */
  GPtrArray  *claimed; /* StreePortalSlot, in the order in which they show */
} Settling;

StreeNode *
stree_portal_around (const StreeNode *node)
{
  StreeNode *up = node->parent;

  while (up && !is_portal (up))
    up = up->parent;
  return up;
}

/* As the screen is read: a PortalMount, then those inside of what it shows, then the next. */
static void
claim_inside (Settling *settling, StreeNode *portal)
{
  GPtrArray *mounts = g_hash_table_lookup (settling->mounts, portal);

  for (guint i = 0; mounts && i < mounts->len; i++)
    {
      StreePortalSlot *slot = slot_of (mounts->pdata[i]);

      if (slot->claim)
        continue;
      slot->claim = mounts->pdata[i];
      g_ptr_array_add (settling->claimed, slot);
      for (guint k = 0; k < slot->portals->len; k++)
        claim_inside (settling, slot->portals->pdata[k]);
    }
}

static gboolean
is_empty (gpointer key, gpointer value, gpointer data)
{
  const StreePortalSlot *slot = value;

  (void) key;
  (void) data;
  return slot->portals->len == 0 && slot->mounts->len == 0;
}

static void
claim (StreeMount *mount, Settling *settling)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GHashTableIter        iter;
  gpointer              value;

  g_hash_table_foreach_remove (mount->portals->slots, is_empty, NULL);
  g_hash_table_iter_init (&iter, mount->portals->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      StreePortalSlot *slot = value;

      slot->claim = NULL;
      g_ptr_array_sort (slot->portals, compare_places);
      for (guint i = 0; i < slot->mounts->len; i++)
        if (is_sound (slot->mounts->pdata[i]))
          g_ptr_array_add (all, slot->mounts->pdata[i]);
    }
  g_ptr_array_sort (all, compare_places);
  for (guint i = 0; i < all->len; i++)
    {
      StreeNode *around = stree_portal_around (all->pdata[i]);
      GPtrArray *mounts = g_hash_table_lookup (settling->mounts, around);

      if (!mounts)
        {
          mounts = g_ptr_array_new ();
          g_hash_table_insert (settling->mounts, around, mounts);
        }
      g_ptr_array_add (mounts, all->pdata[i]);
    }
  claim_inside (settling, NULL);
}

/* --- putting in --- */

static void
release_lost (StreeMount *mount)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, mount->portals->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      StreePortalSlot *slot = value;

      if (slot->shown && !slot->claim)
        release (mount, slot);
    }
}

static void
put_in (StreeMount *mount, StreeNode *portal, StreeNode *host, StreeNode **before, gboolean open, gboolean place)
{
  gboolean       was_in = (portal->flags & STREE_NODE_PORTAL_IN) != 0;
  StreePlaceFunc func = was_in ? mount->renderer->klass->move : mount->renderer->klass->insert;

  portal->flags |= STREE_NODE_PORTAL_IN;
  for (StreeNode *child = portal->first; child; child = child->next)
    {
      if (open && place)
        stree_place_hosts (mount, child, host, before, func);
      if (!was_in)
        stree_place_attach_inside (mount, child);
    }
  if (open && !place)
    {
      StreeNode *last = stree_place_last_below (portal);

      if (last)
        *before = last;
    }
}

/* Whether hosts can go from one PortalMount to another without leaving the widget they are in. */
static gboolean
in_one_host (StreeNode *a, StreeNode *b)
{
  StreeNode  probe_a = probe_below (a), probe_b = probe_below (b);
  StreeNode *host_a = NULL, *host_b = NULL;

  return stree_place_open_parent (&probe_a, &host_a) && stree_place_open_parent (&probe_b, &host_b) && host_a == host_b;
}

/* Its number in the list, nearly always @hint; -1: it is not in. */
static int
find_placed (StreePortalSlot *slot, StreeNode *portal, guint hint)
{
  guint index;

  if (!(portal->flags & STREE_NODE_PORTAL_IN))
    return -1;
  if (hint < slot->placed->len && slot->placed->pdata[hint] == portal)
    return (int) hint;
  return g_ptr_array_find (slot->placed, portal, &index) ? (int) index : -1;
}

/* Makes the PortalMount that has the slot show all of its Portals, with the fewest moves. */
static void
fill (StreeMount *mount, StreePortalSlot *slot)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autofree int       *source = g_new (int, slot->portals->len + 1);
  g_autofree gboolean  *stable = g_new0 (gboolean, slot->portals->len + 1);
  StreeNode             probe = probe_below (slot->claim);
  StreeNode            *host = NULL;
  StreeNode            *before;
  gboolean              open, same = slot->shown == slot->claim, changed = !same;
  guint                 next = 0;

  if (slot->shown && !same && !in_one_host (slot->shown, slot->claim))
    release (mount, slot);
  for (guint i = 0; i < slot->portals->len; i++)
    if (is_sound (slot->portals->pdata[i]))
      {
        source[wanted->len] = find_placed (slot, slot->portals->pdata[i], next);
        next = (guint) (source[wanted->len] + 1);
        changed = changed || source[wanted->len] != (int) wanted->len;
        g_ptr_array_add (wanted, slot->portals->pdata[i]);
      }
  if (!changed)
    return;
  if (same)
    stree_children_lis (source, wanted->len, stable);

  slot->shown = slot->claim;
  g_ptr_array_unref (slot->placed);
  slot->placed = g_ptr_array_ref (wanted);
  open = stree_place_open_parent (&probe, &host);
  before = open ? stree_place_before (&probe) : NULL;
  for (guint i = 0; i < wanted->len; i++)
    put_in (mount, wanted->pdata[i], host, &before, open, !stable[i]);
  stree_place_arrange (mount, host);
}

void
stree_portals_settle (StreeMount *mount)
{
  if (G_LIKELY (!mount->portals))
    return;
  for (guint round = 0; mount->portals->due && round < MAX_ROUNDS; round++)
    {
      Settling settling = {
        g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref),
        g_ptr_array_new (),
      };

      mount->portals->due = FALSE;
      claim (mount, &settling);
      release_lost (mount);
      for (guint i = 0; i < settling.claimed->len; i++)
        fill (mount, settling.claimed->pdata[i]);
      g_hash_table_unref (settling.mounts);
      g_ptr_array_unref (settling.claimed);
    }
  let_focus (mount);
}

gboolean
stree_portals_are_due (StreeMount *mount)
{
  return mount->portals && mount->portals->due;
}

/* --- asking --- */

guint
stree_portals_serial (StreeMount *mount)
{
  return mount->portals ? mount->portals->serial : 0;
}

StreeNode *
stree_portal_shown_at (const StreeNode *portal)
{
  return portal->flags & STREE_NODE_PORTAL_IN ? slot_of (portal)->shown : NULL;
}

GPtrArray *
stree_portal_mount_list (const StreeNode *node)
{
  StreePortalSlot *slot = slot_of (node);

  return slot && slot->shown == node ? slot->placed : NULL;
}

StreeNode *
stree_portal_up (const StreeNode *node)
{
  return is_portal (node) ? stree_portal_shown_at (node) : node->parent;
}

gboolean
stree_portal_is_shown (const StreeNode *node)
{
  const StreeNode *portal = stree_portal_around (node);

  return !portal || (portal->flags & STREE_NODE_PORTAL_IN);
}

void
stree_portal_dump (StreeNode *node, JsonBuilder *builder)
{
  GPtrArray *list;

  if (is_portal (node))
    {
      StreeNode       *at = stree_portal_shown_at (node);
      g_autofree char *path = at ? stree_node_dup_path (at) : NULL;

      json_builder_set_member_name (builder, "shown_at");
      if (path)
        json_builder_add_string_value (builder, path);
      else
        json_builder_add_null_value (builder);
      return;
    }
  if (!is_mount (node))
    return;
  list = stree_portal_mount_list (node);
  json_builder_set_member_name (builder, "shows");
  json_builder_begin_array (builder);
  for (guint i = 0; list && i < list->len; i++)
    {
      g_autofree char *path = stree_node_dup_path (list->pdata[i]);

      json_builder_add_string_value (builder, path);
    }
  json_builder_end_array (builder);
}
