/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The app runs in a child. While it does, its session is written down whenever it has changed; after a crash the next child
 * takes it up. One that crashes before it has written anything down waits for the sources to change.
 *
 * What both share is a folder, named in the environment of the child:
 *   session.json  what the app holds
 *   trace         where the crash was: a file and an offset a line, written by the child that crashes */

#define _GNU_SOURCE /* dladdr () */

#include "cli-private.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#define VARIABLE "STREAMTREE_RUN_FOLDER"
/* How often it is looked whether the session has changed, in milliseconds. */
#define SAVE_INTERVAL 200
#define MAX_FRAMES 64

static char *
file_in (const char *folder, const char *name)
{
  return g_build_filename (folder, name, NULL);
}

/* --- the child --- */

static int       trace_fd = -1;
static char     *session_file;
static GVariant *saved;

gboolean
cli_is_supervised (void)
{
  return g_getenv (VARIABLE) != NULL;
}

/* dladdr () is not on the list of what a signal handler may call; the process is lost anyway. */
static void
crashed (int number)
{
  void *frames[MAX_FRAMES];
  int   n = backtrace (frames, MAX_FRAMES);
  char  line[512];

  for (int i = 0; i < n; i++)
    {
      Dl_info where;
      int     length;

      if (!dladdr (frames[i], &where) || !where.dli_fname)
        continue;
      length = snprintf (line, sizeof line, "%s 0x%zx %s\n", where.dli_fname, (size_t) ((char *) frames[i] - (char *) where.dli_fbase),
                         where.dli_sname ? where.dli_sname : "?");
      if (length > 0 && write (trace_fd, line, MIN ((size_t) length, sizeof line - 1)) < 0)
        break;
    }
  signal (number, SIG_DFL);
  raise (number);
}

static void
catch_crashes (const char *folder)
{
  static const int numbers[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };

  g_autofree char *trace = file_in (folder, "trace");
  struct sigaction action = { .sa_handler = crashed, .sa_flags = (int) SA_RESETHAND | SA_NODEFER | SA_ONSTACK };
  static char      stack[64 * 1024]; /* where a stack has run over there is no room left on it */
  stack_t          other = { .ss_sp = stack, .ss_size = sizeof stack };
  void            *warm[1];

  backtrace (warm, 1); /* it loads a library the first time */
  trace_fd = open (trace, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  sigaltstack (&other, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sigaction (numbers[i], &action, NULL);
}

static StreeSession *
session_of_app (void)
{
  GApplication *application = g_application_get_default ();

  return STREE_IS_APPLICATION (application) && gtk_application_get_windows (GTK_APPLICATION (application))
           ? stree_application_get_session (STREE_APPLICATION (application))
           : NULL;
}

static gboolean
save_cb (gpointer data)
{
  StreeSession        *session = session_of_app ();
  g_autoptr (GVariant) now = NULL;
  g_autoptr (GError)   error = NULL;

  (void) data;
  if (!session)
    return G_SOURCE_CONTINUE;
  now = g_variant_ref_sink (stree_session_serialize (session));
  if (saved && g_variant_equal (now, saved))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&saved, g_variant_unref);
  saved = g_steal_pointer (&now);
  if (!stree_session_save (session, session_file, &error))
    cli_fail (error);
  return G_SOURCE_CONTINUE;
}

const char *
cli_be_supervised (void)
{
  const char *folder = g_getenv (VARIABLE);

  if (!folder)
    return NULL;
  session_file = file_in (folder, "session.json");
  catch_crashes (folder);
  g_timeout_add (SAVE_INTERVAL, save_cb, NULL);
  return g_file_test (session_file, G_FILE_TEST_EXISTS) ? session_file : NULL;
}

/* --- the parent --- */

static void
prepare_child (gpointer data)
{
  (void) data;
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* "in f, at app.c:12" of a file and an offset; owned. NULL: nobody knows. */
static char *
find_place (const char *file, const char *offset)
{
  g_autofree char *out = NULL;

  if (!stree_command_run ((const char *const[]) { "addr2line", "-f", "-p", "-s", "-e", file, offset, NULL }, NULL, &out, NULL, NULL) ||
      strstr (out, "??"))
    return NULL;
  return g_strdup (g_strstrip (out));
}

static void
print_trace (const char *folder)
{
  g_autofree char *trace = file_in (folder, "trace");
  g_autofree char *text = NULL;
  g_auto (GStrv)   lines = NULL;

  if (!g_file_get_contents (trace, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      g_auto (GStrv)   words = g_strsplit (*line, " ", 3);
      g_autofree char *place = g_strv_length (words) == 3 ? find_place (words[0], words[1]) : NULL;
      g_autofree char *name = words[0] ? g_path_get_basename (words[0]) : NULL;

      if (place)
        g_printerr ("  %s\n", place);
      else if (g_strv_length (words) == 3 && !g_str_equal (words[2], "?"))
        g_printerr ("  %s (%s)\n", words[2], name);
    }
}

static void
changed_cb (const char *path, const char *said, const GError *error, gint64 microseconds, gpointer data)
{
  (void) microseconds;
  if (said && *said)
    g_printerr ("%s", said);
  if (error)
    cli_fail (error);
  if (!path)
    return;
  g_unlink (path);
  g_main_loop_quit (data);
}

/* Until the sources have changed, and can be built. */
static void
wait_for_change (StreeTarget *target)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  CliWatch             *watch = cli_watch_new (target, changed_cb, loop);

  g_main_loop_run (loop);
  cli_watch_free (watch);
}

/* The modules that were kept for their names. */
static void
remove_modules (StreeTarget *target)
{
  g_autofree char *path = stree_target_dup_cache (target, NULL);
  g_autoptr (GDir) cache = path ? g_dir_open (path, 0, NULL) : NULL;
  const char      *name;

  while (cache && (name = g_dir_read_name (cache)))
    if (g_str_has_prefix (name, "module-"))
      {
        g_autofree char *file = file_in (path, name);

        g_unlink (file);
      }
}

static void
remove_folder (const char *folder)
{
  g_autofree char *session = file_in (folder, "session.json");
  g_autofree char *trace = file_in (folder, "trace");

  g_unlink (session);
  g_unlink (trace);
  g_rmdir (folder);
}

/* FALSE: it could not be started. */
static gboolean
run_once (const char *folder, char **argv, int *status, int *number, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_INHERIT);
  g_autoptr (GSubprocess)         process = NULL;
  g_autoptr (GPtrArray)           words = g_ptr_array_new ();

  g_subprocess_launcher_setenv (launcher, VARIABLE, folder, TRUE);
  g_subprocess_launcher_set_child_setup (launcher, prepare_child, NULL, NULL);
  g_ptr_array_add (words, (gpointer) "/proc/self/exe");
  g_ptr_array_add (words, (gpointer) "run");
  for (char **word = argv + 1; *word; word++)
    g_ptr_array_add (words, *word);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, error);
  if (!process || !g_subprocess_wait (process, NULL, error))
    return FALSE;
  *number = g_subprocess_get_if_signaled (process) ? g_subprocess_get_term_sig (process) : 0;
  *status = *number ? CLI_FAILED : g_subprocess_get_exit_status (process);
  return TRUE;
}

int
cli_supervise (StreeTarget *target, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *folder = g_dir_make_tmp ("streamtree-run-XXXXXX", &error);
  g_autofree char   *session = folder ? file_in (folder, "session.json") : NULL;
  int                status = CLI_FAILED;
  int                number = 0;

  while (folder && run_once (folder, argv, &status, &number, &error) && number != 0 && number != SIGTERM && number != SIGINT)
    {
      g_printerr (_ ("streamtree: the app was ended by a signal: %s"), strsignal (number));
      g_printerr ("\n");
      print_trace (folder);
      if (g_file_test (session, G_FILE_TEST_EXISTS))
        g_printerr ("%s\n", _ ("streamtree: it starts again with its last session"));
      else
        {
          g_printerr ("%s\n", _ ("streamtree: it has not come to a window; waiting for a change of the sources"));
          wait_for_change (target);
        }
    }
  if (error)
    cli_fail (error);
  if (folder)
    remove_folder (folder);
  remove_modules (target);
  return status;
}
