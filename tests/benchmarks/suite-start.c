/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the start of a process to its window's first frame: examples/counter, and a hello world in plain GtkApplication.
 *
 * Both are the programs as they are; start-probe.c, preloaded, says when the frame is drawn. They take turns. */

#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define RUNS       41
#define WARM_UPS   2
#define TIMEOUT_MS 20000

typedef struct
{
  const char *impl;
  char *path;
} Program;

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

static gboolean
start_once (const Program *program, const char *probe, double *wall_us, double *cpu_us, GError **error)
{
  char *argv[] = { program->path, NULL };
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

  clock_gettime (CLOCK_MONOTONIC, &start);
  ok = g_spawn_async (NULL, argv, env, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_LEAVE_DESCRIPTORS_OPEN, child_setup,
                      GINT_TO_POINTER (fds[1]), &pid, error);
  close (fds[1]);
  if (ok)
    {
      ok = read_line (fds[0], &when_ns, &cpu_ns);
      if (!ok)
        {
          kill (pid, SIGKILL);
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s showed no frame", program->path);
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

static char *
beside_bench (const char *relative)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (self != NULL ? self : ".");

  return g_build_filename (folder, relative, NULL);
}

static gboolean
run_start (const BenchRun *run, GError **error)
{
  g_autofree char *probe = beside_bench ("start-probe.so");
  g_autofree char *hello = beside_bench ("start-hello");
  g_autofree char *counter = beside_bench ("../../examples/counter");
  const Program programs[] = { { "gtk", hello }, { "runtime", counter } };
  guint runs = run->once ? 1 : RUNS;

  if (!g_file_test (counter, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_printerr ("bench: start skipped: the examples are not built\n");
      return TRUE;
    }
  g_printerr ("bench: start, %u times each\n", runs);
  for (guint i = 0; i < runs + WARM_UPS; i++)
    for (gsize p = 0; p < G_N_ELEMENTS (programs); p++)
      {
        gboolean quiet = bench_is_quiet ();
        double wall_us, cpu_us;

        if (!start_once (&programs[p], probe, &wall_us, &cpu_us, error))
          return FALSE;
        quiet = bench_is_quiet () && quiet;
        if (i < WARM_UPS)
          continue;
        bench_results_add (run->results, "start", programs[p].impl, 1, "start", TRUE, 1, wall_us, quiet);
        bench_results_add (run->results, "start", programs[p].impl, 1, "start-cpu", TRUE, 1, cpu_us, quiet);
      }
  return TRUE;
}

const BenchSuite bench_suite_start = {
  .name = "start",
  .about = "a process from its start to its first frame: examples/counter",
  .needs_display = TRUE,
  .run = run_start,
};
