/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-columns.h"
#include "elements/stree-places-private.h"
#include "stree-cells-layout-private.h"

static GtkWidget *
columns_create (StreeNode *node)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  (void) node;
  gtk_widget_set_layout_manager (box, stree_cells_layout_new (STREE_GTK_SPACING));
  return box;
}

typedef struct
{
  const StreeDoubles *weights;
  gboolean            counts_empty; /* places without a child have a weight, too */
} Weights;

/* Gives the widgets below a transparent node, or of a host, the weight of its place. */
static void
give (StreeNode *node, double weight)
{
  if (stree_node_is_host (node))
    {
      if (!(node->element->kind->flags & STREE_KIND_DETACHED))
        stree_cells_layout_set_weight (node->widget, weight);
      return;
    }
  for (StreeNode *child = node->first; child; child = child->next)
    give (child, weight);
}

/* Walks the places below @parent; @place is the number of the next one. */
static void
give_places (StreeNode *parent, const Weights *weights, guint *place)
{
  StreeNode *child = parent->first;

  for (guint slot = 0; slot < parent->element->n_children; slot++)
    {
      StreeNode *here = child && child->slot == slot ? child : NULL;

      if (here)
        child = child->next;
      if (here && here->element->kind == &stree_fragment_kind)
        {
          give_places (here, weights, place);
          continue;
        }
      if (!here && !weights->counts_empty)
        continue;
      if (here)
        give (here, *place < weights->weights->n_values ? weights->weights->values[*place] : 1);
      (*place)++;
    }
}

static void
columns_arrange (StreeNode *node)
{
  const StreeColumnsArgs *args = stree_node_args (node);
  Weights                 weights = { &args->weights, args->weights.n_values == stree_places_count (node->element, TRUE) };
  guint                   place = 0;

  give_places (node, &weights, &place);
  gtk_widget_queue_resize (node->widget);
}

static void
columns_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeColumnsArgs, weights))
    columns_arrange (node);
}

extern const StreeGtkKind stree_gtk_columns;
const StreeGtkKind stree_gtk_columns = {
  .kind = "Columns",
  .create = columns_create,
  .update = columns_update,
  .arrange = columns_arrange,
};
