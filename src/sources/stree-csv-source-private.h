/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A CSV file as a source, and its rows as they stand in it. Of the main thread. */

#include "data/stree-csv-opening-private.h"
#include "data/stree-reporter-private.h"
#include "sources/stree-csv-database-private.h"
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
  StreeSource *whole; /* owned */
  StreeFrame *rows; /* held: all of them, with their numbers; NULL: they are in a database, and these are they: */
  StreeResultSet *all; /* owned */

  /* Until it is. */
  StreeCsvIndex *index; /* held */
  StreeFrame *first_rows; /* held: what the file begins with; NULL: a type has become wider since */
  guint n_estimated; /* how many rows there may be */
  StreeCsvOpening *opening; /* owned: the rest of the file; NULL: it is being read, or goes into a database: */
  StreeCsvDatabase *database; /* owned */
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

void stree_csv_source_take_schema (StreeCsvSource *self, StreeFrame *frame);
/* In a thread: with the numbers of the rows. */
StreeFrameSource *stree_csv_make_whole (StreeFrame *frame, GError **error);
/* Takes @whole. */
void stree_csv_source_take_whole (StreeCsvSource *self, StreeFrameSource *whole);
/* A GSourceFunc: the rest. */
gboolean stree_csv_source_begin_cb (gpointer self);
gboolean stree_csv_source_is_writable (StreeCsvSource *self);

/* Who an answer is for, which is gone when its reading was cancelled. */
typedef struct
{
  StreeCsvSource *self; /* borrowed */
  GCancellable *cancellable; /* owned */
} StreeCsvAsker;

StreeCsvAsker *stree_csv_asker_new (StreeCsvSource *self);
void stree_csv_asker_free (gpointer asker);
/* Takes @asker. NULL: there is nobody any more. */
StreeCsvSource *stree_csv_asker_end (StreeCsvAsker *asker);

/* The rest of the file into the database, which is taken then: see below. Takes @reporter. */
void stree_csv_source_load (StreeCsvSource *self, StreeReporter *reporter);
void stree_csv_source_take_database (StreeCsvSource *self);
/* Takes @error: nothing more comes. */
void stree_csv_source_take_error (StreeCsvSource *self, GError *error);

/* All rows, in the order of the file. */
StreeResultSet *stree_csv_rows_new (StreeCsvSource *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
