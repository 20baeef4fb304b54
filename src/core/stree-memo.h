/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"
#include "core/stree-value.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

/* Makes a value, once. */
typedef gpointer (*StreeMemoFunc) (gpointer data);
/* Makes a subtree, when what it depends on has changed. */
typedef StreeElement *(*StreeSubtreeFunc) (StreeContext *cx, gpointer data);

STREE_AVAILABLE_IN_1_0
gpointer stree_memo (StreeContext *cx, const char *key, StreeMemoFunc factory, gpointer data, GDestroyNotify destroy);
STREE_AVAILABLE_IN_1_0
gpointer stree_cache (StreeContext *cx, const char *key, gpointer value, GDestroyNotify destroy);

/* What a memoised subtree depends on: stree_deps (stree_value (n_rows), stree_value (filter)) */
typedef struct
{
  const StreeValue *values;
  guint             n_values;
} StreeDeps;

#define stree_deps(...)                                                                                                \
  ((StreeDeps){ (const StreeValue[]){ __VA_ARGS__ },                                                                   \
                sizeof ((const StreeValue[]){ __VA_ARGS__ }) / sizeof (StreeValue) })
/* Nothing: the subtree is made once. */
#define stree_no_deps() ((StreeDeps){ NULL, 0 })

STREE_AVAILABLE_IN_1_0
StreeElement *stree_memo_subtree (StreeContext *cx, const char *key, StreeDeps deps, StreeSubtreeFunc factory, gpointer data);

#endif /* __GI_SCANNER__ */

G_END_DECLS
