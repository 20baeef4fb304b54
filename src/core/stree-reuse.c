/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-reuse-private.h"

#define HANDLER_BIT 1

/* How far ahead of the guess an element without a key is looked for, and one with a key. */
#define NEAR 3
#define FAR  64
/* How far ahead memory is asked for. */
#define AHEAD 16
#define MAX_BASES 64
/* After so many keys in a row that were not there, they are looked for nearby only. */
#define LOST 8

/* --- the log --- */

static inline gboolean
is_handler (gpointer entry)
{
  return (GPOINTER_TO_SIZE (entry) & HANDLER_BIT) != 0;
}

static inline StreeHandler *
handler_of (gpointer entry)
{
  return GSIZE_TO_POINTER (GPOINTER_TO_SIZE (entry) & ~(gsize) HANDLER_BIT);
}

static void
resize (gpointer **log, guint *size, guint new_size)
{
  *log = g_renew (gpointer, *log, new_size);
  *size = new_size;
}

static void
grow (StreeReuse *reuse)
{
  resize (&reuse->now, &reuse->now_size, MAX (64, MAX (reuse->now_size * 2, reuse->n_old)));
}

/* After a frame nothing of the last run is in the caches any more: what comes next is fetched while we compare. */
static inline void
fetch (StreeReuse *reuse)
{
  if (G_LIKELY (reuse->at + AHEAD < reuse->n_old))
    {
      const char *next = (const char *) handler_of (reuse->old[reuse->at + AHEAD]);

      __builtin_prefetch (next, 0, 0);
      __builtin_prefetch (next + 64, 0, 0);
    }
}

static inline void
note (StreeReuse *reuse, gpointer entry)
{
  if (G_UNLIKELY (reuse->n_now == reuse->now_size))
    grow (reuse);
  reuse->now[reuse->n_now++] = entry;
}

void
stree_reuse_note (StreeReuse *reuse, StreeArena *arena, StreeElement *element)
{
  reuse->mark = arena->pos;
  note (reuse, element);
}

void
stree_reuse_replace (StreeReuse *reuse, StreeElement *element, StreeElement *by)
{
  if (reuse->n_now > 0 && reuse->now[reuse->n_now - 1] == element)
    reuse->now[reuse->n_now - 1] = by;
}

void
stree_reuse_note_handler (StreeReuse *reuse, StreeHandler *handler)
{
  if (reuse->at < reuse->n_old && is_handler (reuse->old[reuse->at]))
    reuse->at++; /* changed where it stood */
  note (reuse, GSIZE_TO_POINTER (GPOINTER_TO_SIZE (handler) | HANDLER_BIT));
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
    reuse->n_old = 0;
  reuse->at = reuse->sync = reuse->missed = 0;
  reuse->passed = NULL;
  arena->reuse = reuse;
  return arena;
}

void
stree_reuse_end (StreeReuse *reuse, StreeArena *arena)
{
  gpointer *old = reuse->old;
  guint     size = reuse->old_size;

  arena->reuse = NULL;
  g_clear_pointer (&reuse->arena, stree_arena_drop_memory);
  reuse->n_bases = stree_arena_trim_bases (arena);
  reuse->arena = arena;
  stree_arena_hold_memory (arena);

  reuse->old = reuse->now;
  reuse->n_old = reuse->n_now;
  reuse->old_size = reuse->now_size;
  reuse->now = old;
  reuse->n_now = 0;
  reuse->now_size = size;
  /* The other one stays for the next run: a large free () makes malloc tidy up, and the toolkit finds its small blocks cold.
   * Unless it is far too large by now. */
  if (size > 4096 && size / 4 > reuse->n_old)
    resize (&reuse->now, &reuse->now_size, 0);
}

void
stree_reuse_clear (StreeReuse *reuse)
{
  g_clear_pointer (&reuse->arena, stree_arena_drop_memory);
  resize (&reuse->old, &reuse->old_size, 0);
  resize (&reuse->now, &reuse->now_size, 0);
  reuse->n_old = reuse->n_now = 0;
}

/* --- is it the same? --- */

static inline gboolean
key_is (const StreeElement *element, const char *key)
{
  return element->key ? key && strcmp (element->key, key) == 0 : !key;
}

static inline gboolean
same_children (const StreeElement *old, StreeElement *const *children, guint n)
{
  if (old->n_children != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (old->children[i] != children[i])
      return FALSE;
  return TRUE;
}

static inline gboolean
same_common (const StreeElement *old, const StreeCommon *common)
{
  if (!old->common || !common)
    return !old->common && !common;
  return stree_prop_plan_matches (stree_common_plan (), old->common, common);
}

static inline gboolean
is_reusable (const StreeElement *old)
{
  return (old->flags & (STREE_ELEMENT_REUSABLE | STREE_ELEMENT_HELD)) == STREE_ELEMENT_REUSABLE;
}

static inline gboolean
is_same (const StreeElement *old, gconstpointer args, const StreeCommon *common, StreeElement *const *children, guint n)
{
  return is_reusable (old) && same_children (old, children, n) && same_common (old, common) &&
         stree_prop_plan_matches (&old->kind->plan, old + 1, args);
}

/* The run holds what the old one holds: the run that made it is about to let go. */
static inline StreeElement *
take (StreeReuse *reuse, StreeArena *arena, StreeElement *old)
{
  stree_arena_mark (old->arena);
  if (old->kind->plan.n_held)
    stree_prop_plan_hold (&old->kind->plan, arena, old + 1);
  if (old->common)
    stree_prop_plan_hold (stree_common_plan (), arena, old->common);
  reuse->passed = NULL;
  note (reuse, old);
  return old;
}

static StreeElement *
find_key (StreeReuse *reuse, StreeKind *kind, const char *key)
{
  guint end = MIN (reuse->n_old, reuse->at + (reuse->missed < LOST ? FAR : NEAR));

  for (guint i = reuse->at; i < end; i++)
    {
      StreeElement *old = reuse->old[i];

      if (!is_handler (old) && old->kind == kind && key_is (old, key))
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
stree_reuse_take (StreeReuse         *reuse,
                  StreeArena         *arena,
                  StreeKind          *kind,
                  gconstpointer       args,
                  const char         *key,
                  const StreeCommon  *common,
                  StreeElement *const *children,
                  guint               n_children)
{
  guint end;

  fetch (reuse);
  reuse->passed = NULL;
  if (key)
    {
      StreeElement *old = find_key (reuse, kind, key);

      if (old && is_same (old, args, common, children, n_children))
        return take (reuse, arena, old);
      reuse->passed = old;
      return NULL;
    }

  end = MIN (reuse->n_old, reuse->at + NEAR);
  for (guint i = reuse->at; i < end; i++)
    {
      StreeElement *old = reuse->old[i];

      if (!is_handler (old) && old->kind == kind && !old->key && is_same (old, args, common, children, n_children))
        {
          reuse->at = i + 1;
          return take (reuse, arena, old);
        }
    }
  /* Changed where it stands, or new. */
  if (reuse->at < end && !is_handler (reuse->old[reuse->at]))
    {
      StreeElement *old = reuse->old[reuse->at];

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

  if (reuse->n_now == 0 || reuse->now[reuse->n_now - 1] != element)
    return NULL;
  if (key && !(old && key_is (old, key)))
    old = find_key (reuse, element->kind, key);
  else if (key)
    reuse->sync = reuse->at;
  reuse->passed = old;
  if (!old || !is_reusable (old) || !(key ? key_is (old, key) : stree_arena_str_equal (old->key, element->key)) ||
      !(common ? same_common (old, common) : equal_common (old, element)) ||
      !same_children (old, element->children, element->n_children) ||
      !stree_prop_plan_equal (&old->kind->plan, old + 1, element + 1) ||
      !stree_prop_plan_same_handlers (&old->kind->plan, old + 1, element + 1))
    return NULL;
  reuse->n_now--;
  /* Nobody has seen the new one. */
  if (reuse->mark == arena->pos)
    stree_arena_take_back (arena, element);
  return take (reuse, arena, old);
}

/* --- handlers --- */

StreeHandler *
stree_reuse_peek_handler (StreeReuse *reuse, StreeHandlerFunc func, gsize size)
{
  StreeHandler *handler;

  if (reuse->at >= reuse->n_old || !is_handler (reuse->old[reuse->at]))
    return NULL;
  handler = handler_of (reuse->old[reuse->at]);
  return handler->func == func && handler->size == size && handler->reusable ? handler : NULL;
}

StreeHandler *
stree_reuse_take_handler (StreeReuse *reuse, StreeHandler *handler)
{
  stree_arena_mark (handler->arena);
  note (reuse, reuse->old[reuse->at++]);
  return handler;
}
