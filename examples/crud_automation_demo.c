/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Records, and what is done with them as tasks: submitted by a button, shown by where they are, dismissed. Which record is
 * open is in the location. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "crud_automation_demo/crud_automation_demo.h"

int
main (int argc, char **argv)
{
  g_autoptr (Records) records = records_new (1200);

  return stree_run_with ("org.streamtree.CrudAutomationDemo", crud_automation_demo, argc, argv, .page_title = _ ("Records"),
                         .props = records, .width = 600, .height = 620);
}
