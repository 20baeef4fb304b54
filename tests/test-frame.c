/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Frames: building, cells as text, selections, distinct values, summaries. */

#include <math.h>
#include <string.h>

#include "data/stree-csv.h"
#include "data/stree-frame-summary.h"
#include "frames.h"

static StreeFrame *
sample_frame (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_set_label (builder, "sample");
  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "ok", STREE_COLUMN_BOOL);
  stree_frame_builder_add_column (builder, "day", STREE_COLUMN_DATE);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);

  stree_frame_builder_append_int64 (builder, 0, G_MININT64);
  stree_frame_builder_append_double (builder, 1, 39.1);
  stree_frame_builder_append_bool (builder, 2, TRUE);
  stree_frame_builder_append_date (builder, 3, 0);
  stree_frame_builder_append_text (builder, 4, "Zoë");
  stree_frame_builder_end_row (builder);

  stree_frame_builder_append_int64 (builder, 0, 42);
  stree_frame_builder_append_double (builder, 1, 18);
  stree_frame_builder_append_bool (builder, 2, FALSE);
  stree_frame_builder_append_date (builder, 3, -1);
  stree_frame_builder_append_text (builder, 4, "");
  stree_frame_builder_end_row (builder);

  stree_frame_builder_append_double (builder, 1, NAN);
  stree_frame_builder_append_date (builder, 3, 19782);
  stree_frame_builder_append_null (builder, 4);
  stree_frame_builder_end_row (builder);
  return stree_frame_builder_finish (builder);
}

static void
assert_shown (StreeFrame *frame, guint row, guint column, const char *expected)
{
  char buffer[STREE_FRAME_CELL_SIZE];
  g_autofree char *copy = stree_frame_dup_cell_text (frame, row, column);

  g_assert_cmpstr (stree_frame_format_cell (frame, row, column, buffer, sizeof buffer), ==, expected);
  g_assert_cmpstr (copy, ==, expected);
}

static void
test_build (void)
{
  g_autoptr (StreeFrame) frame = sample_frame ();
  guint column = 99;

  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 3);
  g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, 5);
  g_assert_cmpstr (stree_frame_get_label (frame), ==, "sample");
  g_assert_null (stree_frame_get_note (frame));
  g_assert_cmpstr (stree_frame_get_column_name (frame, 4), ==, "name");
  g_assert_cmpint (stree_frame_get_column_type (frame, 3), ==, STREE_COLUMN_DATE);
  g_assert_true (stree_frame_find_column (frame, "ok", &column));
  g_assert_cmpuint (column, ==, 2);
  g_assert_false (stree_frame_find_column (frame, "OK", &column));

  g_assert_cmpint (stree_frame_get_int64 (frame, 0, 0), ==, G_MININT64);
  g_assert_cmpfloat (stree_frame_get_double (frame, 0, 1), ==, 39.1);
  g_assert_cmpfloat (stree_frame_get_double (frame, 1, 0), ==, 42);
  g_assert_true (stree_frame_get_bool (frame, 0, 2));
  g_assert_false (stree_frame_get_bool (frame, 1, 2));
  g_assert_cmpint (stree_frame_get_date (frame, 2, 3), ==, 19782);
  g_assert_cmpstr (stree_frame_get_text (frame, 0, 4), ==, "Zoë");
  g_assert_cmpstr (stree_frame_get_text (frame, 1, 4), ==, "");
  g_assert_null (stree_frame_get_text (frame, 2, 4));

  for (guint i = 0; i < 5; i++)
    {
      g_assert_false (stree_frame_is_null (frame, 0, i));
      g_assert_false (stree_frame_is_null (frame, 1, i));
      g_assert_true (stree_frame_is_null (frame, 2, i) == (i != 3));
    }
}

static void
test_format (void)
{
  g_autoptr (StreeFrame) frame = sample_frame ();
  static const struct
  {
    double value;
    const char *text;
  } doubles[] = {
    { 0.5, "0.50" },
    { -0.25, "-0.25" },
    { 100, "100.00" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1e22, "1e+22" },
    { 1e-7, "1e-07" },
    { INFINITY, "inf" },
    { -INFINITY, "-inf" },
    { -0.0, "-0.00" },
    { 0.05, "0.05" },
    { 1.0 / 3, "0.3333333333333333" },
    { G_MAXDOUBLE, "1.7976931348623157e+308" },
    { 31.95376472, "31.95376472" },
  };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame) numbers = NULL;

  assert_shown (frame, 0, 0, "-9223372036854775808");
  assert_shown (frame, 1, 0, "42");
  assert_shown (frame, 0, 1, "39.1");
  assert_shown (frame, 1, 1, "18.0");
  assert_shown (frame, 2, 1, "");
  assert_shown (frame, 0, 2, "true");
  assert_shown (frame, 1, 2, "false");
  assert_shown (frame, 0, 3, "1970-01-01");
  assert_shown (frame, 1, 3, "1969-12-31");
  assert_shown (frame, 2, 3, "2024-02-29");
  assert_shown (frame, 0, 4, "Zoë");
  g_assert_cmpuint (stree_frame_get_column_decimals (frame, 1), ==, 1);

  stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
  stree_frame_builder_set_decimals (builder, 0, 2);
  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    {
      stree_frame_builder_append_double (builder, 0, doubles[i].value);
      stree_frame_builder_end_row (builder);
    }
  numbers = stree_frame_builder_finish (builder);
  for (guint i = 0; i < G_N_ELEMENTS (doubles); i++)
    assert_shown (numbers, i, 0, doubles[i].text);
}

static void
test_builder_edges (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame) empty = stree_frame_builder_finish (builder);
  g_autoptr (StreeFrame) frame = NULL;

  g_assert_cmpuint (stree_frame_get_n_rows (empty), ==, 0);
  g_assert_cmpuint (stree_frame_get_n_columns (empty), ==, 0);

  stree_frame_builder_add_column (builder, "a", STREE_COLUMN_TEXT);
  stree_frame_builder_append_text (builder, 0, "bad \xff byte");
  stree_frame_builder_end_row (builder);
  stree_frame_builder_add_column (builder, "late", STREE_COLUMN_INT64);
  stree_frame_builder_append_int64 (builder, 1, 7);
  frame = stree_frame_builder_finish (builder);
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 2);
  assert_shown (frame, 0, 0, "bad \357\277\275 byte");
  g_assert_true (stree_frame_is_null (frame, 0, 1));
  g_assert_true (stree_frame_is_null (frame, 1, 0));
  g_assert_cmpint (stree_frame_get_int64 (frame, 1, 1), ==, 7);
}

static void
test_select (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame) frame = NULL;
  GRand *rand = g_rand_new_with_seed (11);

  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  for (guint i = 0; i < 1000; i++)
    {
      stree_frame_builder_append_int64 (builder, 0, i);
      stree_frame_builder_end_row (builder);
    }
  frame = stree_frame_builder_finish (builder);

  /* Views of views of views: each must hold what an array that goes the same way holds. */
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (StreeFrame) view = stree_frame_ref (frame);
      g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (guint32));

      for (guint32 i = 0; i < 1000; i++)
        g_array_append_val (expected, i);

      for (guint step = 0; step < 4; step++)
        {
          StreeFrame *next;
          g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (guint32));

          if (g_rand_boolean (rand))
            {
              guint first = (guint) g_rand_int_range (rand, 0, 300);
              guint n = (guint) g_rand_int_range (rand, 0, 400);

              next = stree_frame_slice (view, first, n);
              for (guint i = first; i < MIN (first + n, expected->len); i++)
                g_array_append_val (array, g_array_index (expected, guint32, i));
            }
          else
            {
              g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
              guint n = expected->len == 0 ? 0 : (guint) g_rand_int_range (rand, 0, 500);

              for (guint i = 0; i < n; i++)
                {
                  guint32 row = (guint32) g_rand_int_range (rand, 0, (gint32) expected->len);

                  g_array_append_val (rows, row);
                  g_array_append_val (array, g_array_index (expected, guint32, row));
                }
              next = stree_frame_select (view, (guint32 *) (gpointer) rows->data, rows->len);
            }
          stree_frame_unref (view);
          view = next;
          g_array_unref (expected);
          expected = g_steal_pointer (&array);
        }

      g_assert_cmpuint (stree_frame_get_n_rows (view), ==, expected->len);
      for (guint i = 0; i < expected->len; i++)
        g_assert_cmpint (stree_frame_get_int64 (view, i, 0), ==, g_array_index (expected, guint32, i));
    }
  g_rand_free (rand);
}

static void
test_view_outlives_frame (void)
{
  StreeFrame *frame = sample_frame ();
  g_autoptr (StreeFrame) view = stree_frame_slice (frame, 0, 1);
  g_autoptr (StreeFrame) other = sample_frame ();
  g_autoptr (StreeFrame) other_view = stree_frame_slice (other, 0, 1);

  g_assert_true (stree_frame_equal (frame, other));
  g_assert_false (stree_frame_equal (frame, view));
  stree_frame_unref (frame);
  g_assert_cmpstr (stree_frame_get_text (view, 0, 4), ==, "Zoë");
  g_assert_true (stree_frame_equal (view, other_view));
}

static void
test_distinct (void)
{
  static const char *const texts[] = { "pear", "Äpfel", "-", "apple", "pear", "fig", "apple", "pear", "Apple", NULL };
  g_autoptr (StreeFrame) frame = frame_of_texts (texts);
  g_autofree guint *counts = NULL;
  g_autofree guint *top_counts = NULL;
  g_auto (GStrv) all = NULL;
  g_auto (GStrv) top = NULL;
  guint n, total;

  all = stree_frame_distinct (frame, 0, 0, &counts, &n, &total);
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpuint (total, ==, 5);
  g_assert_cmpstrv (all, ((const char *const[]){ "Äpfel", "Apple", "apple", "fig", "pear", NULL }));
  g_assert_cmpuint (counts[2], ==, 2);
  g_assert_cmpuint (counts[4], ==, 3);

  top = stree_frame_distinct (frame, 0, 2, &top_counts, &n, &total);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (total, ==, 5);
  g_assert_cmpstrv (top, ((const char *const[]){ "apple", "pear", NULL }));
  g_assert_cmpuint (top_counts[0], ==, 2);
  g_assert_cmpuint (top_counts[1], ==, 3);
}

static void
test_categorical (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) few = NULL;
  static const StreeColumnType types[] = { STREE_COLUMN_TEXT,   STREE_COLUMN_TEXT, STREE_COLUMN_INT64,
                                           STREE_COLUMN_INT64,  STREE_COLUMN_BOOL, STREE_COLUMN_DATE,
                                           STREE_COLUMN_DOUBLE, STREE_COLUMN_BOOL };
  static const gboolean expected[] = { TRUE, FALSE, TRUE, FALSE, TRUE, FALSE, FALSE, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *name = g_strdup_printf ("c%u", i);

      stree_frame_builder_add_column (builder, name, types[i]);
    }
  for (guint row = 0; row < 202; row++)
    {
      g_autofree char *few_texts = g_strdup_printf ("t%u", row % 100);
      g_autofree char *many_texts = g_strdup_printf ("t%u", row % 101);

      stree_frame_builder_append_text (builder, 0, few_texts);
      stree_frame_builder_append_text (builder, 1, many_texts);
      stree_frame_builder_append_int64 (builder, 2, row % 20);
      stree_frame_builder_append_int64 (builder, 3, row % 21);
      stree_frame_builder_append_bool (builder, 4, row % 2);
      stree_frame_builder_append_date (builder, 5, 1);
      stree_frame_builder_append_double (builder, 6, 1);
      stree_frame_builder_end_row (builder);
    }
  frame = stree_frame_builder_finish (builder);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    g_assert_cmpint (stree_frame_is_categorical (frame, i), ==, expected[i]);

  /* Fewer rows: no text twice on average, no number ten times. */
  few = stree_frame_slice (frame, 0, 199);
  g_assert_false (stree_frame_is_categorical (few, 0));
  g_assert_false (stree_frame_is_categorical (few, 2));
  g_assert_true (stree_frame_is_categorical (few, 4));
}

static void
test_errors (void)
{
  g_autoptr (StreeFrame) frame = sample_frame ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (stree_frame_summarize (frame, 5, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_null (stree_frame_summarize (frame, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_async (void)
{
  g_autoptr (StreeFrame) frame = sample_frame ();
  g_autoptr (StreeColumnSummary) summary = NULL;
  g_autoptr (GAsyncResult) summary_result = NULL;
  g_autoptr (GError) error = NULL;

  stree_frame_summarize_async (frame, 0, NULL, on_result, &summary_result);
  g_assert_null (summary_result);
  while (summary_result == NULL)
    g_main_context_iteration (NULL, TRUE);

  summary = stree_frame_summarize_finish (summary_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_column_summary_get_n_nulls (summary), ==, 1);
}

static void
test_summary (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "penguins.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = stree_frame_new_from_csv_file (file, NULL, NULL, &error);
  g_autoptr (StreeColumnSummary) mass = NULL;
  g_autoptr (StreeColumnSummary) species = NULL;
  double min, max, mean;
  guint count;

  g_assert_no_error (error);
  mass = stree_frame_summarize (frame, 5, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stree_column_summary_get_name (mass), ==, "body_mass_g");
  g_assert_cmpint (stree_column_summary_get_column_type (mass), ==, STREE_COLUMN_INT64);
  g_assert_cmpuint (stree_column_summary_get_n_rows (mass), ==, 344);
  g_assert_cmpuint (stree_column_summary_get_n_nulls (mass), ==, 2);
  g_assert_cmpuint (stree_column_summary_get_n_distinct (mass), ==, 94);
  g_assert_true (stree_column_summary_is_exact (mass));
  g_assert_true (stree_column_summary_get_range (mass, &min, &max, &mean));
  g_assert_cmpfloat (min, ==, 2700);
  g_assert_cmpfloat (max, ==, 6300);
  g_assert_cmpfloat_with_epsilon (mean, 4201.754386, 1e-6);
  g_assert_cmpstr (stree_column_summary_get_min_text (mass), ==, "2700");

  species = stree_frame_summarize (frame, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (stree_column_summary_get_range (species, &min, &max, &mean));
  g_assert_null (stree_column_summary_get_max_text (species));
  g_assert_cmpuint (stree_column_summary_get_n_top (species), ==, 3);
  g_assert_cmpstr (stree_column_summary_get_top (species, 0, &count), ==, "Adelie");
  g_assert_cmpuint (count, ==, 152);
  g_assert_cmpstr (stree_column_summary_get_top (species, 2, &count), ==, "Chinstrap");
  g_assert_cmpuint (count, ==, 68);
}

static void
test_summary_bound (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) fewer = NULL;
  g_autoptr (StreeColumnSummary) summary = NULL;
  g_autoptr (StreeColumnSummary) exact = NULL;
  double mean;

  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  for (guint i = 0; i <= STREE_COLUMN_SUMMARY_MAX_DISTINCT; i++)
    {
      stree_frame_builder_append_int64 (builder, 0, i);
      stree_frame_builder_end_row (builder);
    }
  frame = stree_frame_builder_finish (builder);
  summary = stree_frame_summarize (frame, 0, NULL, NULL);
  g_assert_false (stree_column_summary_is_exact (summary));
  g_assert_cmpuint (stree_column_summary_get_n_distinct (summary), ==, STREE_COLUMN_SUMMARY_MAX_DISTINCT);
  g_assert_cmpuint (stree_column_summary_get_n_top (summary), ==, 0);
  g_assert_true (stree_column_summary_get_range (summary, NULL, NULL, &mean));
  g_assert_cmpfloat (mean, ==, STREE_COLUMN_SUMMARY_MAX_DISTINCT / 2);

  fewer = stree_frame_slice (frame, 1, G_MAXUINT);
  exact = stree_frame_summarize (fewer, 0, NULL, NULL);
  g_assert_true (stree_column_summary_is_exact (exact));
  g_assert_cmpuint (stree_column_summary_get_n_distinct (exact), ==, STREE_COLUMN_SUMMARY_MAX_DISTINCT);
  g_assert_cmpuint (stree_column_summary_get_n_top (exact), ==, STREE_COLUMN_SUMMARY_MAX_TOP);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame/build", test_build);
  g_test_add_func ("/frame/format", test_format);
  g_test_add_func ("/frame/builder-edges", test_builder_edges);
  g_test_add_func ("/frame/select", test_select);
  g_test_add_func ("/frame/view-outlives-frame", test_view_outlives_frame);
  g_test_add_func ("/frame/distinct", test_distinct);
  g_test_add_func ("/frame/categorical", test_categorical);
  g_test_add_func ("/frame/errors", test_errors);
  g_test_add_func ("/frame/async", test_async);
  g_test_add_func ("/frame/summary", test_summary);
  g_test_add_func ("/frame/summary-bound", test_summary_bound);
  return g_test_run ();
}
