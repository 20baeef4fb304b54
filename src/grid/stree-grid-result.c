/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-result-private.h"

#include "core/stree-boxed-private.h"
#include "data/stree-frame-private.h"
#include "grid/stree-grid-pages-private.h"
#include "sources/stree-frame-source.h"

/* An rc box: of the main thread. */
struct _StreeGridResult
{
  StreeGridReason reason;
  guint n_rows;
  StreeRanges selected; /* owned */
  GPtrArray *pages;     /* owned: of StreeFrame: the selected rows that were at hand, in their order */
  StreeFrame *rows;     /* owned: made of them when it is asked for */
  char **columns;       /* owned; NULL: whole rows are selected */
  StreeRowKey *cursor;  /* owned; NULL: none */
  guint position;       /* the cursor's */
  char *column;         /* owned */
  StreeQuery *query;    /* owned; NULL: all rows, as they stand */
  StreeGridOptions *options; /* owned */
  StreeGridEdits *edits;     /* owned; NULL: nothing can be edited */
  StreeFrame *data;          /* owned: of a source in memory, all of it; NULL: of another one */
};

STREE_DEFINE_BOXED_TYPE (StreeGridResult, stree_grid_result)

GType
stree_selection_mode_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_SELECTION_NONE, "STREE_SELECTION_NONE", "none" },
    { STREE_SELECTION_SINGLE, "STREE_SELECTION_SINGLE", "single" },
    { STREE_SELECTION_MULTIPLE, "STREE_SELECTION_MULTIPLE", "multiple" },
    { STREE_SELECTION_CELLS, "STREE_SELECTION_CELLS", "cells" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StreeSelectionMode", values));
  return type;
}

/* The rows of a range, as far as they are at hand. */
static void
take_range (StreeGridResult *result, StreeGridModel *model, const StreeRange *range)
{
  StreeFrame *whole = stree_grid_model_get_whole (model);
  guint n_rows = stree_grid_model_get_n_rows (model, NULL);

  if (whole)
    {
      guint first = (guint) MIN (range->first, n_rows);

      g_ptr_array_add (result->pages, stree_frame_slice (whole, first, (guint) MIN (range->end, n_rows) - first));
      return;
    }
  for (guint64 position = range->first, end = MIN (range->end, n_rows), next; position < end; position = next)
    {
      StreeFrame *page;
      guint64 first;
      guint row, n;

      stree_grid_pages_page_of (position, &first, &n);
      next = MIN (first + n, end);
      if (stree_grid_model_peek_row (model, (guint) position, &page, &row))
        {
          n = (guint) MIN (next - position, stree_frame_get_n_rows (page) - row);
          g_ptr_array_add (result->pages, stree_frame_slice (page, row, n));
        }
    }
}

StreeGridResult *
stree_grid_result_new (StreeGridModel *model, const StreeGridResultParts *parts)
{
  StreeGridResult *result = g_rc_box_new0 (StreeGridResult);
  StreeRange range;

  result->reason = parts->reason;
  result->n_rows = stree_grid_model_get_n_rows (model, NULL);
  stree_ranges_init (&result->selected);
  stree_ranges_copy (&result->selected, parts->selected);
  result->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_frame_unref);
  for (guint64 at = 0; stree_ranges_find (parts->selected, at, &range); at = range.end)
    take_range (result, model, &range);
  result->columns = g_strdupv ((char **) parts->columns);
  if (parts->column && stree_grid_model_get_mark (model, STREE_GRID_MARK_CURSOR, &result->position))
    {
      result->column = g_strdup (parts->column);
      result->cursor = stree_grid_model_dup_key (model, result->position);
    }
  result->options = stree_grid_options_ref (parts->options);
  result->edits = parts->edits ? g_object_ref (parts->edits) : NULL;
  if (stree_grid_model_get_source (model) && STREE_IS_FRAME_SOURCE (stree_grid_model_get_source (model)))
    result->data = stree_frame_ref (stree_frame_source_get_frame (STREE_FRAME_SOURCE (stree_grid_model_get_source (model))));
  if (stree_grid_model_get_query (model))
    result->query = stree_query_ref (stree_grid_model_get_query (model));
  return result;
}

/**
 * stree_grid_result_ref: (skip)
 * @result: a result
 *
 * Returns: (transfer full): @result, held once more
 *
 * Since: 1.0
 */
StreeGridResult *
stree_grid_result_ref (StreeGridResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  return g_rc_box_acquire (result);
}

static void
result_clear (gpointer data)
{
  StreeGridResult *result = data;

  stree_ranges_clear (&result->selected);
  g_ptr_array_unref (result->pages);
  g_clear_pointer (&result->rows, stree_frame_unref);
  g_strfreev (result->columns);
  g_clear_pointer (&result->cursor, stree_row_key_unref);
  g_free (result->column);
  g_clear_pointer (&result->query, stree_query_unref);
  stree_grid_options_unref (result->options);
  g_clear_object (&result->edits);
  g_clear_pointer (&result->data, stree_frame_unref);
}

/**
 * stree_grid_result_unref: (skip)
 * @result: (transfer full): a result
 *
 * Lets go of it.
 *
 * Since: 1.0
 */
void
stree_grid_result_unref (StreeGridResult *result)
{
  g_return_if_fail (result != NULL);
  g_rc_box_release_full (result, result_clear);
}

/**
 * stree_grid_result_get_reason:
 * @result: a result
 *
 * Why it was told.
 *
 * Returns: the reason
 *
 * Since: 1.0
 */
StreeGridReason
stree_grid_result_get_reason (StreeGridResult *result)
{
  g_return_val_if_fail (result != NULL, STREE_GRID_REASON_SELECTION);
  return result->reason;
}

/**
 * stree_grid_result_get_n_rows:
 * @result: a result
 *
 * How many rows the grid shows.
 *
 * Returns: the number of rows
 *
 * Since: 1.0
 */
guint
stree_grid_result_get_n_rows (StreeGridResult *result)
{
  g_return_val_if_fail (result != NULL, 0);
  return result->n_rows;
}

/**
 * stree_grid_result_get_n_selected:
 * @result: a result
 *
 * How many rows are selected, or have selected cells.
 *
 * Returns: the number of rows
 *
 * Since: 1.0
 */
guint
stree_grid_result_get_n_selected (StreeGridResult *result)
{
  g_return_val_if_fail (result != NULL, 0);
  return (guint) stree_ranges_count (&result->selected);
}

/**
 * stree_grid_result_is_selected:
 * @result: a result
 * @position: the number of a row in the grid's order, from 0
 *
 * Whether a row is selected, or has selected cells.
 *
 * Returns: whether it is
 *
 * Since: 1.0
 */
gboolean
stree_grid_result_is_selected (StreeGridResult *result, guint position)
{
  g_return_val_if_fail (result != NULL, FALSE);
  return stree_ranges_contains (&result->selected, position);
}

/**
 * stree_grid_result_get_selected:
 * @result: a result
 *
 * The selected rows, in the grid's order, with all columns of the source. Of a source that is not in memory it has
 * those rows that had come; [method@GridResult.get_n_selected] says how many there are.
 *
 * Returns: (transfer none) (nullable): the rows; %NULL: none is selected, or none had come
 *
 * Since: 1.0
 */
StreeFrame *
stree_grid_result_get_selected (StreeGridResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  if (!result->rows && result->pages->len > 0)
    result->rows = stree_frame_concat ((StreeFrame *const *) result->pages->pdata, result->pages->len);
  return result->rows;
}

/**
 * stree_grid_result_get_columns:
 * @result: a result
 *
 * Of selected cells, the columns that they are in.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the names, in the grid's order; %NULL: whole rows are
 * selected
 *
 * Since: 1.0
 */
char **
stree_grid_result_get_columns (StreeGridResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  return result->columns;
}

/**
 * stree_grid_result_get_cursor:
 * @result: a result
 * @position: (out) (optional): the number of the cursor's row in the grid's order, from 0
 * @column: (out) (optional) (transfer none) (nullable): the name of the cursor's column
 *
 * Where the cursor is.
 *
 * Returns: (transfer none) (nullable): the key of its row; %NULL: there is no cursor, or rows have no keys
 *
 * Since: 1.0
 */
StreeRowKey *
stree_grid_result_get_cursor (StreeGridResult *result, guint *position, const char **column)
{
  g_return_val_if_fail (result != NULL, NULL);
  if (position)
    *position = result->position;
  if (column)
    *column = result->column;
  return result->cursor;
}

/**
 * stree_grid_result_get_query:
 * @result: a result
 *
 * The order of the rows and their filter.
 *
 * Returns: (transfer none) (nullable): the query; %NULL: all rows, as they stand
 *
 * Since: 1.0
 */
StreeQuery *
stree_grid_result_get_query (StreeGridResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  return result->query;
}

/**
 * stree_grid_result_get_options:
 * @result: a result
 *
 * How the user sees the rows: order, filters, search, and where the columns are. It can be kept as JSON, and given to a grid
 * as its `grid_options`.
 *
 * Returns: (transfer none): the options
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_result_get_options (StreeGridResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  return result->options;
}

/**
 * stree_grid_result_get_edits:
 * @result: a result
 *
 * What was typed and is not written. It is the grid's own: it goes on.
 *
 * Returns: (transfer none) (nullable): the edits; %NULL: nothing can be edited
 *
 * Since: 1.0
 */
StreeGridEdits *
stree_grid_result_get_edits (StreeGridResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  return result->edits;
}

/**
 * stree_grid_result_get_data:
 * @result: a result
 *
 * Of a grid whose table is in memory: all rows, with what was written, as they stand without any order or filter.
 *
 * Returns: (transfer none) (nullable): the table; %NULL: it is elsewhere
 *
 * Since: 1.0
 */
StreeFrame *
stree_grid_result_get_data (StreeGridResult *result)
{
  g_return_val_if_fail (result != NULL, NULL);
  return result->data;
}
