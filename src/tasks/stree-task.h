/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <gio/gio.h>

#include "core/stree-types.h"

G_BEGIN_DECLS

/* A task: work off the main thread, known by a key, whose progress and result come back as state. This header is what both
 * sides know of one: the component that shows it, and the worker that does it. */

#define STREE_TYPE_TASK (stree_task_get_type ())

typedef struct _StreeTask StreeTask;

/**
 * StreeTaskStatus:
 * @STREE_TASK_MISSING: there is none, or it was dismissed
 * @STREE_TASK_PENDING: it waits for a thread
 * @STREE_TASK_RUNNING: its worker runs
 * @STREE_TASK_DONE: it ended, and has a result if its worker returned one
 * @STREE_TASK_ERROR: it failed
 * @STREE_TASK_CANCELLED: it was cancelled before it began, or its worker said that it stopped
 *
 * Where a task is.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_TASK_MISSING,
  STREE_TASK_PENDING,
  STREE_TASK_RUNNING,
  STREE_TASK_DONE,
  STREE_TASK_ERROR,
  STREE_TASK_CANCELLED,
} StreeTaskStatus;

STREE_AVAILABLE_IN_1_0
GType stree_task_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeTask *stree_task_ref (StreeTask *task);
STREE_AVAILABLE_IN_1_0
void stree_task_unref (StreeTask *task);

/* --- in the main thread: who reads runs again when it changes --- */

STREE_AVAILABLE_IN_1_0
StreeTaskStatus stree_task_get_status (StreeTask *task);
STREE_AVAILABLE_IN_1_0
gboolean stree_task_is_finished (StreeTask *task);
STREE_AVAILABLE_IN_1_0
const GError *stree_task_get_error (StreeTask *task);
STREE_AVAILABLE_IN_1_0
gboolean stree_task_get_value (StreeTask *task, GValue *value);
STREE_AVAILABLE_IN_1_0
GVariant *stree_task_get_variant (StreeTask *task);
STREE_AVAILABLE_IN_1_0
GObject *stree_task_get_object (StreeTask *task);
STREE_AVAILABLE_IN_1_0
gpointer stree_task_get_boxed (StreeTask *task);
STREE_AVAILABLE_IN_1_0
gpointer stree_task_get_pointer (StreeTask *task);
STREE_AVAILABLE_IN_1_0
double stree_task_get_progress (StreeTask *task);
STREE_AVAILABLE_IN_1_0
const char *stree_task_get_progress_text (StreeTask *task);
STREE_AVAILABLE_IN_1_0
GVariant *stree_task_get_progress_variant (StreeTask *task);
STREE_AVAILABLE_IN_1_0
StreeTask *stree_task_get_previous (StreeTask *task);
STREE_AVAILABLE_IN_1_0
gboolean stree_task_is_refreshing (StreeTask *task);
STREE_AVAILABLE_IN_1_0
void stree_task_cancel (StreeTask *task);

/* --- in any thread --- */

STREE_AVAILABLE_IN_1_0
const char *stree_task_get_key (StreeTask *task);
STREE_AVAILABLE_IN_1_0
GCancellable *stree_task_get_cancellable (StreeTask *task);
STREE_AVAILABLE_IN_1_0
gboolean stree_task_is_cancel_requested (StreeTask *task);
STREE_AVAILABLE_IN_1_0
void stree_task_set_progress (StreeTask *task, double progress);
STREE_AVAILABLE_IN_1_0
void stree_task_set_progress_text (StreeTask *task, const char *text);
STREE_AVAILABLE_IN_1_0
void stree_task_set_progress_variant (StreeTask *task, GVariant *progress);

/* --- how it ends: one of these, once --- */

STREE_AVAILABLE_IN_1_0
void stree_task_return_variant (StreeTask *task, GVariant *result);
STREE_AVAILABLE_IN_1_0
void stree_task_return_object (StreeTask *task, GObject *result);
STREE_AVAILABLE_IN_1_0
void stree_task_return_boxed (StreeTask *task, GType type, gpointer result);
STREE_AVAILABLE_IN_1_0
void stree_task_return_pointer (StreeTask *task, gpointer result, GDestroyNotify destroy);
STREE_AVAILABLE_IN_1_0
void stree_task_return_value (StreeTask *task, const GValue *result);
STREE_AVAILABLE_IN_1_0
void stree_task_return_error (StreeTask *task, GError *error);
STREE_AVAILABLE_IN_1_0
void stree_task_fail (StreeTask *task, const char *message);
STREE_AVAILABLE_IN_1_0
void stree_task_return_nothing (StreeTask *task);
STREE_AVAILABLE_IN_1_0
void stree_task_complete_cancelled (StreeTask *task);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeTask, stree_task_unref)

G_END_DECLS
