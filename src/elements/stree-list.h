/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

/* Makes the element of a row; most often a call of a component. */
typedef StreeElement *(*StreeListRowFunc) (guint index, gpointer data);
/* The key of a row: text that stays good until the next call, or NULL. */
typedef const char *(*StreeListKeyFunc) (guint index, gpointer data);

typedef struct
{
  int              n_rows;
  StreeListRowFunc row;
  StreeListKeyFunc row_key;  /* NULL: rows are known by their index */
  gpointer         data;     /* for both; borrowed: it must stay good until the next run */
  int              revision; /* 0: keys are compared in every run; else only when this number changes */
  int              height;   /* in pixels; 0: it fills what is there, 200 at least */
  STREE_ARGS_COMMON
} StreeListArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_list_new (const StreeListArgs *args);

/* Rows that are made only while they are near the screen: stree_list (n, make_row, row_key, rows).
 *
 * A row out of sight leaves its state behind under its key, and finds it again. */
#define stree_list(...) STREE_HERE (stree_list_new (&(StreeListArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
