/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

/* Connections that stay open belong to the component that watches them: they are made when it first asks, made again when they
 * break, and closed when it unmounts or a run does not ask any more. What came last over one is state: it can be read like
 * any other, and who reads runs again when it changes, once a frame however much came. A function of the program's own gets
 * each of them. */

/**
 * StreeConnectionStatus:
 * @STREE_CONNECTION_CONNECTING: it is being made, for the first time or again; there may be an error that says why
 * @STREE_CONNECTION_OPEN: it is there
 * @STREE_CONNECTION_CLOSED: it is over, and there is nothing wrong with that
 * @STREE_CONNECTION_ERROR: it failed, and is not tried again
 *
 * Where a connection is.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_CONNECTION_CONNECTING,
  STREE_CONNECTION_OPEN,
  STREE_CONNECTION_CLOSED,
  STREE_CONNECTION_ERROR,
} StreeConnectionStatus;

G_END_DECLS
