/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From the start of a process to its window's first frame: examples/counter, and a hello world in plain GtkApplication.
 *
 * Both are the programs as they are; start-probe.c, preloaded, says when the frame is drawn. They take turns. */

#include "bench.h"

#define RUNS     41
#define WARM_UPS 2

typedef struct
{
  const char *impl;
  char *path;
} Program;

static gboolean
run_start (const BenchRun *run, GError **error)
{
  g_autofree char *hello = bench_dup_beside ("start-hello");
  g_autofree char *counter = bench_dup_beside ("../../examples/counter");
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

        if (!bench_start_once (programs[p].path, NULL, BENCH_START_FRAME, &wall_us, &cpu_us, error))
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
