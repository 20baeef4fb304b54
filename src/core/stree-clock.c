/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-clock-private.h"

static gint64 (*clock_func) (void);
static gint64 (*wall_func) (void);

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

gint64
stree_clock_wall (void)
{
  return wall_func ? wall_func () : g_get_real_time ();
}

void
stree_clock_set_wall (gint64 (*now) (void))
{
  wall_func = now;
}
