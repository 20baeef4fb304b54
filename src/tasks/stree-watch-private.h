/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What goes on outside the tree, as a state: the one mechanism that all of stree-watch.h stands on.
 *
 * A component asks for it in each run. It is bound when it is asked for the first time, or with another identity, and
 * unbound when a run does not ask for it or the component unmounts. Whatever binds it calls
 *
 *   stree_watch_own ()            in its bind function: what is kept, and how it is ended
 *   stree_watch_set (), _count () later, in the main thread, as often as it likes: a rerun of those who read it
 *   stree_watch_fail ()           when it goes wrong: told with the name and the render path
 */

#include "core/stree-state.h"
#include "tasks/stree-watch.h"

G_BEGIN_DECLS

typedef struct _StreeWatch StreeWatch;

typedef struct
{
  const char *what;     /* such as "interval": for people */
  const char *name;     /* unique in the component; not blank */
  const char *identity; /* of the target: with another one it is bound anew */
  GType       type;     /* of the value; it begins as the default of the type */
  void      (*bind) (StreeWatch *watch, gconstpointer target);
  gconstpointer target; /* borrowed, for @bind */
} StreeWatchSpec;

/* The state of it, which the component owns while it asks for it; read-only and never saved. */
StreeState *stree_watch      (StreeContext *cx, const StreeWatchSpec *spec);
/* Complains, and answers with a state that nothing ever changes. Takes @error. */
StreeState *stree_watch_refuse (StreeContext *cx, GType type, GError *error);

/* In the bind function: @data is ended by @unbind, after which nothing may touch the watch. */
void          stree_watch_own   (StreeWatch *watch, gpointer data, GDestroyNotify unbind);
/* What it holds to begin with, where that is known when it is bound. */
void          stree_watch_begin (StreeWatch *watch, const GValue *value);
void          stree_watch_set   (StreeWatch *watch, const GValue *value);
/* One more, of an int64. */
void          stree_watch_count (StreeWatch *watch);
/* Takes @error. */
void          stree_watch_fail  (StreeWatch *watch, GError *error);
/* "[streamtree] WHAT", and attaches it where the watch's events are dispatched. */
void          stree_watch_attach (StreeWatch *watch, GSource *source);

/* How many are bound. */
guint stree_watch_get_n_bound (void);

G_END_DECLS
