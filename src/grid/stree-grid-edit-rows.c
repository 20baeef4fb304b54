/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-edits-private.h"

#include <glib/gi18n-lib.h>

/* --- values --- */

static StreeEditValue *
value_alloc (StreeCell *cell, const char *text, char *error)
{
  StreeEditValue *value = g_rc_box_new0 (StreeEditValue);

  value->cell = cell;
  value->text = g_strdup (text);
  value->error = error;
  return value;
}

static gboolean
is_required (StreeGridEdits *self, guint column)
{
  return (stree_source_get_column_flags (self->source, column) & STREE_COLUMN_REQUIRED) ||
         (self->required && self->required (column, self->required_data));
}

StreeEditValue *
stree_edit_value_new (StreeGridEdits *self, guint column, StreeCell *cell)
{
  char *error = NULL;

  if (!stree_cell_is_null (cell))
    error = self->validate ? self->validate (column, cell, self->validate_data) : NULL;
  else if (is_required (self, column))
    error = g_strdup (_ ("This cannot be empty"));
  return value_alloc (stree_cell_ref (cell), NULL, error);
}

static const char *
expected_of (StreeColumnType type)
{
  switch (type)
    {
    case STREE_COLUMN_INT64:
      return _ ("A whole number was expected");
    case STREE_COLUMN_DOUBLE:
      return _ ("A number was expected");
    case STREE_COLUMN_BOOL:
      return _ ("“true” or “false” was expected");
    case STREE_COLUMN_DATE:
      return _ ("A date such as 2026-12-31 was expected");
    case STREE_COLUMN_TIMESTAMP:
      return _ ("A time such as 2026-12-31 23:59:00 was expected");
    case STREE_COLUMN_TEXT:
    default:
      return _ ("A text was expected");
    }
}

StreeEditValue *
stree_edit_value_new_text (StreeGridEdits *self, guint column, const char *text)
{
  StreeColumnType type = stree_frame_get_column_type (stree_source_get_schema (self->source), column);
  g_autoptr (StreeCell) cell = NULL;
  g_autoptr (GError) error = NULL;

  if (self->parse)
    cell = self->parse (column, text, self->parse_data, &error);
  else
    cell = stree_cell_new_parsed (type, text, NULL);
  if (cell && stree_cell_get_column_type (cell) == type)
    return stree_edit_value_new (self, column, cell);
  return value_alloc (NULL, text, g_strdup (error ? error->message : expected_of (type)));
}

StreeEditValue *
stree_edit_value_ref (StreeEditValue *value)
{
  return value ? g_rc_box_acquire (value) : NULL;
}

static void
value_clear (gpointer data)
{
  StreeEditValue *value = data;

  g_clear_pointer (&value->cell, stree_cell_unref);
  g_free (value->text);
  g_free (value->error);
}

void
stree_edit_value_unref (StreeEditValue *value)
{
  if (value)
    g_rc_box_release_full (value, value_clear);
}

gboolean
stree_edit_value_equal (StreeEditValue *a, StreeEditValue *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || !a->cell != !b->cell)
    return FALSE;
  return a->cell ? stree_cell_equal (a->cell, b->cell) : g_str_equal (a->text, b->text);
}

/* --- rows --- */

static void
cell_clear (gpointer data)
{
  StreeEditCell *cell = data;

  stree_edit_value_unref (cell->value);
  g_clear_pointer (&cell->was, stree_cell_unref);
}

void
stree_edit_row_free (gpointer data)
{
  StreeEditRow *row = data;

  stree_row_key_unref (row->key);
  g_clear_pointer (&row->seen, stree_frame_unref);
  g_clear_pointer (&row->was, stree_frame_unref);
  g_clear_pointer (&row->cells, g_array_unref);
  g_clear_pointer (&row->sent, g_array_unref);
  g_free (row);
}

StreeEditRow *
stree_edit_rows_get (StreeGridEdits *self, StreeRowKey *key)
{
  return g_hash_table_lookup (self->rows, key);
}

void
stree_edit_row_set_seen (StreeEditRow *row, StreeFrame *seen, guint at)
{
  stree_frame_ref (seen);
  g_clear_pointer (&row->seen, stree_frame_unref);
  row->seen = seen;
  row->row = at;
}

/* Takes @key. */
static StreeEditRow *
add_row (StreeGridEdits *self, StreeRowKey *key)
{
  StreeEditRow *row = g_new0 (StreeEditRow, 1);

  row->key = key;
  row->id = self->next_id++;
  g_hash_table_insert (self->rows, row->key, row);
  return row;
}

StreeEditRow *
stree_edit_rows_ensure (StreeGridEdits *self, StreeRowKey *key, StreeFrame *seen, guint at)
{
  StreeEditRow *row = stree_edit_rows_get (self, key);

  if (row && row->state == 0 && !row->in_source && seen)
    {
      /* It went, and what can be undone is about that one. This one came later, with the same key. */
      stree_edit_row_set_key (self, row, stree_edit_rows_make_key (self));
      row = NULL;
    }
  if (!row)
    {
      if (!seen)
        return NULL;
      row = add_row (self, stree_row_key_ref (key));
      stree_edit_row_set_seen (row, seen, at);
      row->in_source = row->present = TRUE;
    }
  else if (row->state == 0 && seen && !row->sent)
    stree_edit_row_set_seen (row, seen, at); /* what is on the screen is newer */
  return row;
}

StreeRowKey *
stree_edit_rows_make_key (StreeGridEdits *self)
{
  g_autoptr (StreeCell) number = stree_cell_new_int64 ((gint64) self->next_new++);
  g_autofree StreeCell **cells = g_new (StreeCell *, self->n_keys + 1);

  /* One cell more than a key of the source has: equal to none of them. */
  for (guint i = 0; i <= self->n_keys; i++)
    cells[i] = number;
  return stree_row_key_new (cells, self->n_keys + 1);
}

StreeEditRow *
stree_edit_rows_add_new (StreeGridEdits *self, StreeGridPlace place)
{
  StreeEditRow *row = add_row (self, stree_edit_rows_make_key (self));

  row->place = place;
  return row;
}

/* The key of a row that is another one's now: the old one is not in the source under it any more. */
static void
make_way (StreeGridEdits *self, StreeEditRow *row)
{
  g_autoptr (StreeRowKey) old = stree_row_key_ref (row->key);
  gboolean edited = row->state != 0;

  if (row->in_source)
    {
      row->in_source = FALSE;
      row->gone = TRUE;
      if (!edited)
        row->present = FALSE;
    }
  stree_edit_row_set_key (self, row, stree_edit_rows_make_key (self));
  stree_grid_edits_rekeyed (self, old, row->key);
  stree_edit_row_update (self, row);
}

void
stree_edit_row_set_key (StreeGridEdits *self, StreeEditRow *row, StreeRowKey *key)
{
  StreeEditRow *other = g_hash_table_lookup (self->rows, key);

  if (other == row)
    {
      stree_row_key_unref (key);
      return;
    }
  g_hash_table_steal (self->rows, row->key);
  if (other)
    make_way (self, other);
  stree_row_key_unref (row->key);
  row->key = key;
  g_hash_table_insert (self->rows, row->key, row);
}

StreeCell *
stree_edit_row_get_base (StreeEditRow *row, guint column)
{
  return row->seen ? stree_frame_get_cell (row->seen, row->row, column) : NULL;
}

StreeEditCell *
stree_edit_row_find (StreeEditRow *row, guint column)
{
  for (guint i = 0; row->cells && i < row->cells->len; i++)
    if (g_array_index (row->cells, StreeEditCell, i).column == column)
      return &g_array_index (row->cells, StreeEditCell, i);
  return NULL;
}

static void
drop_cell (StreeEditRow *row, StreeEditCell *cell)
{
  if (cell)
    g_array_remove_index (row->cells, (guint) (cell - (StreeEditCell *) (gpointer) row->cells->data));
  if (row->cells && row->cells->len == 0)
    g_clear_pointer (&row->cells, g_array_unref);
}

/* It says nothing that is not so without it. Of a new row: empty is what a cell is without a default. */
static gboolean
is_no_edit (StreeGridEdits *self, guint column, StreeCell *base, StreeEditValue *value)
{
  if (!value)
    return TRUE;
  if (!value->cell)
    return FALSE;
  if (base)
    return stree_cell_equal (base, value->cell);
  return stree_cell_is_null (value->cell) &&
         !(stree_source_get_column_flags (self->source, column) & STREE_COLUMN_DEFAULT);
}

void
stree_edit_row_put (StreeGridEdits *self, StreeEditRow *row, guint column, StreeEditValue *value, StreeCell *was)
{
  StreeEditCell *cell = stree_edit_row_find (row, column);
  g_autoptr (StreeCell) base = stree_edit_row_get_base (row, column);
  StreeEditCell added = { .column = column };

  self->dirty = TRUE;
  if (is_no_edit (self, column, base, value))
    {
      drop_cell (row, cell);
      return;
    }
  if (cell)
    {
      stree_edit_value_ref (value);
      stree_edit_value_unref (cell->value);
      cell->value = value;
      return;
    }
  if (!row->cells)
    {
      row->cells = g_array_new (FALSE, FALSE, sizeof (StreeEditCell));
      g_array_set_clear_func (row->cells, cell_clear);
    }
  added.value = stree_edit_value_ref (value);
  added.was = was && !(base && stree_cell_equal (base, was)) ? stree_cell_ref (was) : NULL;
  g_array_append_val (row->cells, added);
}

void
stree_edit_row_set_present (StreeGridEdits *self, StreeEditRow *row, gboolean present)
{
  row->present = present;
  if (present)
    g_clear_pointer (&row->was, stree_frame_unref);
  self->dirty = TRUE;
}

/* --- what they are --- */

/* Of a new row: what it needs and nobody has said. */
static gboolean
is_missing (StreeGridEdits *self, StreeEditRow *row, guint column)
{
  return row->checked && !row->in_source && !row->seen && !stree_edit_row_find (row, column) &&
         !(stree_source_get_column_flags (self->source, column) & (STREE_COLUMN_DEFAULT | STREE_COLUMN_READ_ONLY)) &&
         is_required (self, column);
}

const char *
stree_edit_row_get_error (StreeGridEdits *self, StreeEditRow *row, guint column)
{
  const StreeEditCell *cell = stree_edit_row_find (row, column);

  if (cell)
    return cell->value->error;
  return is_missing (self, row, column) ? _ ("This cannot be empty") : NULL;
}

static StreeGridEditState
state_of (StreeGridEdits *self, StreeEditRow *row)
{
  StreeGridEditState state = 0;

  if (!row->present)
    return row->in_source ? STREE_GRID_EDIT_DELETED | (row->was ? STREE_GRID_EDIT_CONFLICT : 0) : 0;
  if (!row->in_source)
    state |= row->gone ? STREE_GRID_EDIT_GONE | STREE_GRID_EDIT_CONFLICT : STREE_GRID_EDIT_INSERTED;
  for (guint i = 0; row->cells && i < row->cells->len; i++)
    {
      const StreeEditCell *cell = &g_array_index (row->cells, StreeEditCell, i);

      state |= STREE_GRID_EDIT_CHANGED | (cell->value->error ? STREE_GRID_EDIT_INVALID : 0) |
               (cell->was ? STREE_GRID_EDIT_CONFLICT : 0);
    }
  if (row->checked && !row->in_source && !row->seen)
    for (guint i = 0; i < stree_frame_get_n_columns (stree_source_get_schema (self->source)); i++)
      if (is_missing (self, row, i))
        state |= STREE_GRID_EDIT_INVALID;
  return state;
}

/* Where it is or belongs: ids grow downwards at the end, upwards at the top. */
static guint
place_of (GPtrArray *rows, StreeEditRow *row)
{
  guint low = 0, high = rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const StreeEditRow *it = g_ptr_array_index (rows, middle);

      if (row->place == STREE_GRID_TOP ? it->id > row->id : it->id < row->id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
stree_edit_row_update (StreeGridEdits *self, StreeEditRow *row)
{
  StreeGridEditState old = row->state, state = state_of (self, row);
  const StreeGridEditState extra = STREE_GRID_EDIT_INSERTED | STREE_GRID_EDIT_GONE;
  GPtrArray *extras = self->extra[row->place];

  for (guint i = 0; i < STREE_EDIT_N_STATES; i++)
    self->n_states[i] += ((state >> i) & 1u) - ((old >> i) & 1u);
  self->n_edited += (state != 0) - (old != 0);
  if (!(old & extra) && (state & extra))
    g_ptr_array_insert (extras, (int) place_of (extras, row), row);
  else if ((old & extra) && !(state & extra))
    g_ptr_array_remove_index (extras, place_of (extras, row));
  row->state = state;
  if (state == 0 && row->uses == 0)
    g_hash_table_remove (self->rows, row->key);
}

/* --- another base --- */

static gboolean
same_row (StreeFrame *a, guint a_row, StreeFrame *b, guint b_row)
{
  for (guint column = 0; column < stree_frame_get_n_columns (a); column++)
    {
      g_autoptr (StreeCell) x = stree_frame_get_cell (a, a_row, column);
      g_autoptr (StreeCell) y = stree_frame_get_cell (b, b_row, column);

      if (!stree_cell_equal (x, y))
        return FALSE;
    }
  return TRUE;
}

static void
rebase_cells (StreeEditRow *row, StreeFrame *now, guint at)
{
  for (guint i = row->cells ? row->cells->len : 0; i-- > 0;)
    {
      StreeEditCell *cell = &g_array_index (row->cells, StreeEditCell, i);
      g_autoptr (StreeCell) is = stree_frame_get_cell (now, at, cell->column);

      if (cell->value->cell && stree_cell_equal (cell->value->cell, is))
        {
          drop_cell (row, cell);
          continue;
        }
      if (!cell->was)
        cell->was = stree_edit_row_get_base (row, cell->column);
      if (cell->was && stree_cell_equal (cell->was, is))
        g_clear_pointer (&cell->was, stree_cell_unref);
    }
}

static void
rebase_deleted (StreeEditRow *row, StreeFrame *now, guint at)
{
  if (!row->was)
    {
      row->was = stree_frame_ref (row->seen);
      row->was_row = row->row;
    }
  if (same_row (row->was, row->was_row, now, at))
    g_clear_pointer (&row->was, stree_frame_unref);
}

void
stree_edit_row_rebase (StreeGridEdits *self, StreeEditRow *row, StreeFrame *now, guint at)
{
  g_assert (!row->sent);
  if (!row->in_source && !row->gone)
    return; /* it has no key that the source knows */
  self->dirty = TRUE;
  if (!now)
    {
      /* Nothing is left to be said about a row that was to go, or had no edits. */
      if (row->in_source && !(row->state & STREE_GRID_EDIT_CHANGED))
        row->present = FALSE;
      row->in_source = FALSE;
      row->gone = TRUE;
      g_clear_pointer (&row->was, stree_frame_unref);
    }
  else
    {
      if (!row->present)
        rebase_deleted (row, now, at);
      rebase_cells (row, now, at);
      row->in_source = TRUE;
      row->gone = FALSE;
      stree_edit_row_set_seen (row, now, at);
    }
  stree_edit_row_update (self, row);
}
