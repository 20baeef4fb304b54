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
  StreeValue index; /* which page shows, from 0: an integer, or a state that holds one */
  const StreeHandler *on_change; /* called with the integer when the user turns to another page */
  STREE_ARGS_COMMON
} StreeTabsArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_tabs_new (const StreeTabsArgs *args, StreeElement *const *children);

/* Pages of which one shows: stree_tabs (stree_tab ("Map", a), stree_tab ("Table", b)). */
#define stree_tabs(...) \
  STREE_HERE (stree_tabs_new (&(StreeTabsArgs){ .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_tabs_with ((.index = stree_bind (page)), stree_tab ("Map", a)). */
#define stree_tabs_with(args, ...) \
  STREE_HERE (stree_tabs_new (&(StreeTabsArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
