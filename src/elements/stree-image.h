/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

typedef struct
{
  const char *file; /* a file name or a URI */
  const char *resource; /* a path in the resources of the program */
  GObject *paintable; /* a GdkPaintable, such as a GdkTexture */
  GBytes *bytes; /* a picture file that was read: PNG, JPEG, ... */
  const char *alt; /* what is to be seen, for those who cannot see it: the accessible name */
  const char *caption; /* a text below it */
  int width; /* pixels; 0: the size of the picture */
  gboolean use_container_width; /* it is as wide as what it stands in */
  StreeElement *loading; /* while it is loaded; NULL: of what comes over the network, a spinner */
  StreeElement *error; /* if it cannot be had; NULL: a message that names it and says why */
  STREE_ARGS_COMMON
} StreeImageArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_image_new (const StreeImageArgs *args);

/* A picture: stree_image ("map.png", .alt = "The three islands"). */
#define stree_image(...) STREE_HERE (stree_image_new (&(StreeImageArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
