/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

/* The root component. It knows no GTK, so that a test can run it without a window. */
StreeElement *log_follow (StreeContext *cx, gpointer props);
