/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * The rows that a DataGrid shows: those of a query of a source, as a list of places. A place is an object only while
 * somebody holds it, and has no data: that is asked for by its position, and comes page by page where it is not in
 * memory.
 *
 * When the source changes, or another query is set, the old rows stay until the new ones are there, and all that is
 * about rows is about the same rows then: the selection, and the marks (the cursor, the row that is edited, the first
 * row that is seen). They are known by their keys.
 *
 * Below the rows of the source stand those that are not in it yet, in the order of the edits; they have keys, too, and when
 * they are written, what is about them follows to where they are in the source then.
 */

#include "grid/stree-grid-edits.h"
#include "grid/stree-ranges-private.h"
#include "sources/stree-source.h"

G_BEGIN_DECLS

/* A place in the list. */
#define STREE_TYPE_GRID_ROW (stree_grid_row_get_type ())
G_DECLARE_FINAL_TYPE (StreeGridRow, stree_grid_row, STREE, GRID_ROW, GObject)

guint stree_grid_row_get_position (StreeGridRow *self);

/* Rows that are followed wherever they go. */
typedef enum
{
  STREE_GRID_MARK_CURSOR,
  STREE_GRID_MARK_ANCHOR, /* where an extended selection began */
  STREE_GRID_MARK_EDIT,
  STREE_GRID_MARK_TOP, /* the first that is seen */
  STREE_GRID_N_MARKS
} StreeGridMarkName;

/*
 * Signals:
 *   "replaced" ()              other rows stand at the positions, or other cells in the rows; the selection and the
 * marks fit them already "loaded" (guint, guint)    rows from a position on, and how many: their cells have come
 *   "selection" ()             other rows are selected
 *   "status" ()                it waits or not, there is an error or not, the count is exact or not
 */
#define STREE_TYPE_GRID_MODEL (stree_grid_model_get_type ())
G_DECLARE_FINAL_TYPE (StreeGridModel, stree_grid_model, STREE, GRID_MODEL, GObject)

StreeGridModel *stree_grid_model_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Another source is another table: nothing stays. NULL: no rows. */
void stree_grid_model_set_source (StreeGridModel *self, StreeSource *source);
StreeSource *stree_grid_model_get_source (StreeGridModel *self);
/* NULL: all rows, as they stand. */
void stree_grid_model_set_query (StreeGridModel *self, StreeQuery *query);
StreeQuery *stree_grid_model_get_query (StreeGridModel *self);
/* Asks the source once more, also after an error. */
void stree_grid_model_reload (StreeGridModel *self);
/* Nothing comes any more: before it goes, for its callbacks hold it. */
void stree_grid_model_stop (StreeGridModel *self);

guint stree_grid_model_get_n_rows (StreeGridModel *self, gboolean *exact);
/* The new rows of @edits stand below those of the source, as places without cells. To be called whenever they are others;
 * NULL: there are none. */
void stree_grid_model_set_extra (StreeGridModel *self, StreeGridEdits *edits);
guint stree_grid_model_get_n_extra (StreeGridModel *self);
/* Whether something is awaited: other rows, or cells. */
gboolean stree_grid_model_is_busy (StreeGridModel *self);
/* Whether other rows are. */
gboolean stree_grid_model_is_asking (StreeGridModel *self);
/* Why the last question failed; NULL: it did not. */
const GError *stree_grid_model_get_error (StreeGridModel *self);

/* Where the cells of a row are: in @frame, which is borrowed until the next call, at @row. FALSE: they will come, with
 * "loaded". */
gboolean stree_grid_model_get_row (StreeGridModel *self, guint position, StreeFrame **frame, guint *row);
/* The same, but nothing comes. */
gboolean stree_grid_model_peek_row (StreeGridModel *self, guint position, StreeFrame **frame, guint *row);
/* All rows, where they are in memory; NULL: they are not. Borrowed. */
StreeFrame *stree_grid_model_get_whole (StreeGridModel *self);
/* Borrowed; NULL: there are none yet. */
StreeResultSet *stree_grid_model_get_rows   (StreeGridModel *self);
/* Transfer full; NULL: its cells are not there, or rows have no keys. */
StreeRowKey *stree_grid_model_dup_key (StreeGridModel *self, guint position);
const guint *stree_grid_model_get_keys (StreeGridModel *self, guint *n_keys);

/* FALSE: there is no such row. */
gboolean stree_grid_model_get_mark (StreeGridModel *self, StreeGridMarkName mark, guint *position);
void stree_grid_model_set_mark (StreeGridModel *self, StreeGridMarkName mark, guint position);
void stree_grid_model_clear_mark (StreeGridModel *self, StreeGridMarkName mark);

/* What is selected; each says "selection" if that is something else then. */
const StreeRanges *stree_grid_model_get_selected (StreeGridModel *self);
void stree_grid_model_select (StreeGridModel *self, guint first, guint n, gboolean unselect_rest);
void stree_grid_model_unselect (StreeGridModel *self, guint first, guint n);
void stree_grid_model_invert (StreeGridModel *self);
void stree_grid_model_set_selected (StreeGridModel *self, const StreeRanges *selected);

G_END_DECLS
