/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "slow-source.h"

#include "support.h"

static StreeFrame *
slow_get_schema (StreeSource *source)
{
  return stree_source_get_schema (SLOW_SOURCE (source)->table);
}

static StreeColumnFlags
slow_get_column_flags (StreeSource *source, guint column)
{
  return stree_source_get_column_flags (SLOW_SOURCE (source)->table, column);
}

static StreeSourceCapabilities
slow_get_capabilities (StreeSource *source)
{
  return stree_source_get_capabilities (SLOW_SOURCE (source)->table);
}

static void
fail (SlowSource *self, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);

  g_task_return_new_error (task, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_BUSY, "%s", self->fails);
}

static void
slow_read_free (gpointer data)
{
  SlowRead *held = data;

  g_clear_object (&held->table);
  g_clear_object (&held->result);
  g_free (held);
}

static void
held_cb (GObject *table, GAsyncResult *result, gpointer data)
{
  SlowRead *held = data;

  held->table = g_object_ref (table);
  held->result = g_object_ref (result);
}

static void
slow_query_async (StreeSource *source, StreeQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  SlowSource *self = SLOW_SOURCE (source);

  self->n_queries++;
  if (self->fails)
    fail (self, callback, data);
  else if (self->holds_reads)
    {
      SlowRead *held = g_new0 (SlowRead, 1);

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
slow_query_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
slow_commit_async (StreeSource *source, StreeChanges *changes, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  SlowSource *self = SLOW_SOURCE (source);

  if (self->holds)
    {
      g_assert_null (self->held.changes);
      self->held = (SlowWrite){ stree_changes_ref (changes), callback, data };
    }
  else if (self->fails)
    fail (self, callback, data);
  else
    stree_source_commit_async (self->table, changes, cancellable, callback, data);
}

static StreeCommit *
slow_commit_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
slow_source_iface_init (StreeSourceInterface *iface)
{
  iface->get_schema = slow_get_schema;
  iface->get_column_flags = slow_get_column_flags;
  iface->get_capabilities = slow_get_capabilities;
  iface->query_async = slow_query_async;
  iface->query_finish = slow_query_finish;
  iface->commit_async = slow_commit_async;
  iface->commit_finish = slow_commit_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SlowSource, slow_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE, slow_source_iface_init))

static void
slow_source_init (SlowSource *self)
{
  self->reads = g_ptr_array_new_with_free_func (slow_read_free);
}

static void
slow_source_dispose (GObject *object)
{
  SlowSource *self = SLOW_SOURCE (object);

  if (self->table)
    g_signal_handlers_disconnect_by_data (self->table, self);
  g_clear_object (&self->table);
  g_clear_pointer (&self->reads, g_ptr_array_unref);
  G_OBJECT_CLASS (slow_source_parent_class)->dispose (object);
}

static void
slow_source_class_init (SlowSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = slow_source_dispose;
}

void
slow_source_write (SlowSource *self)
{
  SlowWrite held;

  wait_for (self->held.changes);
  held = self->held;
  self->held = (SlowWrite){ NULL, NULL, NULL };
  self->holds = FALSE;
  if (self->fails)
    fail (self, held.callback, held.data);
  else
    stree_source_commit_async (self->table, held.changes, NULL, held.callback, held.data);
  stree_changes_unref (held.changes);
}

void
slow_source_read (SlowSource *self)
{
  SlowRead *held;

  wait_for (self->reads->len > 0);
  held = g_ptr_array_steal_index (self->reads, 0);
  wait_for (held->result);
  held->callback (held->table, held->result, held->data);
  slow_read_free (held);
}

SlowSource *
slow_source_new (StreeSource *table)
{
  SlowSource *self = g_object_new (SLOW_TYPE_SOURCE, NULL);

  self->table = table;
  g_signal_connect_swapped (table, "changed", G_CALLBACK (stree_source_changed), self);
  return self;
}
