/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* streamtree run: an app in its window, and its code anew whenever the sources change.
 *
 * The first module's main () runs the app, as ever. Each later one is entered on a stack of its own, up to where it would
 * run the app (cli_enter_apart ()): that component goes on in the windows that are open. Components are known by name, so
 * what stays keeps its widgets and its state. */

#include "cli-private.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* --- after a change --- */

gboolean
cli_reload (CliRun *self, const char *path, CliProgram *program, GError **error)
{
  CliModule module;

  cli_supervise_save ();
  return cli_open (self->target, path, &module, error) && cli_enter_apart (self->target, &module, self->args, program, error);
}

void
cli_say_built (const char *said, const GError *error, gint64 microseconds)
{
  if (said && *said)
    g_printerr ("%s%s", said, g_str_has_suffix (said, "\n") ? "" : "\n");
  if (error)
    {
      cli_fail (error);
      return;
    }
  g_printerr (_ ("streamtree: loaded anew, %.2f s after the change"), (double) microseconds / G_USEC_PER_SEC);
  g_printerr ("\n");
}

/* The names of all states that a session holds; owned. */
static GHashTable *
list_states (StreeSession *session)
{
  g_autoptr (GVariant) held = g_variant_ref_sink (stree_session_summarize (session));
  GHashTable          *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GVariantIter         iter;
  GVariant            *one;

  g_variant_iter_init (&iter, held);
  while ((one = g_variant_iter_next_value (&iter)))
    {
      const char *key, *category;

      if (g_variant_lookup (one, "key", "&s", &key) && g_variant_lookup (one, "category", "&s", &category) &&
          (g_str_equal (category, "state") || g_str_equal (category, "global")))
        g_hash_table_add (names, g_strdup (key));
      g_variant_unref (one);
    }
  return names;
}

/* How many are named before it is only said how many more there are. */
#define N_LOST 10

/* Of the states that were there before, those that are no more. One of another type now has said so itself. */
static void
say_lost (GHashTable *before, StreeSession *session)
{
  g_autoptr (GHashTable) after = list_states (session);
  g_autoptr (GList)      names = g_list_sort (g_hash_table_get_keys (before), (GCompareFunc) strcmp);
  guint                  n = 0;

  for (GList *l = names; l; l = l->next)
    if (!g_hash_table_contains (after, l->data) && n++ < N_LOST)
      {
        g_printerr (_ ("streamtree: the state %s is lost: what it belonged to is no longer there"), (const char *) l->data);
        g_printerr ("\n");
      }
  if (n > N_LOST)
    {
      g_printerr (g_dngettext (GETTEXT_PACKAGE, "streamtree: and so is %u more", "streamtree: and so are %u more", n - N_LOST), n - N_LOST);
      g_printerr ("\n");
    }
}

static void
show (StreeApplication *application, CliProgram *program)
{
  StreeSession          *session = stree_application_get_session (application);
  g_autoptr (GHashTable) before = list_states (session);

  stree_application_replace (application, program->name, program->func, &program->args);
  /* What is shown now is what there is. */
  stree_session_flush (session);
  say_lost (before, session);
}

static void
replace (CliRun *self, CliProgram *program)
{
  GApplication          *application = g_application_get_default ();
  g_autoptr (StreeTheme) theme = cli_make_theme (self, program->args.theme);

  program->args.theme = theme;
  if (self->width)
    {
      program->args.width = self->width;
      program->args.height = self->height;
    }
  if (STREE_IS_APPLICATION (application))
    show (STREE_APPLICATION (application), program);
  g_free (program->name);
}

static void
built (const char *path, const char *said, const GError *failure, gint64 microseconds, gpointer data)
{
  g_autoptr (GError) error = NULL;
  CliProgram         program;

  if (path && cli_reload (data, path, &program, &error))
    {
      replace (data, &program);
      cli_tell (NULL, NULL);
    }
  else if (path)
    {
      cli_tell (_ ("The new code cannot be run. This is what ran before."), error->message);
    }
  else
    {
      cli_tell (_ ("The build failed. This is what ran before."), said && *said ? said : failure->message);
    }
  cli_say_built (said, path ? error : failure, microseconds);
}

/* --- the app --- */

/* The words that the app is started with, and a link to where it goes first. */
static GPtrArray *
list_words (CliRun *self, int argc, char **argv, char *link)
{
  GPtrArray *words = g_ptr_array_new ();

  for (int i = 0; argv && i < argc; i++)
    g_ptr_array_add (words, argv[i]);
  if (!argv)
    g_ptr_array_add (words, self->target->path);
  if (link)
    g_ptr_array_add (words, link);
  g_ptr_array_add (words, NULL);
  return words;
}

static gboolean
quit_cb (gpointer data)
{
  GApplication *application = g_application_get_default ();

  (void) data;
  if (application)
    g_application_quit (application);
  return G_SOURCE_CONTINUE;
}

void
cli_make_folder_of (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);

  g_mkdir_with_parents (folder, 0700);
}

/* Where the app keeps its session from one start to the next. */
static gboolean
keep_session (const char *left, const char *file, GError **error)
{
  g_autofree char *session = NULL;

  cli_make_folder_of (file);
  return g_file_get_contents (left, &session, NULL, error) &&
         g_file_set_contents_full (file, session, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* What was done before a crash is not written over. */
static void
keep_crash (const char *record)
{
  g_autofree char *kept = g_strconcat (record, ".crash", NULL);

  if (g_rename (record, kept) != 0)
    return; /* it crashed before there was one */
  g_printerr (_ ("streamtree: what was done before the crash is in %s"), kept);
  g_printerr ("\n");
}

/* How long one that has crashed may stay on the bus, in milliseconds. */
#define BUS_PATIENCE 2000

static gboolean
is_on_bus (GDBusConnection *bus, const char *application_id)
{
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                 g_variant_new ("(s)", application_id), G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, BUS_PATIENCE, NULL, NULL);
  gboolean there = FALSE;

  if (answer)
    g_variant_get (answer, "(b)", &there);
  return there;
}

/* Another one under this id would be shown in place of this one, which would end without a word. */
static gboolean
is_alone (CliRun *self, const char *application_id, GError **error)
{
  g_autoptr (GDBusConnection) bus = application_id ? g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL) : NULL;
  gint64                      deadline = g_get_monotonic_time () + (self->left ? BUS_PATIENCE * 1000 : 0);

  while (bus && is_on_bus (bus, application_id))
    {
      if (g_get_monotonic_time () >= deadline)
        {
          g_set_error (error, STREE_ERROR, STREE_ERROR_FAILED, _ ("“%s” is running already; this one would only show its window: quit it first"),
                       application_id);
          return FALSE;
        }
      g_usleep (10 * 1000);
    }
  return TRUE;
}

static int
run (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv, const StreeAppArgs *args,
     gpointer data)
{
  CliRun                *self = data;
  StreeAppArgs           own = *args;
  CliWatch              *watch = NULL;
  const char            *kept = self->state ? self->state : args->session_file;
  int                    status;
  g_autoptr (StreeTheme) theme = cli_make_theme (self, args->theme);
  g_autofree char       *link = NULL;
  g_autofree char       *crash = NULL;
  g_autoptr (GPtrArray)  words = NULL;
  g_autoptr (GError)     error = NULL;

  stree_run_catch (NULL, NULL); /* from here on it is as ever */
  if (!is_alone (self, application_id, &error))
    return cli_fail (error);
  /* After a crash it is where it was. */
  if (self->route && !self->left)
    {
      link = cli_make_link (self->route, application_id, &error);
      if (!link)
        return cli_fail (error);
    }
  words = list_words (self, argc, argv, link);
  own.session_file = self->left ? self->left : kept;
  own.theme = theme;
  if (self->record)
    own.report_file = self->record;
  if (self->record && self->left)
    keep_crash (self->record);
  if (self->width)
    {
      own.width = self->width;
      own.height = self->height;
    }
  if (!self->no_watch)
    watch = cli_watch_new (self->target, built, self);
  /* By itself it could always be interrupted; the process above ends one that does not listen. */
  if (cli_is_supervised ())
    {
      g_unix_signal_add (SIGINT, quit_cb, NULL);
      g_unix_signal_add (SIGTERM, quit_cb, NULL);
      g_unix_signal_add (SIGHUP, quit_cb, NULL);
    }
  crash = cli_supervise_dup_crash ();
  if (crash)
    cli_tell (_ ("The app has crashed. This is its last session."), crash);
  status = stree_run_args (application_id, name, func, (int) words->len - 1, (char **) words->pdata, &own);
  if (watch)
    cli_watch_free (watch);
  if (self->left && kept && !keep_session (self->left, kept, &error))
    return cli_fail (error);
  return status;
}

static gboolean
parse_size (const char *size, CliRun *self, GError **error)
{
  char end;

  if (sscanf (size, "%5dx%5d%c", &self->width, &self->height, &end) == 2 && self->width > 0 && self->height > 0)
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("“%s” is no size: expected one such as 800x600"), size);
  return FALSE;
}

/* What was asked for, and goes together. */
static gboolean
check (CliRun *self, const char *size, const char *format, const char *theme, char **read_theme, GError **error)
{
  if (self->headless && size)
    g_set_error_literal (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("--size is of a window: with --headless there is none"));
  else if (self->headless && self->record)
    g_set_error_literal (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                         _ ("--record is of what a user does: with --headless there is none"));
  else if (format && !self->headless)
    g_set_error_literal (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                         _ ("--format is of what is written down: that is with --headless, or by “streamtree tree”"));
  else if ((!size || parse_size (size, self, error)) && (!format || cli_parse_format (format, &self->format, error)))
    {
      if (!theme)
        return TRUE;
      *read_theme = cli_read_theme (theme, error);
      return *read_theme != NULL;
    }
  return FALSE;
}

/* Builds it, and enters it. */
static int
start (CliRun *self, const char *spec, GError **error)
{
  CliModule module;
  int       status;

  self->left = cli_be_supervised ();
  if (!cli_load (self->target, &module, error))
    {
      cli_supervise_unbuilt ();
      return cli_fail (*error);
    }
  if (cli_enter (self->target, &module, self->args, self->headless ? cli_run_headless : run, self, &status))
    return status;
  g_printerr (_ ("streamtree: %s did not come to stree_run (); main () returned %d. A component can be named: %s:FUNCTION"),
              self->target->path, status, spec);
  g_printerr ("\n");
  return CLI_FAILED;
}

int
cli_run (int argc, char **argv)
{
  g_autofree char        *format = NULL;
  g_autofree char        *read_theme = NULL;
  g_autofree char        *route = NULL;
  g_autofree char        *size = NULL;
  g_autofree char        *state = NULL;
  g_autofree char        *theme = NULL;
  g_autofree char        *record = NULL;
  g_auto (GStrv)          packages = NULL;
  CliRun                  self = { .format = STREE_DUMP_TEXT };
  g_autoptr (StreeTarget) target = NULL;
  g_autoptr (GError)      error = NULL;
  g_auto (GStrv)          words = g_strdupv (argv); /* as they were */
  int                     status;
  const GOptionEntry      entries[] = {
    { "headless", 0, 0, G_OPTION_ARG_NONE, &self.headless, N_ ("Without a window: write down its tree, at first and after each change"), NULL },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_ ("How: text (if none is given), json, mermaid, dot, c or ui"), N_ ("FORMAT") },
    { "no-restart", 0, 0, G_OPTION_ARG_NONE, &self.no_restart, N_ ("Do not start the app again when it crashes"), NULL },
    { "no-watch", 0, 0, G_OPTION_ARG_NONE, &self.no_watch, N_ ("Do not build anew when the sources change"), NULL },
    { "route", 0, 0, G_OPTION_ARG_STRING, &route, N_ ("Where to go at first, such as “/orders?id=3”"), N_ ("URI") },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &state, N_ ("Where to keep the session from one start to the next"), N_ ("FILE") },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &record, N_ ("Write down what is done, for “streamtree replay”"), N_ ("FILE") },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, N_ ("Of the window at first, in pixels"), N_ ("WIDTHxHEIGHT") },
    { "theme", 0, 0, G_OPTION_ARG_FILENAME, &theme, N_ ("How it looks: light, dark, or a file with a theme in JSON"), N_ ("THEME") },
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
  self.record = record;
  if (!check (&self, size, format, theme, &read_theme, &error))
    return cli_fail (error);
  if (!self.headless && !gtk_init_check ())
    {
      g_printerr ("streamtree: %s\n", _ ("there is no display; “streamtree run --headless” and “streamtree tree” need none"));
      return CLI_FAILED;
    }
  target = stree_target_new (argv[1], (const char *const *) packages, &error);
  if (!target)
    return cli_fail (error);
  if (!self.no_restart && !cli_is_supervised ())
    return cli_supervise (target, words);
  if (argc > 2 && g_str_equal (argv[2], "--"))
    argv++;
  self.target = target;
  self.args = argv + 2;
  self.state = state;
  self.route = route;
  self.theme = read_theme;
  return start (&self, argv[1], &error);
}
