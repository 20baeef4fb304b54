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
  int columns; /* how many cells a row has, at least 1 */
  STREE_ARGS_COMMON
} StreeGridArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_grid_new (const StreeGridArgs *args, StreeElement *const *children);

/* Children in rows of three cells: stree_grid_with ((.columns = 3), a, b, c, d). */
#define stree_grid_with(args, ...) \
  STREE_HERE (stree_grid_new (&(StreeGridArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with only the number of columns: stree_grid (3, a, b, c, d). */
#define stree_grid(columns_, ...) \
  STREE_HERE (stree_grid_new (&(StreeGridArgs){ .columns = (columns_), .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
