/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-edits-private.h"

#include "core/stree-thread-private.h"
#include "sources/stree-row-key-private.h"

/**
 * StreeGridEdits:
 *
 * What is changed in a table and not written yet, with undo and redo.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (StreeGridEdits, stree_grid_edits, G_TYPE_OBJECT)

G_DEFINE_QUARK (stree - grid - edits - error - quark, stree_grid_edits_error)

enum
{
  CHANGED,
  REKEYED,
  WRITTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stree_grid_edits_dispose (GObject *object)
{
  StreeGridEdits *self = STREE_GRID_EDITS (object);

  if (self->source)
    g_clear_signal_handler (&self->changed_id, self->source);
  G_OBJECT_CLASS (stree_grid_edits_parent_class)->dispose (object);
}

static void
stree_grid_edits_finalize (GObject *object)
{
  StreeGridEdits *self = STREE_GRID_EDITS (object);

  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_clear_pointer (&self->open, stree_edit_steps_free);
  g_ptr_array_unref (self->extra[STREE_GRID_END]);
  g_ptr_array_unref (self->extra[STREE_GRID_TOP]);
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->refreshers);
  g_free (self->keys);
  g_clear_object (&self->source);
  if (self->validate_destroy)
    self->validate_destroy (self->validate_data);
  if (self->parse_destroy)
    self->parse_destroy (self->parse_data);
  G_OBJECT_CLASS (stree_grid_edits_parent_class)->finalize (object);
}

static void
stree_grid_edits_class_init (StreeGridEditsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_grid_edits_dispose;
  G_OBJECT_CLASS (klass)->finalize = stree_grid_edits_finalize;

  /**
   * StreeGridEdits::changed:
   * @edits: edits
   *
   * Cells or rows are other than they were, or what can be undone is.
   *
   * Since: 1.0
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * StreeGridEdits::rekeyed:
   * @edits: edits
   * @old_key: the key that the row had
   * @new_key: the key that it has
   *
   * A row has another key: a new row was written, or a key's cell; a deletion was, after which only an undo brings the row
   * back, as a new one; or a row that somebody else has deleted is to be written as a new one. What is kept by its key,
   * such as the selection, can follow. A key that was written has one in between, which is nobody else's.
   *
   * Since: 1.0
   */
  signals[REKEYED] = g_signal_new ("rekeyed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, STREE_TYPE_ROW_KEY, STREE_TYPE_ROW_KEY);

  /**
   * StreeGridEdits::written:
   * @edits: edits
   * @key: the key that the row had before
   * @frame: a frame with the source's columns that holds the row as it is in the source now
   * @row: where it stands in @frame
   *
   * The edits of a row of the source are written: who shows it as it was can show what it is, until it is read again. It
   * comes before "rekeyed" and "changed" tell of the same commit.
   *
   * Since: 1.0
   */
  signals[WRITTEN] = g_signal_new ("written", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 3, STREE_TYPE_ROW_KEY, STREE_TYPE_FRAME, G_TYPE_UINT);
}

static void
stree_grid_edits_init (StreeGridEdits *self)
{
  self->rows = g_hash_table_new_full (stree_row_key_table_hash, stree_row_key_table_equal, NULL, stree_edit_row_free);
  self->extra[STREE_GRID_END] = g_ptr_array_new ();
  self->extra[STREE_GRID_TOP] = g_ptr_array_new ();
  self->undo = g_ptr_array_new_with_free_func (stree_edit_steps_free);
  self->redo = g_ptr_array_new_with_free_func (stree_edit_steps_free);
  self->refreshers = g_ptr_array_new_with_free_func (g_object_unref);
  self->max_steps = 200;
}

/**
 * stree_grid_edits_new:
 * @source: the table
 *
 * Begins edits of a table. When the source tells that it has changed, it is asked for the edited rows.
 *
 * Returns: (transfer full): edits, none so far
 *
 * Since: 1.0
 */
StreeGridEdits *
stree_grid_edits_new (StreeSource *source)
{
  StreeGridEdits *self;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SOURCE (source), NULL);
  self = g_object_new (STREE_TYPE_GRID_EDITS, NULL);
  self->source = g_object_ref (source);
  self->keys = stree_source_get_key_columns (source, &self->n_keys);
  self->changed_id =
      g_signal_connect_swapped (source, "changed", G_CALLBACK (stree_grid_edits_queue_refresh), self);
  return self;
}

/**
 * stree_grid_edits_get_source:
 * @edits: edits
 *
 * The table.
 *
 * Returns: (transfer none): the source
 *
 * Since: 1.0
 */
StreeSource *
stree_grid_edits_get_source (StreeGridEdits *edits)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), NULL);
  return edits->source;
}

/**
 * stree_grid_edits_set_validate_func:
 * @edits: edits
 * @func: (nullable) (scope notified) (closure user_data) (destroy destroy): tells what is wrong with a value; %NULL: all
 * are fine
 * @user_data: for @func
 * @destroy: frees @user_data
 *
 * Sets what checks the values that are put into cells from now on, besides the types and that some cells cannot be empty.
 *
 * Since: 1.0
 */
void
stree_grid_edits_set_validate_func (StreeGridEdits *edits,
                                    StreeGridCheckFunc func,
                                    gpointer user_data,
                                    GDestroyNotify destroy)
{
  g_return_if_fail (STREE_IS_GRID_EDITS (edits));
  if (edits->validate_destroy)
    edits->validate_destroy (edits->validate_data);
  edits->validate = func;
  edits->validate_data = user_data;
  edits->validate_destroy = destroy;
}

/**
 * stree_grid_edits_set_parse_func:
 * @edits: edits
 * @func: (nullable) (scope notified) (closure user_data) (destroy destroy): reads what was typed; %NULL:
 * stree_cell_new_parsed() does
 * @user_data: for @func
 * @destroy: frees @user_data
 *
 * Sets what makes cells of texts that are typed or pasted from now on, such as those in the user's locale.
 *
 * Since: 1.0
 */
void
stree_grid_edits_set_parse_func (StreeGridEdits *edits,
                                 StreeGridParseFunc func,
                                 gpointer user_data,
                                 GDestroyNotify destroy)
{
  g_return_if_fail (STREE_IS_GRID_EDITS (edits));
  if (edits->parse_destroy)
    edits->parse_destroy (edits->parse_data);
  edits->parse = func;
  edits->parse_data = user_data;
  edits->parse_destroy = destroy;
}

void
stree_grid_edits_set_required_func (StreeGridEdits *self, StreeGridRequiredFunc func, gpointer data)
{
  self->required = func;
  self->required_data = data;
}

void
stree_grid_edits_freeze (StreeGridEdits *self)
{
  self->depth++;
}

void
stree_grid_edits_thaw (StreeGridEdits *self)
{
  g_assert (self->depth > 0);
  if (--self->depth > 0)
    return;
  if (self->dirty)
    {
      self->dirty = FALSE;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (self->refresh_again && !self->refresh && !self->commit)
    stree_grid_edits_queue_refresh (self);
}

void
stree_grid_edits_rekeyed (StreeGridEdits *self, StreeRowKey *old_key, StreeRowKey *new_key)
{
  g_signal_emit (self, signals[REKEYED], 0, old_key, new_key);
}

void
stree_grid_edits_written (StreeGridEdits *self, StreeEditRow *row)
{
  g_signal_emit (self, signals[WRITTEN], 0, row->key, row->seen, row->row);
}

/* --- reading --- */

/**
 * stree_grid_edits_get_row_state:
 * @edits: edits
 * @key: a row's key
 *
 * How far a row is from what the source has.
 *
 * Returns: the state; 0: it is the same
 *
 * Since: 1.0
 */
StreeGridEditState
stree_grid_edits_get_row_state (StreeGridEdits *edits, StreeRowKey *key)
{
  const StreeEditRow *row;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, 0);
  row = edits->n_edited > 0 ? stree_edit_rows_get (edits, key) : NULL;
  return row ? row->state : 0;
}

/**
 * stree_grid_edits_get_cell_state:
 * @edits: edits
 * @key: a row's key
 * @column: a column's number
 *
 * How far a cell is from what the source has: %STREE_GRID_EDIT_CHANGED, %STREE_GRID_EDIT_INVALID and
 * %STREE_GRID_EDIT_CONFLICT.
 *
 * Returns: the state; 0: it is the same
 *
 * Since: 1.0
 */
StreeGridEditState
stree_grid_edits_get_cell_state (StreeGridEdits *edits, StreeRowKey *key, guint column)
{
  StreeEditRow *row;
  const StreeEditCell *cell;
  StreeGridEditState state = 0;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, 0);
  row = edits->n_edited > 0 ? stree_edit_rows_get (edits, key) : NULL;
  if (!row || row->state == 0)
    return 0;
  cell = stree_edit_row_find (row, column);
  if (cell)
    state |= STREE_GRID_EDIT_CHANGED | (cell->was ? STREE_GRID_EDIT_CONFLICT : 0);
  if (stree_edit_row_get_error (edits, row, column))
    state |= STREE_GRID_EDIT_INVALID;
  return state;
}

/**
 * stree_grid_edits_get_cell:
 * @edits: edits
 * @key: a row's key
 * @column: a column's number
 *
 * The value that a cell is to have. Of rows that are not in the source all cells are told that something is known about.
 *
 * Returns: (transfer full) (nullable): the value; %NULL: the source's counts, or there is a text that could not be read
 *
 * Since: 1.0
 */
StreeCell *
stree_grid_edits_get_cell (StreeGridEdits *edits, StreeRowKey *key, guint column)
{
  StreeEditRow *row;
  const StreeEditCell *cell;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, NULL);
  row = edits->n_edited > 0 ? stree_edit_rows_get (edits, key) : NULL;
  if (!row || row->state == 0)
    return NULL;
  cell = stree_edit_row_find (row, column);
  if (cell)
    return cell->value->cell ? stree_cell_ref (cell->value->cell) : NULL;
  return row->in_source ? NULL : stree_edit_row_get_base (row, column);
}

/**
 * stree_grid_edits_get_text:
 * @edits: edits
 * @key: a row's key
 * @column: a column's number
 *
 * What was typed into a cell and could not be read.
 *
 * Returns: (transfer none) (nullable): the text; %NULL: there is none
 *
 * Since: 1.0
 */
const char *
stree_grid_edits_get_text (StreeGridEdits *edits, StreeRowKey *key, guint column)
{
  StreeEditRow *row;
  const StreeEditCell *cell;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, NULL);
  row = edits->n_edited > 0 ? stree_edit_rows_get (edits, key) : NULL;
  cell = row && row->state != 0 ? stree_edit_row_find (row, column) : NULL;
  return cell ? cell->value->text : NULL;
}

/**
 * stree_grid_edits_get_error:
 * @edits: edits
 * @key: a row's key
 * @column: a column's number
 *
 * Why a cell cannot be written as it is.
 *
 * Returns: (transfer none) (nullable): words for people; %NULL: nothing is wrong
 *
 * Since: 1.0
 */
const char *
stree_grid_edits_get_error (StreeGridEdits *edits, StreeRowKey *key, guint column)
{
  StreeEditRow *row;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, NULL);
  row = edits->n_edited > 0 ? stree_edit_rows_get (edits, key) : NULL;
  return row && row->state != 0 ? stree_edit_row_get_error (edits, row, column) : NULL;
}

/**
 * stree_grid_edits_get_seen_cell:
 * @edits: edits
 * @key: a row's key
 * @column: a column's number
 *
 * What a cell had when the user began to edit it. Where there is a conflict, [method@GridEdits.get_now] has another one.
 *
 * Returns: (transfer full) (nullable): the value; %NULL: the row has no edits, or was never in the source
 *
 * Since: 1.0
 */
StreeCell *
stree_grid_edits_get_seen_cell (StreeGridEdits *edits, StreeRowKey *key, guint column)
{
  StreeEditRow *row;
  const StreeEditCell *cell;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, NULL);
  row = stree_edit_rows_get (edits, key);
  if (!row || row->state == 0)
    return NULL;
  cell = stree_edit_row_find (row, column);
  if (cell && cell->was)
    return stree_cell_ref (cell->was);
  return row->was ? stree_frame_get_cell (row->was, row->was_row, column) : stree_edit_row_get_base (row, column);
}

/**
 * stree_grid_edits_get_now:
 * @edits: edits
 * @key: a row's key
 * @row: (out) (optional): where the row stands in the frame
 *
 * An edited row as the source has it, as far as that is known: what the edits are to be written over.
 *
 * Returns: (transfer none) (nullable): the frame that holds it; %NULL: the row has no edits, or is not in the source
 *
 * Since: 1.0
 */
StreeFrame *
stree_grid_edits_get_now (StreeGridEdits *edits, StreeRowKey *key, guint *row)
{
  const StreeEditRow *it;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, NULL);
  it = stree_edit_rows_get (edits, key);
  if (!it || it->state == 0 || !it->in_source)
    return NULL;
  if (row)
    *row = it->row;
  return it->seen;
}

/**
 * stree_grid_edits_get_n_rows:
 * @edits: edits
 * @any_of: states; 0: all of them
 *
 * How many rows are in any of these states. With one of them, this takes no time.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_grid_edits_get_n_rows (StreeGridEdits *edits, StreeGridEditState any_of)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), 0);
  if (any_of == 0)
    return edits->n_edited;
  for (guint i = 0; i < STREE_EDIT_N_STATES; i++)
    if (any_of == (1u << i))
      return edits->n_states[i];
  rows = stree_grid_edits_list_rows (edits, any_of);
  return rows->len;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const StreeEditRow *const *x = a, *const *y = b;

  return (*x)->id < (*y)->id ? -1 : (*x)->id > (*y)->id;
}

/**
 * stree_grid_edits_list_rows:
 * @edits: edits
 * @any_of: states; 0: all of them
 *
 * The rows in any of these states, in the order in which they were first edited.
 *
 * Returns: (transfer container) (element-type StreeRowKey): their keys, which the array holds
 *
 * Since: 1.0
 */
GPtrArray *
stree_grid_edits_list_rows (StreeGridEdits *edits, StreeGridEditState any_of)
{
  GPtrArray *rows;
  GHashTableIter iter;
  gpointer row;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), NULL);
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);
  g_hash_table_iter_init (&iter, edits->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (((StreeEditRow *) row)->state & (any_of ? any_of : ~0u))
      g_ptr_array_add (rows, row);
  g_ptr_array_sort (rows, compare_ids);
  for (guint i = 0; i < rows->len; i++)
    rows->pdata[i] = stree_row_key_ref (((StreeEditRow *) rows->pdata[i])->key);
  return rows;
}

/**
 * stree_grid_edits_get_n_extra_rows:
 * @edits: edits
 * @place: where they stand
 *
 * How many rows are to be shown that the source does not have: new ones, and edited ones that somebody else has deleted,
 * which stand at the end.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_grid_edits_get_n_extra_rows (StreeGridEdits *edits, StreeGridPlace place)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), 0);
  g_return_val_if_fail (place == STREE_GRID_END || place == STREE_GRID_TOP, 0);
  return edits->extra[place]->len;
}

/**
 * stree_grid_edits_get_extra_row:
 * @edits: edits
 * @place: where it stands
 * @index: a number from 0, from above; the newest is the last one at the end, and the first one at the top
 *
 * A row that is to be shown and that the source does not have.
 *
 * Returns: (transfer none): its key
 *
 * Since: 1.0
 */
StreeRowKey *
stree_grid_edits_get_extra_row (StreeGridEdits *edits, StreeGridPlace place, guint index)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), NULL);
  g_return_val_if_fail (place == STREE_GRID_END || place == STREE_GRID_TOP, NULL);
  g_return_val_if_fail (index < edits->extra[place]->len, NULL);
  return ((StreeEditRow *) g_ptr_array_index (edits->extra[place], index))->key;
}
