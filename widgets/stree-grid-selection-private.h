/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A grid's rows with what is selected of them, as GTK asks for it. GTK's own would ask each row of a million. */

#include <gtk/gtk.h>

#include "grid/stree-grid-model-private.h"

G_BEGIN_DECLS

typedef enum
{
  STREE_GRID_ROWS_NONE,
  STREE_GRID_ROWS_SINGLE,
  STREE_GRID_ROWS_MULTIPLE,
} StreeGridRowsMode;

#define STREE_TYPE_GRID_SELECTION (stree_grid_selection_get_type ())
G_DECLARE_FINAL_TYPE (StreeGridSelection, stree_grid_selection, STREE, GRID_SELECTION, GObject)

StreeGridSelection *stree_grid_selection_new      (StreeGridModel *model) G_GNUC_WARN_UNUSED_RESULT;
void                stree_grid_selection_set_mode (StreeGridSelection *self, StreeGridRowsMode mode);
/* The rows near the screen. GTK keeps many more, and each that is selected or not any more is styled anew: those far away are,
 * when they come near. */
void                stree_grid_selection_set_near (StreeGridSelection *self, guint first, guint end);

G_END_DECLS
