/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Any writable StreeSource beside a naive table: sequences of queries, pages, searches for a row, distinct values and
 * commits at random, with conflicts among them, and what each must give.
 *
 * A test of an engine makes a table with the columns of source_model_make_rows (), or with others, puts the rows into
 * it, and calls source_model_run (). What may be read only, required or counted is taken from the column's flags.
 *
 * Texts are lower-case letters of ASCII and digits: every engine orders them alike, by any collation. How an engine
 * folds and orders other texts is for its own test.
 *
 * Of a commit's changes an engine must write deletes first, then updates, then inserts: a key that one of them frees may
 * be taken by another, wherever that stands, and rows may exchange theirs. Conflicts are told before keys that are there
 * already.
 */

#include "streamtree.h"

/* How rows stand that no sort puts in order. */
typedef enum
{
  SOURCE_MODEL_INSERTED, /* as they were inserted */
  SOURCE_MODEL_BY_KEY,   /* by the key columns */
} SourceModelOrder;

typedef struct
{
  /* Opens the table (transfer full): once more each time, if that can be; each source sees what another one wrote. */
  StreeSource *(*open) (gpointer data);
  gpointer data;
  SourceModelOrder order;
  gboolean snapshots; /* a result set does not change when the table does */
  guint32 seed;       /* 0: another one each time; it is said */
  guint n_steps;
} SourceModel;

/* Which column of source_model_make_rows () is what. */
enum
{
  SOURCE_MODEL_ID,     /* "id", int64: different in each row, in order, not null */
  SOURCE_MODEL_CODE,   /* "code", text: different in each row, not null */
  SOURCE_MODEL_AMOUNT, /* "amount", int64 */
  SOURCE_MODEL_PRICE,  /* "price", double */
  SOURCE_MODEL_PAID,   /* "paid", bool */
  SOURCE_MODEL_DAY,    /* "day", date */
  SOURCE_MODEL_AT,     /* "at", timestamp */
  SOURCE_MODEL_NAME,   /* "na\"me; --", text */
  SOURCE_MODEL_GROUP,  /* "group", text: few different ones */
  SOURCE_MODEL_N_COLUMNS
};

StreeFrame *source_model_make_rows (guint32 seed, guint n_rows);

/* Ends the program with what was wrong, the step and the seed. */
void source_model_run (const SourceModel *model, StreeFrame *rows);

/* --- a source, asked and waited for --- */

/* Puts the result (transfer full) into @data: a GAsyncResult pointer. */
void source_on_result (GObject *object, GAsyncResult *result, gpointer data);

StreeResultSet *source_query (StreeSource *source, StreeQuery *query, GCancellable *cancellable, GError **error);
/* When the number of rows is exact. */
void source_wait_counted (StreeResultSet *rows);
StreeFrame *source_page (StreeResultSet *rows, guint64 first, guint n, GError **error);
gboolean source_locate (StreeResultSet *rows, StreeRowKey *key, guint64 *position, GError **error);
StreeFrame *source_distinct (StreeSource *source, guint column, StreeQuery *query, guint max, GError **error);
StreeCommit *source_commit (StreeSource *source, StreeChanges *changes, GCancellable *cancellable, GError **error);
/* In a circle of two, in one of three, and along a line, the first eight rows exchange what they have in a key column, which
 * is all of the key, and keep what they have in the others; @note: a text column in which all differ. */
void source_check_exchange (StreeSource *source, guint key, guint note);
/* All rows, as they stand. */
StreeFrame *source_all (StreeSource *source);
