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
  const char *message; /* what would be lost */
  StreeValue  when;    /* a boolean, or a state that holds one; none: always */
  const char *key;
  char        stree_end_;
} StreeGuardArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_guard_new (const StreeGuardArgs *args);

/* Holds back whoever leaves what it stands in: stree_guard (_("The profile is not saved."), .when = stree_bind (changed)). */
#define stree_guard(...) STREE_HERE (stree_guard_new (&(StreeGuardArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
