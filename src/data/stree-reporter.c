/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-reporter-private.h"

#include "tasks/stree-task-lock-private.h"

/* An atomic rc box: reports under way hold it. */
struct _StreeReporter
{
  GMainContext *context;
  GFileProgressCallback callback;
  gpointer data;
  GDestroyNotify destroy; /* nullable */
};

typedef struct
{
  StreeReporter *reporter;
  goffset done;
  goffset total;
} Report;

StreeReporter *
stree_reporter_new (GFileProgressCallback callback, gpointer data, GDestroyNotify destroy)
{
  StreeReporter *reporter;

  if (callback == NULL)
    return NULL;
  reporter = g_atomic_rc_box_new0 (StreeReporter);
  reporter->context = g_main_context_ref_thread_default ();
  reporter->callback = callback;
  reporter->data = data;
  reporter->destroy = destroy;
  return reporter;
}

static void
reporter_clear (gpointer data)
{
  StreeReporter *reporter = data;

  stree_take_over (reporter);
  g_main_context_unref (reporter->context);
}

static void
release (StreeReporter *reporter)
{
  stree_hand_over (reporter);
  g_atomic_rc_box_release_full (reporter, reporter_clear);
}

static void
report_free (gpointer data)
{
  Report *report = data;

  release (report->reporter);
  g_free (report);
}

static void
attach (StreeReporter *reporter, goffset done, goffset total, const char *name, GSourceFunc dispatch)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Report *report = g_new0 (Report, 1);

  report->reporter = g_atomic_rc_box_acquire (reporter);
  report->done = done;
  report->total = total;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_name (source, name);
  stree_hand_over (report);
  g_source_set_callback (source, dispatch, report, report_free);
  g_source_attach (source, reporter->context);
}

static gboolean
report_dispatch (gpointer data)
{
  Report *report = data;

  stree_take_over (report);
  report->reporter->callback (report->done, report->total, report->reporter->data);
  return G_SOURCE_REMOVE;
}

static gboolean
destroy_dispatch (gpointer data)
{
  Report *report = data;

  stree_take_over (report);
  report->reporter->destroy (report->reporter->data);
  return G_SOURCE_REMOVE;
}

void
stree_reporter_free (StreeReporter *reporter)
{
  if (reporter == NULL)
    return;
  if (reporter->destroy != NULL)
    attach (reporter, 0, 0, "[streamtree] progress end", destroy_dispatch);
  release (reporter);
}

void
stree_reporter_send (goffset done, goffset total, gpointer reporter)
{
  if (reporter != NULL)
    attach (reporter, done, total, "[streamtree] progress", report_dispatch);
}
