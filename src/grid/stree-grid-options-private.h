/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "grid/stree-grid-options.h"

G_BEGIN_DECLS

typedef struct
{
  char *column; /* owned */
  gboolean descending;
} StreeOptionsSort;

typedef struct
{
  char *column; /* owned */
  guint width;  /* 0: its own */
  gboolean hidden;
  gboolean pinned;
  StreeFilter *filter; /* held; NULL: none */
} StreeOptionsColumn;

/* An atomic rc box. */
struct _StreeGridOptions
{
  char *search;        /* owned; NULL: none */
  StreeFilter *filter; /* held; NULL: none */
  GArray *sorts;       /* owned: of StreeOptionsSort */
  GArray *columns;     /* owned: of StreeOptionsColumn: what is said about columns, by their names; none says nothing */
  char **order;        /* owned: columns that come first; NULL: nothing is said about it */
};

/* Pixels: what is read and written of widths. */
#define STREE_OPTIONS_MAX_WIDTH 100000

/* Before anybody else holds it. */
StreeOptionsColumn *stree_grid_options_find_column (StreeGridOptions *options, const char *column);
StreeOptionsColumn *stree_grid_options_ensure_column (StreeGridOptions *options, const char *column);
void stree_grid_options_drop_silent (StreeGridOptions *options);
void stree_grid_options_add_sort (StreeGridOptions *options, const char *column, gboolean descending);
/* Whether a filter is about no other column. */
gboolean stree_grid_options_is_about (StreeFilter *filter, const char *column);

G_END_DECLS
