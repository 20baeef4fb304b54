/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"
#include "tasks/stree-task.h"

G_BEGIN_DECLS

/* What is shown of a task, by where it is. */

STREE_AVAILABLE_IN_1_0
gboolean stree_await (StreeContext *cx, StreeTask *task);

#ifndef __GI_SCANNER__

/* Makes what is shown of a task that is done. */
typedef StreeElement *(*StreeTaskReadyFunc) (StreeContext *cx, StreeTask *task, gpointer data);
/* Makes what is shown of tasks that are all done. */
typedef StreeElement *(*StreeTasksReadyFunc) (StreeContext *cx, StreeTask *const *tasks, guint n_tasks, gpointer data);

typedef struct
{
  StreeElement      *loading;   /* while there is no result yet; NULL: a line that says so */
  StreeTaskReadyFunc ready;     /* for what is done */
  gpointer           data;      /* for ready */
  StreeElement      *error;     /* NULL: the error is that of the component */
  StreeElement      *cancelled; /* NULL: as an error */
  gboolean           keep;      /* while it runs anew with other deps, what was ready before goes on showing */
  char               stree_end_;
} StreeMatchTaskArgs;

typedef struct
{
  StreeElement       *loading;
  StreeTasksReadyFunc ready;
  gpointer            data;
  StreeElement       *error;
  StreeElement       *cancelled;
  char                stree_end_;
} StreeMatchTasksArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_match_task_args (StreeContext *cx, StreeTask *task, const StreeMatchTaskArgs *args);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_match_tasks_args (StreeContext *cx, StreeTask *const *tasks, guint n_tasks, const StreeMatchTasksArgs *args);

/* One element for each of the ways that a task can be in:
 * stree_match_task (cx, task, .loading = stree_text ("Loading…"), .ready = show_result). */
#define stree_match_task(cx, task, ...)                                                                                \
  stree_match_task_args ((cx), (task), &(StreeMatchTaskArgs){ .stree_end_ = 0, __VA_ARGS__ })
/* The same of several: the first error, else the first cancelled one, else all are done, else loading. */
#define stree_match_task_many(cx, tasks, n_tasks, ...)                                                                 \
  stree_match_tasks_args ((cx), (tasks), (n_tasks), &(StreeMatchTasksArgs){ .stree_end_ = 0, __VA_ARGS__ })

#endif /* __GI_SCANNER__ */

G_END_DECLS
