/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A picture from a file, a resource, bytes or the network, with a caption below it. Something else shows in its place while
 * it is loaded and when it cannot be shown. What was asked for last is what is shown. */

#include <gtk/gtk.h>

#include "core/stree-load-private.h"
#include "network/stree-picture-load-private.h"

G_BEGIN_DECLS

/* @message: why it failed; else NULL. */
typedef void (*StreePictureBoxFunc) (StreeLoadState state, const char *message, gpointer data);

GtkWidget *stree_picture_box_new (void);

/* @name is for messages; NULL: what the source says. */
void stree_picture_box_show           (GtkWidget *box, const StreePictureSource *source, const char *name);
void stree_picture_box_show_paintable (GtkWidget *box, GdkPaintable *paintable);
void stree_picture_box_show_problem   (GtkWidget *box, const char *name, const char *why);
/* Breaks off what is under way, and tells @func nothing more. */
void stree_picture_box_stop           (GtkWidget *box);

/* What is told of what is shown. */
void stree_picture_box_set_func (GtkWidget *box, StreePictureBoxFunc func, gpointer data);
/* Whether what is in the box's stand-in, a GtkBox, shows while it is loaded, and when it cannot be shown. */
void       stree_picture_box_set_stand_ins (GtkWidget *box, gboolean loading, gboolean error);
GtkWidget *stree_picture_box_get_stand_in  (GtkWidget *box);

/* In pixels, 0: that of the picture; @fill: as wide as what it stands in. */
void stree_picture_box_set_width (GtkWidget *box, int width, gboolean fill);
/* @caption: NULL: none. @name is the accessible name. */
void stree_picture_box_set_texts (GtkWidget *box, const char *caption, const char *name);

G_END_DECLS
