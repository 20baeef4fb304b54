/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* An entry is what is loaded for a key and its deps. Its loader runs as a task of the cache, which belongs to no session; each
 * component that asks has a use of the entry, with a task of its own that shows what the entry has come to.
 *
 *   component -> use -> entry -> job (the task that loads, or loaded last)
 *
 * Entries and uses belong to the main thread. What may be asked for in any thread lies under the cache's lock; what may be
 * ordered in any thread is posted to the main loop, where the cache also tidies up behind the runs: it stops loading what
 * nobody waits for any more, and lets go of what is above the limit. So what a component has in its hands in a run stays.
 */

#include "tasks/stree-cache.h"
#include "tasks/stree-task-inbox-private.h"

G_BEGIN_DECLS

/* What an entry counts for itself, beside what it holds. */
#define STREE_CACHE_ENTRY_COST 1024
#define STREE_CACHE_LIMIT      (G_GUINT64_CONSTANT (256) * 1024 * 1024)

/* All entries of a key. */
typedef struct
{
  char          *key;     /* owned */
  StreeTaskFunc  loader;  /* of all of them; NULL: whoever loads next says, or it is not known */
  GHashTable    *entries; /* a set of StreeCacheEntry, borrowed */
} StreeCacheKey;

typedef struct
{
  StreeCacheKey *key;  /* borrowed */
  char          *id;   /* owned: of the key and the deps */
  StreeTask     *job;  /* owned: loads it, or did so last; NULL: not yet */
  StreeTask     *good; /* owned: the last that was done; NULL: there is none, or a later one failed */
  gint64         loaded_at; /* of good: when that was, by the clock */
  gsize          bytes;     /* of good */
  gsize          cost;      /* as the one who loads said; 0: to be estimated */
  GPtrArray     *uses;      /* StreeCacheUse, borrowed: they leave when they end */
  gboolean       stale;     /* invalidated: whoever asks next loads it again */
  GList          unused_link; /* in the cache's list; its data is NULL if it is not there */
  GList          left_link;
} StreeCacheEntry;

typedef struct
{
  StreeCacheEntry *entry; /* borrowed: it lives for as long as it is used */
  StreeTask       *task;  /* owned: shows what the entry has come to */
  StreeState      *asked; /* owned: knows who asked */
  StreeTask       *before; /* owned: what the component showed of this key, for other deps; NULL: nothing */
  guint            run;   /* of the mount: the last that asked */
  gboolean         keep;  /* as it was asked for last */
  gboolean         ages;
  gboolean         fresh;   /* was loaded, and no run has asked since: that one gets it, however small the ttl is */
  gboolean         gave_up; /* its task was cancelled */
} StreeCacheUse;

struct _StreeCache
{
  GObject         parent_instance;

  GMutex          lock; /* of these: */
  guint64         limit;
  guint64         used;      /* the bytes of all that is good */
  guint           n_entries; /* how many of those there are */
  guint64         n_hits;
  guint64         n_misses;
  GQueue          orders;    /* of other threads; owned */
  GThread        *thread;    /* of the sessions; NULL: nobody has asked for anything yet */
  GSource        *source;    /* owned; NULL: the same */

  StreeTaskInbox *inbox;   /* owned: of the jobs */
  StreeSession   *session; /* owned: an inbox has one; nothing is mounted in it */
  GHashTable     *entries; /* id (the entry's) -> StreeCacheEntry (owned) */
  GHashTable     *keys;    /* key (its own) -> StreeCacheKey (owned) */
  GQueue          unused;  /* entries that are good and that no component shows; the one that waits longest first */
  GQueue          left;    /* entries to look at: somebody went, and maybe nobody waits any more */
  GPtrArray      *garbage; /* StreeTask, owned: a run may still look at what they hold */
};

/* --- by what a thing is known --- */

/* The id of @key and @deps; NULL: one of the deps is nothing that can be compared. */
char *stree_cache_id         (const char *key, const StreeDeps *deps, GError **error);
/* @deps NULL: none. */
char *stree_cache_id_variant (const char *key, GVariant *deps);
/* About how much memory the result of a task takes, beside STREE_CACHE_ENTRY_COST. */
gsize stree_cache_estimate   (StreeTask *task);

/* --- the store, in the main thread --- */

/* Attaches it to the main loop of this thread, the first time. */
void             stree_cache_start      (StreeCache *cache);
StreeCacheEntry *stree_cache_find       (StreeCache *cache, const char *id);
StreeCacheEntry *stree_cache_add        (StreeCache *cache, const char *key, const char *id);
void             stree_cache_count      (StreeCache *cache, gboolean hit);
/* Whether its loader is at it. One that was asked to stop is not. */
gboolean         stree_cache_is_loading (StreeCacheEntry *entry);
/* It has another result, or NULL: none. */
void             stree_cache_put        (StreeCache *cache, StreeCacheEntry *entry, StreeTask *good);
/* Somebody uses it. */
void             stree_cache_take_up    (StreeCache *cache, StreeCacheEntry *entry);
/* Somebody does not wait for it any more: to be looked at when the run is over. */
void             stree_cache_leave      (StreeCache *cache, StreeCacheEntry *entry);
/* Frees @task when the run is over. Takes it. */
void             stree_cache_dispose    (StreeCache *cache, StreeTask *task);
/* Whoever loads is told to stop, and nobody listens any more. */
void             stree_cache_drop_job   (StreeCacheEntry *entry);

/* --- uses --- */

gboolean stree_cache_use_waits (const StreeCacheUse *use);
/* It was invalidated: the component is to ask again. */
void     stree_cache_use_renew (StreeCacheUse *use);

G_END_DECLS
