/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Children in cells, row by row, in their order. A place follows from the order alone, so a child that moves stays in
 * its parent and keeps the focus. Where the width does not suffice, a row has fewer cells. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STREE_TYPE_CELLS_LAYOUT (stree_cells_layout_get_type ())
G_DECLARE_FINAL_TYPE (StreeCellsLayout, stree_cells_layout, STREE, CELLS_LAYOUT, GtkLayoutManager)

GtkLayoutManager *stree_cells_layout_new         (int spacing);
/* Rows of @n_columns cells of equal width; 0: a single row whose children share the width by their weights, or stand
 * one below the other. */
void              stree_cells_layout_set_columns (StreeCellsLayout *self, guint n_columns);
void              stree_cells_layout_set_weight  (GtkWidget *child, double weight);

G_END_DECLS
