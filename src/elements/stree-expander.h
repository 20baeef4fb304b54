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
  const char *label; /* the heading */
  StreeValue expanded; /* whether it is open: a boolean, or a state that holds one */
  const StreeHandler *on_toggle; /* called with the boolean when the user opens or closes it */
  STREE_ARGS_COMMON
} StreeExpanderArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_expander_new (const StreeExpanderArgs *args, StreeElement *const *children);

/* A heading that folds its children away: stree_expander ("Details", a, b). */
#define stree_expander(label_, ...) \
  STREE_HERE (stree_expander_new (&(StreeExpanderArgs){ .label = (label_), .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_expander_with ((.label = "Details", .expanded = stree_value (TRUE)), a, b). */
#define stree_expander_with(args, ...) \
  STREE_HERE (stree_expander_new (&(StreeExpanderArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
