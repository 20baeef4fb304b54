/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Where hosts go: transparent nodes have no widget, so a node's widget sits in the nearest host above it, behind the
 * last widget before it. What is below a Portal sits where its PortalMount stands. Everything that puts widgets in, or
 * takes them out, asks here.
 */

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

/* The renderer's insert or move. */
typedef void (*StreePlaceFunc) (StreeRenderer *renderer, StreeNode *parent, StreeNode *node, StreeNode *prev);

/* The host that @node's widgets sit in, NULL for the root. FALSE: they are off the screen. */
gboolean   stree_place_parent      (const StreeNode *node, StreeNode **host);
/* The same, where the reconciler puts widgets in by itself. A virtual list places what its rows show; it is told when
 * something leaves (remove) or came (arrange). */
gboolean   stree_place_open_parent (const StreeNode *node, StreeNode **host);
/* The last host that a subtree shows where it stands. */
StreeNode *stree_place_last        (StreeNode *node);
StreeNode *stree_place_last_below  (StreeNode *node);
/* The last host before @node in the host that both sit in. */
StreeNode *stree_place_before      (StreeNode *node);

/* Where the next of several siblings goes. */
typedef struct
{
  StreeNode *host;   /* see stree_place_open_parent () */
  StreeNode *before; /* the last host before it */
  gboolean   open;
  gboolean   borrowed; /* a Portal elsewhere has that one here, and may change */
  guint      serial; /* of the Portals */
} StreePlaceSpot;

/* Behind @prev (NULL: first) among @parent's children; and then behind @node, which was placed there and updated. */
void       stree_place_find_spot   (StreeMount *mount, StreePlaceSpot *spot, StreeNode *parent, StreeNode *prev);
void       stree_place_next_spot   (StreeMount *mount, StreePlaceSpot *spot, StreeNode *node);

/* Inserts or moves the hosts of a subtree, one behind the other. */
void       stree_place_hosts       (StreeMount *mount, StreeNode *node, StreeNode *parent, StreeNode **prev, StreePlaceFunc place);
void       stree_place_remove      (StreeMount *mount, StreeNode *node, StreeNode *parent);
/* Appends the hosts of a subtree, in their order. */
void       stree_place_collect     (StreeNode *node, GPtrArray *hosts);
/* Children of @host came, went or moved. */
void       stree_place_arrange     (StreeMount *mount, StreeNode *host);

/* Puts the hosts of a subtree where they belong, or takes them off the screen. */
void       stree_place_show        (StreeMount *mount, StreeNode *node);
void       stree_place_hide        (StreeMount *mount, StreeNode *node);
/* Takes away what a subtree that fails shows elsewhere: its Sidebars in the view, its Portals. */
void       stree_place_withdraw    (StreeMount *mount, StreeNode *node);

/* A Sidebar and the like: where its widget goes is the renderer's business. Away with one; and all of them in a subtree,
 * but for what is below a Portal in it: that comes and goes with its PortalMount. */
void       stree_place_detach        (StreeMount *mount, StreeNode *node);
void       stree_place_attach_inside (StreeMount *mount, StreeNode *node);
void       stree_place_detach_inside (StreeMount *mount, StreeNode *node);

G_END_DECLS
