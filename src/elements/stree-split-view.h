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
  StreeValue narrow_ratio; /* the share of the first child at first, between 0 and 1; none: 0.28. Or a state that holds it */
  const StreeHandler *on_change; /* called with the share when the user has moved the handle */
  STREE_ARGS_COMMON
} StreeSplitViewArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_split_view_new (const StreeSplitViewArgs *args, StreeElement *const *children);

/* Two children side by side, a narrow one and the main one, with a handle between them: stree_split_view (narrow, main). */
#define stree_split_view(...) \
  STREE_HERE (stree_split_view_new (&(StreeSplitViewArgs){ .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_split_view_with ((.narrow_ratio = stree_value (0.4)), narrow, main). */
#define stree_split_view_with(args, ...) \
  STREE_HERE (stree_split_view_new (&(StreeSplitViewArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
