/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What summaries say of how values are spread, beside a plain count over sorted values; and profiles of whole frames. */

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/stree-frame-builder.h"
#include "data/stree-profile.h"
#include "slow-source.h"
#include "source-model.h"
#include "sources/stree-frame-source.h"
#include "sqlite-fixture.h"

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static const double shares[] = { 0.05, 0.25, 0.5, 0.75, 0.95 };

/* As numpy and R have it. */
static double
naive_quantile (const double *sorted, guint n, double share)
{
  double at = share * (n - 1);
  guint k = (guint) floor (at);

  return k + 1 < n ? sorted[k] + (at - k) * (sorted[k + 1] - sorted[k]) : sorted[k];
}

static void
assert_summary (StreeColumnSummary *summary, double *values, guint n, gboolean whole)
{
  guint n_bins = stree_column_summary_get_n_bins (summary);
  guint total = 0;
  double end = 0;

  qsort (values, n, sizeof *values, compare);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      double value;

      g_assert_true (stree_column_summary_get_quantile (summary, (StreeQuantile) i, &value));
      g_assert_cmpfloat_with_epsilon (value, naive_quantile (values, n, shares[i]), 1e-9 * fabs (values[n - 1] - values[0]) + 1e-12);
    }
  g_assert_cmpuint (n_bins, >, 0);
  g_assert_cmpuint (n_bins, <=, STREE_COLUMN_SUMMARY_MAX_BINS);
  for (guint i = 0; i < n_bins; i++)
    {
      double from, to;
      guint count = stree_column_summary_get_bin (summary, i, &from, &to), inside = 0;

      if (i == 0)
        g_assert_cmpfloat (from, ==, values[0]);
      else
        g_assert_cmpfloat_with_epsilon (from, end, 1e-9 * fabs (values[n - 1] - values[0]) + 1e-12);
      end = to;
      total += count;
      if (!whole)
        continue;
      for (guint k = 0; k < n; k++)
        inside += values[k] >= from && values[k] < to;
      g_assert_cmpuint (count, ==, inside);
    }
  g_assert_cmpuint (total, ==, n);
}

static void
test_spread (void)
{
  GRand *rand = g_rand_new_with_seed (5);

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
      g_autoptr (StreeFrame) frame = NULL;
      g_autoptr (StreeColumnSummary) ints = NULL;
      g_autoptr (StreeColumnSummary) doubles = NULL;
      g_autoptr (StreeColumnSummary) days = NULL;
      guint n = (guint) g_rand_int_range (rand, 1, round % 10 == 0 ? 3000 : 30);
      gint32 range = 1 << g_rand_int_range (rand, 0, 20);
      g_autofree double *int_values = g_new (double, n);
      g_autofree double *double_values = g_new (double, n);
      g_autofree double *day_values = g_new (double, n);

      stree_frame_builder_add_column (builder, "i", STREE_COLUMN_INT64);
      stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
      stree_frame_builder_add_column (builder, "d", STREE_COLUMN_DATE);
      for (guint i = 0; i < n; i++)
        {
          gint64 number = g_rand_int_range (rand, -range, range);
          double value = round % 7 == 0 ? 2.5 : g_rand_double_range (rand, -range, range);
          gint32 day = g_rand_int_range (rand, 0, MIN (range, 30000));

          /* In among nulls. */
          stree_frame_builder_end_row (builder);
          stree_frame_builder_append_int64 (builder, 0, number);
          stree_frame_builder_append_double (builder, 1, value);
          stree_frame_builder_append_date (builder, 2, day);
          stree_frame_builder_end_row (builder);
          int_values[i] = (double) number;
          double_values[i] = value;
          day_values[i] = day;
        }
      frame = stree_frame_builder_finish (builder);
      ints = stree_frame_summarize (frame, 0, NULL, NULL);
      doubles = stree_frame_summarize (frame, 1, NULL, NULL);
      days = stree_frame_summarize (frame, 2, NULL, NULL);
      assert_summary (ints, int_values, n, TRUE);
      assert_summary (doubles, double_values, n, FALSE);
      assert_summary (days, day_values, n, TRUE);
    }
  g_rand_free (rand);
}

static StreeColumnSummary *
summarize (const double *values, guint n)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame) frame = NULL;

  stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
  for (guint i = 0; i < n; i++)
    {
      stree_frame_builder_append_double (builder, 0, values[i]);
      stree_frame_builder_end_row (builder);
    }
  frame = stree_frame_builder_finish (builder);
  return stree_frame_summarize (frame, 0, NULL, NULL);
}

static void
test_extremes (void)
{
  static const double infinite[] = { -INFINITY, 1, 2, 3, INFINITY, INFINITY }, only[] = { INFINITY, INFINITY },
                      far[] = { -DBL_MAX, 0, DBL_MAX };
  g_autoptr (StreeColumnSummary) some = summarize (infinite, G_N_ELEMENTS (infinite));
  g_autoptr (StreeColumnSummary) none = summarize (only, G_N_ELEMENTS (only));
  g_autoptr (StreeColumnSummary) wide = summarize (far, G_N_ELEMENTS (far));
  g_autoptr (StreeColumnSummary) empty = summarize (far, 0);
  guint total = 0;
  double value, from, to;

  g_assert_true (stree_column_summary_get_quantile (some, STREE_QUANTILE_MEDIAN, &value));
  g_assert_cmpfloat (value, ==, 2.5);
  for (guint i = 0; i < stree_column_summary_get_n_bins (some); i++)
    total += stree_column_summary_get_bin (some, i, &from, &to);
  g_assert_cmpuint (total, ==, 3);
  g_assert_cmpuint (stree_column_summary_get_n_bins (none), ==, 0);
  g_assert_true (stree_column_summary_get_quantile (none, STREE_QUANTILE_P05, &value));
  g_assert_true (isinf (value));
  g_assert_cmpuint (stree_column_summary_get_n_bins (wide), ==, STREE_COLUMN_SUMMARY_MAX_BINS);
  g_assert_cmpuint (stree_column_summary_get_bin (wide, 0, &from, NULL), ==, 1);
  g_assert_true (isfinite (from));
  g_assert_cmpuint (stree_column_summary_get_bin (wide, STREE_COLUMN_SUMMARY_MAX_BINS - 1, NULL, &to), ==, 1);
  g_assert_false (stree_column_summary_get_quantile (empty, STREE_QUANTILE_MEDIAN, &value));
  g_assert_cmpuint (stree_column_summary_get_n_bins (empty), ==, 0);
}

static StreeFrame *
sample (guint n_rows)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  static const char *const words[] = { "one", "two", "one", NULL };

  stree_frame_builder_add_column (builder, "i", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
  for (guint i = 0; i < n_rows; i++)
    {
      stree_frame_builder_append_int64 (builder, 0, i);
      stree_frame_builder_append_text (builder, 1, words[i % 4]);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

typedef struct
{
  GAsyncResult *result;
  GCancellable *cancellable;
  goffset last;
  guint n;
} Task;

static void
on_done (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  ((Task *) data)->result = g_object_ref (result);
}

static void
on_progress (goffset done, goffset total, gpointer data)
{
  Task *task = data;

  g_assert_cmpint (total, ==, 2);
  g_assert_cmpint (done, ==, task->last + 1);
  task->last = done;
  task->n++;
}

static void
test_profile (void)
{
  g_autoptr (StreeFrame) frame = sample (1000);
  g_autoptr (StreeProfile) profile = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  StreeColumnSummary *text;
  Task task = { .n = 0 };
  guint count;
  double median;

  stree_frame_profile_async (frame, NULL, on_progress, &task, NULL, on_done, &task);
  while (task.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  profile = stree_frame_profile_finish (task.result, &error);
  g_clear_object (&task.result);
  g_assert_no_error (error);
  g_assert_cmpuint (task.n, ==, 2);
  g_assert_cmpuint (stree_profile_get_n_rows (profile), ==, 1000);
  g_assert_cmpuint (stree_profile_get_n_columns (profile), ==, 2);
  g_assert_true (stree_column_summary_get_quantile (stree_profile_get_column (profile, 0), STREE_QUANTILE_MEDIAN, &median));
  g_assert_cmpfloat (median, ==, 499.5);
  text = stree_profile_get_column (profile, 1);
  g_assert_cmpstr (stree_column_summary_get_name (text), ==, "t");
  g_assert_cmpuint (stree_column_summary_get_n_nulls (text), ==, 250);
  g_assert_cmpuint (stree_column_summary_get_n_distinct (text), ==, 2);
  g_assert_cmpstr (stree_column_summary_get_top (text, 0, &count), ==, "one");
  g_assert_cmpuint (count, ==, 500);
  g_assert_false (stree_column_summary_get_quantile (text, STREE_QUANTILE_MEDIAN, &median));
  g_assert_cmpuint (stree_column_summary_get_n_bins (text), ==, 0);

  g_cancellable_cancel (cancellable);
  g_assert_null (stree_frame_profile (frame, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* --- of rows that are elsewhere --- */

static void
count_cb (goffset done, goffset total, gpointer data)
{
  Task *task = data;

  g_assert_cmpint (done, >=, task->last);
  g_assert_cmpint (done, <=, total);
  task->last = done;
  task->n++;
}

static StreeProfile *
profile_rows (StreeResultSet *rows, const guint *columns, gsize n_columns, GCancellable *cancellable, guint *n_told, GError **error)
{
  Task          task = { .n = 0 };
  StreeProfile *profile;

  stree_result_set_profile_async (rows, columns, n_columns, cancellable, count_cb, &task, NULL, on_done, &task);
  while (task.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  profile = stree_result_set_profile_finish (rows, task.result, error);
  g_clear_object (&task.result);
  if (n_told)
    *n_told = task.n;
  return profile;
}

static void
assert_same_summary (StreeColumnSummary *a, StreeColumnSummary *b)
{
  g_assert_cmpstr (stree_column_summary_get_name (a), ==, stree_column_summary_get_name (b));
  g_assert_cmpint (stree_column_summary_get_column_type (a), ==, stree_column_summary_get_column_type (b));
  g_assert_cmpuint (stree_column_summary_get_n_rows (a), ==, stree_column_summary_get_n_rows (b));
  g_assert_cmpuint (stree_column_summary_get_n_nulls (a), ==, stree_column_summary_get_n_nulls (b));
  g_assert_cmpuint (stree_column_summary_get_n_distinct (a), ==, stree_column_summary_get_n_distinct (b));
  g_assert_cmpstr (stree_column_summary_get_min_text (a), ==, stree_column_summary_get_min_text (b));
  g_assert_cmpstr (stree_column_summary_get_max_text (a), ==, stree_column_summary_get_max_text (b));
  g_assert_cmpuint (stree_column_summary_get_n_bins (a), ==, stree_column_summary_get_n_bins (b));
  for (guint i = 0; i < stree_column_summary_get_n_bins (a); i++)
    g_assert_cmpuint (stree_column_summary_get_bin (a, i, NULL, NULL), ==, stree_column_summary_get_bin (b, i, NULL, NULL));
  g_assert_cmpuint (stree_column_summary_get_n_top (a), ==, stree_column_summary_get_n_top (b));
  for (guint i = 0; i < stree_column_summary_get_n_top (a); i++)
    g_assert_cmpstr (stree_column_summary_get_top (a, i, NULL), ==, stree_column_summary_get_top (b, i, NULL));
  for (guint i = 0; i <= STREE_QUANTILE_P95; i++)
    {
      double x = 0, y = 0;

      g_assert_cmpint (stree_column_summary_get_quantile (a, (StreeQuantile) i, &x), ==, stree_column_summary_get_quantile (b, (StreeQuantile) i, &y));
      g_assert_cmpfloat (x, ==, y);
    }
}

/* What a source says of a query's rows is what a frame of them says. */
static void
assert_source (StreeSource *source, StreeQuery *query)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (StreeResultSet) rows = source_query (source, query, NULL, &error);
  g_autoptr (StreeFrame)     all = NULL;
  g_autoptr (StreeProfile)   profile = NULL;
  guint                      columns[SOURCE_MODEL_N_COLUMNS];

  g_assert_no_error (error);
  source_wait_counted (rows);
  all = source_page (rows, 0, G_MAXINT, &error);
  g_assert_no_error (error);
  /* The last one first. */
  for (guint i = 0; i < SOURCE_MODEL_N_COLUMNS; i++)
    columns[i] = SOURCE_MODEL_N_COLUMNS - 1 - i;
  profile = profile_rows (rows, columns, SOURCE_MODEL_N_COLUMNS, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_profile_get_n_rows (profile), ==, stree_frame_get_n_rows (all));
  g_assert_cmpuint (stree_profile_get_n_columns (profile), ==, SOURCE_MODEL_N_COLUMNS);
  for (guint i = 0; i < SOURCE_MODEL_N_COLUMNS; i++)
    {
      g_autoptr (StreeColumnSummary) expected = stree_frame_summarize (all, columns[i], NULL, &error);

      g_assert_no_error (error);
      assert_same_summary (stree_profile_get_column (profile, i), expected);
    }
}

static void
assert_source_queries (StreeSource *source)
{
  g_autoptr (StreeQuery)  all = stree_query_new ();
  g_autoptr (StreeQuery)  some = stree_query_new ();
  g_autoptr (StreeQuery)  none = stree_query_new ();
  g_autoptr (StreeCell)   limit = stree_cell_new_int64 (9000);
  g_autoptr (StreeCell)   never = stree_cell_new_int64 (-1);
  g_autoptr (StreeFilter) low = stree_filter_new_compare ("id", STREE_FILTER_LESS, limit);
  g_autoptr (StreeFilter) nothing = stree_filter_new_compare ("id", STREE_FILTER_EQUAL, never);

  stree_query_set_filter (some, low);
  stree_query_add_sort (some, "price", TRUE);
  stree_query_set_filter (none, nothing);
  assert_source (source, all);
  assert_source (source, some);
  assert_source (source, none);
}

static void
test_sources (void)
{
  g_autoptr (StreeFrame)  frame = source_model_make_rows (7, 20000);
  g_autoptr (StreeSource) in_memory = STREE_SOURCE (stree_frame_source_new (frame, STREE_STRV ("id"), NULL));
  g_autoptr (StreeSource) in_pages = slow_new (in_memory);
  g_autoptr (StreeSource) in_file = NULL;
  g_autoptr (GError)      error = NULL;
  SqliteFile              file;

  assert_source_queries (in_memory);
  assert_source_queries (in_pages);
  /* More than is in memory at once: a column after the other. */
  slow_n_rows_claimed = 100 * 1000 * 1000;
  {
    g_autoptr (StreeQuery)     all = stree_query_new ();
    g_autoptr (StreeResultSet) rows = source_query (in_pages, all, NULL, &error);
    g_autoptr (StreeProfile)   profile = profile_rows (rows, (const guint[]){ 0, 3, 8 }, 3, NULL, NULL, &error);

    g_assert_no_error (error);
    slow_n_rows_claimed = 0;
    g_assert_cmpuint (stree_profile_get_n_rows (profile), ==, 20000);
    for (guint i = 0; i < 3; i++)
      {
        g_autoptr (StreeColumnSummary) expected = stree_frame_summarize (frame, (const guint[]){ 0, 3, 8 }[i], NULL, &error);

        assert_same_summary (stree_profile_get_column (profile, i), expected);
      }
  }
  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, code TEXT, amount INTEGER, price REAL, paid BOOLEAN, day DATE, at TIMESTAMP, "
                           "\"na\"\"me; --\" TEXT, \"group\" TEXT)");
  sqlite_file_insert (&file, "t", frame);
  in_file = sqlite_source_open (&file, "t", &error);
  g_assert_no_error (error);
  assert_source_queries (in_file);
  g_clear_object (&in_file);
  sqlite_file_clear (&file);
}

static void
test_sources_errors (void)
{
  g_autoptr (StreeFrame)     frame = source_model_make_rows (7, 20000);
  g_autoptr (StreeSource)    inner = STREE_SOURCE (stree_frame_source_new (frame, STREE_STRV ("id"), NULL));
  g_autoptr (StreeSource)    source = slow_new (inner);
  g_autoptr (StreeQuery)     all = stree_query_new ();
  g_autoptr (GError)         error = NULL;
  g_autoptr (StreeResultSet) rows = source_query (source, all, NULL, &error);
  g_autoptr (GCancellable)   cancellable = g_cancellable_new ();
  const guint                column = 0;
  guint                      n_told;

  g_assert_no_error (error);
  slow_n_pages_failing = 1;
  g_assert_null (profile_rows (rows, &column, 1, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (profile_rows (rows, &column, 1, cancellable, &n_told, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n_told, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile/spread", test_spread);
  g_test_add_func ("/profile/extremes", test_extremes);
  g_test_add_func ("/profile/profile", test_profile);
  g_test_add_func ("/profile/sources", test_sources);
  g_test_add_func ("/profile/sources/errors", test_sources_errors);
  return g_test_run ();
}
