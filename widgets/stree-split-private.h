/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Two boxes with a handle between them: a GtkPaned that keeps its share of the width, whatever the width is, and turns
 * upright where there is too little of it. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STREE_TYPE_SPLIT (stree_split_get_type ())
G_DECLARE_FINAL_TYPE (StreeSplit, stree_split, STREE, SPLIT, GtkWidget)

GtkWidget *stree_split_new       (void);
/* The box of the narrow side, or of the main one. One that has no child does not show. */
GtkWidget *stree_split_get_side  (StreeSplit *self, gboolean main_side);
void       stree_split_arrange   (StreeSplit *self);
double     stree_split_get_ratio (StreeSplit *self);
/* Without the signal "moved", which is the user. */
void       stree_split_set_ratio (StreeSplit *self, double ratio);

G_END_DECLS
