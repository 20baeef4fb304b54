/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Of the children of a Routes, the one is mounted that the location names. One that is left is kept as it is, off the screen
 * and without rerunning, unless it says that it is to be dropped. */

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

/* @fresh: the node is being mounted; whoever mounts it places what it shows. */
void        stree_routes_update (StreeMount *mount, StreeNode *node, gboolean fresh);
/* The Route of a Routes element that @name stands for: the default one, if there is none of that name. */
const StreeElement *stree_routes_find (const StreeElement *routes, const char *name);
/* The parameter that a Routes reads, without the white space around it. */
char       *stree_routes_dup_param   (const StreeElement *routes);
char       *stree_routes_dup_default (const StreeElement *routes);

/* Calls @func for each Route, those in Fragments as well. Returns the first child that is none. */
typedef void (*StreeRouteFunc) (StreeElement *route, gpointer data);
const StreeElement *stree_routes_foreach (const StreeElement *routes, StreeRouteFunc func, gpointer data);

G_END_DECLS
