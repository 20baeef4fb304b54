/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The table, with what finds rows in it: a search text, and a value of a column. */

#include "explorer.h"

#include <glib/gi18n-lib.h>

#include "document.h"

static const char *
count_text (guint n_rows, guint n_all)
{
  if (n_rows == n_all)
    return stree_str (g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", n_all), explorer_number (n_all));
  return stree_str (g_dngettext (GETTEXT_PACKAGE, "%s of %s row", "%s of %s rows", n_all), explorer_number (n_rows),
                    explorer_number (n_all));
}

/* --- the filter: choose a column, then a value of it --- */

typedef struct
{
  StreeState *facet; /* which of the columns that can be filtered, from 1; 0: none */
  StreeState *value; /* which of its values, from 1; 0: all */
} Filter;

static void
facet_chosen_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  stree_state_set_int (data, 0); /* the values are others now */
}

/* The chosen column and its values, which are to be freed with g_free (). FALSE: none is chosen. */
static gboolean
chosen_facet (Document *document, const Filter *filter, guint *column, const char ***values)
{
  GVariant *facets = document_get_facets (document);
  int       index = stree_state_get_int (filter->facet);

  if (index < 1 || (gsize) index > g_variant_n_children (facets))
    return FALSE;
  g_variant_get_child (facets, (gsize) index - 1, "(u^a&s)", column, values);
  return TRUE;
}

static StreeElement *
facet_box (Document *document, const Filter *filter)
{
  GVariant               *facets = document_get_facets (document);
  StreeFrame             *table = document_get_table (document);
  gsize                   n = g_variant_n_children (facets);
  g_autofree const char **options = g_new0 (const char *, n + 2);

  options[0] = _ ("No filter");
  for (gsize i = 0; i < n; i++)
    {
      guint column;

      g_variant_get_child (facets, i, "(uas)", &column, NULL);
      options[i + 1] = stree_frame_get_column_name (table, column);
    }
  return stree_selectbox (_ ("Filter by"), .options = options, .index = stree_bind (filter->facet), .disabled = n == 0,
                          .on_change = stree_call (facet_chosen_cb, filter->value), .key = "filter-column");
}

static StreeElement *
value_box (Document *document, const Filter *filter)
{
  g_autofree const char **values = NULL;
  g_autofree const char **options = NULL;
  guint                   column;
  guint                   n;

  if (!chosen_facet (document, filter, &column, &values))
    return NULL;
  n = g_strv_length ((char **) (gpointer) values);
  options = g_new0 (const char *, n + 2);
  options[0] = _ ("All");
  for (guint i = 0; i < n; i++)
    options[i + 1] = values[i];
  return stree_selectbox (stree_frame_get_column_name (document_get_table (document), column), .options = options,
                          .index = stree_bind (filter->value), .key = "filter-value");
}

static void
find_rows (Document *document, const char *search, const Filter *filter)
{
  g_autofree const char **values = NULL;
  int                     index = stree_state_get_int (filter->value);
  guint                   column = 0;
  const char             *value = NULL;

  if (chosen_facet (document, filter, &column, &values) && index > 0 && (guint) index <= g_strv_length ((char **) (gpointer) values))
    value = values[index - 1];
  document_find (document, search, column, value);
}

static void
search_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_focus (stree_event_get_context (event), "search");
  stree_select_all (stree_event_get_context (event), "search");
}

/* --- all of it --- */

StreeElement *
explorer_table (StreeContext *cx, gpointer root)
{
  Document        *document = document_get (cx);
  StreeState      *search = stree_state_string (cx, "search", "");
  Filter           filter = { stree_state_int (cx, "facet", 0), stree_state_int (cx, "value", 0) };
  StreeFrame      *table = document_get_table (document);
  StreeFrame      *rows = document_get_rows (document);
  const char      *note = stree_frame_get_note (table);
  g_autofree char *name = document_dup_name (document);

  find_rows (document, stree_state_get_string (search), &filter);
  return stree_fragment (
    stree_sidebar_with ((.key = "side"),
      stree_subheader (name, .key = "name"),
      stree_button (_ ("Open a File…"), .on_click = stree_call (explorer_ask, root), .key = "open"),
      stree_divider (),
      facet_box (document, &filter),
      value_box (document, &filter),
      stree_divider (),
      stree_component (explorer_summary)),
    stree_action ("search", _ ("Search"), .shortcut = "<Control>f", .icon = "edit-find-symbolic", .group = _ ("Table"),
                  .on_activate = stree_call (search_cb, NULL)),
    stree_text_input (NULL, .placeholder = _ ("Search in all columns"), .value = stree_bind (search), .key = "search"),
    note ? stree_text_with (note, .key = "note") : NULL,
    stree_with (stree_text_with (count_text (stree_frame_get_n_rows (rows), stree_frame_get_n_rows (table)), .key = "count"),
                .css = "dim-label"),
    stree_data_frame (rows, .label = name, .key = "table"));
}
