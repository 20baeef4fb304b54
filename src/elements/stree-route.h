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
  const char *name;
  const char *title; /* of the window; NULL: the program's */
  gboolean    forget;/* it starts afresh when one comes back; else it is as it was left */
  const char *key;
  char        stree_end_;
} StreeRouteArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_route_new (const StreeRouteArgs *args, StreeElement *const *children);

/* One of Routes: stree_route ("home", a, b). */
#define stree_route(name_, ...)                                                                                        \
  STREE_HERE (stree_route_new (&(StreeRouteArgs){ .name = (name_), .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_route_with ((.name = "home", .title = "Home"), a, b). */
#define stree_route_with(args, ...)                                                                                    \
  STREE_HERE (stree_route_new (&(StreeRouteArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
