/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

/* The root component. */
StreeElement *overlay_demo (StreeContext *cx, gpointer props);
