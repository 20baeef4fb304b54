/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "data/stree-column-private.h"
#include "data/stree-query.h"

G_BEGIN_DECLS

/* What all views of one table share. An atomic rc box. */
typedef struct
{
  char *label;
  char *note;
  StreeFrame *rejects; /* nullable */
  guint n_columns;
  StreeColumn **columns; /* a reference each; other stores may have the same */
} StreeFrameStore;

/* Row numbers of the store, in a view's order. An atomic rc box, shared by a selection and its slices. */
typedef struct
{
  guint32 *rows; /* owned */
} StreeRowIndex;

/* Row r of the frame is row `first + r` of the index, or without an index of the store. */
struct _StreeFrame
{
  StreeFrameStore *store;
  StreeRowIndex *index; /* nullable */
  guint first;
  guint n_rows;
};

/* Takes the @columns array and the columns in it; all have @n_rows rows. Copies @label and @note. */
StreeFrame *stree_frame_new_take_columns (StreeColumn **columns, guint n_columns, guint n_rows, const char *label,
                                          const char *note);

/* The rows of @frame, in other columns of its store's rows. Takes the @columns array and the columns in it. */
StreeFrame *stree_frame_new_view_of_columns (StreeFrame *frame, StreeColumn **columns, guint n_columns);

/* Whether they have the same columns: names and types, in this order. */
gboolean stree_frame_same_schema (StreeFrame *a, StreeFrame *b);

/* The same rows with one column more, the last: their numbers in @frame, from 1. Its name is @name, or that with a number
 * behind it where another column is called so. NULL and @error: @frame has a row several times, and more text than a column can hold. */
StreeFrame *stree_frame_with_row_numbers (StreeFrame *frame, const char *name, GError **error);
StreeFrame *stree_frame_without_last_column (StreeFrame *frame);

/* Frames of the same columns, one behind the other. Those of one table share it; else all cells are copied, and NULL is
 * returned where a column would be larger than 4 GiB. */
StreeFrame *stree_frame_concat (StreeFrame *const *frames, guint n_frames);

/* The different values of a column and how often each is there, nulls too: a frame of "value" and "count". The most frequent
 * come first, of equally frequent ones the smaller; @max of them at most, 0: all. NULL: cancelled. */
StreeFrame *stree_frame_count_values (StreeFrame *frame, guint column, guint max, GCancellable *cancellable, GError **error);

/* As stree_frame_query(), but a search looks in the first @n_searched columns only. */
StreeFrame *stree_frame_query_searching (StreeFrame *frame, StreeQuery *query, guint n_searched,
                                         GCancellable *cancellable, GError **error);

/* As stree_frame_select(), but takes @rows, which the caller knows to be rows of the frame. */
StreeFrame *stree_frame_select_take (StreeFrame *frame, guint32 *rows, guint n_rows);

/* What it keeps in memory, in bytes: other views of the same table keep the same. */
gsize stree_frame_get_memory (StreeFrame *frame);

/* The text of a cell of the store, as stree_frame_format_cell(). */
const char *stree_column_format (const StreeColumn *column, guint row, char *buffer);

static inline guint
stree_frame_store_row (const StreeFrame *frame, guint row)
{
  return frame->index != NULL ? frame->index->rows[frame->first + row] : frame->first + row;
}

static inline const StreeColumn *
stree_frame_column (const StreeFrame *frame, guint column)
{
  return frame->store->columns[column];
}

G_END_DECLS
