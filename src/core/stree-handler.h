/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"
#include "core/stree-value.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

/* What a handler prop takes. Made by the functions below, in the arena of the run: never freed by hand. */

STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_call (StreeHandlerFunc func, gpointer data);
STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_call_full (StreeHandlerFunc func, gpointer data, GDestroyNotify destroy);
STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_call_copy (StreeHandlerFunc func, gconstpointer data, gsize size);
STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_call_closure (GClosure *closure);

STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_add (StreeState *state, double delta);
STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_toggle (StreeState *state);
STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_set_value (StreeState *state, StreeValue value);
STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_commit (StreeState *state);
STREE_AVAILABLE_IN_1_0
const StreeHandler *stree_call_both (const StreeHandler *first, const StreeHandler *second);

/* Sets a state: stree_set (count, 0). */
#define stree_set(state, x) stree_set_value ((state), stree_value (x))

/* Calls func with a copy of a struct: stree_call_with (remove_row, RowId, .id = 3).
 * The same bytes in the next run are the same handler, so what lies between the members is cleared, where the compiler can. */
#if defined (__has_builtin)
#if __has_builtin (__builtin_clear_padding)
#define stree_call_with(func, type, ...)                                                                               \
  __extension__ ({                                                                                                     \
    type stree_data_ = { __VA_ARGS__ };                                                                                \
    __builtin_clear_padding (&stree_data_);                                                                            \
    stree_call_copy ((func), &stree_data_, sizeof stree_data_);                                                        \
  })
#endif
#endif
#ifndef stree_call_with
#define stree_call_with(func, type, ...) stree_call_copy ((func), &(type){ __VA_ARGS__ }, sizeof (type))
#endif

#endif /* __GI_SCANNER__ */

G_END_DECLS
