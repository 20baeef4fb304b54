/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-shown-private.h"

#include "data/stree-frame-builder.h"
#include "data/stree-frame-edit.h"
#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-format.h"

/* --- rows with what was typed --- */

static void
apply_to (StreeFrameEdit *edit, guint row, StreeGridEdits *edits, StreeRowKey *key, guint n_columns)
{
  for (guint column = 0; column < n_columns; column++)
    {
      g_autoptr (StreeCell) cell = stree_grid_edits_get_cell (edits, key, column);

      if (cell)
        stree_frame_edit_set_cell (edit, row, column, cell);
    }
}

StreeFrame *
stree_grid_edits_apply (StreeGridEdits *edits, StreeRowKey *key, StreeFrame *page, guint row)
{
  g_autoptr (StreeFrame) one = stree_frame_slice (page, row, 1);
  g_autoptr (StreeFrameEdit) edit = stree_frame_edit_new (one);
  StreeFrame *edited;

  apply_to (edit, 0, edits, key, stree_frame_get_n_columns (one));
  edited = stree_frame_edit_finish (edit, NULL);
  return edited ? edited : stree_frame_ref (one);
}

StreeFrame *
stree_grid_edits_apply_all (StreeGridEdits *edits, const guint *keys, guint n_keys, StreeFrame *page)
{
  g_autoptr (StreeFrameEdit) edit = NULL;
  StreeFrame *edited;

  if (!edits || n_keys == 0 || stree_grid_edits_get_n_rows (edits, STREE_GRID_EDIT_CHANGED) == 0)
    return stree_frame_ref (page);
  edit = stree_frame_edit_new (page);
  for (guint row = 0; row < stree_frame_get_n_rows (page); row++)
    {
      g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (page, row, keys, n_keys);

      if (stree_grid_edits_get_row_state (edits, key) & STREE_GRID_EDIT_CHANGED)
        apply_to (edit, row, edits, key, stree_frame_get_n_columns (page));
    }
  edited = stree_frame_edit_finish (edit, NULL);
  return edited ? edited : stree_frame_ref (page);
}

StreeFrame *
stree_grid_edits_make_row (StreeGridEdits *edits, StreeRowKey *key)
{
  return stree_grid_edits_make_rows (edits, &key, 1);
}

StreeFrame *
stree_grid_edits_make_rows (StreeGridEdits *edits, StreeRowKey *const *keys, guint n_rows)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  StreeFrame *schema = stree_source_get_schema (stree_grid_edits_get_source (edits));

  guint n_columns = stree_frame_get_n_columns (schema);

  for (guint column = 0; column < n_columns; column++)
    stree_frame_builder_add_column (builder, stree_frame_get_column_name (schema, column),
                                    stree_frame_get_column_type (schema, column));
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint column = 0; column < n_columns; column++)
        {
          g_autoptr (StreeCell) cell = stree_grid_edits_get_cell (edits, keys[row], column);

          if (cell)
            stree_frame_builder_append_cell (builder, column, cell);
          else
            stree_frame_builder_append_null (builder, column);
        }
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static gboolean
has_edits (const StreeGridShown *shown)
{
  return shown->edits && stree_grid_edits_get_n_rows (shown->edits, 0) > 0;
}

StreeRowKey *
stree_grid_shown_dup_key (const StreeGridShown *shown, guint position)
{
  guint n_rows = stree_grid_model_get_n_rows (shown->model, NULL);

  if (position < n_rows)
    return stree_grid_model_dup_key (shown->model, position);
  if (!shown->edits || position - n_rows >= stree_grid_edits_get_n_extra_rows (shown->edits, STREE_GRID_END))
    return NULL;
  return stree_row_key_ref (stree_grid_edits_get_extra_row (shown->edits, STREE_GRID_END, position - n_rows));
}

gboolean
stree_grid_shown_has_row (const StreeGridShown *shown, guint position)
{
  StreeFrame *page;
  guint row;

  return position >= stree_grid_model_get_n_rows (shown->model, NULL) ||
         stree_grid_model_get_row (shown->model, position, &page, &row);
}

/* Transfer full; NULL: it has not come. @key: NULL: it has no edits. */
static StreeFrame *
get_row (const StreeGridShown *shown, guint position, StreeRowKey *key, guint *row)
{
  StreeFrame *page;

  if (position >= stree_grid_model_get_n_rows (shown->model, NULL))
    {
      *row = 0;
      return key ? stree_grid_edits_make_row (shown->edits, key) : NULL;
    }
  if (!stree_grid_model_get_row (shown->model, position, &page, row))
    return NULL;
  if (!key || stree_grid_edits_get_row_state (shown->edits, key) == 0)
    return stree_frame_ref (page);
  page = stree_grid_edits_apply (shown->edits, key, page, *row);
  *row = 0;
  return page;
}

static char *
dup_text (const StreeGridShown *shown, StreeGridColumn *column, StreeRowKey *key, StreeFrame *frame, guint row)
{
  const char *typed = NULL;
  char *text;

  if (key && column->index >= 0)
    typed = stree_grid_edits_get_text (shown->edits, key, (guint) column->index);
  text = typed ? g_strdup (typed) : stree_grid_column_format (column, frame, row);
  return text ? text : g_strdup ("");
}

char *
stree_grid_shown_dup_text (const StreeGridShown *shown, guint position, StreeGridColumn *column)
{
  g_autoptr (StreeRowKey) key = has_edits (shown) ? stree_grid_shown_dup_key (shown, position) : NULL;
  guint row;
  g_autoptr (StreeFrame) frame = get_row (shown, position, key, &row);

  return frame ? dup_text (shown, column, key, frame, row) : g_strdup ("");
}

/* --- columns --- */

gboolean
stree_grid_column_is_hidden (StreeGridColumn *column, StreeGridOptions *options)
{
  return column->args.name && stree_grid_options_get_column_order (options)
             ? stree_grid_options_get_column_hidden (options, column->args.name)
             : !!column->args.hidden;
}

gboolean
stree_grid_column_is_pinned (StreeGridColumn *column, StreeGridOptions *options)
{
  return column->args.name && stree_grid_options_get_column_order (options)
             ? stree_grid_options_get_column_pinned (options, column->args.name)
             : !!column->args.pinned;
}

GArray *
stree_grid_columns_order (StreeGridColumns *resolved, StreeGridOptions *options)
{
  guint n = stree_grid_columns_get_n_columns (resolved);
  const char *const *names = stree_grid_options_get_column_order (options);
  g_autofree gboolean *placed = g_new0 (gboolean, n + 1);
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  guint index;

  for (; names && *names; names++)
    if (stree_grid_columns_find (resolved, *names, &index) && !placed[index])
      {
        placed[index] = TRUE;
        g_array_append_val (order, index);
      }
  for (index = 0; index < n; index++)
    if (!placed[index])
      {
        guint at = 0;

        while (index > 0 && g_array_index (order, guint, at++) != index - 1)
          ;
        g_array_insert_val (order, at, index);
      }
  return order;
}

GPtrArray *
stree_grid_shown_list_columns (const StreeGridShown *shown)
{
  GPtrArray *columns = g_ptr_array_new ();
  g_autoptr (GArray) order = NULL;

  if (!shown->resolved)
    return columns;
  order = stree_grid_columns_order (shown->resolved, shown->options);
  for (int pinned = TRUE; pinned >= FALSE; pinned--)
    for (guint i = 0; i < order->len; i++)
      {
        StreeGridColumn *column = stree_grid_columns_get (shown->resolved, g_array_index (order, guint, i));

        if (stree_grid_column_is_pinned (column, shown->options) == pinned && !stree_grid_column_is_hidden (column, shown->options))
          g_ptr_array_add (columns, column);
      }
  return columns;
}

/* --- as JSON --- */

static void
add_problem (JsonBuilder *builder, const char *problem)
{
  json_builder_set_member_name (builder, "problem");
  json_builder_add_string_value (builder, problem);
}

static void
add_titles (JsonBuilder *builder, GPtrArray *columns)
{
  json_builder_set_member_name (builder, "titles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < columns->len; i++)
    {
      const char *label = stree_grid_column_get_label (columns->pdata[i]);

      json_builder_add_string_value (builder, label ? label : "");
    }
  json_builder_end_array (builder);
}

static void
add_parts (JsonBuilder *builder, const StreeGridShown *shown)
{
  StreeFrame *schema = stree_source_get_schema (stree_grid_model_get_source (shown->model));
  guint n = stree_grid_options_get_n_parts (shown->options);

  if (n == 0)
    return;
  json_builder_set_member_name (builder, "query");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *part = stree_grid_options_describe (shown->options, i, schema);

      json_builder_add_string_value (builder, part);
    }
  json_builder_end_array (builder);
}

static void
add_state (JsonBuilder *builder, StreeGridEditState state)
{
  static const char *const names[] = { "changed", "inserted", "deleted", "invalid", "conflict", "gone" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (state & (1u << i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", names[i]);
  json_builder_set_member_name (builder, "state");
  json_builder_add_string_value (builder, text->str);
}

/* FALSE: it has not come. */
static gboolean
add_row (JsonBuilder *builder, const StreeGridShown *shown, GPtrArray *columns, guint position)
{
  g_autoptr (StreeRowKey) key = has_edits (shown) ? stree_grid_shown_dup_key (shown, position) : NULL;
  guint row;
  g_autoptr (StreeFrame) frame = get_row (shown, position, key, &row);
  StreeGridEditState state = key ? stree_grid_edits_get_row_state (shown->edits, key) : 0;

  if (!frame)
    return FALSE;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, "Row");
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *text = dup_text (shown, columns->pdata[i], key, frame, row);

      json_builder_add_string_value (builder, text);
    }
  json_builder_end_array (builder);
  if (stree_ranges_contains (stree_grid_model_get_selected (shown->model), position))
    {
      json_builder_set_member_name (builder, "selected");
      json_builder_add_boolean_value (builder, TRUE);
    }
  if (state != 0)
    add_state (builder, state);
  json_builder_end_object (builder);
  return TRUE;
}

void
stree_grid_shown_dump (const StreeGridShown *shown, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) columns = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (shown->model));
  const GError *error = stree_grid_model_get_error (shown->model);

  if (shown->problem)
    add_problem (builder, shown->problem);
  if (!shown->resolved)
    return;
  columns = stree_grid_shown_list_columns (shown);
  add_titles (builder, columns);
  add_parts (builder, shown);
  json_builder_set_member_name (builder, "n_rows");
  json_builder_add_int_value (builder, n);
  if (error)
    add_problem (builder, error->message);
  json_builder_set_member_name (builder, "children");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (n, STREE_GRID_DUMP_ROWS) && add_row (builder, shown, columns, i); i++)
    ;
  json_builder_end_array (builder);
}
