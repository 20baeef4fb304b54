/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-filter-private.h"

#include "data/stree-cell-text-private.h"
#include "grid/stree-grid-format-private.h"

void
stree_grid_filter_clear (StreeGridFilter *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->from, stree_cell_unref);
  g_clear_pointer (&self->to, stree_cell_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
}

gboolean
stree_grid_filter_is_empty (const StreeGridFilter *self)
{
  return !self->text && !self->from && !self->to && !self->values;
}

gboolean
stree_grid_filter_has (const StreeGridFilter *self, StreeCell *cell)
{
  if (!self->values)
    return TRUE;
  for (guint i = 0; i < self->values->len; i++)
    if (stree_cell_equal (self->values->pdata[i], cell))
      return TRUE;
  return FALSE;
}

StreeFilter *
stree_grid_filter_make (const StreeGridFilter *self, const char *column)
{
  StreeFilter *parts[4];
  StreeFilter *all;
  guint        n = 0;

  if (self->text)
    parts[n++] = stree_filter_new_text (column, STREE_FILTER_CONTAINS, self->text);
  if (self->from)
    parts[n++] = stree_filter_new_compare (column, STREE_FILTER_GREATER_EQUAL, self->from);
  if (self->to)
    parts[n++] = stree_filter_new_compare (column, STREE_FILTER_LESS_EQUAL, self->to);
  if (self->values)
    parts[n++] = stree_filter_new_in (column, (StreeCell **) self->values->pdata, self->values->len);
  if (n == 0)
    return NULL;
  if (n == 1)
    return parts[0];
  all = stree_filter_new_all (parts, n);
  for (guint i = 0; i < n; i++)
    stree_filter_unref (parts[i]);
  return all;
}

static gboolean
read_values (StreeGridFilter *self, StreeFilter *filter)
{
  if (self->values)
    return FALSE;
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);
  for (guint i = 0; i < stree_filter_get_n_values (filter); i++)
    g_ptr_array_add (self->values, stree_cell_ref (stree_filter_get_value (filter, i)));
  return TRUE;
}

static gboolean
read_part (StreeGridFilter *self, StreeFilter *filter)
{
  StreeCell **end;

  switch (stree_filter_get_op (filter))
    {
    case STREE_FILTER_CONTAINS:
      if (self->text)
        return FALSE;
      self->text = g_strdup (stree_filter_get_text (filter));
      return TRUE;
    case STREE_FILTER_GREATER_EQUAL:
    case STREE_FILTER_LESS_EQUAL:
      end = stree_filter_get_op (filter) == STREE_FILTER_GREATER_EQUAL ? &self->from : &self->to;
      if (*end)
        return FALSE;
      *end = stree_cell_ref (stree_filter_get_value (filter, 0));
      return TRUE;
    case STREE_FILTER_IN:
      return read_values (self, filter);
    case STREE_FILTER_ALL:
      for (guint i = 0; i < stree_filter_get_n_children (filter); i++)
        if (!read_part (self, stree_filter_get_child (filter, i)))
          return FALSE;
      return TRUE;
    case STREE_FILTER_EQUAL:
    case STREE_FILTER_LESS:
    case STREE_FILTER_GREATER:
    case STREE_FILTER_STARTS_WITH:
    case STREE_FILTER_NULL:
    case STREE_FILTER_ANY:
    case STREE_FILTER_NOT:
    default:
      return FALSE;
    }
}

gboolean
stree_grid_filter_read (StreeGridFilter *self, StreeFilter *filter)
{
  if (read_part (self, filter))
    return TRUE;
  stree_grid_filter_clear (self);
  return FALSE;
}

/* --- the ends of a range --- */

/* The last moment of a day. */
static gboolean
end_of_day (gint32 days, gint64 *moment)
{
  char             day[STREE_FRAME_CELL_SIZE];
  g_autofree char *text = NULL;

  stree_cell_format_date (day, days);
  text = g_strconcat (day, " 23:59:59.999999", NULL);
  return stree_grid_parse_moment (text, moment);
}

StreeCell *
stree_grid_filter_parse_end (StreeGridColumn *column, const char *text, gboolean last, GError **error)
{
  gint32 days;
  gint64 moment;

  if (last && column->type == STREE_COLUMN_TIMESTAMP && stree_grid_parse_date (text, &days) && end_of_day (days, &moment))
    return stree_cell_new_timestamp (moment);
  return stree_grid_column_parse (column, text, error);
}

char *
stree_grid_filter_format_end (StreeGridColumn *column, StreeCell *end, gboolean last)
{
  char            buffer[STREE_GRID_TEXT_SIZE];
  StreeGridWriter writer = stree_grid_writer (buffer, sizeof buffer);
  gint32          days;
  gint64          moment;

  if (!last || column->type != STREE_COLUMN_TIMESTAMP || stree_cell_is_null (end))
    return stree_grid_column_format_for_edit (column, end);
  days = stree_grid_local_day (stree_cell_get_timestamp (end));
  if (!end_of_day (days, &moment) || moment != stree_cell_get_timestamp (end))
    return stree_grid_column_format_for_edit (column, end);
  stree_grid_write_date (&writer, days);
  return g_strdup (stree_grid_written (&writer));
}
