/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "core/stree-thread-private.h"
#include "sources/stree-sqlite-frame.h"
#include "sources/stree-sqlite-load-private.h"

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  guint n_rows = 0;
  g_autoptr (StreeFrame) schema = stree_sqlite_load_csv_finish (result, &n_rows, &error);

  (void) object;
  if (schema)
    g_task_return_int (task, n_rows);
  else
    g_task_return_error (task, error);
}

/**
 * stree_sqlite_import_csv_async:
 * @path: an SQLite file; it is made where there is none
 * @table: the name of the new table
 * @file: a file of comma-separated values
 * @options: (nullable): how to read it, %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @progress: (nullable) (scope notified) (closure progress_data) (destroy progress_destroy): called with the bytes done
 *   and the bytes in all
 * @progress_data: for @progress
 * @progress_destroy: (nullable): frees @progress_data
 * @callback: (scope async) (closure user_data): called when the work is done
 * @user_data: for @callback
 *
 * Makes a table of a file, in another thread. It is there as a whole when the work is done; where it is cancelled or fails,
 * nothing is. Only a part of the file is in memory at a time, unless it is in another encoding than UTF-8 or cannot be read twice.
 *
 * Columns whose names differ only by capital letters, which SQL does not tell apart, get a number. Behind them is the key of
 * the table, an INTEGER PRIMARY KEY that is called "row" and has the numbers of the rows, from 1.
 *
 * Since: 1.0
 */
void
stree_sqlite_import_csv_async (const char *path,
                               const char *table,
                               GFile *file,
                               StreeCsvOptions *options,
                               GCancellable *cancellable,
                               GFileProgressCallback progress,
                               gpointer progress_data,
                               GDestroyNotify progress_destroy,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (path != NULL && table != NULL && G_IS_FILE (file));
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_sqlite_import_csv_async);
  g_task_set_name (task, "[streamtree] import CSV");
  g_task_set_check_cancellable (task, FALSE); /* what is written is told */
  stree_sqlite_load_csv_async (path, table, stree_csv_stream_new (file, options), NULL,
                               stree_reporter_new (progress, progress_data, progress_destroy), NULL, cancellable, loaded_cb, task);
}

/**
 * stree_sqlite_import_csv_finish:
 * @result: what the callback got
 * @n_rows: (out) (optional): how many rows the table has
 * @error: return location for an error
 *
 * The outcome of [func@sqlite_import_csv_async].
 *
 * Returns: whether the table is there
 *
 * Since: 1.0
 */
gboolean
stree_sqlite_import_csv_finish (GAsyncResult *result, guint64 *n_rows, GError **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_sqlite_import_csv_async), FALSE);
  n = g_task_propagate_int (G_TASK (result), error);
  if (n < 0)
    return FALSE;
  if (n_rows)
    *n_rows = (guint64) n;
  return TRUE;
}
