/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* How late it is, for what grows old: a test says it, instead of waiting. */

#include <glib.h>

G_BEGIN_DECLS

/* In microseconds, from some point on; it never goes back. Main thread. */
gint64 stree_clock_now (void);
/* NULL: the clock of the system again. */
void   stree_clock_set (gint64 (*now) (void));

/* What day and hour it is, for what is shown beside it: in microseconds since 1970-01-01 00:00 UTC. */
gint64 stree_clock_wall (void);
void   stree_clock_set_wall (gint64 (*now) (void));

G_END_DECLS
