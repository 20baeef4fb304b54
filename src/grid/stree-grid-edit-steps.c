/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-edits-private.h"

/* What can be undone holds on to pages of the source: so much of it. */
#define MAX_CHANGES (1u << 20)

/* --- memory --- */

static void
unuse (StreeGridEdits *self, StreeEditRow *row)
{
  g_assert (row->uses > 0);
  row->uses--;
  stree_edit_row_update (self, row);
}

static void
change_clear (gpointer data)
{
  StreeEditChange *change = data;

  stree_edit_value_unref (change->before);
  stree_edit_value_unref (change->after);
  g_clear_pointer (&change->was_before, stree_cell_unref);
  g_clear_pointer (&change->was_after, stree_cell_unref);
}

/* Without its rows. */
void
stree_edit_steps_free (gpointer data)
{
  StreeEditStep *step = data;

  g_array_unref (step->changes);
  g_free (step->name);
  g_free (step);
}

static void
forget_step (StreeGridEdits *self, StreeEditStep *step)
{
  for (guint i = 0; i < step->changes->len; i++)
    unuse (self, g_array_index (step->changes, StreeEditChange, i).row);
  self->n_changes -= step->changes->len;
}

static void
forget_steps (StreeGridEdits *self, GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    forget_step (self, g_ptr_array_index (steps, i));
  g_ptr_array_set_size (steps, 0);
}

void
stree_edit_steps_clear (StreeGridEdits *self)
{
  forget_steps (self, self->undo);
  forget_steps (self, self->redo);
}

static void
forget_oldest (StreeGridEdits *self)
{
  while (self->undo->len > self->max_steps || (self->undo->len > 1 && self->n_changes > MAX_CHANGES))
    {
      forget_step (self, g_ptr_array_index (self->undo, 0));
      g_ptr_array_remove_index (self->undo, 0);
    }
}

/**
 * stree_grid_edits_set_max_steps:
 * @edits: edits
 * @max_steps: how many, at least 1; at first it is 200
 *
 * Sets how many steps can be undone. The oldest are forgotten; what they did stays.
 *
 * Since: 1.0
 */
void
stree_grid_edits_set_max_steps (StreeGridEdits *edits, guint max_steps)
{
  g_return_if_fail (STREE_IS_GRID_EDITS (edits) && max_steps > 0);
  edits->max_steps = max_steps;
  forget_oldest (edits);
}

/* --- a step grows --- */

void
stree_edit_steps_begin (StreeGridEdits *self)
{
  stree_grid_edits_freeze (self);
  if (self->open)
    return;
  self->open = g_new0 (StreeEditStep, 1);
  self->open->changes = g_array_new (FALSE, TRUE, sizeof (StreeEditChange));
  g_array_set_clear_func (self->open->changes, change_clear);
}

void
stree_edit_steps_end (StreeGridEdits *self, char *name)
{
  StreeEditStep *step = self->open;

  g_assert (step && self->depth > 0);
  if (!step->name)
    step->name = name;
  else
    g_free (name);
  if (self->depth == 1)
    {
      self->open = NULL;
      if (step->changes->len == 0)
        stree_edit_steps_free (step);
      else
        {
          forget_steps (self, self->redo);
          self->n_changes += step->changes->len;
          g_ptr_array_add (self->undo, step);
          forget_oldest (self);
        }
    }
  stree_grid_edits_thaw (self);
}

/**
 * stree_grid_edits_begin_step:
 * @edits: edits
 * @name: what an undo of it is called in a menu, such as "Paste 12 cells"; already translated
 *
 * Makes all edits up to [method@GridEdits.end_step] one step for undo, and tells of them once. Steps within it are part of
 * it.
 *
 * Since: 1.0
 */
void
stree_grid_edits_begin_step (StreeGridEdits *edits, const char *name)
{
  g_return_if_fail (STREE_IS_GRID_EDITS (edits) && name != NULL);
  stree_edit_steps_begin (edits);
  if (!edits->open->name)
    edits->open->name = g_strdup (name);
}

/**
 * stree_grid_edits_end_step:
 * @edits: edits
 *
 * Ends what [method@GridEdits.begin_step] began.
 *
 * Since: 1.0
 */
void
stree_grid_edits_end_step (StreeGridEdits *edits)
{
  g_return_if_fail (STREE_IS_GRID_EDITS (edits));
  g_return_if_fail (edits->open != NULL);
  stree_edit_steps_end (edits, NULL);
}

void
stree_edit_steps_set_cell (StreeGridEdits *self, StreeEditRow *row, guint column, StreeEditValue *value)
{
  StreeEditCell *cell = stree_edit_row_find (row, column);
  StreeEditChange change = { .row = row, .column = column };

  g_assert (self->open);
  change.before = cell ? stree_edit_value_ref (cell->value) : NULL;
  change.was_before = cell && cell->was ? stree_cell_ref (cell->was) : NULL;
  stree_edit_row_put (self, row, column, value, NULL);
  cell = stree_edit_row_find (row, column);
  if (stree_edit_value_equal (change.before, cell ? cell->value : NULL))
    {
      change_clear (&change);
      stree_edit_row_update (self, row);
      return;
    }
  change.after = cell ? stree_edit_value_ref (cell->value) : NULL;
  change.was_after = cell && cell->was ? stree_cell_ref (cell->was) : NULL;
  row->uses++;
  g_array_append_val (self->open->changes, change);
  stree_edit_row_update (self, row);
}

void
stree_edit_steps_set_present (StreeGridEdits *self, StreeEditRow *row, gboolean present)
{
  StreeEditChange change = { .row = row, .column = STREE_EDIT_PRESENCE };

  g_assert (self->open);
  if (row->present == present)
    return;
  change.present_before = row->present;
  change.present_after = present;
  stree_edit_row_set_present (self, row, present);
  row->uses++;
  g_array_append_val (self->open->changes, change);
  stree_edit_row_update (self, row);
}

/* --- back and forth --- */

/* What the user undoes is what the step left. If there is no edit and something else stands there now, somebody else has
 * written it: what is put over it is a conflict. */
static StreeCell *
find_overwritten (StreeEditRow *row, guint column, const StreeEditValue *left)
{
  g_autoptr (StreeCell) base = stree_edit_row_get_base (row, column);

  return left && left->cell && base && !stree_cell_equal (left->cell, base) ? left->cell : NULL;
}

/* What is there goes where @value came from, so that the way back leads to the same. */
static void
exchange_cell (StreeGridEdits *self,
               StreeEditChange *change,
               StreeEditValue **value,
               StreeCell **was,
               StreeEditValue **left,
               StreeCell **was_left)
{
  StreeEditCell *cell = stree_edit_row_find (change->row, change->column);
  StreeEditValue *is = cell ? stree_edit_value_ref (cell->value) : NULL;
  StreeCell *is_was = cell && cell->was ? stree_cell_ref (cell->was) : NULL;
  StreeCell *overwritten = cell ? NULL : find_overwritten (change->row, change->column, *left);

  stree_edit_row_put (self, change->row, change->column, *value, overwritten ? overwritten : *was);
  stree_edit_value_unref (*left);
  g_clear_pointer (was_left, stree_cell_unref);
  *left = is;
  *was_left = is_was;
}

static void
apply (StreeGridEdits *self, StreeEditChange *change, gboolean forwards)
{
  StreeEditRow *row = change->row;
  gboolean present = row->present;

  if (row->state == 0 && row->in_source)
    stree_grid_edits_queue_refresh (self); /* nobody has looked for a while whether it is still as it was */
  if (change->column != STREE_EDIT_PRESENCE && forwards)
    exchange_cell (self, change, &change->after, &change->was_after, &change->before, &change->was_before);
  else if (change->column != STREE_EDIT_PRESENCE)
    exchange_cell (self, change, &change->before, &change->was_before, &change->after, &change->was_after);
  else if (forwards)
    {
      stree_edit_row_set_present (self, row, change->present_after);
      change->present_before = present;
    }
  else
    {
      stree_edit_row_set_present (self, row, change->present_before);
      change->present_after = present;
    }
  stree_edit_row_update (self, row);
}

gboolean
stree_edit_steps_take_back (StreeGridEdits *self, guint n_kept, guint max)
{
  GArray *changes = self->open->changes;

  if (changes->len <= n_kept)
    return FALSE;
  for (guint i = 0; i < max && changes->len > n_kept; i++)
    {
      StreeEditChange *change = &g_array_index (changes, StreeEditChange, changes->len - 1);
      StreeEditRow *row = change->row;

      apply (self, change, FALSE);
      g_array_set_size (changes, changes->len - 1);
      unuse (self, row);
    }
  return TRUE;
}

static gboolean
move_step (StreeGridEdits *self, GPtrArray *from, GPtrArray *to, gboolean forwards)
{
  StreeEditStep *step;

  if (self->open || from->len == 0)
    return FALSE;
  stree_grid_edits_freeze (self);
  step = g_ptr_array_steal_index (from, from->len - 1);
  for (guint i = 0; i < step->changes->len; i++)
    apply (self, &g_array_index (step->changes, StreeEditChange, forwards ? i : step->changes->len - 1 - i), forwards);
  g_ptr_array_add (to, step);
  self->dirty = TRUE;
  stree_grid_edits_thaw (self);
  return TRUE;
}

/**
 * stree_grid_edits_undo:
 * @edits: edits
 *
 * Takes the last step back. If it was written meanwhile, that is an edit again: the value from before, the deleted row as
 * a new one, the new row as one to be deleted. Where somebody else has written something else meanwhile, it is a conflict.
 *
 * Returns: whether there was a step
 *
 * Since: 1.0
 */
gboolean
stree_grid_edits_undo (StreeGridEdits *edits)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), FALSE);
  return move_step (edits, edits->undo, edits->redo, FALSE);
}

/**
 * stree_grid_edits_redo:
 * @edits: edits
 *
 * Does again what was undone last.
 *
 * Returns: whether there was a step
 *
 * Since: 1.0
 */
gboolean
stree_grid_edits_redo (StreeGridEdits *edits)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), FALSE);
  return move_step (edits, edits->redo, edits->undo, TRUE);
}

static const char *
last_name (GPtrArray *steps)
{
  return steps->len > 0 ? ((StreeEditStep *) g_ptr_array_index (steps, steps->len - 1))->name : NULL;
}

/**
 * stree_grid_edits_get_undo_name:
 * @edits: edits
 *
 * What would be undone: "Edit “price”".
 *
 * Returns: (transfer none) (nullable): words for a menu; %NULL: nothing can be undone
 *
 * Since: 1.0
 */
const char *
stree_grid_edits_get_undo_name (StreeGridEdits *edits)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), NULL);
  return last_name (edits->undo);
}

/**
 * stree_grid_edits_get_redo_name:
 * @edits: edits
 *
 * What would be done again.
 *
 * Returns: (transfer none) (nullable): words for a menu; %NULL: nothing can be done again
 *
 * Since: 1.0
 */
const char *
stree_grid_edits_get_redo_name (StreeGridEdits *edits)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), NULL);
  return last_name (edits->redo);
}

/* --- after a commit --- */

/* "As in the source" was this. Where nothing was said about a new row: empty, or, with a default, what came of that. */
static StreeEditValue *
value_before (StreeGridEdits *self, const StreeEditSent *sent)
{
  StreeFrame *schema = stree_source_get_schema (self->source);
  g_autoptr (StreeCell) empty = NULL;

  if (sent->base)
    return stree_edit_value_new (self, sent->column, sent->base);
  if (stree_source_get_column_flags (self->source, sent->column) & STREE_COLUMN_DEFAULT)
    return NULL;
  empty = stree_cell_new_null (stree_frame_get_column_type (schema, sent->column));
  return stree_edit_value_new (self, sent->column, empty);
}

static const StreeEditSent *
find_sent (const StreeEditRow *row, guint column)
{
  for (guint i = 0; row->sent && i < row->sent->len; i++)
    if (g_array_index (row->sent, StreeEditSent, i).column == column)
      return &g_array_index (row->sent, StreeEditSent, i);
  return NULL;
}

static void
rewrite (StreeGridEdits *self, StreeEditStep *step)
{
  for (guint i = 0; i < step->changes->len; i++)
    {
      StreeEditChange *change = &g_array_index (step->changes, StreeEditChange, i);
      const StreeEditSent *sent = find_sent (change->row, change->column);

      if (!sent)
        continue;
      if (!change->before)
        change->before = value_before (self, sent);
      if (!change->after)
        change->after = value_before (self, sent);
    }
}

/* What is unwritten of a row whose base is what was written: what was taken back or typed meanwhile. */
static void
put_rest (StreeGridEdits *self, StreeEditRow *row)
{
  for (guint i = 0; i < row->sent->len; i++)
    {
      const StreeEditSent *sent = &g_array_index (row->sent, StreeEditSent, i);
      const StreeEditCell *cell = stree_edit_row_find (row, sent->column);
      StreeEditValue *value = cell ? stree_edit_value_ref (cell->value) : value_before (self, sent);

      stree_edit_row_put (self, row, sent->column, value, NULL);
      stree_edit_value_unref (value);
    }
}

void
stree_edit_steps_written (StreeGridEdits *self, GPtrArray *rows)
{
  for (guint i = 0; i < self->undo->len; i++)
    rewrite (self, g_ptr_array_index (self->undo, i));
  for (guint i = 0; i < self->redo->len; i++)
    rewrite (self, g_ptr_array_index (self->redo, i));
  if (self->open)
    rewrite (self, self->open);
  for (guint i = 0; i < rows->len; i++)
    put_rest (self, g_ptr_array_index (rows, i));
}
