/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * The text of a cell by its column, as the user's locale writes it, and a cell of what a person typed.
 */

#include "grid/stree-grid-column.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
char *stree_grid_column_format (StreeGridColumn *column, StreeFrame *frame, guint row) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
char *stree_grid_column_format_cell (StreeGridColumn *column, StreeCell *cell) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
char *stree_grid_column_format_for_edit (StreeGridColumn *column, StreeCell *cell) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
char *stree_format_number (double number) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCell *stree_grid_column_parse (StreeGridColumn *column, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
