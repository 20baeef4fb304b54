/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an inspector costs that is closed again: reruns of a tree that nobody has ever looked at ("-never"), then of the very same
 * tree after it was. With GTK it is the window that opens and closes, with a frame and a rerun in between. */

#include "bench.h"

#include "inspect/stree-inspector.h"
#include "inspector/stree-inspector-window-private.h"
#include "runtime.h"
#include "streamtree-gtk.h"

#define ROUNDS  5
#define WARM_UP 20
#define REPS    400
#define BLOCK   20 /* reruns between two looks at the machine */

static const BenchOp ops[] = { BENCH_OP_UNCHANGED, BENCH_OP_COUNTER };

static void
measure (const BenchRun *run, const BenchImpl *side, gpointer self, BenchModel *model, guint n, const char *impl)
{
  guint reps = run->once ? 1 : REPS;

  for (guint i = 0; i < reps; i += MIN (BLOCK, reps - i))
    for (gsize o = 0; o < G_N_ELEMENTS (ops); o++)
      {
        gboolean quiet = bench_is_quiet ();
        double us[BLOCK];
        guint in_block = MIN (BLOCK, reps - i);

        for (guint k = 0; k < in_block; k++)
          {
            BenchChange change = bench_model_change (model, ops[o], n);
            BenchTimer timer;

            bench_timer_start (&timer);
            side->apply (self, model, &change);
            us[k] = bench_timer_stop (&timer);
          }
        quiet = bench_is_quiet () && quiet;
        for (guint k = in_block > 1 ? 1 : 0; k < in_block; k++)
          bench_results_add (run->results, "inspector", impl, n, bench_op_name (ops[o]), FALSE, bench_elements (n), us[k], quiet);
      }
}

static void
look (const BenchImpl *side, gpointer self, BenchModel *model, guint n)
{
  StreeMount *mount = bench_runtime_get_mount (self);
  BenchChange change = bench_model_change (model, BENCH_OP_COUNTER, n);
  g_autoptr (StreeInspector) inspector = NULL;
  GtkWidget *window = NULL;

  if (side->widget != NULL)
    {
      window = stree_inspector_open (STREE_VIEW (side->widget (self)));
      bench_wait_frame (gtk_window_get_child (GTK_WINDOW (window)));
    }
  else
    {
      inspector = stree_inspector_new (stree_mount_get_session (mount));
    }
  g_assert (mount->trace != NULL);
  side->apply (self, model, &change);
  g_clear_object (&inspector);
  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  g_assert (mount->trace == NULL);
}

static gboolean
run_side (const BenchRun *run, const BenchImpl *side, guint n, GError **error)
{
  g_autofree char *never = g_strconcat (side->name, "-never", NULL);
  g_autoptr (BenchModel) model = bench_model_new ();
  gpointer self = side->setup (model, BENCH_SETUP_PLAIN);
  BenchChange change = bench_model_change (model, BENCH_OP_CREATE, n);
  gboolean ok;

  side->apply (self, model, &change);
  for (guint i = 0; i < (run->once ? 0 : WARM_UP); i++)
    {
      change = bench_model_change (model, BENCH_OP_COUNTER, n);
      side->apply (self, model, &change);
    }
  measure (run, side, self, model, n, never);
  look (side, self, model, n);
  measure (run, side, self, model, n, side->name);
  ok = bench_verify (side, self, model, error);
  side->teardown (self);
  return ok;
}

static gboolean
run_inspector (const BenchRun *run, GError **error)
{
  const BenchImpl *sides[] = { &bench_impl_headless, &bench_impl_runtime };
  guint rounds = run->once ? 1 : ROUNDS;

  for (guint round = 0; round < rounds; round++)
    for (const guint *n = run->sizes; *n != 0; n++)
      for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
        {
          if ((sides[i]->caps & BENCH_NEEDS_DISPLAY) && !gtk_is_initialized ())
            continue;
          g_printerr ("bench: inspector, %s, %u rows, round %u of %u\n", sides[i]->name, *n, round + 1, rounds);
          if (!run_side (run, sides[i], *n, error))
            return FALSE;
        }
  return TRUE;
}

const BenchSuite bench_suite_inspector = {
  .name = "inspector",
  .about = "reruns after the inspector was opened and closed, beside those of a tree that nobody ever looked at",
  .run = run_inspector,
};
