/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

/*
 * Edits as JSON, for results and dumps; values are JSON's own where it has them, else texts:
 *
 *   { "changed":   [ { "key": "3", "cells": { "price": 9.5 } } ],
 *     "inserted":  [ { "cells": { "name": "new" } } ],
 *     "deleted":   [ { "key": "4" } ],
 *     "invalid":   [ { "key": "3", "column": "price", "value": "abc", "error": "A number was expected" } ],
 *     "conflicts": [ { "key": "3", "column": "price", "value": 9.5, "seen": 9, "now": 10 }, { "key": "4" } ] }
 */

#include "grid/stree-grid-edits-private.h"

#include <json-glib/json-glib.h>
#include <math.h>

/* NULL: nothing. */
static void
add_cell (JsonBuilder *builder, StreeCell *cell)
{
  g_autofree char *text = NULL;

  if (!cell || stree_cell_is_null (cell))
    {
      json_builder_add_null_value (builder);
      return;
    }
  switch (stree_cell_get_column_type (cell))
    {
    case STREE_COLUMN_INT64:
      json_builder_add_int_value (builder, stree_cell_get_int64 (cell));
      return;
    case STREE_COLUMN_DOUBLE:
      if (isfinite (stree_cell_get_double (cell)))
        {
          json_builder_add_double_value (builder, stree_cell_get_double (cell));
          return;
        }
      break;
    case STREE_COLUMN_BOOL:
      json_builder_add_boolean_value (builder, stree_cell_get_bool (cell));
      return;
    case STREE_COLUMN_DATE:
    case STREE_COLUMN_TIMESTAMP:
    case STREE_COLUMN_TEXT:
    default:
      break;
    }
  text = stree_cell_to_string (cell);
  json_builder_add_string_value (builder, text);
}

static void
add_value (JsonBuilder *builder, const StreeEditValue *value)
{
  if (value && !value->cell)
    json_builder_add_string_value (builder, value->text);
  else
    add_cell (builder, value ? value->cell : NULL);
}

static void
add_key (JsonBuilder *builder, StreeEditRow *row)
{
  g_autofree char *key = NULL;

  if (!row->in_source && !row->gone)
    return;
  key = stree_row_key_to_string (row->key);
  json_builder_set_member_name (builder, "key");
  json_builder_add_string_value (builder, key);
}

static const char *
column_name (StreeGridEdits *self, guint column)
{
  return stree_frame_get_column_name (stree_source_get_schema (self->source), column);
}

static void
add_row (JsonBuilder *builder, StreeGridEdits *self, StreeEditRow *row, gboolean with_cells)
{
  json_builder_begin_object (builder);
  add_key (builder, row);
  if (with_cells)
    {
      json_builder_set_member_name (builder, "cells");
      json_builder_begin_object (builder);
      for (guint column = 0; column < stree_frame_get_n_columns (stree_source_get_schema (self->source)); column++)
        {
          const StreeEditCell *cell = stree_edit_row_find (row, column);
          g_autoptr (StreeCell) base = cell || row->in_source ? NULL : stree_edit_row_get_base (row, column);

          if (!cell && !base)
            continue;
          json_builder_set_member_name (builder, column_name (self, column));
          if (cell)
            add_value (builder, cell->value);
          else
            add_cell (builder, base);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_invalid (JsonBuilder *builder, StreeGridEdits *self, StreeEditRow *row)
{
  for (guint column = 0; column < stree_frame_get_n_columns (stree_source_get_schema (self->source)); column++)
    {
      const char *error = stree_edit_row_get_error (self, row, column);
      const StreeEditCell *cell = stree_edit_row_find (row, column);

      if (!error)
        continue;
      json_builder_begin_object (builder);
      add_key (builder, row);
      json_builder_set_member_name (builder, "column");
      json_builder_add_string_value (builder, column_name (self, column));
      json_builder_set_member_name (builder, "value");
      add_value (builder, cell ? cell->value : NULL);
      json_builder_set_member_name (builder, "error");
      json_builder_add_string_value (builder, error);
      json_builder_end_object (builder);
    }
}

static void
add_conflicts (JsonBuilder *builder, StreeGridEdits *self, StreeEditRow *row)
{
  if (row->gone || !row->present)
    {
      add_row (builder, self, row, FALSE);
      return;
    }
  for (guint i = 0; row->cells && i < row->cells->len; i++)
    {
      const StreeEditCell *cell = &g_array_index (row->cells, StreeEditCell, i);
      g_autoptr (StreeCell) now = NULL;

      if (!cell->was)
        continue;
      now = stree_edit_row_get_base (row, cell->column);
      json_builder_begin_object (builder);
      add_key (builder, row);
      json_builder_set_member_name (builder, "column");
      json_builder_add_string_value (builder, column_name (self, cell->column));
      json_builder_set_member_name (builder, "value");
      add_value (builder, cell->value);
      json_builder_set_member_name (builder, "seen");
      add_cell (builder, cell->was);
      json_builder_set_member_name (builder, "now");
      add_cell (builder, now);
      json_builder_end_object (builder);
    }
}

static void
add_list (JsonBuilder *builder, StreeGridEdits *self, const char *name, StreeGridEditState state)
{
  g_autoptr (GPtrArray) keys = stree_grid_edits_list_rows (self, state);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < keys->len; i++)
    {
      StreeEditRow *row = stree_edit_rows_get (self, g_ptr_array_index (keys, i));

      if (state == STREE_GRID_EDIT_INVALID)
        add_invalid (builder, self, row);
      else if (state == STREE_GRID_EDIT_CONFLICT)
        add_conflicts (builder, self, row);
      else if (state != STREE_GRID_EDIT_CHANGED || !(row->state & STREE_GRID_EDIT_INSERTED))
        add_row (builder, self, row, state != STREE_GRID_EDIT_DELETED);
    }
  json_builder_end_array (builder);
}

static JsonNode *
make_json (StreeGridEdits *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_list (builder, self, "changed", STREE_GRID_EDIT_CHANGED);
  add_list (builder, self, "inserted", STREE_GRID_EDIT_INSERTED);
  add_list (builder, self, "deleted", STREE_GRID_EDIT_DELETED);
  add_list (builder, self, "invalid", STREE_GRID_EDIT_INVALID);
  add_list (builder, self, "conflicts", STREE_GRID_EDIT_CONFLICT);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}

/**
 * stree_grid_edits_to_json:
 * @edits: edits
 *
 * All edits as JSON: an object with the lists `changed`, `inserted`, `deleted`, `invalid` and `conflicts`. Numbers, truth
 * values and nulls are JSON's, all else are texts.
 *
 * Returns: (transfer full): UTF-8 text on one line
 *
 * Since: 1.0
 */
char *
stree_grid_edits_to_json (StreeGridEdits *edits)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), NULL);
  root = make_json (edits);
  return json_to_string (root, FALSE);
}

/**
 * stree_grid_edits_to_variant:
 * @edits: edits
 *
 * All edits as a value: what [method@GridEdits.to_json] gives, with a dictionary (`a{sv}`) for each object.
 *
 * Returns: (transfer full): a value of the type `a{sv}`
 *
 * Since: 1.0
 */
GVariant *
stree_grid_edits_to_variant (StreeGridEdits *edits)
{
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), NULL);
  root = make_json (edits);
  return g_variant_ref_sink (json_gvariant_deserialize (root, NULL, NULL));
}
