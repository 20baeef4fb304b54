/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes a GtkColumnView in a GtkScrolledWindow keep its distance from where a line starts, which is on the right where the
 * program runs from right to left. GTK 4.8 keeps that from the left; newer ones do so by themselves (seen on 4.18 and 4.24). */
void stree_line_start_keep (GtkWidget *scroller, GtkWidget *view);

G_END_DECLS
