/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a grid shows, for dumps and tests; and what a user makes of it, as they do it. */

#include "grid/stree-grid-shown-private.h"
#include "stree-grid-view-private.h"
#include "stree-gtk-private.h"

/* NULL: it is no grid. */
static StreeGridView *
view_of (StreeNode *node)
{
  GtkWidget *child = GTK_IS_FRAME (node->widget) ? gtk_frame_get_child (node->widget) : NULL;

  return child && STREE_IS_GRID_VIEW (child) ? STREE_GRID_VIEW (child) : NULL;
}

gboolean
stree_gtk_get_grid (StreeRenderer *renderer, StreeNode *node, StreeGridShown *shown)
{
  StreeGridView *view = view_of (node);

  (void) renderer;
  if (!view || !view->model)
    return FALSE;
  *shown = (StreeGridShown){ view->model, view->edits, view->resolved, view->options, view->unusable,
                              stree_grid_seek_is_asking (&view->seek) };
  return TRUE;
}

void
stree_gtk_arrange_grid (StreeRenderer *renderer, StreeNode *node, StreeGridOptions *options)
{
  StreeGridView  *view = view_of (node);
  StreeGridReason reason;

  (void) renderer;
  if (!view || stree_grid_options_equal (view->options, options))
    return;
  reason = stree_grid_options_get_reason (view->options, options);
  stree_grid_view_set_options (view, options);
  stree_grid_view_changed (view, reason);
}
