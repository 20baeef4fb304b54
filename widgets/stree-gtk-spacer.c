/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-spacer.h"
#include "stree-row-layout-private.h"

static void
set_size (StreeNode *node)
{
  const StreeSpacerArgs *args = stree_node_args (node);
  GtkWidget             *space = node->widget;

  if (stree_gtk_is_in_row (node))
    {
      gtk_widget_set_size_request (space, args->height, -1);
      gtk_widget_set_hexpand (space, args->height == 0);
    }
  else
    {
      gtk_widget_set_size_request (space, -1, args->height);
      gtk_widget_set_vexpand (space, args->height == 0);
    }
}

static GtkWidget *
spacer_create (StreeNode *node)
{
  node->widget = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "can-target", FALSE, NULL);
  set_size (node);
  return node->widget;
}

static void
spacer_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeSpacerArgs, height))
    set_size (node);
}

extern const StreeGtkKind stree_gtk_spacer;
const StreeGtkKind stree_gtk_spacer = {
  .kind = "Spacer",
  .create = spacer_create,
  .update = spacer_update,
};
