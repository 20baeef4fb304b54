/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-list.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"

static const StreeProp props[] = {
  STREE_PROP (StreeListArgs, n_rows, INT, "How many rows there are"),
  STREE_PROP (StreeListArgs, row, POINTER, "Makes the element of a row"),
  STREE_PROP (StreeListArgs, row_key, POINTER, "The key of a row; unset: its index"),
  STREE_PROP (StreeListArgs, data, POINTER, "Data for both"),
  STREE_PROP (StreeListArgs, revision, INT, "Changes when rows do; 0: keys are compared in every run"),
  STREE_PROP (StreeListArgs, height, INT, "Height in pixels; 0: it fills what is there"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeListArgs *args = data;

  (void) element;
  if (args->n_rows < 0)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'n_rows' is %d: 0 or more was expected", args->n_rows);
  else if (args->height < 0)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'height' is %d: 0 or more was expected", args->height);
  else if (!args->row)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'row' is missing: the function that makes a row");
  else
    return TRUE;
  return FALSE;
}

extern StreeKind stree_list_kind;
StreeKind stree_list_kind = {
  .name = "List",
  .blurb = "Rows that are made only while they are near the screen",
  .size = G_STRUCT_OFFSET (StreeListArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_VIRTUAL,
  .role = "list",
  .validate = validate,
};

/**
 * stree_list_new: (skip)
 * @args: the arguments
 *
 * Rows that are made only while they are near the screen. In C write `stree_list (n, make_row, row_key, rows)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_list_new (const StreeListArgs *args)
{
  return stree_element_build (&stree_list_kind, args, args->key, args->common);
}
