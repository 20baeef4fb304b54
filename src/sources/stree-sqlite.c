/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sources/stree-source.h"
#include "sources/stree-sqlite-functions-private.h"
#include "tasks/stree-task-lock-private.h"

/* After so many steps of SQLite's machine it is asked whether to go on. */
#define CANCEL_STEPS 1000

typedef struct
{
  StreeSqlite *sqlite; /* not held: the last job is the one that closes it */
  GTask *task;         /* held; NULL: nobody waits */
  StreeSqliteFunc func; /* NULL: closes */
  gpointer data;
  GDestroyNotify free_data;
} Job;

struct _StreeSqlite
{
  gatomicrefcount refs;
  char *path; /* owned */
  StreeSqliteMode mode;
  GThreadPool *pool; /* owned: of one thread */
  gint busy_ms;      /* atomic */
  sqlite3 *handle;   /* the thread's; NULL: it is not open */
  StreeSqliteWaiting waiting; /* the thread's */
};

static gint n_open; /* atomic */

static int
ask_to_stop (gpointer data)
{
  return g_cancellable_is_cancelled (((StreeSqliteWaiting *) data)->cancellable);
}

/* Somebody else has locked the file. */
static int
wait_while_busy (gpointer data, int n_times)
{
  StreeSqliteWaiting *waiting = data;
  gint64 now = g_get_monotonic_time ();

  if (n_times == 0)
    waiting->busy_since = now;
  if (g_cancellable_is_cancelled (waiting->cancellable) ||
      now - waiting->busy_since >= waiting->busy_ms * G_TIME_SPAN_MILLISECOND)
    return 0;
  g_usleep (n_times < 10 ? 1000 : 10000);
  return 1;
}

void
stree_sqlite_set_waiting (sqlite3 *handle, StreeSqliteWaiting *waiting)
{
  sqlite3_busy_handler (handle, wait_while_busy, waiting);
  sqlite3_progress_handler (handle, CANCEL_STEPS, ask_to_stop, waiting);
}

sqlite3 *
stree_sqlite_open_handle (const char *path, StreeSqliteMode mode, GError **error)
{
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL); /* else ":memory:" would be no file */
  sqlite3 *handle = NULL;
  int code;

  if (!stree_sqlite_load (error))
    return NULL;
  /* SQLite says the same of all that it cannot open. */
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND, _ ("“%s” is a folder; a file was expected"),
                   path);
      return NULL;
    }
  if (mode != STREE_SQLITE_CREATE && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND, _ ("There is no file “%s”"), path);
      return NULL;
    }
  flags |= mode == STREE_SQLITE_READ    ? SQLITE_OPEN_READONLY
           : mode == STREE_SQLITE_WRITE ? SQLITE_OPEN_READWRITE
                                        : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  code = sqlite3_open_v2 (absolute, &handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      stree_sqlite_set_error (handle, code, NULL, error);
      sqlite3_close_v2 (handle);
      return NULL;
    }
  /* Nothing that the file itself says can do more than SQL does, nor break the file. */
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* A name that is not there is a mistake, not a text. */
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  stree_sqlite_add_functions (handle);
  g_atomic_int_inc (&n_open);
  return handle;
}

void
stree_sqlite_close_handle (sqlite3 *handle)
{
  if (!handle)
    return;
  sqlite3_close_v2 (handle);
  g_atomic_int_add (&n_open, -1);
}

static gboolean
open_it (StreeSqlite *sqlite, GError **error)
{
  gboolean is_open = sqlite->handle != NULL;

  if (!is_open)
    sqlite->handle = stree_sqlite_open_handle (sqlite->path, sqlite->mode, error);
  if (!sqlite->handle)
    return FALSE;
  stree_sqlite_set_waiting (sqlite->handle, &sqlite->waiting); /* again: a transaction that was rolled back ended it */
  if (is_open || sqlite->mode != STREE_SQLITE_WRITE)
    return TRUE;
  /* Readers go on while something is written. Where that cannot be, it is as it was. */
  sqlite3_exec (sqlite->handle, "PRAGMA journal_mode = wal", NULL, NULL, NULL);
  sqlite3_exec (sqlite->handle, "PRAGMA foreign_keys = on", NULL, NULL, NULL);
  return TRUE;
}

/* Task and source are let go of where they belong. */
static gboolean
unref_in_main (gpointer object)
{
  stree_take_over (object);
  g_object_unref (object);
  return G_SOURCE_REMOVE;
}

static void
drop_task (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  stree_hand_over (task); /* and its data */
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, unref_in_main, task, NULL);
  g_source_set_static_name (source, "[streamtree] sqlite");
  g_source_attach (source, g_task_get_context (task));
}

static void
free_sqlite (StreeSqlite *sqlite)
{
  stree_sqlite_close_handle (sqlite->handle);
  g_free (sqlite->path);
  g_free (sqlite);
}

static void
run_job (gpointer data, gpointer user_data)
{
  Job *job = data;
  StreeSqlite *sqlite;
  GError *error = NULL;

  (void) user_data;
  stree_take_over (job);
  sqlite = job->sqlite;
  stree_take_over (sqlite); /* from the job before it */
  if (!job->func)
    {
      free_sqlite (sqlite);
      g_free (job);
      return;
    }
  sqlite->waiting.cancellable = job->task ? g_task_get_cancellable (job->task) : NULL;
  sqlite->waiting.busy_ms = (guint) g_atomic_int_get (&sqlite->busy_ms);
  if (!job->task || !g_task_return_error_if_cancelled (job->task))
    {
      open_it (sqlite, &error);
      job->func (sqlite->handle, job->task, job->task ? g_task_get_task_data (job->task) : job->data,
                 sqlite->waiting.cancellable, error);
    }
  sqlite->waiting.cancellable = NULL;
  if (job->free_data)
    job->free_data (job->data);
  if (job->task)
    drop_task (job->task);
  stree_hand_over (sqlite);
  g_free (job);
}

StreeSqlite *
stree_sqlite_new (const char *path, StreeSqliteMode mode)
{
  StreeSqlite *sqlite = g_new0 (StreeSqlite, 1);

  sqlite->path = g_strdup (path);
  sqlite->mode = mode;
  sqlite->busy_ms = STREE_SQLITE_BUSY_MS;
  sqlite->pool = g_thread_pool_new (run_job, NULL, 1, FALSE, NULL);
  g_atomic_ref_count_init (&sqlite->refs);
  return sqlite;
}

StreeSqlite *
stree_sqlite_ref (StreeSqlite *sqlite)
{
  g_atomic_ref_count_inc (&sqlite->refs);
  return sqlite;
}

static void
push (StreeSqlite *sqlite, GTask *task, StreeSqliteFunc func, gpointer data, GDestroyNotify free_data)
{
  Job *job = g_new0 (Job, 1);
  GThreadPool *pool = sqlite->pool;

  job->sqlite = sqlite;
  job->task = task ? g_object_ref (task) : NULL;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  stree_hand_over (job);
  g_thread_pool_push (pool, job, NULL);
}

void
stree_sqlite_unref (StreeSqlite *sqlite)
{
  GThreadPool *pool = sqlite->pool;

  if (!g_atomic_ref_count_dec (&sqlite->refs))
    return;
  push (sqlite, NULL, NULL, NULL, NULL);
  g_thread_pool_free (pool, FALSE, FALSE);
}

const char *
stree_sqlite_get_path (StreeSqlite *sqlite)
{
  return sqlite->path;
}

void
stree_sqlite_set_busy_ms (StreeSqlite *sqlite, guint milliseconds)
{
  g_atomic_int_set (&sqlite->busy_ms, (gint) MIN (milliseconds, G_MAXINT));
}

void
stree_sqlite_run (StreeSqlite *sqlite, GTask *task, StreeSqliteFunc func)
{
  push (sqlite, task, func, NULL, NULL);
}

void
stree_sqlite_run_detached (StreeSqlite *sqlite, StreeSqliteFunc func, gpointer data, GDestroyNotify free_data)
{
  push (sqlite, NULL, func, data, free_data);
}

void
stree_sqlite_return (GTask *task, gpointer result, GDestroyNotify free_result, GError *error)
{
  stree_hand_over (task);
  if (result)
    g_task_return_pointer (task, result, free_result);
  else
    g_task_return_error (task, error);
}

gpointer
stree_sqlite_propagate (GAsyncResult *result, GError **error)
{
  stree_take_over (result);
  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
stree_sqlite_count_open (void)
{
  return (guint) g_atomic_int_get (&n_open);
}

/* --- in the thread --- */

static StreeSourceError
error_code (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return STREE_SOURCE_ERROR_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return STREE_SOURCE_ERROR_READ_ONLY;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return STREE_SOURCE_ERROR_CONSTRAINT;
    case SQLITE_FULL:
      return STREE_SOURCE_ERROR_FULL;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return STREE_SOURCE_ERROR_CORRUPT;
    case SQLITE_CANTOPEN:
      return STREE_SOURCE_ERROR_NOT_FOUND;
    case SQLITE_AUTH:
      return STREE_SOURCE_ERROR_DENIED;
    default:
      return STREE_SOURCE_ERROR_FAILED;
    }
}

void
stree_sqlite_set_error (sqlite3 *handle, int code, GCancellable *cancellable, GError **error)
{
  StreeSourceError reason = error_code (code);
  g_autofree char *said = g_utf8_make_valid (handle ? sqlite3_errmsg (handle) : sqlite3_errstr (code), -1);

  if (((code & 0xff) == SQLITE_INTERRUPT || (code & 0xff) == SQLITE_BUSY) &&
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return;
  switch (reason)
    {
    case STREE_SOURCE_ERROR_BUSY:
      g_set_error (error, STREE_SOURCE_ERROR, reason, _ ("Another program has locked the database: %s"), said);
      break;
    case STREE_SOURCE_ERROR_READ_ONLY:
      g_set_error (error, STREE_SOURCE_ERROR, reason, _ ("The database cannot be written: %s"), said);
      break;
    case STREE_SOURCE_ERROR_CONSTRAINT:
      g_set_error (error, STREE_SOURCE_ERROR, reason, _ ("The table does not allow that: %s"), said);
      break;
    case STREE_SOURCE_ERROR_FULL:
      g_set_error (error, STREE_SOURCE_ERROR, reason, _ ("There is no room left: %s"), said);
      break;
    case STREE_SOURCE_ERROR_CORRUPT:
      g_set_error (error, STREE_SOURCE_ERROR, reason, _ ("The file is no SQLite database, or it is damaged: %s"), said);
      break;
    case STREE_SOURCE_ERROR_NOT_FOUND:
      g_set_error (error, STREE_SOURCE_ERROR, reason, _ ("The database cannot be opened: %s"), said);
      break;
    case STREE_SOURCE_ERROR_FAILED:
    case STREE_SOURCE_ERROR_LOST:
    case STREE_SOURCE_ERROR_DENIED:
    default:
      g_set_error (error, STREE_SOURCE_ERROR, reason, _ ("SQLite says: %s"), said);
      break;
    }
}

sqlite3_stmt *
stree_sqlite_prepare (sqlite3 *handle, const char *sql, GCancellable *cancellable, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    stree_sqlite_set_error (handle, code, cancellable, error);
  return statement;
}

/* Nothing, or comments: SQLite itself finds no statement there. */
static gboolean
is_blank (sqlite3 *handle, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  int code;

  while (*sql)
    {
      const char *rest;

      code = sqlite3_prepare_v2 (handle, sql, -1, &statement, &rest);
      sqlite3_finalize (statement);
      if (code != SQLITE_OK || statement || rest == sql)
        return code == SQLITE_OK && !statement;
      sql = rest;
    }
  return TRUE;
}

sqlite3_stmt *
stree_sqlite_prepare_query (sqlite3 *handle, const char *sql, gsize *length, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  const char *rest = NULL;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, &rest);

  if (code != SQLITE_OK)
    {
      stree_sqlite_set_error (handle, code, cancellable, error);
      return NULL;
    }
  if (statement && sqlite3_stmt_readonly (statement) && sqlite3_column_count (statement) > 0 && is_blank (handle, rest))
    {
      *length = (gsize) (rest - sql);
      return g_steal_pointer (&statement);
    }
  g_set_error_literal (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
                       _ ("The SQL is not one query that reads; a single SELECT was expected"));
  return NULL;
}

gboolean
stree_sqlite_step (sqlite3 *handle, sqlite3_stmt *statement, GCancellable *cancellable, GError **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    stree_sqlite_set_error (handle, code, cancellable, error);
  return code == SQLITE_ROW;
}

gboolean
stree_sqlite_exec (sqlite3 *handle, const char *sql, GCancellable *cancellable, GError **error)
{
  int code = sqlite3_exec (handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  stree_sqlite_set_error (handle, code, cancellable, error);
  return FALSE;
}

void
stree_sqlite_roll_back (sqlite3 *handle)
{
  /* Also when somebody cancelled, which would interrupt this, too. */
  sqlite3_progress_handler (handle, 0, NULL, NULL);
  sqlite3_exec (handle, "ROLLBACK", NULL, NULL, NULL);
}

void
stree_sqlite_append_name (GString *sql, const char *name)
{
  g_string_append_c (sql, '"');
  for (const char *p = name; *p; p++)
    {
      if (*p == '"')
        g_string_append_c (sql, '"');
      g_string_append_c (sql, *p);
    }
  g_string_append_c (sql, '"');
}
