/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What shows while a file is read, when it is there, and when it cannot be read. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "async_loader_demo/async_loader_demo.h"

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.AsyncLoaderDemo", async_loader_demo, argc, argv, .page_title = _ ("Loading"), .width = 560);
}
