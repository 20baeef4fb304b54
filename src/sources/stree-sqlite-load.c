/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-load-private.h"

#include <glib/gstdio.h>

#include "data/stree-frame-private.h"
#include "sources/stree-sqlite-private.h"
#include "tasks/stree-task-lock-private.h"

/* So many rows are written between two looks at whether to go on. */
#define STRIDE 256

typedef struct
{
  char *path;              /* owned */
  char *table;             /* owned */
  gboolean existed;        /* the file */
  StreeCsvStream *stream;  /* owned */
  StreeCsvIndex *index;    /* held; nullable */
  StreeReporter *reporter; /* owned; nullable */
  StreeSqliteTemporary *temporary; /* held; nullable */
  goffset reported;
  guint first;  /* the next row's number, from 1 */
  StreeFrame *schema; /* owned: when it is done */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->path);
  g_free (load->table);
  stree_csv_stream_free (load->stream);
  g_clear_pointer (&load->index, stree_csv_index_unref);
  stree_reporter_free (load->reporter);
  g_clear_pointer (&load->schema, stree_frame_unref);
  g_clear_pointer (&load->temporary, stree_sqlite_temporary_unref);
  g_free (load);
}

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

static gboolean
make_table (sqlite3 *handle, const Load *load, GCancellable *cancellable, GError **error)
{
  const StreeCsvStream *stream = load->stream;
  g_autoptr (GString) sql = g_string_new ("CREATE TABLE main.");

  stree_sqlite_append_name (sql, load->table);
  for (guint i = 0; i < stream->n_columns; i++)
    {
      g_string_append (sql, i > 0 ? ", " : " (");
      stree_sqlite_append_name (sql, stream->column_names[i]);
      g_string_append_printf (sql, " %s", sql_type (stream->types[i]));
    }
  g_string_append (sql, ", ");
  stree_sqlite_append_name (sql, stream->key_name);
  g_string_append (sql, " INTEGER PRIMARY KEY)");
  return stree_sqlite_exec (handle, sql->str, cancellable, error);
}

static sqlite3_stmt *
prepare_insert (sqlite3 *handle, const Load *load, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO main.");

  stree_sqlite_append_name (sql, load->table);
  for (guint i = 0; i <= load->stream->n_columns; i++)
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

static gboolean
write_rows (sqlite3 *handle, sqlite3_stmt *statement, Load *load, StreeFrame *frame, GCancellable *cancellable, GError **error)
{
  guint n_rows = stree_frame_get_n_rows (frame), n_columns = stree_frame_get_n_columns (frame);
  GError *local_error = NULL;

  for (guint row = 0; row < n_rows; row++)
    {
      if (row % STRIDE == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint column = 0; column < n_columns; column++)
        bind_value (statement, frame, row, column);
      sqlite3_bind_int64 (statement, (int) n_columns + 1, load->first++);
      stree_sqlite_step (handle, statement, cancellable, &local_error);
      if (local_error)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      sqlite3_reset (statement);
    }
  return TRUE;
}

/* What was only read of the file counts when it is written. */
static void
report (Load *load, gboolean at_end)
{
  goffset total = MAX (load->stream->size, load->stream->done);

  load->reported = at_end ? total : MAX (load->reported, load->stream->done);
  stree_reporter_send (load->reported, total, load->reporter);
}

/* All rows, as long as the columns stay what they were. */
static gboolean
write_stretches (sqlite3 *handle, Load *load, StreeFrame *first, GCancellable *cancellable, GError **error)
{
  g_autoptr (StreeFrame) frame = stree_frame_ref (first);
  g_autoptr (sqlite3_stmt) statement = NULL;
  GError *local_error = NULL;

  if (!make_table (handle, load, cancellable, error))
    return FALSE;
  statement = prepare_insert (handle, load, cancellable, error);
  if (!statement)
    return FALSE;
  load->first = 1;
  while (frame)
    {
      if (!load->stream->retyped)
        {
          if (!write_rows (handle, statement, load, frame, cancellable, error))
            return FALSE;
          report (load, FALSE);
        }
      stree_frame_unref (frame);
      frame = stree_csv_stream_next (load->stream, load->index, cancellable, &local_error);
    }
  if (!local_error)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* The first stretch; where there is none, a table without rows. */
static StreeFrame *
read_first (Load *load, GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;
  StreeFrame *first = stree_csv_stream_next (load->stream, load->index, cancellable, &local_error);

  if (!first && !local_error)
    {
      g_autoptr (StreeFrame) schema = stree_csv_stream_make_schema (load->stream);

      first = stree_frame_slice (schema, 0, 0);
    }
  if (local_error)
    g_propagate_error (error, local_error);
  return first;
}

static gboolean
load_once (sqlite3 *handle, Load *load, GCancellable *cancellable, GError **error)
{
  g_autoptr (StreeFrame) first = NULL;

  if (load->stream->begun && !stree_csv_stream_rewind (load->stream, cancellable, error))
    return FALSE;
  first = read_first (load, cancellable, error);
  load->stream->retyped = FALSE;
  return first && stree_sqlite_exec (handle, "BEGIN IMMEDIATE", cancellable, error) &&
         write_stretches (handle, load, first, cancellable, error);
}

static gboolean
load_all (sqlite3 *handle, Load *load, GCancellable *cancellable, GError **error)
{
  if (!load_once (handle, load, cancellable, error))
    return FALSE;
  if (load->stream->retyped)
    {
      stree_sqlite_roll_back (handle);
      if (!load_once (handle, load, cancellable, error))
        return FALSE;
    }
  return stree_sqlite_exec (handle, "COMMIT", cancellable, error);
}

static void
load_func (sqlite3 *handle, GTask *work, gpointer data, GCancellable *cancellable, GError *error)
{
  Load *load = data;
  GStatBuf status;
  gboolean loaded;

  stree_take_over (load->stream);
  loaded = handle && load_all (handle, load, cancellable, &error);
  if (loaded)
    {
      report (load, TRUE);
      load->schema = stree_csv_stream_make_schema (load->stream);
      stree_hand_over (work);
      g_task_return_boolean (work, TRUE);
      return;
    }
  if (handle)
    stree_sqlite_roll_back (handle);
  /* Nothing of it stays, nor an empty file: unless somebody else has written to it by now. */
  if (!load->existed && g_stat (load->path, &status) == 0 && status.st_size == 0)
    g_unlink (load->path);
  stree_hand_over (work);
  g_task_return_error (work, error);
}

void
stree_sqlite_load_csv_async (const char *path, const char *table, StreeCsvStream *stream, StreeCsvIndex *index,
                             StreeReporter *reporter, StreeSqliteTemporary *temporary, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) work = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (StreeSqlite) sqlite = NULL;
  Load *load = g_new0 (Load, 1);

  load->path = g_strdup (path);
  load->table = g_strdup (table);
  load->existed = g_file_test (path, G_FILE_TEST_EXISTS);
  load->stream = stream;
  load->index = index ? stree_csv_index_ref (index) : NULL;
  load->reporter = reporter;
  load->temporary = temporary ? stree_sqlite_temporary_ref (temporary) : NULL;
  g_task_set_name (work, "[streamtree] sqlite load");
  g_task_set_source_tag (work, (gpointer) (guintptr) stree_sqlite_load_csv_async);
  g_task_set_task_data (work, load, load_free);
  /* What is written is told, also where somebody cancels then. */
  g_task_set_check_cancellable (work, FALSE);
  sqlite = stree_sqlite_new (path, STREE_SQLITE_CREATE);
  stree_hand_over (stream);
  stree_sqlite_run (sqlite, work, load_func);
}

StreeFrame *
stree_sqlite_load_csv_finish (GAsyncResult *result, guint *n_rows, GError **error)
{
  Load *load = g_task_get_task_data (G_TASK (result));

  stree_take_over (result);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  if (n_rows)
    *n_rows = load->stream->n_rows;
  return g_steal_pointer (&load->schema);
}
