/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A module that is no plug-in. */

#include <gmodule.h>

G_MODULE_EXPORT void nothing_of_use (void);

void
nothing_of_use (void)
{
}
