/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A task has two sides. What its worker says lies under the lock of the inbox, where any thread may put it; what a run of
 * the main thread sees is a copy that only the inbox's dispatch renews. So nothing changes while a component runs, and a
 * worker never waits for one.
 */

#include "core/stree-deps-private.h"
#include "core/stree-state.h"
#include "tasks/stree-task-lock-private.h"
#include "tasks/stree-task-submit.h"

G_BEGIN_DECLS

typedef struct _StreeTaskInbox StreeTaskInbox;
typedef struct _StreeTaskPool  StreeTaskPool;

/* Of the main thread: who has a part in a task beside those who read it. */
typedef struct
{
  /* Something that it said was taken over. @progress: how far it is, too. */
  void (*heard)  (StreeTask *task, gboolean progress, gpointer owner);
  /* It was asked to stop, and that is all: what is to be stopped is the owner's. NULL: the task is stopped itself. */
  void (*unwant) (StreeTask *task, gpointer owner);
} StreeTaskOwner;

typedef struct
{
  enum
  {
    STREE_PROGRESS_NONE,
    STREE_PROGRESS_NUMBER,
    STREE_PROGRESS_VARIANT,
  } type;
  double    number;
  GVariant *variant; /* owned; a text is one, too */
} StreeTaskProgress;

struct _StreeTask
{
  int             ref_count; /* atomic */
  char           *key;       /* owned */
  StreeTaskInbox *inbox;     /* owned */
  GCancellable   *cancellable; /* owned */
  StreeTaskPool  *pool;      /* borrowed: pools stay; NULL: it was begun in the main thread */
  int             priority;
  StreeTaskFunc   worker;

  /* Of whoever has the task at the moment: the main thread, then its worker, then the main thread again. */
  gpointer        data;
  GDestroyNotify  destroy;

  /* Under the inbox's lock: what the worker says. */
  StreeTaskStatus   said;
  StreeTaskProgress said_progress;
  gboolean          has_progress; /* said, and not seen yet */
  gboolean          posted;       /* lies in the inbox */
  gboolean          returned;     /* has said how it ended */
  StreeTaskStatus   ending;       /* and how */
  GValue            result;       /* from then on, it does not change */
  GError           *error;
  gpointer          pointer;      /* a result without a type; pointer_destroy is its own */
  GDestroyNotify    pointer_destroy;

  /* Of the main thread: what a run sees. */
  StreeTaskStatus   status;
  StreeTaskProgress progress;
  StreeState       *state;          /* owned: counts the changes of status; knows who reads it */
  StreeState       *progress_state; /* owned: of progress */
  StreeTask        *previous;       /* owned: what it superseded, if that had a result; NULL: nothing */
  StreeTask        *source;         /* owned: the task of which it shows the end; NULL: its own */
  gboolean          refreshing;     /* it is done, and something newer is under way */
  const StreeTaskOwner *owner;      /* NULL: nobody */
  gpointer          owner_data;
  StreeDeps         deps;           /* kept in the arena */
  StreeArena       *arena;          /* owned; NULL: there are none, or it has left the session */
  guint             work;           /* of the session: what it would break off; 0: nothing */
};

StreeTask *stree_task_new        (StreeTaskInbox *inbox, const char *key);
/* Calls the worker and says how it ended. In a thread of its own. */
void       stree_task_run        (StreeTask *task);
/* Main thread: takes over what was said. */
void       stree_task_take_over  (StreeTask *task);
/* Main thread: it never began. */
void       stree_task_withdraw   (StreeTask *task, StreeTaskStatus status, GError *error);
void       stree_task_free_data  (StreeTask *task);
/* Calls what begins it, or hands it to a thread. It may have ended with an error on return: the pool was full. */
void       stree_task_launch     (StreeTask *task, const StreeTaskSpec *spec);

/* Main thread: a task without a worker, which only shows what others come to. */
StreeTask *stree_task_new_shown  (StreeTaskInbox *inbox, const char *key);
/* Main thread: and this is what it shows. @source: whose end; NULL: none yet. @previous: see stree_task_get_previous (). */
void       stree_task_show       (StreeTask *task, StreeTaskStatus status, StreeTask *source, StreeTask *previous, gboolean refreshing);
void       stree_task_show_progress (StreeTask *task, const StreeTaskProgress *progress);
gboolean   stree_task_is_over    (StreeTaskStatus status);

/* Main thread: of no session from now on; nobody is told of what it says but its owner. */
void       stree_task_cut_off    (StreeTask *task);
const char *stree_task_status_name (StreeTaskStatus status);

/* Main thread: it leaves the session. What it holds can be read for as long as somebody has it. */
void       stree_task_retire     (StreeTask *task);
/* The same, and for all who have it there is no such task any more: what comes of it is shown to nobody. */
void       stree_task_forget     (StreeTask *task);

G_END_DECLS
