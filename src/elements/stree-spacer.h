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
  int height; /* pixels, in an HStack of width; 0: whatever space is free */
  STREE_ARGS_COMMON
} StreeSpacerArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_spacer_new (const StreeSpacerArgs *args);

/* Empty space: stree_spacer (.height = 24). */
#define stree_spacer(...) STREE_HERE (stree_spacer_new (&(StreeSpacerArgs){ .stree_end_ = 0, __VA_ARGS__ }))

#endif

G_END_DECLS
