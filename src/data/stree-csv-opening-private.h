/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * A CSV file that is opened: what it begins with at once, all of it later. Its stream stays open between the two, so both are
 * of the same file; what is in memory already is not read again.
 */

#include "data/stree-csv-index-private.h"

G_BEGIN_DECLS

typedef struct
{
  GFile *file; /* owned */
  StreeCsvOptions *options; /* owned */

  /* As stree_csv_opening_begin () leaves it. */
  StreeFrame *frame; /* owned: all rows; NULL: it is too large to wait for, and these are there: */
  StreeCsvIndex *index; /* owned: where the first rows begin */
  StreeFrame *first_rows; /* owned: with their numbers in the last column */
  guint n_estimated; /* how many rows there may be in all */

  /* Between the two. */
  GFileInputStream *stream; /* owned */
  GByteArray *bytes; /* owned */
  guint size; /* of the file, 0: not known */
  char *state; /* owned: changes with the file; NULL: not known */
} StreeCsvOpening;

/* @options: nullable. */
StreeCsvOpening *stree_csv_opening_new (GFile *file, StreeCsvOptions *options);
void stree_csv_opening_free (StreeCsvOpening *opening);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeCsvOpening, stree_csv_opening_free)

/* Both block. */
gboolean stree_csv_opening_begin (StreeCsvOpening *opening, GCancellable *cancellable, GError **error);
/* Where there is no frame yet: the frame. The index goes on meanwhile. */
StreeFrame *stree_csv_opening_finish (StreeCsvOpening *opening,
                                      GCancellable *cancellable,
                                      GFileProgressCallback progress,
                                      gpointer progress_data,
                                      GError **error);

G_END_DECLS
