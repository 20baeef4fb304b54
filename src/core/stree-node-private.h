/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A node: what persists of a place in the tree, from run to run. The only noun that knows the other two.
 *
 * A node is reference counted only because signal closures of its widget may outlive it: when its place is gone it is
 * marked dead, and whoever still holds it finds that out.
 */

#include "core/stree-context-private.h"
#include "core/stree-element-private.h"
#include "core/stree-state-private.h"

G_BEGIN_DECLS

enum
{
  STREE_NODE_DIRTY = 1 << 0,       /* a component that must rerun even if its element is the same */
  STREE_NODE_CHILD_DIRTY = 1 << 1, /* such a component is somewhere below */
  STREE_NODE_DEAD = 1 << 2,        /* unmounted */
  STREE_NODE_DETACHED = 1 << 3,    /* kept, but taken off the screen: what failed below an ErrorBoundary */
  STREE_NODE_ATTACHED = 1 << 4,    /* of a kind that is shown elsewhere: it is */
  STREE_NODE_PORTAL_IN = 1 << 5,   /* a Portal that a PortalMount shows */
  STREE_NODE_WAITS = 1 << 6,       /* a scope whose placeholder shows */
  STREE_NODE_BUILT = 1 << 7,       /* a scope that has shown its children */
  STREE_NODE_HUGE_SLAB = 1 << 15,  /* where its memory is: of the pool only */
};

typedef struct _StreeForm StreeForm;
typedef struct _StreeMemo StreeMemo;
typedef struct _StreeNodeEffect StreeNodeEffect;
typedef struct _StreePortalSlot StreePortalSlot;

/* What few nodes have. */
typedef struct
{
  StreeMount   *mount;    /* of the root node */
  StreeContext *cx;       /* of a component */
  StreeArena   *arena;    /* of a component or a boundary: where its last tree lives. Owned */
  StreeArena   *row_arena; /* of a row: where its own element lives. Owned */
  StreeState   *states;   /* list; owned */
  GPtrArray    *reads;    /* states of others that it read; borrowed */
  GPtrArray    *lookups;  /* StreeLookup of provided values that it read; borrowed: the session's */
  StreeMemo    *memos;    /* list; owned */
  StreeNodeEffect *effects; /* list; owned: what a component keeps going */
  GError       *error;    /* of a boundary: what failed below it in this run. Owned */
  char         *error_path; /* and where. Owned */
  gboolean      failed;   /* of a boundary: the fallback shows */
  char         *told;     /* of a boundary: the failure that on_error was called for. Owned */
  StreeForm    *form;     /* of a Form: what its inputs hold back. Owned */
  StreePortalSlot *portal_slot; /* of a Portal or PortalMount: its slot; the mount's */
  int           load;     /* of an Image: a StreeLoadState */
  char         *load_message; /* and what went wrong. Owned */
  GHashTable   *stash;    /* of a List: row key (owned) -> list of states (owned) of rows out of sight */
} StreeNodeExtra;

/* First what a walk over siblings that did not change reads: it should be in one line of the cache. */
struct _StreeNode
{
  StreeElement   *element; /* in the arena of the component above it */
  StreeNode      *next;
  guint           slot; /* its place among its parent's children in the element */
  guint16         flags;
  guint16         ref_count;
  StreeNode      *first;
  gpointer        widget; /* the renderer's; NULL if the kind is transparent */
  StreeNode      *parent;
  StreeNode      *prev;
  StreeNode      *last;
  StreeNodeExtra *extra;
};

StreeNode      *stree_node_new      (StreeElement *element, guint slot);
StreeNode      *stree_node_ref      (StreeNode *node);
void            stree_node_unref    (StreeNode *node);
void            stree_node_bury     (StreeNode *node);
StreeNodeExtra *stree_node_extra    (StreeNode *node);
GHashTable     *stree_node_stash    (StreeNode *list);

void            stree_node_link     (StreeNode *parent, StreeNode *node, StreeNode *prev);
void            stree_node_unlink   (StreeNode *node);

StreeMount     *stree_node_get_mount (StreeNode *node);
const char     *stree_node_get_key   (StreeNode *node);
char           *stree_node_dup_path  (StreeNode *node);

static inline gboolean
stree_node_is_host (const StreeNode *node)
{
  return !(node->element->kind->flags & STREE_KIND_TRANSPARENT);
}

static inline gconstpointer
stree_node_args (const StreeNode *node)
{
  return stree_element_get_args (node->element);
}

/* The component whose function runs at the moment; NULL: none. */
StreeNode      *stree_node_get_running (void);
void            stree_node_set_running (StreeNode *node);

void            stree_node_mark_dirty  (StreeNode *node);
/* FALSE: it was noted before. */
gboolean        stree_node_add_read    (StreeNode *node, StreeState *state);
void            stree_node_forget_read (StreeNode *node, StreeState *state);

/* The next node in document order, below @top. */
StreeNode      *stree_node_next_in     (StreeNode *node, StreeNode *top);
StreeNode      *stree_node_find_form   (StreeNode *node);
/* Less than 0 if @a comes before @b in document order: both are in the same tree. */
int             stree_node_compare     (const StreeNode *a, const StreeNode *b);

G_END_DECLS
