/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A CSV file as a source, and its rows as they stand in it. Of the main thread. */

#include "data/stree-csv-opening-private.h"
#include "sources/stree-csv-source.h"
#include "sources/stree-frame-source.h"

G_BEGIN_DECLS

struct _StreeCsvSource
{
  GObject parent_instance;
  StreeCsvOptions *options; /* held */
  StreeFrame *schema; /* held */
  GError *error; /* owned: why the file could not be read; NULL: it could, so far */

  /* Once the file is read; until then NULL. */
  StreeFrameSource *whole; /* owned */
  StreeFrame *rows; /* held: all of them, with their numbers */

  /* Until it is. */
  StreeCsvIndex *index; /* held */
  StreeFrame *first_rows; /* held: what the file begins with; NULL: a type has become wider since */
  guint n_estimated; /* how many rows there may be */
  StreeCsvOpening *opening; /* owned: the rest of the file; NULL: it is being read */
  guint begin; /* source: when that begins; 0: it did */
  GCancellable *reading; /* owned */
  GQueue waiting; /* of Waiting, owned: who waits for rows */
  GPtrArray *sets; /* owned, of StreeResultSet, borrowed: those who are told of the count */
};

/* Calls @go when @n_rows rows are known, all of them (G_MAXUINT64), or nothing more comes; then @task is its own. Not if @task is
 * cancelled, which is answered here. Takes @task. */
typedef void (*StreeCsvGo) (GTask *task);
void stree_csv_source_wait (StreeCsvSource *self, guint64 n_rows, GTask *task, StreeCsvGo go);
/* Who waits for what is there now. */
void stree_csv_source_serve (StreeCsvSource *self);
/* At once, if it does not do so yet. */
void stree_csv_source_read_rest (StreeCsvSource *self);
/* A page has wider types than the schema. */
void stree_csv_source_widen (StreeCsvSource *self, StreeFrame *page);

/* All rows, in the order of the file. */
StreeResultSet *stree_csv_rows_new (StreeCsvSource *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
