/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* explorer [FILE]: look through a table of a CSV, TSV, JSON or JSON Lines file: search it as you type, sort and filter it,
 * sum up its columns; a CSV file of 512 MiB or more, or of so many bytes as EXPLORER_LARGE_SIZE says, is in
 * a temporary database for that. Or through the tables of an SQLite file or of a PostgreSQL server, postgresql://HOST/DATABASE, and edit
 * them.
 *
 * The parts, in the order in which to read them:
 *
 *   explorer/explorer-app.c      the root component: which file, and what there is to show of it yet
 *   explorer/explorer-table.c    the table, and what is beside it
 *   explorer/explorer-summary.c  a column in a few figures
 *   explorer/explorer-database.c a table of a database
 *   explorer/explorer-profile.c  the rows on one page, what is in their columns on another
 *   explorer/document.c          what runs in threads: reading, finding, summing up
 *   explorer/database.c          what is asked of a database
 *   explorer/profile.c           reading all rows, to look at each column
 */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "config.h"
#include "explorer/document.h"
#include "explorer/explorer.h"

/* The table to show when none was asked for: the one in the source tree, when the program runs from where it was built;
 * else the installed one. */
static char *
find_default_uri (void)
{
  static const char *const places[] = { EXPLORER_SOURCE_DATA, STREE_DATADIR "/streamtree-1/penguins.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (*places[i] && g_file_test (places[i], G_FILE_TEST_IS_REGULAR))
      return g_filename_to_uri (places[i], NULL, NULL);
  return NULL;
}

int
main (int argc, char **argv)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();
  g_autofree char       *uri = find_default_uri ();
  ExplorerProps          props = { uri };
  const char            *large = g_getenv ("EXPLORER_LARGE_SIZE");

  (void) scope; /* where the menu below lives */
  if (large)
    document_large_size = g_ascii_strtoull (large, NULL, 10);
  return stree_run_with ("org.streamtree.Explorer", explorer, argc, argv, .page_title = _ ("Data Explorer"), .props = &props,
                         .layout = STREE_LAYOUT_WIDE, .width = 1000, .height = 700, .opens_files = TRUE,
                         .menu_items = STREE_MENU ({ .label = _ ("_Open…"), .on_click = stree_call (explorer_ask, NULL), .accel = "<Control>o" }));
}
