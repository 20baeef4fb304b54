/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-session.h"
#include "core/stree-values.h"

G_BEGIN_DECLS

typedef struct _StreeTasks StreeTasks;

struct _StreeSession
{
  GObject     parent_instance;
  GPtrArray  *mounts;  /* StreeMount, borrowed: they leave when they go */
  GHashTable *globals; /* key (owned) -> StreeState (owned) */
  GHashTable *memos;   /* key (owned) -> memo value (owned): of memo () and cache () */
  StreeValues *provided; /* owned: what it gives to every tree, by name */
  GHashTable *lookups; /* name -> StreeLookup (owned): who has read what is provided, here or in a tree */
  GHashTable *pending; /* path/name (owned) -> GVariant (owned): loaded, waits for its state to be made; NULL: nothing */
  GObject    *location; /* StreeLocation, owned; NULL before somebody asks where the session is */
  StreeTasks *tasks;    /* what was submitted: see tasks/; owned; NULL: nothing yet */
  GPtrArray  *inspectors; /* StreeInspector, borrowed: they hold the session; NULL: nobody ever looked */
  guint       n_tracers; /* how many look at what it does: see inspect/ */
  guint       generation; /* of the code: see core/stree-reload-private.h */
  guint       tell_id;   /* source: they are told of what came and went outside of a run */
  GPtrArray  *work;     /* what a quit would break off: see routing/stree-work.h; owned; NULL: nothing */
  GQueue     *questions; /* StreeQuestion, owned, the newest first: while a report is played that answers them; NULL: the user does */
  StreeHistory *history;   /* borrowed: it leaves when it goes; NULL: none is kept */
  StreeHistory *kept_history; /* the same, owned, if the session keeps it itself; NULL: it does not */
};

void      stree_session_add_mount    (StreeSession *session, StreeMount *mount);
/* What it provides by @name is another value now. */
void          stree_session_emit_provided (StreeSession *session, const char *name);
void      stree_session_remove_mount (StreeSession *session, StreeMount *mount);
/* What was saved for a place, once. */
GVariant *stree_session_take_pending (StreeSession *session, const char *place);
void      stree_session_forget_pending (StreeSession *session, const char *place);

G_END_DECLS
