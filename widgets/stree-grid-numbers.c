/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "data/stree-frame-builder.h"
#include "grid/stree-grid-column-private.h"
#include "stree-data-cell-private.h"

/* So many rows at least there is room for: a search does not make the column narrower and wider. */
#define MIN_ROWS 999

StreeGridViewColumn *
stree_grid_numbers_new (void)
{
  StreeGridViewColumn          *numbers = g_new0 (StreeGridViewColumn, 1);
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame)        schema = NULL;
  g_autoptr (StreeGridColumn)   column = NULL;

  stree_frame_builder_add_column (builder, "#", STREE_COLUMN_INT64);
  schema = stree_frame_builder_finish (builder);
  /* Translators: what a number in front of a row of a table is, as it is read out: "row: 12" */
  column = stree_grid_column_new_args (&(StreeGridColumnArgs){ .name = "#", .label = _ ("row"), .kind = STREE_GRID_COLUMN_NUMBER });
  numbers->column = stree_grid_column_resolve (column, schema, NULL);
  numbers->cells = g_ptr_array_new ();
  numbers->number = G_MAXUINT;
  numbers->sized = TRUE;
  numbers->shown = TRUE;
  return numbers;
}

void
stree_grid_numbers_fit (StreeGridView *self)
{
  StreeGridPane          *pane = &self->panes[STREE_GRID_PINNED];
  guint                   n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  char                    count[STREE_GRID_COUNT_SIZE];
  g_autoptr (PangoLayout) layout = NULL;
  gboolean                was_making = self->making;
  int                     width;

  if (!pane->numbers)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (pane->view), stree_grid_count_text (MAX (n, MIN_ROWS), count, sizeof count));
  pango_layout_get_pixel_size (layout, &width, NULL);
  width += STREE_DATA_CELL_PADDING;
  if (width == pane->numbers->width)
    return;
  pane->numbers->width = width;
  self->making = TRUE;
  gtk_column_view_column_set_fixed_width (pane->numbers->view_column, width);
  self->making = was_making;
  stree_grid_pane_arrange (pane);
}

void
stree_grid_numbers_show (StreeGridCell *cell)
{
  StreeDataCell        *widget = STREE_DATA_CELL (cell->widget);
  g_autoptr (StreeCell) number = stree_cell_new_int64 ((gint64) cell->position + 1);

  gtk_widget_add_css_class (cell->widget, "stree-row-number");
  stree_data_cell_set_value (widget, number);
}
