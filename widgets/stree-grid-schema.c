/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "grid/stree-grid-column-private.h"

/*
 * A source whose columns turn out to hold something else: a CSV file of which the first rows said that they are numbers. When
 * its rows come, the columns are made for them.
 */

static gboolean
fits (const StreeGridColumn *column, StreeFrame *schema)
{
  guint index = (guint) column->index;

  return column->index < 0 ||
         (stree_frame_get_column_type (schema, index) == column->type &&
          (column->type != STREE_COLUMN_DOUBLE || stree_frame_get_column_decimals (schema, index) == column->shown_decimals));
}

/* As it was declared; if that does not fit any more, as what it is. */
static StreeGridColumn *
declare (StreeGridColumn *column, StreeFrame *schema)
{
  g_autoptr (StreeGridColumn) resolved = stree_grid_column_resolve (column->declared, schema, NULL);

  return resolved ? stree_grid_column_ref (column->declared) : stree_grid_column_new (stree_grid_column_get_name (column));
}

static void
replaced_cb (StreeGridModel *model, StreeGridView *self)
{
  StreeSource                 *source = stree_grid_model_get_source (model);
  StreeFrame                  *schema = source ? stree_source_get_schema (source) : NULL;
  guint                        n = schema && self->resolved ? stree_grid_columns_get_n_columns (self->resolved) : 0;
  g_autoptr (StreeGridColumns) columns = NULL;
  guint                        cursor = self->cursor, anchor = self->anchor;
  guint                        n_fit = 0;

  while (n_fit < n && fits (stree_grid_columns_get (self->resolved, n_fit), schema))
    n_fit++;
  if (n_fit == n)
    return;
  columns = stree_grid_columns_new ();
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (StreeGridColumn) declared = declare (stree_grid_columns_get (self->resolved, i), schema);

      stree_grid_columns_append (columns, declared);
    }
  self->fitted = FALSE;
  stree_grid_view_set_source (self, source, columns, NULL);
  self->cursor = cursor;
  self->anchor = anchor;
}

void
stree_grid_schema_init (StreeGridView *self)
{
  g_signal_connect (self->model, "replaced", G_CALLBACK (replaced_cb), self);
}
