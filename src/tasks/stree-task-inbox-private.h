/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Where workers leave what they have to say, and the main loop finds it: one for each session.
 *
 * What ended is seen at once, progress once a frame at most, and no dispatch takes more than a part of a frame: what is
 * left waits until others had their turn.
 */

#include "tasks/stree-task-private.h"

G_BEGIN_DECLS

/* Main thread. */
StreeTaskInbox *stree_task_inbox_new      (StreeSession *session);
void            stree_task_inbox_close    (StreeTaskInbox *inbox);
/* NULL: it is closed. */
StreeSession   *stree_task_inbox_session  (StreeTaskInbox *inbox);

/* Any thread. */
StreeTaskInbox *stree_task_inbox_ref      (StreeTaskInbox *inbox);
void            stree_task_inbox_unref    (StreeTaskInbox *inbox);
void            stree_task_inbox_lock     (StreeTaskInbox *inbox);
void            stree_task_inbox_unlock   (StreeTaskInbox *inbox);
/* Locked: @task has said something. @ended: to be seen at once. FALSE: nobody is there to see it. */
gboolean        stree_task_inbox_post     (StreeTaskInbox *inbox, StreeTask *task, gboolean ended);

G_END_DECLS
