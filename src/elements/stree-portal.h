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
  const char *slot; /* which PortalMount shows it; not blank */
  const char *key;
  char        stree_end_;
} StreePortalArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_portal_new (const StreePortalArgs *args, StreeElement *const *children);

/* Children that show somewhere else: stree_portal ("toolbar", stree_button ("Save")) shows where
 * stree_portal_mount ("toolbar") stands.
 *
 * All but the place on the screen stays here: the render path, state, provided values, the ErrorBoundary and the Form
 * around it. While no PortalMount of the slot is there, the children are kept as they are and do not show. */
#define stree_portal(slot_, ...) \
  STREE_HERE (stree_portal_new (&(StreePortalArgs){ .slot = (slot_), .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_portal_with ((.slot = "toolbar", .key = "k"), a, b). */
#define stree_portal_with(args, ...) \
  STREE_HERE (stree_portal_new (&(StreePortalArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

STREE_AVAILABLE_IN_1_0
GPtrArray    *stree_gather_portals (StreeElement *root, const char *slot);
STREE_AVAILABLE_IN_1_0
char        **stree_gather_portal_slots (StreeElement *root);

G_END_DECLS
