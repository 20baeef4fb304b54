/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A column of the rows that were found, in a few figures. */

#include "explorer.h"

#include <glib/gi18n-lib.h>

#include "document.h"

#define MAX_TOP 5

static StreeElement *
figure (const char *label, const char *value)
{
  return stree_hstack (stree_with (stree_text_with (label), .css = "dim-label", .hexpand = TRUE),
                       stree_with (stree_text_with (value, .selectable = TRUE), .css = "stree-number"));
}

/* The values that occur most often: of use where values recur. */
static StreeElement *
top_values (StreeColumnSummary *summary)
{
  StreeBuilder *lines = stree_builder_new ();
  guint         n = MIN (stree_column_summary_get_n_top (summary), MAX_TOP);
  guint         n_rows = stree_column_summary_get_n_rows (summary) - stree_column_summary_get_n_nulls (summary);

  if (n == 0 || stree_column_summary_get_n_distinct (summary) * 2 > n_rows)
    return NULL;
  stree_builder_add (lines, stree_divider ());
  for (guint i = 0; i < n; i++)
    {
      guint       occurs;
      const char *value = stree_column_summary_get_top (summary, i, &occurs);

      stree_builder_add (lines, figure (value, explorer_number (occurs)));
    }
  return stree_builder_end (lines);
}

static StreeElement *
figures (StreeColumnSummary *summary)
{
  guint       n_distinct = stree_column_summary_get_n_distinct (summary);
  const char *min = stree_column_summary_get_min_text (summary);
  const char *max = stree_column_summary_get_max_text (summary);
  double      mean;

  return stree_vstack_with (
    (.spacing = 4, .key = "figures"),
    figure (_ ("Values"), explorer_number (stree_column_summary_get_n_rows (summary) - stree_column_summary_get_n_nulls (summary))),
    figure (_ ("Missing"), explorer_number (stree_column_summary_get_n_nulls (summary))),
    figure (_ ("Different"), stree_column_summary_is_exact (summary) ? explorer_number (n_distinct) : stree_str (_ ("over %s"), explorer_number (n_distinct))),
    min ? figure (_ ("Smallest"), min) : NULL,
    max ? figure (_ ("Largest"), max) : NULL,
    stree_column_summary_get_range (summary, NULL, NULL, &mean) ? figure (_ ("Mean"), explorer_number (mean)) : NULL,
    top_values (summary));
}

StreeElement *
explorer_summary (StreeContext *cx, gpointer props)
{
  Document               *document = document_get (cx);
  StreeState             *column = stree_state_int (cx, "column", 0);
  StreeFrame             *table = document_get_table (document);
  StreeColumnSummary     *summary = document_get_summary (document);
  guint                   n = stree_frame_get_n_columns (table);
  g_autofree const char **names = g_new0 (const char *, n + 1);

  (void) props;
  for (guint i = 0; i < n; i++)
    names[i] = stree_frame_get_column_name (table, i);
  document_sum_up (document, (guint) stree_state_get_int (column));
  return stree_vstack (stree_selectbox (_ ("Summary of"), .options = names, .index = stree_bind (column), .key = "summary-column"),
                       summary ? figures (summary) : NULL);
}
