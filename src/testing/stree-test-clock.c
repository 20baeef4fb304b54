/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "testing/stree-test-private.h"

#include "core/stree-clock-private.h"

static guint  n_tests;
static gint64 now;

static gint64
read_clock (void)
{
  return now;
}

void
stree_test_clock_acquire (void)
{
  if (n_tests++ > 0)
    return;
  now = MAX (now, g_get_monotonic_time ()); /* a clock never goes back */
  stree_clock_set (read_clock);
}

void
stree_test_clock_release (void)
{
  g_assert (n_tests > 0);
  if (--n_tests == 0)
    stree_clock_set (NULL);
}

void
stree_test_clock_turn (gint64 microseconds)
{
  now += microseconds;
}
