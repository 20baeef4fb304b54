/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the tests of the cache share: a clock that stands still, several views, and loaders that the test ends itself. */

#include "support.h"

#include "core/stree-clock-private.h"
#include "tasks/stree-cache-private.h"
#include "tasks/stree-tasks-private.h"

#define N_VIEWS 3

typedef struct
{
  StreeSession  *session;
  StreeHeadless *view; /* NULL: not mounted */
} Viewer;

extern Viewer  viewers[N_VIEWS];
extern gint64  now_us;
extern GQueue  loads; /* StreeTask, owned: begun by begin_load (), the first to begin first */
extern guint   n_loads;
extern int     n_given; /* atomic: what loaders were given */
extern int     n_freed; /* atomic: what of it is freed */
extern int     n_results_freed; /* atomic */
extern guint   n_runs;

typedef StreeElement *(*Body) (StreeContext *cx, gpointer props);

void set_up_views (void);
void tear_down_views (void);
void mount_view (guint i, Body body);
void unmount_view (guint i);
void rerun (guint i);
void settle (void);
gboolean shows (guint i, const char *text);
/* To be given to a loader. */
gpointer given (void);
void given_free (gpointer data);
void begin_load (StreeTask *task, gpointer data);
/* Ends the load that began first: with a text that is counted when it is freed, or badly. */
void end_load (const char *result);
void end_load_badly (const char *message);
/* Shows where @task is, and its result. */
StreeElement *show_task (StreeTask *task);
