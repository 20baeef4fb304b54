/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A part of the page that is built after the first frame, and reruns on its own. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "deferred_region_demo/deferred_region_demo.h"

int
main (int argc, char **argv)
{
  DeferredRegionRuns runs = { 0, 0 };

  return stree_run_with ("org.streamtree.DeferredRegionDemo", deferred_region_demo, argc, argv,
                         .page_title = _ ("Deferred Region"), .props = &runs, .width = 640);
}
