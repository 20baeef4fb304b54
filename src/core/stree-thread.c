/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-thread-private.h"

static _Thread_local const char *worker;

const char *
stree_thread_get_worker (void)
{
  return worker;
}

void
stree_thread_set_worker (const char *key)
{
  worker = key;
}

void
stree_thread_refuse (const char *function)
{
  g_error ("%s () was called by the worker of the task '%s': state, sessions and elements belong to the main thread; say it with "
           "stree_task_set_progress () or stree_task_return_value ()",
           function, worker);
}
