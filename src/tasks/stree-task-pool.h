/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

/* Where workers run: pools of the process, by name. Each lets a few tasks run at a time, on threads of GTask, and keeps
 * the others waiting. */

STREE_AVAILABLE_IN_1_0
void stree_task_pool_configure (const char *name, guint n_threads, guint max_waiting);
STREE_AVAILABLE_IN_1_0
guint stree_task_pool_get_n_threads (const char *name);
STREE_AVAILABLE_IN_1_0
guint stree_task_pool_get_n_running (const char *name);
STREE_AVAILABLE_IN_1_0
guint stree_task_pool_get_n_waiting (const char *name);

G_END_DECLS
