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
  const char *gap; /* between children: a length such as \"0\", \"12px\", \"1.5rem\", \"2em\", \"3ch\" or \"5%\" */
  StreeAlign align; /* where children stand that are not as high as the row */
  STREE_ARGS_COMMON
} StreeHStackArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_hstack_new (const StreeHStackArgs *args, StreeElement *const *children);

/* Children side by side: stree_hstack (a, b). */
#define stree_hstack(...) \
  STREE_HERE (stree_hstack_new (&(StreeHStackArgs){ .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_hstack_with ((.gap = "2rem"), a, b). */
#define stree_hstack_with(args, ...) \
  STREE_HERE (stree_hstack_new (&(StreeHStackArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
