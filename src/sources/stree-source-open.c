/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-source-open.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <string.h>

#include "core/stree-thread-private.h"
#include "sources/stree-csv-engine-private.h"
#include "sources/stree-sqlite-engine-private.h"

#define ENGINE_GROUP "Source Engine"
#define LOAD_FUNCTION "stree_source_engine_load"

/**
 * StreeSourceEngine:
 *
 * What opens sources of one kind, by URIs of its schemes.
 *
 * Since: 1.0
 */
G_DEFINE_INTERFACE (StreeSourceEngine, stree_source_engine, G_TYPE_OBJECT)

static void
stree_source_engine_default_init (StreeSourceEngineInterface *iface)
{
  (void) iface;
}

/* --- the engines --- */

static GIOExtensionPoint *
get_extension_point (void)
{
  static GIOExtensionPoint *point;

  if (point)
    return point;
  point = g_io_extension_point_register (STREE_SOURCE_ENGINE_EXTENSION_POINT);
  g_io_extension_point_set_required_type (point, STREE_TYPE_SOURCE_ENGINE);
  /* Those of the library itself. */
  g_io_extension_point_implement (STREE_SOURCE_ENGINE_EXTENSION_POINT, STREE_TYPE_SQLITE_ENGINE, "sqlite", 0);
  g_io_extension_point_implement (STREE_SOURCE_ENGINE_EXTENSION_POINT, STREE_TYPE_CSV_ENGINE, "csv", 0);
  return point;
}

/* The one object of a type, made when it is first asked for. */
static StreeSourceEngine *
get_engine (GType type)
{
  static GHashTable *engines; /* GType -> StreeSourceEngine (owned) */
  StreeSourceEngine *engine;

  if (!engines)
    engines = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  engine = g_hash_table_lookup (engines, GSIZE_TO_POINTER (type));
  if (!engine)
    {
      engine = g_object_new (type, NULL);
      g_hash_table_insert (engines, GSIZE_TO_POINTER (type), engine);
    }
  return engine;
}

/* What an engine is looked for by, and which list of its names that. */
typedef struct
{
  const char *text; /* borrowed: a scheme in lower case; or a path or the URI of a file */
  gboolean is_file;
} Wanted;

static gboolean
is_wanted (const Wanted *wanted, const char *const *names)
{
  if (!wanted->is_file)
    return names && g_strv_contains (names, wanted->text);
  for (gsize length = strlen (wanted->text); names && *names; names++)
    if (length > strlen (*names) && g_ascii_strcasecmp (wanted->text + length - strlen (*names), *names) == 0)
      return TRUE;
  return FALSE;
}

static const char *const *
get_names (StreeSourceEngine *engine, gboolean of_files)
{
  StreeSourceEngineInterface *iface = STREE_SOURCE_ENGINE_GET_IFACE (engine);

  if (!of_files)
    return iface->get_schemes (engine);
  return iface->get_endings ? iface->get_endings (engine) : NULL;
}

/* Of those that are loaded. */
static StreeSourceEngine *
find_loaded (const Wanted *wanted)
{
  for (GList *l = g_io_extension_point_get_extensions (get_extension_point ()); l; l = l->next)
    {
      StreeSourceEngine *engine = get_engine (g_io_extension_get_type (l->data));

      if (is_wanted (wanted, get_names (engine, wanted->is_file)))
        return engine;
    }
  return NULL;
}

/* --- plug-ins --- */

static const char *
get_plugin_folder (void)
{
  const char *folder = g_getenv ("STREE_PLUGIN_PATH");

  return folder && *folder ? folder : STREE_PLUGINDIR;
}

/* The path of the module that a key file names, if it is one for what is wanted. NULL without @error: it is not. */
static char *
read_engine_file (const char *path, const Wanted *wanted, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;
  g_auto (GStrv) schemes = NULL;
  g_autofree char *module = NULL;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (absolute);

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &problem))
    schemes = g_key_file_get_string_list (file, ENGINE_GROUP, "Schemes", NULL, &problem);
  if (schemes && wanted->is_file)
    {
      g_auto (GStrv) endings = g_key_file_get_string_list (file, ENGINE_GROUP, "Endings", NULL, NULL);

      if (!is_wanted (wanted, (const char *const *) endings))
        return NULL;
    }
  else if (schemes && !is_wanted (wanted, (const char *const *) schemes))
    return NULL;
  if (schemes)
    module = g_key_file_get_string (file, ENGINE_GROUP, "Module", &problem);
  if (module)
    return g_canonicalize_filename (module, folder);
  g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND, _ ("The file %s does not describe an engine: %s"),
               path, problem->message);
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The first one in the order of their names. NULL: there is none; @error: one could not be read, which may be it. */
static char *
find_module (const char *folder, const Wanted *wanted, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) first = NULL;
  char *module = NULL;
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".engine"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; !module && i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      module = read_engine_file (path, wanted, first ? NULL : &first);
    }
  if (!module && first)
    g_propagate_error (error, g_steal_pointer (&first));
  return module;
}

static gboolean
load_module (const char *path, const char *scheme, GError **error)
{
  g_autoptr (GError) problem = NULL;
  GModule *module;
  gpointer symbol;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND,
                   _ ("The plug-in for the scheme “%s” is missing: there is no file %s"), scheme, path);
      return FALSE;
    }
  module = g_module_open_full (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL, &problem);
  if (!module)
    {
      g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
                   _ ("The plug-in for the scheme “%s” cannot be loaded: %s"), scheme, problem->message);
      return FALSE;
    }
  if (!g_module_symbol (module, LOAD_FUNCTION, &symbol))
    {
      g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
                   _ ("%s is no plug-in for sources: it has no function %s"), path, LOAD_FUNCTION);
      g_module_close (module);
      return FALSE;
    }
  g_module_make_resident (module); /* its types stay */
  ((void (*) (void)) (guintptr) symbol) ();
  return TRUE;
}

static StreeSourceEngine *
load_engine (const char *scheme, GError **error)
{
  const char *folder = get_plugin_folder ();
  g_autoptr (GError) problem = NULL;
  const Wanted wanted = { scheme, FALSE };
  g_autofree char *path = find_module (folder, &wanted, &problem);
  StreeSourceEngine *engine;

  if (!path)
    {
      g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND,
                   _ ("There is no engine for the scheme “%s”: no .engine file in the folder %s names it"), scheme, folder);
      if (problem && error)
        {
          g_autofree char *message = g_steal_pointer (&(*error)->message);

          (*error)->message = g_strdup_printf ("%s. %s", message, problem->message);
        }
      return NULL;
    }
  if (!load_module (path, scheme, error))
    return NULL;
  engine = find_loaded (&wanted);
  if (!engine)
    g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
                 _ ("The plug-in %s registers no engine for the scheme “%s”"), path, scheme);
  return engine;
}

/* An engine that knows files by the ending of this one's name. NULL without @error: there is none. */
static StreeSourceEngine *
find_by_ending (const char *uri, GError **error)
{
  const Wanted wanted = { uri, TRUE };
  StreeSourceEngine *engine = find_loaded (&wanted);
  g_autofree char *path = engine ? NULL : find_module (get_plugin_folder (), &wanted, NULL);

  if (!path)
    return engine;
  if (!load_module (path, "file", error))
    return NULL;
  engine = find_loaded (&wanted);
  if (!engine)
    g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
                 _ ("The plug-in %s registers no engine for files such as “%s”"), path, uri);
  return engine;
}

/* What is not a URI is the path of a file; what is in a file its name says. */
static StreeSourceEngine *
find_engine (const char *uri, GError **error)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);
  g_autofree char *lower = g_ascii_strdown (scheme ? scheme : "file", -1);
  const Wanted wanted = { lower, FALSE };
  StreeSourceEngine *engine = NULL;
  GError *local_error = NULL;

  if (g_str_equal (lower, "file"))
    engine = find_by_ending (uri, &local_error);
  if (local_error)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (!engine)
    engine = find_loaded (&wanted);
  return engine ? engine : load_engine (lower, error);
}

/* --- opening --- */

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StreeSourceEngine *engine = STREE_SOURCE_ENGINE (object);
  GError *error = NULL;
  StreeSource *source = STREE_SOURCE_ENGINE_GET_IFACE (engine)->open_finish (engine, result, &error);

  if (source)
    g_task_return_pointer (task, source, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * stree_source_open_async:
 * @uri: where the table is, such as `postgresql://user@host/database`; what has no scheme is the path of a file
 * @table: (nullable): the name of the table, as [func@Source.list_tables_async] tells it; %NULL: the only one there is
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when it is open
 * @user_data: for @callback
 *
 * Opens a source. The engine for it is part of the library or a plug-in, which is loaded from the folder for plug-ins,
 * or from the one that the environment variable `STREE_PLUGIN_PATH` names. A file whose name ends in `.csv` or `.tsv` is opened
 * as a #StreeCsvSource, any other one as an SQLite file.
 *
 * Since: 1.0
 */
void
stree_source_open_async (const char *uri,
                         const char *table,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;
  GError *error = NULL;
  StreeSourceEngine *engine;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (uri != NULL);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_source_open_async);
  engine = find_engine (uri, &error);
  if (engine)
    {
      STREE_SOURCE_ENGINE_GET_IFACE (engine)->open_async (engine, uri, table, cancellable, opened_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * stree_source_open_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [func@Source.open_async].
 *
 * Fails with an error of #StreeSourceError: %STREE_SOURCE_ERROR_NOT_FOUND also where no engine knows the scheme. Then
 * the message tells in which folder it was looked for, or which file is missing. No message tells a password.
 *
 * Returns: (transfer full): the source, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeSource *
stree_source_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_source_open_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StreeSourceEngine *engine = STREE_SOURCE_ENGINE (object);
  GError *error = NULL;
  char **tables = STREE_SOURCE_ENGINE_GET_IFACE (engine)->list_tables_finish (engine, result, &error);

  if (tables)
    g_task_return_pointer (task, tables, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

/**
 * stree_source_list_tables_async:
 * @uri: where the tables are
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when they are found
 * @user_data: for @callback
 *
 * Asks which tables, views and the like there are.
 *
 * Since: 1.0
 */
void
stree_source_list_tables_async (const char *uri,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;
  GError *error = NULL;
  StreeSourceEngine *engine;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (uri != NULL);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_source_list_tables_async);
  engine = find_engine (uri, &error);
  if (engine)
    {
      STREE_SOURCE_ENGINE_GET_IFACE (engine)->list_tables_async (engine, uri, cancellable, listed_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * stree_source_list_tables_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [func@Source.list_tables_async].
 *
 * Returns: (transfer full) (array zero-terminated=1): their names, in order; or %NULL with @error set
 *
 * Since: 1.0
 */
char **
stree_source_list_tables_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_source_list_tables_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- what is shown of a URI --- */

/* Also where it is not quite spelled so. */
static gboolean
is_secret (const char *name, gsize length)
{
  g_autofree char *raw = g_strndup (name, length);
  g_autofree char *decoded = g_uri_unescape_string (raw, NULL);
  g_autofree char *lower = g_ascii_strdown (decoded ? decoded : raw, -1);

  return strstr (lower, "pas") != NULL || strstr (lower, "pw") != NULL || strstr (lower, "secret") != NULL ||
         strstr (lower, "token") != NULL || strstr (lower, "key") != NULL;
}

/* Parameters: the values of those that have a secret are left out. */
static void
append_masked_query (GString *masked, const char *query)
{
  while (*query)
    {
      gsize length = strcspn (query, "&;");
      const char *equals = memchr (query, '=', length);

      if (equals && is_secret (query, (gsize) (equals - query)))
        {
          g_string_append_len (masked, query, equals - query + 1);
          g_string_append (masked, "***");
        }
      else
        g_string_append_len (masked, query, (gssize) length);
      query += length;
      if (*query)
        g_string_append_c (masked, *query++);
    }
}

/**
 * stree_source_mask_uri:
 * @uri: a URI, which need not be a correct one
 *
 * The URI without passwords, for messages and labels: `***` stands where one was.
 *
 * Returns: (transfer full): what can be shown
 *
 * Since: 1.0
 */
char *
stree_source_mask_uri (const char *uri)
{
  GString *masked;
  const char *begin, *at, *colon, *query;

  g_return_val_if_fail (uri != NULL, NULL);
  masked = g_string_new (NULL);
  begin = strstr (uri, "://");
  begin = begin ? begin + 3 : uri;
  /* The last one: a password that was not escaped may hold any of these characters. */
  at = strrchr (begin, '@');
  colon = at && begin != uri ? memchr (begin, ':', (gsize) (at - begin)) : NULL;
  if (colon)
    {
      g_string_append_len (masked, uri, colon - uri + 1);
      g_string_append (masked, "***");
      begin = at;
    }
  else
    begin = uri;
  query = strchr (begin, '?');
  if (query)
    {
      g_string_append_len (masked, begin, query - begin + 1);
      append_masked_query (masked, query + 1);
    }
  else
    g_string_append (masked, begin);
  return g_string_free (masked, FALSE);
}
