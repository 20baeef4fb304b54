/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Tasks: from the submit to the result in the main thread, beside a plain GTask; what a worker costs the main loop that
 * reports without end; and the longest time that the main loop is busy at a stretch while 10,000 tasks come to their ends. */

#include "bench.h"

#include "stree-view-private.h"
#include "streamtree-gtk.h"

#define ROUNDS    3
#define REPS      1000
#define BLOCK     20 /* tasks between two looks at the machine */
#define N_REPORTS 1000000
#define N_ENDS    10000
#define FRAME_US  16000
#define FRAMES    60

/* ---- From submit to result --------------------------------------------------------------------------- */

static StreeContext *context;

static StreeElement *
program (StreeContext *cx, G_GNUC_UNUSED gpointer props)
{
  StreeTask *task = stree_task_lookup (cx, "task");

  context = cx;
  return stree_text ("%d %g", stree_task_get_status (task), stree_task_get_progress (task));
}

static void
answer (StreeTask *task, G_GNUC_UNUSED gpointer data)
{
  stree_task_return_pointer (task, GINT_TO_POINTER (1), NULL);
}

static double
time_task (void)
{
  BenchTimer timer;
  StreeTask *task;
  double us;

  bench_timer_start (&timer);
  task = stree_task_submit (context, "latency", answer, NULL, NULL);
  while (!stree_task_is_finished (task))
    g_main_context_iteration (NULL, TRUE);
  us = bench_timer_wall (&timer);
  stree_task_dismiss (context, "latency");
  return us;
}

static void
gtask_thread (GTask *task, G_GNUC_UNUSED gpointer source, G_GNUC_UNUSED gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  g_task_return_pointer (task, GINT_TO_POINTER (1), NULL);
}

static void
gtask_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  *(gpointer *) data = g_task_propagate_pointer (G_TASK (result), NULL);
}

static double
time_gtask (void)
{
  gpointer result = NULL;
  GTask *task;
  BenchTimer timer;

  bench_timer_start (&timer);
  task = g_task_new (NULL, NULL, gtask_cb, &result);
  g_task_run_in_thread (task, gtask_thread);
  g_object_unref (task);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return bench_timer_wall (&timer);
}

/* In turns: what disturbs one disturbs the other. */
static void
measure_latency (const BenchRun *run)
{
  guint reps = run->once ? 1 : REPS;

  for (guint i = 0; i < reps; i += MIN (BLOCK, reps - i))
    {
      gboolean quiet = bench_is_quiet ();
      double task_us[BLOCK], gtask_us[BLOCK];
      guint n = MIN (BLOCK, reps - i);

      for (guint k = 0; k < n; k++)
        {
          /* Each behind a plain GTask: a thread of the pool that is still awake is there for both, or for none. */
          time_gtask ();
          task_us[k] = time_task ();
          time_gtask ();
          gtask_us[k] = time_gtask ();
        }
      quiet = bench_is_quiet () && quiet;
      for (guint k = 0; k < n; k++)
        {
          bench_results_add (run->results, "tasks", "headless", 1, "latency", FALSE, 0, task_us[k], quiet);
          bench_results_add (run->results, "tasks", "gtask", 1, "latency", FALSE, 0, gtask_us[k], quiet);
        }
    }
}

/* ---- Progress ---------------------------------------------------------------------------------------- */

static void
report (StreeTask *task, gpointer data)
{
  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++)
    stree_task_set_progress (task, i);
}

static gboolean
measure_reports (const BenchRun *run, StreeHeadless *view, GError **error)
{
  StreeHeadlessStats before, after;
  StreeTask *task;
  BenchTimer timer;
  double us;
  guint most;

  stree_headless_get_stats (view, &before);
  bench_timer_start (&timer);
  task = stree_task_submit (context, "task", report, GUINT_TO_POINTER (N_REPORTS), NULL);
  while (!stree_task_is_finished (task))
    g_main_context_iteration (NULL, TRUE);
  us = bench_timer_wall (&timer);
  stree_session_flush (stree_headless_get_session (view));
  stree_headless_get_stats (view, &after);
  bench_results_add (run->results, "tasks", "headless", N_REPORTS, "reports", FALSE, 0, us, TRUE);
  bench_results_add_bytes (run->results, "tasks", "headless", N_REPORTS, "reruns", 0, after.reruns - before.reruns);
  /* One for the task that came, one for its end. */
  most = 2 + (guint) (us / FRAME_US) + 1;
  stree_task_dismiss (context, "task");
  stree_session_flush (stree_headless_get_session (view));
  if (after.reruns - before.reruns <= most)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%u reports made %u reruns in %.0f us: expected %u at most", N_REPORTS,
               after.reruns - before.reruns, us, most);
  return FALSE;
}

/* ---- Many ends --------------------------------------------------------------------------------------- */

static void
measure_ends (const BenchRun *run)
{
  double longest = 0;

  for (guint i = 0; i < N_ENDS; i++)
    {
      g_autofree char *key = g_strdup_printf ("end%u", i);

      stree_task_submit (context, key, answer, NULL, NULL);
    }
  for (guint i = 0; i < N_ENDS;)
    {
      BenchTimer timer;
      g_autofree char *key = g_strdup_printf ("end%u", i);

      if (stree_task_dismiss (context, key))
        {
          i++;
          continue;
        }
      bench_timer_start (&timer);
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, bench_timer_wall (&timer));
    }
  bench_results_add (run->results, "tasks", "headless", N_ENDS, "longest-block", FALSE, 0, longest, TRUE);
}

/* ---- Frames beside a worker -------------------------------------------------------------------------- */

static void
report_until_cancelled (StreeTask *task, G_GNUC_UNUSED gpointer data)
{
  for (guint i = 0; !stree_task_is_cancel_requested (task); i++)
    stree_task_set_progress (task, i);
  stree_task_complete_cancelled (task);
}

typedef struct
{
  gint64 last;
  guint n;
  double us[FRAMES];
} Frames;

static gboolean
tick_cb (G_GNUC_UNUSED GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Frames *frames = data;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (frames->last != 0 && frames->n < FRAMES)
    frames->us[frames->n++] = (double) (now - frames->last);
  frames->last = now;
  return frames->n < FRAMES;
}

static void
measure_frames (const BenchRun *run)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = stree_view_new (NULL, "bench", program, NULL);
  Frames frames = { 0, 0, { 0 } };
  StreeTask *task;

  gtk_window_set_child (GTK_WINDOW (window), view);
  bench_present (view);
  task = stree_task_ref (stree_task_submit (context, "task", report_until_cancelled, NULL, NULL));
  gtk_widget_add_tick_callback (view, tick_cb, &frames, NULL);
  while (frames.n < (run->once ? 2 : FRAMES))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < frames.n; i++)
    bench_results_add (run->results, "tasks", "runtime", FRAMES, "report-frame", TRUE, 0, frames.us[i], TRUE);
  stree_task_cancel (task);
  while (!stree_task_is_finished (task))
    g_main_context_iteration (NULL, TRUE);
  stree_task_unref (task);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- The suite --------------------------------------------------------------------------------------- */

static gboolean
run_tasks (const BenchRun *run, GError **error)
{
  guint rounds = run->once ? 1 : ROUNDS;

  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "bench", program, NULL);

      g_printerr ("bench: tasks, round %u of %u\n", round + 1, rounds);
      measure_latency (run);
      measure_ends (run);
      if (!measure_reports (run, view, error))
        return FALSE;
      if (gtk_is_initialized ())
        measure_frames (run);
    }
  return TRUE;
}

const BenchSuite bench_suite_tasks = {
  .name = "tasks",
  .about = "submit to result beside a GTask, reports, ends, and frames beside a worker",
  .run = run_tasks,
};
