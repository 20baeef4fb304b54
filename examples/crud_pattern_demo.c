/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A list of records and a form for one of them, made from the columns of a table. What two change at once is told to both:
 * open a record, change its stock, sell one of each, and save. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "crud_pattern_demo/crud_pattern_demo.h"

int
main (int argc, char **argv)
{
  g_autoptr (StreeSource) source = crud_pattern_make_source ();
  g_autoptr (StreeCrud) crud = crud_pattern_make_crud (source);

  return stree_run_with ("org.streamtree.CrudPatternDemo", crud_pattern_demo, argc, argv, .page_title = _ ("Store"),
                         .props = crud, .width = 760, .height = 640);
}
