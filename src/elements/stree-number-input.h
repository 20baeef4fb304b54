/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"
#include "elements/stree-text-input.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

typedef struct
{
  const char         *label;
  StreeValue          value; /* an integer, a double, or a state that holds one; none: empty */
  StreeValue          min_value;
  StreeValue          max_value;
  double              step;        /* 0: 1 for integers, 0.01 for doubles */
  const char         *format;      /* such as "%.2f" or "%d" */
  const char         *placeholder; /* shown while it is empty */
  gboolean            disabled;
  StreeCommitOn       commit;
  const StreeHandler *on_change; /* the event has the number; none if it was emptied */
  const char         *error;     /* what is wrong with it: shown below it, and announced */
  STREE_ARGS_COMMON
} StreeNumberInputArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_number_input_new (const StreeNumberInputArgs *args);

/* A number to edit: stree_number_input ("Age", .value = stree_bind (age), .min_value = stree_value (0)). */
#define stree_number_input(...) \
  STREE_HERE (stree_number_input_new (&(StreeNumberInputArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
