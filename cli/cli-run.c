/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* streamtree run: an app in its window, and its code anew whenever the sources change.
 *
 * The first module's main () runs the app, as ever. Each later one is entered on a stack of its own, up to where it would
 * run the app (cli_enter_apart ()): that component goes on in the windows that are open. Components are known by name, so
 * what stays keeps its widgets and its state. */

#include "cli-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

typedef struct
{
  StreeTarget *target; /* borrowed */
  char       **args;   /* borrowed: of the app */
  gboolean     no_watch;
  gboolean     no_restart;
  const char  *state;  /* borrowed: where to keep the session; NULL: where the app says */
  int          width;
  int          height;
} Runner;

/* --- what is in the windows --- */

static void
set_banner (const char *title, const char *said)
{
  GApplication *application = g_application_get_default ();
  GList        *windows = GTK_IS_APPLICATION (application) ? gtk_application_get_windows (GTK_APPLICATION (application)) : NULL;

  for (GList *l = windows; l; l = l->next)
    if (STREE_IS_VIEW (gtk_window_get_child (l->data)))
      stree_view_set_banner (STREE_VIEW (gtk_window_get_child (l->data)), title ? cli_banner_new (title, said) : NULL);
}

static gboolean
reload (Runner *self, const char *path, GError **error)
{
  GApplication *application = g_application_get_default ();
  CliModule     module;
  CliProgram    program;

  if (!cli_open (self->target, path, &module, error) || !cli_enter_apart (self->target, &module, self->args, &program, error))
    return FALSE;
  if (STREE_IS_APPLICATION (application))
    stree_application_replace (STREE_APPLICATION (application), program.name, program.func, &program.args);
  g_free (program.name);
  return TRUE;
}

static void
built (const char *path, const char *said, const GError *failure, gint64 microseconds, gpointer data)
{
  Runner            *self = data;
  g_autoptr (GError) error = NULL;

  if (said && *said)
    g_printerr ("%s%s", said, g_str_has_suffix (said, "\n") ? "" : "\n");
  if (path && reload (self, path, &error))
    {
      set_banner (NULL, NULL);
      g_printerr (_ ("streamtree: loaded anew, %.2f s after the change"), (double) microseconds / G_USEC_PER_SEC);
      g_printerr ("\n");
      return;
    }
  if (!path)
    set_banner (_ ("The build failed. This is what ran before."), said && *said ? said : failure->message);
  else
    set_banner (_ ("The new code cannot be run. This is what ran before."), error->message);
  cli_fail (path ? error : failure);
}

/* --- the app --- */

static int
run (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv, const StreeAppArgs *args,
     gpointer data)
{
  Runner      *self = data;
  StreeAppArgs own = *args;
  CliWatch    *watch = NULL;
  const char  *kept;
  const char  *left;
  int          status;
  gsize        length;
  g_autofree char *session = NULL;
  char        *words[] = { self->target->path, NULL };

  stree_run_catch (NULL, NULL); /* from here on it is as ever */
  if (self->state)
    own.session_file = self->state;
  kept = own.session_file;
  if (self->width)
    {
      own.width = self->width;
      own.height = self->height;
    }
  if (!self->no_watch && self->target->type != STREE_TARGET_MODULE)
    watch = cli_watch_new (self->target, built, self);
  left = cli_be_supervised ();
  if (left)
    own.session_file = left;
  status = stree_run_args (application_id, name, func, argv ? argc : 1, argv ? argv : words, &own);
  if (watch)
    cli_watch_free (watch);
  /* Where the app keeps its session at the end. */
  if (left && kept && g_file_get_contents (left, &session, &length, NULL))
    g_file_set_contents_full (kept, session, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
  return status;
}

static gboolean
parse_size (const char *size, Runner *self, GError **error)
{
  char end;

  if (sscanf (size, "%5dx%5d%c", &self->width, &self->height, &end) == 2 && self->width > 0 && self->height > 0)
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("“%s” is no size: expected one such as 800x600"), size);
  return FALSE;
}

int
cli_run (int argc, char **argv)
{
  g_autofree char        *size = NULL;
  g_autofree char        *state = NULL;
  g_auto (GStrv)          packages = NULL;
  Runner                  self = { .target = NULL };
  g_autoptr (StreeTarget) target = NULL;
  g_autoptr (GError)      error = NULL;
  CliModule               module;
  g_auto (GStrv)          words = g_strdupv (argv); /* as they were */
  int                     status;
  const GOptionEntry      entries[] = {
    { "no-restart", 0, 0, G_OPTION_ARG_NONE, &self.no_restart, N_ ("Do not start the app again when it crashes"), NULL },
    { "no-watch", 0, 0, G_OPTION_ARG_NONE, &self.no_watch, N_ ("Do not build anew when the sources change"), NULL },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state, N_ ("Where to keep the session from one start to the next"), N_ ("FILE") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_ ("Of the window at first, in pixels"), N_ ("WIDTHxHEIGHT") },
    { "pkg", 'p', 0, G_OPTION_ARG_STRING_ARRAY, &packages, N_ ("Build with a further package of pkg-config"), N_ ("PACKAGE") },
    G_OPTION_ENTRY_NULL
  };

  status = cli_parse (&argc, &argv, "run", _ ("TARGET [-- ARGUMENT…]"),
                      _ ("Builds an app and opens its window. When a source changes, it is built anew, and the window goes on with the "
                         "new code: what was typed, chosen and opened stays. A build that fails is told above it."),
                      entries);
  if (status >= 0)
    return status;
  if (argc < 2)
    {
      g_printerr ("streamtree: %s\n", _ ("run: which TARGET? See “streamtree run --help”"));
      return CLI_USAGE;
    }
  if (size && !parse_size (size, &self, &error))
    return cli_fail (error);
  if (!gtk_init_check ())
    {
      g_printerr ("streamtree: %s\n", _ ("there is no display; “streamtree tree” needs none"));
      return CLI_FAILED;
    }
  target = stree_target_new (argv[1], (const char *const *) packages, &error);
  if (!target)
    return cli_fail (error);
  if (!self.no_restart && !cli_is_supervised ())
    return cli_supervise (target, words);
  if (!cli_load (target, &module, &error))
    return cli_fail (error);
  if (argc > 2 && g_str_equal (argv[2], "--"))
    argv++;
  self.target = target;
  self.args = argv + 2;
  self.state = state;
  if (cli_enter (target, &module, self.args, run, &self, &status))
    return status;
  g_printerr (_ ("streamtree: %s did not come to stree_run (); main () returned %d. A component can be named: %s:FUNCTION"),
              target->path, status, argv[1]);
  g_printerr ("\n");
  return CLI_FAILED;
}
