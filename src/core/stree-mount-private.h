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
  guint          run;      /* counts the runs */
  guint          applying; /* > 0: whatever the widgets say is an echo */
  guint          depth;
  gpointer       too_deep; /* the boundary that took it; nothing more is mounted below that. NULL: it is not */
  guint          n_too_deep; /* how often that happened in this run */
  gboolean       thorough; /* below a boundary that failed: what is the same is looked at all the same */
  gboolean       scheduled;
  gboolean       flushing;
  char          *set_in_run; /* owned: the state that was set while a component ran */
  char          *set_by;     /* owned: and where */
  guint          n_reruns;   /* statistics */
};

StreeMount   *stree_mount_new         (StreeSession *session, StreeRenderer *renderer, const char *name, StreeElement *component);
void          stree_mount_free        (StreeMount *mount);
StreeSession *stree_mount_get_session (StreeMount *mount);
const char   *stree_mount_get_name    (StreeMount *mount);

/* Replaces the root component's element: other props, or other code under the same name. */
void          stree_mount_set_root    (StreeMount *mount, StreeElement *component);
/* Reruns before the next frame. */
void          stree_mount_schedule    (StreeMount *mount);
/* Reruns now, if that was asked for. */
void          stree_mount_flush       (StreeMount *mount);
/* Reruns now. */
void          stree_mount_rerun       (StreeMount *mount);

/* A state of @session changed; @owner is NULL for a global one. */
void          stree_mount_note_change (StreeSession *session, StreeNode *owner, const char *name);

/* Something failed at @node; taken by the nearest boundary. Takes @error. */
void          stree_mount_fail        (StreeMount *mount, StreeNode *node, GError *error);

G_END_DECLS
