/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Frames: building, cells as text, selections, distinct values, queries against a naive reference, summaries. */

#include <math.h>
#include <string.h>

#include "data/stree-csv.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-query.h"
#include "data/stree-frame-summary.h"

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
assert_cell (StreeFrame *frame, guint row, guint column, const char *expected)
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

  assert_cell (frame, 0, 0, "-9223372036854775808");
  assert_cell (frame, 1, 0, "42");
  assert_cell (frame, 0, 1, "39.1");
  assert_cell (frame, 1, 1, "18.0");
  assert_cell (frame, 2, 1, "");
  assert_cell (frame, 0, 2, "true");
  assert_cell (frame, 1, 2, "false");
  assert_cell (frame, 0, 3, "1970-01-01");
  assert_cell (frame, 1, 3, "1969-12-31");
  assert_cell (frame, 2, 3, "2024-02-29");
  assert_cell (frame, 0, 4, "Zoë");
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
    assert_cell (numbers, i, 0, doubles[i].text);
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
  assert_cell (frame, 0, 0, "bad \357\277\275 byte");
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

static StreeFrame *
frame_of_texts (const char *const *texts)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
  for (; *texts != NULL; texts++)
    {
      stree_frame_builder_append_text (builder, 0, g_str_equal (*texts, "-") ? NULL : *texts);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
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

/* The reference: what a query means, cell by cell, with nothing clever. */

typedef struct
{
  char *search; /* nullable */
  guint filter_columns[3];
  char *filter_values[3];
  guint n_filters;
  guint sort_columns[2];
  gboolean descending[2];
  guint n_sorts;
  StreeFrame *frame;
} Reference;

static char *
plain_fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);
}

static gboolean
reference_passes (const Reference *reference, guint row)
{
  for (guint i = 0; i < reference->n_filters; i++)
    {
      gboolean any = FALSE;

      for (guint j = 0; j < reference->n_filters; j++)
        {
          g_autofree char *cell = stree_frame_dup_cell_text (reference->frame, row, reference->filter_columns[j]);
          gboolean null = stree_frame_is_null (reference->frame, row, reference->filter_columns[j]);

          if (reference->filter_columns[j] == reference->filter_columns[i])
            any |= null ? reference->filter_values[j] == NULL : g_strcmp0 (reference->filter_values[j], cell) == 0;
        }
      if (!any)
        return FALSE;
    }

  if (reference->search == NULL)
    return TRUE;
  for (guint column = 0; column < stree_frame_get_n_columns (reference->frame); column++)
    {
      g_autofree char *cell = stree_frame_dup_cell_text (reference->frame, row, column);
      g_autofree char *folded = plain_fold (cell);
      g_autofree char *needle = plain_fold (reference->search);

      if (!stree_frame_is_null (reference->frame, row, column) && strstr (folded, needle) != NULL)
        return TRUE;
    }
  return FALSE;
}

static char *
plain_letters (const char *text)
{
  g_autofree char *folded = plain_fold (text);
  GString *letters = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));
  return g_string_free (letters, FALSE);
}

static int
compare_cells (StreeFrame *frame, guint column, guint a, guint b)
{
  switch (stree_frame_get_column_type (frame, column))
    {
    case STREE_COLUMN_INT64:
      {
        gint64 x = stree_frame_get_int64 (frame, a, column), y = stree_frame_get_int64 (frame, b, column);

        return x < y ? -1 : x > y;
      }
    case STREE_COLUMN_DOUBLE:
      {
        double x = stree_frame_get_double (frame, a, column), y = stree_frame_get_double (frame, b, column);

        return x < y ? -1 : x > y;
      }
    case STREE_COLUMN_BOOL:
      return stree_frame_get_bool (frame, a, column) - stree_frame_get_bool (frame, b, column);
    case STREE_COLUMN_DATE:
      return stree_frame_get_date (frame, a, column) - stree_frame_get_date (frame, b, column);
    case STREE_COLUMN_TIMESTAMP:
      {
        gint64 x = stree_frame_get_timestamp (frame, a, column), y = stree_frame_get_timestamp (frame, b, column);

        return x < y ? -1 : x > y;
      }
    case STREE_COLUMN_TEXT:
    default:
      {
        const char *x = stree_frame_get_text (frame, a, column), *y = stree_frame_get_text (frame, b, column);
        g_autofree char *x_letters = plain_letters (x);
        g_autofree char *y_letters = plain_letters (y);
        int difference = strcmp (x_letters, y_letters);

        return difference != 0 ? difference : strcmp (x, y);
      }
    }
}

static int
reference_compare (gconstpointer first, gconstpointer second, gpointer user_data)
{
  const Reference *reference = user_data;
  guint a = *(const guint32 *) first, b = *(const guint32 *) second;

  for (guint i = 0; i < reference->n_sorts; i++)
    {
      guint column = reference->sort_columns[i];
      gboolean a_null = stree_frame_is_null (reference->frame, a, column);
      gboolean b_null = stree_frame_is_null (reference->frame, b, column);
      int difference;

      if (a_null || b_null)
        {
          if (a_null != b_null)
            return a_null ? 1 : -1;
          continue;
        }
      difference = compare_cells (reference->frame, column, a, b);
      if (difference != 0)
        return reference->descending[i] ? -difference : difference;
    }
  return a < b ? -1 : a > b;
}

static StreeFrame *
random_frame (GRand *rand, guint n_rows)
{
  static const char *const words[] = { "Adelie", "adelie", "Zürich", "zurich",     "STRASSE",    "straße",
                                       "Éa",     "ea",     "",       "12.5",       "true",       "ΣΑΣ",
                                       "σας",    "a b",    "a  b",   "prefix-one", "prefix-two", "Prefix-two!" };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "b", STREE_COLUMN_BOOL);
  stree_frame_builder_add_column (builder, "d", STREE_COLUMN_DATE);
  stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "u", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "m", STREE_COLUMN_TIMESTAMP);
  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *unique = g_strdup_printf ("%s %u", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], row);

      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_int64 (builder, 0,
                                          g_rand_int_range (rand, -50, 50) * G_GINT64_CONSTANT (1000000007));
      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_double (builder, 1, g_rand_int_range (rand, -500, 500) / 8.0);
      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_bool (builder, 2, g_rand_boolean (rand));
      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_date (builder, 3, g_rand_int_range (rand, -400, 20000));
      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_text (builder, 4, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      stree_frame_builder_append_text (builder, 5, unique);
      if (g_rand_int_range (rand, 0, 5) != 0)
        stree_frame_builder_append_timestamp (builder, 6, g_rand_int_range (rand, -40, 40) * G_GINT64_CONSTANT (12345678901));
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static StreeFrameQuery *
query_from_reference (const Reference *reference)
{
  StreeFrameQuery *query = stree_frame_query_new ();

  stree_frame_query_set_search (query, reference->search);
  for (guint i = 0; i < reference->n_filters; i++)
    stree_frame_query_add_filter (query, reference->filter_columns[i], reference->filter_values[i]);
  for (guint i = 0; i < reference->n_sorts; i++)
    stree_frame_query_add_sort (query, reference->sort_columns[i], reference->descending[i]);
  return query;
}

static void
test_query_reference (void)
{
  static const char *const searches[] = { "a",    "ADEL", "zür", "zu",      "strasse",     "é", "e",
                                          "12",   "-0",   ".5",  "true",    "prefix",      "σ", "\"",
                                          "1970", " ",    "TW",  "0000007", "none of them" };
  GRand *rand = g_rand_new_with_seed (2024);
  guint n_hits = 0;

  for (guint round = 0; round < 400; round++)
    {
      /* Some rounds with more texts than rows, as in a selection, and some beyond the trial of the dictionary. */
      g_autoptr (StreeFrame) whole = random_frame (rand, round == 7 ? 6000 : (guint) g_rand_int_range (rand, 0, 120));
      g_autoptr (StreeFrame) frame = round % 3 == 0 ? stree_frame_slice (whole, 5, 30) : stree_frame_ref (whole);
      Reference reference = { .frame = frame };
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_autoptr (StreeFrameQuery) query = NULL;
      g_autoptr (StreeFrame) expected = NULL;
      g_autoptr (StreeFrame) result = NULL;
      g_autoptr (GError) error = NULL;

      if (g_rand_int_range (rand, 0, 3) != 0)
        reference.search = g_strdup (searches[g_rand_int_range (rand, 0, G_N_ELEMENTS (searches))]);
      reference.n_filters = (guint) g_rand_int_range (rand, 0, 3);
      reference.n_sorts = (guint) g_rand_int_range (rand, 0, 3);
      for (guint i = 0; i < reference.n_filters; i++)
        {
          guint n_rows = stree_frame_get_n_rows (frame);
          guint row = n_rows == 0 ? 0 : (guint) g_rand_int_range (rand, 0, (gint32) n_rows);

          reference.filter_columns[i] = (guint) g_rand_int_range (rand, 0, 7);
          if (n_rows > 0 && !stree_frame_is_null (frame, row, reference.filter_columns[i]))
            reference.filter_values[i] = stree_frame_dup_cell_text (frame, row, reference.filter_columns[i]);
        }
      for (guint i = 0; i < reference.n_sorts; i++)
        {
          reference.sort_columns[i] = (guint) g_rand_int_range (rand, 0, 7);
          reference.descending[i] = g_rand_boolean (rand);
        }

      for (guint32 row = 0; row < stree_frame_get_n_rows (frame); row++)
        if (reference_passes (&reference, row))
          g_array_append_val (rows, row);
      if (reference.n_sorts > 0)
        g_array_sort_with_data (rows, reference_compare, &reference);
      expected = stree_frame_select (frame, (guint32 *) (gpointer) rows->data, rows->len);
      n_hits += rows->len;

      query = query_from_reference (&reference);
      result = stree_frame_query_run (frame, query, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (stree_frame_equal (result, expected));

      g_free (reference.search);
      for (guint i = 0; i < reference.n_filters; i++)
        g_free (reference.filter_values[i]);
    }
  g_assert_cmpuint (n_hits, >, 2000);
  g_rand_free (rand);
}

static StreeFrameQuery *
search_query (const char *search)
{
  StreeFrameQuery *query = stree_frame_query_new ();

  stree_frame_query_set_search (query, search);
  return query;
}

static void
test_query_incremental (void)
{
  static const char *const typed[] = { "p", "pr", "pre", "prefix", "prefix-t", "prefix-two", "prefix-two!" };
  GRand *rand = g_rand_new_with_seed (5);
  g_autoptr (StreeFrame) frame = random_frame (rand, 500);
  g_autoptr (StreeFrame) narrow = stree_frame_ref (frame);
  g_autoptr (StreeFrameQuery) previous = search_query (NULL);
  g_autoptr (StreeFrameQuery) other = search_query ("ref");
  g_autoptr (StreeFrameQuery) sorted = search_query ("prefix");
  g_autoptr (StreeFrameQuery) filtered = search_query ("prefix");

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      StreeFrameQuery *query = search_query (typed[i]);
      g_autoptr (StreeFrame) full = stree_frame_query_run (frame, query, NULL, NULL);
      StreeFrame *next = stree_frame_query_run (narrow, query, NULL, NULL);

      g_assert_true (stree_frame_query_extends (query, previous));
      g_assert_true (stree_frame_equal (full, next));
      g_assert_cmpuint (stree_frame_get_n_rows (next), >, 0);
      stree_frame_unref (narrow);
      narrow = next;
      stree_frame_query_unref (previous);
      previous = query;
    }

  g_assert_false (stree_frame_query_extends (other, previous));
  g_assert_true (stree_frame_query_extends (previous, other));
  stree_frame_query_add_sort (sorted, 0, TRUE);
  g_assert_true (stree_frame_query_extends (sorted, other));
  g_assert_false (stree_frame_query_extends (previous, sorted));
  stree_frame_query_add_filter (filtered, 4, "ea");
  g_assert_true (stree_frame_query_extends (filtered, other));
  g_assert_false (stree_frame_query_extends (previous, filtered));
  g_rand_free (rand);
}

static void
test_query_accents (void)
{
  static const char *const texts[] = { "Café", "Cafe", "CAFE\xcc\x81", "Kelvin \xe2\x84\xaa", "-", NULL };
  g_autoptr (StreeFrame) frame = frame_of_texts (texts);
  static const struct
  {
    const char *search;
    guint n_rows;
  } searches[] = { { "cafe", 3 }, { "café", 2 }, { "CAFÉ", 2 }, { "N K", 1 }, { "", 5 }, { "x", 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr (StreeFrameQuery) query = search_query (searches[i].search);
      g_autoptr (StreeFrame) result = stree_frame_query_run (frame, query, NULL, NULL);

      g_assert_cmpuint (stree_frame_get_n_rows (result), ==, searches[i].n_rows);
    }
}

static void
test_query_errors (void)
{
  g_autoptr (StreeFrame) frame = sample_frame ();
  g_autoptr (StreeFrameQuery) filter = stree_frame_query_new ();
  g_autoptr (StreeFrameQuery) sort = stree_frame_query_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  stree_frame_query_add_filter (filter, 5, "x");
  g_assert_null (stree_frame_query_run (frame, filter, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "column 5"));
  g_clear_error (&error);

  stree_frame_query_add_sort (sort, 9, FALSE);
  g_assert_null (stree_frame_query_run (frame, sort, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  g_assert_null (stree_frame_summarize (frame, 5, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  {
    g_autoptr (StreeFrameQuery) query = search_query ("x");

    g_assert_null (stree_frame_query_run (frame, query, cancellable, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_error (&error);
  }
  g_assert_null (stree_frame_summarize (frame, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  (void) source;
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr (StreeFrame) frame = sample_frame ();
  g_autoptr (StreeFrameQuery) query = search_query ("ZO");
  g_autoptr (StreeFrame) found = NULL;
  g_autoptr (StreeColumnSummary) summary = NULL;
  g_autoptr (GAsyncResult) query_result = NULL;
  g_autoptr (GAsyncResult) summary_result = NULL;
  g_autoptr (GError) error = NULL;

  stree_frame_query_run_async (frame, query, NULL, on_result, &query_result);
  stree_frame_summarize_async (frame, 0, NULL, on_result, &summary_result);
  g_assert_null (query_result);
  while (query_result == NULL || summary_result == NULL)
    g_main_context_iteration (NULL, TRUE);

  found = stree_frame_query_run_finish (query_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (found), ==, 1);
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
  g_test_add_func ("/frame/query/reference", test_query_reference);
  g_test_add_func ("/frame/query/incremental", test_query_incremental);
  g_test_add_func ("/frame/query/accents", test_query_accents);
  g_test_add_func ("/frame/query/errors", test_query_errors);
  g_test_add_func ("/frame/async", test_async);
  g_test_add_func ("/frame/summary", test_summary);
  g_test_add_func ("/frame/summary-bound", test_summary_bound);
  return g_test_run ();
}
