/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Number inputs from the fields of a struct, and links to the pages that lie in pages/ beside the program. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "numeric_nav_demo/numeric_nav_demo.h"

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) pages = stree_discover_pages (NULL);

  return stree_run_with ("org.streamtree.NumericNavDemo", numeric_nav_demo, argc, argv, .page_title = _ ("Numbers and Pages"),
                         .props = pages, .width = 720, .initial_sidebar_state = STREE_SIDEBAR_AUTO);
}
