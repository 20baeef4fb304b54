/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-pages-private.h"

#include <sys/mman.h>

static gsize in_use; /* atomic: arenas may die in any thread */

gpointer
stree_pages_alloc (void)
{
  /* Twice as much holds an aligned block; what is around it goes back. */
  char *region = mmap (NULL, 2 * STREE_PAGES_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  char *block;
  gsize before;

  if (region == MAP_FAILED)
    g_error ("%s: failed to allocate %d bytes", G_STRLOC, STREE_PAGES_SIZE);
  block = (char *) ((GPOINTER_TO_SIZE (region) + STREE_PAGES_SIZE - 1) & ~(gsize) (STREE_PAGES_SIZE - 1));
  before = (gsize) (block - region);
  if (before > 0)
    munmap (region, before);
  munmap (block + STREE_PAGES_SIZE, STREE_PAGES_SIZE - before);
#ifdef MADV_HUGEPAGE
  madvise (block, STREE_PAGES_SIZE, MADV_HUGEPAGE); /* a wish: without it, it is only slower */
#endif
  g_atomic_pointer_add (&in_use, STREE_PAGES_SIZE);
  return block;
}

void
stree_pages_free (gpointer block)
{
  munmap (block, STREE_PAGES_SIZE);
  g_atomic_pointer_add (&in_use, -STREE_PAGES_SIZE);
}

gsize
stree_pages_in_use (void)
{
  return (gsize) g_atomic_pointer_get (&in_use);
}
