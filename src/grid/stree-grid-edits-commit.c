/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-edits-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-thread-private.h"
#include "data/stree-frame-edit.h"

/* Conflicts that are none, because what stands there now is what was to be written, take another try each. */
#define MAX_TRIES 5

/* Errors that are told one by one. */
#define MAX_TOLD 5

/* A commit under way, which belongs to its task. */
struct _StreeEditCommit
{
  GPtrArray *rows; /* owned: of StreeEditRow (used): by the numbers of the changes */
  StreeChanges *changes;
  guint n_tries;
};

static void try_commit (GTask *task);

static void
commit_free (gpointer data)
{
  StreeEditCommit *commit = data;

  g_ptr_array_unref (commit->rows);
  g_clear_pointer (&commit->changes, stree_changes_unref);
  g_free (commit);
}

static void
sent_clear (gpointer data)
{
  StreeEditSent *sent = data;

  g_clear_pointer (&sent->base, stree_cell_unref);
  stree_cell_unref (sent->sent);
}

/* --- what is written --- */

static StreeEditRow *
row_of_key (StreeGridEdits *self, GPtrArray *keys, guint index)
{
  return stree_edit_rows_get (self, g_ptr_array_index (keys, index));
}

static gboolean
can_write (StreeGridEdits *self, guint column)
{
  return !(stree_source_get_column_flags (self->source, column) & STREE_COLUMN_READ_ONLY);
}

static void
add_cells (StreeEditCommit *commit, StreeEditRow *row, guint change)
{
  for (guint i = 0; row->cells && i < row->cells->len; i++)
    {
      const StreeEditCell *cell = &g_array_index (row->cells, StreeEditCell, i);
      StreeEditSent sent = { .column = cell->column };

      sent.base = stree_edit_row_get_base (row, cell->column);
      sent.sent = stree_cell_ref (cell->value->cell);
      g_array_append_val (row->sent, sent);
      stree_changes_set_cell (commit->changes, change, cell->column, cell->value->cell);
    }
}

/* A row that was there before comes again with all it had. */
static void
add_template (StreeGridEdits *self, StreeEditCommit *commit, StreeEditRow *row, guint change)
{
  for (guint column = 0; row->seen && column < stree_frame_get_n_columns (row->seen); column++)
    {
      g_autoptr (StreeCell) cell = NULL;

      if (!can_write (self, column) || stree_edit_row_find (row, column))
        continue;
      cell = stree_edit_row_get_base (row, column);
      stree_changes_set_cell (commit->changes, change, column, cell);
    }
}

static void
add_change (StreeGridEdits *self, StreeEditCommit *commit, StreeEditRow *row)
{
  guint change;

  row->sent = g_array_new (FALSE, FALSE, sizeof (StreeEditSent));
  g_array_set_clear_func (row->sent, sent_clear);
  row->uses++;
  g_ptr_array_add (commit->rows, row);
  if (!row->present)
    {
      row->kind = STREE_CHANGE_DELETE;
      stree_changes_add_delete (commit->changes, row->seen, row->row);
      return;
    }
  row->kind = row->in_source ? STREE_CHANGE_UPDATE : STREE_CHANGE_INSERT;
  change = row->in_source ? stree_changes_add_update (commit->changes, row->seen, row->row)
                          : stree_changes_add_insert (commit->changes);
  add_cells (commit, row, change);
  if (!row->in_source)
    add_template (self, commit, row, change);
}

/* Rows that go make room for the keys of others; new rows come last. */
static void
make_changes (StreeGridEdits *self, StreeEditCommit *commit)
{
  static const StreeGridEditState order[] = { STREE_GRID_EDIT_DELETED, STREE_GRID_EDIT_CHANGED,
                                              STREE_GRID_EDIT_INSERTED };

  commit->changes = stree_changes_new ();
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (GPtrArray) keys = stree_grid_edits_list_rows (self, order[i]);

      for (guint j = 0; j < keys->len; j++)
        {
          StreeEditRow *row = row_of_key (self, keys, j);

          if (!row->sent && (order[i] != STREE_GRID_EDIT_CHANGED || row->in_source))
            add_change (self, commit, row);
        }
    }
}

static void
forget_changes (StreeGridEdits *self, StreeEditCommit *commit)
{
  for (guint i = 0; i < commit->rows->len; i++)
    {
      StreeEditRow *row = g_ptr_array_index (commit->rows, i);

      g_clear_pointer (&row->sent, g_array_unref);
      row->uses--;
      stree_edit_row_update (self, row);
    }
  g_ptr_array_set_size (commit->rows, 0);
  g_clear_pointer (&commit->changes, stree_changes_unref);
}

/* --- what is in the way --- */

static void
append_errors (StreeGridEdits *self, StreeEditRow *row, GString *list, guint *n)
{
  StreeFrame *schema = stree_source_get_schema (self->source);
  g_autofree char *name = row->in_source ? stree_row_key_to_string (row->key) : g_strdup (_ ("new row"));

  for (guint column = 0; column < stree_frame_get_n_columns (schema); column++)
    {
      const char *error = stree_edit_row_get_error (self, row, column);

      if (!error || (*n)++ >= MAX_TOLD)
        continue;
      /* Translators: a row's key, a column's name, what is wrong there */
      g_string_append_printf (list, _ ("\n%s, “%s”: %s"), name, stree_frame_get_column_name (schema, column), error);
    }
}

static GError *
make_invalid_error (StreeGridEdits *self)
{
  g_autoptr (GPtrArray) keys = stree_grid_edits_list_rows (self, STREE_GRID_EDIT_INVALID);
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < keys->len; i++)
    append_errors (self, row_of_key (self, keys, i), list, &n);
  if (n > MAX_TOLD)
    g_string_append (list, "\n…");
  return g_error_new (STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_INVALID,
                      /* Translators: a list follows, each on a line */
                      g_dngettext (GETTEXT_PACKAGE, "%u cell cannot be saved as it is:%s",
                                   "%u cells cannot be saved as they are:%s", n),
                      n, list->str);
}

static GError *
make_conflict_error (StreeGridEdits *self)
{
  guint n = stree_grid_edits_get_n_rows (self, STREE_GRID_EDIT_CONFLICT);

  return g_error_new (STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_CONFLICT,
                      g_dngettext (GETTEXT_PACKAGE, "Somebody else has changed %u row that you changed, too",
                                   "Somebody else has changed %u rows that you changed, too", n),
                      n);
}

/* Whatever a new row needs and does not have is an error from now on. */
static void
check_new_rows (StreeGridEdits *self)
{
  g_autoptr (GPtrArray) keys = stree_grid_edits_list_rows (self, STREE_GRID_EDIT_INSERTED);

  for (guint i = 0; i < keys->len; i++)
    {
      StreeEditRow *row = row_of_key (self, keys, i);

      self->dirty = self->dirty || !row->checked;
      row->checked = TRUE;
      stree_edit_row_update (self, row);
    }
}

static GError *
find_obstacle (StreeGridEdits *self)
{
  check_new_rows (self);
  if (stree_grid_edits_get_n_rows (self, STREE_GRID_EDIT_INVALID) > 0)
    return make_invalid_error (self);
  if (stree_grid_edits_get_n_rows (self, STREE_GRID_EDIT_CONFLICT) > 0)
    return make_conflict_error (self);
  return NULL;
}

/* --- written --- */

/* What was seen, with what was written into it. */
static void
write_into_seen (StreeEditRow *row)
{
  g_autoptr (StreeFrame) one = stree_frame_slice (row->seen, row->row, 1);
  g_autoptr (StreeFrameEdit) edit = stree_frame_edit_new (one);
  g_autoptr (StreeFrame) written = NULL;

  for (guint i = 0; i < row->sent->len; i++)
    {
      const StreeEditSent *sent = &g_array_index (row->sent, StreeEditSent, i);

      stree_frame_edit_set_cell (edit, 0, sent->column, sent->sent);
    }
  written = stree_frame_edit_finish (edit, NULL);
  if (written)
    stree_edit_row_set_seen (row, written, 0);
}

/* What the row is in the source now. Its key waits until all rows have left their old ones. */
static void
take_written (StreeEditRow *row, StreeCommit *outcome, guint change)
{
  guint at = 0;
  StreeFrame *inserted;

  switch (row->kind)
    {
    case STREE_CHANGE_DELETE:
      row->in_source = FALSE;
      row->gone = FALSE;
      g_clear_pointer (&row->was, stree_frame_unref);
      break;
    case STREE_CHANGE_UPDATE:
      write_into_seen (row);
      break;
    case STREE_CHANGE_INSERT:
    default:
      inserted = stree_commit_get_inserted (outcome, change, &at);
      g_return_if_fail (inserted != NULL); /* the engine owes it */
      row->in_source = TRUE;
      row->checked = FALSE;
      stree_edit_row_set_seen (row, inserted, at);
      break;
    }
}

static gboolean
writes_key (StreeGridEdits *self, StreeEditRow *row)
{
  for (guint i = 0; i < row->sent->len; i++)
    for (guint j = 0; j < self->n_keys; j++)
      if (g_array_index (row->sent, StreeEditSent, i).column == self->keys[j])
        return TRUE;
  return FALSE;
}

static void
change_key (StreeGridEdits *self, StreeEditRow *row, StreeRowKey *key)
{
  g_autoptr (StreeRowKey) old = stree_row_key_ref (row->key);

  stree_edit_row_set_key (self, row, key);
  stree_grid_edits_rekeyed (self, old, row->key);
}

/* Keys may have been exchanged: first all that are not used any more are free, then they are given. Who follows this does
 * not mistake one row for another. */
static void
rekey (StreeGridEdits *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      StreeEditRow *row = g_ptr_array_index (rows, i);

      if (row->kind == STREE_CHANGE_DELETE || (row->kind == STREE_CHANGE_UPDATE && writes_key (self, row)))
        change_key (self, row, stree_edit_rows_make_key (self));
    }
  for (guint i = 0; i < rows->len; i++)
    {
      StreeEditRow *row = g_ptr_array_index (rows, i);

      if (row->kind == STREE_CHANGE_INSERT || (row->kind == STREE_CHANGE_UPDATE && writes_key (self, row)))
        change_key (self, row, stree_row_key_new_of_row (row->seen, row->row, self->keys, self->n_keys));
    }
}

static void
written (StreeGridEdits *self, StreeEditCommit *commit, StreeCommit *outcome)
{
  for (guint i = 0; i < commit->rows->len; i++)
    take_written (g_ptr_array_index (commit->rows, i), outcome, i);
  stree_edit_steps_written (self, commit->rows);
  for (guint i = 0; i < commit->rows->len; i++)
    if (((StreeEditRow *) g_ptr_array_index (commit->rows, i))->kind == STREE_CHANGE_UPDATE)
      stree_grid_edits_written (self, g_ptr_array_index (commit->rows, i));
  rekey (self, commit->rows);
}

static void
rebase_conflicts (StreeGridEdits *self, GPtrArray *rows, StreeCommit *outcome)
{
  for (guint i = 0; i < stree_commit_get_n_conflicts (outcome); i++)
    {
      guint change, at;
      StreeFrame *now = stree_commit_get_conflict (outcome, i, &change, &at);

      stree_edit_row_rebase (self, g_ptr_array_index (rows, change), now, at);
    }
}

/* --- the task --- */

/* Takes @error; NULL: it is done. */
static void
finish (GTask *task, GError *error)
{
  StreeGridEdits *self = g_task_get_source_object (task);

  self->commit = NULL;
  self->n_commits++;
  self->dirty = TRUE;
  stree_grid_edits_thaw (self);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  StreeGridEdits *self = g_task_get_source_object (task);
  StreeEditCommit *commit = g_task_get_task_data (task);
  GError *error = NULL;
  StreeCommit *outcome = stree_source_commit_finish (STREE_SOURCE (source), result, &error);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean conflicts = outcome && stree_commit_get_n_conflicts (outcome) > 0;

  stree_grid_edits_freeze (self);
  if (outcome && !conflicts)
    written (self, commit, outcome);
  rows = g_ptr_array_copy (commit->rows, NULL, NULL);
  for (guint i = 0; i < rows->len; i++)
    ((StreeEditRow *) g_ptr_array_index (rows, i))->uses++;
  forget_changes (self, commit);
  if (conflicts)
    rebase_conflicts (self, rows, outcome);
  for (guint i = 0; i < rows->len; i++)
    {
      ((StreeEditRow *) g_ptr_array_index (rows, i))->uses--;
      stree_edit_row_update (self, g_ptr_array_index (rows, i));
    }
  g_clear_pointer (&outcome, stree_commit_unref);
  if (!error && conflicts)
    {
      error = find_obstacle (self);
      if (!error && ++commit->n_tries < MAX_TRIES)
        {
          try_commit (task);
          stree_grid_edits_thaw (self);
          return;
        }
      if (!error)
        error = make_conflict_error (self);
    }
  finish (task, error);
}

/* Of frozen edits: what is written is what was checked, whatever who hears of "changed" does. */
static void
try_commit (GTask *task)
{
  StreeGridEdits *self = g_task_get_source_object (task);
  StreeEditCommit *commit = g_task_get_task_data (task);

  make_changes (self, commit);
  stree_source_commit_async (self->source, commit->changes, g_task_get_cancellable (task), committed_cb, task);
}

/**
 * stree_grid_edits_commit_async:
 * @edits: edits
 * @cancellable: (nullable): cancels the work, if it is not done yet
 * @callback: (scope async) (closure user_data): called when it is written, or not
 * @user_data: for @callback
 *
 * Writes all edits into the source, in one transaction. Meanwhile everything can be edited: what is changed after this call
 * is an edit of what was written. Nothing is written and nothing is lost where there are errors or conflicts.
 *
 * Since: 1.0
 */
void
stree_grid_edits_commit_async (StreeGridEdits *edits,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;
  StreeEditCommit *commit;
  GError *error = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_GRID_EDITS (edits));
  task = g_task_new (edits, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_grid_edits_commit_async);
  if (edits->commit)
    {
      g_task_return_new_error (task, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_BUSY, "%s",
                               _ ("The last changes are still being saved"));
      g_object_unref (task);
      return;
    }
  commit = g_new0 (StreeEditCommit, 1);
  commit->rows = g_ptr_array_new ();
  g_task_set_task_data (task, commit, commit_free);
  stree_grid_edits_freeze (edits);
  error = find_obstacle (edits);
  edits->commit = commit;
  edits->n_commits++;
  if (error || edits->n_edited == 0)
    {
      finish (task, error);
      return;
    }
  edits->dirty = TRUE;
  try_commit (task);
  stree_grid_edits_thaw (edits);
}

/**
 * stree_grid_edits_commit_finish:
 * @edits: edits
 * @result: what the callback got
 * @error: return location for an error of #StreeGridEditsError or #StreeSourceError
 *
 * The outcome of [method@GridEdits.commit_async].
 *
 * Returns: whether it is written, or there was nothing to write; %FALSE with an error: all edits are still there
 *
 * Since: 1.0
 */
gboolean
stree_grid_edits_commit_finish (StreeGridEdits *edits, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, edits), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * stree_grid_edits_is_committing:
 * @edits: edits
 *
 * Whether a commit is under way. "changed" tells when it begins and ends.
 *
 * Returns: whether it is
 *
 * Since: 1.0
 */
gboolean
stree_grid_edits_is_committing (StreeGridEdits *edits)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), FALSE);
  return edits->commit != NULL;
}
