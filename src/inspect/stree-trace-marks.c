/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Marks in a profile that sysprof records of the program: the group "StreamTree", with "run", and for each component "rerun",
 * "diff", and an "apply" for each call of the renderer. They take the way of the trace, so that a program that nobody
 * profiles pays nothing for them. */

#include "inspect/stree-trace-private.h"

#include "config.h"

#ifdef STREE_HAVE_SYSPROF

#include <sysprof-capture.h>

gboolean
stree_trace_marks_wanted (void)
{
  static int wanted = -1;

  /* A recording begins with the program. */
  if (wanted < 0)
    wanted = sysprof_collector_is_active ();
  return wanted;
}

void
stree_trace_mark (const char *what, gint64 begun, gint64 ended, const char *message)
{
  sysprof_collector_mark (begun, ended - begun, "StreamTree", what, message);
}

#else

gboolean
stree_trace_marks_wanted (void)
{
  return FALSE;
}

void
stree_trace_mark (const char *what, gint64 begun, gint64 ended, const char *message)
{
  (void) what;
  (void) begun;
  (void) ended;
  (void) message;
}

#endif
