/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Several tasks at the same time, their results in the order of their keys. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "async_ordered_loader_demo/async_ordered_loader_demo.h"

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.AsyncOrderedLoaderDemo", async_ordered_loader_demo, argc, argv, .page_title = _ ("Loading in Order"), .width = 560);
}
