/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* An ErrorBoundary around what fails, a value that travels down the tree, and routes. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "phase2_composite_demo/phase2_composite_demo.h"

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.Phase2CompositeDemo", phase2_composite_demo, argc, argv, .page_title = _ ("Phase 2 composite"));
}
