/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is selected in a table is state, and what is made of it follows. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "datagrid_selection_demo/datagrid_selection_demo.h"

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.DatagridSelectionDemo", datagrid_selection_demo, argc, argv, .page_title = _ ("Planets"), .width = 620);
}
