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
  const char         *label;
  const StreeHandler *on_click;
  gboolean            disabled;
  gboolean            submit;  /* in a Form: lets the edits go */
  gboolean            primary; /* the one that is suggested */
  const char         *help;    /* shown when the pointer rests on it */
  const char         *icon;    /* a name of the icon theme */
  STREE_ARGS_COMMON
} StreeButtonArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_button_new (const StreeButtonArgs *args);

/* A push button: stree_button ("Save", .on_click = stree_call (save, document)). */
#define stree_button(...) STREE_HERE (stree_button_new (&(StreeButtonArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
