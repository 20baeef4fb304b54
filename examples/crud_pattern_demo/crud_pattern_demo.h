/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

/* What is in the store: a table in memory with columns "item", "stock", "price", "since" and "organic". */
StreeSource *crud_pattern_make_source (void);
/* The records of it, with what the columns do not say. */
StreeCrud *crud_pattern_make_crud (StreeSource *source);

/* The root component; @crud is a StreeCrud. It knows no GTK, so that a test can run it without a window. */
StreeElement *crud_pattern_demo (StreeContext *cx, gpointer crud);
