/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-csv-source-private.h"

/* Questions about rows of a CSV file that are not there yet. */

typedef struct
{
  StreeCsvSource *self; /* borrowed: the task holds it */
  guint64 n_rows;
  GTask *task; /* owned */
  StreeCsvGo go;
  GSource *cancelled; /* owned; NULL: it cannot be cancelled */
} Waiting;

static void
stop_listening (Waiting *waiting)
{
  if (waiting->cancelled)
    g_source_destroy (waiting->cancelled);
  g_clear_pointer (&waiting->cancelled, g_source_unref);
}

static GTask *
waiting_end (Waiting *waiting)
{
  GTask *task = waiting->task;

  stop_listening (waiting);
  g_free (waiting);
  return task;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Waiting *waiting = data;
  GTask *task;

  (void) cancellable;
  g_queue_remove (&waiting->self->waiting, waiting);
  task = waiting_end (waiting);
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

void
stree_csv_source_wait (StreeCsvSource *self, guint64 n_rows, GTask *task, StreeCsvGo go)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->self = self;
  waiting->n_rows = n_rows;
  waiting->task = task;
  waiting->go = go;
  if (g_task_get_cancellable (task))
    {
      waiting->cancelled = g_cancellable_source_new (g_task_get_cancellable (task));
      g_source_set_name (waiting->cancelled, "[streamtree] csv rows not wanted");
      g_source_set_callback (waiting->cancelled, G_SOURCE_FUNC (cancelled_cb), waiting, NULL);
      g_source_attach (waiting->cancelled, g_task_get_context (task));
    }
  g_queue_push_tail (&self->waiting, waiting);
  stree_csv_source_read_rest (self);
}

void
stree_csv_source_serve (StreeCsvSource *self)
{
  g_autoptr (StreeCsvSource) held = g_object_ref (self);
  GQueue ready = G_QUEUE_INIT;
  guint n_known = self->index ? stree_csv_index_get_n_rows (self->index, NULL) : 0;
  Waiting *waiting;

  (void) held;
  for (GList *l = self->waiting.head, *next; l; l = next)
    {
      waiting = l->data;
      next = l->next;
      if (!self->whole && !self->error && waiting->n_rows > n_known)
        continue;
      /* It is answered now: what is cancelled while others are, its own task says. */
      stop_listening (waiting);
      g_queue_unlink (&self->waiting, l);
      g_queue_push_tail_link (&ready, l);
    }
  while ((waiting = g_queue_pop_head (&ready)))
    {
      StreeCsvGo go = waiting->go;

      go (waiting_end (waiting));
    }
}
