/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Runs the main loop until a condition holds, and fails where it takes so long that it never will. */

#include <glib.h>

#define WAIT_FOR_SECONDS 180

static inline gboolean
wait_for_timed_out (gpointer data)
{
  g_error ("waited too long for %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

#define wait_for(condition)                                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    guint timeout_ = g_timeout_add_seconds (WAIT_FOR_SECONDS, wait_for_timed_out, (gpointer) #condition);              \
                                                                                                                       \
    while (!(condition))                                                                                               \
      g_main_context_iteration (NULL, TRUE);                                                                           \
    g_source_remove (timeout_);                                                                                        \
  }                                                                                                                    \
  G_STMT_END
