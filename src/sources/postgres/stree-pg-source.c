/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-source-private.h"

#include "sources/postgres/stree-pg-commit-private.h"
#include "sources/postgres/stree-pg-result-private.h"

#define STREE_TYPE_PG_SOURCE (stree_pg_source_get_type ())
G_DECLARE_FINAL_TYPE (StreePgSource, stree_pg_source, STREE, PG_SOURCE, GObject)

/* Three connections, so that nothing waits for what takes longer; all but the first begin when they are needed. */
struct _StreePgSource
{
  GObject parent_instance;
  StreePgConnection *read;  /* owned: pages; hears of changes; it is kept */
  StreePgConnection *back;  /* owned: counts */
  StreePgConnection *write; /* owned: commits */
  StreePgTable *table;      /* owned; NULL: it is not open yet */
  GQueue commits;           /* of GTask (owned): the first is at work, the others wait */
};

enum
{
  PROP_NOTIFY_SQL = 1
};

static void pg_source_iface_init (StreeSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StreePgSource,
                               stree_pg_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE, pg_source_iface_init))

static StreeFrame *
pg_source_get_schema (StreeSource *source)
{
  return STREE_PG_SOURCE (source)->table->schema;
}

static StreeColumnFlags
pg_source_get_column_flags (StreeSource *source, guint column)
{
  return stree_pg_table_column (STREE_PG_SOURCE (source)->table, column)->flags;
}

static StreeSourceCapabilities
pg_source_get_capabilities (StreeSource *source)
{
  return STREE_PG_SOURCE (source)->table->capabilities;
}

/* --- asking --- */

static void
queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  StreeResultSet *rows = stree_pg_result_new_finish (result, &error);

  (void) object;
  if (rows)
    g_task_return_pointer (task, rows, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
pg_source_query_async (StreeSource *source,
                       StreeQuery *query,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  StreePgSource *self = STREE_PG_SOURCE (source);

  stree_pg_result_new_async (source, self->table, self->read, self->back, query, cancellable, queried_cb,
                             g_task_new (source, cancellable, callback, user_data));
}

static StreeResultSet *
pg_source_query_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static StreeFrame *
make_counts (StreePgSource *self, guint number, PGresult *result)
{
  StreeColumnType type = stree_pg_table_column (self->table, number)->type;
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "value", type);
  stree_frame_builder_add_column (builder, "count", STREE_COLUMN_INT64);
  for (int row = 0; row < PQntuples (result); row++)
    {
      if (!PQgetisnull (result, row, 0))
        stree_pg_table_append_value (builder, 0, type, PQgetvalue (result, row, 0));
      stree_frame_builder_append_int64 (builder, 1, g_ascii_strtoll (PQgetvalue (result, row, 1), NULL, 10));
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static void
distinct_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StreePgSource *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);

  if (results)
    g_task_return_pointer (task, make_counts (self, GPOINTER_TO_UINT (g_task_get_task_data (task)), results->pdata[0]),
                           (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_error (task, error);
}

static void
pg_source_distinct_async (StreeSource *source,
                          guint column,
                          StreeQuery *query,
                          guint max,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  StreePgSource *self = STREE_PG_SOURCE (source);
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  GPtrArray *statements = stree_pg_statements_new ();

  g_task_set_task_data (task, GUINT_TO_POINTER (column), NULL);
  g_ptr_array_add (statements, stree_pg_distinct_statement (self->table, column, query, max));
  /* A count may be long at work. */
  stree_pg_connection_run_async (stree_pg_connection_is_idle (self->back) ? self->back : self->read, statements, NULL,
                                 NULL, cancellable, distinct_cb, task);
}

static StreeFrame *
pg_source_distinct_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- writing --- */

static void begin_commit (StreePgSource *self);

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreePgSource) self = data;
  g_autoptr (GTask) task = g_queue_pop_head (&self->commits);
  GError *error = NULL;
  StreeCommit *commit = stree_pg_commit_finish (result, &error);
  gboolean written = commit && stree_commit_get_n_conflicts (commit) == 0;

  (void) object;
  if (commit)
    g_task_return_pointer (task, commit, (GDestroyNotify) stree_commit_unref);
  else
    g_task_return_error (task, error);
  if (written)
    stree_source_changed (STREE_SOURCE (self));
  begin_commit (self);
}

static void
begin_commit (StreePgSource *self)
{
  GTask *task = g_queue_peek_head (&self->commits);

  if (task)
    stree_pg_commit_async (self->table, self->write, g_task_get_task_data (task), g_task_get_cancellable (task),
                           committed_cb, g_object_ref (self));
}

static void
pg_source_commit_async (StreeSource *source,
                        StreeChanges *changes,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  StreePgSource *self = STREE_PG_SOURCE (source);
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE); /* what is written is told */
  g_task_set_task_data (task, stree_changes_ref (changes), (GDestroyNotify) stree_changes_unref);
  g_queue_push_tail (&self->commits, task);
  if (self->commits.length == 1)
    begin_commit (self);
}

static StreeCommit *
pg_source_commit_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
pg_source_iface_init (StreeSourceInterface *iface)
{
  iface->get_schema = pg_source_get_schema;
  iface->get_column_flags = pg_source_get_column_flags;
  iface->get_capabilities = pg_source_get_capabilities;
  iface->query_async = pg_source_query_async;
  iface->query_finish = pg_source_query_finish;
  iface->distinct_async = pg_source_distinct_async;
  iface->distinct_finish = pg_source_distinct_finish;
  iface->commit_async = pg_source_commit_async;
  iface->commit_finish = pg_source_commit_finish;
}

/* --- opening --- */

/* Who shows the table asks, and is told that the server is gone. */
static void
lost_cb (gpointer data, const GError *error)
{
  StreePgSource *self = data;

  g_debug ("postgresql: %s", error->message);
  if (self->table)
    stree_source_changed (STREE_SOURCE (self));
}

/* Whatever happened meanwhile. */
static void
back_cb (gpointer data)
{
  StreePgSource *self = data;

  if (self->table)
    stree_source_changed (STREE_SOURCE (self));
}

/* Its own commits tell that by themselves. */
static void
notified_cb (gpointer data, const char *payload, int pid)
{
  StreePgSource *self = data;

  if (self->table && g_str_equal (payload, self->table->oid) && pid != stree_pg_connection_get_pid (self->write))
    stree_source_changed (STREE_SOURCE (self));
}

static const StreePgEvents events = { lost_cb, back_cb, notified_cb };

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StreePgSource *self = g_task_get_task_data (task);
  GError *error = NULL;

  (void) object;
  self->table = stree_pg_table_load_finish (result, &error);
  if (self->table)
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (task, error);
}

typedef struct
{
  GTask *task;
  char *table;
} Opening;

static void
connected_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (GTask) task = opening->task;
  g_autofree char *table = opening->table;
  StreePgSource *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_free (opening);
  if (stree_pg_connection_keep_finish (STREE_PG_CONNECTION (object), result, &error))
    stree_pg_table_load_async (self->read, table, g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

void
stree_pg_source_open_async (const char *uri,
                            const char *table,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  StreePgSource *self = g_object_new (STREE_TYPE_PG_SOURCE, NULL);
  Opening *opening = g_new0 (Opening, 1);

  self->read = stree_pg_connection_new (uri, TRUE, STREE_PG_CHANNEL);
  self->back = stree_pg_connection_new (uri, TRUE, NULL);
  self->write = stree_pg_connection_new (uri, FALSE, NULL);
  g_task_set_task_data (task, self, g_object_unref);
  opening->task = task;
  opening->table = g_strdup (table);
  stree_pg_connection_keep_async (self->read, &events, self, cancellable, connected_cb, opening);
}

StreeSource *
stree_pg_source_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the object --- */

static void
stree_pg_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_NOTIFY_SQL)
    g_value_take_string (value, stree_pg_table_notify_sql (STREE_PG_SOURCE (object)->table));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
stree_pg_source_finalize (GObject *object)
{
  StreePgSource *self = STREE_PG_SOURCE (object);

  stree_pg_connection_close (self->read);
  stree_pg_connection_close (self->back);
  stree_pg_connection_close (self->write);
  g_object_unref (self->read);
  g_object_unref (self->back);
  g_object_unref (self->write);
  g_clear_pointer (&self->table, stree_pg_table_unref);
  G_OBJECT_CLASS (stree_pg_source_parent_class)->finalize (object);
}

static void
stree_pg_source_class_init (StreePgSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = stree_pg_source_get_property;
  G_OBJECT_CLASS (klass)->finalize = stree_pg_source_finalize;

  /* The statements that make a trigger, by which the table tells of every change. They are for whoever runs the database:
   * nothing here runs them. */
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), PROP_NOTIFY_SQL,
      g_param_spec_string ("notify-sql", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
stree_pg_source_init (StreePgSource *self)
{
  g_queue_init (&self->commits);
}
