/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-summary.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/stree-boxed-private.h"
#include "data/stree-distinct-private.h"
#include "data/stree-distribution-private.h"
#include "data/stree-frame-private.h"

typedef struct
{
  char *text; /* owned, as displayed */
  guint count;
} TopValue;

struct _StreeColumnSummary
{
  char *name;
  StreeColumnType type;
  guint n_rows;
  guint n_nulls;
  guint n_distinct;
  gboolean exact;
  gboolean has_range; /* numbers with at least one value */
  double min, max, mean;
  gboolean is_spread; /* numbers and dates with at least one value */
  StreeDistribution spread;
  char *min_text; /* numbers and dates with at least one value */
  char *max_text;
  guint n_top;
  TopValue top[STREE_COLUMN_SUMMARY_MAX_TOP];
};

STREE_DEFINE_BOXED_TYPE (StreeColumnSummary, stree_column_summary)

static void
summary_clear (gpointer data)
{
  StreeColumnSummary *summary = data;

  g_free (summary->name);
  g_free (summary->min_text);
  g_free (summary->max_text);
  for (guint i = 0; i < summary->n_top; i++)
    g_free (summary->top[i].text);
}

/**
 * stree_column_summary_ref:
 * @summary: a summary
 *
 * Takes another reference. May be called from any thread.
 *
 * Returns: (transfer full): @summary
 *
 * Since: 1.0
 */
StreeColumnSummary *
stree_column_summary_ref (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, NULL);

  return g_atomic_rc_box_acquire (summary);
}

/**
 * stree_column_summary_unref:
 * @summary: (transfer full): a summary
 *
 * Gives a reference back.
 *
 * Since: 1.0
 */
void
stree_column_summary_unref (StreeColumnSummary *summary)
{
  g_return_if_fail (summary != NULL);

  g_atomic_rc_box_release_full (summary, summary_clear);
}

/**
 * stree_column_summary_get_name:
 * @summary: a summary
 *
 * The name of the column.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
stree_column_summary_get_name (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, NULL);

  return summary->name;
}

/**
 * stree_column_summary_get_column_type:
 * @summary: a summary
 *
 * What the cells of the column hold.
 *
 * Returns: the type
 *
 * Since: 1.0
 */
StreeColumnType
stree_column_summary_get_column_type (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, STREE_COLUMN_TEXT);

  return summary->type;
}

/**
 * stree_column_summary_get_n_rows:
 * @summary: a summary
 *
 * How many rows were looked at, nulls included.
 *
 * Returns: the number of rows
 *
 * Since: 1.0
 */
guint
stree_column_summary_get_n_rows (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, 0);

  return summary->n_rows;
}

/**
 * stree_column_summary_get_n_nulls:
 * @summary: a summary
 *
 * How many rows have no value.
 *
 * Returns: the number of nulls
 *
 * Since: 1.0
 */
guint
stree_column_summary_get_n_nulls (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, 0);

  return summary->n_nulls;
}

/**
 * stree_column_summary_get_n_distinct:
 * @summary: a summary
 *
 * How many different values there are, nulls left out, up to %STREE_COLUMN_SUMMARY_MAX_DISTINCT.
 *
 * Returns: the number of different values; see [method@ColumnSummary.is_exact]
 *
 * Since: 1.0
 */
guint
stree_column_summary_get_n_distinct (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, 0);

  return summary->n_distinct;
}

/**
 * stree_column_summary_is_exact:
 * @summary: a summary
 *
 * Whether all different values were counted. If not, there are more, and there are no top values.
 *
 * Returns: %TRUE if the number of different values is exact
 *
 * Since: 1.0
 */
gboolean
stree_column_summary_is_exact (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, FALSE);

  return summary->exact;
}

/**
 * stree_column_summary_get_range:
 * @summary: a summary
 * @min: (out) (optional): where to put the smallest value
 * @max: (out) (optional): where to put the largest value
 * @mean: (out) (optional): where to put the mean of the values; it is not a number where both infinities occur
 *
 * The range of a column of numbers.
 *
 * Returns: %TRUE if the column has numbers; else nothing is set
 *
 * Since: 1.0
 */
gboolean
stree_column_summary_get_range (StreeColumnSummary *summary, double *min, double *max, double *mean)
{
  g_return_val_if_fail (summary != NULL, FALSE);

  if (!summary->has_range)
    return FALSE;
  if (min != NULL)
    *min = summary->min;
  if (max != NULL)
    *max = summary->max;
  if (mean != NULL)
    *mean = summary->mean;
  return TRUE;
}

/**
 * stree_column_summary_get_min_text:
 * @summary: a summary
 *
 * The smallest number or the earliest date, as it is displayed.
 *
 * Returns: (nullable) (transfer none): the text, or %NULL where the column has neither
 *
 * Since: 1.0
 */
const char *
stree_column_summary_get_min_text (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, NULL);

  return summary->min_text;
}

/**
 * stree_column_summary_get_max_text:
 * @summary: a summary
 *
 * The largest number or the latest date, as it is displayed.
 *
 * Returns: (nullable) (transfer none): the text, or %NULL where the column has neither
 *
 * Since: 1.0
 */
const char *
stree_column_summary_get_max_text (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, NULL);

  return summary->max_text;
}

/**
 * stree_column_summary_get_quantile:
 * @summary: a summary
 * @which: which one
 * @value: (out) (optional): where to put it
 *
 * The value that a share of the values is not above, between the two nearest where none falls there. Of dates it is
 * measured in days since 1970-01-01, of timestamps in microseconds.
 *
 * Returns: %TRUE if the column has numbers, dates or timestamps; else nothing is set
 *
 * Since: 1.0
 */
gboolean
stree_column_summary_get_quantile (StreeColumnSummary *summary, StreeQuantile which, double *value)
{
  g_return_val_if_fail (summary != NULL, FALSE);
  g_return_val_if_fail (which <= STREE_QUANTILE_P95, FALSE);

  if (!summary->is_spread)
    return FALSE;
  if (value != NULL)
    *value = summary->spread.quantiles[which];
  return TRUE;
}

/**
 * stree_column_summary_get_n_bins:
 * @summary: a summary
 *
 * How many bins the histogram has: at most %STREE_COLUMN_SUMMARY_MAX_BINS, of whole numbers and dates perhaps fewer, so
 * that each bin is of whole width. Columns of other types have none, nor do those without a finite value.
 *
 * Returns: the number of bins
 *
 * Since: 1.0
 */
guint
stree_column_summary_get_n_bins (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, 0);

  return summary->spread.n_bins;
}

/**
 * stree_column_summary_get_bin:
 * @summary: a summary
 * @index: which one, from 0, below [method@ColumnSummary.get_n_bins]
 * @from: (out) (optional): where to put where it begins
 * @to: (out) (optional): where to put where it ends
 *
 * A bin of the histogram. What is where one ends is in the next; of numbers with decimals the last bin has its end as
 * well. Of dates they are measured in days since 1970-01-01, of timestamps in microseconds. Infinite numbers are in
 * none.
 *
 * Returns: how many values are in it
 *
 * Since: 1.0
 */
guint
stree_column_summary_get_bin (StreeColumnSummary *summary, guint index, double *from, double *to)
{
  g_return_val_if_fail (summary != NULL, 0);
  g_return_val_if_fail (index < summary->spread.n_bins, 0);

  if (from != NULL)
    *from = summary->spread.from + index * summary->spread.width;
  if (to != NULL)
    *to = summary->spread.from + (index + 1) * summary->spread.width;
  return summary->spread.counts[index];
}

/**
 * stree_column_summary_get_n_top:
 * @summary: a summary
 *
 * How many of the most frequent values the summary has, at most %STREE_COLUMN_SUMMARY_MAX_TOP. Text, booleans and
 * whole numbers have them.
 *
 * Returns: the number of top values
 *
 * Since: 1.0
 */
guint
stree_column_summary_get_n_top (StreeColumnSummary *summary)
{
  g_return_val_if_fail (summary != NULL, 0);

  return summary->n_top;
}

/**
 * stree_column_summary_get_top:
 * @summary: a summary
 * @index: which one, from 0, below [method@ColumnSummary.get_n_top]
 * @count: (out) (optional): where to put how many rows have it
 *
 * One of the most frequent values, as it is displayed. The most frequent one comes first; of equally frequent ones that
 * which is seen first.
 *
 * Returns: (transfer none): the value
 *
 * Since: 1.0
 */
const char *
stree_column_summary_get_top (StreeColumnSummary *summary, guint index, guint *count)
{
  g_return_val_if_fail (summary != NULL, NULL);
  g_return_val_if_fail (index < summary->n_top, NULL);

  if (count != NULL)
    *count = summary->top[index].count;
  return summary->top[index].text;
}

/* What the range of a type is measured in. */
static double
measure (const StreeColumn *column, guint row)
{
  switch (column->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_TIMESTAMP:
      return (double) column->values.int64s[row];
    case STREE_COLUMN_DOUBLE:
      return column->values.doubles[row];
    case STREE_COLUMN_DATE:
      return column->values.dates[row];
    case STREE_COLUMN_BOOL:
    case STREE_COLUMN_TEXT:
    default:
      return 0;
    }
}

/* Exact also for whole numbers that a double cannot tell apart. */
static gboolean
is_less (const StreeColumn *column, guint a, guint b)
{
  if (column->type == STREE_COLUMN_INT64 || column->type == STREE_COLUMN_TIMESTAMP)
    return column->values.int64s[a] < column->values.int64s[b];
  return measure (column, a) < measure (column, b);
}

/* FALSE: cancelled. */
static gboolean
count_cells (StreeFrame *frame, const StreeColumn *column, StreeColumnSummary *summary, GCancellable *cancellable)
{
  gboolean ordered = column->type != STREE_COLUMN_TEXT && column->type != STREE_COLUMN_BOOL;
  guint min_row = 0, max_row = 0;
  guint n_values = 0;
  double sum = 0, lost = 0;
  g_autofree double *values = ordered ? g_new (double, MAX (frame->n_rows, 1)) : NULL;
  char buffer[STREE_FRAME_CELL_SIZE];

  for (guint i = 0; i < frame->n_rows; i++)
    {
      guint row = stree_frame_store_row (frame, i);
      double value, next;

      if (i % STREE_CANCEL_STRIDE == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (stree_column_is_null (column, row))
        {
          summary->n_nulls++;
          continue;
        }
      if (!ordered)
        continue;

      value = measure (column, row);
      values[n_values] = value;
      if (n_values++ == 0)
        min_row = max_row = row;
      else if (is_less (column, row, min_row))
        min_row = row;
      else if (is_less (column, max_row, row))
        max_row = row;

      /* Keeps what rounding loses, so that a million small values still have the right mean. */
      next = sum + value;
      if (isfinite (next))
        lost += fabs (sum) >= fabs (value) ? (sum - next) + value : (value - next) + sum;
      sum = next;
    }

  if (n_values == 0)
    return TRUE;
  summary->is_spread = TRUE;
  stree_distribution_measure (&summary->spread, values, n_values, column->type != STREE_COLUMN_DOUBLE);
  summary->min_text = g_strdup (stree_column_format (column, min_row, buffer));
  summary->max_text = g_strdup (stree_column_format (column, max_row, buffer));
  summary->has_range = column->type != STREE_COLUMN_DATE && column->type != STREE_COLUMN_TIMESTAMP;
  summary->min = measure (column, min_row);
  summary->max = measure (column, max_row);
  summary->mean = (isfinite (sum) ? sum + lost : sum) / n_values;
  return TRUE;
}

/**
 * stree_frame_summarize:
 * @frame: a frame
 * @column: the column's number, from 0
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Looks at a column: how many values it has, how many are different, their range, how they are spread, the most frequent
 * ones.
 *
 * Fails with %G_IO_ERROR_INVALID_ARGUMENT where @frame has no such column, and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the summary, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeColumnSummary *
stree_frame_summarize (StreeFrame *frame, guint column, GCancellable *cancellable, GError **error)
{
  g_autoptr (StreeColumnSummary) summary = NULL;
  g_autoptr (StreeDistinct) distinct = NULL;
  const StreeDistinctItem *items;
  const StreeColumn *cells;
  guint n_items;

  g_return_val_if_fail (frame != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (column >= frame->store->n_columns)
    {
      g_set_error (error,
                   G_IO_ERROR,
                   G_IO_ERROR_INVALID_ARGUMENT,
                   _("There is no column %u to summarize; expected a column below %u, which is what the table has"),
                   column,
                   frame->store->n_columns);
      return NULL;
    }

  cells = stree_frame_column (frame, column);
  summary = g_atomic_rc_box_new0 (StreeColumnSummary);
  summary->name = g_strdup (cells->name);
  summary->type = cells->type;
  summary->n_rows = frame->n_rows;

  if (count_cells (frame, cells, summary, cancellable))
    distinct = stree_frame_count_distinct (frame, column, STREE_COLUMN_SUMMARY_MAX_DISTINCT, cancellable);
  if (distinct == NULL)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }

  items = stree_distinct_get_items (distinct, &n_items);
  summary->exact = n_items <= STREE_COLUMN_SUMMARY_MAX_DISTINCT;
  summary->n_distinct = MIN (n_items, STREE_COLUMN_SUMMARY_MAX_DISTINCT);
  if (summary->exact && cells->type != STREE_COLUMN_DOUBLE && cells->type != STREE_COLUMN_DATE &&
      cells->type != STREE_COLUMN_TIMESTAMP)
    {
      g_autofree guint32 *order = stree_distinct_rank (distinct);

      for (guint i = 0; i < MIN (n_items, STREE_COLUMN_SUMMARY_MAX_TOP); i++)
        {
          summary->top[i].text = stree_frame_dup_cell_text (frame, items[order[i]].first, column);
          summary->top[i].count = items[order[i]].count;
          summary->n_top++;
        }
    }
  return g_steal_pointer (&summary);
}

typedef struct
{
  StreeFrame *frame;
  guint column;
} SummaryTask;

static void
summary_task_free (gpointer data)
{
  SummaryTask *task = data;

  stree_frame_unref (task->frame);
  g_free (task);
}

static void
summary_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  SummaryTask *summary_task = data;
  GError *error = NULL;
  StreeColumnSummary *summary =
    stree_frame_summarize (summary_task->frame, summary_task->column, cancellable, &error);

  (void) source;
  if (summary != NULL)
    g_task_return_pointer (task, summary, (GDestroyNotify) stree_column_summary_unref);
  else
    g_task_return_error (task, error);
}

/**
 * stree_frame_summarize_async:
 * @frame: a frame
 * @column: the column's number, from 0
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called in the caller's main context when the work is done
 * @user_data: for @callback
 *
 * Looks at a column in another thread; see [method@Frame.summarize].
 *
 * Since: 1.0
 */
void
stree_frame_summarize_async (StreeFrame *frame, guint column, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  SummaryTask *summary_task;

  g_return_if_fail (frame != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  summary_task = g_new0 (SummaryTask, 1);
  summary_task->frame = stree_frame_ref (frame);
  summary_task->column = column;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_frame_summarize_async);
  g_task_set_name (task, "[streamtree] summarize");
  g_task_set_task_data (task, summary_task, summary_task_free);
  g_task_run_in_thread (task, summary_thread);
}

/**
 * stree_frame_summarize_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * The outcome of [method@Frame.summarize_async].
 *
 * Returns: (transfer full): the summary, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeColumnSummary *
stree_frame_summarize_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_frame_summarize_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
