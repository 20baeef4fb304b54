/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-memo.h"
#include "tasks/stree-task.h"

G_BEGIN_DECLS

/* The tasks of a session, by key: the first submit of a key starts one, later ones return it. */

/**
 * StreeTaskFunc:
 * @task: the task: takes progress and the result, tells whether to stop
 * @data: what it was submitted with
 *
 * Does a task, in a thread of its own: it must not touch state, the session or widgets. A worker that returns without a
 * result is done.
 *
 * Since: 1.0
 */
typedef void (*StreeTaskFunc) (StreeTask *task, gpointer data);

STREE_AVAILABLE_IN_1_0
StreeTask *stree_task_submit (StreeContext *cx, const char *key, StreeTaskFunc worker, gpointer data, GDestroyNotify destroy);
STREE_AVAILABLE_IN_1_0
StreeTask *stree_task_begin (StreeContext *cx, const char *key, StreeTaskFunc start, gpointer data, GDestroyNotify destroy);
STREE_AVAILABLE_IN_1_0
StreeTask *stree_task_lookup (StreeContext *cx, const char *key);
STREE_AVAILABLE_IN_1_0
gboolean stree_task_dismiss (StreeContext *cx, const char *key);
STREE_AVAILABLE_IN_1_0
guint stree_task_dismiss_many (StreeContext *cx, const char *const *keys);
STREE_AVAILABLE_IN_1_0
GVariant *stree_summarize_tasks (StreeContext *cx);

#ifndef __GI_SCANNER__

typedef struct
{
  const char    *key;     /* not blank */
  StreeTaskFunc  worker;
  gpointer       data;
  GDestroyNotify destroy; /* frees data, when the task has ended or was not even begun */
  /* The rest may be left out. */
  const char    *pool;     /* the pool it runs in; NULL: the one for all */
  int            priority; /* among those that wait in the pool: lower comes first, as in GLib */
  StreeDeps      deps;     /* what it is made from: with other ones, the task at the key is superseded by a new one */
  const char    *work;     /* what goes on, as the user knows it: asked about before the program quits; NULL: not */
  gboolean       owned;    /* the component's: cancelled and forgotten when it unmounts, or a run does not submit it again */
  gboolean       begin;    /* worker is called at once, in the main thread, to begin what goes on by itself */
  char           stree_end_;
} StreeTaskSpec;

STREE_AVAILABLE_IN_1_0
StreeTask *stree_task_submit_spec (StreeContext *cx, const StreeTaskSpec *spec);
STREE_AVAILABLE_IN_1_0
gboolean stree_task_submit_many (StreeContext *cx, const StreeTaskSpec *specs, guint n, StreeTask **tasks);
STREE_AVAILABLE_IN_1_0
gboolean stree_task_submit_many_ordered (StreeContext *cx, const StreeTaskSpec *specs, guint n, StreeTask **tasks);

/* With what may be left out: stree_task_submit_with (cx, "search", search, data, g_free, .owned = TRUE). */
#define stree_task_submit_with(cx_, key_, worker_, data_, destroy_, ...)                                               \
  stree_task_submit_spec ((cx_), &(StreeTaskSpec){ .stree_end_ = 0, .key = (key_), .worker = (worker_),               \
                                                   .data = (data_), .destroy = (destroy_), __VA_ARGS__ })

#endif /* __GI_SCANNER__ */

G_END_DECLS
