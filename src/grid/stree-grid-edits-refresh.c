/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-edits-private.h"

#include "core/stree-thread-private.h"

/* Rows that are asked for at once. */
#define ROWS_AT_ONCE 500

/* A walk over the edited rows of the source, some at a time. While it is under way, it holds the edits. */
typedef struct
{
  StreeGridEdits *edits; /* owned */
  GPtrArray *keys;       /* owned: of StreeRowKey: of the edited rows */
  guint done;            /* so many of them */
  guint n_commits;       /* of the edits when these were asked for */
} Refresh;

static void ask_next (Refresh *refresh);

static gboolean
is_of_source (StreeGridEdits *self, StreeRowKey *key)
{
  StreeEditRow *row = stree_edit_rows_get (self, key);

  return row && row->state != 0 && (row->in_source || row->gone);
}

static guint
n_at_once (Refresh *refresh)
{
  return MIN (ROWS_AT_ONCE, refresh->keys->len - refresh->done);
}

/* --- the question --- */

static StreeFilter *
filter_one (StreeGridEdits *self, StreeRowKey *key)
{
  StreeFrame *schema = stree_source_get_schema (self->source);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_filter_unref);

  for (guint i = 0; i < self->n_keys; i++)
    g_ptr_array_add (parts, stree_filter_new_compare (stree_frame_get_column_name (schema, self->keys[i]),
                                                      STREE_FILTER_EQUAL, stree_row_key_get_cell (key, i)));
  return stree_filter_new_all ((StreeFilter **) parts->pdata, parts->len);
}

static StreeFilter *
make_filter (Refresh *refresh)
{
  StreeGridEdits *self = refresh->edits;
  g_autoptr (GPtrArray) parts = NULL;
  guint n = n_at_once (refresh);

  if (self->n_keys == 1)
    {
      parts = g_ptr_array_new ();
      for (guint i = 0; i < n; i++)
        g_ptr_array_add (parts, stree_row_key_get_cell (g_ptr_array_index (refresh->keys, refresh->done + i), 0));
      return stree_filter_new_in (
          stree_frame_get_column_name (stree_source_get_schema (self->source), self->keys[0]),
          (StreeCell **) parts->pdata, n);
    }
  parts = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_filter_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (parts, filter_one (self, g_ptr_array_index (refresh->keys, refresh->done + i)));
  return stree_filter_new_any ((StreeFilter **) parts->pdata, n);
}

/* --- the answer --- */

/* Takes @error. */
static void
end (Refresh *refresh, GError *error)
{
  g_autoptr (StreeGridEdits) self = refresh->edits;
  g_autoptr (GPtrArray) waiting = NULL;

  self->refresh = NULL;
  g_ptr_array_unref (refresh->keys);
  g_free (refresh);
  if (self->refresh_again && !error)
    {
      stree_grid_edits_queue_refresh (self); /* or when the commit is over */
      return;
    }
  waiting = g_steal_pointer (&self->refreshers);
  self->refreshers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      if (error)
        g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (error));
      else
        g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
    }
  g_clear_error (&error);
}

static void
rebase_all (Refresh *refresh, StreeFrame *page)
{
  StreeGridEdits *self = refresh->edits;
  g_autoptr (GHashTable) there = g_hash_table_new (NULL, NULL); /* StreeEditRow -> itself, while it cannot go */
  guint n = n_at_once (refresh);

  stree_grid_edits_freeze (self);
  for (guint i = 0; i < stree_frame_get_n_rows (page); i++)
    {
      g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (page, i, self->keys, self->n_keys);
      StreeEditRow *row = is_of_source (self, key) ? stree_edit_rows_get (self, key) : NULL;

      if (!row || !g_hash_table_add (there, row))
        continue;
      row->uses++;
      stree_edit_row_rebase (self, row, page, i);
    }
  for (guint i = 0; i < n; i++)
    {
      StreeRowKey *key = g_ptr_array_index (refresh->keys, refresh->done + i);

      if (is_of_source (self, key) && !g_hash_table_contains (there, stree_edit_rows_get (self, key)))
        stree_edit_row_rebase (self, stree_edit_rows_get (self, key), NULL, 0);
    }
  {
    GHashTableIter iter;
    gpointer row;

    g_hash_table_iter_init (&iter, there);
    while (g_hash_table_iter_next (&iter, &row, NULL))
      {
        ((StreeEditRow *) row)->uses--;
        stree_edit_row_update (self, row);
      }
  }
  stree_grid_edits_thaw (self);
  refresh->done += n;
}

/* What was read before a commit ended tells nothing about what stands there after it. */
static gboolean
is_stale (Refresh *refresh)
{
  if (refresh->n_commits == refresh->edits->n_commits)
    return FALSE;
  refresh->edits->refresh_again = TRUE;
  return TRUE;
}

static void
take_page (Refresh *refresh, StreeFrame *page)
{
  if (is_stale (refresh))
    {
      end (refresh, NULL);
      return;
    }
  rebase_all (refresh, page);
  ask_next (refresh);
}

static void
page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (StreeFrame) page = stree_result_set_page_finish (STREE_RESULT_SET (object), result, &error);

  if (page)
    take_page (data, page);
  else
    end (data, error);
}

static void
queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Refresh *refresh = data;
  GError *error = NULL;
  g_autoptr (StreeResultSet) rows = stree_source_query_finish (STREE_SOURCE (object), result, &error);

  if (rows)
    stree_result_set_page_async (rows, 0, n_at_once (refresh), NULL, page_cb, refresh);
  else
    end (refresh, error);
}

static void
ask_next (Refresh *refresh)
{
  StreeGridEdits *self = refresh->edits;
  g_autoptr (StreeQuery) query = NULL;
  g_autoptr (StreeFilter) filter = NULL;

  if (refresh->done >= refresh->keys->len)
    {
      end (refresh, NULL);
      return;
    }
  query = stree_query_new ();
  filter = make_filter (refresh);
  stree_query_set_filter (query, filter);
  stree_source_query_async (self->source, query, NULL, queried_cb, refresh);
}

void
stree_grid_edits_queue_refresh (StreeGridEdits *self)
{
  Refresh *refresh;
  g_autoptr (GPtrArray) all = NULL;

  if (self->commit || self->refresh || self->depth > 0)
    {
      self->refresh_again = TRUE;
      return;
    }
  self->refresh_again = FALSE;
  refresh = g_new0 (Refresh, 1);
  refresh->edits = g_object_ref (self);
  refresh->n_commits = self->n_commits;
  refresh->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);
  all = stree_grid_edits_list_rows (self, 0);
  for (guint i = 0; i < all->len; i++)
    if (is_of_source (self, g_ptr_array_index (all, i)))
      g_ptr_array_add (refresh->keys, stree_row_key_ref (g_ptr_array_index (all, i)));
  self->refresh = refresh;
  ask_next (refresh);
}

/**
 * stree_grid_edits_refresh_async:
 * @edits: edits
 * @cancellable: (nullable): ends the waiting
 * @callback: (scope async) (closure user_data): called when it is known
 * @user_data: for @callback
 *
 * Asks the source what stands in the edited rows now. An edit that is the same as that is none any more; one of a cell that
 * has another value than the one that was seen is a conflict; the others are edits of what stands there now. This happens by
 * itself when the source tells that it has changed.
 *
 * Since: 1.0
 */
void
stree_grid_edits_refresh_async (StreeGridEdits *edits,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_GRID_EDITS (edits));
  task = g_task_new (edits, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_grid_edits_refresh_async);
  g_ptr_array_add (edits->refreshers, task);
  stree_grid_edits_queue_refresh (edits);
}

/**
 * stree_grid_edits_refresh_finish:
 * @edits: edits
 * @result: what the callback got
 * @error: return location for an error of the source
 *
 * The outcome of [method@GridEdits.refresh_async].
 *
 * Returns: whether the source answered
 *
 * Since: 1.0
 */
gboolean
stree_grid_edits_refresh_finish (StreeGridEdits *edits, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STREE_IS_GRID_EDITS (edits), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, edits), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * stree_grid_edits_rebase:
 * @edits: edits
 * @key: a row's key
 * @now: (nullable): a frame with the source's columns that holds the row as it is in the source now; %NULL: it is gone
 * @row: where it stands in @now
 *
 * Tells what stands in a row now, for who has asked the source anyway; see [method@GridEdits.refresh_async]. During a commit
 * it is not used: the edits ask themselves afterwards.
 *
 * Since: 1.0
 */
void
stree_grid_edits_rebase (StreeGridEdits *edits, StreeRowKey *key, StreeFrame *now, guint row)
{
  StreeEditRow *it;

  g_return_if_fail (STREE_IS_GRID_EDITS (edits) && key != NULL);
  g_return_if_fail (now == NULL || row < stree_frame_get_n_rows (now));
  it = edits->n_edited > 0 ? stree_edit_rows_get (edits, key) : NULL;
  if (!it || it->state == 0)
    return;
  if (edits->commit)
    {
      edits->refresh_again = TRUE;
      return;
    }
  stree_grid_edits_freeze (edits);
  stree_edit_row_rebase (edits, it, now, row);
  stree_grid_edits_thaw (edits);
}
