/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-hstack.h"
#include "stree-row-layout-private.h"

extern StreeKind stree_hstack_kind;

static StreeRowLayout *
layout_of (StreeNode *node)
{
  return STREE_ROW_LAYOUT (gtk_widget_get_layout_manager (node->widget));
}

static void
set_gap (StreeNode *node)
{
  const StreeHStackArgs *args = stree_node_args (node);
  StreeLength            gap = { STREE_GTK_SPACING, STREE_LENGTH_PX };

  /* Checked when the element was made. */
  if (args->gap)
    stree_length_parse (args->gap, &gap);
  stree_row_layout_set_gap (layout_of (node), &gap);
}

gboolean
stree_gtk_is_in_row (StreeNode *node)
{
  StreeNode *up = node->parent;

  while (up && !stree_node_is_host (up))
    up = up->parent;
  return up && up->element->kind == &stree_hstack_kind;
}

static GtkWidget *
hstack_create (StreeNode *node)
{
  const StreeHStackArgs *args = stree_node_args (node);

  node->widget = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (node->widget, stree_row_layout_new ());
  set_gap (node);
  stree_row_layout_set_align (layout_of (node), args->align);
  return node->widget;
}

static void
hstack_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeHStackArgs *args = stree_node_args (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeHStackArgs, gap))
    set_gap (node);
  if (STREE_GTK_CHANGED (changed, node, StreeHStackArgs, align))
    stree_row_layout_set_align (layout_of (node), args->align);
}

static void
hstack_insert (StreeNode *node, StreeNode *child, GtkWidget *prev)
{
  const StreeKind *kind = child->element->kind;

  /* A field to write into is better wide; a box to tick is not. */
  stree_row_layout_set_grows (child->widget, (kind->flags & STREE_KIND_INPUT) && g_strcmp0 (kind->role, "checkbox") != 0);
  gtk_box_insert_child_after (GTK_BOX (node->widget), child->widget, prev);
}

extern const StreeGtkKind stree_gtk_hstack;
const StreeGtkKind stree_gtk_hstack = {
  .kind = "HStack",
  .create = hstack_create,
  .update = hstack_update,
  .insert = hstack_insert,
};
