/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-view-private.h"

static GtkWidget *
sidebar_create (StreeNode *node)
{
  (void) node;
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);
}

static void
sidebar_attach (StreeNode *node, GtkWidget *view)
{
  stree_view_add_sidebar (STREE_VIEW (view), node->widget);
}

static void
sidebar_detach (StreeNode *node, GtkWidget *view)
{
  stree_view_remove_sidebar (STREE_VIEW (view), node->widget);
}

/* One inside of a container that goes is not detached before. */
static void
sidebar_destroy (StreeNode *node)
{
  GtkWidget *view = gtk_widget_get_ancestor (node->widget, STREE_TYPE_VIEW);

  if (view)
    stree_view_remove_sidebar (STREE_VIEW (view), node->widget);
}

extern const StreeGtkKind stree_gtk_sidebar;
const StreeGtkKind stree_gtk_sidebar = {
  .kind = "Sidebar",
  .create = sidebar_create,
  .attach = sidebar_attach,
  .detach = sidebar_detach,
  .destroy = sidebar_destroy,
};
