/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "waiting-source.h"

#include "support.h"

static StreeFrame *
waiting_get_schema (StreeSource *source)
{
  return stree_source_get_schema (WAITING_SOURCE (source)->table);
}

static StreeColumnFlags
waiting_get_column_flags (StreeSource *source, guint column)
{
  StreeColumnFlags flags = stree_source_get_column_flags (WAITING_SOURCE (source)->table, column);

  return WAITING_SOURCE (source)->keyless ? flags & ~(guint) STREE_COLUMN_KEY : flags;
}

static StreeSourceCapabilities
waiting_get_capabilities (StreeSource *source)
{
  return stree_source_get_capabilities (WAITING_SOURCE (source)->table);
}

static void
fail (WaitingSource *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_return_new_error (task, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_BUSY, "%s", self->fails);
}

static void
waiting_read_free (gpointer data)
{
  WaitingRead *held = data;

  g_clear_object (&held->table);
  g_clear_object (&held->result);
  g_free (held);
}

static void
held_cb (GObject *table, GAsyncResult *result, gpointer data)
{
  WaitingRead *held = data;

  held->table = g_object_ref (table);
  held->result = g_object_ref (result);
}

static void
waiting_query_async (StreeSource *source,
                     StreeQuery *query,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  WaitingSource *self = WAITING_SOURCE (source);

  if (!stree_query_get_filter (query))
    {
      stree_source_query_async (self->table, query, cancellable, callback, data);
      return;
    }
  self->n_queries++;
  if (self->fails)
    fail (self, callback, data);
  else if (self->holds_reads)
    {
      WaitingRead *held = g_new0 (WaitingRead, 1);

      held->callback = callback;
      held->data = data;
      g_ptr_array_add (self->reads, held);
      stree_source_query_async (self->table, query, cancellable, held_cb, held);
    }
  else
    stree_source_query_async (self->table, query, cancellable, callback, data);
}

/* Of what failed: all else is told by the table. */
static StreeResultSet *
waiting_query_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
waiting_commit_async (StreeSource *source,
                      StreeChanges *changes,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  WaitingSource *self = WAITING_SOURCE (source);

  if (self->holds)
    {
      g_assert_null (self->held.changes);
      self->held = (WaitingWrite){ stree_changes_ref (changes), callback, data };
    }
  else if (self->fails)
    fail (self, callback, data);
  else
    stree_source_commit_async (self->table, changes, cancellable, callback, data);
}

static StreeCommit *
waiting_commit_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
waiting_source_iface_init (StreeSourceInterface *iface)
{
  iface->get_schema = waiting_get_schema;
  iface->get_column_flags = waiting_get_column_flags;
  iface->get_capabilities = waiting_get_capabilities;
  iface->query_async = waiting_query_async;
  iface->query_finish = waiting_query_finish;
  iface->commit_async = waiting_commit_async;
  iface->commit_finish = waiting_commit_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WaitingSource,
                               waiting_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE, waiting_source_iface_init))

static void
waiting_source_init (WaitingSource *self)
{
  self->reads = g_ptr_array_new_with_free_func (waiting_read_free);
}

static void
waiting_source_dispose (GObject *object)
{
  WaitingSource *self = WAITING_SOURCE (object);

  if (self->table)
    g_signal_handlers_disconnect_by_data (self->table, self);
  g_clear_object (&self->table);
  g_clear_pointer (&self->reads, g_ptr_array_unref);
  G_OBJECT_CLASS (waiting_source_parent_class)->dispose (object);
}

static void
waiting_source_class_init (WaitingSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = waiting_source_dispose;
}

void
waiting_source_write (WaitingSource *self)
{
  WaitingWrite held;

  wait_for (self->held.changes);
  held = self->held;
  self->held = (WaitingWrite){ NULL, NULL, NULL };
  self->holds = FALSE;
  if (self->fails)
    fail (self, held.callback, held.data);
  else
    stree_source_commit_async (self->table, held.changes, NULL, held.callback, held.data);
  stree_changes_unref (held.changes);
}

void
waiting_source_read (WaitingSource *self)
{
  WaitingRead *held;

  wait_for (self->reads->len > 0);
  held = g_ptr_array_steal_index (self->reads, 0);
  wait_for (held->result);
  held->callback (held->table, held->result, held->data);
  waiting_read_free (held);
}

WaitingSource *
waiting_source_new (StreeSource *table)
{
  WaitingSource *self = g_object_new (WAITING_TYPE_SOURCE, NULL);

  self->table = table;
  g_signal_connect_swapped (table, "changed", G_CALLBACK (stree_source_changed), self);
  return self;
}
