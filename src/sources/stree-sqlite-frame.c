/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-frame.h"

#include "sources/stree-sqlite-table-private.h"
#include "tasks/stree-task-lock-private.h"

/* In one transaction: the query is run for the types of its columns, and for its rows. */
static StreeFrame *
read_rows (sqlite3 *handle,
           const char *sql,
           const StreeSqliteParameters *parameters,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (StreeSqliteTable) table = stree_sqlite_table_read (handle, NULL, sql, parameters, cancellable, error);
  g_autoptr (StreeSqliteReader) reader = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gsize length;

  if (!table)
    return NULL;
  reader = stree_sqlite_reader_new (table);
  statement = stree_sqlite_prepare_query (handle, sql, &length, cancellable, error);
  if (!statement || !stree_sqlite_bind_parameters (statement, parameters, error))
    return NULL;
  return stree_sqlite_reader_add_all (reader, handle, statement, cancellable, error) ? stree_sqlite_reader_finish (reader)
                                                                                     : NULL;
}

/**
 * stree_frame_new_from_sqlite:
 * @path: a file
 * @sql: a single SELECT; its columns have names that differ
 * @parameters: (array length=n_parameters) (nullable): the values of its parameters, from ?1 on
 * @n_parameters: how many there are: as many as @sql has
 * @cancellable: (nullable): cancels the work
 * @error: return location for an error
 *
 * Reads what a query of an SQLite file gives. What a person typed belongs into @parameters, never into @sql.
 *
 * A column has the type that it is declared with where all values are of it, else a wider one; see
 * [class@SqliteSource].
 *
 * Fails with the errors of #StreeSourceError and SQLite's own words.
 *
 * Returns: (transfer full): a frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_new_from_sqlite (const char *path,
                             const char *sql,
                             StreeCell **parameters,
                             gsize n_parameters,
                             GCancellable *cancellable,
                             GError **error)
{
  const StreeSqliteParameters values = { parameters, n_parameters };
  StreeSqliteWaiting waiting = { .cancellable = cancellable, .busy_ms = STREE_SQLITE_BUSY_MS };
  sqlite3 *handle;
  StreeFrame *frame = NULL;

  g_return_val_if_fail (path != NULL && sql != NULL && (parameters != NULL || n_parameters == 0), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  handle = stree_sqlite_open_handle (path, STREE_SQLITE_READ, error);
  if (!handle)
    return NULL;
  stree_sqlite_set_waiting (handle, &waiting);
  if (stree_sqlite_exec (handle, "BEGIN", cancellable, error))
    frame = read_rows (handle, sql, &values, cancellable, error);
  stree_sqlite_close_handle (handle);
  return frame;
}

typedef struct
{
  char *path;            /* owned */
  char *sql;             /* owned */
  GPtrArray *parameters; /* of StreeCell, held */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->path);
  g_free (load->sql);
  g_ptr_array_unref (load->parameters);
  g_free (load);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  StreeFrame *frame;

  (void) source;
  stree_take_over (task);
  frame = stree_frame_new_from_sqlite (load->path, load->sql, (StreeCell **) load->parameters->pdata,
                                       load->parameters->len, cancellable, &error);
  stree_sqlite_return (task, frame, (GDestroyNotify) stree_frame_unref, error);
}

/**
 * stree_frame_load_sqlite_async:
 * @path: a file
 * @sql: a single SELECT; its columns have names that differ
 * @parameters: (array length=n_parameters) (nullable): the values of its parameters, from ?1 on
 * @n_parameters: how many there are: as many as @sql has
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when the work is done
 * @user_data: for @callback
 *
 * Reads what a query of an SQLite file gives, in another thread; see [ctor@Frame.new_from_sqlite].
 *
 * Since: 1.0
 */
void
stree_frame_load_sqlite_async (const char *path,
                               const char *sql,
                               StreeCell **parameters,
                               gsize n_parameters,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (path != NULL && sql != NULL && (parameters != NULL || n_parameters == 0));
  load = g_new0 (Load, 1);
  load->path = g_strdup (path);
  load->sql = g_strdup (sql);
  load->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);
  for (gsize i = 0; i < n_parameters; i++)
    g_ptr_array_add (load->parameters, stree_cell_ref (parameters[i]));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_frame_load_sqlite_async);
  g_task_set_name (task, "[streamtree] sqlite load");
  g_task_set_task_data (task, load, load_free);
  stree_hand_over (task);
  g_task_run_in_thread (task, load_thread);
}

/**
 * stree_frame_load_sqlite_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [func@Frame.load_sqlite_async].
 *
 * Returns: (transfer full): a frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_load_sqlite_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_frame_load_sqlite_async), NULL);
  return stree_sqlite_propagate (result, error);
}
