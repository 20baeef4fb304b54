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
  STREE_ARGS_COMMON
} StreeSidebarArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_sidebar_new (const StreeSidebarArgs *args, StreeElement *const *children);

/* Children at the side of the window: stree_sidebar (a, b). */
#define stree_sidebar(...) \
  STREE_HERE (stree_sidebar_new (&(StreeSidebarArgs){ .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_sidebar_with ((.key = "k"), a, b). */
#define stree_sidebar_with(args, ...) \
  STREE_HERE (stree_sidebar_new (&(StreeSidebarArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
