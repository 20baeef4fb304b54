/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-engine-private.h"

#include <glib/gi18n-lib.h>

#include "sources/stree-source-path-private.h"
#include "sources/stree-sqlite-source.h"

struct _StreeSqliteEngine
{
  GObject parent_instance;
};

static void sqlite_engine_iface_init (StreeSourceEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeSqliteEngine,
                               stree_sqlite_engine,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE_ENGINE, sqlite_engine_iface_init))

static const char *const *
sqlite_engine_get_schemes (StreeSourceEngine *engine)
{
  static const char *const schemes[] = { "sqlite", "file", NULL };

  (void) engine;
  return schemes;
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  StreeSqliteSource *source = stree_sqlite_source_new_finish (result, &error);

  (void) object;
  if (source)
    g_task_return_pointer (task, source, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* The only table there is. */
static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  const char *path = g_task_get_task_data (task);
  GError *error = NULL;
  g_auto (GStrv) names = stree_sqlite_list_tables_finish (result, &error);
  guint n = names ? g_strv_length (names) : 0;

  (void) object;
  if (n == 1)
    {
      stree_sqlite_source_new_async (path, names[0], g_task_get_cancellable (task), opened_cb, g_object_ref (task));
      return;
    }
  if (!error && n == 0)
    g_set_error (&error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND, _ ("The database “%s” has no tables"), path);
  else if (!error)
    {
      g_autofree char *list = g_strjoinv (", ", names);

      /* Translators: a file, and the names of tables with commas between them */
      g_set_error (&error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND,
                   _ ("The database “%s” has several tables, of which one was expected to be named: %s"), path, list);
    }
  g_task_return_error (task, error);
}

static void
sqlite_engine_open_async (StreeSourceEngine *engine,
                          const char *uri,
                          const char *table,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, user_data);
  GError *error = NULL;
  char *path = stree_source_dup_path (uri, &error);

  if (!path)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, path, g_free);
  if (table)
    stree_sqlite_source_new_async (path, table, cancellable, opened_cb, g_object_ref (task));
  else
    stree_sqlite_list_tables_async (path, cancellable, listed_cb, g_object_ref (task));
}

static StreeSource *
sqlite_engine_open_finish (StreeSourceEngine *engine, GAsyncResult *result, GError **error)
{
  (void) engine;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tables_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char **names = stree_sqlite_list_tables_finish (result, &error);

  (void) object;
  if (names)
    g_task_return_pointer (task, names, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
sqlite_engine_list_tables_async (StreeSourceEngine *engine,
                                 const char *uri,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, user_data);
  GError *error = NULL;
  g_autofree char *path = stree_source_dup_path (uri, &error);

  if (path)
    stree_sqlite_list_tables_async (path, cancellable, tables_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

static char **
sqlite_engine_list_tables_finish (StreeSourceEngine *engine, GAsyncResult *result, GError **error)
{
  (void) engine;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sqlite_engine_iface_init (StreeSourceEngineInterface *iface)
{
  iface->get_schemes = sqlite_engine_get_schemes;
  iface->open_async = sqlite_engine_open_async;
  iface->open_finish = sqlite_engine_open_finish;
  iface->list_tables_async = sqlite_engine_list_tables_async;
  iface->list_tables_finish = sqlite_engine_list_tables_finish;
}

static void
stree_sqlite_engine_class_init (StreeSqliteEngineClass *klass)
{
  (void) klass;
}

static void
stree_sqlite_engine_init (StreeSqliteEngine *self)
{
  (void) self;
}
