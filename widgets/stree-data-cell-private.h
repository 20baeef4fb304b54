/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtk/gtk.h>

#include "grid/stree-grid-column.h"

G_BEGIN_DECLS

typedef enum
{
  STREE_DATA_CELL_SELECTED = 1 << 0,
  STREE_DATA_CELL_CURSOR = 1 << 1,
  STREE_DATA_CELL_CHANGED = 1 << 2,
  STREE_DATA_CELL_INVALID = 1 << 3
} StreeDataCellState;

#define STREE_TYPE_DATA_CELL (stree_data_cell_get_type ())
G_DECLARE_FINAL_TYPE (StreeDataCell, stree_data_cell, STREE, DATA_CELL, GtkWidget)

GtkWidget *stree_data_cell_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void       stree_data_cell_set_column    (StreeDataCell *self, StreeGridColumn *column);
void       stree_data_cell_set_row       (StreeDataCell *self, StreeFrame *frame, guint row);
void       stree_data_cell_set_state     (StreeDataCell *self, StreeDataCellState state);
void       stree_data_cell_set_highlight (StreeDataCell *self, const char *search);
int        stree_data_cell_measure_title (GtkWidget *view, StreeGridColumn *column);
int        stree_data_cell_measure       (GtkWidget *view, StreeGridColumn *column, StreeFrame *frame, guint row);

G_END_DECLS
