/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

typedef struct
{
  GPtrArray *pages;  /* StreePageEntry */
  GVariant  *report; /* of stree_prefetch_pages () */
} FoundPages;

/* The root component; its props are FoundPages. It knows no GTK, so that a test can run it without a window. */
StreeElement *pages_helpers_demo (StreeContext *cx, gpointer props);
