/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * A CSV file into a new table of an SQLite file, in a thread and in one transaction: all of it or nothing. The numbers of the rows are
 * the table's key, an INTEGER PRIMARY KEY behind the other columns.
 *
 * The rows are written as they are read. Where a column turns out to be of another type than it looked at first, the others are only
 * read, and the table is then made of the file once more.
 */

#include "data/stree-csv-stream-private.h"
#include "data/stree-reporter-private.h"
#include "sources/stree-sqlite-temporary-private.h"

G_BEGIN_DECLS

/* Takes @stream and @reporter (nullable). @index: held, nullable: is told where rows begin. @temporary: held, nullable: what has the file. Where there was no file at @path, and
 * nothing comes of it, there is none. */
void stree_sqlite_load_csv_async (const char *path,
                                  const char *table,
                                  StreeCsvStream *stream,
                                  StreeCsvIndex *index,
                                  StreeReporter *reporter,
                                  StreeSqliteTemporary *temporary,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* The columns: see stree_csv_stream_make_schema (). NULL and @error. */
StreeFrame *stree_sqlite_load_csv_finish (GAsyncResult *result, guint *n_rows, GError **error);

G_END_DECLS
