/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Sanitizers are that much slower: a fraction of the steps is taken. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MODEL_SLOWER 20
#else
#define MODEL_SLOWER 1
#endif

/* The naive table: rows of cells, and what a query means, row by row. */

#include "source-model.h"

typedef struct
{
  StreeFrame *schema;
  guint n_columns;
  SourceModelOrder order;
  guint *keys; /* owned */
  guint n_keys;
  gboolean *hidden; /* owned: of each column: a search does not look there */
  GPtrArray *rows; /* of GPtrArray of StreeCell, as they were inserted */
} NaiveTable;

int naive_compare_cells (StreeCell *a, StreeCell *b); /* neither is null */
GPtrArray *naive_row_of_frame (StreeFrame *frame, guint row);
GPtrArray *naive_row_copy (GPtrArray *row);
gboolean naive_row_same_key (const NaiveTable *table, GPtrArray *a, GPtrArray *b);
GPtrArray *naive_find (const NaiveTable *table, GPtrArray *key_of); /* the row with its key; NULL */
StreeRowKey *naive_key (const NaiveTable *table, GPtrArray *row);
gboolean naive_row_equal (GPtrArray *a, GPtrArray *b);
/* (transfer container): the rows, borrowed */
GPtrArray *naive_query (const NaiveTable *table, StreeQuery *query);

typedef struct
{
  StreeCell *value; /* borrowed */
  guint count;
} NaiveCount;

/* (transfer full): of NaiveCount */
GArray *naive_distinct (const NaiveTable *table, guint column, StreeQuery *query);
char *naive_row_to_string (GPtrArray *row);

/* --- a run --- */

typedef struct
{
  const SourceModel *model;
  guint32 seed;
  guint step;
  const char *doing;
  GString *asked; /* owned: the query, for messages */
  GRand *rand;
  StreeSource *source; /* owned */
  StreeSource *other;  /* owned: the same table, opened once more */
  NaiveTable table;
  gboolean counted; /* the source gives rows their keys */
  GPtrArray *seen;  /* of StreeFrame: pages, also of before */
  guint next_key;
  guint n_told;     /* how often the source has changed */
  guint n_written, n_conflicts, n_duplicates, n_cancelled, n_pages, n_hits;
} Run;

/* 0 to @n - 1. */
static inline guint
below (Run *run, guint n)
{
  return (guint) g_rand_int_range (run->rand, 0, (gint32) n);
}

void run_fail (Run *run, const char *format, ...) G_GNUC_PRINTF (2, 3) G_GNUC_NORETURN;
StreeQuery *random_query (Run *run);
/* For messages. */
void say_query (Run *run, StreeQuery *query);
StreeCell *random_cell (GRand *rand, StreeColumnType type);
gboolean is_key (const Run *run, guint column);
void compare_row (Run *run, StreeFrame *frame, guint row, GPtrArray *expected, guint64 position);
void compare_whole (Run *run);
/* One commit, or two that do not wait for one another. */
void write_some (Run *run);
