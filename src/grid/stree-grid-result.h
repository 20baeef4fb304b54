/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-query.h"
#include "grid/stree-grid-edits.h"
#include "grid/stree-grid-options.h"
#include "sources/stree-row-key.h"

G_BEGIN_DECLS

/**
 * StreeSelectionMode:
 * @STREE_SELECTION_NONE: nothing can be selected
 * @STREE_SELECTION_SINGLE: one row
 * @STREE_SELECTION_MULTIPLE: any rows
 * @STREE_SELECTION_CELLS: a rectangle of cells
 *
 * What can be selected in a grid.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_SELECTION_NONE,
  STREE_SELECTION_SINGLE,
  STREE_SELECTION_MULTIPLE,
  STREE_SELECTION_CELLS
} StreeSelectionMode;

#define STREE_TYPE_SELECTION_MODE (stree_selection_mode_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_selection_mode_get_type (void) G_GNUC_CONST;

/**
 * StreeGridReason:
 * @STREE_GRID_REASON_SELECTION: something else is selected
 * @STREE_GRID_REASON_SORT: the rows are in another order
 * @STREE_GRID_REASON_FILTER: other rows are shown
 * @STREE_GRID_REASON_EDIT: something was typed, pasted, added, deleted, undone or written
 * @STREE_GRID_REASON_COLUMNS: columns have other places or widths, or are hidden or shown
 * @STREE_GRID_REASON_ACTIVATE: a row was double-clicked, or Enter was pressed in it
 *
 * Why a grid tells its result.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_GRID_REASON_SELECTION,
  STREE_GRID_REASON_SORT,
  STREE_GRID_REASON_FILTER,
  STREE_GRID_REASON_EDIT,
  STREE_GRID_REASON_COLUMNS,
  STREE_GRID_REASON_ACTIVATE
} StreeGridReason;

/**
 * StreeGridResult:
 *
 * What the user has made of a grid: what is selected, in which order and filtered how, what is edited. Immutable: it
 * stays as it was when it was told.
 *
 * Since: 1.0
 */
typedef struct _StreeGridResult StreeGridResult;

/**
 * STREE_TYPE_GRID_RESULT:
 *
 * The boxed type of #StreeGridResult.
 *
 * Since: 1.0
 */
#define STREE_TYPE_GRID_RESULT (stree_grid_result_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_grid_result_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeGridResult *stree_grid_result_ref (StreeGridResult *result);

STREE_AVAILABLE_IN_1_0
void stree_grid_result_unref (StreeGridResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeGridResult, stree_grid_result_unref)

STREE_AVAILABLE_IN_1_0
StreeGridReason stree_grid_result_get_reason (StreeGridResult *result);

STREE_AVAILABLE_IN_1_0
guint stree_grid_result_get_n_rows (StreeGridResult *result);

STREE_AVAILABLE_IN_1_0
guint stree_grid_result_get_n_selected (StreeGridResult *result);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_result_is_selected (StreeGridResult *result, guint position);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_grid_result_get_selected (StreeGridResult *result);

STREE_AVAILABLE_IN_1_0
char **stree_grid_result_get_columns (StreeGridResult *result);

STREE_AVAILABLE_IN_1_0
StreeRowKey *stree_grid_result_get_cursor (StreeGridResult *result, guint *position, const char **column);

STREE_AVAILABLE_IN_1_0
StreeQuery *stree_grid_result_get_query (StreeGridResult *result);

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_result_get_options (StreeGridResult *result);

STREE_AVAILABLE_IN_1_0
StreeGridEdits *stree_grid_result_get_edits (StreeGridResult *result);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_grid_result_get_data (StreeGridResult *result);

G_END_DECLS
