/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "tasks/stree-task-submit.h"

G_BEGIN_DECLS

/* What is loaded once and shared by all sessions: a component asks for it by a key and what it depends on, and gets a task
 * that is done at once if it is there. */

#define STREE_TYPE_CACHE (stree_cache_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeCache, stree_cache, STREE, CACHE, GObject)

/* --- in a component --- */

STREE_AVAILABLE_IN_1_0
StreeTask *stree_cached (StreeContext *cx, const char *key, StreeTaskFunc loader, gpointer data, GDestroyNotify destroy);
STREE_AVAILABLE_IN_1_0
StreeTask *stree_cached_closure (StreeContext *cx, const char *key, GVariant *deps, double ttl, gboolean keep, guint64 cost,
                                 const char *pool, gboolean begin, StreeTaskFunc loader, gpointer data, GDestroyNotify destroy);

#ifndef __GI_SCANNER__

typedef struct
{
  const char    *key;     /* not blank; of the process: each is loaded by one function */
  StreeTaskFunc  loader;
  gpointer       data;
  GDestroyNotify destroy; /* frees data, when the loader has ended or was not even begun */
  /* The rest may be left out. */
  StreeDeps   deps;     /* what it is loaded for: with other ones it is something else; a state stands for what it holds */
  double      ttl;      /* in seconds: what is older is loaded again by the next run that asks; 0: there is no end */
  gboolean    keep;     /* while it is loaded again, the task stays done, with the last result */
  gsize       cost;     /* in bytes, towards the memory limit; 0: estimated */
  const char *pool;     /* the pool it is loaded in; NULL: the one for all */
  int         priority; /* among those that wait in the pool: lower comes first, as in GLib */
  gboolean    begin;    /* loader is called at once, in the main thread, to begin what goes on by itself */
  char        stree_end_;
} StreeCachedSpec;

STREE_AVAILABLE_IN_1_0
StreeTask *stree_cached_spec (StreeContext *cx, const StreeCachedSpec *spec);

/* With what may be left out: stree_cached_with (cx, "table", load_table, g_strdup (path), g_free,
 *                                               .deps = stree_deps (stree_value (path)), .ttl = 60). */
#define stree_cached_with(cx_, key_, loader_, data_, destroy_, ...)                                                    \
  stree_cached_spec ((cx_), &(StreeCachedSpec){ .stree_end_ = 0, .key = (key_), .loader = (loader_),                  \
                                                .data = (data_), .destroy = (destroy_), __VA_ARGS__ })

#endif /* __GI_SCANNER__ */

/* --- in any thread --- */

STREE_AVAILABLE_IN_1_0
StreeCache *stree_cache_get_default (void);
STREE_AVAILABLE_IN_1_0
void stree_cache_invalidate (StreeCache *cache, const char *key);
STREE_AVAILABLE_IN_1_0
void stree_cache_invalidate_variant (StreeCache *cache, const char *key, GVariant *deps);
#ifndef __GI_SCANNER__
STREE_AVAILABLE_IN_1_0
void stree_cache_invalidate_with (StreeCache *cache, const char *key, StreeDeps deps);
#endif
STREE_AVAILABLE_IN_1_0
void stree_cache_clear (StreeCache *cache);
STREE_AVAILABLE_IN_1_0
void stree_cache_set_memory_limit (StreeCache *cache, guint64 bytes);
STREE_AVAILABLE_IN_1_0
guint64 stree_cache_get_memory_limit (StreeCache *cache);
STREE_AVAILABLE_IN_1_0
guint64 stree_cache_get_memory_used (StreeCache *cache);
STREE_AVAILABLE_IN_1_0
guint stree_cache_get_n_entries (StreeCache *cache);
STREE_AVAILABLE_IN_1_0
guint64 stree_cache_get_n_hits (StreeCache *cache);
STREE_AVAILABLE_IN_1_0
guint64 stree_cache_get_n_misses (StreeCache *cache);

G_END_DECLS
