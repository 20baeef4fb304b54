/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-private.h"
#include "stree-data-cell-private.h"
#include "stree-grid-view-private.h"

/* A number that does not fit its column is not read as what it is. Columns are as wide as their first rows need; those of numbers
 * become wider when longer ones come into sight, unless somebody has chosen their width. */

static gboolean
is_number (const StreeGridViewColumn *column)
{
  switch (column->column->args.kind)
    {
    case STREE_GRID_COLUMN_NUMBER:
    case STREE_GRID_COLUMN_PERCENT:
    case STREE_GRID_COLUMN_CURRENCY:
    case STREE_GRID_COLUMN_BYTES:
      return TRUE;
    default:
      return FALSE;
    }
}

gboolean
stree_grid_widen_numbers (StreeGridView *self, gboolean now)
{
  guint       end = MIN (self->near_end, stree_grid_model_get_n_rows (self->model, NULL));
  StreeFrame *frame;
  guint       row;
  gboolean    cut = FALSE;

  if (!self->fitted)
    return FALSE;
  for (guint first = self->near_first; first < end && stree_grid_model_peek_row (self->model, first, &frame, &row);)
    {
      g_autoptr (StreeFrame) part = stree_frame_slice (frame, row, end - first);

      for (guint i = 0; i < self->columns->len; i++)
        {
          StreeGridViewColumn *column = self->columns->pdata[i];

          if (column->sized || column->hidden || !is_number (column) || stree_grid_cells_measure_rows (column, part) <= column->width)
            continue;
          cut = TRUE;
          if (now)
            stree_grid_column_widen (column, part);
        }
      first += MAX (stree_frame_get_n_rows (part), 1);
    }
  return cut;
}
