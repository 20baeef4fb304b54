/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "stree-application.h"

G_BEGIN_DECLS

/* Whether a tool has asked for it: it has been called, and said what main () returns. */
gboolean stree_run_is_caught (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv,
                              const StreeAppArgs *args, int *status);

/* How its windows look; before it is registered. */
void     stree_application_apply (StreeApplication *self, const StreeAppArgs *args);

G_END_DECLS
