/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Scripts that must pass without a display and in a window alike. */

#include "streamtree.h"

typedef StreeTest *(*KitStart) (StreeSession *session, const char *name, StreeComponentFunc func, gpointer props);

void kit_add_scripts (const char *prefix, KitStart start);
