/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A module that is no page: it registers none. */

#include <gmodule.h>

G_MODULE_EXPORT int stree_nothing = 1;
