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
  const char *slot; /* whose Portals it shows; not blank */
  const char *key;
  char        stree_end_;
} StreePortalMountArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_portal_mount_new (const StreePortalMountArgs *args);

/* The place where Portals show: stree_portal_mount ("toolbar"). They come in the order in which they are declared, and
 * are laid out by the parent; it has no widget of its own.
 *
 * Of several for one slot the first on the screen shows all, and the others nothing. One inside of a Portal counts where
 * that Portal shows. When the first one goes or moves, what it shows moves along: no widget is made anew, and the
 * focus stays. */
#define stree_portal_mount(...) \
  STREE_HERE (stree_portal_mount_new (&(StreePortalMountArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
