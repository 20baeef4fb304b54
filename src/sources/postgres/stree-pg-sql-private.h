/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Queries as statements. Every value is a parameter, every name is quoted. The table is called "t".
 *
 * A query has an order in which no two rows are equal (unless there is nothing that tells them apart). The values that a
 * row has in it are its mark: behind a mark the next rows are found by an index, wherever it is, and without counting.
 */

#include "sources/postgres/stree-pg-table-private.h"

G_BEGIN_DECLS

typedef struct
{
  char *expression; /* owned: what is ordered */
  char *format;     /* owned: the same of a mark's value; %s: its parameter */
  guint raw;        /* which of the mark's values */
  gboolean descending;
  gboolean nullable;
} StreePgTerm;

typedef struct
{
  GArray *terms;   /* owned: of StreePgTerm */
  GPtrArray *raws; /* owned: of char *: the expressions of a mark's values */
  gboolean unique; /* no two rows are equal */
  gboolean indexed; /* the first term is a column that an index begins with */
  gboolean scanned; /* an index has the rows in this order, nulls and all */
} StreePgOrder;

StreePgOrder *stree_pg_order_new (const StreePgTable *table, StreeQuery *query);
void stree_pg_order_free (StreePgOrder *order);

/* " WHERE " and what a query asks for; @query: NULL: nothing. */
void stree_pg_append_where (StreePgStatement *statement, const StreePgTable *table, StreeQuery *query);
/* " AND " and that a row is behind (before) a mark. */
void stree_pg_append_bound (StreePgStatement *statement, const StreePgOrder *order, char **mark, gboolean before);
/* "(...)": that a row has a key; @cells of the key columns. */
void stree_pg_append_key (StreePgStatement *statement, const StreePgTable *table, StreeRowKey *key);
/* To "{" and what follows it: an array for a parameter. */
void stree_pg_append_array_item (GString *array, const char *text);
/* That a cell is what it was. */
void stree_pg_append_same (StreePgStatement *statement, const StreePgColumn *column, StreeCell *cell);

/* The rows from @offset on behind a mark (NULL: from the first on): the columns, then the values of each row's mark. */
StreePgStatement *stree_pg_page_statement (const StreePgTable *table,
                                           StreeQuery *query,
                                           const StreePgOrder *order,
                                           char **mark,
                                           guint64 offset,
                                           guint64 limit);
/* Of each row whose number, from 1, is a multiple of @stride, and of the last: the number, and its mark. */
StreePgStatement *stree_pg_marks_statement (const StreePgTable *table,
                                            StreeQuery *query,
                                            const StreePgOrder *order,
                                            guint stride);
/* The mark of the row at @offset behind a mark, behind a column. */
StreePgStatement *stree_pg_mark_statement (const StreePgTable *table,
                                           StreeQuery *query,
                                           const StreePgOrder *order,
                                           char **mark,
                                           guint64 offset);
/* The keys of all rows, in their order, for a cursor. */
StreePgStatement *stree_pg_cursor_statement (const StreePgTable *table,
                                             StreeQuery *query,
                                             const StreePgOrder *order,
                                             const char *cursor);
/* The rows with the keys of an answer, in its order. */
StreePgStatement *stree_pg_keyed_statement (const StreePgTable *table, PGresult *keys);
StreePgStatement *stree_pg_count_statement (const StreePgTable *table, StreeQuery *query);
StreePgStatement *stree_pg_estimate_statement (const StreePgTable *table, StreeQuery *query);
/* The mark of a row. */
StreePgStatement *stree_pg_find_statement (const StreePgTable *table,
                                           StreeQuery *query,
                                           const StreePgOrder *order,
                                           StreeRowKey *key);
StreePgStatement *stree_pg_count_before_statement (const StreePgTable *table,
                                                   StreeQuery *query,
                                                   const StreePgOrder *order,
                                                   char **mark);
StreePgStatement *stree_pg_distinct_statement (const StreePgTable *table, guint column, StreeQuery *query, guint max);

G_END_DECLS
