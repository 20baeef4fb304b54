/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a component does with the cache: it asks in each run, and the task it gets follows the entry. */

#include "tasks/stree-cache-private.h"

#include "core/stree-blank-private.h"
#include "core/stree-clock-private.h"
#include "core/stree-context-private.h"
#include "core/stree-error.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-effect-private.h"
#include "core/stree-node-private.h"
#include "core/stree-state-private.h"
#include "core/stree-thread-private.h"
#include "tasks/stree-tasks-private.h"

/* --- what a use shows --- */

gboolean
stree_cache_use_waits (const StreeCacheUse *use)
{
  return !use->gave_up && (use->task->refreshing || !stree_task_is_over (use->task->status));
}

/* Makes it show what its entry has come to. */
static void
catch_up (StreeCacheUse *use)
{
  StreeCacheEntry *entry = use->entry;
  StreeTask       *job = entry->job;

  if (use->gave_up)
    return;
  if (stree_task_is_over (job->status))
    {
      stree_task_show (use->task, job->status, job, NULL, FALSE);
      g_clear_pointer (&use->before, stree_task_unref);
    }
  else if (entry->good && use->keep)
    stree_task_show (use->task, STREE_TASK_DONE, entry->good, NULL, TRUE);
  else
    stree_task_show (use->task, job->status, NULL, entry->good ? entry->good : use->before, FALSE);
}

static void
finish (StreeCacheEntry *entry)
{
  StreeCache *cache = stree_cache_get_default ();
  gboolean    done = entry->job->status == STREE_TASK_DONE;

  stree_cache_put (cache, entry, done ? entry->job : NULL);
  for (guint i = 0; i < entry->uses->len; i++)
    {
      StreeCacheUse *use = entry->uses->pdata[i];

      use->fresh = TRUE;
      catch_up (use);
      if (use->ages)
        stree_state_tell_others (use->asked); /* it is to see at once what it has waited for, or it is old again */
    }
  stree_cache_leave (cache, entry);
}

static void
heard (StreeTask *job, gboolean progress, gpointer data)
{
  StreeCacheEntry *entry = data;

  for (guint i = 0; progress && i < entry->uses->len; i++)
    {
      StreeCacheUse *use = entry->uses->pdata[i];

      if (!use->gave_up)
        stree_task_show_progress (use->task, &job->progress);
    }
  if (stree_task_is_over (job->status))
    {
      finish (entry);
      return;
    }
  for (guint i = 0; i < entry->uses->len; i++)
    catch_up (entry->uses->pdata[i]);
}

/* Somebody cancelled its task: the others go on. */
static void
give_up (StreeTask *task, gpointer data)
{
  StreeCacheUse *use = data;

  use->gave_up = TRUE;
  stree_task_show (task, STREE_TASK_CANCELLED, NULL, NULL, FALSE);
  stree_cache_leave (stree_cache_get_default (), use->entry);
}

void
stree_cache_use_renew (StreeCacheUse *use)
{
  if (use->gave_up)
    {
      use->gave_up = FALSE;
      g_object_unref (use->task->cancellable);
      use->task->cancellable = g_cancellable_new ();
    }
  stree_state_tell_others (use->asked);
}

/* --- asking --- */

static const StreeTaskOwner job_owner = { .heard = heard };
static const StreeTaskOwner use_owner = { .unwant = give_up };

/* The component is gone, or does not ask for it any more. */
static void
use_end (gpointer data)
{
  StreeCacheUse   *use = data;
  StreeCacheEntry *entry = use->entry;

  g_ptr_array_remove_fast (entry->uses, use);
  stree_state_drop (use->asked);
  use->task->owner = NULL;
  use->task->refreshing = FALSE;
  if (stree_task_is_over (use->task->status))
    stree_task_retire (use->task);
  else
    stree_task_forget (use->task);
  stree_task_unref (use->task);
  g_clear_pointer (&use->before, stree_task_unref);
  g_free (use);
  stree_cache_leave (stree_cache_get_default (), entry);
}

/* What the component showed of this key in its last run, for other deps. */
typedef struct
{
  StreeTask *task; /* owned */
  guint      run;
} Last;

static void
last_free (gpointer data)
{
  Last *last = data;

  stree_task_unref (last->task);
  g_free (last);
}

static StreeTask *
what_it_showed (StreeTask *task)
{
  StreeTask *shown = task->status == STREE_TASK_DONE ? task->source : task->previous;

  return shown ? stree_task_ref (shown) : NULL;
}

static void
remember (StreeContext *cx, StreeCacheUse *use, const char *key, gboolean is_new)
{
  g_autofree char *name = g_strconcat ("cached-last:", key, NULL);
  Last            *last = stree_node_effect_find (cx->node, name);
  guint            run = stree_node_get_mount (cx->node)->run;

  if (!last)
    {
      last = g_new0 (Last, 1);
      last->task = stree_task_ref (use->task);
      stree_node_effect_set (cx->node, name, last, last_free);
    }
  else if (last->task != use->task)
    {
      /* One that asks for several in a run has several places for them, and it is not known which goes with which. */
      if (is_new && last->run != run)
        use->before = what_it_showed (last->task);
      stree_task_unref (last->task);
      last->task = stree_task_ref (use->task);
    }
  last->run = run;
}

static StreeCacheUse *
use_new (StreeContext *cx, StreeSession *session, StreeCacheEntry *entry, const char *key)
{
  StreeCacheUse *use = g_new0 (StreeCacheUse, 1);

  use->entry = entry;
  use->task = stree_task_new_shown (stree_tasks_of (session)->inbox, key);
  use->task->owner = &use_owner;
  use->task->owner_data = use;
  use->asked = stree_state_new_signal (key, session);
  g_ptr_array_add (entry->uses, use);
  stree_cache_take_up (stree_cache_get_default (), entry);
  stree_node_effect_set (cx->node, entry->id, use, use_end);
  return use;
}

static gboolean
is_old (StreeCacheEntry *entry, double ttl)
{
  return ttl > 0 && (double) (stree_clock_now () - entry->loaded_at) > ttl * G_USEC_PER_SEC;
}

/* @settled: the component has asked before, in this run. */
static gboolean
must_load (StreeCacheUse *use, const StreeCachedSpec *spec, gboolean is_new, gboolean settled)
{
  StreeCacheEntry *entry = use->entry;

  if (entry->stale)
    return TRUE;
  if (stree_cache_is_loading (entry) || use->gave_up)
    return FALSE;
  if (entry->job && !stree_task_is_over (entry->job->status))
    return TRUE; /* it was asked to stop, since nobody waited */
  if (!entry->good) /* it failed, or was cancelled: who has seen that does not try again by itself */
    return is_new || !stree_task_is_over (use->task->status);
  return !settled && !use->fresh && is_old (entry, spec->ttl);
}

static void
load (StreeCacheEntry *entry, const StreeCachedSpec *spec)
{
  StreeCache   *cache = stree_cache_get_default ();
  StreeTaskSpec job = { .key = spec->key, .worker = spec->loader, .data = spec->data, .destroy = spec->destroy,
                        .pool = spec->pool, .priority = spec->priority, .begin = spec->begin };

  stree_cache_count (cache, FALSE);
  stree_cache_drop_job (entry);
  entry->stale = FALSE;
  entry->cost = spec->cost;
  entry->job = stree_task_new (cache->inbox, spec->key);
  stree_task_cut_off (entry->job);
  entry->job->owner = &job_owner;
  entry->job->owner_data = entry;
  for (guint i = 0; i < entry->uses->len; i++)
    {
      StreeCacheUse *use = entry->uses->pdata[i];

      if (use->gave_up)
        continue;
      stree_task_show_progress (use->task, &entry->job->progress);
      catch_up (use);
    }
  stree_task_launch (entry->job, &job);
  if (stree_task_is_over (entry->job->status) || entry->job->status == STREE_TASK_PENDING)
    return;
  for (guint i = 0; i < entry->uses->len; i++)
    catch_up (entry->uses->pdata[i]);
}

static StreeTask *
refuse (const StreeCachedSpec *spec)
{
  if (spec->destroy)
    spec->destroy (spec->data);
  return NULL;
}

static StreeTask *
complain (StreeContext *cx, const StreeCachedSpec *spec, GError *error)
{
  stree_context_complain (cx, error);
  return refuse (spec);
}

/* @identity: the function by which the key is known to be loaded; NULL: it is not known. */
static StreeTask *
ask (StreeContext *cx, const StreeCachedSpec *spec, StreeTaskFunc identity, const char *id)
{
  StreeSession    *session = stree_context_get_session (cx);
  StreeCache      *cache = stree_cache_get_default ();
  StreeMount      *mount = stree_node_get_mount (cx->node);
  StreeCacheUse   *use = stree_node_effect_find (cx->node, id);
  StreeCacheEntry *entry;
  StreeCacheKey   *key;
  gboolean         in_run = stree_node_get_running () == cx->node;
  gboolean         is_new = !use, settled;

  stree_cache_start (cache);
  key = g_hash_table_lookup (cache->keys, spec->key);
  if (key && key->loader && identity && key->loader != identity)
    return complain (cx, spec, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                            "cached '%s': another function loads this key already; expected each to have a key of its own",
                                            spec->key));
  if (!use)
    {
      entry = stree_cache_find (cache, id);
      use = use_new (cx, session, entry ? entry : stree_cache_add (cache, spec->key, id), spec->key);
    }
  entry = use->entry;
  if (identity)
    entry->key->loader = identity;
  settled = in_run && !is_new && use->run == mount->run;
  use->keep = spec->keep;
  use->ages = spec->ttl > 0;
  if (!in_run)
    use->fresh = FALSE;
  stree_state_track (use->asked);
  remember (cx, use, spec->key, is_new);

  if (must_load (use, spec, is_new, settled))
    {
      load (entry, spec);
    }
  else
    {
      refuse (spec);
      if (is_new)
        {
          stree_cache_count (cache, TRUE);
          stree_task_show_progress (use->task, &entry->job->progress);
          catch_up (use);
        }
    }
  use->fresh = FALSE;
  use->run = mount->run;
  return use->task;
}

/* Whether what was asked for can be: if not, it is said. */
static gboolean
check (StreeContext *cx, const char *key, double ttl)
{
  if (stree_is_blank (key))
    stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "cached: expected a key that is not blank"));
  else if (!(ttl >= 0))
    stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                             "cached '%s': expected a ttl in seconds, or 0 for no end, and not %g", key, ttl));
  else
    return TRUE;
  return FALSE;
}

/**
 * stree_cached_spec: (skip)
 * @cx: a context, of a component or an event
 * @spec: what to load, and how; its data is taken
 *
 * What was loaded by a key, for what it depends on. In C write `stree_cached_with (cx, key, ...)`: see
 * [func@StreamTree.cached].
 *
 * Returns: (transfer none) (nullable): the task; %NULL if what is asked for cannot be, or the component is gone
 *
 * Since: 1.0
 */
StreeTask *
stree_cached_spec (StreeContext *cx, const StreeCachedSpec *spec)
{
  GError          *error = NULL;
  g_autofree char *id = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && spec != NULL && spec->loader != NULL, NULL);
  if (!stree_context_get_session (cx) || !check (cx, spec->key, spec->ttl))
    return refuse (spec);
  id = stree_cache_id (spec->key, &spec->deps, &error);
  return id ? ask (cx, spec, spec->loader, id) : complain (cx, spec, error);
}

/**
 * stree_cached: (skip)
 * @cx: a context, of a component or an event
 * @key: its key; unique in the process, not blank
 * @loader: (scope notified) (closure data) (destroy destroy): loads it, in a thread of its own
 * @data: (nullable): data for @loader
 * @destroy: (nullable): frees @data, when the loader has ended or was not even begun
 *
 * What was loaded by this key: see [func@StreamTree.cached].
 *
 * Returns: (transfer none) (nullable): the task; %NULL if the key is blank or the component gone
 *
 * Since: 1.0
 */
StreeTask *
stree_cached (StreeContext *cx, const char *key, StreeTaskFunc loader, gpointer data, GDestroyNotify destroy)
{
  return stree_cached_spec (cx, &(StreeCachedSpec){ .key = key, .loader = loader, .data = data, .destroy = destroy });
}

/**
 * stree_cached_closure: (rename-to stree_cached)
 * @cx: a context, of a component or an event
 * @key: its key; unique in the process, not blank
 * @deps: (nullable): what it is loaded for, an `av` or a tuple; %NULL: nothing. A floating one is taken
 * @ttl: in seconds: what is older is loaded again by the next run that asks; 0: there is no end
 * @keep: while it is loaded again, the task stays done, with the last result
 * @cost: in bytes, towards the memory limit; 0: estimated
 * @pool: (nullable): the pool it is loaded in; %NULL for the one for all
 * @begin: @loader is called at once, in this thread, to begin what goes on by itself
 * @loader: (scope notified) (closure data) (destroy destroy): loads it, in a thread of its own unless @begin is %TRUE
 * @data: (nullable): data for @loader
 * @destroy: (nullable): frees @data, when the loader has ended or was not even begun
 *
 * What was loaded by this key, for these deps. If it is there, the task is done at once; else it is loaded, once for all who ask
 * in the meantime, whatever session they are in.
 *
 * A component asks in each of its runs; while it does, what it shows is kept. It runs again when that is invalidated: see
 * [class@StreamTree.Cache]. What a handler asked for is kept until the component goes, and loaded again when somebody asks again.
 *
 * If no component waits for it any more, the loader is asked to stop; if it comes to its end all the
 * same, that is kept.
 *
 * The result is that of all who ask: it must not be changed.
 *
 * What failed is not kept. Who has asked for it sees the error until it is invalidated, or until somebody else asks and so has it
 * loaded again.
 *
 * A ttl is looked at when a run asks, and wakes nobody. It is that of whoever asks: others may be content with what is older.
 *
 * What cannot be, such as a blank key, is an error of the component, or is logged if a handler asks.
 *
 * Returns: (transfer none) (nullable): the task; %NULL if what is asked for cannot be, or the component is gone
 *
 * Since: 1.0
 */
StreeTask *
stree_cached_closure (StreeContext *cx, const char *key, GVariant *deps, double ttl, gboolean keep, guint64 cost,
                      const char *pool, gboolean begin, StreeTaskFunc loader, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GVariant) owned = deps ? g_variant_ref_sink (deps) : NULL;
  g_autofree char     *id = NULL;
  StreeCachedSpec      spec = { .key = key, .loader = loader, .data = data, .destroy = destroy, .ttl = ttl, .keep = keep,
                                .cost = (gsize) cost, .pool = pool, .begin = begin };

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL && loader != NULL, NULL);
  if (!stree_context_get_session (cx) || !check (cx, key, ttl))
    return refuse (&spec);
  id = stree_cache_id_variant (key, owned);
  return ask (cx, &spec, NULL, id);
}
