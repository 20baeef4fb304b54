/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-model-inside-private.h"

#include "sources/stree-row-key-private.h"

/* New rows: below those of the source until they are written. The model knows them by their keys, so that what is selected
 * and marked is about the same rows when others come and go among them, and when they are written. */

gboolean
stree_grid_model_find_extra (StreeGridModel *self, StreeRowKey *key, guint *index)
{
  return g_ptr_array_find_with_equal_func (self->extra, key, (GEqualFunc) stree_row_key_equal, index);
}

/* Many get their keys one after the other, in their order: @next is where the one before was. */
static void
rename_keys (GPtrArray *keys, guint *next, StreeRowKey *old_key, StreeRowKey *new_key)
{
  for (guint i = 0; i < keys->len; i++)
    {
      guint at = (guint) (((guint64) *next + i) % keys->len);

      if (!stree_row_key_equal (keys->pdata[at], old_key))
        continue;
      stree_row_key_unref (keys->pdata[at]);
      keys->pdata[at] = stree_row_key_ref (new_key);
      *next = at + 1;
      return;
    }
}

static void
rekeyed_cb (StreeGridEdits *edits, StreeRowKey *old_key, StreeRowKey *new_key, StreeGridModel *self)
{
  (void) edits;
  rename_keys (self->extra, &self->next_extra, old_key, new_key);
  rename_keys (self->written, &self->next_written, old_key, new_key);
  for (guint i = 0; i < STREE_GRID_N_MARKS; i++)
    if (self->marks[i].key && stree_row_key_equal (self->marks[i].key, old_key))
      {
        stree_row_key_unref (self->marks[i].key);
        self->marks[i].key = stree_row_key_ref (new_key);
      }
  self->touched++;
}

void
stree_grid_model_follow_edits (StreeGridModel *self, StreeGridEdits *edits)
{
  if (edits == self->edits)
    return;
  if (self->edits)
    {
      g_signal_handler_disconnect (self->edits, self->rekeyed);
      g_signal_handler_disconnect (self->edits, self->written_id);
    }
  g_set_object (&self->edits, edits);
  if (!edits)
    return;
  self->rekeyed = g_signal_connect (edits, "rekeyed", G_CALLBACK (rekeyed_cb), self);
  stree_grid_model_follow_written (self, edits);
}

/* A row that is in the source has a key with as many cells as its others have. */
static gboolean
is_written (StreeGridModel *self, StreeRowKey *key)
{
  return self->edits && stree_row_key_get_n_cells (key) == self->n_keys;
}

/* Of the selected new rows those from number @same on: they are the same among the new rows now. Returns whether one is not
 * there. */
static gboolean
select_extra (StreeGridModel *self, GPtrArray *before, guint same)
{
  g_autoptr (GHashTable) places = g_hash_table_new (stree_row_key_table_hash, stree_row_key_table_equal); /* -> position */
  guint64 first = (guint64) self->n_rows + same;
  StreeRanges old;
  StreeRange range;
  gboolean lost = FALSE;

  if (!stree_ranges_find (&self->selected, first, &range))
    return FALSE;
  for (guint i = same; i < self->extra->len; i++)
    g_hash_table_insert (places, self->extra->pdata[i], GUINT_TO_POINTER (self->n_rows + i));
  stree_ranges_init (&old);
  stree_ranges_copy (&old, &self->selected);
  stree_ranges_remove (&self->selected, first, G_MAXUINT64 - first);
  for (guint64 at = first; stree_ranges_find (&old, at, &range); at = range.end)
    for (guint64 position = MAX (range.first, first); position < range.end; position++)
      {
        StreeRowKey *key = g_ptr_array_index (before, position - self->n_rows);
        gpointer place;

        if (g_hash_table_lookup_extended (places, key, NULL, &place))
          {
            stree_ranges_add (&self->selected, GPOINTER_TO_UINT (place), 1);
            continue;
          }
        lost = TRUE;
        if (is_written (self, key))
          g_ptr_array_add (self->written, stree_row_key_ref (key));
      }
  stree_ranges_clear (&old);
  return lost;
}

static void
mark_extra (StreeGridModel *self)
{
  for (guint i = 0; i < STREE_GRID_N_MARKS; i++)
    {
      StreeGridMark *mark = &self->marks[i];
      guint index;

      if (mark->found && mark->position < self->n_rows)
        continue;
      if (mark->key && stree_grid_model_find_extra (self, mark->key, &index))
        {
          mark->found = TRUE;
          mark->position = (guint64) self->n_rows + index;
        }
      else if (mark->key && is_written (self, mark->key))
        mark->found = FALSE;
      else
        stree_grid_model_clear_mark (self, (StreeGridMarkName) i);
    }
}

/* Rows that were written are here once the source was asked: by itself it may have told of them before. */
static void
await_written (StreeGridModel *self)
{
  gboolean awaited = self->written->len > 0;

  for (guint i = 0; i < STREE_GRID_N_MARKS; i++)
    awaited = awaited || (self->marks[i].key && !self->marks[i].found);
  if (awaited && !self->asking)
    stree_grid_model_ask (self);
}

static GPtrArray *
list_extra (StreeGridEdits *edits)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);
  guint n = edits ? stree_grid_edits_get_n_extra_rows (edits, STREE_GRID_END) : 0;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (keys, stree_row_key_ref (stree_grid_edits_get_extra_row (edits, STREE_GRID_END, i)));
  return keys;
}

void
stree_grid_model_set_extra (StreeGridModel *self, StreeGridEdits *edits)
{
  g_autoptr (GObject) held = g_object_ref (G_OBJECT (self));
  g_autoptr (GPtrArray) before = self->extra;
  guint same = 0;
  gboolean lost;

  (void) held;
  stree_grid_model_follow_edits (self, edits);
  self->extra = list_extra (edits);
  while (same < MIN (before->len, self->extra->len) &&
         stree_row_key_equal (before->pdata[same], self->extra->pdata[same]))
    same++;
  if (same == before->len && same == self->extra->len)
    return;
  self->touched++;
  lost = select_extra (self, before, same);
  mark_extra (self);
  g_list_model_items_changed (G_LIST_MODEL (self), self->n_rows + same, before->len - same, self->extra->len - same);
  if (lost)
    stree_grid_model_say_selection (self);
  await_written (self);
}

guint
stree_grid_model_get_n_extra (StreeGridModel *self)
{
  return self->extra->len;
}
