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
  const char         *label;
  StreeValue          value; /* a boolean, or a state that holds one */
  gboolean            disabled;
  const char         *help;      /* shown when the pointer rests on it */
  const StreeHandler *on_change; /* the event has the boolean */
  STREE_ARGS_COMMON
} StreeCheckboxArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_checkbox_new (const StreeCheckboxArgs *args);

/* A box to tick: stree_checkbox ("Done", .value = stree_bind (done)). */
#define stree_checkbox(...) STREE_HERE (stree_checkbox_new (&(StreeCheckboxArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
