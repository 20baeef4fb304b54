/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-filter-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-format.h"

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

/* How many values are named. */
#define MAX_NAMED 3

static void
describe_values (GString *text, const StreeGridFilter *self, StreeGridColumn *column)
{
  for (guint i = 0; i < MIN (self->values->len, MAX_NAMED); i++)
    {
      StreeCell       *cell = self->values->pdata[i];
      g_autofree char *value = stree_cell_is_null (cell) ? g_strdup (_ ("(empty)")) : stree_grid_column_format_cell (column, cell);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : " ", value);
    }
  if (self->values->len > MAX_NAMED)
    g_string_append (text, ", …");
}

char *
stree_grid_filter_describe (StreeFilter *filter, StreeGridColumn *column)
{
  const char      *label = stree_grid_column_get_label (column);
  GString         *text = g_string_new (label);
  StreeGridFilter  self = { NULL, NULL, NULL, NULL };
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!stree_grid_filter_read (&self, filter))
    {
      g_string_append (text, ": …");
      return g_string_free (text, FALSE);
    }
  if (self.text)
    g_string_append_printf (text, " “%s”", self.text);
  from = self.from ? stree_grid_column_format_cell (column, self.from) : NULL;
  to = self.to ? stree_grid_column_format_cell (column, self.to) : NULL;
  if (from && to)
    g_string_append_printf (text, " %s – %s", from, to);
  else if (from)
    g_string_append_printf (text, " ≥ %s", from);
  else if (to)
    g_string_append_printf (text, " ≤ %s", to);
  if (self.values)
    describe_values (text, &self, column);
  stree_grid_filter_clear (&self);
  return g_string_free (text, FALSE);
}
