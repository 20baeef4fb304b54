/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The app runs in a child. While it does, its session is written down whenever it has changed; after a crash the next child
 * takes it up. One that crashes before it has shown anything would do so again and again: then the sources have to change
 * first. So does one that cannot be built.
 *
 * What both share is a folder, named in the environment of the child:
 *   session.json  what the app holds
 *   alive         this child has shown something
 *   unbuilt       this child could not be built
 *   trace         where the crash was: a file and an offset a line, written by the child that crashes
 *   crash         the same for people, written for the next child */

#define _GNU_SOURCE /* dladdr () */

#include "cli-private.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
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

static int           trace_fd = -1;
static char         *session_file;
static GVariant     *saved;
static StreeSession *own_session; /* owned: of an app without a window; NULL: it has one */

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

  /* The first two are this function, and what has called it. */
  for (int i = 2; i < n; i++)
    {
      /* Where the signal was; of those below, where they go on, which may be behind the end of a function. */
      char   *at = (char *) frames[i] - (i > 2);
      Dl_info where;
      int     length;

      if (!dladdr (at, &where) || !where.dli_fname)
        continue;
      length = snprintf (line, sizeof line, "%s 0x%zx %s\n", where.dli_fname, (size_t) (at - (char *) where.dli_fbase),
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
  static const int numbers[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTRAP /* g_error () */ };

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

static void
put_mark (const char *name)
{
  g_autofree char *file = file_in (g_getenv (VARIABLE), name);

  g_file_set_contents (file, "", 0, NULL);
}

/* NULL: there is no window yet. */
static StreeSession *
session_of_app (void)
{
  GApplication *application = g_application_get_default ();

  return STREE_IS_APPLICATION (application) && gtk_application_get_windows (GTK_APPLICATION (application))
           ? stree_application_get_session (STREE_APPLICATION (application))
           : NULL;
}

/* Whether a window has been drawn. */
static gboolean
has_frame (void)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (g_application_get_default ())); l; l = l->next)
    {
      GdkFrameClock *clock = gtk_widget_get_frame_clock (l->data);

      if (clock && gdk_frame_clock_get_frame_counter (clock) >= 0)
        return TRUE;
    }
  return FALSE;
}

static void
save (StreeSession *session)
{
  g_autoptr (GVariant) now = g_variant_ref_sink (stree_session_serialize (session));
  g_autoptr (GError)   error = NULL;

  if (saved && g_variant_equal (now, saved))
    return;
  g_clear_pointer (&saved, g_variant_unref);
  saved = g_steal_pointer (&now);
  if (!stree_session_save (session, session_file, &error))
    cli_fail (error);
}

void
cli_supervise_save (void)
{
  StreeSession *session = own_session ? own_session : session_of_app ();

  if (session && session_file)
    save (session);
}

static gboolean
save_cb (gpointer data)
{
  static gboolean alive;

  (void) data;
  if (!own_session && !session_of_app ())
    return G_SOURCE_CONTINUE;
  cli_supervise_save ();
  if (!alive && (own_session || has_frame ()))
    {
      alive = TRUE;
      put_mark ("alive");
    }
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

char *
cli_supervise_dup_crash (void)
{
  const char      *folder = g_getenv (VARIABLE);
  g_autofree char *file = folder ? file_in (folder, "crash") : NULL;
  char            *crash = NULL;

  return file && g_file_get_contents (file, &crash, NULL, NULL) ? crash : NULL;
}

void
cli_supervise_session (StreeSession *session)
{
  g_set_object (&own_session, session);
}

void
cli_supervise_unbuilt (void)
{
  if (cli_is_supervised ())
    put_mark ("unbuilt");
}

/* --- the parent --- */

typedef struct
{
  StreeTarget *target;  /* borrowed */
  const char  *folder;  /* borrowed */
  GMainLoop   *loop;    /* borrowed: runs while there is something to wait for */
  GSubprocess *process; /* owned: the child; NULL: there is none */
  char        *looks;   /* owned: what the sources were like when the child was started */
  gboolean     stopped; /* by the user */
  guint        n_runs;
  int          status;
  int          number;  /* of the signal that has ended the child; 0: none */
} Supervisor;

static void
prepare_child (gpointer data)
{
  (void) data;
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* Where an offset in a file is: name, path and line, owned. NULL: nobody knows. */
static char **
find_place (const char *file, const char *offset)
{
  g_autofree char *out = NULL;
  char           **place;
  char            *more;

  /* "main", "/home/me/app.c:12 (discriminator 2)" */
  if (!stree_command_run ((const char *const[]) { "addr2line", "-f", "-e", file, offset, NULL }, NULL, &out, NULL, NULL) || strstr (out, "??"))
    return NULL;
  place = g_strsplit (g_strstrip (out), "\n", 2);
  if (place[0] && place[1])
    {
      more = strstr (place[1], " (");
      if (more)
        *more = '\0';
      return place;
    }
  g_strfreev (place);
  return NULL;
}

/* Says where the crash was; @told: for the next child. */
static void
print_trace (const char *folder, GString *told)
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
      g_auto (GStrv)   place = g_strv_length (words) == 3 ? find_place (words[0], words[1]) : NULL;
      g_autofree char *source = place ? g_path_get_basename (place[1]) : NULL;
      g_autofree char *name = words[0] ? g_path_get_basename (words[0]) : NULL;

      if (place)
        {
          g_printerr ("  %s at %s\n", place[0], source);
          g_string_append_printf (told, "%s: %s ()\n", place[1], place[0]);
        }
      else if (g_strv_length (words) == 3 && !g_str_equal (words[2], "?"))
        {
          g_printerr ("  %s (%s)\n", words[2], name);
          g_string_append_printf (told, "%s: %s ()\n", words[0], words[2]);
        }
    }
}

static void
changed_cb (const char *path, const char *said, const GError *error, gint64 microseconds, gpointer data)
{
  Supervisor *self = data;

  (void) microseconds;
  if (said && *said)
    g_printerr ("%s", said);
  if (error)
    cli_fail (error);
  if (!path)
    return;
  stree_target_discard (self->target, path);
  g_main_loop_quit (self->loop);
}

/* What the sources are like now: a line each. Owned. */
static char *
look_at_sources (StreeTarget *target)
{
  g_auto (GStrv)      sources = stree_sources_list (target, TRUE, NULL);
  g_autoptr (GString) looks = g_string_new (NULL);

  for (char **source = sources; source && *source; source++)
    {
      struct stat about;

      if (stat (*source, &about) == 0)
        g_string_append_printf (looks, "%s %lld %lld.%09ld %lld\n", *source, (long long) about.st_ino,
                                (long long) about.st_mtim.tv_sec, about.st_mtim.tv_nsec, (long long) about.st_size);
    }
  return g_strdup (looks->str);
}

/* The app ends as it would by itself, and keeps its session. Who asks twice does not want to wait for that. */
static gboolean
stop_cb (gpointer data)
{
  Supervisor *self = data;

  if (self->process)
    g_subprocess_send_signal (self->process, self->stopped ? SIGKILL : SIGTERM);
  self->stopped = TRUE;
  g_main_loop_quit (self->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
has_mark (Supervisor *self, const char *name)
{
  g_autofree char *file = file_in (self->folder, name);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/* Until the sources have changed, and can be built. What has changed since the app was built counts. */
static void
wait_for_change (Supervisor *self)
{
  CliWatch        *watch = cli_watch_new (self->target, changed_cb, self);
  g_autofree char *looks = look_at_sources (self->target);
  gboolean         may_have = !g_str_equal (looks, self->looks);

  /* There, more than the sources counts, and what was built says whether something has changed. */
  if (self->target->type == STREE_TARGET_MESON && !has_mark (self, "unbuilt"))
    {
      stree_meson_take_built (self->target);
      may_have = TRUE;
    }
  if (may_have)
    cli_watch_build (watch);
  if (!self->stopped)
    g_main_loop_run (self->loop);
  cli_watch_free (watch);
}

/* Whether whoever has built this module is gone, or is about to go. */
static gboolean
is_left (const char *name)
{
  int pid;

  return sscanf (name, "module-%d-", &pid) == 1 && (pid == getpid () || (kill (pid, 0) != 0 && errno == ESRCH));
}

/* The modules that were kept for their names; others may run the same target. */
static void
remove_modules (StreeTarget *target)
{
  g_autofree char *path = stree_target_dup_cache (target, NULL);
  g_autoptr (GDir) cache = path ? g_dir_open (path, 0, NULL) : NULL;
  const char      *name;

  while (cache && (name = g_dir_read_name (cache)))
    if (is_left (name))
      {
        g_autofree char *file = file_in (path, name);

        g_unlink (file);
      }
}

static void
remove_mark (Supervisor *self, const char *name)
{
  g_autofree char *file = file_in (self->folder, name);

  g_unlink (file);
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  Supervisor *self = data;

  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
  g_clear_object (&self->process);
  g_main_loop_quit (self->loop);
}

/* FALSE: it could not be started. */
static gboolean
run_once (Supervisor *self, char **argv, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_INHERIT);
  g_autoptr (GSubprocess)         process = NULL;
  g_autoptr (GPtrArray)           words = g_ptr_array_new ();
  g_autofree char                *program = g_file_read_link ("/proc/self/exe", NULL); /* by its name, for addr2line */

  remove_mark (self, "alive");
  remove_mark (self, "unbuilt");
  remove_mark (self, "trace");
  g_free (self->looks);
  self->looks = look_at_sources (self->target);
  g_subprocess_launcher_setenv (launcher, VARIABLE, self->folder, TRUE);
  g_subprocess_launcher_set_child_setup (launcher, prepare_child, NULL, NULL);
  /* It may have been built anew meanwhile. */
  g_ptr_array_add (words, program && g_file_test (program, G_FILE_TEST_IS_EXECUTABLE) ? program : (gpointer) "/proc/self/exe");
  g_ptr_array_add (words, (gpointer) "run");
  for (char **word = argv + 1; *word; word++)
    g_ptr_array_add (words, *word);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, error);
  if (!process)
    return FALSE;
  self->process = g_object_ref (process);
  g_subprocess_wait_async (process, NULL, ended_cb, self);
  while (self->process)
    g_main_loop_run (self->loop);
  self->number = g_subprocess_get_if_signaled (process) ? g_subprocess_get_term_sig (process) : 0;
  self->status = self->number ? CLI_FAILED : g_subprocess_get_exit_status (process);
  return TRUE;
}

/* FALSE: it has ended as it wanted to, or as the user did. */
static gboolean
goes_on (Supervisor *self)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autofree char    *crash = file_in (self->folder, "crash");

  self->n_runs++;
  if (self->stopped || self->number == SIGTERM || self->number == SIGINT || self->number == SIGHUP)
    return FALSE;
  if (self->number == 0)
    {
      /* At first, who has started it sees what the compiler says, and starts it again. */
      if (self->n_runs == 1 || !has_mark (self, "unbuilt"))
        return FALSE;
      g_printerr ("%s\n", _ ("streamtree: waiting for a change of the sources"));
      wait_for_change (self);
      return !self->stopped;
    }
  g_printerr (_ ("streamtree: the app was ended by a signal: %s"), strsignal (self->number));
  g_printerr ("\n");
  g_string_append_printf (told, "%s\n", strsignal (self->number));
  print_trace (self->folder, told);
  g_file_set_contents (crash, told->str, -1, NULL);
  if (has_mark (self, "alive") && has_mark (self, "session.json"))
    {
      g_printerr ("%s\n", _ ("streamtree: it starts again with its last session"));
      return TRUE;
    }
  g_printerr ("%s\n", _ ("streamtree: it has not come to a window; waiting for a change of the sources"));
  wait_for_change (self);
  return !self->stopped;
}

static void
remove_folder (Supervisor *self)
{
  for (const char *const *name = (const char *const[]) { "session.json", "alive", "unbuilt", "trace", "crash", NULL }; *name; name++)
    remove_mark (self, *name);
  g_rmdir (self->folder);
}

int
cli_supervise (StreeTarget *target, char **argv)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char      *folder = g_dir_make_tmp ("streamtree-run-XXXXXX", &error);
  Supervisor            self = { .target = target, .folder = folder, .loop = loop, .status = CLI_FAILED };
  /* What is left behind is removed when the user stops it, too. */
  guint                 stops[] = { g_unix_signal_add (SIGINT, stop_cb, &self), g_unix_signal_add (SIGTERM, stop_cb, &self),
                                    g_unix_signal_add (SIGHUP, stop_cb, &self) };

  while (folder && run_once (&self, argv, &error) && goes_on (&self))
    continue;
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    g_source_remove (stops[i]);
  if (error)
    cli_fail (error);
  if (folder)
    remove_folder (&self);
  remove_modules (target);
  g_free (self.looks);
  return self.status;
}
