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
  const char *default_route; /* one of their names */
  const char *query_param;   /* of the location; NULL: route, which is its path */
  const char *key;
  char        stree_end_;
} StreeRoutesArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_routes_new (const StreeRoutesArgs *args, StreeElement *const *children);

/* Shows the one that the location names: stree_routes ("home", stree_route ("home", a), stree_route ("profile", b)). */
#define stree_routes(default_, ...)                                                                                    \
  STREE_HERE (stree_routes_new (&(StreeRoutesArgs){ .default_route = (default_), .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_routes_with ((.default_route = "a", .query_param = "tab"), stree_route ("a", x)). */
#define stree_routes_with(args, ...)                                                                                   \
  STREE_HERE (stree_routes_new (&(StreeRoutesArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
