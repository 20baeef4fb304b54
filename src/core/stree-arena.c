/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-arena-private.h"

#include "core/stree-pages-private.h"

#if defined(__SANITIZE_ADDRESS__)
#define STREE_ARENA_POOLED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STREE_ARENA_POOLED 0
#endif
#endif
#ifndef STREE_ARENA_POOLED
#define STREE_ARENA_POOLED 1
#endif


struct _StreeArenaChunk
{
  StreeArenaChunk *next;
  gsize            size; /* with this header */
};

struct _StreeArenaFinalizer
{
  StreeArenaFinalizer *next;
  gpointer             data;
  GDestroyNotify       destroy;
};

/* --- the pool: chunks of a few sizes, kept for the next run ---
 *
 * A large tree gets chunks of the size of a huge page: its elements, which every run walks, then cost hardly a TLB miss.
 * The small ones are kept too, since a malloc () of more than a kilobyte makes it tidy up the blocks that the toolkit
 * has just freed and is about to want again.
 */

enum
{
  CLASS_FIRST,
  CLASS_SECOND,
  CLASS_SMALL,
  CLASS_HUGE,
  N_CLASSES
};

static const gsize class_size[N_CLASSES] = { 1024, 8 * 1024, 64 * 1024, STREE_PAGES_SIZE };
static const guint class_spare[N_CLASSES] = { 64, 64, 16, 0 }; /* small trees beside a large one do not empty it */

/* An arena that has filled so many small chunks goes on with huge ones. */
#define SMALL_CHUNKS 12

static GMutex           pool_lock;
static StreeArenaChunk *pool[N_CLASSES];
static guint            pool_size[N_CLASSES];

static int
class_of (gsize size)
{
  for (int i = 0; i < N_CLASSES; i++)
    if (size == class_size[i])
      return i;
  return -1;
}

static gpointer
chunk_alloc (gsize size)
{
  return size == STREE_PAGES_SIZE ? stree_pages_alloc () : g_aligned_alloc (1, size, 64);
}

static void
chunk_release (StreeArenaChunk *chunk)
{
  if (chunk->size == STREE_PAGES_SIZE)
    stree_pages_free (chunk);
  else
    g_aligned_free (chunk);
}

static StreeArenaChunk *
chunk_new (gsize size)
{
  int              class = class_of (size);
  StreeArenaChunk *chunk = NULL;

  if (class >= 0)
    {
      g_mutex_lock (&pool_lock);
      chunk = pool[class];
      if (chunk)
        {
          pool[class] = chunk->next;
          pool_size[class]--;
        }
      g_mutex_unlock (&pool_lock);
    }
  if (!chunk)
    chunk = chunk_alloc (size);
  chunk->size = size;
  chunk->next = NULL;
  return chunk;
}

static void
chunks_free (StreeArenaChunk *chunk)
{
  while (chunk)
    {
      StreeArenaChunk *next = chunk->next;
      int              class = class_of (chunk->size);

      if (STREE_ARENA_POOLED && class >= 0)
        {
          g_mutex_lock (&pool_lock);
          chunk->next = pool[class];
          pool[class] = chunk;
          pool_size[class]++;
          g_mutex_unlock (&pool_lock);
        }
      else
        {
          chunk_release (chunk);
        }
      chunk = next;
    }
}

/* --- the arena --- */

StreeArena *
stree_arena_new (void)
{
  StreeArena *arena = g_new0 (StreeArena, 1);

  arena->ref_count = arena->memory_count = 1;
  arena->first = arena;
  return arena;
}

StreeArena *
stree_arena_ref (StreeArena *arena)
{
  if (g_atomic_int_add (&arena->ref_count, 1) == 0)
    stree_arena_hold_memory (arena);
  return arena;
}

void
stree_arena_unref (StreeArena *arena)
{
  StreeArenaFinalizer *finalizers;
  StreeArenaFinalizer *adopted;

  if (!g_atomic_int_dec_and_test (&arena->ref_count))
    return;
  finalizers = g_steal_pointer (&arena->finalizers);
  adopted = g_steal_pointer (&arena->adopted);
  arena->last_data = NULL;
  for (StreeArenaFinalizer *f = finalizers; f; f = f->next)
    f->destroy (f->data);
  for (StreeArenaFinalizer *a = adopted; a; a = a->next)
    stree_arena_unref (a->data);
  stree_arena_drop_memory (arena);
}

void
stree_arena_hold_memory (StreeArena *arena)
{
  g_atomic_int_inc (&arena->memory_count);
}

void
stree_arena_drop_memory (StreeArena *arena)
{
  while (arena && g_atomic_int_dec_and_test (&arena->memory_count))
    {
      StreeArena *base = arena->base;

      chunks_free (arena->chunks);
      g_free (arena);
      arena = base;
    }
}

void
stree_arena_set_base (StreeArena *arena, StreeArena *base)
{
  g_assert (!arena->base);
  stree_arena_hold_memory (base);
  arena->base = base;
  arena->first = base->first;
}

static void
replace_base (StreeArena *arena, StreeArena *base)
{
  StreeArena *before = arena->base;

  if (base)
    stree_arena_hold_memory (base);
  arena->base = base;
  stree_arena_drop_memory (before);
}

/* From the oldest to the newest: what each one builds on. */
static guint
add_up (StreeArena *arena)
{
  guint n = 0;

  if (arena->base)
    n = add_up (arena->base) + 1;
  arena->first = arena->base ? arena->base->first : arena;
  arena->bytes = arena->own_bytes + (arena->base ? arena->base->bytes : 0);
  return n;
}

guint
stree_arena_trim_bases (StreeArena *arena)
{
  StreeArena *at = arena;
  gboolean    shared = FALSE;

  while (at->base)
    {
      StreeArena *base = at->base;

      if (!base->in_use && !shared)
        {
          replace_base (at, base->base);
          continue;
        }
      /* Somebody else has what an earlier run made (a component that failed shows it still), and needs all below it. */
      shared |= g_atomic_int_get (&base->memory_count) > 1;
      base->in_use = FALSE;
      at = base;
    }
  return add_up (arena);
}

static gboolean
lies_in (gconstpointer p, const char *from, const char *end)
{
  return (const char *) p >= from && (const char *) p < end;
}

void
stree_arena_take_back (StreeArena *arena, gpointer from)
{
  StreeArenaChunk *open = arena->chunks;

  if (!open || arena->end != (char *) open + open->size || !lies_in (from, (char *) (open + 1), arena->pos))
    return;
  /* What is to be freed with the arena is written down in it. */
  if (lies_in (arena->finalizers, from, arena->pos) || lies_in (arena->adopted, from, arena->pos))
    return;
  arena->pos = from;
}

gpointer
stree_arena_alloc_slow (StreeArena *arena, gsize size)
{
  gsize            need = size + sizeof (StreeArenaChunk);
  gboolean         huge = STREE_ARENA_POOLED && arena->n_small >= SMALL_CHUNKS;
  gsize            largest = class_size[huge ? CLASS_HUGE : CLASS_SMALL];
  gsize            chunk_size;
  StreeArenaChunk *chunk;
  char            *p;

  if (need > largest / 4)
    {
      /* A large block gets a chunk of its own; the current one stays open. */
      chunk = chunk_new (need);
      arena->own_bytes += need;
      if (arena->chunks)
        {
          chunk->next = arena->chunks->next;
          arena->chunks->next = chunk;
        }
      else
        {
          arena->chunks = chunk;
        }
      return chunk + 1;
    }

  chunk_size = arena->chunks ? MIN (arena->chunks->size * 8, largest) : class_size[CLASS_FIRST];
  while (chunk_size < need)
    chunk_size *= 2;
  if (huge || chunk_size > class_size[CLASS_SMALL] / 2)
    chunk_size = largest;
  arena->n_small += chunk_size == class_size[CLASS_SMALL];

  chunk = chunk_new (chunk_size);
  arena->own_bytes += chunk_size;
  chunk->next = arena->chunks;
  arena->chunks = chunk;
  p = (char *) (chunk + 1);
  arena->pos = p + size;
  arena->end = (char *) chunk + chunk_size;
  return p;
}

char *
stree_arena_strndup (StreeArena *arena, const char *text, gsize length)
{
  gsize    words = stree_arena_str_words (length);
  guint64 *block = stree_arena_alloc (arena, words * 8);
  char    *copy = (char *) block + sizeof (guint32);

  block[words - 1] = 0;
  *(guint32 *) (gpointer) block = (guint32) length;
  memcpy (copy, text, length);
  return copy;
}

gboolean
stree_arena_on_free (StreeArena *arena, gpointer data, GDestroyNotify destroy)
{
  StreeArenaFinalizer *f;

  if (arena->last_data == data && arena->finalizers && arena->finalizers->destroy == destroy)
    return FALSE;
  f = stree_arena_alloc (arena, sizeof *f);
  f->data = data;
  f->destroy = destroy;
  f->next = arena->finalizers;
  arena->finalizers = f;
  arena->last_data = data;
  return TRUE;
}

static void
closure_unref (gpointer closure)
{
  g_closure_unref (closure);
}

void
stree_arena_hold_closure (StreeArena *arena, GClosure *closure, GClosureMarshal marshal)
{
  g_closure_ref (closure);
  g_closure_sink (closure);
  if (G_CLOSURE_NEEDS_MARSHAL (closure))
    g_closure_set_marshal (closure, marshal);
  if (!stree_arena_on_free (arena, closure, closure_unref))
    g_closure_unref (closure);
}

#define MAX_HOLD_DEPTH 16

/* Whether @arena keeps @other alive. Far away it is taken for granted that it does not: a leak is better than a search
 * without an end. */
static gboolean
holds (StreeArena *arena, StreeArena *other, guint depth)
{
  for (StreeArenaFinalizer *a = arena->adopted; a; a = a->next)
    if (a->data == other || (depth < MAX_HOLD_DEPTH && holds (a->data, other, depth + 1)))
      return TRUE;
  return FALSE;
}

void
stree_arena_adopt (StreeArena *arena, StreeArena *other)
{
  StreeArenaFinalizer *a;

  if (arena == other || (arena->adopted && arena->adopted->data == other))
    return;
  /* Arenas that hold each other would never die; the one that was held first stays held. */
  if (holds (other, arena, 0))
    return;
  a = stree_arena_alloc (arena, sizeof *a);
  a->data = stree_arena_ref (other);
  a->next = arena->adopted;
  arena->adopted = a;
}

void
stree_arena_trim_pool (StreeArena *like)
{
  StreeArenaChunk *excess = NULL;
  guint            wanted[N_CLASSES] = { 0 };

  if (like)
    {
      for (int i = 0; i < N_CLASSES; i++)
        wanted[i] = class_spare[i];
      for (StreeArenaChunk *c = like->chunks; c; c = c->next)
        if (class_of (c->size) >= 0)
          wanted[class_of (c->size)]++;
      /* Later runs add to this one, in small chunks, until half as much again is there; a part of that is enough. */
      wanted[CLASS_SMALL] += like->first->own_bytes / 4 / class_size[CLASS_SMALL];
    }

  g_mutex_lock (&pool_lock);
  for (int i = 0; i < N_CLASSES; i++)
    while (pool_size[i] > wanted[i])
      {
        StreeArenaChunk *chunk = pool[i];

        pool[i] = chunk->next;
        pool_size[i]--;
        chunk->next = excess;
        excess = chunk;
      }
  g_mutex_unlock (&pool_lock);

  while (excess)
    {
      StreeArenaChunk *next = excess->next;

      chunk_release (excess);
      excess = next;
    }
}

/* --- the current arena: a stack, pushed by runs and scopes --- */

StreeArena *stree_arena_current;

static GPtrArray *stack; /* the arenas below the current one; NULL entries are none */

void
stree_arena_push (StreeArena *arena)
{
  if (!stack)
    stack = g_ptr_array_new ();
  g_ptr_array_add (stack, stree_arena_current);
  stree_arena_current = arena;
}

void
stree_arena_pop (StreeArena *arena)
{
  g_assert (stree_arena_current == arena);
  stree_arena_current = g_ptr_array_remove_index (stack, stack->len - 1);
  if (stack->len == 0)
    g_clear_pointer (&stack, g_ptr_array_unref);
}

guint
stree_arena_get_depth (void)
{
  return stack ? stack->len : 0;
}

void
stree_arena_leave (guint depth)
{
  while (stree_arena_get_depth () > depth)
    stree_arena_pop (stree_arena_current);
}
