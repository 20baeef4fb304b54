/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* How texts are ordered, written as plainly as can be. */

#include "streamtree.h"

/* Below 0, 0 or above it, as strcmp () has it; 0 only for the same bytes. */
int naive_compare_texts (StreeCollation collation, const char *a, const char *b);
