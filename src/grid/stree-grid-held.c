/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-held-private.h"

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-edits-private.h"
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

gboolean
stree_grid_options_are_news (StreeGridOptions *before, StreeGridOptions *now)
{
  return now && !(before && stree_grid_options_equal (before, now));
}

gboolean
stree_grid_selected_is_news (StreeRowKey *before, StreeRowKey *now)
{
  return now && !(before && stree_row_key_equal (before, now));
}

/* Where the columns of a grid are kept, which are others from time to time. */
typedef struct
{
  StreeGridEdits *edits;             /* borrowed: it owns this */
  StreeGridColumns *const *resolved; /* borrowed */
} Followed;

static StreeCell *
parse_cb (guint index, const char *text, gpointer data, GError **error)
{
  const Followed *followed = data;
  StreeGridColumn *column = column_of_source (*followed->resolved, index);
  StreeFrame *schema;

  if (column)
    return stree_grid_column_parse (column, text, error);
  schema = stree_source_get_schema (stree_grid_edits_get_source (followed->edits));
  return stree_cell_new_parsed (stree_frame_get_column_type (schema, index), text, error);
}

static char *
check_cb (guint index, StreeCell *cell, gpointer data)
{
  const Followed *followed = data;
  StreeGridColumn *column = column_of_source (*followed->resolved, index);
  g_autoptr (GError) error = NULL;

  if (!column || stree_grid_column_validate (column, cell, &error))
    return NULL;
  return g_strdup (error->message);
}

static gboolean
required_cb (guint index, gpointer data)
{
  const Followed *followed = data;
  StreeGridColumn *column = column_of_source (*followed->resolved, index);

  return column && column->args.required;
}

void
stree_grid_edits_follow_columns (StreeGridEdits *edits, StreeGridColumns *const *resolved)
{
  Followed *followed = g_new (Followed, 1);

  *followed = (Followed){ edits, resolved };
  stree_grid_edits_set_validate_func (edits, check_cb, followed, NULL);
  stree_grid_edits_set_required_func (edits, required_cb, followed);
  stree_grid_edits_set_parse_func (edits, parse_cb, followed, g_free);
}

void
stree_grid_edits_unfollow_columns (StreeGridEdits *edits)
{
  stree_grid_edits_set_validate_func (edits, NULL, NULL, NULL);
  stree_grid_edits_set_required_func (edits, NULL, NULL);
  stree_grid_edits_set_parse_func (edits, NULL, NULL, NULL);
}
