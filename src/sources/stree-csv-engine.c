/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-csv-engine-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sources/stree-csv-source.h"
#include "sources/stree-source-path-private.h"

/* A file is a database with one table, whose name is that of the file without its ending. */

struct _StreeCsvEngine
{
  GObject parent_instance;
};

static void csv_engine_iface_init (StreeSourceEngineInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeCsvEngine,
                               stree_csv_engine,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE_ENGINE, csv_engine_iface_init))

static const char *const *
csv_engine_get_schemes (StreeSourceEngine *engine)
{
  static const char *const schemes[] = { "csv", "tsv", NULL };

  (void) engine;
  return schemes;
}

static const char *const *
csv_engine_get_endings (StreeSourceEngine *engine)
{
  static const char *const endings[] = { ".csv", ".tsv", NULL };

  (void) engine;
  return endings;
}

static char *
dup_table_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *name = g_filename_display_name (base);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return name;
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  StreeCsvSource *source = stree_csv_source_new_finish (result, &error);

  (void) object;
  if (source)
    g_task_return_pointer (task, source, g_object_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
check_table (const char *path, const char *table, GError **error)
{
  g_autofree char *name = dup_table_name (path);

  if (!table || g_str_equal (table, name))
    return TRUE;
  g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND, _ ("The file “%s” has one table, “%s”, and none called “%s”"),
               path, name, table);
  return FALSE;
}

static void
csv_engine_open_async (StreeSourceEngine *engine,
                       const char *uri,
                       const char *table,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, user_data);
  GError *error = NULL;
  g_autofree char *path = stree_source_dup_path (uri, &error);
  g_autofree char *scheme = g_uri_parse_scheme (uri);
  g_autoptr (StreeCsvOptions) options = NULL;
  g_autoptr (GFile) file = NULL;

  if (!path || !check_table (path, table, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  file = g_file_new_for_path (path);
  if (scheme && g_ascii_strcasecmp (scheme, "tsv") == 0)
    {
      options = stree_csv_options_new ();
      stree_csv_options_set_delimiter (options, '\t');
    }
  stree_csv_source_new_async (file, options, cancellable, opened_cb, g_object_ref (task));
}

static StreeSource *
csv_engine_open_finish (StreeSourceEngine *engine, GAsyncResult *result, GError **error)
{
  (void) engine;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (object), result, &error);
  char **names;

  if (!info)
    {
      g_task_return_error (task, error);
      return;
    }
  names = g_new0 (char *, 2);
  names[0] = dup_table_name (g_task_get_task_data (task));
  g_task_return_pointer (task, names, (GDestroyNotify) g_strfreev);
}

static void
csv_engine_list_tables_async (StreeSourceEngine *engine,
                              const char *uri,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (engine, cancellable, callback, user_data);
  GError *error = NULL;
  char *path = stree_source_dup_path (uri, &error);
  g_autoptr (GFile) file = NULL;

  if (!path)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, path, g_free);
  file = g_file_new_for_path (path);
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, cancellable,
                           found_cb, g_object_ref (task));
}

static char **
csv_engine_list_tables_finish (StreeSourceEngine *engine, GAsyncResult *result, GError **error)
{
  (void) engine;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
csv_engine_iface_init (StreeSourceEngineInterface *iface)
{
  iface->get_schemes = csv_engine_get_schemes;
  iface->get_endings = csv_engine_get_endings;
  iface->open_async = csv_engine_open_async;
  iface->open_finish = csv_engine_open_finish;
  iface->list_tables_async = csv_engine_list_tables_async;
  iface->list_tables_finish = csv_engine_list_tables_finish;
}

static void
stree_csv_engine_class_init (StreeCsvEngineClass *klass)
{
  (void) klass;
}

static void
stree_csv_engine_init (StreeCsvEngine *self)
{
  (void) self;
}
