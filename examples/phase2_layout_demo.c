/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A split window: the look of the right side is set on the left. Where the handle was left is kept from one start to the next. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "phase2_layout_demo/phase2_layout_demo.h"

int
main (int argc, char **argv)
{
  g_autofree char *file = g_build_filename (g_get_user_state_dir (), "streamtree", "phase2-layout-demo.json", NULL);

  return stree_run_with ("org.streamtree.Phase2LayoutDemo", phase2_layout_demo, argc, argv, .page_title = _ ("Phase 2 layout"),
                         .layout = STREE_LAYOUT_WIDE, .session_file = file);
}
