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
  const char *title; /* what its tab says */
  STREE_ARGS_COMMON
} StreeTabArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_tab_new (const StreeTabArgs *args, StreeElement *const *children);

/* A page of Tabs: stree_tab ("Map", a, b). */
#define stree_tab(title_, ...) \
  STREE_HERE (stree_tab_new (&(StreeTabArgs){ .title = (title_), .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_tab_with ((.title = "Map", .key = "map"), a, b). */
#define stree_tab_with(args, ...) \
  STREE_HERE (stree_tab_new (&(StreeTabArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
