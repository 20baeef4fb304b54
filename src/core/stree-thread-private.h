/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* State, sessions and elements belong to the main thread. Where assertions are on, a worker that touches them is stopped
 * with the name of what it called.
 */

#include <glib.h>

G_BEGIN_DECLS

/* The key of the task whose worker runs in this thread; NULL: none does. */
const char *stree_thread_get_worker (void);
void        stree_thread_set_worker (const char *key);
void        stree_thread_refuse     (const char *function) G_GNUC_NORETURN;

#ifndef NDEBUG
#define STREE_MAIN_THREAD_ONLY()                                                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    if (G_UNLIKELY (stree_thread_get_worker ()))                                                                       \
      stree_thread_refuse (G_STRFUNC);                                                                                 \
  }                                                                                                                    \
  G_STMT_END
#else
#define STREE_MAIN_THREAD_ONLY() ((void) 0)
#endif

G_END_DECLS
