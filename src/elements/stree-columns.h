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
  StreeDoubles weights; /* the share of each child; all the same by default */
  STREE_ARGS_COMMON
} StreeColumnsArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_columns_new (const StreeColumnsArgs *args, StreeElement *const *children);

/* Children side by side, in shares of the width: stree_columns (a, b). */
#define stree_columns(...) \
  STREE_HERE (stree_columns_new (&(StreeColumnsArgs){ .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_columns_with ((.weights = STREE_DOUBLES (2, 1)), a, b). */
#define stree_columns_with(args, ...) \
  STREE_HERE (stree_columns_new (&(StreeColumnsArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
