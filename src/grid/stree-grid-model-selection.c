/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-model-inside-private.h"

/* What is selected, by a user or by a program. It is moved in stree-grid-model.c, where the rows become others. */

/* Cuts the selection to what there is. */
static void
clip_selection (StreeGridModel *self)
{
  guint64 n = (guint64) self->n_rows + self->extra->len;

  stree_ranges_remove (&self->selected, n, G_MAXUINT64 - n);
}

const StreeRanges *
stree_grid_model_get_selected (StreeGridModel *self)
{
  return &self->selected;
}

void
stree_grid_model_select (StreeGridModel *self, guint first, guint n, gboolean unselect_rest)
{
  guint64 end = MIN ((guint64) first + n, (guint64) self->n_rows + self->extra->len);

  self->selects_all = FALSE;
  if (first >= end)
    {
      if (unselect_rest)
        stree_grid_model_unselect (self, 0, G_MAXUINT);
      return;
    }
  if (stree_ranges_covers (&self->selected, first, end - first) &&
      (!unselect_rest || stree_ranges_count (&self->selected) == end - first))
    return;
  if (unselect_rest)
    stree_ranges_remove_all (&self->selected);
  stree_ranges_add (&self->selected, first, end - first);
  stree_grid_model_say_selection (self);
}

void
stree_grid_model_unselect (StreeGridModel *self, guint first, guint n)
{
  StreeRange range;

  if (!stree_ranges_find (&self->selected, first, &range) || range.first >= (guint64) first + n)
    return;
  self->selects_all = FALSE;
  stree_ranges_remove (&self->selected, first, n);
  stree_grid_model_say_selection (self);
}

void
stree_grid_model_invert (StreeGridModel *self)
{
  if (self->n_rows + self->extra->len == 0)
    return;
  self->selects_all = FALSE;
  stree_ranges_invert (&self->selected, (guint64) self->n_rows + self->extra->len);
  stree_grid_model_say_selection (self);
}

void
stree_grid_model_set_selected (StreeGridModel *self, const StreeRanges *selected)
{
  if (stree_ranges_equal (&self->selected, selected))
    return;
  self->selects_all = FALSE;
  stree_ranges_copy (&self->selected, selected);
  clip_selection (self);
  stree_grid_model_say_selection (self);
}
