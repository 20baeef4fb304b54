/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

/* How an option is shown: returns a text of its own, to be freed with g_free (). */
typedef char *(*StreeFormatFunc) (const char *option, gpointer data);

typedef struct
{
  const char         *label;
  const char *const  *options; /* at least one; ends with NULL. Options may be equal: they stay apart */
  StreeValue          index;   /* which one, from 0, or a state that holds it */
  StreeFormatFunc     format;  /* how an option is shown; NULL: as it is */
  gpointer            format_data;
  gboolean            disabled;
  const StreeHandler *on_change; /* the event has the index */
  const char         *error;     /* what is wrong with it: shown below it, and announced */
  STREE_ARGS_COMMON
} StreeSelectboxArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_selectbox_new (const StreeSelectboxArgs *args);

/* One of several: stree_selectbox ("Colour", .options = STREE_STRV ("red", "green"), .index = stree_bind (colour)). */
#define stree_selectbox(...) STREE_HERE (stree_selectbox_new (&(StreeSelectboxArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
