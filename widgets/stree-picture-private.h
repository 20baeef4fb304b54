/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A paintable as high as its width asks for: unlike GtkPicture it never gives up its height in a scrolled window. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STREE_TYPE_PICTURE (stree_picture_get_type ())
G_DECLARE_FINAL_TYPE (StreePicture, stree_picture, STREE, PICTURE, GtkWidget)

GtkWidget *stree_picture_new           (void);
void       stree_picture_set_paintable (StreePicture *self, GdkPaintable *paintable);
/* @width in pixels, 0 for that of the paintable; @fill: as wide as what it stands in. */
void       stree_picture_set_width     (StreePicture *self, int width, gboolean fill);

G_END_DECLS
