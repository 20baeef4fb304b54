/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-held-private.h"

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-format.h"

void
stree_grid_held_clear (StreeGridHeld *held)
{
  g_clear_object (&held->source);
  g_clear_pointer (&held->data, stree_frame_unref);
}

static void
take_data (StreeGridHeld *held, StreeFrame *data)
{
  StreeFrame *before = held->data;

  held->data = stree_frame_ref (data);
  g_clear_pointer (&before, stree_frame_unref);
}

StreeSource *
stree_grid_held_find (StreeGridHeld *held,
                      StreeSource *source,
                      StreeFrame *data,
                      const char *const *key_columns,
                      GError **error)
{
  if (source || !data)
    {
      stree_grid_held_clear (held);
      return source;
    }
  /* The same data once more says nothing about what was written into it since. */
  if (held->source && (held->data == data || stree_frame_source_set_frame (held->source, data, NULL)))
    {
      take_data (held, data);
      return STREE_SOURCE (held->source);
    }
  g_clear_object (&held->source);
  take_data (held, data);
  held->source = stree_frame_source_new (data, key_columns, error);
  return held->source ? STREE_SOURCE (held->source) : NULL;
}

StreeGridColumns *
stree_grid_columns_new_for_source (StreeSource *source)
{
  StreeGridColumns *columns = stree_grid_columns_new ();
  StreeFrame *schema = stree_source_get_schema (source);

  for (guint i = 0; i < stree_frame_get_n_columns (schema); i++)
    {
      g_autoptr (StreeGridColumn) column = NULL;

      if (stree_source_get_column_flags (source, i) & STREE_COLUMN_HIDDEN)
        continue;
      column = stree_grid_column_new (stree_frame_get_column_name (schema, i));
      stree_grid_columns_append (columns, column);
    }
  return columns;
}

static StreeGridColumn *
column_of_source (StreeGridColumns *resolved, guint index)
{
  for (guint i = 0; resolved && i < stree_grid_columns_get_n_columns (resolved); i++)
    {
      StreeGridColumn *column = stree_grid_columns_get (resolved, i);

      if (column->index == (int) index)
        return column;
    }
  return NULL;
}

StreeCell *
stree_grid_columns_parse (StreeGridColumns *resolved, StreeSource *source, guint index, const char *text, GError **error)
{
  StreeGridColumn *column = column_of_source (resolved, index);

  if (column)
    return stree_grid_column_parse (column, text, error);
  return stree_cell_new_parsed (stree_frame_get_column_type (stree_source_get_schema (source), index), text, error);
}

char *
stree_grid_columns_check (StreeGridColumns *resolved, guint index, StreeCell *cell)
{
  StreeGridColumn *column = column_of_source (resolved, index);
  g_autoptr (GError) error = NULL;

  if (!column || stree_grid_column_validate (column, cell, &error))
    return NULL;
  return g_strdup (error->message);
}

gboolean
stree_grid_columns_require (StreeGridColumns *resolved, guint index)
{
  StreeGridColumn *column = column_of_source (resolved, index);

  return column && column->args.required;
}
