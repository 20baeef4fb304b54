/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A bump arena: where the elements of one run, their strings and their handlers live.
 *
 * Nothing in it is freed one by one. It is reference counted as a whole: the component node whose function
 * filled it holds it, and so does everybody who holds an element of it. When the last one lets go, the
 * finalizers run (closures, objects, states) and the chunks go back to a pool, where the next run finds them warm.
 *
 * Its memory alone may be held longer, by the arenas of later runs whose trees have elements of this one (see
 * stree-reuse-private.h).
 */

#include <string.h>

#include "core/stree-types.h"

G_BEGIN_DECLS

typedef struct _StreeArenaChunk     StreeArenaChunk;
typedef struct _StreeArenaFinalizer StreeArenaFinalizer;
typedef struct _StreeReuse          StreeReuse;

struct _StreeArena
{
  char                *pos;
  char                *end;
  int                  ref_count;    /* atomic: who needs what it holds */
  int                  memory_count; /* atomic: who needs its memory. All of the former are one of these */
  StreeArenaChunk     *chunks;       /* newest first; owned */
  StreeArenaFinalizer *finalizers;   /* newest first; live in the chunks */
  gpointer             last_data;    /* what the newest finalizer is for */
  guint                n_small;      /* small chunks filled so far */
  StreeArenaFinalizer *adopted;      /* arenas, held; newest first; live in the chunks */
  StreeArena          *base;         /* its memory is held: of the run before; NULL: none */
  StreeArena          *first;        /* borrowed: the last base of bases, or itself */
  gsize                own_bytes;    /* of the chunks */
  gsize                bytes;        /* with those of the bases, when it was last added up */
  StreeReuse          *reuse;        /* borrowed: of the run that fills it; NULL: nothing is taken from an earlier one */
  gboolean             in_use;       /* the run that is on has taken something of it */
};

StreeArena *stree_arena_new        (void);
StreeArena *stree_arena_ref        (StreeArena *arena);
void        stree_arena_unref      (StreeArena *arena);

gpointer    stree_arena_alloc_slow (StreeArena *arena, gsize size);
char       *stree_arena_strndup    (StreeArena *arena, const char *text, gsize length);

/* Calls @destroy on @data when the arena dies. The same pair twice in a row is remembered once: returns FALSE then, and
 * the caller keeps its reference. */
gboolean    stree_arena_on_free    (StreeArena *arena, gpointer data, GDestroyNotify destroy);
/* Holds a closure until the arena dies; @marshal: for one that has no marshaller. */
void        stree_arena_hold_closure (StreeArena *arena, GClosure *closure, GClosureMarshal marshal);
/* Holds the memory alone: what the arena holds may go. */
void        stree_arena_hold_memory (StreeArena *arena);
void        stree_arena_drop_memory (StreeArena *arena);
/* Holds the memory of @base as long as that of @arena, which is new. */
void        stree_arena_set_base   (StreeArena *arena, StreeArena *base);
/* Lets go of the bases that are not in use, and forgets which are. Returns how many are left. */
guint       stree_arena_trim_bases (StreeArena *arena);
/* Whether the memory of @other is held as long as that of @arena. */
static inline gboolean
stree_arena_builds_on (const StreeArena *arena, const StreeArena *other)
{
  return arena->base && arena->first == other->first;
}

static inline void
stree_arena_mark (StreeArena *arena)
{
  if (!arena->in_use)
    arena->in_use = TRUE;
}

/* Forgets what was allocated last, from @from on, if it can: memory in the open chunk that owns nothing. */
void        stree_arena_take_back  (StreeArena *arena, gpointer from);
/* Keeps @other alive as long as @arena. */
void        stree_arena_adopt      (StreeArena *arena, StreeArena *other);

/* The arena that constructors fill at the moment: the newest of a stack. */
extern StreeArena *stree_arena_current;
void        stree_arena_push        (StreeArena *arena);
void        stree_arena_pop         (StreeArena *arena);
/* How many are pushed; and back to so many, for code that is never gone on with: its arenas stay as they are. */
guint       stree_arena_get_depth   (void);
void        stree_arena_leave       (guint depth);

/* Gives pooled chunks back to the system: all but as many as @like has, which the next run of its kind will want. NULL: all. */
void        stree_arena_trim_pool   (StreeArena *like);

static inline StreeArena *
stree_arena_get_current (void)
{
  return stree_arena_current;
}

static inline gpointer
stree_arena_alloc (StreeArena *arena, gsize size)
{
  char *p = arena->pos;

  size = (size + 7) & ~(gsize) 7;
  if (G_LIKELY ((gsize) (arena->end - p) >= size))
    {
      arena->pos = p + size;
      return p;
    }
  return stree_arena_alloc_slow (arena, size);
}

/* Text in an arena carries its length in the four bytes before it; the whole is made of zero-padded words of eight bytes,
 * so that two texts compare word by word, length and first letters at once. */
static inline guint32
stree_arena_strlen (const char *text)
{
  return ((const guint32 *) (gconstpointer) text)[-1];
}

static inline gsize
stree_arena_str_words (gsize length)
{
  return (sizeof (guint32) + length + 1 + 7) / 8;
}

static inline gboolean
stree_arena_str_equal (const char *a, const char *b)
{
  const guint64 *wa, *wb;

  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  wa = (const guint64 *) (gconstpointer) (a - sizeof (guint32));
  wb = (const guint64 *) (gconstpointer) (b - sizeof (guint32));
  for (gsize n = stree_arena_str_words (stree_arena_strlen (a)); n > 0; n--)
    if (*wa++ != *wb++)
      return FALSE;
  return TRUE;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeArena, stree_arena_unref)

G_END_DECLS
