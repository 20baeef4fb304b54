/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-application.h"

#include "history/stree-report-private.h"

/* How often it is looked whether something was done, in seconds. */
#define INTERVAL 1

#define DATA "stree-app-report"

typedef struct
{
  StreeSession *session; /* owned */
  StreeHistory *history; /* owned; NULL before the application has started */
  char         *file;    /* owned */
  guint         source;
  guint64       saved;   /* how many events had been done when it was written last, and what they took */
} Report;

static void
report_free (gpointer data)
{
  Report *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->history);
  g_object_unref (self->session);
  g_free (self->file);
  g_free (self);
}

static void
save (Report *self)
{
  g_autoptr (GError) error = NULL;

  if (!stree_history_save_report (self->history, self->file, &error))
    g_warning ("What was done could not be written down: %s", error->message);
}

static gboolean
look_cb (gpointer data)
{
  Report *self = data;
  guint64 now = self->history->n_forgotten + self->history->log.length + self->history->log_bytes;

  if (now != self->saved)
    save (self);
  self->saved = now;
  return G_SOURCE_CONTINUE;
}

/* After the last session was restored: the report begins there. */
static void
startup_cb (GApplication *app, gpointer data)
{
  Report *self = data;

  (void) app;
  self->history = g_object_ref (stree_session_keep_history (self->session));
  self->source = g_timeout_add_seconds (INTERVAL, look_cb, self);
  g_source_set_name_by_id (self->source, "[streamtree] report");
}

static void
shutdown_cb (GApplication *app, gpointer data)
{
  Report *self = data;

  (void) app;
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->history)
    save (self);
}

/**
 * stree_application_record:
 * @self: an application that does not run yet
 * @filename: (type filename): where to write it
 *
 * Writes down what the user does, as [method@StreamTree.History.save_report] does: every second in which something was done, so that
 * there is a report after a crash, and at the end.
 *
 * The history of the session is kept from the start on, and begins with the session that was restored. In C, stree_run_with () does
 * this for its argument `.report_file`.
 *
 * Since: 1.0
 */
void
stree_application_record (StreeApplication *self, const char *filename)
{
  Report *report;

  g_return_if_fail (STREE_IS_APPLICATION (self) && !g_application_get_is_registered (G_APPLICATION (self)));
  g_return_if_fail (filename != NULL);
  report = g_new0 (Report, 1);
  report->session = g_object_ref (stree_application_get_session (self));
  report->file = g_strdup (filename);
  g_object_set_data_full (G_OBJECT (self), DATA, report, report_free);
  g_signal_connect (self, "startup", G_CALLBACK (startup_cb), report);
  g_signal_connect (self, "shutdown", G_CALLBACK (shutdown_cb), report);
}
