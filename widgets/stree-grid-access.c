/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-column-private.h"
#include "stree-gtk-private.h"

/* What assistive technology is told of the table: how its rows are sorted and narrowed, and how many there are. What is in a
 * cell, and where it stands, the cell tells itself when it is seen. */

static void
set_description (GtkWidget *widget, const char *text)
{
  if (text)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* In words; NULL: they are as they stand in the source. */
static char *
describe_sorts (StreeGridView *self)
{
  StreeSource *source = stree_grid_model_get_source (self->model);
  char        *all = NULL;

  for (guint i = 0; source && i < stree_grid_options_get_n_parts (self->options); i++)
    {
      g_autofree char *before = all;
      g_autofree char *one = NULL;

      if (stree_grid_options_get_part (self->options, i, NULL) != STREE_GRID_PART_SORT)
        {
          before = NULL;
          continue;
        }
      one = stree_grid_options_describe (self->options, i, stree_source_get_schema (source));
      /* Translators: both are as in “sorted by price, largest first” */
      all = before ? g_strdup_printf (_ ("%s, then %s"), before, one) : g_steal_pointer (&one);
    }
  return all;
}

/* NULL: all of its rows are shown. */
static char *
describe_filter (StreeGridView *self, const char *column)
{
  StreeSource *source = stree_grid_model_get_source (self->model);

  for (guint i = 0; source && column && i < stree_grid_options_get_n_parts (self->options); i++)
    {
      const char *name;

      if (stree_grid_options_get_part (self->options, i, &name) == STREE_GRID_PART_COLUMN_FILTER && g_strcmp0 (name, column) == 0)
        return stree_grid_options_describe (self->options, i, stree_source_get_schema (source));
    }
  return NULL;
}

/* The arrows and signs behind a title are for the eye. */
static void
show_title (StreeGridView *self, StreeGridViewColumn *column)
{
  static const GtkAccessibleSort sorts[] = {
    [STREE_GRID_UNSORTED] = GTK_ACCESSIBLE_SORT_NONE,
    [STREE_GRID_ASCENDING] = GTK_ACCESSIBLE_SORT_ASCENDING,
    [STREE_GRID_DESCENDING] = GTK_ACCESSIBLE_SORT_DESCENDING,
  };
  const char      *label = stree_grid_column_get_label (column->column);
  const char      *name = stree_grid_column_get_name (column->column);
  StreeGridSort    sort = name ? stree_grid_options_get_sort (self->options, name, NULL) : STREE_GRID_UNSORTED;
  g_autofree char *filter = describe_filter (self, name);

  if (!column->title)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (column->title), GTK_ACCESSIBLE_PROPERTY_LABEL, label ? label : "",
                                  GTK_ACCESSIBLE_PROPERTY_SORT, sorts[sort], -1);
  set_description (column->title, filter);
}

void
stree_grid_access_show_query (StreeGridView *self)
{
  g_autofree char *sorted = describe_sorts (self);

  for (guint i = 0; i < self->columns->len; i++)
    show_title (self, self->columns->pdata[i]);
  set_description (GTK_WIDGET (self), sorted);
}

void
stree_grid_access_announce_sort (StreeGridView *self)
{
  g_autofree char *sorted = describe_sorts (self);

  stree_gtk_announce (GTK_WIDGET (self), sorted ? sorted : _ ("not sorted"));
}

void
stree_grid_access_show_size (StreeGridView *self)
{
  gboolean exact;
  int      n_columns = (int) self->columns->len;
  int      n_rows;

  stree_grid_model_get_n_rows (self->model, &exact);
  n_rows = exact ? (int) MIN (g_list_model_get_n_items (G_LIST_MODEL (self->model)), G_MAXINT) : -1; /* not known */
  if (n_rows == self->told_rows && n_columns == self->told_columns)
    return;
  self->told_rows = n_rows;
  self->told_columns = n_columns;
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_COUNT, n_rows, GTK_ACCESSIBLE_RELATION_COL_COUNT,
                                  n_columns, -1);
}
