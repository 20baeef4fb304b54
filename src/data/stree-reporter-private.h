/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* How far work in another thread is, told in the main context that asked for it. */

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _StreeReporter StreeReporter;

/* For the thread's default main context. NULL where @callback is; then @destroy is not called, as nothing is kept. */
StreeReporter *stree_reporter_new (GFileProgressCallback callback, gpointer data, GDestroyNotify destroy);
/* Any thread: the data is freed in the main context, after the last report. @reporter: nullable. */
void stree_reporter_free (StreeReporter *reporter);

/* A GFileProgressCallback, for any thread; @reporter: nullable. All reports have the priority of a task and come before its end. */
void stree_reporter_send (goffset done, goffset total, gpointer reporter);

G_END_DECLS
