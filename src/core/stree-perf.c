/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-perf.h"

#include <string.h>

#include "core/stree-boxed-private.h"
#include "core/stree-provided.h"

/**
 * StreeCounters:
 *
 * Counters by name. Provided as %STREE_PERF_COUNTERS, they are what [func@StreamTree.perf_bump] counts in.
 *
 * Since: 1.0
 */
struct _StreeCounters
{
  gatomicrefcount ref_count;
  GHashTable     *table; /* name (owned) -> gint64 (owned) */
};

STREE_DEFINE_BOXED_TYPE (StreeCounters, stree_counters)

/**
 * stree_counters_new:
 *
 * Makes counters, all of them at 0.
 *
 * Returns: (transfer full): the counters
 *
 * Since: 1.0
 */
StreeCounters *
stree_counters_new (void)
{
  StreeCounters *counters = g_new0 (StreeCounters, 1);

  g_atomic_ref_count_init (&counters->ref_count);
  counters->table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return counters;
}

/**
 * stree_counters_ref: (skip)
 * @counters: counters
 *
 * Returns: (transfer full): @counters, held once more
 *
 * Since: 1.0
 */
StreeCounters *
stree_counters_ref (StreeCounters *counters)
{
  g_return_val_if_fail (counters != NULL, NULL);
  g_atomic_ref_count_inc (&counters->ref_count);
  return counters;
}

/**
 * stree_counters_unref: (skip)
 * @counters: (transfer full): counters
 *
 * Lets go of counters.
 *
 * Since: 1.0
 */
void
stree_counters_unref (StreeCounters *counters)
{
  g_return_if_fail (counters != NULL);
  if (!g_atomic_ref_count_dec (&counters->ref_count))
    return;
  g_hash_table_unref (counters->table);
  g_free (counters);
}

/**
 * stree_perf_bump:
 * @cx: a context
 * @name: the name of a counter
 * @delta: how much to add, most often 1
 *
 * Adds to a counter of those that are provided; without any, does nothing.
 *
 * Since: 1.0
 */
void
stree_perf_bump (StreeContext *cx, const char *name, gint64 delta)
{
  StreeCounters *counters;
  gint64        *count;

  g_return_if_fail (cx != NULL);
  g_return_if_fail (name != NULL);
  counters = stree_lookup_boxed (cx, STREE_PERF_COUNTERS, STREE_TYPE_COUNTERS);
  if (!counters)
    return;
  count = g_hash_table_lookup (counters->table, name);
  if (!count)
    {
      count = g_new0 (gint64, 1);
      g_hash_table_insert (counters->table, g_strdup (name), count);
    }
  *count += delta;
}

/* NULL: there are none. */
static GVariant *
to_variant (StreeCounters *counters)
{
  GVariantBuilder   builder;
  g_autoptr (GList) names = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  if (counters)
    names = g_list_sort (g_hash_table_get_keys (counters->table), (GCompareFunc) strcmp);
  for (GList *l = names; l; l = l->next)
    g_variant_builder_add (&builder, "{sx}", l->data, *(gint64 *) g_hash_table_lookup (counters->table, l->data));
  return g_variant_builder_end (&builder);
}

/**
 * stree_perf_snapshot:
 * @cx: a context
 *
 * The counters that are provided, as they are now.
 *
 * Returns: (transfer floating): an `a{sx}`, sorted by name; empty if there are none
 *
 * Since: 1.0
 */
GVariant *
stree_perf_snapshot (StreeContext *cx)
{
  g_return_val_if_fail (cx != NULL, NULL);
  return to_variant (stree_lookup_boxed (cx, STREE_PERF_COUNTERS, STREE_TYPE_COUNTERS));
}

/**
 * stree_counters_to_variant:
 * @counters: counters
 *
 * The counters as they are now.
 *
 * Returns: (transfer floating): an `a{sx}`, sorted by name
 *
 * Since: 1.0
 */
GVariant *
stree_counters_to_variant (StreeCounters *counters)
{
  g_return_val_if_fail (counters != NULL, NULL);
  return to_variant (counters);
}
