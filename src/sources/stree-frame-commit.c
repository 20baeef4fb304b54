/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-frame-commit-private.h"

#include "data/stree-column-private.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-edit.h"
#include "sources/stree-changes-private.h"
#include "sources/stree-row-key-private.h"
#include "sources/stree-source-engine.h"
#include "sources/stree-source.h"

/* What the changes are about: found in one walk over the rows. */
typedef struct
{
  StreeRowKey *key; /* owned */
  guint change;
  gboolean found;
  guint row; /* where it is in the frame */
} Target;

typedef struct
{
  StreeFrame *frame; /* as it is */
  const StreeFrameKeys *keys;
  StreeChanges *changes;
  StreeCommit *commit;
  GCancellable *cancellable;
  GHashTable *targets;  /* StreeRowKey (the target's) -> Target (owned): rows that change or go */
  StreeFrame *inserted; /* owned: the new rows; NULL: none */
} Commit;

static void
target_free (gpointer data)
{
  Target *target = data;

  stree_row_key_unref (target->key);
  g_free (target);
}

static gboolean
collect_targets (Commit *self, GError **error)
{
  if (!stree_changes_check_rows (self->changes, self->keys->keys, self->keys->n_keys, error))
    return FALSE;
  for (guint i = 0; i < stree_changes_get_n_changes (self->changes); i++)
    {
      guint row;
      StreeFrame *seen = stree_changes_get_seen (self->changes, i, &row);
      Target *target;

      if (!seen)
        continue;
      target = g_new0 (Target, 1);
      target->key = stree_row_key_new_of_row (seen, row, self->keys->keys, self->keys->n_keys);
      target->change = i;
      g_hash_table_insert (self->targets, target->key, target);
    }
  return TRUE;
}

/* The walk compares hashes first: a key is only made of the rows that are looked for. */
static gboolean
find_targets (Commit *self, GError **error)
{
  g_autoptr (GHashTable) hashes = NULL;
  GHashTableIter iter;
  gpointer key;
  guint n_rows = stree_frame_get_n_rows (self->frame);

  if (g_hash_table_size (self->targets) == 0)
    return TRUE;
  hashes = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, self->targets);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (hashes, GUINT_TO_POINTER (stree_row_key_hash (key)));
  for (guint row = 0; row < n_rows; row++)
    {
      guint hash;
      g_autoptr (StreeRowKey) row_key = NULL;
      Target *target;

      if (row % STREE_CANCEL_STRIDE == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      hash = stree_row_key_hash_row (self->frame, row, self->keys->keys, self->keys->n_keys);
      if (!g_hash_table_contains (hashes, GUINT_TO_POINTER (hash)))
        continue;
      row_key = stree_row_key_new_of_row (self->frame, row, self->keys->keys, self->keys->n_keys);
      target = g_hash_table_lookup (self->targets, row_key);
      if (!target)
        continue;
      target->found = TRUE;
      target->row = row;
    }
  return TRUE;
}

/* In the order of the changes. */
static void
find_conflicts (Commit *self)
{
  for (guint i = 0; i < stree_changes_get_n_changes (self->changes); i++)
    {
      guint row;
      StreeFrame *seen = stree_changes_get_seen (self->changes, i, &row);
      g_autoptr (StreeRowKey) key = NULL;
      Target *target;

      if (!seen)
        continue;
      key = stree_row_key_new_of_row (seen, row, self->keys->keys, self->keys->n_keys);
      target = g_hash_table_lookup (self->targets, key);
      if (!target->found)
        stree_commit_add_conflict (self->commit, i, NULL, 0);
      else if (!stree_changes_stand_as_seen (self->changes, i, self->frame, target->row))
        stree_commit_add_conflict (self->commit, i, self->frame, target->row);
    }
}

/* --- writing --- */

static StreeFrame *
apply_updates (Commit *self, GError **error)
{
  g_autoptr (StreeFrameEdit) edit = stree_frame_edit_new (self->frame);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->targets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Target *target = value;

      if (stree_changes_get_kind (self->changes, target->change) != STREE_CHANGE_UPDATE)
        continue;
      for (guint i = 0; i < stree_changes_get_n_cells (self->changes, target->change); i++)
        {
          guint column;
          StreeCell *cell = stree_changes_get_cell (self->changes, target->change, i, &column);

          stree_frame_edit_set_cell (edit, target->row, column, cell);
        }
    }
  return stree_frame_edit_finish (edit, error);
}

static StreeFrame *
without_deleted (Commit *self, StreeFrame *frame)
{
  guint n_rows = stree_frame_get_n_rows (frame);
  g_autofree guint8 *gone = NULL;
  g_autofree guint32 *rows = NULL;
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->targets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Target *target = value;

      if (stree_changes_get_kind (self->changes, target->change) != STREE_CHANGE_DELETE)
        continue;
      if (!gone)
        gone = g_new0 (guint8, n_rows);
      gone[target->row] = TRUE;
    }
  if (!gone)
    return stree_frame_ref (frame);
  rows = g_new (guint32, MAX (n_rows, 1));
  for (guint row = 0; row < n_rows; row++)
    if (!gone[row])
      rows[n++] = row;
  return stree_frame_select (frame, rows, n);
}

static void
append_insert (Commit *self, StreeFrameBuilder *builder, guint change, gint64 number)
{
  for (guint column = 0; column < stree_frame_get_n_columns (self->frame); column++)
    {
      StreeCell *cell = NULL;

      for (guint i = 0; !cell && i < stree_changes_get_n_cells (self->changes, change); i++)
        {
          guint which;
          StreeCell *it = stree_changes_get_cell (self->changes, change, i, &which);

          if (which == column)
            cell = it;
        }
      if (self->keys->counted && column == self->keys->keys[0])
        stree_frame_builder_append_int64 (builder, column, number);
      else if (cell)
        stree_frame_builder_append_cell (builder, column, cell);
      else
        stree_frame_builder_append_null (builder, column);
    }
  stree_frame_builder_end_row (builder);
}

static StreeFrame *
make_inserted (Commit *self)
{
  g_autoptr (StreeFrameBuilder) builder = NULL;
  gint64 next = self->keys->next;

  for (guint i = 0; i < stree_changes_get_n_changes (self->changes); i++)
    {
      if (stree_changes_get_kind (self->changes, i) != STREE_CHANGE_INSERT)
        continue;
      if (!builder)
        {
          builder = stree_frame_builder_new ();
          for (guint column = 0; column < stree_frame_get_n_columns (self->frame); column++)
            {
              StreeColumnType type = stree_frame_get_column_type (self->frame, column);

              stree_frame_builder_add_column (builder, stree_frame_get_column_name (self->frame, column), type);
              /* The others are shown, and searched, as before. */
              if (type == STREE_COLUMN_DOUBLE)
                stree_frame_builder_set_decimals (builder, column,
                                                  stree_frame_get_column_decimals (self->frame, column));
            }
        }
      append_insert (self, builder, i, next++);
    }
  return builder ? stree_frame_builder_finish (builder) : NULL;
}

/* New rows, and rows whose key cells changed, are of no other row's key. */
static gboolean
check_unique (Commit *self, StreeFrame *frame, GError **error)
{
  gboolean touched = self->inserted && !self->keys->counted;

  for (guint i = 0; !touched && i < stree_changes_get_n_changes (self->changes); i++)
    for (guint j = 0; !touched && j < stree_changes_get_n_cells (self->changes, i); j++)
      {
        guint column;

        stree_changes_get_cell (self->changes, i, j, &column);
        for (guint k = 0; k < self->keys->n_keys; k++)
          touched = touched || (column == self->keys->keys[k] && !self->keys->counted);
      }
  if (!touched)
    return TRUE;
  return stree_row_keys_check (frame, self->keys->keys, self->keys->n_keys, self->cancellable, error);
}

static void
tell_inserted (Commit *self)
{
  guint row = 0;

  for (guint i = 0; i < stree_changes_get_n_changes (self->changes); i++)
    if (stree_changes_get_kind (self->changes, i) == STREE_CHANGE_INSERT)
      stree_commit_add_inserted (self->commit, i, self->inserted, row++);
}

static StreeFrame *
write_all (Commit *self, GError **error)
{
  g_autoptr (StreeFrame) updated = apply_updates (self, error);
  g_autoptr (StreeFrame) rest = updated ? without_deleted (self, updated) : NULL;
  g_autoptr (StreeFrame) whole = NULL;

  if (!rest)
    return NULL;
  self->inserted = make_inserted (self);
  whole = self->inserted ? stree_frame_append (rest, self->inserted, error) : stree_frame_ref (rest);
  if (!whole || !check_unique (self, whole, error) || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  if (self->inserted)
    tell_inserted (self);
  return g_steal_pointer (&whole);
}

StreeFrame *
stree_frame_commit (StreeFrame *frame,
                    const StreeFrameKeys *keys,
                    StreeChanges *changes,
                    StreeCommit *commit,
                    GCancellable *cancellable,
                    GError **error)
{
  Commit self = { .frame = frame, .keys = keys, .changes = changes, .commit = commit, .cancellable = cancellable };
  StreeFrame *written = NULL;

  self.targets = g_hash_table_new_full (stree_row_key_table_hash, stree_row_key_table_equal, NULL, target_free);
  if (collect_targets (&self, error) && find_targets (&self, error))
    {
      find_conflicts (&self);
      if (stree_commit_get_n_conflicts (commit) == 0)
        written = write_all (&self, error);
    }
  g_hash_table_unref (self.targets);
  g_clear_pointer (&self.inserted, stree_frame_unref);
  return written;
}
