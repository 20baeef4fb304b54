/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-source-private.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "core/stree-thread-private.h"
#include "sources/stree-sqlite-commit-private.h"
#include "sources/stree-sqlite-rows-private.h"
#include "tasks/stree-task-lock-private.h"

/* A file that changes is looked at so often at most. What was written counts only once it is on the disk, which can take
 * its time: nothing tells that, and it is looked at again, each time after twice as long. */
#define WATCH_MS 50
#define MAX_WATCH_MS 6400

/* What the thread that pages knows of the file's version. An atomic rc box. */
typedef struct
{
  gint64 version;
} Version;

static void
version_clear (gpointer version)
{
  stree_take_over (version);
}

static void
version_unref (gpointer version)
{
  stree_hand_over (version);
  g_atomic_rc_box_release_full (version, version_clear);
}

/**
 * StreeSqliteSource:
 *
 * A table, a view or a query of an SQLite file. The work is done in threads, on connections of its own: one asks, one
 * finds pages, one writes.
 *
 * Tables with a primary key, or else by the numbers of their rows, can be written; views and queries cannot. A column has
 * the type that it is declared with where all of its values are of it; else a wider one, and text where they are mixed.
 *
 * The first change turns the file's write-ahead log on where that can be, so that it can be read while it is written.
 *
 * Since: 1.0
 */
struct _StreeSqliteSource
{
  GObject parent_instance;
  StreeSqliteTable *table; /* held */
  StreeSqlite *asking;     /* held */
  StreeSqlite *paging;     /* held */
  StreeSqlite *writing;    /* held; NULL: not needed so far */
  gboolean writable;
  guint busy_ms;
  GFileMonitor *monitors[2]; /* owned: of the file and of its log */
  Version *version;          /* held */
  gboolean looking, look_again;
  guint delay;     /* after which it is looked at again; 0: it is not */
  guint timer;     /* for that; 0: none */
  gboolean written; /* by this source, and not told so far */
  gboolean telling; /* what is being looked at is told in any case */
};

static void sqlite_source_iface_init (StreeSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeSqliteSource,
                               stree_sqlite_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE, sqlite_source_iface_init))

static StreeFrame *
sqlite_source_get_schema (StreeSource *source)
{
  return STREE_SQLITE_SOURCE (source)->table->schema;
}

static StreeColumnFlags
sqlite_source_get_column_flags (StreeSource *source, guint column)
{
  return STREE_SQLITE_SOURCE (source)->table->columns[column].flags;
}

static StreeSourceCapabilities
sqlite_source_get_capabilities (StreeSource *source)
{
  StreeSqliteSource *self = STREE_SQLITE_SOURCE (source);

  return STREE_SOURCE_NOTIFIES |
         (self->writable ? STREE_SOURCE_INSERT | STREE_SOURCE_UPDATE | STREE_SOURCE_DELETE : 0);
}

/* --- asking --- */

static void
sqlite_source_query_async (StreeSource *source,
                           StreeQuery *query,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  StreeSqliteSource *self = STREE_SQLITE_SOURCE (source);

  stree_sqlite_rows_new_async (self->table, self->asking, self->paging, query, source, cancellable, callback, user_data);
}

static StreeResultSet *
sqlite_source_query_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  StreeSqliteTable *table; /* held */
  StreeQuery *query;       /* held; NULL: all rows */
  guint column;
  guint max;
} Distinct;

static void
distinct_free (gpointer data)
{
  Distinct *distinct = data;

  stree_sqlite_table_unref (distinct->table);
  g_clear_pointer (&distinct->query, stree_query_unref);
  g_free (distinct);
}

static StreeFrame *
find_distinct (sqlite3 *handle, const Distinct *distinct, GCancellable *cancellable, GError **error)
{
  StreeSqliteStatement sql;
  g_autoptr (sqlite3_stmt) statement = NULL;
  StreeFrame *values;

  stree_sqlite_statement_init (&sql, distinct->table);
  stree_sqlite_statement_narrow (&sql, handle, distinct->query);
  g_string_append (sql.sql, "SELECT ");
  /* Moments as they stand there, since they are compared without their Z. */
  if (distinct->table->columns[distinct->column].type == STREE_COLUMN_TIMESTAMP)
    stree_sqlite_append_name (sql.sql, distinct->table->columns[distinct->column].name);
  else
    stree_sqlite_append_column (sql.sql, distinct->table, distinct->column);
  g_string_append_printf (sql.sql, ", count (*) FROM %s", distinct->table->from);
  stree_sqlite_append_where (&sql, distinct->query);
  g_string_append (sql.sql, " GROUP BY ");
  stree_sqlite_append_column (sql.sql, distinct->table, distinct->column);
  g_string_append (sql.sql, " ORDER BY count (*) DESC, ");
  stree_sqlite_append_sort (sql.sql, distinct->table, distinct->column, STREE_COLLATION_DEFAULT, FALSE);
  if (distinct->max > 0)
    g_string_append_printf (sql.sql, " LIMIT %u", distinct->max);
  statement = stree_sqlite_statement_prepare (&sql, handle, cancellable, error);
  stree_sqlite_statement_clear (&sql);
  values = statement ? stree_sqlite_read_values (handle, statement, &distinct->table->columns[distinct->column],
                                                 cancellable, error)
                     : NULL;
  return values;
}

static void
distinct_func (sqlite3 *handle, GTask *task, gpointer data, GCancellable *cancellable, GError *error)
{
  StreeFrame *values = NULL;

  if (handle && stree_sqlite_exec (handle, "BEGIN", cancellable, &error))
    {
      values = find_distinct (handle, data, cancellable, &error);
      stree_sqlite_roll_back (handle); /* it has only read */
    }
  stree_sqlite_return (task, values, (GDestroyNotify) stree_frame_unref, error);
}

static void
sqlite_source_distinct_async (StreeSource *source,
                              guint column,
                              StreeQuery *query,
                              guint max,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  StreeSqliteSource *self = STREE_SQLITE_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Distinct *distinct = g_new0 (Distinct, 1);

  distinct->table = stree_sqlite_table_ref (self->table);
  distinct->query = query ? stree_query_ref (query) : NULL;
  distinct->column = column;
  distinct->max = max;
  g_task_set_name (task, "[streamtree] sqlite distinct");
  g_task_set_task_data (task, distinct, distinct_free);
  stree_sqlite_run (self->asking, task, distinct_func);
}

static StreeFrame *
sqlite_source_distinct_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return stree_sqlite_propagate (result, error);
}

/* --- changes of the file --- */

static gint64
read_version (sqlite3 *handle)
{
  g_autoptr (sqlite3_stmt) statement = stree_sqlite_prepare (handle, "PRAGMA data_version", NULL, NULL);

  return statement && stree_sqlite_step (handle, statement, NULL, NULL) ? sqlite3_column_int64 (statement, 0) : 0;
}

/* Whether it is another one than the last time. */
static void
version_func (sqlite3 *handle, GTask *task, gpointer data, GCancellable *cancellable, GError *error)
{
  Version *known = data;
  gint64 version = handle ? read_version (handle) : 0;
  gboolean other = version != 0 && version != known->version;

  (void) cancellable;
  g_clear_error (&error);
  if (other)
    known->version = version;
  if (!task)
    return;
  stree_hand_over (task);
  g_task_return_boolean (task, other);
}

static void look (StreeSqliteSource *self);

static gboolean
look_later_cb (gpointer data)
{
  StreeSqliteSource *self = data;

  self->timer = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
look_later (StreeSqliteSource *self)
{
  if (self->delay == 0 || self->timer)
    return;
  self->timer = g_timeout_add (self->delay, look_later_cb, self);
  g_source_set_name_by_id (self->timer, "[streamtree] sqlite watch");
  self->delay = self->delay < MAX_WATCH_MS ? self->delay * 2 : 0;
}

static void
on_file_changed (StreeSqliteSource *self)
{
  self->delay = WATCH_MS;
  g_clear_handle_id (&self->timer, g_source_remove);
  look (self);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  StreeSqliteSource *self = STREE_SQLITE_SOURCE (object);
  gboolean other;

  (void) data;
  stree_take_over (result);
  other = g_task_propagate_boolean (G_TASK (result), NULL);
  g_object_ref (self);
  self->looking = FALSE;
  if (other || self->telling)
    stree_source_changed (STREE_SOURCE (self));
  if (self->look_again)
    look (self);
  else if (self->monitors[0])
    look_later (self);
  g_object_unref (self);
}

static void
look (StreeSqliteSource *self)
{
  g_autoptr (GTask) task = NULL;

  self->look_again = self->looking;
  if (self->looking)
    return;
  self->looking = TRUE;
  self->telling = self->written;
  self->written = FALSE;
  task = g_task_new (self, NULL, looked_cb, NULL);
  g_task_set_name (task, "[streamtree] sqlite version");
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self->version), version_unref);
  stree_sqlite_run (self->paging, task, version_func);
}

static void
watch (StreeSqliteSource *self)
{
  const char *path = stree_sqlite_get_path (self->asking);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  const char *const paths[] = { path, log };

  /* What it is now. */
  stree_sqlite_run_detached (self->paging, version_func, g_atomic_rc_box_acquire (self->version), version_unref);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);

      self->monitors[i] = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
      if (!self->monitors[i])
        continue;
      g_file_monitor_set_rate_limit (self->monitors[i], WATCH_MS);
      g_signal_connect_swapped (self->monitors[i], "changed", G_CALLBACK (on_file_changed), self);
    }
}

/* --- writing --- */

typedef struct
{
  StreeSqliteTable *table; /* held */
  StreeChanges *changes;   /* held */
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  stree_sqlite_table_unref (writing->table);
  stree_changes_unref (writing->changes);
  g_free (writing);
}

static void
commit_func (sqlite3 *handle, GTask *task, gpointer data, GCancellable *cancellable, GError *error)
{
  Writing *writing = data;
  StreeCommit *commit =
      handle ? stree_sqlite_commit (handle, writing->table, writing->changes, cancellable, &error) : NULL;

  stree_sqlite_return (task, commit, (GDestroyNotify) stree_commit_unref, error);
}

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  StreeSqliteSource *self = STREE_SQLITE_SOURCE (object);
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  StreeCommit *commit = stree_sqlite_propagate (result, &error);
  gboolean written = commit && stree_commit_get_n_conflicts (commit) == 0;

  /* Told once the version is known that it made: what comes behind that is told again. */
  if (written)
    {
      self->written = TRUE;
      look (self);
    }
  if (commit)
    g_task_return_pointer (task, commit, (GDestroyNotify) stree_commit_unref);
  else
    g_task_return_error (task, error);
}

StreeSqlite *
stree_sqlite_source_get_writing (StreeSqliteSource *source)
{
  if (!source->writing)
    {
      source->writing = stree_sqlite_new (stree_sqlite_get_path (source->asking), STREE_SQLITE_WRITE);
      stree_sqlite_set_busy_ms (source->writing, source->busy_ms);
    }
  return source->writing;
}

StreeSqlite *
stree_sqlite_source_get_asking (StreeSqliteSource *source)
{
  return source->asking;
}

StreeSqliteTable *
stree_sqlite_source_get_info (StreeSqliteSource *source)
{
  return source->table;
}

static void
sqlite_source_commit_async (StreeSource *source,
                            StreeChanges *changes,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  StreeSqliteSource *self = STREE_SQLITE_SOURCE (source);
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  g_autoptr (GTask) work = g_task_new (source, cancellable, committed_cb, task);
  Writing *writing = g_new0 (Writing, 1);

  writing->table = stree_sqlite_table_ref (self->table);
  writing->changes = stree_changes_ref (changes);
  g_task_set_name (work, "[streamtree] sqlite commit");
  g_task_set_task_data (work, writing, writing_free);
  /* What is written is told, also where somebody cancels then. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_check_cancellable (work, FALSE);
  stree_sqlite_run (stree_sqlite_source_get_writing (self), work, commit_func);
}

static StreeCommit *
sqlite_source_commit_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
sqlite_source_iface_init (StreeSourceInterface *iface)
{
  iface->get_schema = sqlite_source_get_schema;
  iface->get_column_flags = sqlite_source_get_column_flags;
  iface->get_capabilities = sqlite_source_get_capabilities;
  iface->query_async = sqlite_source_query_async;
  iface->query_finish = sqlite_source_query_finish;
  iface->distinct_async = sqlite_source_distinct_async;
  iface->distinct_finish = sqlite_source_distinct_finish;
  iface->commit_async = sqlite_source_commit_async;
  iface->commit_finish = sqlite_source_commit_finish;
}

/* --- the object --- */

static void
stree_sqlite_source_dispose (GObject *object)
{
  StreeSqliteSource *self = STREE_SQLITE_SOURCE (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->monitors); i++)
    if (self->monitors[i])
      {
        g_signal_handlers_disconnect_by_data (self->monitors[i], self);
        g_file_monitor_cancel (self->monitors[i]);
        g_clear_object (&self->monitors[i]);
      }
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->writing, stree_sqlite_unref);
  g_clear_pointer (&self->asking, stree_sqlite_unref);
  g_clear_pointer (&self->paging, stree_sqlite_unref);
  g_clear_pointer (&self->table, stree_sqlite_table_unref);
  g_clear_pointer (&self->version, version_unref);
  G_OBJECT_CLASS (stree_sqlite_source_parent_class)->dispose (object);
}

static void
stree_sqlite_source_class_init (StreeSqliteSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_sqlite_source_dispose;
}

static void
stree_sqlite_source_init (StreeSqliteSource *self)
{
  self->version = g_atomic_rc_box_new0 (Version);
  self->busy_ms = STREE_SQLITE_BUSY_MS;
}

/* --- opening --- */

typedef struct
{
  StreeSqlite *asking; /* held */
  char *name;          /* owned; NULL: */
  char *sql;           /* owned */
  gboolean hides_key;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  stree_sqlite_unref (opening->asking);
  g_free (opening->name);
  g_free (opening->sql);
  g_free (opening);
}

static void
open_func (sqlite3 *handle, GTask *task, gpointer data, GCancellable *cancellable, GError *error)
{
  Opening *opening = data;
  StreeSqliteTable *table = NULL;

  /* Nothing changes between one look and the next. */
  if (handle && stree_sqlite_exec (handle, "BEGIN", cancellable, &error))
    {
      table = stree_sqlite_table_read (handle, opening->name, opening->sql, NULL, cancellable, &error);
      stree_sqlite_roll_back (handle); /* it has only read */
    }
  if (table && opening->hides_key && table->n_keys == 1)
    table->columns[table->keys[0]].flags |= STREE_COLUMN_HIDDEN | STREE_COLUMN_READ_ONLY;
  stree_sqlite_return (task, table, (GDestroyNotify) stree_sqlite_table_unref, error);
}

static void
open_async (const char *path,
            const char *name,
            const char *sql,
            gboolean hides_key,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->asking = stree_sqlite_new (path, STREE_SQLITE_READ);
  opening->name = g_strdup (name);
  opening->sql = g_strdup (sql);
  opening->hides_key = hides_key;
  g_task_set_name (task, "[streamtree] sqlite open");
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_sqlite_source_new_async);
  g_task_set_task_data (task, opening, opening_free);
  stree_sqlite_run (opening->asking, task, open_func);
}

/**
 * stree_sqlite_source_new_async:
 * @path: the file
 * @table: the name of a table or a view in it
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when it is open
 * @user_data: for @callback
 *
 * Opens a table of an SQLite file. All of its rows are looked at once, since SQLite lets any value stand in any column.
 *
 * Fails with %STREE_SOURCE_ERROR_NOT_FOUND where there is no such file or table, with %STREE_SOURCE_ERROR_CORRUPT where
 * the file is no database, and with the other errors of #StreeSourceError.
 *
 * Since: 1.0
 */
void
stree_sqlite_source_new_async (const char *path,
                               const char *table,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (path != NULL && table != NULL);
  open_async (path, table, NULL, FALSE, cancellable, callback, user_data);
}

void
stree_sqlite_source_new_hidden_async (const char *path,
                                      const char *table,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  open_async (path, table, NULL, TRUE, cancellable, callback, user_data);
}

/**
 * stree_sqlite_source_new_for_query_async:
 * @path: the file
 * @sql: a single SELECT; its columns have names that differ
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when it is open
 * @user_data: for @callback
 *
 * Opens a query of an SQLite file as a table that is only read. The query is run once for the types of its columns, and
 * again whenever rows are asked for.
 *
 * Never make @sql of what a person typed into an application: that belongs into a filter.
 *
 * Since: 1.0
 */
void
stree_sqlite_source_new_for_query_async (const char *path,
                                         const char *sql,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (path != NULL && sql != NULL);
  open_async (path, NULL, sql, FALSE, cancellable, callback, user_data);
}

/**
 * stree_sqlite_source_new_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [func@SqliteSource.new_async].
 *
 * Returns: (transfer full): the source, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeSqliteSource *
stree_sqlite_source_new_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (StreeSqliteTable) table = NULL;
  const Opening *opening;
  StreeSqliteSource *self;
  const char *path;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_sqlite_source_new_async), NULL);
  table = stree_sqlite_propagate (result, error);
  if (!table)
    return NULL;
  opening = g_task_get_task_data (G_TASK (result));
  path = stree_sqlite_get_path (opening->asking);
  self = g_object_new (STREE_TYPE_SQLITE_SOURCE, NULL);
  self->writable = table->writable && access (path, W_OK) == 0;
  self->table = g_steal_pointer (&table);
  self->asking = stree_sqlite_ref (opening->asking);
  self->paging = stree_sqlite_new (path, STREE_SQLITE_READ);
  watch (self);
  return self;
}

/**
 * stree_sqlite_source_new_for_query_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [func@SqliteSource.new_for_query_async].
 *
 * Returns: (transfer full): the source, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeSqliteSource *
stree_sqlite_source_new_for_query_finish (GAsyncResult *result, GError **error)
{
  return stree_sqlite_source_new_finish (result, error);
}

/**
 * stree_sqlite_source_get_path:
 * @source: a source
 *
 * The file.
 *
 * Returns: (transfer none): its path
 *
 * Since: 1.0
 */
const char *
stree_sqlite_source_get_path (StreeSqliteSource *source)
{
  g_return_val_if_fail (STREE_IS_SQLITE_SOURCE (source), NULL);
  return stree_sqlite_get_path (source->asking);
}

/**
 * stree_sqlite_source_get_table:
 * @source: a source
 *
 * The table or view.
 *
 * Returns: (transfer none) (nullable): its name, as the file has it; %NULL: it is a query
 *
 * Since: 1.0
 */
const char *
stree_sqlite_source_get_table (StreeSqliteSource *source)
{
  g_return_val_if_fail (STREE_IS_SQLITE_SOURCE (source), NULL);
  return source->table->name;
}

/**
 * stree_sqlite_source_get_busy_timeout:
 * @source: a source
 *
 * How long another program may keep the file locked before that is an error.
 *
 * Returns: milliseconds
 *
 * Since: 1.0
 */
guint
stree_sqlite_source_get_busy_timeout (StreeSqliteSource *source)
{
  g_return_val_if_fail (STREE_IS_SQLITE_SOURCE (source), 0);
  return source->busy_ms;
}

/**
 * stree_sqlite_source_set_busy_timeout:
 * @source: a source
 * @milliseconds: a time; at first it is five seconds
 *
 * Says how long another program may keep the file locked before that is the error %STREE_SOURCE_ERROR_BUSY.
 *
 * Since: 1.0
 */
void
stree_sqlite_source_set_busy_timeout (StreeSqliteSource *source, guint milliseconds)
{
  g_return_if_fail (STREE_IS_SQLITE_SOURCE (source));
  source->busy_ms = milliseconds;
  stree_sqlite_set_busy_ms (source->asking, milliseconds);
  stree_sqlite_set_busy_ms (source->paging, milliseconds);
  if (source->writing)
    stree_sqlite_set_busy_ms (source->writing, milliseconds);
}

/* --- which tables there are --- */

static void
list_func (sqlite3 *handle, GTask *task, gpointer data, GCancellable *cancellable, GError *error)
{
  char **names = handle ? stree_sqlite_list_tables (handle, cancellable, &error) : NULL;

  (void) data;
  stree_sqlite_return (task, names, (GDestroyNotify) g_strfreev, error);
}

static void
release (gpointer sqlite)
{
  stree_sqlite_unref (sqlite);
}

/**
 * stree_sqlite_list_tables_async:
 * @path: a file
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when they are known
 * @user_data: for @callback
 *
 * Asks which tables and views an SQLite file has.
 *
 * Since: 1.0
 */
void
stree_sqlite_list_tables_async (const char *path,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  StreeSqlite *sqlite;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (path != NULL);
  task = g_task_new (NULL, cancellable, callback, user_data);
  sqlite = stree_sqlite_new (path, STREE_SQLITE_READ);
  g_task_set_name (task, "[streamtree] sqlite tables");
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_sqlite_list_tables_async);
  g_task_set_task_data (task, sqlite, release);
  stree_sqlite_run (sqlite, task, list_func);
}

/**
 * stree_sqlite_list_tables_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [func@sqlite_list_tables_async].
 *
 * Returns: (transfer full) (array zero-terminated=1): the names, in their order
 *
 * Since: 1.0
 */
char **
stree_sqlite_list_tables_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_sqlite_list_tables_async), NULL);
  return stree_sqlite_propagate (result, error);
}
