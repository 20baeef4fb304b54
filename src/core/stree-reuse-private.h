/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a run makes that the last run made too.
 *
 * A run writes down, in order, which elements and handlers it made. The next run reads along: where it makes what stands
 * there already, with the same arguments and the same children, it gets the old one, and nothing is written. A subtree
 * of which nothing changed is then the same pointer as before, and the reconciler does not look into it.
 *
 * Reading along is a guess about where in the log we are; whether the old one is taken is decided by comparing all of
 * it. Keys find the place again where rows were added or removed.
 *
 * The elements that stay live in the arenas of earlier runs, whose memory the new one holds. An arena that nothing was
 * taken from goes at once. When too much of the rest may be of no use any more, a run takes nothing, and all of them go.
 */

#include "core/stree-element-private.h"
#include "core/stree-handler-private.h"

G_BEGIN_DECLS

/* What a run has made, in order. */
typedef struct
{
  gpointer *entries; /* an element, or a handler with the lowest bit set. Owned */
  guint32  *texts;   /* for each of them, and some more: where the program had its text, or the one before it. Owned */
  guint     n;
  guint     size;
} StreeReuseLog;

struct _StreeReuse
{
  StreeArena   *arena;  /* of the last run, its memory held; NULL: there was none, or it is being filled */
  guint         n_bases; /* how many arenas it builds on */
  StreeReuseLog old;    /* of the last run */
  guint         at;     /* the next of it */
  guint         sync;   /* behind the last one that was found by its key */
  guint         missed; /* keys in a row that were not found */
  StreeReuseLog now;    /* of this run */
  guint32       text;   /* where the program has the newest text, as in the log */
  StreeElement *passed; /* stood where the newest element was made, and was not the same; NULL: none did */
  char         *mark;   /* where in the arena the newest element ends */
};

StreeArena   *stree_reuse_begin        (StreeReuse *reuse);
void          stree_reuse_end          (StreeReuse *reuse, StreeArena *arena);
void          stree_reuse_clear        (StreeReuse *reuse);

/* The old element that is the same as what is about to be made, wherever it stands; NULL: none. */
StreeElement *stree_reuse_search       (StreeReuse *reuse, StreeArena *arena, StreeKind *kind, gconstpointer args, const char *key,
                                        const StreeCommon *common, StreeElement *const *children, guint n_children);
/* @element was made, as the last thing in @arena. */
void          stree_reuse_note         (StreeReuse *reuse, StreeArena *arena, StreeElement *element);
/* @element is getting a key or common props (NULL: not these): the old one that is the same then; NULL: none. */
StreeElement *stree_reuse_take_finished (StreeReuse *reuse, StreeArena *arena, StreeElement *element, const char *key,
                                         const StreeCommon *common);
/* @by takes the place of @element, the newest one. */
void          stree_reuse_replace      (StreeReuse *reuse, StreeElement *element, StreeElement *by);

void          stree_reuse_note_handler (StreeReuse *reuse, StreeHandler *handler);
void          stree_reuse_grow         (StreeReuse *reuse);

/* --- nearly always what is asked for stands next in the log: this is the hot path of a rerun --- */

#define STREE_REUSE_HANDLER 1 /* the bit of a log entry */

static inline gboolean
stree_reuse_is_handler (gpointer entry)
{
  return (GPOINTER_TO_SIZE (entry) & STREE_REUSE_HANDLER) != 0;
}

/* The element's own texts lie one behind the other; those of the program, which they are compared with, lie anywhere, and
 * after a frame they are in no cache. Most are where they were in the last run: that is asked for a few rows ahead. Of an
 * address 32 bits are kept, of the line it is in; the rest is as with @text. A wrong guess does no harm.
 *
 * Inlined by force: to gcc a function that only reads and returns nothing does nothing, and its calls are left out. */
#define STREE_REUSE_AHEAD 16
#define STREE_REUSE_LINE  6 /* bits of an address within a line of the cache */

G_ALWAYS_INLINE static inline void
stree_reuse_fetch_text (StreeReuse *reuse, const char *text)
{
  const guint64 address = GPOINTER_TO_SIZE (text);
  const guint64 line = address >> STREE_REUSE_LINE;
  const guint64 next = (line & ~(guint64) G_MAXUINT32) | reuse->old.texts[reuse->at + STREE_REUSE_AHEAD];

  __builtin_prefetch (GSIZE_TO_POINTER ((gsize) (next << STREE_REUSE_LINE)));
  reuse->text = (guint32) line;
}

static inline void
stree_reuse_append (StreeReuse *reuse, gpointer entry)
{
  StreeReuseLog *log = &reuse->now;

  if (G_UNLIKELY (log->n == log->size))
    stree_reuse_grow (reuse);
  log->texts[log->n] = reuse->text;
  log->entries[log->n++] = entry;
}

static inline gboolean
stree_reuse_key_is (const StreeElement *element, const char *key)
{
  return element->key ? key && strcmp (element->key, key) == 0 : !key;
}

static inline gboolean
stree_reuse_same_children (const StreeElement *old, StreeElement *const *children, guint n)
{
  if (old->n_children != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (old->children[i] != children[i])
      return FALSE;
  return TRUE;
}

/* The old element that is the same as what is about to be made; NULL: none. @children is compared by pointer. */
G_ALWAYS_INLINE static inline StreeElement *
stree_reuse_take (StreeReuse         *reuse,
                  StreeArena         *arena,
                  StreeKind          *kind,
                  gconstpointer       args,
                  const char         *key,
                  const StreeCommon  *common,
                  StreeElement *const *children,
                  guint               n_children)
{
  if (G_LIKELY (reuse->at < reuse->old.n && !stree_reuse_is_handler (reuse->old.entries[reuse->at])))
    {
      StreeElement *old = reuse->old.entries[reuse->at];
      const char   *text = key ? key : kind->plan.n_strings > 0 ? STREE_PROP_CFIELD (char *, args, kind->plan.strings[0]) : NULL;

      if (text)
        stree_reuse_fetch_text (reuse, text);
      if (G_LIKELY (old->kind == kind && !common &&
                    (old->flags & (STREE_ELEMENT_REUSABLE | STREE_ELEMENT_HELD | STREE_ELEMENT_OWNING)) == STREE_ELEMENT_REUSABLE &&
                    stree_reuse_same_children (old, children, n_children) && stree_reuse_key_is (old, key) &&
                    stree_prop_plan_matches (&kind->plan, old + 1, args)))
        {
          reuse->at++;
          if (key)
            {
              reuse->sync = reuse->at;
              reuse->missed = 0;
            }
          reuse->passed = NULL;
          stree_arena_mark (old->arena);
          stree_reuse_append (reuse, old);
          return old;
        }
    }
  return stree_reuse_search (reuse, arena, kind, args, key, common, children, n_children);
}

/* The old handler that may be the same: its function and the size of its data are. NULL: none. */
static inline StreeHandler *
stree_reuse_peek_handler (const StreeReuse *reuse, StreeHandlerFunc func, gsize size)
{
  StreeHandler *handler;

  if (reuse->at >= reuse->old.n || !stree_reuse_is_handler (reuse->old.entries[reuse->at]))
    return NULL;
  handler = GSIZE_TO_POINTER (GPOINTER_TO_SIZE (reuse->old.entries[reuse->at]) & ~(gsize) STREE_REUSE_HANDLER);
  return handler->func == func && handler->size == size && handler->reusable ? handler : NULL;
}

/* It is. */
static inline StreeHandler *
stree_reuse_take_handler (StreeReuse *reuse, StreeHandler *handler)
{
  stree_arena_mark (handler->arena);
  stree_reuse_append (reuse, reuse->old.entries[reuse->at++]);
  return handler;
}

G_END_DECLS
