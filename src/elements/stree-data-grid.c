/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-data-grid.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-event-private.h"
#include "core/stree-renderer-private.h"
#include "elements/stree-frame-prop-private.h"
#include "grid/stree-grid-shown-private.h"

static const StreeProp props[] = {
  STREE_PROP_FULL (StreeDataGridArgs, data, BOXED, stree_frame_prop_get_type, "A table in memory; or a source"),
  STREE_PROP_FULL (StreeDataGridArgs, source, OBJECT, stree_source_get_type, "A table elsewhere, or one that changes"),
  STREE_PROP (StreeDataGridArgs,
              key_columns,
              STRV,
              "Of data: the columns that tell rows apart; unset: rows are counted"),
  STREE_PROP_FULL (StreeDataGridArgs,
                   columns,
                   BOXED,
                   stree_grid_columns_get_type,
                   "What is shown and how; unset: all columns, as they are"),
  STREE_PROP_FULL (StreeDataGridArgs, selection_mode, ENUM, stree_selection_mode_get_type, "What can be selected"),
  STREE_PROP_FULL (StreeDataGridArgs, selected, BOXED, stree_row_key_get_type, "The row that is selected, whenever this is another one; without cells: none; unset: as the user has it"),
  STREE_PROP (StreeDataGridArgs, editable, BOOL, "Cells can be edited"),
  STREE_PROP_FULL (StreeDataGridArgs, grid_options, BOXED, stree_grid_options_get_type, "Order, filters, search and columns, at first and whenever these are others"),
  STREE_PROP (StreeDataGridArgs, row_numbers, BOOL, "A first column counts the rows, from 1"),
  STREE_PROP (StreeDataGridArgs, label, STRING, "Its accessible name; unset: the label of the data"),
  STREE_PROP (StreeDataGridArgs, width, INT, "Pixels; 0: what there is"),
  STREE_PROP (StreeDataGridArgs, height, INT, "Pixels; 0: what there is"),
  STREE_PROP (StreeDataGridArgs, on_result, HANDLER, "Called when something is selected, sorted, filtered or edited"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeDataGridArgs *args = data;

  (void) element;
  if (args->data && args->source)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "it has 'data' and a 'source': one of them was expected");
      return FALSE;
    }
  if (args->key_columns && !args->data)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   "it has 'key_columns' without 'data': a source knows its own");
      return FALSE;
    }
  if (args->width >= 0 && args->height >= 0)
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop '%s' is %d: 0 or more pixels were expected",
               args->width < 0 ? "width" : "height", args->width < 0 ? args->width : args->height);
  return FALSE;
}

static void
dump (StreeNode *node, StreeRenderer *renderer, JsonBuilder *builder)
{
  StreeGridShown shown;

  if (renderer->klass->get_grid && renderer->klass->get_grid (renderer, node, &shown))
    stree_grid_shown_dump (&shown, builder);
}

extern StreeKind stree_data_grid_kind;
StreeKind stree_data_grid_kind = {
  .name = "DataGrid",
  .blurb = "A table to work in: sort, filter, select, edit",
  .size = G_STRUCT_OFFSET (StreeDataGridArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .role = "grid",
  .label_prop = "label",
  .validate = validate,
  .dump = dump,
};

/**
 * stree_data_grid_new: (skip)
 * @args: the arguments
 *
 * A table to work in. In C write `stree_data_grid (.data = frame)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_data_grid_new (const StreeDataGridArgs *args)
{
  return stree_element_build (&stree_data_grid_kind, args, args->key, args->common);
}

/**
 * stree_event_get_grid_result:
 * @event: an event of a DataGrid's `on_result`
 *
 * What the user has made of the grid.
 *
 * Returns: (transfer none) (nullable): the result; %NULL: it is another event
 *
 * Since: 1.0
 */
StreeGridResult *
stree_event_get_grid_result (StreeEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  return G_VALUE_HOLDS (&event->value, STREE_TYPE_GRID_RESULT) ? g_value_get_boxed (&event->value) : NULL;
}
