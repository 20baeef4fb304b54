/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-columns.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "elements/stree-places-private.h"

#include <math.h>

static const StreeProp props[] = {
  STREE_PROP (StreeColumnsArgs, weights, DOUBLES, "The share of each child; all the same by default"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeColumnsArgs *args = data;
  guint                   n_places = stree_places_count (element, TRUE);
  guint                   n_children = stree_places_count (element, FALSE);
  guint                   n = args->weights.n_values;

  if (n > 0 && n != n_places && n != n_children)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   "prop 'weights' has %u numbers for %u children: it takes one for each child", n, n_children);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (!isfinite (args->weights.values[i]) || args->weights.values[i] <= 0)
      {
        g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                     "prop 'weights': number %u is %g: a weight is greater than 0", i + 1, args->weights.values[i]);
        return FALSE;
      }
  return TRUE;
}

extern StreeKind stree_columns_kind;
StreeKind stree_columns_kind = {
  .name = "Columns",
  .blurb = "Children side by side, in shares of the width",
  .size = G_STRUCT_OFFSET (StreeColumnsArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER,
  .validate = validate,
};

/**
 * stree_columns_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children side by side, each with its share of the width. In C write `stree_columns (a, b)`, or
 * `stree_columns_with ((.weights = STREE_DOUBLES (2, 1)), a, b)`.
 *
 * There are as many weights as children, or it is an error; a place where a child is %NULL may have its weight or go
 * without. Where there is not enough width the children stand one below the other.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_columns_new (const StreeColumnsArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_columns_kind, args, args->key, args->common, children);
}
