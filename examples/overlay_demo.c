/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A dialog to edit a note in, a question over it before words are lost, and a popover that knows about them. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "overlay_demo/overlay_demo.h"

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.OverlayDemo", overlay_demo, argc, argv, .page_title = _ ("Overlay Demo"));
}
