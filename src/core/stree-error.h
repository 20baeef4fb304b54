/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

/**
 * STREE_ERROR:
 *
 * The error domain of the runtime.
 *
 * Since: 1.0
 */
#define STREE_ERROR (stree_error_quark ())

/**
 * StreeError:
 * @STREE_ERROR_FAILED: something failed; the message says what
 * @STREE_ERROR_NO_ELEMENT: a component returned no element
 * @STREE_ERROR_UNKNOWN_KIND: there is no element kind of that name
 * @STREE_ERROR_UNKNOWN_PROP: the kind has no prop of that name
 * @STREE_ERROR_BAD_VALUE: a value of the wrong type or out of its range
 * @STREE_ERROR_BAD_STATE: a state slot was used in two ways, or is missing
 * @STREE_ERROR_LOOP: state was set in each of too many runs in a row, or the tree is too deep
 * @STREE_ERROR_NOT_FOUND: no node answers to that key, role or name
 * @STREE_ERROR_FROZEN: the element is part of a tree already and cannot be changed
 * @STREE_ERROR_SUSPENDED: the component waits for a task: no failure, but what a Suspense catches
 *
 * Codes of %STREE_ERROR.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_ERROR_FAILED,
  STREE_ERROR_NO_ELEMENT,
  STREE_ERROR_UNKNOWN_KIND,
  STREE_ERROR_UNKNOWN_PROP,
  STREE_ERROR_BAD_VALUE,
  STREE_ERROR_BAD_STATE,
  STREE_ERROR_LOOP,
  STREE_ERROR_NOT_FOUND,
  STREE_ERROR_FROZEN,
  STREE_ERROR_SUSPENDED,
} StreeError;

STREE_AVAILABLE_IN_1_0
GQuark stree_error_quark (void);

G_END_DECLS
