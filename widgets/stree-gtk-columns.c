/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "core/stree-place-private.h"
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

/* Gives the widgets that a place shows its weight. */
static void
give (StreeNode *node, double weight)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();

  stree_place_collect (node, hosts);
  for (guint i = 0; i < hosts->len; i++)
    stree_cells_layout_set_weight (((StreeNode *) hosts->pdata[i])->widget, weight);
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
