/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A table to work in: columns of many kinds, in any order, filtered, edited. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "datagrid_demo/datagrid_demo.h"

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.DatagridDemo", datagrid_demo, argc, argv, .page_title = _ ("Data Grid"), .layout = STREE_LAYOUT_WIDE,
                         .width = 960, .height = 560);
}
