/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * The rest of a CSV source that goes into a table of an SQLite file instead of into memory. What is in a thread first is in the main
 * thread then.
 */

#include "data/stree-csv-stream-private.h"
#include "sources/stree-result-set.h"
#include "sources/stree-sqlite-source.h"
#include "sources/stree-sqlite-temporary-private.h"

G_BEGIN_DECLS

typedef struct
{
  StreeCsvStream *stream; /* owned; NULL: it is being read, or was */
  StreeCsvIndex *index;   /* held, in the thread */
  StreeFrame *first_rows; /* held, in the thread */
  char *path;             /* owned; NULL: that of the temporary file */
  char *table;            /* owned */
  StreeSqliteTemporary *temporary; /* held; NULL: the file is the caller's */
  StreeFrame *schema;     /* held: when it is read */
  StreeSqliteSource *source; /* owned: then */
  StreeResultSet *rows;   /* owned: then */
} StreeCsvDatabase;

/* @path, @options: nullable. */
StreeCsvDatabase *stree_csv_database_new (GFile *file, StreeCsvOptions *options, const char *path, const char *table);
void stree_csv_database_free (StreeCsvDatabase *database);
/* In a thread: the first rows. */
gboolean stree_csv_database_begin (StreeCsvDatabase *database, GCancellable *cancellable, GError **error);
guint stree_csv_database_estimate (StreeCsvDatabase *database);

G_END_DECLS
