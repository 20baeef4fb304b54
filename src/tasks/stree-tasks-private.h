/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The tasks of a session, by key. */

#include "core/stree-session-private.h"
#include "tasks/stree-task-inbox-private.h"

G_BEGIN_DECLS

struct _StreeTasks
{
  StreeTaskInbox *inbox; /* owned */
  GHashTable     *table; /* key (the task's) -> StreeTask (owned) */
  StreeState     *state; /* owned: counts what comes and goes; knows who looked for what was not there */
};

/* Makes them, if there are none yet. */
StreeTasks *stree_tasks_of   (StreeSession *session);
/* Cancels what runs. */
void        stree_tasks_free (StreeTasks *tasks);

/* All of them, as stree_summarize_tasks () says; NULL: there are none. */
GVariant   *stree_tasks_summarize (StreeTasks *tasks);

G_END_DECLS
