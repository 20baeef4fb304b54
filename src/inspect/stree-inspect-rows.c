/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspect/stree-inspect-private.h"

#include "core/stree-perf.h"
#include "core/stree-provided-private.h"
#include "core/stree-session-private.h"
#include "core/stree-values-private.h"
#include "elements/stree-route.h"
#include "routing/stree-location-private.h"
#include "routing/stree-routes-node-private.h"
#include "tasks/stree-cache-private.h"
#include "tasks/stree-tasks-private.h"

static void
rows_begin (GVariantBuilder *rows)
{
  g_variant_builder_init (rows, G_VARIANT_TYPE ("aa{sv}"));
}

static void
add (GVariantBuilder *rows, const char *name, GVariant *value)
{
  g_variant_builder_add (rows, "{sv}", name, value);
}

static void
add_text (GVariantBuilder *rows, const char *name, const char *text)
{
  add (rows, name, g_variant_new_string (text ? text : ""));
}

/* --- components --- */

static void
take_times (GHashTable *all, StreeKind *kind, const StreeTraceTimes *times)
{
  StreeTraceTimes *sum = g_hash_table_lookup (all, kind);

  if (!sum)
    {
      g_hash_table_insert (all, kind, g_memdup2 (times, sizeof *times));
      return;
    }
  sum->n_reruns += times->n_reruns;
  sum->longest = MAX (sum->longest, times->longest);
  for (guint i = 0; i < STREE_TRACE_N_PHASES; i++)
    {
      sum->last[i] = MAX (sum->last[i], times->last[i]);
      sum->total[i] += times->total[i];
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(StreeKind *const *) a)->name, (*(StreeKind *const *) b)->name);
}

GVariant *
stree_inspect_components (StreeSession *session)
{
  /* Several windows show the same. */
  g_autoptr (GHashTable) all = g_hash_table_new_full (NULL, NULL, NULL, g_free); /* StreeKind -> StreeTraceTimes (owned) */
  g_autofree gpointer   *kinds = NULL;
  GVariantBuilder        rows;
  guint                  n = 0;

  for (guint i = 0; i < session->mounts->len; i++)
    {
      StreeMount    *mount = session->mounts->pdata[i];
      GHashTableIter iter;
      gpointer       kind, times;

      if (!mount->trace)
        continue;
      g_hash_table_iter_init (&iter, mount->trace->components);
      while (g_hash_table_iter_next (&iter, &kind, &times))
        take_times (all, kind, times);
    }
  kinds = g_hash_table_get_keys_as_array (all, &n);
  qsort (kinds, n, sizeof *kinds, compare_names);
  rows_begin (&rows);
  for (guint i = 0; i < n; i++)
    {
      const StreeTraceTimes *times = g_hash_table_lookup (all, kinds[i]);

      g_variant_builder_open (&rows, G_VARIANT_TYPE_VARDICT);
      add_text (&rows, "name", ((StreeKind *) kinds[i])->name);
      add (&rows, "n_reruns", g_variant_new_uint32 (times->n_reruns));
      add (&rows, "rerun", g_variant_new_int64 (times->last[STREE_TRACE_RERUN]));
      add (&rows, "diff", g_variant_new_int64 (times->last[STREE_TRACE_DIFF]));
      add (&rows, "apply", g_variant_new_int64 (times->last[STREE_TRACE_APPLY]));
      add (&rows, "longest", g_variant_new_int64 (times->longest));
      add (&rows, "total_rerun", g_variant_new_int64 (times->total[STREE_TRACE_RERUN]));
      add (&rows, "total_diff", g_variant_new_int64 (times->total[STREE_TRACE_DIFF]));
      add (&rows, "total_apply", g_variant_new_int64 (times->total[STREE_TRACE_APPLY]));
      g_variant_builder_close (&rows);
    }
  return g_variant_builder_end (&rows);
}

/* --- warnings and runs --- */

GVariant *
stree_inspect_warnings (StreeSession *session)
{
  GVariantBuilder rows;

  rows_begin (&rows);
  for (guint i = 0; i < session->mounts->len; i++)
    {
      StreeMount *mount = session->mounts->pdata[i];

      for (guint k = 0; mount->trace && k < mount->trace->warnings->len; k++)
        {
          const StreeTraceWarning *warning = mount->trace->warnings->pdata[k];

          g_variant_builder_open (&rows, G_VARIANT_TYPE_VARDICT);
          add_text (&rows, "path", warning->path);
          add_text (&rows, "kind", warning->kind);
          add_text (&rows, "key", warning->key);
          add (&rows, "run", g_variant_new_uint32 (warning->run));
          add (&rows, "count", g_variant_new_uint32 (warning->count));
          g_variant_builder_close (&rows);
        }
    }
  return g_variant_builder_end (&rows);
}

static void
add_run (GVariantBuilder *rows, StreeMount *mount, const StreeTraceRun *run)
{
  g_variant_builder_open (rows, G_VARIANT_TYPE_VARDICT);
  add_text (rows, "mount", mount->name);
  add (rows, "run", g_variant_new_uint32 (run->run));
  add (rows, "at", g_variant_new_int64 (run->at));
  add (rows, "rerun", g_variant_new_int64 (run->ns[STREE_TRACE_RERUN]));
  add (rows, "diff", g_variant_new_int64 (run->ns[STREE_TRACE_DIFF]));
  add (rows, "apply", g_variant_new_int64 (run->ns[STREE_TRACE_APPLY]));
  add (rows, "n_components", g_variant_new_uint32 (run->n_components));
  add (rows, "n_updated", g_variant_new_uint32 (run->n_updated));
  add (rows, "n_mounted", g_variant_new_uint32 (run->n_mounted));
  add (rows, "n_unmounted", g_variant_new_uint32 (run->n_unmounted));
  add_text (rows, "causes", run->causes);
  g_variant_builder_close (rows);
}

GVariant *
stree_inspect_runs (StreeSession *session)
{
  GVariantBuilder rows;

  rows_begin (&rows);
  for (guint i = 0; i < session->mounts->len; i++)
    {
      StreeMount *mount = session->mounts->pdata[i];

      for (GList *l = mount->trace ? mount->trace->runs.tail : NULL; l; l = l->prev)
        add_run (&rows, mount, l->data);
    }
  return g_variant_builder_end (&rows);
}

/* --- tasks and the cache --- */

GVariant *
stree_inspect_tasks (StreeSession *session)
{
  return stree_tasks_summarize (session->tasks);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static const char *
status_of (StreeCacheEntry *entry)
{
  if (stree_cache_is_loading (entry))
    return "loading";
  return entry->stale ? "stale" : entry->good ? "loaded" : "empty";
}

GVariant *
stree_inspect_cache (void)
{
  StreeCache          *cache = stree_cache_get_default ();
  g_autofree gpointer *ids = NULL;
  GVariantBuilder      rows;
  guint                n = 0;

  rows_begin (&rows);
  if (cache->entries)
    {
      ids = g_hash_table_get_keys_as_array (cache->entries, &n);
      qsort (ids, n, sizeof *ids, compare_ids);
    }
  for (guint i = 0; i < n; i++)
    {
      StreeCacheEntry *entry = g_hash_table_lookup (cache->entries, ids[i]);

      g_variant_builder_open (&rows, G_VARIANT_TYPE_VARDICT);
      add_text (&rows, "key", entry->key->key);
      add_text (&rows, "id", entry->id);
      add_text (&rows, "status", status_of (entry));
      add (&rows, "bytes", g_variant_new_uint64 (entry->bytes));
      add (&rows, "uses", g_variant_new_uint32 (entry->uses ? entry->uses->len : 0));
      g_variant_builder_close (&rows);
    }
  return g_variant_builder_end (&rows);
}

/* --- routes --- */

static void
add_route_row (GVariantBuilder *rows, const char *what, const char *name, const char *value, gboolean current)
{
  g_variant_builder_open (rows, G_VARIANT_TYPE_VARDICT);
  add_text (rows, "what", what);
  add_text (rows, "name", name);
  add_text (rows, "value", value);
  add (rows, "current", g_variant_new_boolean (current));
  g_variant_builder_close (rows);
}

typedef struct
{
  GVariantBuilder *rows;
  StreeNode       *node; /* the Routes */
} RoutesOf;

static void
add_route (StreeElement *route, gpointer data)
{
  RoutesOf             *of = data;
  const StreeRouteArgs *args = stree_element_get_args (route);
  const StreeElement   *shown = of->node->first ? of->node->first->element : NULL;
  const StreeRouteArgs *now = shown && shown->kind == route->kind ? stree_element_get_args (shown) : NULL;

  add_route_row (of->rows, "route", args->name, args->title, now && g_strcmp0 (now->name, args->name) == 0);
}

static void
add_location (GVariantBuilder *rows, StreeLocation *location)
{
  g_auto (GStrv)   params = stree_location_list_params (location);
  g_autofree char *uri = stree_location_dup_uri (location);

  add_route_row (rows, "location", "", uri, TRUE);
  for (guint i = 0; params && params[i]; i++)
    {
      g_autofree char *value = stree_location_dup_param (location, params[i]);

      add_route_row (rows, "parameter", params[i], value, TRUE);
    }
}

GVariant *
stree_inspect_routes (StreeSession *session)
{
  /* Asking for it would make it. */
  StreeLocation  *location = session->location ? STREE_LOCATION (session->location) : NULL;
  GVariantBuilder rows;

  rows_begin (&rows);
  if (location)
    add_location (&rows, location);
  for (guint i = 0; i < session->mounts->len; i++)
    {
      StreeMount *mount = session->mounts->pdata[i];

      for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
        if (node->element->kind->flags & STREE_KIND_ROUTES)
          {
            RoutesOf of = { &rows, node };

            stree_routes_foreach (node->element, add_route, &of);
          }
    }
  for (guint i = 0; location && i < stree_location_get_n_entries (location); i++)
    {
      g_autofree char *title = NULL;
      g_autofree char *entry = stree_location_dup_entry (location, i, &title);

      add_route_row (&rows, "history", title, entry, i == stree_location_get_index (location));
    }
  return g_variant_builder_end (&rows);
}

/* --- counters --- */

static void
add_counters (GVariantBuilder *rows, GHashTable *seen, const char *where, const GValue *value)
{
  StreeCounters       *counters = value && G_VALUE_HOLDS (value, STREE_TYPE_COUNTERS) ? g_value_get_boxed (value) : NULL;
  g_autoptr (GVariant) all = NULL;
  GVariantIter         iter;
  const char          *name;
  gint64               count;

  if (!counters || !g_hash_table_add (seen, counters))
    return;
  all = g_variant_ref_sink (stree_counters_to_variant (counters));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&sx}", &name, &count))
    {
      g_variant_builder_open (rows, G_VARIANT_TYPE_VARDICT);
      add_text (rows, "name", name);
      add (rows, "count", g_variant_new_int64 (count));
      add_text (rows, "where", where);
      g_variant_builder_close (rows);
    }
}

GVariant *
stree_inspect_counters (StreeSession *session)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL); /* StreeCounters */
  GVariantBuilder        rows;

  rows_begin (&rows);
  if (session->provided)
    add_counters (&rows, seen, "", stree_values_peek (session->provided, STREE_PERF_COUNTERS));
  for (guint i = 0; i < session->mounts->len; i++)
    {
      StreeMount *mount = session->mounts->pdata[i];

      for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
        if ((node->element->kind->flags & STREE_KIND_PROVIDER) && node->first)
          {
            g_autofree char *path = stree_node_dup_path (node);

            add_counters (&rows, seen, path, stree_provided_find (node->first, STREE_PERF_COUNTERS));
          }
    }
  return g_variant_builder_end (&rows);
}
