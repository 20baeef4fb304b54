/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

/* The root component; its props are a GPtrArray of StreePageEntry. It knows no GTK, so that a test can run it without a
 * window. */
StreeElement *numeric_nav_demo (StreeContext *cx, gpointer props);
