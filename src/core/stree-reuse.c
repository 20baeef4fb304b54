/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-reuse-private.h"

/* How far ahead of the guess an element without a key is looked for, and one with a key. */
#define NEAR 3
#define FAR  64
#define MAX_BASES 64
/* After so many keys in a row that were not there, they are looked for nearby only. */
#define LOST 8

/* --- the log --- */

static void
log_reserve (StreeReuseLog *log, guint size)
{
  guint before = log->size;

  if (size <= before)
    return;
  log->made = g_renew (gpointer, log->made, size);
  log->texts = g_renew (guint32, log->texts, size + STREE_REUSE_AHEAD);
  /* What is read ahead of what was written. */
  memset (log->texts + before, 0, (size - before + STREE_REUSE_AHEAD) * sizeof *log->texts);
  log->size = size;
}

static void
log_clear (StreeReuseLog *log)
{
  g_free (log->made);
  g_free (log->texts);
  *log = (StreeReuseLog){ .made = NULL };
}

void
stree_reuse_grow (StreeReuse *reuse)
{
  log_reserve (&reuse->now, MAX (64, MAX (reuse->now.size * 2, reuse->old.n)));
}

void
stree_reuse_copy_entry (StreeReuse *reuse)
{
  stree_reuse_append (reuse, reuse->old.made[reuse->at++]);
}

/* The run is about to do something else than the last one did. */
static void
stop_repeating (StreeReuse *reuse)
{
  if (!reuse->repeats)
    return;
  reuse->repeats = FALSE;
  log_reserve (&reuse->now, reuse->old.n);
  if (reuse->at > 0)
    {
      memcpy (reuse->now.made, reuse->old.made, reuse->at * sizeof *reuse->now.made);
      memcpy (reuse->now.texts, reuse->old.texts, reuse->at * sizeof *reuse->now.texts);
    }
  reuse->now.n = reuse->at;
  for (reuse->sync = reuse->at; reuse->sync > 0; reuse->sync--)
    {
      const StreeElement *element = reuse->old.made[reuse->sync - 1];

      if (!stree_reuse_is_handler ((gpointer) element) && element->key)
        break;
    }
}

static gboolean
is_newest (const StreeReuse *reuse, const StreeElement *element)
{
  return reuse->now.n > 0 && reuse->now.made[reuse->now.n - 1] == element;
}

void
stree_reuse_note (StreeReuse *reuse, StreeArena *arena, StreeElement *element)
{
  stop_repeating (reuse);
  reuse->mark = arena->pos;
  stree_reuse_append (reuse, element);
}

void
stree_reuse_replace (StreeReuse *reuse, StreeElement *element, StreeElement *by)
{
  stop_repeating (reuse);
  reuse->passed = NULL;
  if (is_newest (reuse, element))
    reuse->now.made[reuse->now.n - 1] = by;
}

void
stree_reuse_note_handler (StreeReuse *reuse, StreeHandler *handler)
{
  stop_repeating (reuse);
  if (reuse->at < reuse->old.n && stree_reuse_is_handler (reuse->old.made[reuse->at]))
    reuse->at++; /* changed where it stood */
  stree_reuse_append (reuse, GSIZE_TO_POINTER (GPOINTER_TO_SIZE (handler) | STREE_REUSE_HANDLER));
}

/* --- runs --- */

/* A third of what is held may be of no use any more, and not too many arenas for a little each. */
static gboolean
is_worth_keeping (const StreeReuse *reuse)
{
  const StreeArena *arena = reuse->arena;

  return reuse->n_bases < MAX_BASES && arena->bytes <= arena->first->own_bytes * 3 / 2 + 32 * 1024;
}

StreeArena *
stree_reuse_begin (StreeReuse *reuse)
{
  StreeArena *arena = stree_arena_new ();

  if (reuse->arena && is_worth_keeping (reuse))
    stree_arena_set_base (arena, reuse->arena);
  else
    reuse->old.n = 0;
  reuse->at = reuse->sync = reuse->missed = 0;
  reuse->repeats = TRUE;
  reuse->passed = NULL;
  arena->reuse = reuse;
  return arena;
}

void
stree_reuse_end (StreeReuse *reuse, StreeArena *arena)
{
  arena->reuse = NULL;
  g_clear_pointer (&reuse->arena, stree_arena_drop_memory);
  reuse->n_bases = stree_arena_trim_bases (arena);
  reuse->arena = arena;
  stree_arena_hold_memory (arena);

  if (reuse->repeats)
    {
      reuse->old.n = reuse->at;
    }
  else
    {
      StreeReuseLog old = reuse->old;

      reuse->old = reuse->now;
      reuse->now = old;
    }
  /* The other one stays for the next run: a large free () makes malloc tidy up, and the toolkit finds its small blocks cold.
   * Unless it is far too large by now. */
  if (reuse->now.size > 4096 && reuse->now.size / 4 > reuse->old.n)
    log_clear (&reuse->now);
}

void
stree_reuse_clear (StreeReuse *reuse)
{
  g_clear_pointer (&reuse->arena, stree_arena_drop_memory);
  log_clear (&reuse->old);
  log_clear (&reuse->now);
}

/* --- is it the same? --- */

static inline gboolean
same_common (const StreeElement *old, const StreeCommon *common)
{
  if (!old->common || !common)
    return !old->common && !common;
  return stree_prop_plan_matches (stree_common_plan (), old->common, common);
}

static inline gboolean
is_same (const StreeElement *old, gconstpointer args, const StreeCommon *common, StreeElement *const *children, guint n)
{
  return stree_element_is_reusable (old) && stree_reuse_same_children (old, children, n) && same_common (old, common) &&
         stree_prop_plan_matches (&old->kind->plan, old + 1, args);
}

/* The run holds what the old one holds: the run that made it is about to let go. */
static inline StreeElement *
take (StreeReuse *reuse, StreeArena *arena, StreeElement *old)
{
  stree_arena_mark (old->arena);
  if (old->flags & STREE_ELEMENT_OWNING)
    {
      stree_prop_plan_hold (&old->kind->plan, arena, old + 1);
      if (old->common)
        stree_prop_plan_hold (stree_common_plan (), arena, old->common);
    }
  reuse->passed = NULL;
  stree_reuse_append (reuse, old);
  return old;
}

static StreeElement *
find_key (StreeReuse *reuse, StreeKind *kind, const char *key)
{
  guint end = MIN (reuse->old.n, reuse->at + (reuse->missed < LOST ? FAR : NEAR));

  for (guint i = reuse->at; i < end; i++)
    {
      StreeElement *old = reuse->old.made[i];

      if (!stree_reuse_is_handler (old) && old->kind == kind && stree_reuse_key_is (old, key))
        {
          reuse->at = reuse->sync = i + 1;
          reuse->missed = 0;
          return old;
        }
    }
  /* A new one: what stands here is still to come. */
  reuse->missed++;
  reuse->at = reuse->sync;
  return NULL;
}

StreeElement *
stree_reuse_search (StreeReuse         *reuse,
                    StreeArena         *arena,
                    StreeKind          *kind,
                    gconstpointer       args,
                    const char         *key,
                    const StreeCommon  *common,
                    StreeElement *const *children,
                    guint               n_children)
{
  const char *text = stree_reuse_find_text (kind, args, key);
  guint       end;

  stop_repeating (reuse);
  reuse->passed = NULL;
  if (text)
    reuse->text = text;
  if (key)
    {
      StreeElement *old = find_key (reuse, kind, key);

      if (old && is_same (old, args, common, children, n_children))
        return take (reuse, arena, old);
      reuse->passed = old;
      return NULL;
    }

  end = MIN (reuse->old.n, reuse->at + NEAR);
  for (guint i = reuse->at; i < end; i++)
    {
      StreeElement *old = reuse->old.made[i];

      if (!stree_reuse_is_handler (old) && old->kind == kind && !old->key && is_same (old, args, common, children, n_children))
        {
          reuse->at = i + 1;
          return take (reuse, arena, old);
        }
    }
  /* Changed where it stands, or new. */
  if (reuse->at < end && !stree_reuse_is_handler (reuse->old.made[reuse->at]))
    {
      StreeElement *old = reuse->old.made[reuse->at];

      if (old->kind == kind)
        {
          reuse->passed = old;
          reuse->at++;
        }
    }
  return NULL;
}

/* As same_common (), where both are stored. */
static gboolean
equal_common (const StreeElement *a, const StreeElement *b)
{
  if (!a->common || !b->common)
    return a->common == b->common;
  return stree_prop_plan_equal (stree_common_plan (), a->common, b->common) &&
         stree_prop_plan_same_handlers (stree_common_plan (), a->common, b->common);
}

StreeElement *
stree_reuse_take_finished (StreeReuse *reuse, StreeArena *arena, StreeElement *element, const char *key, const StreeCommon *common)
{
  StreeElement *old = reuse->passed;

  if (reuse->repeats || !is_newest (reuse, element)) /* the newest is a copy where it was the last run's */
    return NULL;
  if (key && !(old && stree_reuse_key_is (old, key)))
    old = find_key (reuse, element->kind, key);
  else if (key)
    reuse->sync = reuse->at;
  reuse->passed = old;
  if (!old || !stree_element_is_reusable (old) || !(key ? stree_reuse_key_is (old, key) : stree_arena_str_equal (old->key, element->key)) ||
      !(common ? same_common (old, common) : equal_common (old, element)) ||
      !stree_reuse_same_children (old, element->children, element->n_children) ||
      !stree_prop_plan_equal (&old->kind->plan, old + 1, element + 1) ||
      !stree_prop_plan_same_handlers (&old->kind->plan, old + 1, element + 1))
    return NULL;
  reuse->now.n--;
  /* Nobody has seen the new one. */
  if (reuse->mark == arena->pos)
    stree_arena_take_back (arena, element);
  return take (reuse, arena, old);
}
