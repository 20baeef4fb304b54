/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-arena-private.h"
#include "core/stree-handler.h"

G_BEGIN_DECLS

struct _StreeHandler
{
  StreeHandlerFunc func;
  gpointer         data;
  StreeArena      *arena; /* where it lives */
  guint            size;     /* of a copy that data points to; 0: data is what it was given */
  gboolean         reusable; /* the next run may take it: it owns nothing but states */
};

/* Makes @arena keep @handler alive. TRUE: the next run may take what calls it. */
gboolean stree_handler_hold (StreeArena *arena, const StreeHandler *handler);

/* What it does, as one would write it: "stree_add (count, 1)"; else the name of the function, or where it is. */
char    *stree_handler_describe (const StreeHandler *handler);

G_END_DECLS
