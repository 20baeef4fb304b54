/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "grid/stree-grid-column-private.h"

/* A number that does not fit its column is not read as what it is. Columns are as wide as their first rows need; those of numbers
 * become wider when longer ones come into sight, unless somebody has chosen their width. */

/* So many rows are measured at a time. */
#define SOME_ROWS 60

gboolean
stree_grid_widen_for (StreeGridView *self, StreeFrame *rows, gboolean now)
{
  gboolean cut = FALSE;
  gboolean cursor_seen = stree_grid_view_sees_cursor (self);

  for (guint i = 0; i < self->columns->len; i++)
    {
      StreeGridViewColumn *column = self->columns->pdata[i];
      int                  width;

      if (column->sized || column->hidden || !stree_grid_column_is_number (column->column))
        continue;
      width = stree_grid_cells_measure_rows (column, rows, SOME_ROWS);
      if (width <= column->width)
        continue;
      cut = TRUE;
      if (now)
        stree_grid_column_set_width (column, width);
    }
  if (now && cut && cursor_seen)
    stree_grid_view_keep_cursor_seen (self);
  return cut;
}

gboolean
stree_grid_widen_numbers (StreeGridView *self, gboolean now)
{
  guint       end = MIN (self->near_end, stree_grid_model_get_n_rows (self->model, NULL));
  StreeFrame *frame;
  guint       row;
  gboolean    cut = FALSE;

  /* Before it is known which rows are near, the first ones are what the columns fit. */
  if (!self->fitted || self->near_end == G_MAXUINT)
    return FALSE;
  for (guint first = self->near_first; first < end && stree_grid_model_peek_row (self->model, first, &frame, &row);)
    {
      g_autoptr (StreeFrame) part = stree_frame_slice (frame, row, MIN (end - first, SOME_ROWS));

      cut = stree_grid_widen_for (self, part, now) || cut;
      first += MAX (stree_frame_get_n_rows (part), 1);
    }
  return cut;
}
