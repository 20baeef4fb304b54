/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "grid/stree-grid-model-private.h"
#include "grid/stree-grid-result.h"

G_BEGIN_DECLS

/* What of a grid is not in its rows. */
typedef struct
{
  StreeGridReason reason;
  const StreeRanges *selected; /* the rows that are */
  const char *const *columns;  /* of selected cells: the names of their columns; NULL: whole rows are selected */
  StreeGridOptions *options;
  StreeGridEdits *edits; /* NULL: nothing can be edited */
  const char *column;          /* that of the cursor; NULL: there is none */
} StreeGridResultParts;

StreeGridResult *
stree_grid_result_new (StreeGridModel *model, const StreeGridResultParts *parts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
