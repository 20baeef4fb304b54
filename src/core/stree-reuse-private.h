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

struct _StreeReuse
{
  StreeArena   *arena;  /* of the last run, its memory held; NULL: there was none, or it is being filled */
  guint         n_bases; /* how many arenas it builds on */
  gpointer     *old;    /* what the last run made: an element, or a handler with the lowest bit set. Owned */
  guint         n_old;
  guint         old_size;
  guint         at;     /* the next of them */
  guint         sync;   /* behind the last one that was found by its key */
  guint         missed; /* keys in a row that were not found */
  gpointer     *now;    /* what this run has made. Owned */
  guint         n_now;
  guint         now_size;
  StreeElement *passed; /* stood where the newest element was made, and was not the same; NULL: none did */
  char         *mark;   /* where in the arena the newest element ends */
};

StreeArena   *stree_reuse_begin        (StreeReuse *reuse);
void          stree_reuse_end          (StreeReuse *reuse, StreeArena *arena);
void          stree_reuse_clear        (StreeReuse *reuse);

/* The old element that is the same as what is about to be made; NULL: none. @children is compared by pointer. */
StreeElement *stree_reuse_take         (StreeReuse *reuse, StreeArena *arena, StreeKind *kind, gconstpointer args, const char *key,
                                        const StreeCommon *common, StreeElement *const *children, guint n_children);
/* @element was made, as the last thing in @arena. */
void          stree_reuse_note         (StreeReuse *reuse, StreeArena *arena, StreeElement *element);
/* @element is getting a key or common props (NULL: not these): the old one that is the same then; NULL: none. */
StreeElement *stree_reuse_take_finished (StreeReuse *reuse, StreeArena *arena, StreeElement *element, const char *key,
                                         const StreeCommon *common);
/* @by takes the place of @element, the newest one. */
void          stree_reuse_replace      (StreeReuse *reuse, StreeElement *element, StreeElement *by);

/* The old handler that may be the same: its function and the size of its data are. NULL: none. */
StreeHandler *stree_reuse_peek_handler (StreeReuse *reuse, StreeHandlerFunc func, gsize size);
/* It is. */
StreeHandler *stree_reuse_take_handler (StreeReuse *reuse, StreeHandler *handler);
void          stree_reuse_note_handler (StreeReuse *reuse, StreeHandler *handler);

G_END_DECLS
