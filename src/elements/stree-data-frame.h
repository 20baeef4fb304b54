/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"
#include "data/stree-frame.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

typedef struct
{
  StreeFrame *data;        /* held; NULL: an empty table */
  const char *label;       /* its accessible name; NULL: the frame's label */
  int         width;       /* pixels; 0: what there is */
  int         height;      /* pixels; 0: what there is */
  gboolean    row_numbers; /* a first column that counts the rows, from 1 */
  STREE_ARGS_COMMON
} StreeDataFrameArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_data_frame_new (const StreeDataFrameArgs *args);

/* A table to read, scroll and sort: stree_data_frame (frame, .height = 300).
 *
 * It is a DataGrid's table, and can be sorted, filtered, searched and copied from as that. A frame of a million rows costs
 * what is on the screen. Columns, their widths, the user's sort and the scroll position stay when the next frame has the same
 * columns. */
#define stree_data_frame(...) STREE_HERE (stree_data_frame_new (&(StreeDataFrameArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
