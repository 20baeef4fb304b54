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
  const char *body;
  STREE_ARGS_COMMON
} StreeTitleArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_title_new (const StreeTitleArgs *args);

/* The heading of a page: stree_title ("Penguins"). */
#define stree_title(...) STREE_HERE (stree_title_new (&(StreeTitleArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
