/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"
#include "data/stree-frame.h"
#include "grid/stree-grid-columns.h"
#include "grid/stree-grid-options.h"
#include "grid/stree-grid-result.h"
#include "sources/stree-source.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

typedef struct
{
  StreeFrame *data;               /* held: a table in memory; or a source */
  StreeSource *source;            /* held: a table elsewhere, or one that changes */
  const char *const *key_columns; /* of data: those that tell rows apart; NULL: rows are counted */
  StreeGridColumns *columns;      /* stree_grid_columns (...); NULL: all, as they are */
  StreeSelectionMode selection_mode;
  StreeRowKey *selected; /* held: the row that is selected, when it is another one; one without cells: none; NULL: as it is */
  gboolean editable;
  StreeGridOptions *grid_options; /* held: order, filters, search, columns, at first and when they are others; NULL: none */
  gboolean row_numbers;          /* a first column that counts the rows, from 1 */
  const char *label;             /* its accessible name; NULL: the label of the data */
  int width;                     /* pixels; 0: what there is */
  int height;                    /* pixels; 0: what there is */
  const StreeHandler *on_result; /* the event has a StreeGridResult: stree_event_get_grid_result () */
  STREE_ARGS_COMMON
} StreeDataGridArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_data_grid_new (const StreeDataGridArgs *args);

/* A table to work in: stree_data_grid (.source = source, .selection_mode = STREE_SELECTION_MULTIPLE, .on_result = ...).
 *
 * Rows come page by page as they are looked at. Where the user is, what is selected, the order and the filter, and what
 * was typed and not written stay with their rows when the data changes and when the program reruns. */
#define stree_data_grid(...) STREE_HERE (stree_data_grid_new (&(StreeDataGridArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

STREE_AVAILABLE_IN_1_0
StreeGridResult *stree_event_get_grid_result (StreeEvent *event);

G_END_DECLS
