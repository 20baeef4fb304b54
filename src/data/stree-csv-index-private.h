/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Where rows begin in the text of a CSV file: of every STREE_CSV_STRIDE-th row, as far as it was read. So any of them can be
 * read at once, while the reader is still on its way through the file.
 */

#include "data/stree-csv-file-private.h"
#include "data/stree-csv.h"

G_BEGIN_DECLS

/* The text of a file without its byte order mark. */
typedef struct
{
  const char *text;
  gsize length;
  gsize bom; /* bytes before the text */
  char delimiter;
  char quote; /* 0: none */
} StreeCsvText;

#define STREE_CSV_STRIDE 512

/* An atomic rc box; may be used from any thread. */
typedef struct _StreeCsvIndex StreeCsvIndex;

StreeCsvIndex *stree_csv_index_new (void);
StreeCsvIndex *stree_csv_index_ref (StreeCsvIndex *index);
void stree_csv_index_unref (StreeCsvIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeCsvIndex, stree_csv_index_unref)

/* The file as far as it is in memory, and how its text is written; what was there before is the beginning of it. */
void stree_csv_index_set_bytes (StreeCsvIndex *index, GBytes *bytes, const StreeCsvText *text);

/* Instead of bytes: who has the file open, for nobody else, @bom bytes of it and then the text. */
void stree_csv_index_set_file (StreeCsvIndex *index, StreeCsvFile *file, const StreeCsvText *text);

/* Row @row, a multiple of the stride, begins at @offset, and those before it are whole. What is known already may be said
 * again. */
void stree_csv_index_add (StreeCsvIndex *index, guint row, gsize offset);
/* So many rows there are as far as @offset; @complete: and no others. */
void stree_csv_index_end (StreeCsvIndex *index, guint n_rows, gsize offset, gboolean complete);

/* How many rows can be read; @complete: whether there are no others. */
guint stree_csv_index_get_n_rows (StreeCsvIndex *index, gboolean *complete);

/*
 * Rows from @row on, @n at most, as far as they are known: with the columns of @schema, whose last one has the row's number
 * from 1. Where a cell does not fit its type, the column has a wider one.
 */
StreeFrame *stree_csv_index_read (StreeCsvIndex *index,
                                  const StreeCsvOptions *options,
                                  StreeFrame *schema,
                                  guint row,
                                  guint n,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
