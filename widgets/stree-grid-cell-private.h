/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The cells of a DataFrame: how they look, and how wide a column of them is. */

#include <gtk/gtk.h>

#include "data/stree-frame-model-private.h"

G_BEGIN_DECLS

/* Instead of a column's number: the row's own number, from 1. */
#define STREE_GRID_ROW_NUMBER (-1)

/* Whether a column is at the right, as numbers are. */
gboolean            stree_grid_is_number    (StreeFrame *frame, int column);
/* Makes the cells of a column of the model's frames; @frame says of which type it is. */
GtkListItemFactory *stree_grid_cell_factory (StreeFrameModel *model, StreeFrame *frame, int column) G_GNUC_WARN_UNUSED_RESULT;
/* How wide a column is at first, in pixels: as its title and its first rows are, within reason. */
int                 stree_grid_measure      (GtkWidget *view, StreeFrame *frame, int column);

G_END_DECLS
