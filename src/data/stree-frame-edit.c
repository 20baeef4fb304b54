/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-edit.h"

#include <glib/gi18n-lib.h>

#include "core/stree-boxed-private.h"
#include "core/stree-error.h"
#include "data/stree-column-private.h"
#include "data/stree-frame-private.h"

struct _StreeFrameEdit
{
  gatomicrefcount refs;
  StreeFrame *frame;
  GHashTable **columns; /* one for each column; NULL: no edits. Row of the frame -> StreeCell (owned) */
  guint n_cells;
};

STREE_DEFINE_BOXED_TYPE (StreeFrameEdit, stree_frame_edit)

#define CELL_EXISTS(edit, row, column)                                                                                 \
  ((row) < stree_frame_get_n_rows ((edit)->frame) && (column) < stree_frame_get_n_columns ((edit)->frame))

/**
 * stree_frame_edit_new:
 * @frame: a frame
 *
 * Edits of a frame, of which there are none yet.
 *
 * Returns: (transfer full): the edits
 *
 * Since: 1.0
 */
StreeFrameEdit *
stree_frame_edit_new (StreeFrame *frame)
{
  StreeFrameEdit *edit;

  g_return_val_if_fail (frame != NULL, NULL);

  edit = g_new0 (StreeFrameEdit, 1);
  g_atomic_ref_count_init (&edit->refs);
  edit->frame = stree_frame_ref (frame);
  edit->columns = g_new0 (GHashTable *, MAX (frame->store->n_columns, 1));
  return edit;
}

/**
 * stree_frame_edit_ref:
 * @edit: edits of a frame
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @edit
 *
 * Since: 1.0
 */
StreeFrameEdit *
stree_frame_edit_ref (StreeFrameEdit *edit)
{
  g_return_val_if_fail (edit != NULL, NULL);

  g_atomic_ref_count_inc (&edit->refs);
  return edit;
}

/**
 * stree_frame_edit_unref:
 * @edit: (transfer full): edits of a frame
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_frame_edit_unref (StreeFrameEdit *edit)
{
  g_return_if_fail (edit != NULL);

  if (!g_atomic_ref_count_dec (&edit->refs))
    return;
  for (guint i = 0; i < edit->frame->store->n_columns; i++)
    g_clear_pointer (&edit->columns[i], g_hash_table_unref);
  g_free (edit->columns);
  stree_frame_unref (edit->frame);
  g_free (edit);
}

/**
 * stree_frame_edit_set_cell:
 * @edit: edits of a frame
 * @row: the row, from 0
 * @column: the column's number, from 0
 * @cell: what it is to hold: of the column's type, or null
 *
 * Says what a cell is to hold; what was said of it before is forgotten.
 *
 * Since: 1.0
 */
void
stree_frame_edit_set_cell (StreeFrameEdit *edit, guint row, guint column, StreeCell *cell)
{
  g_return_if_fail (edit != NULL && cell != NULL);
  g_return_if_fail (CELL_EXISTS (edit, row, column));
  g_return_if_fail (stree_cell_get_column_type (cell) == stree_frame_get_column_type (edit->frame, column));

  if (!edit->columns[column])
    edit->columns[column] = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) stree_cell_unref);
  if (g_hash_table_insert (edit->columns[column], GUINT_TO_POINTER (row), stree_cell_ref (cell)))
    edit->n_cells++;
}

/**
 * stree_frame_edit_parse_cell:
 * @edit: edits of a frame
 * @row: the row, from 0
 * @column: the column's number, from 0
 * @text: UTF-8 text, what a person typed
 * @error: where to put what is wrong
 *
 * Says what a cell is to hold as text; see [ctor@Cell.new_parsed]. The error names the column and the row.
 *
 * Returns: %FALSE if @text is no value of the column's type: nothing has changed then
 *
 * Since: 1.0
 */
gboolean
stree_frame_edit_parse_cell (StreeFrameEdit *edit, guint row, guint column, const char *text, GError **error)
{
  g_autoptr (StreeCell) cell = NULL;

  g_return_val_if_fail (edit != NULL, FALSE);
  g_return_val_if_fail (CELL_EXISTS (edit, row, column), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  cell = stree_cell_new_parsed (stree_frame_get_column_type (edit->frame, column), text, error);
  if (!cell)
    {
      g_prefix_error (error, _ ("Column \"%s\", row %u: "), stree_frame_get_column_name (edit->frame, column), row + 1);
      return FALSE;
    }
  stree_frame_edit_set_cell (edit, row, column, cell);
  return TRUE;
}

/**
 * stree_frame_edit_get_cell:
 * @edit: edits of a frame
 * @row: the row, from 0
 * @column: the column's number, from 0
 *
 * What a cell is to hold.
 *
 * Returns: (transfer full) (nullable): the cell; %NULL if it stays as it is
 *
 * Since: 1.0
 */
StreeCell *
stree_frame_edit_get_cell (StreeFrameEdit *edit, guint row, guint column)
{
  StreeCell *cell;

  g_return_val_if_fail (edit != NULL, NULL);
  g_return_val_if_fail (CELL_EXISTS (edit, row, column), NULL);

  cell = edit->columns[column] ? g_hash_table_lookup (edit->columns[column], GUINT_TO_POINTER (row)) : NULL;
  return cell ? stree_cell_ref (cell) : NULL;
}

/**
 * stree_frame_edit_revert_cell:
 * @edit: edits of a frame
 * @row: the row, from 0
 * @column: the column's number, from 0
 *
 * The cell stays as it is in the frame.
 *
 * Since: 1.0
 */
void
stree_frame_edit_revert_cell (StreeFrameEdit *edit, guint row, guint column)
{
  g_return_if_fail (edit != NULL);
  g_return_if_fail (CELL_EXISTS (edit, row, column));

  if (edit->columns[column] && g_hash_table_remove (edit->columns[column], GUINT_TO_POINTER (row)))
    edit->n_cells--;
}

/**
 * stree_frame_edit_get_n_cells:
 * @edit: edits of a frame
 *
 * How many cells are to hold something else.
 *
 * Returns: the count
 *
 * Since: 1.0
 */
guint
stree_frame_edit_get_n_cells (StreeFrameEdit *edit)
{
  g_return_val_if_fail (edit != NULL, 0);

  return edit->n_cells;
}

static void
set_too_large (GError **error, const char *name)
{
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("Column \"%s\" would hold more than 4 GiB of text"), name);
}

static StreeColumn *
edit_column (StreeFrameEdit *edit, guint number)
{
  GHashTable *cells = edit->columns[number];
  g_autofree StreeColumnEdit *edits = g_new (StreeColumnEdit, g_hash_table_size (cells));
  GHashTableIter iter;
  gpointer row, cell;
  guint n = 0;

  g_hash_table_iter_init (&iter, cells);
  while (g_hash_table_iter_next (&iter, &row, &cell))
    edits[n++] = (StreeColumnEdit){ stree_frame_store_row (edit->frame, GPOINTER_TO_UINT (row)), cell };
  return stree_column_edit (edit->frame->store->columns[number], edits, n);
}

static void
drop_columns (StreeColumn **columns, guint n)
{
  for (guint i = 0; i < n; i++)
    stree_column_unref (columns[i]);
  g_free (columns);
}

/**
 * stree_frame_edit_finish:
 * @edit: edits of a frame
 * @error: where to put an error
 *
 * A frame that has the same rows as the edited one, and what was said in the cells.
 *
 * Columns without an edit are not copied: both frames have them. The same edits may be finished again after more of them.
 *
 * Fails with %STREE_ERROR_BAD_VALUE where a column would hold more than 4 GiB of text.
 *
 * Returns: (transfer full): the frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_edit_finish (StreeFrameEdit *edit, GError **error)
{
  StreeFrame *frame;
  StreeColumn **columns;
  guint n_columns;

  g_return_val_if_fail (edit != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  frame = edit->frame;
  if (edit->n_cells == 0)
    return stree_frame_ref (frame);

  n_columns = frame->store->n_columns;
  columns = g_new (StreeColumn *, n_columns);
  for (guint i = 0; i < n_columns; i++)
    {
      StreeColumn *old = frame->store->columns[i];

      columns[i] = edit->columns[i] && g_hash_table_size (edit->columns[i]) > 0 ? edit_column (edit, i) : stree_column_ref (old);
      if (!columns[i])
        {
          drop_columns (columns, i);
          set_too_large (error, old->name);
          return NULL;
        }
    }
  return stree_frame_new_view_of_columns (frame, columns, frame->store->n_columns);
}

/* --- more rows --- */

static gboolean
check_same_schema (StreeFrame *frame, StreeFrame *rows, GError **error)
{
  guint n_columns = stree_frame_get_n_columns (frame);

  if (stree_frame_get_n_columns (rows) != n_columns)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("The rows have %u columns; expected %u, as in the table"),
                   stree_frame_get_n_columns (rows), n_columns);
      return FALSE;
    }
  for (guint i = 0; i < n_columns; i++)
    {
      const StreeColumn *old = stree_frame_column (frame, i), *new = stree_frame_column (rows, i);

      if (g_strcmp0 (old->name, new->name) == 0 && old->type == new->type)
        continue;
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   _ ("Column %u of the rows is \"%s\" of type %s; expected \"%s\" of type %s, as in the table"), i + 1, new->name,
                   stree_column_type_get_nick (new->type), old->name, stree_column_type_get_nick (old->type));
      return FALSE;
    }
  return TRUE;
}

/* Whether all rows of its table are in it, in their order. */
static gboolean
is_whole (const StreeFrame *frame)
{
  return !frame->index && frame->first == 0 && frame->n_rows > 0 && frame->store->n_columns > 0 &&
         frame->store->columns[0]->n_rows == frame->n_rows;
}

static StreeColumnPart
part_of (StreeFrame *frame, guint column)
{
  return (StreeColumnPart){ stree_frame_column (frame, column), frame->index ? frame->index->rows : NULL, frame->first, frame->n_rows };
}

/**
 * stree_frame_append:
 * @frame: a frame
 * @rows: rows of the same columns, with the same names and types
 * @error: where to put an error
 *
 * A frame of the rows of two others, one behind the other.
 *
 * Where @frame has all rows of its table in their order, the new frame shares them with it, and to append costs what @rows
 * are, a bit for each row, and a look at each different text of a column that has few of them; but for the first time, and whenever the room behind them is taken or used up, when all cells
 * are copied, as they are where @frame is a selection.
 *
 * Fails with %STREE_ERROR_BAD_VALUE where the columns are not the same, and where there would be too many rows or too much
 * text.
 *
 * Returns: (transfer full): the frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_append (StreeFrame *frame, StreeFrame *rows, GError **error)
{
  StreeColumn **columns;
  guint n_columns;

  g_return_val_if_fail (frame != NULL && rows != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check_same_schema (frame, rows, error))
    return NULL;
  if (rows->n_rows == 0)
    return stree_frame_ref (frame);
  if (rows->n_rows > G_MAXUINT32 - 2 - frame->n_rows)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("A table cannot have more than %u rows"), G_MAXUINT32 - 2);
      return NULL;
    }

  n_columns = frame->store->n_columns;
  columns = g_new (StreeColumn *, n_columns);
  for (guint i = 0; i < n_columns; i++)
    {
      const StreeColumnPart parts[] = { part_of (frame, i), part_of (rows, i) };

      columns[i] = is_whole (frame) ? stree_column_append (parts[0].column, &parts[1])
                                    : stree_column_join (parts, G_N_ELEMENTS (parts), parts[0].column->name);
      if (!columns[i])
        {
          drop_columns (columns, i);
          set_too_large (error, parts[0].column->name);
          return NULL;
        }
    }
  return stree_frame_new_take_columns (columns, n_columns, frame->n_rows + rows->n_rows, frame->store->label, frame->store->note);
}
