/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A table of an SQLite file: rows are added, changed and deleted, and written in one transaction. Another program may write the
 * same file meanwhile. crud makes a file of its own below the user's data, and opens it again the next time. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "crud/crud.h"

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "streamtree-crud", NULL);
  g_autofree char *path = g_build_filename (folder, "plants.db", NULL);
  CrudProps        props = { path };

  /* Where that fails, opening the file says so. */
  g_mkdir_with_parents (folder, 0700);
  return stree_run_with ("org.streamtree.Crud", crud, argc, argv, .page_title = _ ("Plants"), .props = &props, .layout = STREE_LAYOUT_WIDE,
                         .width = 760, .height = 480);
}
