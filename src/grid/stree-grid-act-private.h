/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * What is done to many rows of a grid at once, as one step. Rows that are not at hand come first, all of them, before anything is
 * changed; then the rows are changed, some at a time, and the main loop goes on. Who cancels that finds everything as it was.
 */

#include "grid/stree-grid-edits.h"
#include "grid/stree-ranges-private.h"

G_BEGIN_DECLS

/* More than can be undone is not done: cells, or rows to go. */
#define STREE_GRID_ACT_MAX (1u << 20)

typedef enum
{
  STREE_GRID_ACT_DELETE,
  STREE_GRID_ACT_CLEAR,
  STREE_GRID_ACT_FILL_DOWN,
  STREE_GRID_ACT_PASTE
} StreeGridActKind;

typedef struct
{
  StreeGridActKind kind;
  StreeGridEdits  *edits;   /* owned */
  GPtrArray       *parts;   /* owned: of StreeFrame: rows of the source, in their order */
  GPtrArray       *extra;   /* owned: of StreeRowKey: new rows below them */
  guint            n_new;   /* rows below these that are not there yet: a paste makes them */
  GArray          *columns; /* owned: of guint, as a StreeGridRange has them */
  StreeFrame      *block;   /* owned: what is pasted; all of it are texts */

  guint n_there; /* rows of @parts and @extra; known when it is done */
  guint n;       /* so many cells, or rows, were taken */

  /* at work */
  GPtrArray *texts; /* owned: of the block; borrowed of it */
  guint      n_rows;
  guint      next; /* the row to be done next, */
  guint      part; /* which stands there */
  guint      row;
  guint      first;  /* what the step did before */
  gboolean   nested; /* in a step of somebody else */
  gboolean   stale;  /* the source changed while rows came */
  gulong     changed;
} StreeGridAct;

StreeGridAct *stree_grid_act_new  (StreeGridEdits *edits, StreeGridActKind kind) G_GNUC_WARN_UNUSED_RESULT;
void          stree_grid_act_free (StreeGridAct *act);
/* How many cells, or rows to go, it is about, with @n_rows. */
guint64       stree_grid_act_size (const StreeGridAct *act, guint64 n_rows);

/* All at once: with @parts that are all there is. */
void stree_grid_act_now (StreeGridAct *act);

/* How much of it is done. */
typedef void (*StreeGridActFunc) (double share, gpointer data);

/* @rows: where those are read that stand at @ranges. @act: is not to go before the callback. */
void     stree_grid_act_async  (StreeGridAct       *act,
                                StreeResultSet     *rows,
                                const StreeRanges  *ranges,
                                StreeGridActFunc    progress,
                                gpointer            progress_data,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
/* FALSE: nothing is changed. */
gboolean stree_grid_act_finish (GAsyncResult *result, GError **error);

G_END_DECLS
