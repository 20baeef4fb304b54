/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the start of a process to what it shows: start-probe.c, preloaded, says when that is drawn. */

#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TIMEOUT_MS 20000

char *
bench_dup_beside (const char *relative)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (self != NULL ? self : ".");

  return g_build_filename (folder, relative, NULL);
}

static void
child_setup (gpointer data)
{
  /* The end to write to is the child's. */
  fcntl (GPOINTER_TO_INT (data), F_SETFD, 0);
}

/* Reads the probe's line; FALSE where the process ends, or nothing comes for long. */
static gboolean
read_line (int fd, gint64 *when_ns, gint64 *cpu_ns)
{
  GPollFD poll = { .fd = fd, .events = G_IO_IN };
  char line[64] = "";
  char *end;
  gssize length;

  if (g_poll (&poll, 1, TIMEOUT_MS) <= 0)
    return FALSE;
  do
    length = read (fd, line, sizeof line - 1);
  while (length < 0 && errno == EINTR);
  if (length <= 0)
    return FALSE;
  *when_ns = g_ascii_strtoll (line, &end, 10);
  *cpu_ns = g_ascii_strtoll (end, NULL, 10);
  return *when_ns > 0 && *cpu_ns > 0;
}

gboolean
bench_start_once (const char *program, const char *file, BenchStart until, double *wall_us, double *cpu_us, GError **error)
{
  g_autofree char *probe = bench_dup_beside ("start-probe.so");
  const char *argv[] = { program, file, NULL };
  g_auto (GStrv) env = g_get_environ ();
  g_autofree char *end_to_write = NULL;
  struct timespec start;
  gint64 when_ns, cpu_ns;
  GPid pid;
  gboolean ok;
  int fds[2];

  if (!g_unix_open_pipe (fds, FD_CLOEXEC, error))
    return FALSE;
  end_to_write = g_strdup_printf ("%d", fds[1]);
  env = g_environ_setenv (env, "BENCH_START_FD", end_to_write, TRUE);
  env = g_environ_setenv (env, "LD_PRELOAD", probe, TRUE);
  if (until == BENCH_START_ROWS)
    env = g_environ_setenv (env, "BENCH_START_ROWS", "1", TRUE);

  clock_gettime (CLOCK_MONOTONIC, &start);
  ok = g_spawn_async (NULL, (char **) (gpointer) argv, env, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_LEAVE_DESCRIPTORS_OPEN, child_setup,
                      GINT_TO_POINTER (fds[1]), &pid, error);
  close (fds[1]);
  if (ok)
    {
      ok = read_line (fds[0], &when_ns, &cpu_ns);
      if (!ok)
        {
          kill (pid, SIGKILL);
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s did not show what it was started for", program);
        }
      waitpid (pid, NULL, 0);
      g_spawn_close_pid (pid);
    }
  close (fds[0]);
  if (!ok)
    return FALSE;
  *wall_us =
    (double) (when_ns - (gint64) start.tv_sec * G_GINT64_CONSTANT (1000000000) - (gint64) start.tv_nsec) / 1000.0;
  *cpu_us = (double) cpu_ns / 1000.0;
  return TRUE;
}
