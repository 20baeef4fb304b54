/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-remap-private.h"

#include "data/stree-column-private.h"
#include "data/stree-frame-private.h"
#include "grid/stree-grid-parts-private.h"
#include "sources/stree-row-key-private.h"

/* Up to so many rows are found in the main thread. */
#define AT_ONCE 20000
/* Of rows that come in pages: up to so many selected ones are looked for, one after the other. For more of them the new rows are
 * read, from where they stood before. */
#define MAX_LOCATED 500
/* And so many rows around that place. */
#define AROUND 1024

StreeGridRemap *
stree_grid_remap_new (guint n_marks)
{
  StreeGridRemap *remap = g_new0 (StreeGridRemap, 1);

  remap->marks = g_new0 (StreeGridMark, MAX (n_marks, 1));
  remap->n_marks = n_marks;
  stree_ranges_init (&remap->selected);
  remap->more = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);
  return remap;
}

void
stree_grid_remap_free (StreeGridRemap *remap)
{
  for (guint i = 0; i < remap->n_marks; i++)
    g_clear_pointer (&remap->marks[i].key, stree_row_key_unref);
  g_free (remap->marks);
  stree_ranges_clear (&remap->selected);
  g_ptr_array_unref (remap->more);
  g_free (remap);
}

void
stree_grid_remap_set_mark (StreeGridRemap *remap, guint mark, StreeRowKey *key)
{
  g_clear_pointer (&remap->marks[mark].key, stree_row_key_unref);
  remap->marks[mark].key = key ? stree_row_key_ref (key) : NULL;
}

typedef struct
{
  StreeGridRemap *remap; /* owned */
  StreeFrame *old;       /* held: all rows before, where they are in memory; NULL: they are not */
  StreeFrame *new;       /* held: all rows now; NULL: they are not in memory */
  StreeResultSet *rows;  /* held */
  guint *keys;           /* owned */
  guint n_keys;
  StreeResultSet *old_rows; /* held; NULL: there were none */
  StreeRanges before; /* owned: of rows that come in pages: what was selected and is not looked at yet */
  GPtrArray *wanted; /* of StreeRowKey (owned): rows that come in pages, selected ones to look for */
  guint next;        /* which mark, and behind them which wanted row, is looked for now */
  GHashTable *sought; /* owned: of StreeRowKey: what the new rows are read for; NULL: they are not */
  StreeRange place;   /* where these stood */
  guint n_walks;      /* through parts of the new rows: there, before it, and behind it */
  guint64 position;   /* of the next row */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->remap, stree_grid_remap_free);
  g_clear_pointer (&work->old, stree_frame_unref);
  g_clear_pointer (&work->new, stree_frame_unref);
  g_clear_object (&work->rows);
  g_clear_object (&work->old_rows);
  stree_ranges_clear (&work->before);
  g_clear_pointer (&work->wanted, g_ptr_array_unref);
  g_clear_pointer (&work->sought, g_hash_table_unref);
  g_free (work->keys);
  g_free (work);
}

/* --- in memory --- */

static gboolean
is_cancelled_at (guint row, GCancellable *cancellable)
{
  return row % STREE_CANCEL_STRIDE == 0 && g_cancellable_is_cancelled (cancellable);
}

/* Both frames show rows of the same table: the rows of the table that are selected are marked there. */
static gboolean
select_same_table (Work *work, GCancellable *cancellable)
{
  StreeRanges *selected = &work->remap->selected;
  guint n_table = stree_frame_column (work->old, 0)->n_rows;
  g_autofree guint8 *marked = g_new0 (guint8, n_table / 8 + 1);
  guint n_rows = stree_frame_get_n_rows (work->new);
  StreeRange range;

  for (guint64 at = 0; stree_ranges_find (selected, at, &range); at = range.end)
    for (guint64 row = range.first; row < MIN (range.end, stree_frame_get_n_rows (work->old)); row++)
      {
        guint number = stree_frame_store_row (work->old, (guint) row);

        marked[number >> 3] |= (guint8) (1 << (number & 7));
      }
  stree_ranges_remove_all (selected);
  for (guint row = 0; row < n_rows; row++)
    {
      guint number = stree_frame_store_row (work->new, row);

      if (is_cancelled_at (row, cancellable))
        return FALSE;
      if (marked[number >> 3] >> (number & 7) & 1)
        stree_ranges_add (selected, row, 1);
    }
  return TRUE;
}

static gboolean
select_by_key (Work *work, GCancellable *cancellable)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (stree_row_key_table_hash, stree_row_key_table_equal, (GDestroyNotify) stree_row_key_unref, NULL);
  StreeRanges *selected = &work->remap->selected;
  guint n_rows = stree_frame_get_n_rows (work->new);
  StreeRange range;

  for (guint i = 0; i < work->remap->more->len; i++)
    g_hash_table_add (keys, stree_row_key_ref (g_ptr_array_index (work->remap->more, i)));
  for (guint64 at = 0; work->old && stree_ranges_find (selected, at, &range); at = range.end)
    for (guint64 row = range.first; row < MIN (range.end, stree_frame_get_n_rows (work->old)); row++)
      {
        if (is_cancelled_at ((guint) row, cancellable))
          return FALSE;
        g_hash_table_add (keys, stree_row_key_new_of_row (work->old, (guint) row, work->keys, work->n_keys));
      }
  stree_ranges_remove_all (selected);
  for (guint row = 0; row < n_rows; row++)
    {
      g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (work->new, row, work->keys, work->n_keys);

      if (is_cancelled_at (row, cancellable))
        return FALSE;
      if (g_hash_table_contains (keys, key))
        stree_ranges_add (selected, row, 1);
    }
  return TRUE;
}

static gboolean
find_marks (Work *work, GCancellable *cancellable)
{
  guint n_rows = stree_frame_get_n_rows (work->new);
  guint n_left = 0;

  for (guint i = 0; i < work->remap->n_marks; i++)
    if (work->remap->marks[i].key)
      n_left++;
  for (guint row = 0; row < n_rows && n_left > 0; row++)
    {
      guint hash = stree_row_key_hash_row (work->new, row, work->keys, work->n_keys);

      if (is_cancelled_at (row, cancellable))
        return FALSE;
      for (guint i = 0; i < work->remap->n_marks; i++)
        {
          StreeGridMark *mark = &work->remap->marks[i];

          if (!mark->key || mark->found || hash != stree_row_key_hash (mark->key) ||
              !stree_row_key_is_of_row (mark->key, work->new, row, work->keys))
            continue;
          mark->found = TRUE;
          mark->position = row;
          n_left--;
        }
    }
  return TRUE;
}

static gboolean
same_table (Work *work)
{
  /* The first key column is the same object: so are its rows. */
  return stree_frame_get_n_columns (work->old) > work->keys[0] &&
         stree_frame_get_n_columns (work->new) > work->keys[0] &&
         stree_frame_column (work->old, work->keys[0]) == stree_frame_column (work->new, work->keys[0]);
}

static gboolean
find_selected (Work *work, GCancellable *cancellable)
{
  StreeGridRemap *remap = work->remap;

  if (work->n_keys == 0 || (!work->old && remap->more->len == 0))
    {
      stree_ranges_remove_all (&remap->selected);
      return TRUE;
    }
  if (remap->selected.ranges->len == 0 && remap->more->len == 0)
    return TRUE;
  return remap->more->len == 0 && same_table (work) ? select_same_table (work, cancellable)
                                                    : select_by_key (work, cancellable);
}

static void
remap_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  gboolean done;

  (void) source;
  done = find_selected (work, cancellable);
  if (done && work->n_keys > 0)
    done = find_marks (work, cancellable);
  if (done)
    g_task_return_pointer (task, g_steal_pointer (&work->remap), (GDestroyNotify) stree_grid_remap_free);
  else
    g_task_return_error_if_cancelled (task);
}

/* --- in pages: one row after the other --- */

static void locate_next (GTask *task);

static void
located_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Work *work = g_task_get_task_data (task);
  guint64 position = 0;
  g_autoptr (GError) error = NULL;
  gboolean found = stree_result_set_locate_finish (STREE_RESULT_SET (object), result, &position, &error);

  if (error)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }
  if (found && work->next < work->remap->n_marks)
    {
      work->remap->marks[work->next].found = TRUE;
      work->remap->marks[work->next].position = position;
    }
  else if (found)
    stree_ranges_add (&work->remap->selected, position, 1);
  work->next++;
  locate_next (task);
}

/* --- in pages: many rows --- */

static void walk_next (GTask *task);

static void
return_remap (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&work->remap), (GDestroyNotify) stree_grid_remap_free);
  g_object_unref (task);
}

static gboolean
find_part (StreeFrame *part, gpointer data)
{
  Work *work = data;

  for (guint row = 0; row < stree_frame_get_n_rows (part); row++, work->position++)
    {
      g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (part, row, work->keys, work->n_keys);

      if (g_hash_table_remove (work->sought, key))
        stree_ranges_add (&work->remap->selected, work->position, 1);
    }
  return g_hash_table_size (work->sought) > 0;
}

static void
walked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  (void) object;
  if (stree_grid_parts_finish (result, &error))
    {
      walk_next (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
walk_next (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  const StreeRange walks[] = { work->place, { 0, work->place.first }, { work->place.end, G_MAXUINT64 } };
  StreeRanges rows;
  StreeRange walk;

  if (work->n_walks == G_N_ELEMENTS (walks) || g_hash_table_size (work->sought) == 0)
    {
      return_remap (task);
      return;
    }
  walk = walks[work->n_walks++];
  work->position = walk.first;
  stree_ranges_init (&rows);
  stree_ranges_add (&rows, walk.first, walk.end - walk.first);
  stree_grid_parts_async (work->rows, &rows, find_part, work, g_task_get_cancellable (task), walked_cb, task);
  stree_ranges_clear (&rows);
}

static gboolean
seek_part (StreeFrame *part, gpointer data)
{
  Work *work = data;

  for (guint row = 0; row < stree_frame_get_n_rows (part); row++)
    g_hash_table_add (work->sought, stree_row_key_new_of_row (part, row, work->keys, work->n_keys));
  return TRUE;
}

static void
sought_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  (void) object;
  if (stree_grid_parts_finish (result, &error))
    {
      locate_next (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
locate_next (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  StreeRowKey *key = NULL;

  while (work->next < work->remap->n_marks && !work->remap->marks[work->next].key)
    work->next++;
  if (work->next < work->remap->n_marks)
    key = work->remap->marks[work->next].key;
  else if (work->next - work->remap->n_marks < work->wanted->len)
    key = g_ptr_array_index (work->wanted, work->next - work->remap->n_marks);
  if (key)
    {
      stree_result_set_locate_async (work->rows, key, g_task_get_cancellable (task), located_cb, task);
      return;
    }
  if (work->sought)
    walk_next (task);
  else
    return_remap (task);
}

/* --- and which rows these are: their pages may not be at hand --- */

static void
take_keys (Work *work, StreeFrame *page, guint64 first)
{
  StreeRange range;
  guint64    end = first + stree_frame_get_n_rows (page);

  for (guint64 at = first; stree_ranges_find (&work->before, at, &range) && range.first < end; at = range.end)
    for (guint64 position = MAX (range.first, first); position < MIN (range.end, end); position++)
      g_ptr_array_add (work->wanted, stree_row_key_new_of_row (page, (guint) (position - first), work->keys, work->n_keys));
}

static void know_next (GTask *task);

static void
page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask                 *task = data;
  Work                  *work = g_task_get_task_data (task);
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeFrame) page = stree_result_set_page_finish (STREE_RESULT_SET (object), result, &error);
  StreeRange             range = { 0, 0 };
  guint64                first;
  guint                  n;

  if (error)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }
  stree_ranges_find (&work->before, 0, &range);
  stree_grid_pages_page_of (range.first, &first, &n);
  take_keys (work, page, first);
  stree_ranges_remove (&work->before, first, n);
  know_next (task);
}

static void
know_next (GTask *task)
{
  Work      *work = g_task_get_task_data (task);
  StreeRange range;
  guint64    first;
  guint      n;

  if (!stree_ranges_find (&work->before, 0, &range))
    {
      locate_next (task);
      return;
    }
  if (work->sought)
    {
      stree_grid_parts_async (work->old_rows, &work->before, seek_part, work, g_task_get_cancellable (task), sought_cb, task);
      return;
    }
  stree_grid_pages_page_of (range.first, &first, &n);
  stree_result_set_page_async (work->old_rows, first, n, g_task_get_cancellable (task), page_cb, task);
}

/* A row that is selected; takes @key. */
static void
want (Work *work, StreeRowKey *key)
{
  if (work->sought)
    g_hash_table_add (work->sought, key);
  else
    g_ptr_array_add (work->wanted, key);
}

/* From the first to the last of the selected rows, and some more: it is read first. */
static void
begin_walk (Work *work)
{
  const GArray *ranges = work->remap->selected.ranges;

  work->sought = g_hash_table_new_full (stree_row_key_table_hash, stree_row_key_table_equal, (GDestroyNotify) stree_row_key_unref, NULL);
  work->place.first = g_array_index (ranges, StreeRange, 0).first;
  work->place.first -= MIN (work->place.first, AROUND);
  work->place.end = g_array_index (ranges, StreeRange, ranges->len - 1).end + AROUND;
}

/* What of the selected rows is at hand; the rest is left in `before`. */
static void
collect_wanted (Work *work, StreeGridPages *old)
{
  StreeRanges *selected = &work->remap->selected;
  StreeRange   range;

  work->wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);
  if (old && !work->remap->all && stree_ranges_count (selected) > MAX_LOCATED)
    begin_walk (work);
  for (guint i = 0; i < work->remap->more->len; i++)
    want (work, stree_row_key_ref (g_ptr_array_index (work->remap->more, i)));
  if (!old || work->remap->all)
    {
      stree_ranges_remove_all (selected);
      return;
    }
  work->old_rows = g_object_ref (stree_grid_pages_get_rows (old));
  stree_ranges_copy (&work->before, selected);
  for (guint64 at = 0; stree_ranges_find (selected, at, &range); at = range.end)
    for (guint64 position = range.first, next; position < range.end; position = next)
      {
        StreeFrame *frame;
        guint64     first;
        guint       row, n;

        stree_grid_pages_page_of (position, &first, &n);
        next = MIN (first + n, range.end);
        if (!stree_grid_pages_peek (old, position, &frame, &row))
          continue;
        n = (guint) MIN (next - position, stree_frame_get_n_rows (frame) - row);
        for (guint i = 0; i < n; i++)
          want (work, stree_row_key_new_of_row (frame, row + i, work->keys, work->n_keys));
        stree_ranges_remove (&work->before, position, n);
      }
  stree_ranges_remove_all (selected);
}

void
stree_grid_remap_async (StreeGridRemap *remap,
                        StreeGridPages *old,
                        StreeResultSet *rows,
                        const guint *keys,
                        guint n_keys,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  stree_ranges_init (&work->before);
  work->remap = remap;
  remap->all = remap->all && stree_ranges_count (&remap->selected) > MAX_LOCATED;
  work->keys = g_memdup2 (keys, n_keys * sizeof *keys);
  work->n_keys = n_keys;
  work->rows = g_object_ref (rows);
  work->new = stree_result_set_get_page (rows, 0, G_MAXUINT);
  if (old && stree_grid_pages_get_whole (old))
    work->old = stree_frame_ref (stree_grid_pages_get_whole (old));
  g_task_set_name (task, "[streamtree] rows again");
  g_task_set_task_data (task, work, work_free);
  /* What was selected of rows that came in pages is not looked for in all of them, but one by one. */
  if (work->new && (work->old || !old || stree_ranges_count (&remap->selected) == 0))
    {
      remap->all = FALSE;
      if (stree_frame_get_n_rows (work->new) <= AT_ONCE &&
          (!work->old || stree_frame_get_n_rows (work->old) <= AT_ONCE))
        remap_thread (task, NULL, work, cancellable);
      else
        g_task_run_in_thread (task, remap_thread);
      g_object_unref (task);
      return;
    }
  if (n_keys == 0)
    {
      stree_ranges_remove_all (&remap->selected);
      remap->all = FALSE;
      g_task_return_pointer (task, g_steal_pointer (&work->remap), (GDestroyNotify) stree_grid_remap_free);
      g_object_unref (task);
      return;
    }
  collect_wanted (work, old);
  know_next (task);
}

StreeGridRemap *
stree_grid_remap_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
