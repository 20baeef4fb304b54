/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-error-boundary.h"

#include "core/stree-element-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeErrorBoundaryArgs, child, ELEMENT, "What may fail"),
  STREE_PROP (StreeErrorBoundaryArgs, fallback, ELEMENT, "What is shown then; unset: the message and the render path"),
  STREE_PROP (StreeErrorBoundaryArgs, on_error, HANDLER, "Called with the error, once for each new message"),
};

extern StreeKind stree_error_boundary_kind;
StreeKind stree_error_boundary_kind = {
  .name = "ErrorBoundary",
  .blurb = "Shows a fallback when something inside fails",
  .size = G_STRUCT_OFFSET (StreeErrorBoundaryArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_TRANSPARENT | STREE_KIND_BOUNDARY,
};

/**
 * stree_error_boundary_new: (skip)
 * @args: the arguments
 *
 * Shows a fallback when something inside fails. In C write `stree_error_boundary (child, .fallback = sorry)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_error_boundary_new (const StreeErrorBoundaryArgs *args)
{
  return stree_element_build (&stree_error_boundary_kind, args, args->key, NULL);
}
