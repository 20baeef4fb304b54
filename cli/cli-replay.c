/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* streamtree replay: a report played again, without a window or in one; and as a test. */

#include "cli-private.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  StreeTarget *target; /* borrowed */
  StreeReport *report; /* borrowed */
  const char  *test;   /* borrowed: where to write a test; NULL: nowhere */
  gboolean     window;
} Replay;

/* --- as a test --- */

/* A file as seen from a folder, both absolute; owned. */
static char *
relative_to (const char *folder, const char *file)
{
  g_auto (GStrv)        from = g_strsplit (folder, "/", -1);
  g_auto (GStrv)        to = g_strsplit (file, "/", -1);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  guint                 common = 0;

  while (from[common] && to[common] && to[common + 1] && g_str_equal (from[common], to[common]))
    common++;
  for (guint i = common; from[i]; i++)
    if (*from[i])
      g_ptr_array_add (parts, (gpointer) "..");
  for (guint i = common; to[i]; i++)
    g_ptr_array_add (parts, to[i]);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("/", (char **) parts->pdata);
}

static gboolean
save_test (const Replay *self, StreeTest *app, GError **error)
{
  g_autofree char *file = g_canonicalize_filename (self->test, NULL);
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *source = self->target->type == STREE_TARGET_C ? relative_to (folder, self->target->path) : NULL;
  g_autofree char *tree = stree_test_dump (app);
  g_autofree char *text = stree_report_dup_test (self->report, source, tree);

  return g_file_set_contents (file, text, -1, error);
}

/* --- playing --- */

static gboolean
stop_cb (gpointer stopped)
{
  *(gboolean *) stopped = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Says how it went, and stays until the user closes the window or interrupts: that is heard before it is said. */
static void
say_in_window (const char *text)
{
  gboolean stopped = FALSE;
  guint    interrupt = g_unix_signal_add (SIGINT, stop_cb, &stopped);
  guint    terminate = g_unix_signal_add (SIGTERM, stop_cb, &stopped);

  if (text)
    g_print ("%s\n", text);
  while (!stopped && g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (interrupt);
  g_source_remove (terminate);
}

static int
play (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv, const StreeAppArgs *args,
      gpointer data)
{
  const Replay            *self = data;
  StreeRunRoot             root = { name, func, args->sidebar, args->props };
  gpointer                 props;
  StreeComponentFunc       shown = stree_run_root_choose (&root, &props);
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeTest)    app = NULL;
  g_autoptr (GError)       error = NULL;
  g_autofree char         *text = NULL;
  int                      status = CLI_OK;

  (void) argc;
  (void) argv;
  stree_location_set_application_id (stree_session_get_location (session), application_id);
  if (args->theme)
    stree_session_set_theme (session, args->theme);
  if (!stree_report_restore_start (self->report, session, &error))
    return cli_fail (error);
  app = (self->window ? stree_test_new_in_window : stree_test_new) (session, stree_report_get_component (self->report), shown, props);
  if (!stree_report_play (self->report, app, &error))
    status = cli_fail (error);
  else if (self->test && !save_test (self, app, &error))
    status = cli_fail (error);
  else
    {
      guint n = stree_report_get_n_events (self->report);

      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event, and the same came of it", "%u events, and the same came of them", n), n);
    }
  if (self->window)
    say_in_window (text);
  else if (text)
    g_print ("%s\n", text);
  return status;
}

/* What the report was written on, for who compares. */
static void
print_versions (StreeReport *report)
{
  GVariantIter iter;
  const char  *name, *version;

  g_variant_iter_init (&iter, stree_report_get_versions (report));
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &version))
    g_print ("%s: %s\n", name, version);
}

static void
print_events (StreeReport *report)
{
  for (guint i = 0; i < stree_report_get_n_events (report); i++)
    {
      g_autofree char *what = stree_report_describe_event (report, i);

      g_print ("%u  %s\n", i + 1, what);
    }
}

/* Of one component there is no main () that a test could enter. */
static gboolean
check (const Replay *self, const char *spec, GError **error)
{
  if (!self->test || !self->target->function)
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               _ ("--save-test enters main (), as the program does: it cannot be told to begin with a component, as in “%s”"), spec);
  return FALSE;
}

static int
start (Replay *self, const char *spec, char **args, GError **error)
{
  CliModule module;
  int       status;

  if (!check (self, spec, error) || !cli_load (self->target, &module, error))
    return cli_fail (*error);
  if (cli_enter (self->target, &module, args, play, self, &status))
    return status;
  g_printerr (_ ("streamtree: %s did not come to stree_run (); main () returned %d. A component can be named: %s:FUNCTION"),
              self->target->path, status, spec);
  g_printerr ("\n");
  return CLI_FAILED;
}

int
cli_replay (int argc, char **argv)
{
  g_autofree char        *test = NULL;
  g_auto (GStrv)          packages = NULL;
  gboolean                list = FALSE;
  Replay                  self = { 0 };
  g_autoptr (StreeReport) report = NULL;
  g_autoptr (StreeTarget) target = NULL;
  g_autoptr (GError)      error = NULL;
  const char             *spec = ".";
  int                     status;
  const GOptionEntry      entries[] = {
    { "window", 'w', 0, G_OPTION_ARG_NONE, &self.window, N_ ("In a window, which stays open at the end"), NULL },
    { "save-test", 0, 0, G_OPTION_ARG_FILENAME, &test, N_ ("Write a test in C that does the same"), N_ ("FILE") },
    { "list", 'l', 0, G_OPTION_ARG_NONE, &list, N_ ("Do not play it: say what it was written on, and each event"), NULL },
    { "pkg", 'p', 0, G_OPTION_ARG_STRING_ARRAY, &packages, N_ ("Build with a further package of pkg-config"), N_ ("PACKAGE") },
    G_OPTION_ENTRY_NULL
  };

  status = cli_parse (&argc, &argv, "replay", _ ("FILE [TARGET [-- ARGUMENT…]]"),
                      _ ("Plays a report again, as “streamtree run --record FILE” has written it: what the user did then is done to TARGET, "
                         "without a display. Where it goes another way, it ends, and says at which event, what was expected and what there "
                         "was.\n\nTARGET is what “streamtree run” takes; the folder where one is, if none is given."),
                      entries);
  if (status >= 0)
    return status;
  if (argc < 2)
    {
      g_printerr ("streamtree: %s\n", _ ("replay: which FILE? See “streamtree replay --help”"));
      return CLI_USAGE;
    }
  report = stree_report_load (argv[1], &error);
  if (!report)
    return cli_fail (error);
  if (list)
    {
      print_versions (report);
      print_events (report);
      return CLI_OK;
    }
  if (self.window && !gtk_init_check ())
    {
      g_printerr ("streamtree: %s\n", _ ("there is no display; without --window, “streamtree replay” needs none"));
      return CLI_FAILED;
    }
  argv++;
  if (argv[1] && !g_str_equal (argv[1], "--"))
    spec = *++argv;
  if (argv[1] && g_str_equal (argv[1], "--"))
    argv++;
  target = stree_target_new (spec, (const char *const *) packages, &error);
  if (!target)
    return cli_fail (error);
  self.target = target;
  self.report = report;
  self.test = test;
  return start (&self, spec, argv + 1, &error);
}
