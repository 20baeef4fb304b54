/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

/* How often each part ran. */
typedef struct
{
  int page;
  int region;
} DeferredRegionRuns;

/* The root component; its props are a DeferredRegionRuns. It knows no GTK, so that a test can run it without a window. */
StreeElement *deferred_region_demo (StreeContext *cx, gpointer props);
