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
  const char *title; /* in its title bar */
  StreeValue open; /* whether it is open: a boolean, or a state that holds one */
  const StreeHandler *on_close; /* called when the user closes it; a state is false by then */
  STREE_ARGS_COMMON
} StreeDialogArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_dialog_new (const StreeDialogArgs *args, StreeElement *const *children);

/* A window over the one it belongs to, open while a state is true: stree_dialog ("Rename", open, a, b). */
#define stree_dialog(title_, open_, ...) \
  STREE_HERE (stree_dialog_new (&(StreeDialogArgs){ .title = (title_), .open = stree_value (open_), .stree_end_ = 0 }, \
                                STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_dialog_with ((.title = "Rename", .open = stree_bind (open), .key = "rename"), a, b). */
#define stree_dialog_with(args, ...) \
  STREE_HERE (stree_dialog_new (&(StreeDialogArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
