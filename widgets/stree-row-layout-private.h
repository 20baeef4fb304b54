/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Children side by side, with a gap that is a CSS length, and a default for where they stand in the height of the row. */

#include <gtk/gtk.h>

#include "core/stree-node-private.h"
#include "elements/stree-length-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_ROW_LAYOUT (stree_row_layout_get_type ())
G_DECLARE_FINAL_TYPE (StreeRowLayout, stree_row_layout, STREE, ROW_LAYOUT, GtkLayoutManager)

GtkLayoutManager *stree_row_layout_new       (void);
void              stree_row_layout_set_gap   (StreeRowLayout *self, const StreeLength *gap);
void              stree_row_layout_set_align (StreeRowLayout *self, StreeAlign align);
/* A child that takes a part of the width that is left over, without being one that expands for everybody. */
void              stree_row_layout_set_grows (GtkWidget *child, gboolean grows);

/* A length in pixels; @width is what % is of, or negative for none. */
int               stree_gtk_length_to_pixels (GtkWidget *widget, const StreeLength *length, int width);

/* Whether the widget of a node stands in an HStack. */
gboolean          stree_gtk_is_in_row (StreeNode *node);

G_END_DECLS
