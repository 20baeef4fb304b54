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

/* What a run has made, in order. There are two logs of each tree: they are to be small. */
typedef struct
{
  gpointer *made;  /* an element, or a handler with the lowest bit set. Owned */
  guint32  *texts; /* the low half of where the program had its text, or that of the one before it; a guess: never read.
                    * And some more, so that one may look ahead. Owned */
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
  gboolean      repeats; /* this run made what the last one did, so far: its log is the beginning of the old one */
  StreeReuseLog now;    /* of this run, once it does not repeat */
  const char   *text;   /* where the program has the newest text, as in the log */
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
/* What stands next is the same in this run. */
void          stree_reuse_copy_entry   (StreeReuse *reuse);

/* --- nearly always what is asked for stands next in the log: this is the hot path of a rerun --- */

#define STREE_REUSE_HANDLER 1 /* the bit of a log entry */

static inline gboolean
stree_reuse_is_handler (gpointer entry)
{
  return (GPOINTER_TO_SIZE (entry) & STREE_REUSE_HANDLER) != 0;
}

/* The element's own texts lie one behind the other; those of the program, which they are compared with, lie anywhere, and
 * after a frame they are in no cache. Most are where they were in the last run, and within 4 GB of one another: that is
 * asked for a few rows ahead. */
#define STREE_REUSE_AHEAD 16

static inline void
stree_reuse_fetch_text (guint32 low, const char *near)
{
  __builtin_prefetch ((gconstpointer) (((guintptr) near & ~(guintptr) G_MAXUINT32) | low));
}

static inline void
stree_reuse_append (StreeReuse *reuse, gpointer made)
{
  StreeReuseLog *log = &reuse->now;

  if (G_UNLIKELY (log->n == log->size))
    stree_reuse_grow (reuse);
  log->made[log->n] = made;
  log->texts[log->n++] = (guint32) (guintptr) reuse->text;
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

/* Where the program has the first of its texts; NULL: nowhere. */
static inline const char *
stree_reuse_find_text (const StreeKind *kind, gconstpointer args, const char *key)
{
  return key ? key : kind->plan.n_strings > 0 ? STREE_PROP_CFIELD (char *, args, kind->plan.strings[0]) : NULL;
}

/* The old element that stands next, if it is the same as what is about to be made; NULL: it is not. @children is compared by
 * pointer. A kind that is never reused stands nowhere. */
G_ALWAYS_INLINE static inline StreeElement *
stree_reuse_take (StreeReuse         *reuse,
                  StreeKind          *kind,
                  gconstpointer       args,
                  const char         *key,
                  const StreeCommon  *common,
                  StreeElement *const *children,
                  guint               n_children)
{
  StreeElement *old;
  const char   *text;
  guint         at = reuse->at;

  if (G_UNLIKELY (at >= reuse->old.n || common))
    return NULL;
  old = reuse->old.made[at];
  stree_reuse_fetch_text (reuse->old.texts[at + STREE_REUSE_AHEAD], reuse->text);
  if (G_UNLIKELY (stree_reuse_is_handler (old) || old->kind != kind ||
                  (old->flags & (STREE_ELEMENT_REUSABLE | STREE_ELEMENT_HELD | STREE_ELEMENT_OWNING)) != STREE_ELEMENT_REUSABLE ||
                  !stree_reuse_same_children (old, children, n_children) || !stree_reuse_key_is (old, key) ||
                  !stree_prop_plan_matches (&kind->plan, old + 1, args)))
    return NULL;
  stree_arena_mark (old->arena);
  reuse->at = at + 1;
  text = stree_reuse_find_text (kind, args, key);
  if (text)
    reuse->text = text;
  if (G_LIKELY (reuse->repeats))
    {
      if (text)
        reuse->old.texts[at] = (guint32) (guintptr) text;
      return old;
    }
  if (key)
    {
      reuse->sync = reuse->at;
      reuse->missed = 0;
    }
  stree_reuse_append (reuse, old);
  return old;
}

/* The old handler that may be the same: its function and the size of its data are. NULL: none. */
static inline StreeHandler *
stree_reuse_peek_handler (const StreeReuse *reuse, StreeHandlerFunc func, gsize size)
{
  StreeHandler *handler;
  gpointer      made;

  if (reuse->at >= reuse->old.n)
    return NULL;
  made = reuse->old.made[reuse->at];
  if (!stree_reuse_is_handler (made))
    return NULL;
  handler = GSIZE_TO_POINTER (GPOINTER_TO_SIZE (made) & ~(gsize) STREE_REUSE_HANDLER);
  return handler->func == func && handler->size == size && handler->reusable ? handler : NULL;
}

/* It is. */
static inline StreeHandler *
stree_reuse_take_handler (StreeReuse *reuse, StreeHandler *handler)
{
  stree_arena_mark (handler->arena);
  if (G_LIKELY (reuse->repeats))
    reuse->at++;
  else
    stree_reuse_copy_entry (reuse);
  return handler;
}

G_END_DECLS
