/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Files for tests of SQLite sources, in a folder of their own. */

#include "sources/stree-sqlite-source-private.h"
#include "source-model.h"

typedef struct
{
  char *folder; /* owned */
  char *path;   /* owned */
} SqliteFile;

void sqlite_file_init (SqliteFile *file);
/* When all connections are closed. */
void sqlite_file_clear (SqliteFile *file);

/* Waits until a connection is open, or none is. */
void sqlite_wait_open (gboolean open);

/* Another program. */
sqlite3 *sqlite_file_open (SqliteFile *file);
void sqlite_file_exec (SqliteFile *file, const char *sql);
/* A query's only value as text (transfer full); NULL: it is null. */
char *sqlite_file_get (SqliteFile *file, const char *sql);

static inline void
sqlite_file_assert_get (SqliteFile *file, const char *sql, const char *expected)
{
  g_autofree char *value = sqlite_file_get (file, sql);

  g_assert_cmpstr (value, ==, expected);
}

/* Puts the frame's rows into a table that has columns with these names. */
void sqlite_file_insert (SqliteFile *file, const char *table, StreeFrame *rows);

StreeSource *sqlite_source_open (SqliteFile *file, const char *table, GError **error);
StreeSource *sqlite_source_open_query (SqliteFile *file, const char *sql, GError **error);
