/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A table of a database: seen page by page, and edited where it can be. */

#include "explorer.h"

#include <glib/gi18n-lib.h>

#include "database.h"
#include "profile.h"

/* All of it again: what was wrong may be so no more. */
static void
again_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_state_add (stree_session_lookup (stree_event_get_session (event), "revision"), 1);
}

static StreeElement *
content (StreeContext *cx, Database *database, const char *name)
{
  StreeSource *source = database_get_source (database);
  gboolean     can_edit;

  if (database_get_error (database))
    return stree_vstack_with ((.key = "database-problem"),
      stree_with (stree_text_with (database_get_error (database), .selectable = TRUE, .key = "database-error"), .css = "error"),
      stree_button (_ ("Try Again"), .on_click = stree_call (again_cb, NULL), .key = "database-again", .common = stree_common (.halign = STREE_ALIGN_START)));
  if (!source)
    return stree_text_with (_ ("Opening…"), .key = "opening");
  can_edit = (stree_source_get_capabilities (source) & STREE_SOURCE_UPDATE) != 0;
  return explorer_pages (cx, source,
                         stree_data_grid (.source = source, .editable = can_edit, .selection_mode = STREE_SELECTION_CELLS, .label = name,
                                          .on_result = stree_call (explorer_show_result, profile_get (cx)), .key = "grid"));
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
    tables && !*tables ? stree_text_with (_ ("There are no tables in it."), .key = "no-tables") : content (cx, database, name));
}
