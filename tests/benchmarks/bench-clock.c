/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "bench.h"

#include <time.h>

static gint64
now_ns (clockid_t id)
{
  struct timespec time;

  clock_gettime (id, &time);
  return (gint64) time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

/* The wall clock is read last and first: reading a CPU clock is a system call and costs some 400 ns. */
void
bench_timer_start (BenchTimer *timer)
{
  timer->process_ns = now_ns (CLOCK_PROCESS_CPUTIME_ID);
  timer->thread_ns = now_ns (CLOCK_THREAD_CPUTIME_ID);
  timer->wall_ns = now_ns (CLOCK_MONOTONIC);
}

double
bench_timer_stop (const BenchTimer *timer)
{
  gint64 wall = now_ns (CLOCK_MONOTONIC) - timer->wall_ns;
  gint64 thread = now_ns (CLOCK_THREAD_CPUTIME_ID) - timer->thread_ns;

  return (double) MIN (wall, thread) / 1000.0;
}

double
bench_timer_process (const BenchTimer *timer)
{
  return (double) (now_ns (CLOCK_PROCESS_CPUTIME_ID) - timer->process_ns) / 1000.0;
}

double
bench_timer_wall (const BenchTimer *timer)
{
  BenchTimer now;

  bench_timer_start (&now);
  return (now.wall_ns - timer->wall_ns) / 1000.0;
}
