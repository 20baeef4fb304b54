/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-session.h"

G_BEGIN_DECLS

struct _StreeSession
{
  GObject     parent_instance;
  GPtrArray  *mounts;  /* StreeMount, borrowed: they leave when they go */
  GHashTable *globals; /* key (owned) -> StreeState (owned) */
  GHashTable *memos;   /* key (owned) -> memo value (owned): of memo () and cache () */
  GHashTable *pending; /* path/name (owned) -> GVariant (owned): loaded, waits for its state to be made; NULL: nothing */
};

void      stree_session_add_mount    (StreeSession *session, StreeMount *mount);
void      stree_session_remove_mount (StreeSession *session, StreeMount *mount);
/* What was saved for a place, once. */
GVariant *stree_session_take_pending (StreeSession *session, const char *place);

G_END_DECLS
