/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the window shows: a table from a file, and what the user asked of it.
 *
 * Reading, finding and summing up happen in threads; what comes of them is state, so the components below rerun when
 * it is there. Each asking cancels the one before it: an answer that is no longer wanted never arrives.
 */

#include <streamtree.h>

typedef struct _Document Document;

/* A CSV file of so many bytes, or more, goes into a temporary database instead of into memory. */
extern guint64 document_large_size;

/* The session's document. */
Document *document_get (StreeContext *cx);

/* --- asking; the same again does nothing, so a component may ask in every run --- */

/* Reads a file. Another @revision reads it again. */
void document_open   (Document *self, const char *uri, int revision);
/* What is to be summed up: NULL: all rows. */
void document_find   (Document *self, StreeQuery *query);
/* What is in a column of the rows that were found. */
void document_sum_up (Document *self, guint column);

/* --- answers; reading one in a component makes it rerun when there is a new one --- */

/* The file's name, for people. Free it with g_free (). */
char               *document_dup_name     (Document *self);
/* The table as far as it is there: the first rows of a large file come long before the last; NULL: nothing is there yet. */
StreeSource        *document_get_source   (Document *self);
/* The whole table; NULL: not read yet. */
StreeFrame         *document_get_table    (Document *self);
/* How many rows a table has that is in a temporary database; 0: it is in none, or not yet. */
guint               document_get_n_stored (Document *self);
/* What was odd about the file; NULL: nothing, so far. */
const char         *document_get_note     (Document *self);
/* The rows that were found, in memory; NULL: the table is not read yet. */
StreeFrame         *document_get_rows     (Document *self);
/* From 0 to 1: how much of the file was read. */
double              document_get_progress (Document *self);
/* What is wrong with the file; NULL: nothing. */
const char         *document_get_error    (Document *self);
/* NULL: not there yet. */
StreeColumnSummary *document_get_summary  (Document *self);
