/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tasks/stree-task-inbox-private.h"

#include "tasks/stree-tasks-private.h"

#define FRAME_US  (16 * 1000) /* progress is seen so often at most */
#define BUDGET_US (4 * 1000)  /* what one dispatch may take of it */
#define PAUSE_US  (1 * 1000)  /* and how long it leaves the loop to others then */

struct _StreeTaskInbox
{
  int           ref_count; /* atomic */
  GMutex        lock;
  GQueue        posted;    /* StreeTask, held */
  GSource      *source;    /* owned; NULL: closed */
  gboolean      has_ended; /* a task among the posted */
  gint64        seen_at;   /* when the last dispatch was, in microseconds */
  StreeSession *session;   /* borrowed; of the main thread. NULL: closed */
};

typedef struct
{
  GSource         source;
  StreeTaskInbox *inbox; /* borrowed: it destroys the source */
} InboxSource;

static StreeTask *
take (StreeTaskInbox *inbox)
{
  StreeTask *task;

  stree_lock (&inbox->lock);
  task = g_queue_pop_head (&inbox->posted);
  if (task)
    task->posted = FALSE;
  if (g_queue_is_empty (&inbox->posted))
    inbox->has_ended = FALSE;
  stree_unlock (&inbox->lock);
  return task;
}

static guint
count (StreeTaskInbox *inbox)
{
  guint n;

  stree_lock (&inbox->lock);
  n = g_queue_get_length (&inbox->posted);
  stree_unlock (&inbox->lock);
  return n;
}

/* With nothing left, asleep until somebody posts. What was posted meanwhile waits for the next frame, unless it is an end.
 * @left: of those that were there, for which there was no time. */
static void
rest (StreeTaskInbox *inbox, guint left)
{
  gint64 ready = -1;

  stree_lock (&inbox->lock);
  inbox->seen_at = g_get_monotonic_time ();
  if (!g_queue_is_empty (&inbox->posted))
    ready = inbox->seen_at + (left > 0 || inbox->has_ended ? PAUSE_US : FRAME_US);
  if (inbox->source)
    g_source_set_ready_time (inbox->source, ready);
  stree_unlock (&inbox->lock);
}

/* A worker that reports without end is taken once: what it says next comes behind those that are counted here. */
static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  StreeTaskInbox *inbox = stree_task_inbox_ref (((InboxSource *) source)->inbox);
  gint64          start = g_get_monotonic_time ();
  guint           left = count (inbox);
  StreeTask      *task;

  (void) callback;
  (void) data;
  while (inbox->session && left > 0 && g_get_monotonic_time () - start < BUDGET_US && (task = take (inbox)))
    {
      stree_task_take_over (task);
      stree_task_unref (task);
      left--;
    }
  rest (inbox, left);
  stree_task_inbox_unref (inbox);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

StreeTaskInbox *
stree_task_inbox_new (StreeSession *session)
{
  StreeTaskInbox *inbox = g_new0 (StreeTaskInbox, 1);

  inbox->ref_count = 1;
  g_mutex_init (&inbox->lock);
  g_queue_init (&inbox->posted);
  inbox->session = session;
  inbox->source = g_source_new (&source_funcs, sizeof (InboxSource));
  ((InboxSource *) inbox->source)->inbox = inbox;
  g_source_set_static_name (inbox->source, "[streamtree] tasks");
  g_source_set_ready_time (inbox->source, -1);
  g_source_attach (inbox->source, g_main_context_get_thread_default ());
  return inbox;
}

StreeTaskInbox *
stree_task_inbox_ref (StreeTaskInbox *inbox)
{
  g_atomic_int_inc (&inbox->ref_count);
  return inbox;
}

void
stree_task_inbox_unref (StreeTaskInbox *inbox)
{
  if (!g_atomic_int_dec_and_test (&inbox->ref_count))
    return;
  g_assert (!inbox->source && g_queue_is_empty (&inbox->posted));
  g_mutex_clear (&inbox->lock);
  g_free (inbox);
}

/* What is said from now on is heard by nobody. */
void
stree_task_inbox_close (StreeTaskInbox *inbox)
{
  GQueue     posted;
  GSource   *source;
  StreeTask *task;

  inbox->session = NULL;
  stree_lock (&inbox->lock);
  source = g_steal_pointer (&inbox->source);
  posted = inbox->posted;
  g_queue_init (&inbox->posted);
  stree_unlock (&inbox->lock);
  g_source_destroy (source);
  g_source_unref (source);
  while ((task = g_queue_pop_head (&posted)))
    stree_task_unref (task);
}

StreeSession *
stree_task_inbox_session (StreeTaskInbox *inbox)
{
  return inbox->session;
}

void
stree_task_inbox_lock (StreeTaskInbox *inbox)
{
  stree_lock (&inbox->lock);
}

void
stree_task_inbox_unlock (StreeTaskInbox *inbox)
{
  stree_unlock (&inbox->lock);
}

gboolean
stree_task_inbox_post (StreeTaskInbox *inbox, StreeTask *task, gboolean ended)
{
  gint64 ready, due;

  if (!inbox->source)
    return FALSE;
  if (!task->posted)
    {
      task->posted = TRUE;
      g_queue_push_tail (&inbox->posted, stree_task_ref (task));
    }
  else if (!ended)
    {
      return TRUE; /* whoever posted it has seen to the time */
    }
  inbox->has_ended = inbox->has_ended || ended;
  ready = ended ? 0 : inbox->seen_at + FRAME_US;
  due = g_source_get_ready_time (inbox->source);
  if (due < 0 || ready < due)
    g_source_set_ready_time (inbox->source, ready);
  return TRUE;
}
