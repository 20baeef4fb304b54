/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* streamtree run --headless: an app without a display. Its tree is written down at first, and after each reload; in between,
 * its main loop runs. A reload takes the session along, as one after a crash does. */

#include "cli-private.h"

#include <glib-unix.h>
#include <stdio.h>

typedef struct
{
  CliRun        *run;     /* borrowed */
  const char    *application_id; /* borrowed */
  StreeSession  *session; /* owned */
  StreeHeadless *view;    /* owned */
  StreeRunRoot   root;    /* of the view */
  gboolean       stopped; /* by the user */
} Headless;

static void
show (Headless *self, const char *name, StreeComponentFunc func, const StreeAppArgs *args)
{
  g_autoptr (StreeTheme) theme = cli_make_theme (self->run, args->theme);
  g_autofree char       *text = NULL;
  StreeComponentFunc     shown;
  gpointer               props;

  self->root = (StreeRunRoot){ g_intern_string (name), func, args->sidebar, args->props };
  shown = stree_run_root_choose (&self->root, &props);
  stree_session_set_theme (self->session, theme);
  self->view = stree_headless_new (self->session, name, shown, props);
  stree_headless_build_deferred (self->view);
  cli_supervise_session (self->session);
  text = stree_headless_dump (self->view, self->run->format, TRUE);
  g_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
  fflush (stdout); /* it may be a pipe, and who reads it waits */
}

/* Another session that holds the same. */
static StreeSession *
take_along (Headless *self)
{
  g_autoptr (GVariant) held = g_variant_ref_sink (stree_session_serialize (self->session));
  g_autoptr (GError)   error = NULL;
  StreeSession        *other = stree_session_new ();

  stree_location_set_application_id (stree_session_get_location (other), self->application_id);
  if (!stree_session_deserialize (other, held, &error))
    cli_fail (error);
  return other;
}

static void
built (const char *path, const char *said, const GError *failure, gint64 microseconds, gpointer data)
{
  Headless          *self = data;
  g_autoptr (GError) error = NULL;
  StreeSession      *session;
  CliProgram         program;

  if (!path || !cli_reload (self->run, path, &program, &error))
    {
      cli_say_built (said, path ? error : failure, microseconds);
      return;
    }
  cli_say_built (said, NULL, microseconds);
  session = take_along (self);
  cli_supervise_session (NULL);
  g_clear_object (&self->view);
  g_object_unref (self->session);
  self->session = session;
  show (self, program.name, program.func, &program.args);
  g_free (program.name);
}

static gboolean
stop_cb (gpointer stopped)
{
  *(gboolean *) stopped = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Shows it until the user stops it, be it before all of it is shown. It is watched before it is shown: who has seen it may change
 * it at once. */
static void
show_changes (Headless *self, const char *name, StreeComponentFunc func, const StreeAppArgs *args)
{
  guint     interrupt = g_unix_signal_add (SIGINT, stop_cb, &self->stopped);
  guint     terminate = g_unix_signal_add (SIGTERM, stop_cb, &self->stopped);
  guint     hang_up = g_unix_signal_add (SIGHUP, stop_cb, &self->stopped);
  CliWatch *watch = cli_watch_new (self->run->target, built, self);

  show (self, name, func, args);
  while (!self->stopped)
    g_main_context_iteration (NULL, TRUE);
  cli_watch_free (watch);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  g_source_remove (hang_up);
}

/* What was kept, if there is something, and then where to go. */
static gboolean
begin (Headless *self, const char *kept, GError **error)
{
  const char      *from = self->run->left ? self->run->left : kept;
  g_autofree char *link = NULL;

  stree_location_set_application_id (stree_session_get_location (self->session), self->application_id);
  if (from && g_file_test (from, G_FILE_TEST_EXISTS) && !stree_session_load (self->session, from, error))
    return FALSE;
  if (!self->run->route || self->run->left)
    return TRUE;
  link = cli_make_link (self->run->route, self->application_id, error);
  return link && stree_location_navigate (stree_session_get_location (self->session), link, error);
}

int
cli_run_headless (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv,
                  const StreeAppArgs *args, gpointer data)
{
  CliRun            *run = data;
  Headless           self = { .run = run, .application_id = application_id, .session = stree_session_new () };
  const char        *kept = run->state ? run->state : args->session_file;
  g_autoptr (GError) error = NULL;
  int                status = CLI_OK;

  (void) argc;
  (void) argv;
  stree_run_catch (NULL, NULL);
  if (begin (&self, kept, &error))
    {
      if (!run->no_watch)
        show_changes (&self, name, func, args);
      else
        show (&self, name, func, args);
      if (kept)
        cli_make_folder_of (kept);
      if (kept && !stree_session_save (self.session, kept, &error))
        status = cli_fail (error);
    }
  else
    {
      status = cli_fail (error);
    }
  cli_supervise_session (NULL);
  g_clear_object (&self.view);
  g_object_unref (self.session);
  return status;
}
