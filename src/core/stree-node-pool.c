/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-node-pool-private.h"

#include "core/stree-pages-private.h"

/* Under a memory checker each node is a block of its own, so that a use after its end is seen. */
#if defined(__SANITIZE_ADDRESS__)
#define STREE_NODE_SLABS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STREE_NODE_SLABS 0
#endif
#endif
#ifndef STREE_NODE_SLABS
#define STREE_NODE_SLABS 1
#endif

#if STREE_NODE_SLABS

/* Many nodes lie in slabs of the size of a huge page, few in small ones: a large one comes when half of it is there
 * already. */
#define SMALL_SLAB  (64 * 1024)
#define HUGE_SLAB   STREE_PAGES_SIZE
#define SMALL_SLABS 16

typedef struct _Slab Slab;

/* Aligned to its size, so that a node's address and its flag tell its slab. */
struct _Slab
{
  Slab      *prev; /* among the slabs with room */
  Slab      *next;
  StreeNode *free; /* linked by next */
  gsize      size;
  gsize      n_used;
};

static Slab *with_room;
static guint n_slabs;

static Slab *
slab_of (StreeNode *node)
{
  gsize size = node->flags & STREE_NODE_HUGE_SLAB ? HUGE_SLAB : SMALL_SLAB;

  return (Slab *) (GPOINTER_TO_SIZE (node) & ~(size - 1));
}

static void
link_slab (Slab *slab)
{
  slab->prev = NULL;
  slab->next = with_room;
  if (with_room)
    with_room->prev = slab;
  with_room = slab;
}

static void
unlink_slab (Slab *slab)
{
  if (slab->prev)
    slab->prev->next = slab->next;
  else
    with_room = slab->next;
  if (slab->next)
    slab->next->prev = slab->prev;
}

static void
add_slab (void)
{
  gsize      size = n_slabs < SMALL_SLABS ? SMALL_SLAB : HUGE_SLAB;
  Slab      *slab = size == HUGE_SLAB ? stree_pages_alloc () : g_aligned_alloc (1, size, size);
  StreeNode *nodes = (StreeNode *) (gpointer) (slab + 1);

  n_slabs++;
  slab->free = NULL;
  slab->size = size;
  slab->n_used = 0;
  for (gsize i = (size - sizeof (Slab)) / sizeof (StreeNode); i > 0; i--)
    {
      nodes[i - 1].next = slab->free;
      slab->free = &nodes[i - 1];
    }
  link_slab (slab);
}

StreeNode *
stree_node_pool_alloc (void)
{
  StreeNode *node;
  Slab      *slab;

  if (!with_room)
    add_slab ();
  slab = with_room;
  node = slab->free;
  slab->free = node->next;
  slab->n_used++;
  if (!slab->free)
    unlink_slab (slab);
  memset (node, 0, sizeof *node);
  if (slab->size == HUGE_SLAB)
    node->flags = STREE_NODE_HUGE_SLAB;
  return node;
}

void
stree_node_pool_free (StreeNode *node)
{
  Slab *slab = slab_of (node);

  if (!slab->free)
    link_slab (slab);
  node->next = slab->free;
  slab->free = node;
  if (--slab->n_used > 0 || (with_room == slab && !slab->next))
    return; /* the last empty one stays for what comes next */
  unlink_slab (slab);
  n_slabs--;
  if (slab->size == HUGE_SLAB)
    stree_pages_free (slab);
  else
    g_aligned_free (slab);
}

#else

StreeNode *
stree_node_pool_alloc (void)
{
  return g_new0 (StreeNode, 1);
}

void
stree_node_pool_free (StreeNode *node)
{
  g_free (node);
}

#endif
