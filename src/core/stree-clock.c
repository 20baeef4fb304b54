/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-clock-private.h"

static gint64 (*clock_func) (void);

gint64
stree_clock_now (void)
{
  return clock_func ? clock_func () : g_get_monotonic_time ();
}

void
stree_clock_set (gint64 (*now) (void))
{
  clock_func = now;
}
