/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Inside StreeGridModel:
 *
 *   stree-grid-model.c            the rows of the source, and what is marked
 *   stree-grid-model-selection.c  what is selected
 *   stree-grid-model-extra.c      new rows, which are not in the source yet
 *   stree-grid-model-written.c    rows that were written, until they are read again
 */

#include "grid/stree-grid-model-private.h"
#include "grid/stree-grid-remap-private.h"

G_BEGIN_DECLS

struct _StreeGridModel
{
  GObject parent_instance;
  StreeSource *source; /* owned; NULL: none */
  gulong changed;      /* its handler */
  guint *keys;         /* owned: the source's key columns */
  guint n_keys;
  StreeQuery *query;     /* owned; NULL: all rows */
  StreeQuery *shown;     /* owned: that of what follows; NULL: all rows */
  StreeGridPages *pages; /* owned; NULL: nothing has come yet */
  gulong counted;        /* handler of its result set */
  guint64 at_least;      /* so many rows there are, however many are counted by now */
  guint n_rows;          /* what the list says, without */
  GPtrArray *extra;      /* these; owned: of StreeRowKey */
  StreeGridEdits *edits; /* owned: whose these are; NULL: nobody's */
  gulong rekeyed;        /* its handlers */
  gulong written_id;
  GPtrArray *written;    /* owned: of StreeRowKey: selected ones of them that are in the source now, but not here yet */
  guint next_extra, next_written; /* where the next one to get another key may be */
  GHashTable *as_written; /* owned: StreeRowKey (in the pages) -> what the row is by now, see -written */
  guint n_written;        /* how many of these there have been */
  guint n_other_keys;     /* some of them may have another key by now */
  gboolean exact;
  GError *error;        /* owned */
  GCancellable *asking; /* owned: for other rows; NULL: nobody does */
  gpointer fetching;    /* borrowed: the question whose first pages are awaited; NULL: none */
  gboolean again;       /* the source changed meanwhile */
  guint touched;        /* how often the selection or a mark became another */
  StreeRanges selected; /* owned */
  gboolean selects_all; /* rows that are counted yet are selected, too */
  StreeGridMark marks[STREE_GRID_N_MARKS];
};

/* Asks for the rows. */
void stree_grid_model_ask (StreeGridModel *self);
/* Other rows are selected. */
void stree_grid_model_say_selection (StreeGridModel *self);

/* NULL: those of nobody. */
void stree_grid_model_follow_edits (StreeGridModel *self, StreeGridEdits *edits);
/* Rows that they write. */
void stree_grid_model_follow_written (StreeGridModel *self, StreeGridEdits *edits);
GHashTable *stree_grid_model_written_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* A row of the pages: what it is by now. */
void stree_grid_model_show_written (StreeGridModel *self, StreeFrame **frame, guint *row);
/* Those that the pages have: up to the one with this number. */
void stree_grid_model_forget_written (StreeGridModel *self, guint until);
/* Where a new row stands among them. */
gboolean stree_grid_model_find_extra (StreeGridModel *self, StreeRowKey *key, guint *index);

G_END_DECLS
