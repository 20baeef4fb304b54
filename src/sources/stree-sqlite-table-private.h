/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * What a table, a view or a query of an SQLite file is made of, and its rows as frames.
 *
 * SQLite lets any value stand in any column. A column has the type that it is declared with where all of its values are
 * such; else the next that can hold all of them exactly: whole numbers become decimal ones, and what is mixed becomes
 * text. That is found out when the table is opened, by a look at all rows. What another program writes later and does
 * not fit is an error when it is read, never something else.
 *
 *   declared       at first        then
 *   BOOL…          bool            int64, double, text       0 and 1
 *   …INT…          int64           double, text
 *   DATE           date            int64, double, text       text as 2024-02-29
 *   DATETIME, TIMESTAMP…  timestamp  date, int64, double, text  text as 2024-02-29 12:00:00, with T, with Z: all alike
 *   …CHAR…, …TEXT…, …CLOB…  text
 *   other          double          text
 *   nothing, BLOB  int64, double, date, timestamp, text: what the values are; text where there are none
 *
 * A column with blobs is text that is not written.
 */

#include "data/stree-frame-builder.h"
#include "sources/stree-changes.h"
#include "sources/stree-source.h"
#include "sources/stree-sqlite-functions-private.h"
#include "sources/stree-sqlite-private.h"

G_BEGIN_DECLS

typedef struct
{
  char *name; /* owned */
  StreeColumnType type;
  StreeSqliteStyle style; /* of a timestamp */
  StreeColumnFlags flags;
  gboolean mixed; /* of text: not all values are text for SQLite */
} StreeSqliteColumn;

/* An atomic rc box; immutable. */
typedef struct
{
  char *name;         /* owned; NULL: it is a query */
  char *from;         /* owned: behind FROM */
  char *rowid;        /* owned: what rows are found by; NULL: nothing */
  const char *copy_rowid; /* static: what those of a temporary copy are found by, where rowid is NULL */
  gboolean counted;   /* the rowid is the last column, which is hidden */
  gboolean writable;
  StreeSqliteColumn *columns; /* owned */
  guint n_columns;
  guint *keys; /* owned */
  guint n_keys;
  StreeFrame *schema; /* held */
} StreeSqliteTable;

/* What stands for the ? of a query: cells, borrowed. */
typedef struct
{
  StreeCell **cells;
  gsize n_cells;
} StreeSqliteParameters;

/* FALSE and @error: it has more or fewer. @parameters: NULL: none. */
gboolean stree_sqlite_bind_parameters (sqlite3_stmt *statement, const StreeSqliteParameters *parameters, GError **error);

/* In the thread. @name: a table or a view; NULL: @sql is a query with @parameters (NULL: none). */
StreeSqliteTable *stree_sqlite_table_read (sqlite3 *handle, const char *name, const char *sql,
                                           const StreeSqliteParameters *parameters, GCancellable *cancellable,
                                           GError **error);
StreeSqliteTable *stree_sqlite_table_ref (StreeSqliteTable *table);
void stree_sqlite_table_unref (StreeSqliteTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeSqliteTable, stree_sqlite_table_unref)

/* Names of tables and views (transfer full). */
char **stree_sqlite_list_tables (sqlite3 *handle, GCancellable *cancellable, GError **error);

/* One column as it stands there, at the end of @sql. */
void stree_sqlite_append_stored (GString *sql, const StreeSqliteTable *table, guint column);
/* "a", "b", "c": all columns, at the end of @sql. */
void stree_sqlite_append_columns (GString *sql, const StreeSqliteTable *table);
/* One column as SQL that stands for its value. */
void stree_sqlite_append_column (GString *sql, const StreeSqliteTable *table, guint column);

/* For a frame with these columns. */
StreeFrameBuilder *stree_sqlite_table_make_builder (const StreeSqliteTable *table);

typedef struct _StreeSqliteReader StreeSqliteReader;

/* Rows of statements with all columns, as a frame. */
StreeSqliteReader *stree_sqlite_reader_new (const StreeSqliteTable *table);
void stree_sqlite_reader_free (StreeSqliteReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeSqliteReader, stree_sqlite_reader_free)
/* FALSE and @error: a value does not fit. @first: the number of the first column in the statement. */
gboolean stree_sqlite_reader_add (StreeSqliteReader *reader, sqlite3_stmt *statement, int first, GError **error);
/* All rows that the statement has. */
gboolean stree_sqlite_reader_add_all (StreeSqliteReader *reader, sqlite3 *handle, sqlite3_stmt *statement,
                                      GCancellable *cancellable, GError **error);
/* A row that is not there any more. */
void stree_sqlite_reader_add_gone (StreeSqliteReader *reader, gint64 rowid);
StreeFrame *stree_sqlite_reader_finish (StreeSqliteReader *reader);

/* All rows of a statement with a value of the column and a count, as a frame of "value" and "count". NULL and @error. */
StreeFrame *stree_sqlite_read_values (sqlite3 *handle, sqlite3_stmt *statement, const StreeSqliteColumn *column,
                                      GCancellable *cancellable, GError **error);

/* Parameters count from 1. */
void stree_sqlite_bind_cell (sqlite3_stmt *statement, int parameter, StreeCell *cell, const StreeSqliteColumn *column);

/* "a" IS ?1 AND "b" IS ?2, of the key columns, from @parameter on. */
void stree_sqlite_append_key_condition (GString *sql, const StreeSqliteTable *table, int parameter);
void stree_sqlite_bind_key (sqlite3_stmt *statement, int parameter, const StreeSqliteTable *table, StreeRowKey *key);
/* Whether a key can be of this table at all. */
gboolean stree_sqlite_is_key (const StreeSqliteTable *table, StreeRowKey *key);

/* --- queries: stree-sqlite-query.c --- */

/* What is put into the parameters of a statement. */
typedef struct
{
  const StreeSqliteTable *table; /* borrowed */
  GString *sql;                  /* owned */
  GPtrArray *values;             /* owned: of Value */
  char *ask;                     /* owned: for the index of searches; NULL: it is not asked */
} StreeSqliteStatement;

void stree_sqlite_statement_init (StreeSqliteStatement *statement, const StreeSqliteTable *table);
void stree_sqlite_statement_clear (StreeSqliteStatement *statement);
/* Asks the index of searches, if there is one for @query. In the transaction in which the statement is run. */
void stree_sqlite_statement_narrow (StreeSqliteStatement *statement, sqlite3 *handle, StreeQuery *query);
/* " WHERE ..." and " ORDER BY ...", or nothing. @query fits the table. */
void stree_sqlite_append_where (StreeSqliteStatement *statement, StreeQuery *query);
void stree_sqlite_append_order (StreeSqliteStatement *statement, StreeQuery *query);
void stree_sqlite_append_sort (GString *sql, const StreeSqliteTable *table, guint column, StreeCollation collation,
                               gboolean descending);
sqlite3_stmt *
stree_sqlite_statement_prepare (StreeSqliteStatement *statement, sqlite3 *handle, GCancellable *cancellable, GError **error);

G_END_DECLS
