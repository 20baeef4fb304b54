/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Cancels work in the midst of it: after half of the time of a processor that it takes, however busy the machine is.
 *
 * What includes this first defines _POSIX_C_SOURCE 200809L. */

#include <gio/gio.h>
#include <pthread.h>
#include <time.h>

/* Does the work; FALSE: it was cancelled. */
typedef gboolean (*MidwayFunc) (GCancellable *cancellable, gpointer data);

typedef struct
{
  MidwayFunc    func;
  gpointer      data;
  GCancellable *cancellable;
  pthread_t     thread;
  int           begun, ended; /* atomic */
  gboolean      result;
} Midway;

static inline gint64
midway_cpu_time (clockid_t clock)
{
  struct timespec time;

  return clock_gettime (clock, &time) == 0 ? (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000 : 0;
}

static inline gpointer
midway_thread (gpointer data)
{
  Midway *midway = data;

  midway->thread = pthread_self ();
  g_atomic_int_set (&midway->begun, 1);
  midway->result = midway->func (midway->cancellable, midway->data);
  g_atomic_int_set (&midway->ended, 1);
  return NULL;
}

/* Fails if it comes to its end all the same, unless it was through before: then once more. */
static inline void
assert_cancelled_midway (MidwayFunc func, gpointer data)
{
  gint64   start = midway_cpu_time (CLOCK_THREAD_CPUTIME_ID), whole;
  gboolean cancelled = FALSE;

  g_assert_true (func (NULL, data));
  whole = midway_cpu_time (CLOCK_THREAD_CPUTIME_ID) - start;
  for (guint i = 0; i < 20 && !cancelled; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Midway                   midway = { .func = func, .data = data, .cancellable = cancellable };
      GThread                 *thread = g_thread_new ("midway", midway_thread, &midway);
      clockid_t                clock;

      while (!g_atomic_int_get (&midway.begun))
        g_thread_yield ();
      g_assert_cmpint (pthread_getcpuclockid (midway.thread, &clock), ==, 0);
      while (!g_atomic_int_get (&midway.ended) && midway_cpu_time (clock) < whole / 2)
        g_thread_yield ();
      g_cancellable_cancel (cancellable);
      g_thread_join (thread);
      cancelled = !midway.result;
    }
  g_assert_true (cancelled);
}
