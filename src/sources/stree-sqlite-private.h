/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * A connection to an SQLite file: what is asked of it is done in a thread of its own, one after the other, and answered
 * in the main context. SQLite's handle is used nowhere else.
 */

#include <gio/gio.h>

#include "sources/stree-sqlite-library-private.h"

G_BEGIN_DECLS

/* Held and let go of in the main thread. */
typedef struct _StreeSqlite StreeSqlite;

/* Does the work in the thread, and gives @task its result. Where @handle is NULL the file could not be opened, and
 * @error says why; it is the function's to free. */
typedef void (*StreeSqliteFunc) (sqlite3 *handle, GTask *task, gpointer data, GCancellable *cancellable, GError *error);

typedef enum
{
  STREE_SQLITE_READ,
  STREE_SQLITE_WRITE,  /* with a write-ahead log, where that can be; foreign keys hold */
  STREE_SQLITE_CREATE, /* makes the file, or writes it as it is */
} StreeSqliteMode;

/* How long somebody else may keep the file locked before it is an error. */
#define STREE_SQLITE_BUSY_MS 5000

/* Opens nothing yet. */
StreeSqlite *stree_sqlite_new (const char *path, StreeSqliteMode mode);
StreeSqlite *stree_sqlite_ref (StreeSqlite *sqlite);
/* Closes it in its thread, when all that was asked is done. */
void stree_sqlite_unref (StreeSqlite *sqlite);
const char *stree_sqlite_get_path (StreeSqlite *sqlite);
/* Of what is asked from now on. */
void stree_sqlite_set_busy_ms (StreeSqlite *sqlite, guint milliseconds);

/* @task has the data. Its cancellable interrupts the work. */
void stree_sqlite_run (StreeSqlite *sqlite, GTask *task, StreeSqliteFunc func);
/* The same without an answer: @func gets no task; @free_data is called in the thread. */
void stree_sqlite_run_detached (StreeSqlite *sqlite, StreeSqliteFunc func, gpointer data, GDestroyNotify free_data);

/* In the thread: gives @task its result, or where that is NULL the error. */
void stree_sqlite_return (GTask *task, gpointer result, GDestroyNotify free_result, GError *error);
/* What stree_sqlite_return () gave. */
gpointer stree_sqlite_propagate (GAsyncResult *result, GError **error);

/* How many connections are open in this process. */
guint stree_sqlite_count_open (void);

/* --- in the thread --- */

/* What a handle knows while it is used. */
typedef struct
{
  GCancellable *cancellable; /* borrowed; NULL: nobody ends it */
  guint busy_ms;             /* so long somebody else's lock is waited for */
  gint64 busy_since;
} StreeSqliteWaiting;

/* From now on a statement ends when it is cancelled, also while it waits. @waiting stays as long as @handle is used. */
void stree_sqlite_set_waiting (sqlite3 *handle, StreeSqliteWaiting *waiting);
/* Sets @error from what the handle says of its last call. */
void stree_sqlite_set_error (sqlite3 *handle, int code, GCancellable *cancellable, GError **error);
sqlite3_stmt *stree_sqlite_prepare (sqlite3 *handle, const char *sql, GCancellable *cancellable, GError **error);
/* TRUE: there is a row. FALSE: there is none, or an error. */
gboolean stree_sqlite_step (sqlite3 *handle, sqlite3_stmt *statement, GCancellable *cancellable, GError **error);
gboolean stree_sqlite_exec (sqlite3 *handle, const char *sql, GCancellable *cancellable, GError **error);
/* Ends a transaction of which nothing is to stay. */
void stree_sqlite_roll_back (sqlite3 *handle);
/* Opens @path for as long as the caller needs it, and closes it. NULL and @error. */
sqlite3 *stree_sqlite_open_handle (const char *path, StreeSqliteMode mode, GError **error);
void stree_sqlite_close_handle (sqlite3 *handle);
/* A single statement that only reads: what comes of it has columns. @length: of the statement in @sql. NULL and @error: it
 * is something else. */
sqlite3_stmt *stree_sqlite_prepare_query (sqlite3 *handle, const char *sql, gsize *length, GCancellable *cancellable,
                                          GError **error);

/* "name", quoted, at the end of @sql. */
void stree_sqlite_append_name (GString *sql, const char *name);

static inline void
stree_sqlite_finalize (sqlite3_stmt *statement)
{
  sqlite3_finalize (statement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, stree_sqlite_finalize)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeSqlite, stree_sqlite_unref)

G_END_DECLS
