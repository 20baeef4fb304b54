/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-engine-private.h"

#include "sources/postgres/stree-pg-source-private.h"
#include "sources/postgres/stree-pg-table-private.h"

G_DECLARE_FINAL_TYPE (StreePgEngine, stree_pg_engine, STREE, PG_ENGINE, GObject)

struct _StreePgEngine
{
  GObject parent_instance;
};

static void pg_engine_iface_init (StreeSourceEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StreePgEngine,
                               stree_pg_engine,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE_ENGINE, pg_engine_iface_init))

static const char *const *
pg_engine_get_schemes (StreeSourceEngine *engine)
{
  static const char *const schemes[] = { "postgresql", "postgres", NULL };

  (void) engine;
  return schemes;
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  StreeSource *source = stree_pg_source_open_finish (result, &error);

  (void) object;
  if (source)
    g_task_return_pointer (task, source, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
pg_engine_open_async (StreeSourceEngine *engine,
                      const char *uri,
                      const char *table,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  stree_pg_source_open_async (uri, table, cancellable, opened_cb, g_task_new (engine, cancellable, callback, user_data));
}

static StreeSource *
pg_engine_open_finish (StreeSourceEngine *engine, GAsyncResult *result, GError **error)
{
  (void) engine;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char **tables = stree_pg_list_tables_finish (result, &error);

  (void) object;
  stree_pg_connection_close (g_task_get_task_data (task));
  if (tables)
    g_task_return_pointer (task, tables, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
pg_engine_list_tables_async (StreeSourceEngine *engine,
                             const char *uri,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (engine, cancellable, callback, user_data);
  StreePgConnection *connection = stree_pg_connection_new (uri, TRUE, NULL);

  g_task_set_task_data (task, connection, g_object_unref);
  stree_pg_list_tables_async (connection, cancellable, listed_cb, task);
}

static char **
pg_engine_list_tables_finish (StreeSourceEngine *engine, GAsyncResult *result, GError **error)
{
  (void) engine;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
pg_engine_iface_init (StreeSourceEngineInterface *iface)
{
  iface->get_schemes = pg_engine_get_schemes;
  iface->open_async = pg_engine_open_async;
  iface->open_finish = pg_engine_open_finish;
  iface->list_tables_async = pg_engine_list_tables_async;
  iface->list_tables_finish = pg_engine_list_tables_finish;
}

static void
stree_pg_engine_class_init (StreePgEngineClass *klass)
{
  (void) klass;
}

static void
stree_pg_engine_init (StreePgEngine *self)
{
  (void) self;
}

void
stree_source_engine_load (void)
{
  g_io_extension_point_implement (STREE_SOURCE_ENGINE_EXTENSION_POINT, stree_pg_engine_get_type (), "postgresql", 10);
}
