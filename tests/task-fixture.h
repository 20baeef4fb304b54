/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the tests of tasks share: a view whose component does what the test says, workers, and a gate that they wait at. */

#include "body-fixture.h"

#include "core/stree-session-private.h"
#include "tasks/stree-tasks-private.h"

typedef struct
{
  StreeHeadless *view;
  StreeSession  *session;
} Fixture;

extern int           n_worked; /* atomic: workers that came to their end */
extern int           n_freed;  /* atomic: what tasks were given and is freed */

void open_gate (guint n);
void wait_at_gate (guint n);
void pass_gate (void);
void count_freed (gpointer data);
void set_up (Fixture *fixture, gconstpointer data);
void tear_down (Fixture *fixture, gconstpointer data);
void seven (StreeTask *task, gpointer data);
void seven_later (StreeTask *task, gpointer data);
void no_result (StreeTask *task, gpointer data);
void boom (StreeTask *task, gpointer data);
void text_of_data (StreeTask *task, gpointer data);
StreeTask *submit (const char *key, StreeTaskFunc worker);
gboolean is_idle (void);
/* Shows the number of the status of the task "job". */
StreeElement *show_status (StreeContext *cx);
