/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

/* Counters for the eyes of a developer, such as how often a component ran. They are a provided value: where none are, a
 * bump costs a lookup and does nothing. */

#define STREE_TYPE_COUNTERS (stree_counters_get_type ())

typedef struct _StreeCounters StreeCounters;

/**
 * STREE_PERF_COUNTERS:
 *
 * The name by which [struct@StreamTree.Counters] are provided.
 *
 * Since: 1.0
 */
#define STREE_PERF_COUNTERS "streamtree_perf_counters"

STREE_AVAILABLE_IN_1_0
GType stree_counters_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeCounters *stree_counters_new (void) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeCounters *stree_counters_ref (StreeCounters *counters);
STREE_AVAILABLE_IN_1_0
void stree_counters_unref (StreeCounters *counters);
STREE_AVAILABLE_IN_1_0
GVariant *stree_counters_to_variant (StreeCounters *counters);

STREE_AVAILABLE_IN_1_0
void stree_perf_bump (StreeContext *cx, const char *name, gint64 delta);
STREE_AVAILABLE_IN_1_0
GVariant *stree_perf_snapshot (StreeContext *cx);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeCounters, stree_counters_unref)

G_END_DECLS
