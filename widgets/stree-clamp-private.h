/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A widget with one child that is never wider than a limit, and centered beyond it; below it there may be a foot, which is
 * empty. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *stree_clamp_new           (GtkWidget *child);
void       stree_clamp_set_max_width (GtkWidget *column, int width);
/* @foot says how high the foot is, whenever it is laid out. */
void       stree_clamp_set_foot      (GtkWidget *column, int (*foot) (gpointer data), gpointer data);

G_END_DECLS
