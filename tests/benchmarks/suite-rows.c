/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The suites over the rows: reconcile (window not mapped, operations back to back), memo (the same, with the
 * list memoised) and frame (window mapped, each operation right after a frame).
 *
 * The sides take turns, several rounds of each, so that a slow minute of the machine meets all of them. */

#include "bench.h"

#define ROUNDS    3
#define MIN_BLOCKS  3
#define MAX_REPS    100
#define BLOCK_US    (10 * 1000)        /* wall clock of a block, undoing included; a slow operation is a block on its own */
#define BUDGET_US   (300 * 1000)       /* of quiet blocks, for one operation in one round */
#define PATIENCE_US (4 * 1000 * 1000)  /* of all blocks */

typedef struct
{
  const BenchRun *run;
  const BenchImpl *impl;
  const char *suite;
  gboolean mapped;
  guint n;
  gpointer self;
  BenchModel *model;
} Turn;

typedef struct
{
  const char *suite;
  const char *op;
  double us;
} Sample;

static void
note (GArray *samples, const char *suite, const char *op, double us)
{
  Sample sample = { suite, op, us };

  g_array_append_val (samples, sample);
}

/* Changes the model and lets the side follow; what it took goes to `samples` (NULL: it does not count). */
static void
step (Turn *turn, BenchOp op, GArray *samples)
{
  BenchChange change = bench_model_change (turn->model, op, turn->n);
  GtkWidget *widget = NULL;
  BenchTimer timer;
  double us, frame_us = 0;

  if (turn->mapped)
    {
      widget = turn->impl->widget (turn->self);
      bench_draw_frame (widget);
    }

  bench_timer_start (&timer);
  turn->impl->apply (turn->self, turn->model, &change);
  us = bench_timer_stop (&timer);
  if (turn->mapped)
    {
      bench_wait_frame (widget);
      frame_us = bench_timer_process (&timer);
    }
  if (samples == NULL)
    return;
  if (turn->mapped)
    note (samples, "frame-total", bench_op_name (op), frame_us);
  note (samples, turn->suite, strcmp (turn->suite, "memo") == 0 ? "memo-counter" : bench_op_name (op), us);
}

/* A few repetitions between two looks at the machine. Returns whether it was quiet. */
static gboolean
run_block (Turn *turn, BenchOp op, int undo, gboolean record_undo, guint max)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  gboolean quiet = bench_is_quiet ();
  gint64 start;

  /* The look at the machine was in the caches: what is measured back to back is first brought back into them. */
  if (!turn->mapped && op != BENCH_OP_CREATE && op != BENCH_OP_APPEND)
    {
      step (turn, op, NULL);
      if (undo >= 0)
        step (turn, (BenchOp) undo, NULL);
    }
  start = g_get_monotonic_time ();
  do
    {
      step (turn, op, samples);
      if (undo >= 0)
        step (turn, (BenchOp) undo, record_undo ? samples : NULL);
    }
  while (--max > 0 && g_get_monotonic_time () - start < BLOCK_US);
  quiet = bench_is_quiet () && quiet;

  for (guint i = 0; i < samples->len; i++)
    {
      const Sample *sample = &g_array_index (samples, Sample, i);

      bench_results_add (turn->run->results, sample->suite, turn->impl->name, turn->n, sample->op, turn->mapped,
                         bench_elements (turn->n), sample->us, quiet);
    }
  return quiet;
}

/* One operation as often as the budget allows; `undo` (recorded on request) brings the rows back. */
static gboolean
repeat (Turn *turn, BenchOp op, int undo, gboolean record_undo, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  gint64 quiet_us = 0;

  for (guint n_quiet = 0, n = 0; n == 0 || (!turn->run->once && (n_quiet < MIN_BLOCKS || quiet_us < BUDGET_US)); n++)
    {
      gint64 before = g_get_monotonic_time ();

      if (n >= MIN_BLOCKS && before - start > PATIENCE_US)
        break;
      if (run_block (turn, op, undo, record_undo, turn->run->once ? 1 : MAX_REPS))
        {
          n_quiet++;
          quiet_us += g_get_monotonic_time () - before;
        }
      if (n == 0 && !bench_verify (turn->impl, turn->self, turn->model, error))
        return FALSE;
    }
  return bench_verify (turn->impl, turn->self, turn->model, error);
}

static gboolean
run_turn (Turn *turn, gboolean memo, GError **error)
{
  if (turn->mapped)
    bench_present (turn->impl->widget (turn->self));

  if (memo)
    {
      step (turn, BENCH_OP_CREATE, NULL);
      return repeat (turn, BENCH_OP_COUNTER, -1, FALSE, error);
    }

  if (!repeat (turn, BENCH_OP_CREATE, BENCH_OP_CLEAR, TRUE, error))
    return FALSE;
  step (turn, BENCH_OP_CREATE, NULL);
  return repeat (turn, BENCH_OP_UNCHANGED, -1, FALSE, error) && repeat (turn, BENCH_OP_COUNTER, -1, FALSE, error) &&
         repeat (turn, BENCH_OP_UPDATE10, -1, FALSE, error) && repeat (turn, BENCH_OP_SWAP, -1, FALSE, error) &&
         repeat (turn, BENCH_OP_REMOVE, BENCH_OP_INSERT, FALSE, error) &&
         repeat (turn, BENCH_OP_APPEND, BENCH_OP_TRUNCATE, FALSE, error);
}

static gboolean
run_side (const BenchRun *run,
          const char *suite,
          const BenchImpl *impl,
          guint n,
          gboolean mapped,
          gboolean memo,
          GError **error)
{
  g_autoptr (BenchModel) model = bench_model_new ();
  Turn turn = { .run = run, .impl = impl, .suite = suite, .mapped = mapped, .n = n, .model = model };
  gboolean ok;

  turn.self = impl->setup (model, memo ? BENCH_SETUP_MEMO : BENCH_SETUP_PLAIN);
  ok = run_turn (&turn, memo, error);
  impl->teardown (turn.self);
  return ok;
}

/* Types, fonts and styles are loaded by the first widgets of a process: not by those that are measured. */
static void
warm_up (const BenchImpl *impl)
{
  g_autoptr (BenchModel) model = bench_model_new ();
  gpointer self = impl->setup (model, BENCH_SETUP_PLAIN);
  static const BenchOp ops[] = { BENCH_OP_CREATE, BENCH_OP_UNCHANGED, BENCH_OP_COUNTER, BENCH_OP_UPDATE10,
                                 BENCH_OP_SWAP,   BENCH_OP_REMOVE,    BENCH_OP_CLEAR };

  for (gsize i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      BenchChange change = bench_model_change (model, ops[i], 1000);

      impl->apply (self, model, &change);
    }
  impl->teardown (self);
}

static gboolean
run_rounds (const BenchRun *run, const char *suite, gboolean mapped, gboolean memo, GError **error)
{
  guint rounds = run->once ? 1 : ROUNDS;

  for (gsize i = 0; run->impls[i] != NULL; i++)
    warm_up (run->impls[i]);

  for (gsize s = 0; run->sizes[s] != 0; s++)
    for (guint round = 0; round < rounds; round++)
      for (gsize i = 0; run->impls[i] != NULL; i++)
        {
          const BenchImpl *impl = run->impls[i];

          if ((mapped && !(impl->caps & BENCH_HAS_WINDOW)) || (memo && !(impl->caps & BENCH_HAS_MEMO)))
            continue;
          g_printerr ("bench: %s, %u rows, round %u of %u: %s\n", suite, run->sizes[s], round + 1, rounds, impl->name);
          if (!run_side (run, suite, impl, run->sizes[s], mapped, memo, error))
            return FALSE;
        }
  return TRUE;
}

static gboolean
run_reconcile (const BenchRun *run, GError **error)
{
  return run_rounds (run, "reconcile", FALSE, FALSE, error);
}

static gboolean
run_memo (const BenchRun *run, GError **error)
{
  return run_rounds (run, "memo", FALSE, TRUE, error);
}

static gboolean
run_frame (const BenchRun *run, GError **error)
{
  return run_rounds (run, "frame", TRUE, FALSE, error);
}

const BenchSuite bench_suite_reconcile = {
  .name = "reconcile",
  .about = "window not mapped, operations back to back (caches warm)",
  .run = run_reconcile,
};

const BenchSuite bench_suite_memo = {
  .name = "memo",
  .about = "as reconcile, the list memoised: only the counter changes",
  .run = run_memo,
};

const BenchSuite bench_suite_frame = {
  .name = "frame",
  .about = "window mapped, each operation right after a frame (caches cold)",
  .needs_display = TRUE,
  .run = run_frame,
};
