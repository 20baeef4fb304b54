/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * What the kinds have in common that show a table, DataFrame and DataGrid: a StreeGridView in a frame, over what the element
 * declares. Data that is declared becomes a source of the widget's own, the same one as long as its columns are the same, so
 * that the order, the place and what is selected stay when the next run has other rows.
 */

#include "grid/stree-grid-columns.h"
#include "stree-grid-view-private.h"
#include "stree-gtk-private.h"

G_BEGIN_DECLS

/* What is declared; all of it may be unset. */
typedef struct
{
  StreeFrame        *data;
  StreeSource       *source;
  const char *const *key_columns; /* of data */
  StreeGridColumns  *columns;     /* NULL: all that people are shown */
} StreeGtkTable;

/* Sets the node's widget. */
void           stree_gtk_table_create   (StreeNode *node, GtkAccessibleRole role);
StreeGridView *stree_gtk_table_view     (StreeNode *node);
/* In pixels; 0: what there is. */
void           stree_gtk_table_set_size (StreeNode *node, int width, int height);
/* @label NULL: that of the data, which may be NULL. */
void           stree_gtk_table_set_name (StreeNode *node, const char *label, StreeFrame *data);
/* FALSE: it cannot be shown, and the grid has no rows. */
gboolean       stree_gtk_table_show     (StreeNode *node, const StreeGtkTable *table, GError **error);

G_END_DECLS
