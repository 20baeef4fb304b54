/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * A cell of a grid that draws what its column says: text, pills, a bar, a line, a picture. One widget for each cell that is
 * on the screen, and no more: nothing below it but for components, no layout of its own (all cells of a view have one), no
 * property notifications. What it is (selected, at the cursor, changed, wrong) is the style sheet's, by class and state;
 * css-classes.md names them.
 */

#include <gtk/gtk.h>

#include "grid/stree-grid-column-private.h"

G_BEGIN_DECLS

/* What surrounds the content of a cell, left and right together, as streamtree.css has it. */
#define STREE_DATA_CELL_PADDING 20

typedef enum
{
  STREE_DATA_CELL_SELECTED = 1 << 0,
  STREE_DATA_CELL_CURSOR = 1 << 1,   /* the keyboard is here */
  STREE_DATA_CELL_CHANGED = 1 << 2,  /* an edit that is not committed */
  STREE_DATA_CELL_INVALID = 1 << 3,  /* the value may not stand here */
  STREE_DATA_CELL_CONFLICT = 1 << 4, /* somebody else wrote another value meanwhile */
  STREE_DATA_CELL_PRESSED = 1 << 5,  /* its button is held down */
  STREE_DATA_CELL_DELETED = 1 << 6,  /* its row is to go */
  STREE_DATA_CELL_FAR = 1 << 7,      /* far from the screen: nothing is drawn */
  STREE_DATA_CELL_ROW_SELECTED = 1 << 8 /* it has the cursor, and its row is: it only says so */
} StreeDataCellState;

/* What a place in a cell is. */
typedef enum
{
  STREE_DATA_CELL_PART_NONE,
  STREE_DATA_CELL_PART_CHECK,
  STREE_DATA_CELL_PART_LINK,
  STREE_DATA_CELL_PART_BUTTON
} StreeDataCellPart;

#define STREE_TYPE_DATA_CELL (stree_data_cell_get_type ())
G_DECLARE_FINAL_TYPE (StreeDataCell, stree_data_cell, STREE, DATA_CELL, GtkWidget)

GtkWidget *stree_data_cell_new (void);

/* A resolved column; NULL: none, and nothing is drawn. Held. */
void stree_data_cell_set_column (StreeDataCell *self, StreeGridColumn *column);
/* NULL: the row has not come yet, and a stand-in is drawn. Held. */
void stree_data_cell_set_row    (StreeDataCell *self, StreeFrame *frame, guint row);
/* What is shown instead of the frame's cell: an edit, or the text of one that could not be read. NULL: nothing is. Held. */
void stree_data_cell_set_value  (StreeDataCell *self, StreeCell *value);
/* Flags of StreeDataCellState. */
void stree_data_cell_set_state  (StreeDataCell *self, guint state);
/* Where it stands in the table, from 1; 0: nowhere. */
void stree_data_cell_set_place  (StreeDataCell *self, int row, int column);
/* What is wrong with an INVALID cell or one in a CONFLICT: its tooltip and description; NULL: nothing. */
void stree_data_cell_set_problem (StreeDataCell *self, const char *message);
/* Where this is in the text it is marked, as a query searches; NULL: nothing is looked for. */
void stree_data_cell_set_highlight (StreeDataCell *self, const char *search);
/* The element of a COMPONENT; NULL: none. */
void stree_data_cell_set_child  (StreeDataCell *self, GtkWidget *child);
/* The same cell holds something else now, or the hour is another. */
void stree_data_cell_invalidate (StreeDataCell *self);

StreeDataCellPart stree_data_cell_get_part  (StreeDataCell *self, double x, double y);

/* How wide a column is by what is in its first @n_rows rows, in pixels, with the padding; its title is not measured.
 * @view: what its cells are shown in. */
int stree_data_cell_measure_text (GtkWidget *view, StreeGridColumn *column, StreeFrame *frame, guint n_rows);
/* How high every cell of a view is, with the padding. */
int stree_data_cell_measure_height (GtkWidget *view);

G_END_DECLS
