/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-macros.h"

G_BEGIN_DECLS

typedef struct _StreeElement StreeElement;
typedef struct _StreeKind    StreeKind;
typedef struct _StreeEvent   StreeEvent;
typedef struct _StreeContext StreeContext;
typedef struct _StreeState   StreeState;
typedef struct _StreeSession StreeSession;
typedef struct _StreeHistory StreeHistory;

#ifndef __GI_SCANNER__
/* For C's macros. */
typedef struct _StreeProp    StreeProp;
typedef struct _StreeHandler StreeHandler;

/* Private: never seen by an app. */
typedef struct _StreeArena    StreeArena;
typedef struct _StreeNode     StreeNode;
typedef struct _StreeMount    StreeMount;
typedef struct _StreeRenderer StreeRenderer;
#endif

/**
 * StreeComponentFunc:
 * @cx: the context of this component in this run
 * @props: (nullable): the component's own copy of its props, or what it was created with
 *
 * A component: reads state, returns a tree of elements.
 *
 * Returns: (transfer none) (nullable): the element tree; %NULL only after [method@StreamTree.Context.fail]
 *
 * Since: 1.0
 */
typedef StreeElement *(*StreeComponentFunc) (StreeContext *cx, gpointer props);

/**
 * StreeHandlerFunc:
 * @event: what happened, and where
 * @data: the data it was bound with
 *
 * Called when the user does something; may change state, and the root component reruns afterwards.
 *
 * Since: 1.0
 */
typedef void (*StreeHandlerFunc) (StreeEvent *event, gpointer data);

/**
 * StreeAlign:
 * @STREE_ALIGN_DEFAULT: what the element kind does by itself
 * @STREE_ALIGN_FILL: stretch to fill the space
 * @STREE_ALIGN_START: at the start (left, where text runs left to right)
 * @STREE_ALIGN_CENTER: in the middle
 * @STREE_ALIGN_END: at the end
 * @STREE_ALIGN_BASELINE: on the text baseline (vertical only)
 *
 * How an element sits in the space its parent gives it.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_ALIGN_DEFAULT,
  STREE_ALIGN_FILL,
  STREE_ALIGN_START,
  STREE_ALIGN_CENTER,
  STREE_ALIGN_END,
  STREE_ALIGN_BASELINE,
} StreeAlign;

G_END_DECLS
