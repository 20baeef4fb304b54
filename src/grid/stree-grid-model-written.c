/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-model-inside-private.h"

#include "grid/stree-grid-edits-private.h"
#include "sources/stree-row-key-private.h"

/* Rows that were written: the pages at hand have them as they were before, until the source has been asked again. Meanwhile
 * they are shown as what was written. They are known by the keys that they have in these pages. */

typedef struct
{
  StreeFrame *frame; /* owned: with the source's columns */
  guint row;
  StreeRowKey *key; /* owned: the one it has now */
  guint commit;     /* which one of the edits wrote it */
  guint number;     /* in the order in which the model heard of them */
} WrittenRow;

static void
written_row_free (gpointer data)
{
  WrittenRow *written = data;

  stree_frame_unref (written->frame);
  stree_row_key_unref (written->key);
  g_free (written);
}

GHashTable *
stree_grid_model_written_new (void)
{
  return g_hash_table_new_full (stree_row_key_table_hash, stree_row_key_table_equal, (GDestroyNotify) stree_row_key_unref,
                                written_row_free);
}

/* The key that a row has in the pages. In one commit rows may have exchanged their keys; an earlier one may have given
 * this row the one that it had before this commit. */
static StreeRowKey *
key_in_pages (StreeGridModel *self, StreeRowKey *key, guint commit)
{
  GHashTableIter iter;
  gpointer old, value;

  g_hash_table_iter_init (&iter, self->as_written);
  while (self->n_other_keys > 0 && g_hash_table_iter_next (&iter, &old, &value))
    if (((WrittenRow *) value)->commit != commit && stree_row_key_equal (((WrittenRow *) value)->key, key))
      return old;
  return key;
}

static void
written_cb (StreeGridEdits *edits, StreeRowKey *key, StreeFrame *frame, guint row, StreeGridModel *self)
{
  WrittenRow *written;

  if (self->n_keys == 0 || !self->pages)
    return;
  written = g_new (WrittenRow, 1);
  written->frame = stree_frame_ref (frame);
  written->row = row;
  written->key = stree_row_key_new_of_row (frame, row, self->keys, self->n_keys);
  written->commit = edits->n_commits;
  written->number = ++self->n_written;
  if (!stree_row_key_equal (written->key, key))
    self->n_other_keys++;
  key = key_in_pages (self, key, written->commit);
  g_hash_table_replace (self->as_written, stree_row_key_ref (key), written);
}

void
stree_grid_model_follow_written (StreeGridModel *self, StreeGridEdits *edits)
{
  self->written_id = g_signal_connect (edits, "written", G_CALLBACK (written_cb), self);
}

void
stree_grid_model_show_written (StreeGridModel *self, StreeFrame **frame, guint *row)
{
  g_autoptr (StreeRowKey) key = NULL;
  const WrittenRow *written;

  if (g_hash_table_size (self->as_written) == 0)
    return;
  key = stree_row_key_new_of_row (*frame, *row, self->keys, self->n_keys);
  written = g_hash_table_lookup (self->as_written, key);
  if (!written)
    return;
  *frame = written->frame;
  *row = written->row;
}

void
stree_grid_model_forget_written (StreeGridModel *self, guint until)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->as_written);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((WrittenRow *) value)->number <= until)
      g_hash_table_iter_remove (&iter);
  if (g_hash_table_size (self->as_written) == 0)
    self->n_other_keys = 0;
}
