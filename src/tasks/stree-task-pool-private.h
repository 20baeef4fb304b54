/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "tasks/stree-task-pool.h"
#include "tasks/stree-task-private.h"

G_BEGIN_DECLS

/* @name NULL: the one for all. */
StreeTaskPool *stree_task_pool_find     (const char *name);
/* Has @n_threads to begin with, if nobody has configured or used it yet. */
void           stree_task_pool_prepare  (const char *name, guint n_threads);
/* FALSE: it is full. The pool holds the task until it has run. */
gboolean       stree_task_pool_push     (StreeTaskPool *pool, StreeTask *task);
/* Takes out a task that waits. FALSE: it does not, or not any more. */
gboolean       stree_task_pool_withdraw (StreeTaskPool *pool, StreeTask *task);
guint          stree_task_pool_get_max_waiting (StreeTaskPool *pool);
const char    *stree_task_pool_get_name (StreeTaskPool *pool);

G_END_DECLS
