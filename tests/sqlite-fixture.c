/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sqlite-fixture.h"

#include "remove-folder.h"
#include "sources/stree-sqlite-functions-private.h"
#include "support.h"

void
sqlite_file_init (SqliteFile *file)
{
  g_autoptr (GError) error = NULL;

  file->folder = g_dir_make_tmp ("stree-sqlite-XXXXXX", &error);
  g_assert_no_error (error);
  file->path = g_build_filename (file->folder, "it's a \"file\".db", NULL);
}

static gboolean
on_tick (gpointer data)
{
  (void) data;
  return G_SOURCE_CONTINUE;
}

void
sqlite_wait_open (gboolean open)
{
  guint tick = g_timeout_add (1, on_tick, NULL); /* no event comes with it */

  wait_for ((stree_sqlite_count_open () > 0) == open);
  g_source_remove (tick);
}

void
sqlite_file_clear (SqliteFile *file)
{
  sqlite_wait_open (FALSE);
  remove_folder (file->folder);
  g_free (file->folder);
  g_free (file->path);
}

sqlite3 *
sqlite_file_open (SqliteFile *file)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = stree_sqlite_open_handle (file->path, STREE_SQLITE_CREATE, &error);

  g_assert_no_error (error);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL); /* as others do */
  /* A source may be about to let go of the file, in a thread of its own. */
  stree_sqlite_exec (handle, "PRAGMA busy_timeout = 5000", NULL, &error);
  g_assert_no_error (error);
  return handle;
}

void
sqlite_file_exec (SqliteFile *file, const char *sql)
{
  sqlite3 *handle = sqlite_file_open (file);
  g_autoptr (GError) error = NULL;

  stree_sqlite_exec (handle, sql, NULL, &error);
  g_assert_no_error (error);
  stree_sqlite_close_handle (handle);
}

char *
sqlite_file_get (SqliteFile *file, const char *sql)
{
  sqlite3 *handle = sqlite_file_open (file);
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = stree_sqlite_prepare (handle, sql, NULL, &error);
  char *text = NULL;

  g_assert_no_error (error);
  if (stree_sqlite_step (handle, statement, NULL, &error))
    text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  g_assert_no_error (error);
  sqlite3_finalize (statement);
  stree_sqlite_close_handle (handle);
  return text;
}

static void
bind (sqlite3_stmt *statement, int parameter, StreeFrame *rows, guint row, guint column)
{
  g_autofree char *text = stree_frame_dup_cell_text (rows, row, column);

  if (stree_frame_is_null (rows, row, column))
    sqlite3_bind_null (statement, parameter);
  else if (stree_frame_get_column_type (rows, column) == STREE_COLUMN_INT64)
    sqlite3_bind_int64 (statement, parameter, stree_frame_get_int64 (rows, row, column));
  else if (stree_frame_get_column_type (rows, column) == STREE_COLUMN_DOUBLE)
    sqlite3_bind_double (statement, parameter, stree_frame_get_double (rows, row, column));
  else if (stree_frame_get_column_type (rows, column) == STREE_COLUMN_BOOL)
    sqlite3_bind_int64 (statement, parameter, stree_frame_get_bool (rows, row, column));
  else
    sqlite3_bind_text (statement, parameter, text, -1, SQLITE_TRANSIENT);
}

void
sqlite_file_insert (SqliteFile *file, const char *table, StreeFrame *rows)
{
  sqlite3 *handle = sqlite_file_open (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) sql = g_string_new ("INSERT INTO ");
  g_autoptr (GString) values = g_string_new (NULL);
  sqlite3_stmt *statement;

  stree_sqlite_append_name (sql, table);
  for (guint i = 0; i < stree_frame_get_n_columns (rows); i++)
    {
      g_string_append (sql, i > 0 ? ", " : " (");
      stree_sqlite_append_name (sql, stree_frame_get_column_name (rows, i));
      g_string_append (values, i > 0 ? ", ?" : "?");
    }
  g_string_append_printf (sql, ") VALUES (%s)", values->str);
  stree_sqlite_exec (handle, "BEGIN", NULL, NULL);
  statement = stree_sqlite_prepare (handle, sql->str, NULL, &error);
  g_assert_no_error (error);
  for (guint row = 0; row < stree_frame_get_n_rows (rows); row++)
    {
      for (guint i = 0; i < stree_frame_get_n_columns (rows); i++)
        bind (statement, (int) i + 1, rows, row, i);
      stree_sqlite_step (handle, statement, NULL, &error);
      g_assert_no_error (error);
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
  stree_sqlite_exec (handle, "COMMIT", NULL, &error);
  g_assert_no_error (error);
  stree_sqlite_close_handle (handle);
}

StreeSource *
sqlite_source_open (SqliteFile *file, const char *table, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_sqlite_source_new_async (file->path, table, NULL, source_on_result, &result);
  wait_for (result != NULL);
  return (StreeSource *) stree_sqlite_source_new_finish (result, error);
}

StreeSource *
sqlite_source_open_query (SqliteFile *file, const char *sql, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_sqlite_source_new_for_query_async (file->path, sql, NULL, source_on_result, &result);
  wait_for (result != NULL);
  return (StreeSource *) stree_sqlite_source_new_finish (result, error);
}
