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
  const char *key;
  char        stree_end_;
} StreeFragmentArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_fragment_new (const StreeFragmentArgs *args, StreeElement *const *children);

/* Children without a container: they are laid out by the parent. stree_fragment (a, b). */
#define stree_fragment(...)                                                                                            \
  STREE_HERE (stree_fragment_new (&(StreeFragmentArgs){ .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_fragment_with ((.key = "k"), a, b). */
#define stree_fragment_with(args, ...)                                                                                 \
  STREE_HERE (stree_fragment_new (&(StreeFragmentArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
