/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "core/stree-thread-private.h"
#include "sources/stree-sqlite-frame.h"
#include "sources/stree-sqlite-table-private.h"
#include "tasks/stree-task-lock-private.h"

/* A file of comma-separated values into a new table: read into a frame, then written in one transaction. */

/* So many rows are written between two looks at whether to go on, and between two reports. */
#define STRIDE 256
#define REPORT 10000

/* In the main thread, but for what says otherwise. */
typedef struct
{
  char *path;                     /* owned */
  char *table;                    /* owned */
  gboolean existed;               /* the file */
  GFileProgressCallback progress; /* nullable */
  gpointer progress_data;
  GDestroyNotify progress_destroy;
  goffset n_bytes;     /* of the CSV file */
  StreeFrame *frame;   /* owned: what was read */
  StreeSqlite *sqlite; /* held */
  gint n_written;      /* atomic: rows */
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  if (import->progress_destroy)
    import->progress_destroy (import->progress_data);
  g_clear_pointer (&import->frame, stree_frame_unref);
  g_clear_pointer (&import->sqlite, stree_sqlite_unref);
  g_free (import->path);
  g_free (import->table);
  g_free (import);
}

/* --- in the thread --- */

static const char *
sql_type (StreeColumnType type)
{
  switch (type)
    {
    case STREE_COLUMN_INT64:
      return "INTEGER";
    case STREE_COLUMN_DOUBLE:
      return "REAL";
    case STREE_COLUMN_BOOL:
      return "BOOLEAN";
    case STREE_COLUMN_DATE:
      return "DATE";
    case STREE_COLUMN_TIMESTAMP:
      return "TIMESTAMP";
    case STREE_COLUMN_TEXT:
    default:
      return "TEXT";
    }
}

/* SQL does not tell "a" from "A": what is there already gets a number. */
static char *
unused_name (GHashTable *used, const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_autofree char *unused = g_strdup (name);

  for (guint i = 2; !g_hash_table_add (used, g_steal_pointer (&folded)); i++)
    {
      g_free (unused);
      unused = g_strdup_printf ("%s_%u", name, i);
      folded = g_ascii_strdown (unused, -1);
    }
  return g_steal_pointer (&unused);
}

static gboolean
make_table (sqlite3 *handle, const Import *import, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL); /* name in lower case */
  g_autoptr (GString) sql = g_string_new ("CREATE TABLE main.");

  stree_sqlite_append_name (sql, import->table);
  for (guint i = 0; i < stree_frame_get_n_columns (import->frame); i++)
    {
      g_autofree char *name = unused_name (used, stree_frame_get_column_name (import->frame, i));

      g_string_append (sql, i > 0 ? ", " : " (");
      stree_sqlite_append_name (sql, name);
      g_string_append_printf (sql, " %s", sql_type (stree_frame_get_column_type (import->frame, i)));
    }
  g_string_append_c (sql, ')');
  return stree_sqlite_exec (handle, sql->str, cancellable, error);
}

static sqlite3_stmt *
prepare_insert (sqlite3 *handle, const Import *import, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO main.");

  stree_sqlite_append_name (sql, import->table);
  for (guint i = 0; i < stree_frame_get_n_columns (import->frame); i++)
    g_string_append (sql, i > 0 ? ", ?" : " VALUES (?");
  g_string_append_c (sql, ')');
  return stree_sqlite_prepare (handle, sql->str, cancellable, error);
}

static void
bind_value (sqlite3_stmt *statement, StreeFrame *frame, guint row, guint column)
{
  int parameter = (int) column + 1;
  char buffer[STREE_FRAME_CELL_SIZE];

  if (stree_frame_is_null (frame, row, column))
    {
      sqlite3_bind_null (statement, parameter);
      return;
    }
  switch (stree_frame_get_column_type (frame, column))
    {
    case STREE_COLUMN_INT64:
      sqlite3_bind_int64 (statement, parameter, stree_frame_get_int64 (frame, row, column));
      return;
    case STREE_COLUMN_DOUBLE:
      sqlite3_bind_double (statement, parameter, stree_frame_get_double (frame, row, column));
      return;
    case STREE_COLUMN_BOOL:
      sqlite3_bind_int64 (statement, parameter, stree_frame_get_bool (frame, row, column) ? 1 : 0);
      return;
    case STREE_COLUMN_TEXT:
      sqlite3_bind_text (statement, parameter, stree_frame_get_text (frame, row, column), -1, SQLITE_STATIC);
      return;
    case STREE_COLUMN_DATE:
    case STREE_COLUMN_TIMESTAMP:
    default:
      sqlite3_bind_text (statement, parameter, stree_frame_format_cell (frame, row, column, buffer, sizeof buffer), -1,
                         SQLITE_TRANSIENT);
    }
}

static void report_soon (GTask *work, Import *import);

static gboolean
write_rows (sqlite3 *handle, GTask *work, Import *import, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare_insert (handle, import, cancellable, error);
  guint n_rows = stree_frame_get_n_rows (import->frame), n_columns = stree_frame_get_n_columns (import->frame);
  GError *local_error = NULL;

  if (!statement)
    return FALSE;
  for (guint row = 0; row < n_rows; row++)
    {
      if (row % STRIDE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint column = 0; column < n_columns; column++)
        bind_value (statement, import->frame, row, column);
      stree_sqlite_step (handle, statement, cancellable, &local_error);
      if (local_error)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      sqlite3_reset (statement);
      g_atomic_int_set (&import->n_written, (gint) row + 1);
      if (row % REPORT == REPORT - 1)
        report_soon (work, import);
    }
  return TRUE;
}

static void
import_func (sqlite3 *handle, GTask *work, gpointer data, GCancellable *cancellable, GError *error)
{
  Import *import = data;
  GStatBuf status;

  if (handle && stree_sqlite_exec (handle, "BEGIN IMMEDIATE", cancellable, &error))
    {
      if (make_table (handle, import, cancellable, &error) && write_rows (handle, work, import, cancellable, &error) &&
          stree_sqlite_exec (handle, "COMMIT", cancellable, &error))
        {
          stree_hand_over (work);
          g_task_return_boolean (work, TRUE);
          return;
        }
      stree_sqlite_roll_back (handle);
    }
  /* Nothing of it stays, nor an empty file: unless somebody else has written to it by now. */
  if (!import->existed && g_stat (import->path, &status) == 0 && status.st_size == 0)
    g_unlink (import->path);
  stree_hand_over (work);
  g_task_return_error (work, error);
}

/* --- in the main thread --- */

/* Reading is the first half, writing the second: of the file's bytes. */
static void
report (Import *import, goffset done)
{
  if (import->progress)
    import->progress (done, MAX (import->n_bytes, done), import->progress_data);
}

static gboolean
report_cb (gpointer work)
{
  Import *import = g_task_get_task_data (work);
  double share;

  if (g_task_get_completed (work))
    return G_SOURCE_REMOVE;
  share = g_atomic_int_get (&import->n_written) / (double) MAX (stree_frame_get_n_rows (import->frame), 1);
  report (import, import->n_bytes / 2 + (goffset) (share * (double) (import->n_bytes - import->n_bytes / 2)));
  return G_SOURCE_REMOVE;
}

static void
report_soon (GTask *work, Import *import)
{
  g_autoptr (GSource) source = NULL;

  if (!import->progress)
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, report_cb, g_object_ref (work), g_object_unref);
  g_source_set_static_name (source, "[streamtree] import progress");
  g_source_attach (source, g_task_get_context (work));
}

static void
on_read (goffset done, goffset total, gpointer task)
{
  Import *import = g_task_get_task_data (task);

  import->n_bytes = total;
  report (import, done / 2);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;

  (void) object;
  stree_take_over (result);
  /* The file is closed for whoever opens it next. */
  g_clear_pointer (&import->sqlite, stree_sqlite_unref);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      report (import, import->n_bytes);
      g_task_return_int (task, stree_frame_get_n_rows (import->frame));
    }
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Import *import = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GTask) work = NULL;

  (void) object;
  import->frame = stree_frame_load_csv_finish (result, &error);
  if (!import->frame)
    {
      g_task_return_error (task, error);
      return;
    }
  import->existed = g_file_test (import->path, G_FILE_TEST_EXISTS);
  import->sqlite = stree_sqlite_new (import->path, STREE_SQLITE_CREATE);
  work = g_task_new (NULL, g_task_get_cancellable (task), written_cb, g_object_ref (task));
  g_task_set_name (work, "[streamtree] sqlite import");
  g_task_set_task_data (work, import, NULL); /* which the other task has */
  /* What is written is told, also where somebody cancels then. */
  g_task_set_check_cancellable (work, FALSE);
  g_task_set_check_cancellable (task, FALSE);
  stree_sqlite_run (import->sqlite, work, import_func);
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
 * nothing is. Columns whose names differ only by capital letters, which SQL does not tell apart, get a number.
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
  Import *import;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (path != NULL && table != NULL && G_IS_FILE (file));
  task = g_task_new (NULL, cancellable, callback, user_data);
  import = g_new0 (Import, 1);
  import->path = g_strdup (path);
  import->table = g_strdup (table);
  import->progress = progress;
  import->progress_data = progress_data;
  import->progress_destroy = progress_destroy;
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_sqlite_import_csv_async);
  g_task_set_name (task, "[streamtree] import CSV");
  g_task_set_task_data (task, import, import_free);
  stree_frame_load_csv_async (file, options, cancellable, on_read, g_object_ref (task), g_object_unref, read_cb, task);
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
