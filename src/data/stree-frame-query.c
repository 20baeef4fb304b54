/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/stree-boxed-private.h"
#include "data/stree-frame-private.h"
#include "data/stree-frame-sort-private.h"
#include "data/stree-text-match-private.h"

/* Rows between two looks at a cancellable. */
#define CANCEL_STRIDE 65536

typedef struct
{
  guint column;
  char *value; /* as displayed; NULL: null cells */
} Filter;

struct _StreeFrameQuery
{
  gatomicrefcount refs;
  char *search;       /* nullable, never empty */
  GPtrArray *filters; /* of Filter */
  GArray *sort;       /* of StreeSortKey */
};

STREE_DEFINE_BOXED_TYPE (StreeFrameQuery, stree_frame_query)

static void
filter_free (gpointer data)
{
  Filter *filter = data;

  g_free (filter->value);
  g_free (filter);
}

/**
 * stree_frame_query_new:
 *
 * A query that all rows pass, in their order.
 *
 * Returns: (transfer full): the query
 *
 * Since: 1.0
 */
StreeFrameQuery *
stree_frame_query_new (void)
{
  StreeFrameQuery *query = g_new0 (StreeFrameQuery, 1);

  g_atomic_ref_count_init (&query->refs);
  query->filters = g_ptr_array_new_with_free_func (filter_free);
  query->sort = g_array_new (FALSE, FALSE, sizeof (StreeSortKey));
  return query;
}

/**
 * stree_frame_query_ref:
 * @query: a query
 *
 * Takes another reference, after which the query cannot be changed any more. May be called from any thread.
 *
 * Returns: (transfer full): @query
 *
 * Since: 1.0
 */
StreeFrameQuery *
stree_frame_query_ref (StreeFrameQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);

  g_atomic_ref_count_inc (&query->refs);
  return query;
}

/**
 * stree_frame_query_unref:
 * @query: (transfer full): a query
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_frame_query_unref (StreeFrameQuery *query)
{
  g_return_if_fail (query != NULL);

  if (!g_atomic_ref_count_dec (&query->refs))
    return;
  g_free (query->search);
  g_ptr_array_unref (query->filters);
  g_array_unref (query->sort);
  g_free (query);
}

/**
 * stree_frame_query_set_search:
 * @query: a query with one reference
 * @text: (nullable): what to look for, UTF-8; %NULL or empty for every row
 *
 * Keeps the rows that have @text in at least one cell as it is displayed.
 *
 * Case does not matter, in any script. An accent matters only where the search has it: `cafe` finds `Café`, `café`
 * does not find `Cafe`.
 *
 * Since: 1.0
 */
void
stree_frame_query_set_search (StreeFrameQuery *query, const char *text)
{
  g_return_if_fail (query != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&query->refs, 1));
  g_return_if_fail (text == NULL || g_utf8_validate (text, -1, NULL));

  g_free (query->search);
  query->search = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * stree_frame_query_add_filter:
 * @query: a query with one reference
 * @column: the column's number, from 0
 * @value: (nullable): the value as it is displayed, or %NULL for the cells that are null
 *
 * Keeps the rows whose cell in @column is @value.
 *
 * Several filters of one column are alternatives; filters of different columns must all hold.
 *
 * Since: 1.0
 */
void
stree_frame_query_add_filter (StreeFrameQuery *query, guint column, const char *value)
{
  Filter *filter;

  g_return_if_fail (query != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&query->refs, 1));

  filter = g_new0 (Filter, 1);
  filter->column = column;
  filter->value = g_strdup (value);
  g_ptr_array_add (query->filters, filter);
}

/**
 * stree_frame_query_add_sort:
 * @query: a query with one reference
 * @column: the column's number, from 0
 * @descending: whether the largest value comes first
 *
 * Adds a sort key. The first one added counts first.
 *
 * Rows that are equal in all keys keep their order. Nulls come last, also when descending. Text is ordered by its
 * letters without regard to case and accents, the same in every locale.
 *
 * Since: 1.0
 */
void
stree_frame_query_add_sort (StreeFrameQuery *query, guint column, gboolean descending)
{
  StreeSortKey key = { .column = column, .descending = !!descending };

  g_return_if_fail (query != NULL);
  g_return_if_fail (g_atomic_ref_count_compare (&query->refs, 1));

  g_array_append_val (query->sort, key);
}

/**
 * stree_frame_query_get_search:
 * @query: a query
 *
 * The search text.
 *
 * Returns: (nullable) (transfer none): the text, or %NULL where nothing is looked for
 *
 * Since: 1.0
 */
const char *
stree_frame_query_get_search (StreeFrameQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);

  return query->search;
}

static gboolean
has_filter (StreeFrameQuery *query, guint column, const char *value, gboolean any_value)
{
  for (guint i = 0; i < query->filters->len; i++)
    {
      const Filter *filter = g_ptr_array_index (query->filters, i);

      if (filter->column == column && (any_value || g_strcmp0 (filter->value, value) == 0))
        return TRUE;
    }
  return FALSE;
}

/* Whether what passes the filters of @query passes those of @previous. */
static gboolean
filters_extend (StreeFrameQuery *query, StreeFrameQuery *previous)
{
  for (guint i = 0; i < previous->filters->len; i++)
    {
      const Filter *filter = g_ptr_array_index (previous->filters, i);

      if (!has_filter (query, filter->column, NULL, TRUE))
        return FALSE;
    }
  for (guint i = 0; i < query->filters->len; i++)
    {
      const Filter *filter = g_ptr_array_index (query->filters, i);

      if (has_filter (previous, filter->column, NULL, TRUE) &&
          !has_filter (previous, filter->column, filter->value, FALSE))
        return FALSE;
    }
  return TRUE;
}

/**
 * stree_frame_query_extends:
 * @query: a query
 * @previous: a query that was run before
 *
 * Whether @query may be run on the result of @previous instead of on the whole frame, and gives the same rows in the
 * same order.
 *
 * So it is while a person types: each search text extends the one before. It is not when a filter went away, or when
 * @previous was sorted in another way than @query.
 *
 * Returns: %TRUE if the result of @previous is enough
 *
 * Since: 1.0
 */
gboolean
stree_frame_query_extends (StreeFrameQuery *query, StreeFrameQuery *previous)
{
  g_return_val_if_fail (query != NULL && previous != NULL, FALSE);

  if (previous->sort->len > 0)
    {
      if (query->sort->len != previous->sort->len)
        return FALSE;
      for (guint i = 0; i < query->sort->len; i++)
        {
          const StreeSortKey *a = &g_array_index (query->sort, StreeSortKey, i);
          const StreeSortKey *b = &g_array_index (previous->sort, StreeSortKey, i);

          if (a->column != b->column || a->descending != b->descending)
            return FALSE;
        }
    }

  if (previous->search != NULL)
    {
      g_autofree char *before = stree_text_fold (previous->search);
      g_autofree char *now = stree_text_fold (query->search != NULL ? query->search : "");

      if (strstr (now, before) == NULL)
        return FALSE;
    }
  return filters_extend (query, previous);
}

static gboolean
check_columns (StreeFrame *frame, StreeFrameQuery *query, GError **error)
{
  guint n_columns = frame->store->n_columns;
  guint bad = 0;
  gboolean found = FALSE;

  for (guint i = 0; i < query->filters->len && !found; i++)
    {
      bad = ((const Filter *) g_ptr_array_index (query->filters, i))->column;
      found = bad >= n_columns;
    }
  for (guint i = 0; i < query->sort->len && !found; i++)
    {
      bad = g_array_index (query->sort, StreeSortKey, i).column;
      found = bad >= n_columns;
    }
  if (found)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("The query asks for column %u; expected a column below %u, which is what the table has"), bad,
                 n_columns);
  return !found;
}

/* Adds to hits[i] whether rows[i] passes; one column after the other, so that each runs over its own memory. */
static gboolean
mark_equal (StreeFrame *frame,
            const Filter *filter,
            const guint32 *rows,
            guint n_rows,
            guint8 *hits,
            GCancellable *cancellable)
{
  const StreeColumn *column = stree_frame_column (frame, filter->column);
  g_autofree guint8 *entry_hits = NULL;
  char buffer[STREE_FRAME_CELL_SIZE];

  if (filter->value != NULL && column->type == STREE_COLUMN_TEXT && column->n_entries <= n_rows)
    {
      entry_hits = g_new (guint8, MAX (column->n_entries, 1));
      for (guint i = 0; i < column->n_entries; i++)
        entry_hits[i] = strcmp (stree_column_get_entry_text (column, i, NULL), filter->value) == 0;
    }

  for (guint i = 0; i < n_rows; i++)
    {
      guint row = stree_frame_store_row (frame, rows[i]);

      if (i % CANCEL_STRIDE == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (hits[i])
        continue;
      if (stree_column_is_null (column, row))
        hits[i] = filter->value == NULL;
      else if (filter->value == NULL)
        hits[i] = FALSE;
      else if (entry_hits != NULL)
        hits[i] = entry_hits[stree_column_get_entry (column, row)];
      else
        hits[i] = strcmp (stree_column_format (column, row, buffer), filter->value) == 0;
    }
  return TRUE;
}

/* Whether a displayed cell of this type can hold the text at all. */
static gboolean
can_match (StreeColumnType type, const StreeTextMatch *match)
{
  const char *alphabet = NULL;

  switch (type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_DATE:
      alphabet = "-0123456789";
      break;
    case STREE_COLUMN_TIMESTAMP:
      alphabet = "-.: 0123456789";
      break;
    case STREE_COLUMN_DOUBLE:
      alphabet = "-+.0123456789einf";
      break;
    case STREE_COLUMN_BOOL:
      alphabet = "truefals";
      break;
    case STREE_COLUMN_TEXT:
    default:
      return TRUE;
    }
  return strspn (match->folded, alphabet) == match->length;
}

static gboolean
mark_search (StreeFrame *frame,
             guint number,
             const StreeTextMatch *match,
             const guint32 *rows,
             guint n_rows,
             guint8 *hits,
             GCancellable *cancellable)
{
  const StreeColumn *column = stree_frame_column (frame, number);
  g_autofree guint8 *entry_hits = NULL;
  char buffer[STREE_FRAME_CELL_SIZE];

  if (!can_match (column->type, match))
    return TRUE;

  if (column->type == STREE_COLUMN_TEXT && column->n_entries <= n_rows)
    {
      entry_hits = g_new (guint8, MAX (column->n_entries, 1));
      for (guint i = 0; i < column->n_entries; i++)
        {
          gsize length;
          const char *text = stree_column_get_entry_text (column, i, &length);

          if (i % CANCEL_STRIDE == 0 && g_cancellable_is_cancelled (cancellable))
            return FALSE;
          entry_hits[i] = stree_text_match_test (match, text, length, column->ascii);
        }
    }

  for (guint i = 0; i < n_rows; i++)
    {
      guint row = stree_frame_store_row (frame, rows[i]);

      if (i % CANCEL_STRIDE == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (hits[i] || stree_column_is_null (column, row))
        continue;
      if (entry_hits != NULL)
        {
          hits[i] = entry_hits[stree_column_get_entry (column, row)];
        }
      else if (column->type == STREE_COLUMN_TEXT)
        {
          gsize length;
          const char *text = stree_column_get_entry_text (column, stree_column_get_entry (column, row), &length);

          hits[i] = stree_text_match_test (match, text, length, column->ascii);
        }
      else
        {
          hits[i] = strstr (stree_column_format (column, row, buffer), match->folded) != NULL;
        }
    }
  return TRUE;
}

/* Leaves in @rows those that were hit; forgets the hits. */
static guint
keep_hits (guint32 *rows, guint n_rows, guint8 *hits)
{
  guint n = 0;

  for (guint i = 0; i < n_rows; i++)
    if (hits[i])
      rows[n++] = rows[i];
  memset (hits, 0, n_rows);
  return n;
}

/* FALSE: cancelled. */
static gboolean
reduce_rows (StreeFrame *frame, StreeFrameQuery *query, guint32 *rows, guint *n_rows, GCancellable *cancellable)
{
  g_autofree guint8 *hits = g_new0 (guint8, MAX (*n_rows, 1));

  for (guint i = 0; i < query->filters->len; i++)
    {
      guint column = ((const Filter *) g_ptr_array_index (query->filters, i))->column;
      gboolean done = FALSE;

      for (guint j = 0; j < i; j++)
        done |= ((const Filter *) g_ptr_array_index (query->filters, j))->column == column;
      if (done)
        continue;

      for (guint j = i; j < query->filters->len; j++)
        {
          const Filter *filter = g_ptr_array_index (query->filters, j);

          if (filter->column == column && !mark_equal (frame, filter, rows, *n_rows, hits, cancellable))
            return FALSE;
        }
      *n_rows = keep_hits (rows, *n_rows, hits);
    }

  if (query->search != NULL)
    {
      StreeTextMatch match;
      gboolean complete = TRUE;

      stree_text_match_init (&match, query->search);
      for (guint column = 0; column < frame->store->n_columns && complete; column++)
        complete = mark_search (frame, column, &match, rows, *n_rows, hits, cancellable);
      stree_text_match_clear (&match);
      if (!complete)
        return FALSE;
      *n_rows = keep_hits (rows, *n_rows, hits);
    }
  return TRUE;
}

/**
 * stree_frame_query_run:
 * @frame: a frame
 * @query: a query
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Finds the rows of @frame that pass @query, in its order.
 *
 * Where [method@FrameQuery.extends] is %TRUE, the result of the previous query may be passed as @frame: that is
 * quicker, and gives the same.
 *
 * Fails with %G_IO_ERROR_INVALID_ARGUMENT where the query names a column that @frame does not have, and with
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): a selection of @frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_query_run (StreeFrame *frame, StreeFrameQuery *query, GCancellable *cancellable, GError **error)
{
  g_autofree guint32 *rows = NULL;
  guint n_rows;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!check_columns (frame, query, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (query->search == NULL && query->filters->len == 0 && query->sort->len == 0)
    return stree_frame_ref (frame);

  n_rows = frame->n_rows;
  rows = g_new (guint32, MAX (n_rows, 1));
  for (guint i = 0; i < n_rows; i++)
    rows[i] = i;

  if (!reduce_rows (frame, query, rows, &n_rows, cancellable) ||
      !stree_frame_sort_rows (frame, (const StreeSortKey *) (gpointer) query->sort->data, query->sort->len, rows,
                              n_rows, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }

  rows = g_realloc_n (rows, MAX (n_rows, 1), sizeof *rows);
  return stree_frame_select_take (frame, g_steal_pointer (&rows), n_rows);
}

typedef struct
{
  StreeFrame *frame;
  StreeFrameQuery *query;
} QueryTask;

static void
query_task_free (gpointer data)
{
  QueryTask *task = data;

  stree_frame_unref (task->frame);
  stree_frame_query_unref (task->query);
  g_free (task);
}

static void
query_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  QueryTask *query_task = data;
  GError *error = NULL;
  StreeFrame *result = stree_frame_query_run (query_task->frame, query_task->query, cancellable, &error);

  (void) source;
  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_error (task, error);
}

/**
 * stree_frame_query_run_async:
 * @frame: a frame
 * @query: a query
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called in the caller's main context when the work is done
 * @user_data: for @callback
 *
 * Finds the rows of @frame that pass @query in another thread; see [method@Frame.query_run].
 *
 * Since: 1.0
 */
void
stree_frame_query_run_async (StreeFrame *frame,
                             StreeFrameQuery *query,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  QueryTask *query_task;

  g_return_if_fail (frame != NULL);
  g_return_if_fail (query != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  query_task = g_new0 (QueryTask, 1);
  query_task->frame = stree_frame_ref (frame);
  query_task->query = stree_frame_query_ref (query);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_frame_query_run_async);
  g_task_set_name (task, "[streamtree] query");
  g_task_set_task_data (task, query_task, query_task_free);
  g_task_run_in_thread (task, query_thread);
}

/**
 * stree_frame_query_run_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * The outcome of [method@Frame.query_run_async].
 *
 * Returns: (transfer full): a selection, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_query_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_frame_query_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
