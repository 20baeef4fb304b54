/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-grid.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"

static const StreeProp props[] = {
  STREE_PROP (StreeGridArgs, columns, INT, "How many cells a row has, at least 1"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeGridArgs *args = data;

  (void) element;
  if (args->columns >= 1)
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'columns' is %d: a grid has at least 1 column", args->columns);
  return FALSE;
}

extern StreeKind stree_grid_kind;
StreeKind stree_grid_kind = {
  .name = "Grid",
  .blurb = "Children in rows of equal cells",
  .size = G_STRUCT_OFFSET (StreeGridArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER,
  .validate = validate,
};

/**
 * stree_grid_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children in rows of cells of equal width. In C write `stree_grid_with ((.columns = 3), a, b, c, d)`.
 *
 * Where there is not enough width a row has fewer cells.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_grid_new (const StreeGridArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_grid_kind, args, args->key, args->common, children);
}
