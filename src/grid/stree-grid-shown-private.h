/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a DataGrid shows, whatever shows it: rows with what was typed in them, in columns as the user has them. */

#include <json-glib/json-glib.h>

#include "grid/stree-grid-columns.h"
#include "grid/stree-grid-model-private.h"
#include "grid/stree-grid-options.h"
#include "grid/stree-grid-result.h"

G_BEGIN_DECLS

/* Of its rows so many are in a dump at most: the first ones. */
#define STREE_GRID_DUMP_ROWS 50

/* All of it is borrowed. */
typedef struct _StreeGridShown
{
  StreeGridModel *model;
  StreeGridEdits *edits;      /* NULL: nothing can be edited */
  StreeGridColumns *resolved; /* NULL: there is nothing to show */
  StreeGridOptions *options;
  const char *problem; /* why there is nothing; NULL: there is, or nothing is said */
  gboolean seeking;    /* the row that the program selects is looked for */
} StreeGridShown;

/* A frame of one row: that of a page with what is to be written in it, and one that is not in the source yet. */
StreeFrame *stree_grid_edits_apply (StreeGridEdits *edits, StreeRowKey *key, StreeFrame *page, guint row) G_GNUC_WARN_UNUSED_RESULT;
StreeFrame *stree_grid_edits_make_row (StreeGridEdits *edits, StreeRowKey *key) G_GNUC_WARN_UNUSED_RESULT;
/* The same of many new rows; at least one. */
StreeFrame *stree_grid_edits_make_rows (StreeGridEdits *edits, StreeRowKey *const *keys, guint n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* A page with what is to be written in its rows; @keys: the numbers of the key columns, without which nothing is. @edits: NULL:
 * nothing can be. */
StreeFrame *stree_grid_edits_apply_all (StreeGridEdits *edits, const guint *keys, guint n_keys, StreeFrame *page) G_GNUC_WARN_UNUSED_RESULT;

/* How the user has a column; what the options know nothing about is as it was declared. */
gboolean stree_grid_column_is_hidden (StreeGridColumn *column, StreeGridOptions *options);
gboolean stree_grid_column_is_pinned (StreeGridColumn *column, StreeGridOptions *options);
/* The places of the columns in the list of them, as guint: those that the options order; each of the others behind the one
 * that it was declared behind. */
GArray *stree_grid_columns_order (StreeGridColumns *resolved, StreeGridOptions *options) G_GNUC_WARN_UNUSED_RESULT;

/* The columns that are shown, in their order: of StreeGridColumn (borrowed). */
GPtrArray *stree_grid_shown_list_columns (const StreeGridShown *shown) G_GNUC_WARN_UNUSED_RESULT;
/* Transfer full; NULL: its row has not come, or has no key. */
StreeRowKey *stree_grid_shown_dup_key (const StreeGridShown *shown, guint position) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a row is there; if not, it is asked for. */
gboolean stree_grid_shown_has_row (const StreeGridShown *shown, guint position);
/* The text of a cell of a row that is there; owned, empty where there is none. */
char *stree_grid_shown_dup_text (const StreeGridShown *shown, guint position, StreeGridColumn *column) G_GNUC_WARN_UNUSED_RESULT;
/* Titles, what the rows are sorted and filtered by, and the first rows as `children`. */
void stree_grid_shown_dump (const StreeGridShown *shown, JsonBuilder *builder);

/* Why options became others. */
StreeGridReason stree_grid_options_get_reason (StreeGridOptions *before, StreeGridOptions *after);

G_END_DECLS
