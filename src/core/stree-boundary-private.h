/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Errors have one road: a component fails, the nearest boundary above it shows its fallback, the rest lives on.
 *
 * What failed is kept, off the screen, with its state; each run tries it again. The root of every mount is a boundary.
 */

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

/* The places of a boundary's two children. */
enum
{
  STREE_BOUNDARY_CONTENT = 0,
  STREE_BOUNDARY_FALLBACK = 1,
};

/* What a boundary of either kind is given. NULL: nothing; for the fallback: the one for all. */
StreeElement *stree_boundary_child    (const StreeElement *boundary);
StreeElement *stree_boundary_fallback (const StreeElement *boundary);
/* What is shown of what waits, where nobody said what to show. */
StreeElement *stree_boundary_loading  (void);

/* @fresh: the boundary is being mounted; whoever mounts it places what it shows. */
void stree_boundary_update (StreeMount *mount, StreeNode *node, gboolean fresh);
/* Shows the fallback for a failure that no component returned: a loop of runs. Takes @error. */
void stree_boundary_stop   (StreeMount *mount, StreeNode *node, GError *error);
/* Calls the on_error of boundaries that began to fail in the run that has just ended. */
void stree_boundary_tell   (StreeMount *mount);

G_END_DECLS
