/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* From a column of text to one of another type: what readers of text formats share. */

#include "data/stree-column-private.h"

G_BEGIN_DECLS

/* FALSE: @text, which is ended by NUL at @length, is no value of the buffer's type, and nothing was appended. */
gboolean stree_column_buffer_append_parsed (StreeColumnBuffer *buffer, const char *text, gsize length);

/* Whether what is no value of the type stands for null. */
typedef gboolean (*StreeColumnIsNull) (const char *text, gsize length, gconstpointer data);

/*
 * Converts a column of text, whatever the type. FALSE: a cell does not fit, whose row is then put into @bad_row, and
 * nothing was converted. @is_null: nullable.
 */
gboolean stree_column_buffer_convert (StreeColumnBuffer *cells,
                                      StreeColumnType type,
                                      StreeColumnIsNull is_null,
                                      gconstpointer data,
                                      guint *bad_row);

/* Converts a column of text to the first of @types that fits all cells; without one, or without a value, it stays text. */
void stree_column_buffer_infer (StreeColumnBuffer *cells,
                                const StreeColumnType *types,
                                guint n_types,
                                StreeColumnIsNull is_null,
                                gconstpointer data);

/* What a column may be of whose cells more and more become known: bit i is for types[i]. */
typedef struct
{
  guint8 fit;    /* all cells, so far */
  guint8 values; /* and some are values of it */
} StreeColumnCandidates;

#define STREE_COLUMN_CANDIDATES_INIT { 0xff, 0 }

/* The same where @cells come behind others: what all of them are inferred to be. */
StreeColumnType stree_column_buffer_infer_more (StreeColumnBuffer *cells,
                                                StreeColumnCandidates *candidates,
                                                const StreeColumnType *types,
                                                guint n_types,
                                                StreeColumnIsNull is_null,
                                                gconstpointer data);

/* What a message quotes of a text: its first characters, all of them whole. */
char *stree_column_dup_start (const char *text);

G_END_DECLS
