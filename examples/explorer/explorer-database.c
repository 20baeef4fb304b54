/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A table of a database: seen page by page, and edited where it can be. */

#include "explorer.h"

#include <glib/gi18n-lib.h>

#include "database.h"

static StreeElement *
content (Database *database, const char *name)
{
  StreeSource *source = database_get_source (database);
  gboolean     can_edit;

  if (database_get_error (database))
    return stree_with (stree_text_with (database_get_error (database), .selectable = TRUE, .key = "database-error"), .css = "error");
  if (!source)
    return stree_text_with (_ ("Opening…"), .key = "opening");
  can_edit = (stree_source_get_capabilities (source) & STREE_SOURCE_UPDATE) != 0;
  return stree_data_grid (.source = source, .editable = can_edit, .selection_mode = STREE_SELECTION_CELLS, .label = name, .key = "grid");
}

StreeElement *
explorer_database (StreeContext *cx, gpointer root)
{
  Database               *database = database_get (cx);
  StreeState             *chosen = stree_state_int (cx, "chosen", 0);
  g_autofree const char **tables = database_dup_tables (database);
  int                     index = stree_state_get_int (chosen);
  const char             *name = NULL;

  if (tables && *tables)
    {
      name = (guint) index < g_strv_length ((char **) (gpointer) tables) ? tables[index] : tables[0];
      database_open_table (database, name);
    }
  return stree_fragment (
    stree_sidebar_with ((.key = "side"),
      stree_button (_ ("Open a File…"), .on_click = stree_call (explorer_ask, root), .key = "open"),
      stree_divider (),
      tables && *tables ? stree_selectbox (_ ("Table"), .options = tables, .index = stree_bind (chosen), .key = "tables") : NULL),
    tables && !*tables ? stree_text_with (_ ("There are no tables in it."), .key = "no-tables") : content (database, name));
}
