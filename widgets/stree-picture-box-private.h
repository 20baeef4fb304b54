/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A picture from a file, a resource or bytes, which are read and decoded in a thread, with a caption below it. One that
 * cannot be shown leaves a message in its place. What was asked for last is what is shown. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *stree_picture_box_new (void);

/* A file name or a URI. */
void stree_picture_box_show_file      (GtkWidget *box, const char *file);
void stree_picture_box_show_resource  (GtkWidget *box, const char *path);
/* @name is for messages. */
void stree_picture_box_show_bytes     (GtkWidget *box, GBytes *bytes, const char *name);
void stree_picture_box_show_paintable (GtkWidget *box, GdkPaintable *paintable);
void stree_picture_box_show_problem   (GtkWidget *box, const char *name, const char *why);

/* In pixels, 0: that of the picture; @fill: as wide as what it stands in. */
void stree_picture_box_set_width (GtkWidget *box, int width, gboolean fill);
/* @caption: NULL: none. @name is the accessible name. */
void stree_picture_box_set_texts (GtkWidget *box, const char *caption, const char *name);

G_END_DECLS
