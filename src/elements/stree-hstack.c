/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-hstack.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "elements/stree-length-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeHStackArgs, gap, STRING, "Between children: a length such as \"0\", \"12px\", \"1.5rem\", \"2em\", \"3ch\" or \"5%\""),
  STREE_PROP_FULL (StreeHStackArgs, align, ENUM, stree_align_get_type, "Where children stand that are not as high as the row"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeHStackArgs *args = data;
  StreeLength            length;

  (void) element;
  if (!args->gap || stree_length_parse (args->gap, &length))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               "prop 'gap' is \"%s\": it takes a length of 0 or more, such as \"0\", \"12px\", \"1.5rem\", \"2em\", \"3ch\" or \"5%%\"",
               args->gap);
  return FALSE;
}

extern StreeKind stree_hstack_kind;
StreeKind stree_hstack_kind = {
  .name = "HStack",
  .blurb = "Children side by side",
  .size = G_STRUCT_OFFSET (StreeHStackArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER,
  .validate = validate,
};

/**
 * stree_hstack_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children side by side. In C write `stree_hstack (a, b)`, or `stree_hstack_with ((.gap = "2rem"), a, b)`.
 *
 * The gap is a simple CSS length. An `em` is the font size of the row and a `ch` the width of its digit zero; a `rem` is
 * the font size of the window; `%` is of the width of the row. It is rounded to whole pixels.
 *
 * Children stand in the middle of the height of the row; beside an input with a label above it, at its lower end.
 *
 * Inputs take the width that is left over; everything else is as wide as it needs to be.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_hstack_new (const StreeHStackArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_hstack_kind, args, args->key, args->common, children);
}
