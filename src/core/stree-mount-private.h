/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A mounted tree: a root component, a renderer and a session, and the rhythm of runs. */

#include "core/stree-renderer-private.h"
#include "core/stree-reuse-private.h"
#include "core/stree-session.h"

G_BEGIN_DECLS

/* How many runs in a row may each set state before it is called a loop. */
#define STREE_MAX_RERUNS 25
/* How deep a tree may be: a component that contains itself must not end in a crash. */
#define STREE_MAX_DEPTH 1000

typedef struct _StreePortals StreePortals;
typedef struct _StreeTrace StreeTrace;

struct _StreeMount
{
  StreeSession  *session;  /* owned */
  StreeRenderer *renderer; /* borrowed: owns the mount */
  char          *name;     /* owned: the head of every render path */
  StreeNode     *root;     /* owned; a boundary around the root component */
  StreeArena    *arena;    /* owned: where the root's own elements live */
  GPtrArray     *stale;    /* StreeArena, owned: where they lived before, until a run is through; NULL: none */
  StreeReuse     reuse;    /* what a run takes from the one before */
  GQueue         told;     /* while running: boundaries (held) whose on_error is to be called */
  StreeState    *stashed;  /* while a row of a List is mounted: the states it left behind; named by their place. Owned */
  StreePortals  *portals;  /* owned: the slots; NULL before the first Portal */
  StreeTrace    *trace;    /* owned: what it does is written down; NULL: nobody looks */
  gboolean       has_scopes; /* there is, or was, a DeferredFragment */
  GQueue         deferred; /* scopes (held) that wait for their first build */
  guint          run;      /* counts the runs */
  guint          applying; /* > 0: whatever the widgets say is an echo */
  guint          depth;
  gpointer       too_deep; /* the boundary that took it; nothing more is mounted below that. NULL: it is not */
  guint          n_too_deep; /* how often that happened in this run */
  gboolean       thorough; /* below a boundary that failed: what is the same is looked at all the same */
  gboolean       scheduled; /* something is due before the next frame */
  gboolean       root_due;  /* it is the root component; else it is marked nodes only */
  gboolean       flushing;
  char          *set_in_run; /* owned: the state that was set while a component ran */
  char          *set_by;     /* owned: and where */
  guint          n_reruns;   /* statistics */
  guint          n_actions;  /* Action nodes */
  gboolean       actions_changed; /* and the renderer has not been told */
  GQueue         handles;    /* what is to be done to elements after the run; see actions/ */
};

StreeMount   *stree_mount_new         (StreeSession *session, StreeRenderer *renderer, const char *name, StreeElement *component);
void          stree_mount_free        (StreeMount *mount);
StreeSession *stree_mount_get_session (StreeMount *mount);
const char   *stree_mount_get_name    (StreeMount *mount);
/* Of the root component, also of one that failed. Borrowed. */
StreeContext *stree_mount_get_context (StreeMount *mount);

/* Replaces the root component's element: other props, or other code under the same name. */
void          stree_mount_set_root    (StreeMount *mount, StreeElement *component);
/* Reruns the root component before the next frame. */
void          stree_mount_schedule    (StreeMount *mount);
/* The same for what is marked in the tree: the root component runs only if something else asks for it. */
void          stree_mount_schedule_quiet (StreeMount *mount);
/* Reruns now, if that was asked for. */
void          stree_mount_flush       (StreeMount *mount);
/* Reruns now. */
void          stree_mount_rerun       (StreeMount *mount);

/* A state of @session changed; @owner is NULL for a global one. @readers: who else is known to read it; NULL: nobody. */
void          stree_mount_note_change (StreeSession *session, StreeNode *owner, GPtrArray *readers, const char *name);

/* Something failed at @node; taken by the nearest boundary. Takes @error. */
void          stree_mount_fail        (StreeMount *mount, StreeNode *node, GError *error);

G_END_DECLS
