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
  const char         *label;
  const char         *page; /* where it leads: a route, with a query if need be: "profile?tab=2" */
  const char         *icon; /* a name of the icon theme */
  const char         *help; /* shown when the pointer rests on it */
  gboolean            disabled;
  const StreeHandler *on_click; /* called before it leads there */
  STREE_ARGS_COMMON
} StreePageLinkArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_page_link_new (const StreePageLinkArgs *args);

/* A link to another page: stree_page_link ("Profile", .page = "profile"). */
#define stree_page_link(...) STREE_HERE (stree_page_link_new (&(StreePageLinkArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
