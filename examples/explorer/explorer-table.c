/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The table, in a grid that sorts, filters and searches it, and what is beside it. */

#include "explorer.h"

#include <glib/gi18n-lib.h>

#include "document.h"
#include "profile.h"

static const char *
count_text (guint n_rows, guint n_all)
{
  if (n_rows == n_all)
    return stree_str (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", n_all), explorer_number (n_all));
  return stree_str (g_dngettext (GETTEXT_PACKAGE, "%s of %s row", "%s of %s rows", n_all), explorer_number (n_rows),
                    explorer_number (n_all));
}

/* Who is told what the grid shows. */
typedef struct
{
  Document *document;
  Profile  *profile;
} Told;

/* What the grid shows is summed up. */
static void
result_cb (StreeEvent *event, gpointer data)
{
  const Told *told = data;

  document_find (told->document, stree_grid_result_get_query (stree_event_get_grid_result (event)));
  explorer_show_result (event, told->profile);
}

/* What there is to say when all rows are there. */
static StreeElement *
facts (Document *document)
{
  StreeFrame *table = document_get_table (document);
  guint       n_stored = document_get_n_stored (document);

  if (n_stored > 0)
    return stree_vstack_with (
      (.spacing = 9, .key = "facts"),
      stree_with (stree_text_with (count_text (n_stored, n_stored), .key = "count"), .css = "dim-label"),
      stree_with (stree_text_with (_ ("The file is large: its table is in a temporary database."), .key = "stored"), .css = "dim-label"));
  if (!table)
    return stree_with (stree_text_with (_ ("Reading the rest…"), .key = "reading"), .css = "dim-label");
  return stree_vstack_with (
    (.spacing = 9, .key = "facts"),
    stree_with (stree_text_with (count_text (stree_frame_get_n_rows (document_get_rows (document)), stree_frame_get_n_rows (table)), .key = "count"),
                .css = "dim-label"),
    stree_divider (),
    stree_component (explorer_summary));
}

StreeElement *
explorer_table (StreeContext *cx, gpointer root)
{
  Document        *document = document_get (cx);
  const char      *note = document_get_note (document);
  g_autofree char *name = document_dup_name (document);
  Told             told = { document, profile_get (cx) };

  return stree_fragment (
    stree_sidebar_with ((.key = "side"),
      stree_subheader (name, .key = "name"),
      stree_button (_ ("Open a File…"), .on_click = stree_call (explorer_ask, root), .key = "open"),
      facts (document)),
    note ? stree_text_with (note, .key = "note") : NULL,
    explorer_pages (cx, document_get_source (document),
                    stree_data_grid (.source = document_get_source (document), .selection_mode = STREE_SELECTION_CELLS, .label = name,
                                     .on_result = stree_call_copy (result_cb, &told, sizeof told), .key = "table")));
}
