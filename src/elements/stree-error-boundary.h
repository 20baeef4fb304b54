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
  StreeElement       *child;
  StreeElement       *fallback; /* NULL: the message and the render path */
  const StreeHandler *on_error; /* the event has the error; called once for each new message */
  const char         *key;
  char                stree_end_;
} StreeErrorBoundaryArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_error_boundary_new (const StreeErrorBoundaryArgs *args);

/* Shows a fallback when something inside fails: stree_error_boundary (child, .fallback = sorry).
 *
 * What failed is kept with its state, off the screen, and tried again in each run. */
#define stree_error_boundary(...) \
  STREE_HERE (stree_error_boundary_new (&(StreeErrorBoundaryArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
