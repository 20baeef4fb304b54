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
  const char *label; /* of the button */
  const char *icon; /* of the button: a name of the icon theme */
  gboolean disabled; /* the button cannot be pressed; what is open stays open */
  StreeValue open; /* whether it is open: a boolean, or a state that holds one */
  const StreeHandler *on_toggle; /* called with the boolean when the user opens or closes it */
  const char *help; /* shown when the pointer rests on the button */
  STREE_ARGS_COMMON
} StreePopoverArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_popover_new (const StreePopoverArgs *args, StreeElement *const *children);

/* A button, and what opens below it: stree_popover ("Details", a, b). */
#define stree_popover(label_, ...) \
  STREE_HERE (stree_popover_new (&(StreePopoverArgs){ .label = (label_), .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_popover_with ((.label = "Details", .disabled = TRUE), a, b). */
#define stree_popover_with(args, ...) \
  STREE_HERE (stree_popover_new (&(StreePopoverArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
