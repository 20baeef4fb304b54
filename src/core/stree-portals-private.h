/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Portals: what stands in one place of the tree and shows in another. A Portal names a slot; the hosts below it go where
 * the PortalMount of that slot stands. Everything else stays with the Portal: path, state, context, boundary, form.
 *
 * A mount (the other kind: of a tree) knows its slots, and a slot its Portals and PortalMounts. While a run changes the
 * tree, what goes is taken off at once, and what came waits. When the run is through, stree_portals_settle () decides who
 * shows what, and moves the hosts that are elsewhere: portals of components that ran last are there by then, too.
 * Nothing is looked at when no Portal, and nothing that holds one, came, went or moved.
 *
 *   the first PortalMount of a slot, in the order of what is on the screen, takes all; further ones show nothing
 *   a PortalMount inside of a Portal counts only where that Portal shows, and never for the slot it is in
 *   the order in a PortalMount is the order in which the Portals are declared
 *
 * Of the hosts below a Portal that is in (STREE_NODE_PORTAL_IN), stree_place_parent () says where they are.
 */

#include <json-glib/json-glib.h>

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

/* The nodes of these two kinds: when they come, have a new element, or go with all that is below @top. */
void         stree_portals_add       (StreeMount *mount, StreeNode *node);
void         stree_portals_update    (StreeMount *mount, StreeNode *node);
void         stree_portals_drop      (StreeMount *mount, StreeNode *top);
/* One of them, off the screen for as long as it fails. */
void         stree_portals_withdraw  (StreeMount *mount, StreeNode *node);
/* Nodes changed places, or are shown again. */
void         stree_portals_touch     (StreeMount *mount);
/* Puts everything where it belongs. */
void         stree_portals_settle    (StreeMount *mount);
gboolean     stree_portals_are_due   (StreeMount *mount);
void         stree_portals_free      (StreePortals *portals);

/* Counts how often one was taken off the screen: places that were known before may be others now. */
guint        stree_portals_serial    (StreeMount *mount);

/* The Portal that a node is in; NULL: none. */
StreeNode   *stree_portal_around     (const StreeNode *node);
/* Where a Portal shows: the PortalMount; NULL: nowhere. */
StreeNode   *stree_portal_shown_at   (const StreeNode *portal);
/* What a PortalMount shows: Portals, in their order; NULL: nothing. */
GPtrArray   *stree_portal_mount_list (const StreeNode *mount_node);
/* The node's parent; of a Portal where it shows. */
StreeNode   *stree_portal_up         (const StreeNode *node);
/* FALSE: it is below a Portal that shows nowhere. */
gboolean     stree_portal_is_shown   (const StreeNode *node);
/* Members of the dump's object: of a Portal, where it shows; of a PortalMount, what. */
void         stree_portal_dump       (StreeNode *node, JsonBuilder *builder);

G_END_DECLS
