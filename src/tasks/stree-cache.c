/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tasks/stree-cache-private.h"

#include "core/stree-blank-private.h"
#include "core/stree-clock-private.h"
#include "core/stree-session-private.h"

/**
 * StreeCache:
 *
 * What was loaded by [func@StreamTree.cached], shared by all sessions of the process.
 *
 * It keeps results that no component shows for as long as they fit into its memory limit; of those, the one that was shown
 * longest ago goes first. What a component shows stays, whatever its size.
 *
 * Its methods may be called in any thread. From one that is not that of the sessions, what they order is done when the main
 * loop comes to it.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (StreeCache, stree_cache, G_TYPE_OBJECT)

/* --- entries --- */

static void
entry_free (gpointer data)
{
  StreeCacheEntry *entry = data;

  g_assert (entry->uses->len == 0 && !entry->job && !entry->good);
  g_ptr_array_unref (entry->uses);
  g_free (entry->id);
  g_free (entry);
}

static void
key_free (gpointer data)
{
  StreeCacheKey *key = data;

  g_hash_table_unref (key->entries);
  g_free (key->key);
  g_free (key);
}

StreeCacheEntry *
stree_cache_find (StreeCache *cache, const char *id)
{
  return g_hash_table_lookup (cache->entries, id);
}

StreeCacheEntry *
stree_cache_add (StreeCache *cache, const char *key, const char *id)
{
  StreeCacheEntry *entry = g_new0 (StreeCacheEntry, 1);

  entry->key = g_hash_table_lookup (cache->keys, key);
  if (!entry->key)
    {
      entry->key = g_new0 (StreeCacheKey, 1);
      entry->key->key = g_strdup (key);
      entry->key->entries = g_hash_table_new (NULL, NULL);
      g_hash_table_insert (cache->keys, entry->key->key, entry->key);
    }
  entry->id = g_strdup (id);
  entry->uses = g_ptr_array_new ();
  g_hash_table_add (entry->key->entries, entry);
  g_hash_table_insert (cache->entries, entry->id, entry);
  return entry;
}

static void
link_to (GQueue *queue, GList *link, StreeCacheEntry *entry)
{
  if (link->data)
    return;
  link->data = entry;
  g_queue_push_tail_link (queue, link);
}

static void
unlink_from (GQueue *queue, GList *link)
{
  if (!link->data)
    return;
  g_queue_unlink (queue, link);
  link->data = NULL;
}

/* Nobody uses it. */
static void
remove_entry (StreeCache *cache, StreeCacheEntry *entry)
{
  StreeCacheKey *key = entry->key;

  g_assert (entry->uses->len == 0);
  stree_cache_drop_job (entry);
  stree_cache_put (cache, entry, NULL);
  unlink_from (&cache->unused, &entry->unused_link);
  unlink_from (&cache->left, &entry->left_link);
  g_hash_table_remove (key->entries, entry);
  g_hash_table_remove (cache->entries, entry->id);
  if (g_hash_table_size (key->entries) == 0)
    g_hash_table_remove (cache->keys, key->key);
}

gboolean
stree_cache_is_loading (StreeCacheEntry *entry)
{
  return entry->job && !stree_task_is_over (entry->job->status) && !g_cancellable_is_cancelled (entry->job->cancellable);
}

void
stree_cache_drop_job (StreeCacheEntry *entry)
{
  g_autoptr (StreeTask) job = g_steal_pointer (&entry->job);

  if (!job)
    return;
  job->owner = NULL;
  stree_task_cancel (job);
}

void
stree_cache_put (StreeCache *cache, StreeCacheEntry *entry, StreeTask *good)
{
  StreeTask *before = g_steal_pointer (&entry->good);
  gsize      bytes = entry->bytes;

  entry->bytes = 0;
  if (good)
    {
      entry->good = stree_task_ref (good);
      entry->loaded_at = stree_clock_now ();
      entry->bytes = entry->cost > 0 ? entry->cost : STREE_CACHE_ENTRY_COST + stree_cache_estimate (good);
    }
  stree_lock (&cache->lock);
  cache->used = cache->used - bytes + entry->bytes;
  cache->n_entries += (good != NULL) - (before != NULL);
  stree_unlock (&cache->lock);
  if (before)
    stree_cache_dispose (cache, before);
}

void
stree_cache_count (StreeCache *cache, gboolean hit)
{
  stree_lock (&cache->lock);
  if (hit)
    cache->n_hits++;
  else
    cache->n_misses++;
  stree_unlock (&cache->lock);
}

/* --- invalidating --- */

static void
invalidate_entry (StreeCache *cache, StreeCacheEntry *entry)
{
  entry->stale = TRUE;
  if (entry->uses->len == 0)
    {
      remove_entry (cache, entry);
      return;
    }
  for (guint i = 0; i < entry->uses->len; i++)
    stree_cache_use_renew (entry->uses->pdata[i]);
}

/* @key NULL: all of them. @id NULL: all of @key. */
static void
invalidate (StreeCache *cache, const char *key, const char *id)
{
  StreeCacheKey       *of = key ? g_hash_table_lookup (cache->keys, key) : NULL;
  StreeCacheEntry     *one = id ? stree_cache_find (cache, id) : NULL;
  g_autofree gpointer *entries = NULL;
  guint                n = 0;

  if (id)
    {
      if (one)
        invalidate_entry (cache, one);
      return;
    }
  if (of)
    entries = g_hash_table_get_keys_as_array (of->entries, &n);
  else if (!key)
    entries = g_hash_table_get_keys_as_array (cache->entries, &n);
  for (guint i = 0; i < n; i++)
    {
      StreeCacheEntry *entry = key ? entries[i] : g_hash_table_lookup (cache->entries, entries[i]);

      entry->key->loader = NULL; /* whoever loads it from now on may do so in another way */
      invalidate_entry (cache, entry);
    }
}

/* --- when the run is over --- */

static void
wake (StreeCache *cache)
{
  g_source_set_ready_time (cache->source, 0);
}

void
stree_cache_dispose (StreeCache *cache, StreeTask *task)
{
  g_ptr_array_add (cache->garbage, task);
  wake (cache);
}

void
stree_cache_take_up (StreeCache *cache, StreeCacheEntry *entry)
{
  unlink_from (&cache->unused, &entry->unused_link);
}

void
stree_cache_leave (StreeCache *cache, StreeCacheEntry *entry)
{
  if (entry->uses->len == 0 && entry->good)
    link_to (&cache->unused, &entry->unused_link, entry);
  link_to (&cache->left, &entry->left_link, entry);
  wake (cache);
}

static gboolean
is_awaited (StreeCacheEntry *entry)
{
  for (guint i = 0; i < entry->uses->len; i++)
    if (stree_cache_use_waits (entry->uses->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_over (StreeCacheEntry *entry)
{
  return !entry->job || stree_task_is_over (entry->job->status);
}

static void
look_at_left (StreeCache *cache)
{
  while (cache->left.head)
    {
      StreeCacheEntry *entry = cache->left.head->data;

      unlink_from (&cache->left, &entry->left_link);
      if (stree_cache_is_loading (entry) && !is_awaited (entry))
        {
          g_autoptr (StreeTask) job = stree_task_ref (entry->job);

          /* It may end at once, and the entry with it. A loader that comes to its end all the same has loaded it. */
          stree_task_cancel (job);
        }
      else if (entry->uses->len == 0 && is_over (entry) && (entry->stale || !entry->good))
        remove_entry (cache, entry);
    }
}

static gboolean
is_above_limit (StreeCache *cache)
{
  gboolean above;

  stree_lock (&cache->lock);
  above = cache->used > cache->limit;
  stree_unlock (&cache->lock);
  return above;
}

static void
evict (StreeCache *cache)
{
  while (cache->unused.head && is_above_limit (cache))
    {
      StreeCacheEntry *entry = cache->unused.head->data;

      if (is_over (entry))
        {
          remove_entry (cache, entry);
          continue;
        }
      /* Somebody had it loaded again, and left. */
      unlink_from (&cache->unused, &entry->unused_link);
      stree_cache_put (cache, entry, NULL);
    }
}

static void
take_orders (StreeCache *cache)
{
  GQueue orders;
  char **order;

  stree_lock (&cache->lock);
  orders = cache->orders;
  g_queue_init (&cache->orders);
  stree_unlock (&cache->lock);
  while ((order = g_queue_pop_head (&orders)))
    {
      invalidate (cache, order[0], order[0] ? order[1] : NULL);
      g_strfreev (order);
    }
}

typedef struct
{
  GSource     source;
  StreeCache *cache; /* borrowed: it stays */
} CacheSource;

static gboolean
tidy_up (GSource *source, GSourceFunc callback, gpointer data)
{
  StreeCache           *cache = ((CacheSource *) source)->cache;
  g_autoptr (GPtrArray) garbage = NULL;

  (void) callback;
  (void) data;
  g_source_set_ready_time (source, -1);
  take_orders (cache);
  look_at_left (cache);
  evict (cache);
  garbage = g_steal_pointer (&cache->garbage); /* what it frees may add to it */
  cache->garbage = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_task_unref);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .dispatch = tidy_up };

void
stree_cache_start (StreeCache *cache)
{
  GSource *source;

  if (cache->inbox)
    return;
  cache->session = stree_session_new ();
  cache->inbox = stree_task_inbox_new (cache->session);
  source = g_source_new (&source_funcs, sizeof (CacheSource));
  ((CacheSource *) source)->cache = cache;
  g_source_set_static_name (source, "[streamtree] cache");
  g_source_set_ready_time (source, -1);
  g_source_attach (source, g_main_context_get_thread_default ());
  stree_lock (&cache->lock);
  cache->source = source;
  cache->thread = g_thread_self ();
  stree_unlock (&cache->lock);
}

/* --- the object: there is one --- */

static void
stree_cache_class_init (StreeCacheClass *klass)
{
  (void) klass;
}

static void
stree_cache_init (StreeCache *self)
{
  g_mutex_init (&self->lock);
  self->limit = STREE_CACHE_LIMIT;
  g_queue_init (&self->orders);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, key_free);
  g_queue_init (&self->unused);
  g_queue_init (&self->left);
  self->garbage = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_task_unref);
}

/**
 * stree_cache_get_default:
 *
 * The cache of the process.
 *
 * Returns: (transfer none): the cache
 *
 * Since: 1.0
 */
StreeCache *
stree_cache_get_default (void)
{
  static StreeCache *cache;

  if (g_once_init_enter (&cache))
    g_once_init_leave (&cache, g_object_new (STREE_TYPE_CACHE, NULL));
  return cache;
}

/* Here, or where the sessions are. Takes @id. */
static void
order (StreeCache *cache, const char *key, char *id)
{
  gboolean here;

  stree_lock (&cache->lock);
  here = cache->thread == g_thread_self ();
  if (cache->thread && !here)
    {
      char **order = g_new0 (char *, 3);

      order[0] = g_strdup (key);
      order[1] = g_strdup (id);
      g_queue_push_tail (&cache->orders, order);
      wake (cache);
    }
  stree_unlock (&cache->lock);
  if (here)
    invalidate (cache, key, id);
  g_free (id);
}

/**
 * stree_cache_invalidate:
 * @cache: a cache
 * @key: a key; not blank
 *
 * What was loaded by this key, for whatever deps, is not what there is any more. The components that asked for it run again, in
 * every session, and it is loaded again; what nobody asked for is forgotten. A loader that is at it is told to stop.
 *
 * This is also how to try again what failed, or was cancelled.
 *
 * Since: 1.0
 */
void
stree_cache_invalidate (StreeCache *cache, const char *key)
{
  g_return_if_fail (STREE_IS_CACHE (cache));
  g_return_if_fail (!stree_is_blank (key));
  order (cache, key, NULL);
}

/**
 * stree_cache_invalidate_with: (skip)
 * @cache: a cache
 * @key: a key; not blank
 * @deps: what it was loaded for; states among them are only read in the main thread
 *
 * As [method@StreamTree.Cache.invalidate], of what was loaded for these deps.
 *
 * Since: 1.0
 */
void
stree_cache_invalidate_with (StreeCache *cache, const char *key, StreeDeps deps)
{
  g_autoptr (GError) error = NULL;
  char              *id;

  g_return_if_fail (STREE_IS_CACHE (cache));
  g_return_if_fail (!stree_is_blank (key));
  id = stree_cache_id (key, &deps, &error);
  if (id)
    order (cache, key, id);
  else
    g_warning ("%s", error->message);
}

/**
 * stree_cache_invalidate_variant:
 * @cache: a cache
 * @key: a key; not blank
 * @deps: (nullable): what it was loaded for: an `av` or a tuple; a floating one is taken
 *
 * As [method@StreamTree.Cache.invalidate], of what was loaded for these deps.
 *
 * Since: 1.0
 */
void
stree_cache_invalidate_variant (StreeCache *cache, const char *key, GVariant *deps)
{
  g_autoptr (GVariant) owned = deps ? g_variant_ref_sink (deps) : NULL;

  g_return_if_fail (STREE_IS_CACHE (cache));
  g_return_if_fail (!stree_is_blank (key));
  order (cache, key, stree_cache_id_variant (key, owned));
}

/**
 * stree_cache_clear:
 * @cache: a cache
 *
 * As [method@StreamTree.Cache.invalidate], of all keys.
 *
 * Since: 1.0
 */
void
stree_cache_clear (StreeCache *cache)
{
  g_return_if_fail (STREE_IS_CACHE (cache));
  order (cache, NULL, NULL);
}

/**
 * stree_cache_set_memory_limit:
 * @cache: a cache
 * @bytes: how much the results may take; 0: what no component shows is not kept
 *
 * Says how much memory may be taken. What is above it is let go soon, but for what components show. At first it is 256 MiB.
 *
 * Each result counts as its loader was said to cost, or as far as it can be told: a variant, a text, a strv, a `GBytes` and a
 * [struct@StreamTree.Frame] by their size, anything else not at all, and 1 KiB for each of them.
 *
 * Since: 1.0
 */
void
stree_cache_set_memory_limit (StreeCache *cache, guint64 bytes)
{
  g_return_if_fail (STREE_IS_CACHE (cache));
  stree_lock (&cache->lock);
  cache->limit = bytes;
  if (cache->source)
    wake (cache);
  stree_unlock (&cache->lock);
}

/* Of what lies under the lock. */
static guint64
get (StreeCache *cache, const guint64 *number)
{
  guint64 value;

  stree_lock (&cache->lock);
  value = *number;
  stree_unlock (&cache->lock);
  return value;
}

/**
 * stree_cache_get_memory_limit:
 * @cache: a cache
 *
 * How much memory may be taken.
 *
 * Returns: bytes
 *
 * Since: 1.0
 */
guint64
stree_cache_get_memory_limit (StreeCache *cache)
{
  g_return_val_if_fail (STREE_IS_CACHE (cache), 0);
  return get (cache, &cache->limit);
}

/**
 * stree_cache_get_memory_used:
 * @cache: a cache
 *
 * How much memory the results take, with those that components show.
 *
 * Returns: bytes
 *
 * Since: 1.0
 */
guint64
stree_cache_get_memory_used (StreeCache *cache)
{
  g_return_val_if_fail (STREE_IS_CACHE (cache), 0);
  return get (cache, &cache->used);
}

/**
 * stree_cache_get_n_entries:
 * @cache: a cache
 *
 * How many results there are.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_cache_get_n_entries (StreeCache *cache)
{
  guint n;

  g_return_val_if_fail (STREE_IS_CACHE (cache), 0);
  stree_lock (&cache->lock);
  n = cache->n_entries;
  stree_unlock (&cache->lock);
  return n;
}

/**
 * stree_cache_get_n_hits:
 * @cache: a cache
 *
 * How often a component began to ask for what was there, or was being loaded for somebody else.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint64
stree_cache_get_n_hits (StreeCache *cache)
{
  g_return_val_if_fail (STREE_IS_CACHE (cache), 0);
  return get (cache, &cache->n_hits);
}

/**
 * stree_cache_get_n_misses:
 * @cache: a cache
 *
 * How often something had to be loaded.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint64
stree_cache_get_n_misses (StreeCache *cache)
{
  g_return_val_if_fail (STREE_IS_CACHE (cache), 0);
  return get (cache, &cache->n_misses);
}
