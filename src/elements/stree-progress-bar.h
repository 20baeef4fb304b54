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
  double      value;         /* the fraction that is done, from 0 to 1 */
  const char *text;          /* shown with it, such as "3 of 10 files" */
  const char *label;         /* what it is the progress of: its accessible name */
  gboolean    indeterminate; /* how much is done is not known: it moves to and fro, and value does not count */
  STREE_ARGS_COMMON
} StreeProgressBarArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_progress_bar_new (const StreeProgressBarArgs *args);

/* How much of something is done: stree_progress_bar (0.3, .text = "3 of 10 files", .label = "Files"). */
#define stree_progress_bar(...) \
  STREE_HERE (stree_progress_bar_new (&(StreeProgressBarArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
