/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-edits-private.h"

#include <glib/gi18n-lib.h>

/* --- may it be --- */

static gboolean
has_column (StreeGridEdits *self, guint column)
{
  return column < stree_frame_get_n_columns (stree_source_get_schema (self->source));
}

/* @row: NULL: one of the source that has no edits. */
static gboolean
can_edit (StreeGridEdits *self, StreeEditRow *row, guint column)
{
  StreeSourceCapabilities needed = row && !row->in_source ? STREE_SOURCE_INSERT : STREE_SOURCE_UPDATE;

  return self->n_keys > 0 && (!row || row->present) &&
         !(stree_source_get_column_flags (self->source, column) & STREE_COLUMN_READ_ONLY) &&
         (stree_source_get_capabilities (self->source) & needed);
}

/**
 * stree_grid_edits_can_edit:
 * @edits: edits
 * @key: a row's key
 * @column: a column's number
 *
 * Whether a cell can be edited: the source and the column allow it, and the row is not one that is to go.
 *
 * Returns: whether it can
 *
 * Since: 1.0
 */
gboolean
stree_grid_edits_can_edit (StreeGridEdits *edits, StreeRowKey *key, guint column)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, FALSE);
  g_return_val_if_fail (has_column (edits, column), FALSE);
  return can_edit (edits, stree_edit_rows_get (edits, key), column);
}

/* --- cells --- */

/* Takes @value. @row: NULL: it is not known. One that was met for this, and nothing came of it, is forgotten. */
static gboolean
set_known (StreeGridEdits *self, StreeEditRow *row, guint column, StreeEditValue *value)
{
  gboolean can = row && can_edit (self, row, column);

  if (can)
    stree_edit_steps_set_cell (self, row, column, value);
  else if (row)
    stree_edit_row_update (self, row);
  stree_edit_value_unref (value);
  return can;
}

static char *
name_edit (StreeGridEdits *self, guint column)
{
  return g_strdup_printf (_ ("Edit “%s”"),
                          stree_frame_get_column_name (stree_source_get_schema (self->source), column));
}

/* Takes @value. */
static gboolean
edit_one (StreeGridEdits *self, StreeRowKey *key, StreeFrame *seen, guint at, guint column, StreeEditValue *value)
{
  gboolean done;

  stree_edit_steps_begin (self);
  done = set_known (self, stree_edit_rows_ensure (self, key, seen, at), column, value);
  stree_edit_steps_end (self, name_edit (self, column));
  return done;
}

/**
 * stree_grid_edits_set_cell:
 * @edits: edits
 * @key: the row's key
 * @seen: (nullable): a frame with the source's columns that holds the row as it was seen; %NULL: a new row, or one that has
 * edits already
 * @row: where it stands in @seen
 * @column: a column's number
 * @cell: what is to be in it; of the column's type
 *
 * Puts a value into a cell. What the source has there already is no edit. A value that cannot be written is kept, with an
 * error.
 *
 * Returns: whether it was taken; %FALSE: the cell cannot be edited, or the row is not known
 *
 * Since: 1.0
 */
gboolean
stree_grid_edits_set_cell (StreeGridEdits *edits,
                           StreeRowKey *key,
                           StreeFrame *seen,
                           guint row,
                           guint column,
                           StreeCell *cell)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL && cell != NULL, FALSE);
  g_return_val_if_fail (has_column (edits, column), FALSE);
  g_return_val_if_fail (seen == NULL || row < stree_frame_get_n_rows (seen), FALSE);
  g_return_val_if_fail (stree_cell_get_column_type (cell) ==
                            stree_frame_get_column_type (stree_source_get_schema (edits->source), column),
                        FALSE);
  return edit_one (edits, key, seen, row, column, stree_edit_value_new (edits, column, cell));
}

/**
 * stree_grid_edits_set_text:
 * @edits: edits
 * @key: the row's key
 * @seen: (nullable): a frame with the source's columns that holds the row as it was seen; %NULL: a new row, or one that has
 * edits already
 * @row: where it stands in @seen
 * @column: a column's number
 * @text: what was typed
 *
 * Puts into a cell what was typed. A text that cannot be read as the column's type is kept as it is, with an error.
 *
 * Returns: whether it was taken; %FALSE: the cell cannot be edited, or the row is not known
 *
 * Since: 1.0
 */
gboolean
stree_grid_edits_set_text (StreeGridEdits *edits,
                           StreeRowKey *key,
                           StreeFrame *seen,
                           guint row,
                           guint column,
                           const char *text)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, FALSE);
  g_return_val_if_fail (text != NULL && g_utf8_validate (text, -1, NULL), FALSE);
  g_return_val_if_fail (has_column (edits, column), FALSE);
  g_return_val_if_fail (seen == NULL || row < stree_frame_get_n_rows (seen), FALSE);
  return edit_one (edits, key, seen, row, column, stree_edit_value_new_text (edits, column, text));
}

/* --- rows --- */

static gboolean
delete_row (StreeGridEdits *self, StreeEditRow *row)
{
  if (!row || !row->present)
    return FALSE;
  if (row->in_source &&
      (self->n_keys == 0 || !(stree_source_get_capabilities (self->source) & STREE_SOURCE_DELETE)))
    return FALSE;
  stree_edit_steps_set_present (self, row, FALSE);
  return TRUE;
}

char *
stree_edit_name_delete (guint n)
{
  return n == 1
             ? g_strdup (_ ("Delete row"))
             : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %u row", "Delete %u rows", n), n);
}

/* A row that was met for this and nothing came of it is forgotten. */
static guint
delete_one (StreeGridEdits *self, StreeRowKey *key, StreeFrame *seen, guint at)
{
  StreeEditRow *row = stree_edit_rows_ensure (self, key, seen, at);
  gboolean done = delete_row (self, row);

  if (row && !done)
    stree_edit_row_update (self, row);
  return done;
}

/**
 * stree_grid_edits_delete_row:
 * @edits: edits
 * @key: the row's key
 * @seen: (nullable): a frame with the source's columns that holds the row as it was seen; %NULL: a new row, or one that has
 * edits already
 * @row: where it stands in @seen
 *
 * Marks a row as one that is to go. A new row is gone at once. What was typed into it comes back with it.
 *
 * Returns: whether that was done; %FALSE: it cannot be deleted, is to go already, or is not known
 *
 * Since: 1.0
 */
gboolean
stree_grid_edits_delete_row (StreeGridEdits *edits, StreeRowKey *key, StreeFrame *seen, guint row)
{
  gboolean done;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, FALSE);
  g_return_val_if_fail (seen == NULL || row < stree_frame_get_n_rows (seen), FALSE);
  stree_edit_steps_begin (edits);
  done = delete_one (edits, key, seen, row) > 0;
  stree_edit_steps_end (edits, stree_edit_name_delete (1));
  return done;
}

/**
 * stree_grid_edits_undelete_row:
 * @edits: edits
 * @key: the row's key
 *
 * A row that was to go stays.
 *
 * Returns: whether it was to go
 *
 * Since: 1.0
 */
gboolean
stree_grid_edits_undelete_row (StreeGridEdits *edits, StreeRowKey *key)
{
  StreeEditRow *row;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL, FALSE);
  row = stree_edit_rows_get (edits, key);
  if (!row || !(row->state & STREE_GRID_EDIT_DELETED))
    return FALSE;
  stree_edit_steps_begin (edits);
  stree_edit_steps_set_present (edits, row, TRUE);
  stree_edit_steps_end (edits, g_strdup (_ ("Keep row")));
  return TRUE;
}

/* In an open step. */
static StreeEditRow *
add_row (StreeGridEdits *self, StreeGridPlace place)
{
  StreeEditRow *row = stree_edit_rows_add_new (self, place);

  stree_edit_steps_set_present (self, row, TRUE);
  return row;
}

/**
 * stree_grid_edits_insert_row:
 * @edits: edits
 * @place: where it stands until it is written
 *
 * Adds a new row. Its cells are set one by one; the others have what the source gives them.
 *
 * Returns: (transfer full) (nullable): a key that no row of the source has; %NULL: the source takes no new rows
 *
 * Since: 1.0
 */
StreeRowKey *
stree_grid_edits_insert_row (StreeGridEdits *edits, StreeGridPlace place)
{
  StreeEditRow *row;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), NULL);
  g_return_val_if_fail (place == STREE_GRID_END || place == STREE_GRID_TOP, NULL);
  if (edits->n_keys == 0 || !(stree_source_get_capabilities (edits->source) & STREE_SOURCE_INSERT))
    return NULL;
  stree_edit_steps_begin (edits);
  row = add_row (edits, place);
  stree_edit_steps_end (edits, g_strdup (_ ("Add row")));
  return stree_row_key_ref (row->key);
}

/* --- ranges --- */

char *
stree_edit_name_paste (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Paste %u cell", "Paste %u cells", n), n);
}

char *
stree_edit_name_clear (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Clear %u cell", "Clear %u cells", n), n);
}

static StreeEditRow *
ensure_row (StreeGridEdits *self, StreeGridRange *range, guint index)
{
  guint at = 0;
  StreeFrame *seen = stree_grid_range_get_seen (range, index, &at);

  return stree_edit_rows_ensure (self, stree_grid_range_get_key (range, index), seen, at);
}

static gboolean
can_set_column (StreeGridEdits *self, guint column)
{
  return column != G_MAXUINT && !(stree_source_get_column_flags (self->source, column) & STREE_COLUMN_READ_ONLY);
}

/* Before a value is made for it: nobody reads or checks what is for a cell that cannot be edited. */
static gboolean
can_set_in_range (StreeGridEdits *self, StreeGridRange *range, guint index, guint column)
{
  StreeEditRow *row;

  if (!can_set_column (self, column))
    return FALSE;
  row = stree_edit_rows_get (self, stree_grid_range_get_key (range, index));
  return can_edit (self, row && row->state != 0 ? row : NULL, column);
}

/* Takes @value. */
static gboolean
set_in_range (StreeGridEdits *self, StreeGridRange *range, guint index, guint column, StreeEditValue *value)
{
  return set_known (self, ensure_row (self, range, index), column, value);
}

static gboolean
is_range (StreeGridEdits *self, StreeGridRange *range)
{
  for (guint i = 0; i < stree_grid_range_get_n_columns (range); i++)
    if (stree_grid_range_get_column (range, i) != G_MAXUINT && !has_column (self, stree_grid_range_get_column (range, i)))
      return FALSE;
  return TRUE;
}

gboolean
stree_edit_can_insert (StreeGridEdits *self, const guint *columns, guint n_columns)
{
  if (self->n_keys == 0 || !(stree_source_get_capabilities (self->source) & STREE_SOURCE_INSERT))
    return FALSE;
  for (guint i = 0; i < n_columns; i++)
    if (can_set_column (self, columns[i]))
      return TRUE;
  return FALSE;
}

static gboolean
can_insert_in_range (StreeGridEdits *self, StreeGridRange *range)
{
  guint n = stree_grid_range_get_n_columns (range);
  g_autofree guint *columns = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    columns[i] = stree_grid_range_get_column (range, i);
  return stree_edit_can_insert (self, columns, n);
}

guint
stree_edit_repeated (guint room, guint n)
{
  return room % n == 0 ? room : MIN (room, n);
}

/**
 * stree_grid_edits_paste:
 * @edits: edits
 * @range: the cells to be written over, the first of them the first of @texts
 * @texts: (array length=n_texts): the cells' texts, row by row
 * @n_texts: how many there are, a multiple of @width
 * @width: how many columns they have, at least 1
 *
 * Puts a block of texts into cells, as one step. If the block fits into the range several times exactly, it is repeated;
 * what does not fit is left out. Rows of the range that are not there yet are added, if the source takes new rows. Texts
 * that cannot be read are kept, with an error; those for cells that cannot be edited are left out.
 *
 * Returns: how many cells were taken
 *
 * Since: 1.0
 */
guint
stree_grid_edits_paste (StreeGridEdits *edits,
                        StreeGridRange *range,
                        const char *const *texts,
                        gsize n_texts,
                        guint width)
{
  guint n_rows, n_there, n_columns, height, n = 0;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && range != NULL, 0);
  g_return_val_if_fail (width > 0 && n_texts % width == 0, 0);
  g_return_val_if_fail (n_texts == 0 || texts != NULL, 0);
  g_return_val_if_fail (is_range (edits, range), 0);
  if (n_texts == 0)
    return 0;
  height = (guint) (n_texts / width);
  n_there = n_rows = stree_grid_range_get_n_rows (range);
  if (can_insert_in_range (edits, range))
    n_rows += stree_grid_range_get_n_new_rows (range);
  n_rows = stree_edit_repeated (n_rows, height);
  n_columns = stree_edit_repeated (stree_grid_range_get_n_columns (range), width);
  stree_edit_steps_begin (edits);
  for (guint i = 0; i < n_rows; i++)
    {
      StreeEditRow *added = i < n_there ? NULL : add_row (edits, STREE_GRID_END);

      for (guint j = 0; j < n_columns; j++)
        {
          guint column = stree_grid_range_get_column (range, j);
          const char *text = texts[(gsize) (i % height) * width + j % width];

          if (added && can_set_column (edits, column))
            n += set_known (edits, added, column, stree_edit_value_new_text (edits, column, text));
          else if (!added && can_set_in_range (edits, range, i, column))
            n += set_in_range (edits, range, i, column, stree_edit_value_new_text (edits, column, text));
        }
    }
  stree_edit_steps_end (edits, stree_edit_name_paste (n));
  return n;
}

/* What the user sees in a cell of the range. Transfer full; NULL: nothing. */
static StreeEditValue *
value_in_range (StreeGridEdits *self, StreeGridRange *range, guint index, guint column)
{
  guint at = 0;
  StreeFrame *seen = stree_grid_range_get_seen (range, index, &at);
  StreeEditRow *row = stree_edit_rows_get (self, stree_grid_range_get_key (range, index));
  const StreeEditCell *edit = row ? stree_edit_row_find (row, column) : NULL;
  g_autoptr (StreeCell) cell = NULL;

  if (row && !row->present)
    return NULL;
  if (edit)
    return stree_edit_value_ref (edit->value);
  if (row && row->state != 0)
    cell = stree_edit_row_get_base (row, column);
  else if (seen)
    cell = stree_frame_get_cell (seen, at, column);
  if (row && !cell)
    cell = stree_cell_new_null (stree_frame_get_column_type (stree_source_get_schema (self->source), column));
  return cell ? stree_edit_value_new (self, column, cell) : NULL;
}

/**
 * stree_grid_edits_fill_down:
 * @edits: edits
 * @range: rows and columns
 *
 * Puts what the first row has into the rows below it, as one step.
 *
 * Returns: how many cells were taken
 *
 * Since: 1.0
 */
guint
stree_grid_edits_fill_down (StreeGridEdits *edits, StreeGridRange *range)
{
  guint n = 0;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && range != NULL, 0);
  g_return_val_if_fail (is_range (edits, range), 0);
  if (stree_grid_range_get_n_rows (range) == 0)
    return 0;
  stree_edit_steps_begin (edits);
  for (guint j = 0; j < stree_grid_range_get_n_columns (range); j++)
    {
      guint column = stree_grid_range_get_column (range, j);
      StreeEditValue *value = can_set_column (edits, column) ? value_in_range (edits, range, 0, column) : NULL;

      for (guint i = 1; value && i < stree_grid_range_get_n_rows (range); i++)
        n += set_in_range (edits, range, i, column, stree_edit_value_ref (value));
      stree_edit_value_unref (value);
    }
  stree_edit_steps_end (edits, g_strdup (_ ("Fill down")));
  return n;
}

/**
 * stree_grid_edits_clear:
 * @edits: edits
 * @range: rows and columns
 *
 * Empties cells, as one step. Those that cannot be empty are kept empty with an error; those that cannot be edited stay as
 * they are.
 *
 * Returns: how many cells were taken
 *
 * Since: 1.0
 */
guint
stree_grid_edits_clear (StreeGridEdits *edits, StreeGridRange *range)
{
  StreeFrame *schema;
  guint n = 0;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && range != NULL, 0);
  g_return_val_if_fail (is_range (edits, range), 0);
  schema = stree_source_get_schema (edits->source);
  stree_edit_steps_begin (edits);
  for (guint j = 0; j < stree_grid_range_get_n_columns (range); j++)
    {
      guint column = stree_grid_range_get_column (range, j);
      g_autoptr (StreeCell) empty = NULL;

      if (!can_set_column (edits, column))
        continue;
      empty = stree_cell_new_null (stree_frame_get_column_type (schema, column));
      for (guint i = 0; i < stree_grid_range_get_n_rows (range); i++)
        if (can_set_in_range (edits, range, i, column))
          n += set_in_range (edits, range, i, column, stree_edit_value_new (edits, column, empty));
    }
  stree_edit_steps_end (edits, stree_edit_name_clear (n));
  return n;
}

/**
 * stree_grid_edits_delete_rows:
 * @edits: edits
 * @range: rows; its columns do not count
 *
 * Marks rows as ones that are to go, as one step.
 *
 * Returns: how many there are
 *
 * Since: 1.0
 */
guint
stree_grid_edits_delete_rows (StreeGridEdits *edits, StreeGridRange *range)
{
  guint n = 0;

  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits) && range != NULL, 0);
  stree_edit_steps_begin (edits);
  for (guint i = 0; i < stree_grid_range_get_n_rows (range); i++)
    {
      guint at = 0;
      StreeFrame *seen = stree_grid_range_get_seen (range, i, &at);

      n += delete_one (edits, stree_grid_range_get_key (range, i), seen, at);
    }
  stree_edit_steps_end (edits, stree_edit_name_delete (n));
  return n;
}

/* --- back to the source --- */

static void
revert_cells (StreeGridEdits *self, StreeEditRow *row, gboolean only_conflicts)
{
  for (guint i = row->cells ? row->cells->len : 0; i-- > 0;)
    {
      const StreeEditCell *cell = &g_array_index (row->cells, StreeEditCell, i);

      if (!only_conflicts || cell->was)
        stree_edit_steps_set_cell (self, row, cell->column, NULL);
    }
}

static void
revert_row (StreeGridEdits *self, StreeEditRow *row)
{
  row->uses++;
  if (row->in_source || row->gone)
    revert_cells (self, row, FALSE);
  stree_edit_steps_set_present (self, row, row->in_source);
  row->uses--;
  stree_edit_row_update (self, row);
}

/**
 * stree_grid_edits_revert_cell:
 * @edits: edits
 * @key: the row's key
 * @column: a column's number
 *
 * Drops what was typed into a cell, as a step that can be undone.
 *
 * Since: 1.0
 */
void
stree_grid_edits_revert_cell (StreeGridEdits *edits, StreeRowKey *key, guint column)
{
  StreeEditRow *row;

  g_return_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL);
  g_return_if_fail (has_column (edits, column));
  row = stree_edit_rows_get (edits, key);
  if (!row || !stree_edit_row_find (row, column))
    return;
  stree_edit_steps_begin (edits);
  stree_edit_steps_set_cell (edits, row, column, NULL);
  stree_edit_steps_end (edits,
                        g_strdup_printf (_ ("Revert “%s”"),
                                         stree_frame_get_column_name (stree_source_get_schema (edits->source), column)));
}

/**
 * stree_grid_edits_revert_row:
 * @edits: edits
 * @key: the row's key
 *
 * Drops all edits of a row, as a step that can be undone: it is as in the source, or gone if it is not there.
 *
 * Since: 1.0
 */
void
stree_grid_edits_revert_row (StreeGridEdits *edits, StreeRowKey *key)
{
  StreeEditRow *row;

  g_return_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL);
  row = stree_edit_rows_get (edits, key);
  if (!row)
    return;
  stree_edit_steps_begin (edits);
  revert_row (edits, row);
  stree_edit_steps_end (edits, g_strdup (_ ("Revert row")));
}

/**
 * stree_grid_edits_revert_all:
 * @edits: edits
 *
 * Drops all edits, as a step that can be undone.
 *
 * Since: 1.0
 */
void
stree_grid_edits_revert_all (StreeGridEdits *edits)
{
  g_autoptr (GPtrArray) keys = NULL;

  g_return_if_fail (STREE_IS_GRID_EDITS (edits));
  keys = stree_grid_edits_list_rows (edits, 0);
  stree_edit_steps_begin (edits);
  for (guint i = 0; i < keys->len; i++)
    revert_row (edits, stree_edit_rows_get (edits, g_ptr_array_index (keys, i)));
  stree_edit_steps_end (edits, g_strdup (_ ("Revert all")));
}

/* --- conflicts --- */

/**
 * stree_grid_edits_resolve_cell:
 * @edits: edits
 * @key: the row's key
 * @column: a column's number
 * @resolution: what becomes of it
 *
 * Ends the conflict about a cell.
 *
 * Since: 1.0
 */
void
stree_grid_edits_resolve_cell (StreeGridEdits *edits, StreeRowKey *key, guint column, StreeGridResolution resolution)
{
  StreeEditRow *row;
  StreeEditCell *cell;

  g_return_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL);
  row = stree_edit_rows_get (edits, key);
  cell = row ? stree_edit_row_find (row, column) : NULL;
  if (!cell || !cell->was)
    return;
  if (resolution == STREE_GRID_TAKE_THEIRS)
    {
      stree_grid_edits_revert_cell (edits, key, column);
      return;
    }
  stree_grid_edits_freeze (edits);
  g_clear_pointer (&cell->was, stree_cell_unref);
  edits->dirty = TRUE;
  stree_edit_row_update (edits, row);
  stree_grid_edits_thaw (edits);
}

/* It is written over theirs, or again if it is gone. */
static void
keep_mine (StreeGridEdits *self, StreeEditRow *row)
{
  stree_grid_edits_freeze (self);
  self->dirty = TRUE;
  for (guint i = 0; row->cells && i < row->cells->len; i++)
    g_clear_pointer (&g_array_index (row->cells, StreeEditCell, i).was, stree_cell_unref);
  g_clear_pointer (&row->was, stree_frame_unref);
  if (row->gone)
    {
      g_autoptr (StreeRowKey) old = stree_row_key_ref (row->key);

      row->gone = FALSE;
      stree_edit_row_set_key (self, row, stree_edit_rows_make_key (self));
      stree_grid_edits_rekeyed (self, old, row->key);
    }
  stree_edit_row_update (self, row);
  stree_grid_edits_thaw (self);
}

/**
 * stree_grid_edits_resolve_row:
 * @edits: edits
 * @key: the row's key
 * @resolution: what becomes of them
 *
 * Ends all conflicts about a row. What the user typed into it elsewhere stays. A row that somebody else has deleted becomes
 * a new row with the values it had and those that were typed, or it is gone.
 *
 * Since: 1.0
 */
void
stree_grid_edits_resolve_row (StreeGridEdits *edits, StreeRowKey *key, StreeGridResolution resolution)
{
  StreeEditRow *row;

  g_return_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL);
  row = stree_edit_rows_get (edits, key);
  if (!row || !(row->state & STREE_GRID_EDIT_CONFLICT))
    return;
  if (resolution == STREE_GRID_KEEP_MINE)
    {
      keep_mine (edits, row);
      return;
    }
  stree_edit_steps_begin (edits);
  row->uses++;
  revert_cells (edits, row, row->in_source);
  stree_edit_steps_set_present (edits, row, row->in_source);
  row->uses--;
  stree_edit_row_update (edits, row);
  stree_edit_steps_end (edits, g_strdup (_ ("Take the other values")));
}
