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
  const char *body; /* the text */
  STREE_ARGS_COMMON
} StreeSubheaderArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_subheader_new (const StreeSubheaderArgs *args);

/* The heading of a section: stree_subheader ("Islands"). */
#define stree_subheader(...) STREE_HERE (stree_subheader_new (&(StreeSubheaderArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
