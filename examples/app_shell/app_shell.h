/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

/* The main column, and what stands in the sidebar: components of their own, which share a state. */
StreeElement *app_shell_body (StreeContext *cx, gpointer props);
StreeElement *app_shell_sidebar (StreeContext *cx, gpointer props);
