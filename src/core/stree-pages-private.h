/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Blocks of the size of a huge page, for what every run walks. */

#include <glib.h>

G_BEGIN_DECLS

#define STREE_PAGES_SIZE (2 * 1024 * 1024)

/* Aligned to its size. */
gpointer stree_pages_alloc  (void);
void     stree_pages_free   (gpointer block);
/* How many bytes are in such blocks: malloc's statistics do not know them. */
gsize    stree_pages_in_use (void);

G_END_DECLS
