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
  int spacing; /* pixels between children; 0: the theme's */
  STREE_ARGS_COMMON
} StreeVStackArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_vstack_new (const StreeVStackArgs *args, StreeElement *const *children);

/* Children one below the other: stree_vstack (a, b, c). */
#define stree_vstack(...)                                                                                              \
  STREE_HERE (stree_vstack_new (&(StreeVStackArgs){ .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_vstack_with ((.spacing = 12), a, b, c). */
#define stree_vstack_with(args, ...)                                                                                   \
  STREE_HERE (stree_vstack_new (&(StreeVStackArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
