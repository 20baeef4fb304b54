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
  StreeElement *child;
  StreeElement *loading; /* NULL: a line that says so */
  gboolean      keep;    /* what showed before goes on showing while it waits again */
  const char   *key;
  char          stree_end_;
} StreeSuspenseArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_suspense_new (const StreeSuspenseArgs *args);

/* Shows something else while a component inside waits for a task: stree_suspense (child, .loading = wait).
 *
 * A component waits with stree_await (). It is kept with its state, off the screen; with .keep, what it showed before stays
 * on it until there is something newer. */
#define stree_suspense(...) STREE_HERE (stree_suspense_new (&(StreeSuspenseArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
