/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

StreeElement *datagrid_selection_demo (StreeContext *cx, gpointer data);
