/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "grid/stree-grid-column.h"

G_BEGIN_DECLS

/**
 * StreeGridColumns:
 *
 * The columns of a grid, in their order.
 *
 * A list is filled right after it was made, while there is one reference to it; from the second reference on it is
 * immutable.
 *
 * Since: 1.0
 */
typedef struct _StreeGridColumns StreeGridColumns;

/**
 * STREE_TYPE_GRID_COLUMNS:
 *
 * The boxed type of #StreeGridColumns.
 *
 * Since: 1.0
 */
#define STREE_TYPE_GRID_COLUMNS (stree_grid_columns_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_grid_columns_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeGridColumns *stree_grid_columns_new (void) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeGridColumns *stree_grid_columns_ref (StreeGridColumns *columns);

STREE_AVAILABLE_IN_1_0
void stree_grid_columns_unref (StreeGridColumns *columns);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeGridColumns, stree_grid_columns_unref)

STREE_AVAILABLE_IN_1_0
void stree_grid_columns_append (StreeGridColumns *columns, StreeGridColumn *column);

STREE_AVAILABLE_IN_1_0
guint stree_grid_columns_get_n_columns (StreeGridColumns *columns);

STREE_AVAILABLE_IN_1_0
StreeGridColumn *stree_grid_columns_get (StreeGridColumns *columns, guint index);

STREE_AVAILABLE_IN_1_0
StreeGridColumn *stree_grid_columns_find (StreeGridColumns *columns, const char *name, guint *index);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_columns_equal (StreeGridColumns *a, StreeGridColumns *b);

STREE_AVAILABLE_IN_1_0
StreeGridColumns *stree_grid_columns_resolve (StreeGridColumns *columns, StreeFrame *schema,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

#ifndef __GI_SCANNER__

STREE_AVAILABLE_IN_1_0
StreeGridColumns *stree_grid_columns_new_for_run (const StreeGridColumnArgs *args);

/* The columns of a grid, for the run that makes them:
 *
 *   stree_grid_columns ({ .name = "name", .label = "Name", .pinned = TRUE },
 *                      { .name = "price", .kind = STREE_GRID_COLUMN_CURRENCY, .currency = "EUR" },
 *                      { .kind = STREE_GRID_COLUMN_BUTTON, .button_label = "Delete", .on_click = stree_call (del, NULL) })
 *
 * The list belongs to the run, as an element does: handlers are those of the run, and good as long as its tree is. */
#define stree_grid_columns(...)                                                                                        \
  stree_grid_columns_new_for_run ((const StreeGridColumnArgs[]){ __VA_ARGS__, { .stree_end_ = 1 } })

#endif /* __GI_SCANNER__ */

G_END_DECLS
