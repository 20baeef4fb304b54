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
  gboolean vertical; /* it is upright even outside of an HStack */
  STREE_ARGS_COMMON
} StreeDividerArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_divider_new (const StreeDividerArgs *args);

/* A line between what is around it: stree_divider (). */
#define stree_divider(...) STREE_HERE (stree_divider_new (&(StreeDividerArgs){ .stree_end_ = 0, __VA_ARGS__ }))

#endif

G_END_DECLS
