/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

/* Makes a widget: in a window, a new GtkWidget. */
typedef gpointer (*StreeNativeCreateFunc) (gpointer data);
/* Brings a widget that create made up to date. */
typedef void (*StreeNativeUpdateFunc) (gpointer widget, gpointer data);

typedef struct
{
  const char           *type;   /* what it is, such as "Map": another type is another widget */
  StreeNativeCreateFunc create; /* once */
  StreeNativeUpdateFunc update; /* after create, then in each rerun; NULL: never */
  gpointer              data;   /* given to both; borrowed */
  int                   revision; /* not 0: update is called only when it, or data, has changed */
  STREE_ARGS_COMMON
} StreeNativeArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_native_new (const StreeNativeArgs *args);

/* A widget of the program's own: stree_native (.type = "Map", .create = map_new, .update = map_show, .data = place). */
#define stree_native(...) STREE_HERE (stree_native_new (&(StreeNativeArgs){ .stree_end_ = 0, __VA_ARGS__ }))

#endif

G_END_DECLS
