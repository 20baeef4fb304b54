/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-node-own-private.h"
#include "core/stree-place-private.h"
#include "core/stree-portals-private.h"
#include "elements/stree-split-view.h"
#include "stree-split-private.h"

#define KEPT "handle" /* what its place is kept by in the session */

static StreeSplit *
split_of (StreeNode *node)
{
  return STREE_SPLIT (node->widget);
}

static void
show_value (StreeNode *node, const StreeValue *value)
{
  StreeValue ratio = *value;

  node->element->kind->normalize (stree_node_args (node), &ratio);
  stree_split_set_ratio (split_of (node), ratio.v.d);
}

static void
show_declared (StreeNode *node)
{
  const StreeSplitViewArgs *args = stree_node_args (node);
  StreeValue                value;

  if (!stree_declared_value (&args->narrow_ratio, &value))
    value = (StreeValue){ .type = STREE_VALUE_NONE };
  show_value (node, &value);
}

static void
moved_cb (StreeSplit *split, StreeNode *node)
{
  const StreeSplitViewArgs *args = stree_node_args (node);
  StreeValue                value = stree_value_of_double (stree_split_get_ratio (split));

  if (node->flags & STREE_NODE_DEAD)
    return;
  if (args->narrow_ratio.type != STREE_VALUE_STATE) /* a state is saved by itself */
    stree_node_set_own (node, KEPT, value.v.d);
  stree_node_input (node, &value);
}

static GtkWidget *
split_view_create (StreeNode *node)
{
  const StreeSplitViewArgs *args = stree_node_args (node);
  double                    kept;

  node->widget = stree_split_new ();
  stree_gtk_set_name (node->widget, _ ("Split view"));
  show_declared (node);
  if (args->narrow_ratio.type != STREE_VALUE_STATE && stree_node_get_own (node, KEPT, &kept) && kept > 0 && kept < 1)
    stree_split_set_ratio (split_of (node), kept);
  stree_gtk_connect (node->widget, "moved", G_CALLBACK (moved_cb), node);
  return node->widget;
}

static void
split_view_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  (void) old;
  if (!STREE_GTK_CHANGED (changed, node, StreeSplitViewArgs, narrow_ratio))
    return;
  stree_node_drop_own (node, KEPT);
  show_declared (node);
}

/* --- children: each on its side, whatever components and Portals are around it --- */

static GtkWidget *
side_of (StreeNode *node, StreeNode *child)
{
  while (stree_portal_up (child) != node)
    child = stree_portal_up (child);
  return stree_split_get_side (split_of (node), child->slot > 0);
}

static GtkWidget *
prev_on (GtkWidget *side, GtkWidget *prev)
{
  return prev && gtk_widget_get_parent (prev) == side ? prev : NULL;
}

static void
split_view_insert (StreeNode *node, StreeNode *child, GtkWidget *prev)
{
  GtkWidget *side = side_of (node, child);

  gtk_box_insert_child_after (GTK_BOX (side), child->widget, prev_on (side, prev));
}

/* Among those on its side: arrange () takes to the other one what has changed sides, since not all of that is moved. */
static void
split_view_move (StreeNode *node, StreeNode *child, GtkWidget *prev)
{
  GtkWidget *side = gtk_widget_get_parent (child->widget);

  (void) node;
  gtk_box_reorder_child_after (GTK_BOX (side), child->widget, prev_on (side, prev));
}

static void
split_view_arrange (StreeNode *node)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();

  for (StreeNode *child = node->first; child; child = child->next)
    {
      GtkWidget *side = stree_split_get_side (split_of (node), child->slot > 0);
      GtkWidget *prev = NULL;

      g_ptr_array_set_size (hosts, 0);
      stree_place_collect (child, hosts);
      for (guint i = 0; i < hosts->len; i++)
        {
          GtkWidget *widget = ((StreeNode *) hosts->pdata[i])->widget;
          GtkWidget *before = gtk_widget_get_parent (widget);

          if (before != side)
            {
              gtk_box_remove (GTK_BOX (before), widget); /* the node holds it */
              gtk_box_insert_child_after (GTK_BOX (side), widget, prev);
            }
          prev = widget;
        }
    }
  stree_split_arrange (split_of (node));
}

static void
split_view_remove (StreeNode *node, StreeNode *child)
{
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (child->widget)), child->widget);
  stree_split_arrange (split_of (node));
}

static gboolean
split_view_read (StreeNode *node, StreeValue *value)
{
  *value = stree_value_of_double (stree_split_get_ratio (split_of (node)));
  return TRUE;
}

extern const StreeGtkKind stree_gtk_split_view;
const StreeGtkKind stree_gtk_split_view = {
  .kind = "SplitView",
  .create = split_view_create,
  .update = split_view_update,
  .insert = split_view_insert,
  .move = split_view_move,
  .remove = split_view_remove,
  .arrange = split_view_arrange,
  .read = split_view_read,
  .write = show_value,
};
