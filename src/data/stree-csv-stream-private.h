/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * A CSV file of any size, a stretch of whole rows at a time: only one of them is in memory. Its rows, and the types of its columns,
 * are those of a frame that is read of all of it; the types as far as the stretches go that were read.
 *
 * What cannot be read twice, such as a pipe, and what is not in UTF-8, is in memory as a whole.
 *
 * For a database: its columns have names that differ by more than capital letters, and decimal numbers are shown as they are. May be
 * handed from one thread to another.
 */

#include "data/stree-csv-file-private.h"
#include "data/stree-csv-private.h"

G_BEGIN_DECLS

typedef struct
{
  GFile *file; /* owned */
  StreeCsvOptions *options; /* held */
  char *label; /* owned */

  /* As the first stretch leaves it. */
  char **names; /* owned: of the columns, in the file */
  char **column_names; /* owned: of the columns */
  char *key_name; /* owned: of a further column for the numbers of the rows */
  guint n_columns;
  /* As far as was read. */
  StreeColumnType *types; /* owned: n_columns of them */
  gboolean retyped; /* a column is something else than in a stretch before it; who asks sets it back */
  guint n_rows;
  goffset done, size; /* of the file, in bytes; size 0: not known */

  /* Of its own. */
  StreeCsvFile *opened; /* owned; NULL: not yet, or all of it is in memory */
  GByteArray *buffer; /* owned: what is read of the file, behind the last stretch */
  GBytes *bytes; /* held: all of the text; NULL: it is in the file */
  gboolean begun, at_end, ended;
  gsize stretch; /* bytes of the next one */
  StreeCsvText text; /* how it is written */
  gsize offset; /* of the next stretch in the text */
  guint n_lines;
  guint n_short_rows, first_short_line;
  StreeRejects rejects;
  StreeColumnCandidates *candidates; /* owned */
} StreeCsvStream;

/* @options: nullable. */
StreeCsvStream *stree_csv_stream_new (GFile *file, StreeCsvOptions *options);
void stree_csv_stream_free (StreeCsvStream *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeCsvStream, stree_csv_stream_free)

/* All of these block. The rows of the next stretch; @index: nullable: is told of them. NULL: there are no more, or @error. */
StreeFrame *stree_csv_stream_next (StreeCsvStream *stream, StreeCsvIndex *index, GCancellable *cancellable, GError **error);
/* After the first stretch: what @index reads the text of. */
gboolean stree_csv_stream_give_text (StreeCsvStream *stream, StreeCsvIndex *index, GCancellable *cancellable, GError **error);
/* To the beginning; what is known of the types stays. */
gboolean stree_csv_stream_rewind (StreeCsvStream *stream, GCancellable *cancellable, GError **error);
/* All columns, with the numbers of the rows, and no rows; what was odd about the file is its note, and its rejects. At the end only. */
StreeFrame *stree_csv_stream_make_schema (StreeCsvStream *stream);

G_END_DECLS
