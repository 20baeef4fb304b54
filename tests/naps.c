/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "naps.h"

#include <gmodule.h>

static guint n_naps; /* atomic */

/* By the linker's --wrap, what the library calls in the place of GLib's; exported as in midway.c. */
void __real_g_usleep (gulong microseconds);
G_MODULE_EXPORT void __wrap_g_usleep (gulong microseconds);

void
__wrap_g_usleep (gulong microseconds)
{
  g_atomic_int_inc (&n_naps);
  __real_g_usleep (microseconds);
}

guint
naps_count (void)
{
  return (guint) g_atomic_int_get (&n_naps);
}
