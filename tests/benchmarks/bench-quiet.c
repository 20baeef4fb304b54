/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether the machine is at its own speed. On a shared one, neighbours take the caches and the page tables' caches for
 * seconds at a time; what follows pointers is then several times slower, arithmetic is not. So the probe follows pointers:
 * a walk in random order over a block that fits into the second level of cache. What it takes in a quiet moment is the
 * shortest it ever took. */

#include "bench.h"

#define BLOCK_BYTES (256 * 1024)
#define LINE_BYTES  64
#define N_LINES     (BLOCK_BYTES / LINE_BYTES)
#define STRIDE      (LINE_BYTES / (int) sizeof (guint32))
#define PASSES      200
/* So much slower than the best is still quiet. */
#define TOLERANCE 1.25

static guint32 *block; /* a cycle through all lines: the first word of each is the index of the next. Never freed */
static double best_us = G_MAXDOUBLE;
static volatile guint32 sink;

static void
walk (void)
{
  guint32 at = 0;

  for (guint i = 0; i < N_LINES; i++)
    at = block[at];
  sink = at;
}

static double
time_walk (void)
{
  BenchTimer timer;
  double us;

  walk (); /* brings it in */
  bench_timer_start (&timer);
  walk ();
  us = bench_timer_stop (&timer);
  best_us = MIN (best_us, us);
  return us;
}

static void
prepare (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  guint32 order[N_LINES];

  block = g_aligned_alloc0 (1, BLOCK_BYTES, LINE_BYTES);
  for (guint32 i = 0; i < N_LINES; i++)
    order[i] = i;
  for (guint32 i = N_LINES - 1; i > 0; i--)
    {
      guint32 k = (guint32) g_rand_int_range (rand, 0, (gint32) i + 1);
      guint32 other = order[i];

      order[i] = order[k];
      order[k] = other;
    }
  for (guint32 i = 0; i < N_LINES; i++)
    block[order[i] * STRIDE] = order[(i + 1) % N_LINES] * STRIDE;
  for (guint i = 0; i < PASSES; i++)
    time_walk ();
}

gboolean
bench_is_quiet (void)
{
  if (block == NULL)
    prepare ();
  return time_walk () <= best_us * TOLERANCE;
}
