/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-edits-private.h"
#include "grid/stree-grid-held-private.h"
#include "grid/stree-grid-shown-private.h"
#include "sources/stree-row-key-private.h"

/* What is typed into rows, and rows that are not in the source yet. */

/* Of so many edited rows what was made of them is kept. */
#define MAX_EDITED 512

/* --- rows with what was typed --- */

StreeRowKey *
stree_grid_view_dup_key (StreeGridView *self, guint position)
{
  const StreeGridShown shown = { .model = self->model, .edits = self->edits };

  return stree_grid_shown_dup_key (&shown, position);
}

/* A row that is edited, with what is written in it: made once for all of its cells. */
typedef struct
{
  StreeFrame *page; /* owned: where the row is; NULL: it is a new one */
  guint       row;
  StreeFrame *edited;  /* owned */
  guint       version; /* of the edits, when it was made */
} EditedRow;

static void
edited_row_free (gpointer data)
{
  EditedRow *edited = data;

  g_clear_pointer (&edited->page, stree_frame_unref);
  g_clear_pointer (&edited->edited, stree_frame_unref);
  g_free (edited);
}

GHashTable *
stree_grid_edited_new (void)
{
  return g_hash_table_new_full (stree_row_key_table_hash, stree_row_key_table_equal, (GDestroyNotify) stree_row_key_unref,
                                edited_row_free);
}

static gboolean
is_current (StreeGridView *self, const EditedRow *edited, StreeFrame *page, guint row)
{
  return edited && edited->version == self->edits_version && edited->page == page && edited->row == row;
}

/* Transfer full. A row that holds the same as before is the same frame: nothing of it is drawn or run again. */
static StreeFrame *
get_edited (StreeGridView *self, StreeRowKey *key, StreeFrame *page, guint row)
{
  EditedRow             *before = g_hash_table_lookup (self->edited, key);
  EditedRow             *edited;
  g_autoptr (StreeFrame) made = NULL;

  if (is_current (self, before, page, row))
    return stree_frame_ref (before->edited);
  made = page ? stree_grid_edits_apply (self->edits, key, page, row) : stree_grid_edits_make_row (self->edits, key);
  edited = g_new (EditedRow, 1);
  edited->page = page ? stree_frame_ref (page) : NULL;
  edited->row = row;
  edited->version = self->edits_version;
  edited->edited = stree_frame_ref (before && stree_frame_equal (before->edited, made) ? before->edited : made);
  if (g_hash_table_size (self->edited) >= MAX_EDITED)
    g_hash_table_remove_all (self->edited);
  g_hash_table_replace (self->edited, stree_row_key_ref (key), edited);
  return stree_frame_ref (edited->edited);
}

gboolean
stree_grid_view_has_edits (StreeGridView *self)
{
  return self->edits && stree_grid_edits_get_n_rows (self->edits, 0) > 0;
}

gboolean
stree_grid_cells_get_row (StreeGridView *self, guint position, StreeFrame **frame, guint *row)
{
  g_autoptr (StreeRowKey) key = stree_grid_view_has_edits (self) ? stree_grid_view_dup_key (self, position) : NULL;
  StreeFrame             *page;

  if (position >= stree_grid_model_get_n_rows (self->model, NULL))
    {
      if (!key)
        return FALSE;
      *frame = get_edited (self, key, NULL, 0);
      *row = 0;
      return TRUE;
    }
  if (!stree_grid_model_get_row (self->model, position, &page, row))
    return FALSE;
  if (key && stree_grid_edits_get_row_state (self->edits, key) != 0)
    {
      *frame = get_edited (self, key, page, *row);
      *row = 0;
    }
  else
    *frame = stree_frame_ref (page);
  return TRUE;
}

StreeGridEditState
stree_grid_view_get_state (StreeGridView *self, guint position, StreeGridViewColumn *column, const char **text)
{
  g_autoptr (StreeRowKey) key = stree_grid_view_has_edits (self) ? stree_grid_view_dup_key (self, position) : NULL;
  StreeGridEditState      state;

  *text = NULL;
  if (!key)
    return 0;
  state = stree_grid_edits_get_row_state (self->edits, key) & (STREE_GRID_EDIT_INSERTED | STREE_GRID_EDIT_DELETED | STREE_GRID_EDIT_GONE);
  if (column->column->index < 0)
    return state;
  *text = stree_grid_edits_get_text (self->edits, key, (guint) column->column->index);
  return state | stree_grid_edits_get_cell_state (self->edits, key, (guint) column->column->index);
}

/* --- writing into them --- */

gboolean
stree_grid_view_can_edit (StreeGridView *self, guint position, guint number)
{
  StreeGridViewColumn    *column = stree_grid_view_get_column (self, number);
  g_autoptr (StreeRowKey) key = self->edits ? stree_grid_view_dup_key (self, position) : NULL;

  return key && !self->acting && column && column->column->index >= 0 && !column->column->args.read_only &&
         stree_grid_edits_can_edit (self->edits, key, (guint) column->column->index);
}

/* The row of the source that stands there; NULL: it is a new one. */
static gboolean
get_seen (StreeGridView *self, guint position, StreeFrame **seen, guint *row)
{
  *seen = NULL;
  *row = 0;
  return position >= stree_grid_model_get_n_rows (self->model, NULL) || stree_grid_model_peek_row (self->model, position, seen, row);
}

gboolean
stree_grid_view_write_cell (StreeGridView *self, guint position, guint number, StreeCell *cell)
{
  g_autoptr (StreeRowKey) key = stree_grid_view_dup_key (self, position);
  StreeFrame             *seen;
  guint                   row;

  return key && stree_grid_view_can_edit (self, position, number) && get_seen (self, position, &seen, &row) &&
         stree_grid_edits_set_cell (self->edits, key, seen, row, (guint) stree_grid_view_get_column (self, number)->column->index, cell);
}

/* --- what else the user does --- */

void
stree_grid_view_insert_row (StreeGridView *self)
{
  g_autoptr (StreeRowKey) key = NULL;
  guint                   n;

  if (stree_grid_view_is_acting (self))
    return;
  stree_grid_bar_forget_problem (self);
  key = stree_grid_edits_insert_row (self->edits, STREE_GRID_END);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  if (!key || n == 0)
    return;
  stree_grid_view_move (self, n - 1, self->cursor < self->columns->len ? self->cursor : 0, FALSE, FALSE);
  stree_grid_view_grab (self);
}

void
stree_grid_view_undo (StreeGridView *self)
{
  if (stree_grid_view_is_acting (self))
    return;
  stree_grid_bar_forget_problem (self);
  stree_grid_edits_undo (self->edits);
}

void
stree_grid_view_redo (StreeGridView *self)
{
  if (stree_grid_view_is_acting (self))
    return;
  stree_grid_bar_forget_problem (self);
  stree_grid_edits_redo (self->edits);
}

/* --- the edits of a grid --- */

static void
widen_edited (StreeGridView *self)
{
  GHashTableIter iter;
  gpointer       edited;

  g_hash_table_iter_init (&iter, self->edited);
  while (g_hash_table_iter_next (&iter, NULL, &edited))
    if (((EditedRow *) edited)->version == self->edits_version)
      stree_grid_widen_for (self, ((EditedRow *) edited)->edited, TRUE);
}

/* Cells, bar and hint, with what the edits say now. */
static void
show_edits (StreeGridView *self)
{
  self->edits_version++;
  if (!stree_grid_view_has_edits (self))
    g_hash_table_remove_all (self->edited);
  stree_grid_model_set_extra (self->model, self->edits);
  stree_grid_cells_show_all (self);
  widen_edited (self);
  stree_grid_bar_show (self);
  stree_grid_hint_show (self);
}

static void
edits_changed_cb (StreeGridEdits *edits, StreeGridView *self)
{
  /* What was in the way of saving is not any more. */
  if (self->obstructed && stree_grid_edits_get_n_rows (edits, STREE_GRID_EDIT_INVALID | STREE_GRID_EDIT_CONFLICT) == 0)
    stree_grid_bar_show_problem (self, NULL);
  show_edits (self);
  stree_grid_view_changed (self, STREE_GRID_REASON_EDIT);
}

/* What is in the editor becomes one of them, so that nothing is lost where they are kept; nobody is told. */
static void
drop_edits (StreeGridView *self)
{
  g_signal_handlers_disconnect_by_data (self->edits, self);
  stree_grid_block_stop (self);
  stree_grid_editor_finish (self);
  stree_grid_edits_unfollow_columns (self->edits);
  g_clear_object (&self->edits);
  g_hash_table_remove_all (self->edited);
}

void
stree_grid_view_set_edits (StreeGridView *self, StreeGridEdits *edits)
{
  gboolean typing = stree_grid_editor_is_open (self);

  if (self->edits == edits)
    return;
  if (self->edits)
    drop_edits (self);
  if (edits)
    {
      self->edits = g_object_ref (edits);
      stree_grid_edits_follow_columns (edits, &self->resolved);
      g_signal_connect (edits, "changed", G_CALLBACK (edits_changed_cb), self);
    }
  stree_grid_bar_show_problem (self, NULL);
  show_edits (self);
  if (typing)
    stree_grid_view_grab (self);
}

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeGridView) self = data;
  g_autoptr (GError)        error = NULL;

  stree_grid_edits_commit_finish (STREE_GRID_EDITS (object), result, &error);
  if (!self->model || self->edits != STREE_GRID_EDITS (object))
    return;
  stree_grid_bar_show_problem (self, error ? error->message : NULL);
  self->obstructed = error && error->domain == STREE_GRID_EDITS_ERROR && error->code != STREE_GRID_EDITS_ERROR_BUSY;
  stree_grid_bar_show (self);
}

void
stree_grid_view_save (StreeGridView *self)
{
  if (stree_grid_view_is_acting (self))
    return;
  stree_grid_editor_finish (self);
  stree_grid_edits_commit_async (self->edits, NULL, committed_cb, g_object_ref (self));
  stree_grid_bar_show (self);
}
