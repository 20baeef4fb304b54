/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How a grid shows its table, as a value: changes, JSON, queries, words. */

#include "streamtree.h"

static StreeFilter *
compare (const char *column, StreeFilterOp op, double value)
{
  g_autoptr (StreeCell) cell = stree_cell_new_double (value);

  return stree_filter_new_compare (column, op, cell);
}

static StreeFilter *
is_in (const char *column, const char *const *texts)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);

  for (guint i = 0; texts[i]; i++)
    g_ptr_array_add (cells, *texts[i] ? stree_cell_new_text (texts[i]) : stree_cell_new_null (STREE_COLUMN_TEXT));
  return stree_filter_new_in (column, (StreeCell **) cells->pdata, cells->len);
}

static StreeFrame *
make_schema (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "species", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "price", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "day", STREE_COLUMN_DATE);
  return stree_frame_builder_finish (builder);
}

/* Takes what it is given, as the functions give another one each time. */
static void
become (StreeGridOptions **options, StreeGridOptions *made)
{
  stree_grid_options_unref (*options);
  *options = made;
}

static StreeGridOptions *
make_full (void)
{
  static const char *const species[] = { "Adelie", "Gentoo", NULL };
  static const char *const order[] = { "day", "price", NULL };
  StreeGridOptions *options = stree_grid_options_new ();
  g_autoptr (StreeFilter) price = compare ("price", STREE_FILTER_GREATER_EQUAL, 10);
  g_autoptr (StreeFilter) some = is_in ("species", species);
  g_autoptr (StreeFilter) text = stree_filter_new_text ("species", STREE_FILTER_CONTAINS, "x");
  g_autoptr (StreeFilter) any = NULL;

  any = stree_filter_new_any ((StreeFilter *[]) { price, text }, 2);
  become (&options, stree_grid_options_with_search (options, "zoë"));
  become (&options, stree_grid_options_with_column_filter (options, "price", price));
  become (&options, stree_grid_options_with_column_filter (options, "species", some));
  become (&options, stree_grid_options_with_filter (options, any));
  become (&options, stree_grid_options_with_sort (options, "day", STREE_GRID_DESCENDING, TRUE));
  become (&options, stree_grid_options_with_sort (options, "species", STREE_GRID_ASCENDING, TRUE));
  become (&options, stree_grid_options_with_column_order (options, order));
  become (&options, stree_grid_options_with_column_width (options, "price", 120));
  become (&options, stree_grid_options_with_column_hidden (options, "species", TRUE));
  become (&options, stree_grid_options_with_column_pinned (options, "day", TRUE));
  return options;
}

static void
test_values (void)
{
  g_autoptr (StreeGridOptions) none = stree_grid_options_new ();
  g_autoptr (StreeGridOptions) full = make_full ();
  g_autoptr (StreeGridOptions) again = make_full ();
  g_autoptr (StreeGridOptions) silent = NULL;
  guint rank;

  g_assert_true (stree_grid_options_equal (full, again));
  g_assert_false (stree_grid_options_equal (full, none));
  g_assert_null (stree_grid_options_get_search (none));
  g_assert_cmpstr (stree_grid_options_get_search (full), ==, "zoë");
  g_assert_cmpuint (stree_grid_options_get_column_width (full, "price"), ==, 120);
  g_assert_cmpuint (stree_grid_options_get_column_width (full, "day"), ==, 0);
  g_assert_true (stree_grid_options_get_column_hidden (full, "species"));
  g_assert_false (stree_grid_options_get_column_hidden (full, "price"));
  g_assert_true (stree_grid_options_get_column_pinned (full, "day"));
  g_assert_nonnull (stree_grid_options_get_column_filter (full, "price"));
  g_assert_null (stree_grid_options_get_column_filter (full, "day"));
  g_assert_cmpuint (stree_grid_options_get_sort (full, "species", &rank), ==, STREE_GRID_ASCENDING);
  g_assert_cmpuint (rank, ==, 1);
  g_assert_cmpuint (stree_grid_options_get_sort (full, "price", NULL), ==, STREE_GRID_UNSORTED);

  /* What is set back says nothing. */
  silent = stree_grid_options_with_column_width (none, "price", 7);
  g_assert_false (stree_grid_options_equal (silent, none));
  become (&silent, stree_grid_options_with_column_width (silent, "price", 0));
  g_assert_true (stree_grid_options_equal (silent, none));
}

static void
test_sort (void)
{
  g_autoptr (StreeGridOptions) options = make_full ();
  guint rank;

  /* A column keeps its place among the others, or is the only one. */
  become (&options, stree_grid_options_with_sort (options, "day", STREE_GRID_ASCENDING, TRUE));
  g_assert_cmpuint (stree_grid_options_get_sort (options, "day", &rank), ==, STREE_GRID_ASCENDING);
  g_assert_cmpuint (rank, ==, 0);
  become (&options, stree_grid_options_with_sort (options, "day", STREE_GRID_UNSORTED, TRUE));
  g_assert_cmpuint (stree_grid_options_get_n_sorts (options), ==, 1);
  become (&options, stree_grid_options_with_sort (options, "price", STREE_GRID_DESCENDING, FALSE));
  g_assert_cmpuint (stree_grid_options_get_n_sorts (options), ==, 1);
  g_assert_cmpuint (stree_grid_options_get_sort (options, "price", NULL), ==, STREE_GRID_DESCENDING);
  become (&options, stree_grid_options_with_sort (options, "price", STREE_GRID_UNSORTED, FALSE));
  g_assert_cmpuint (stree_grid_options_get_n_sorts (options), ==, 0);
}

static void
test_query (void)
{
  g_autoptr (StreeGridOptions) full = make_full ();
  g_autoptr (StreeGridOptions) none = stree_grid_options_new ();
  g_autoptr (StreeFrame) schema = make_schema ();
  g_autoptr (StreeQuery) query = stree_grid_options_make_query (full, NULL, schema);
  g_autoptr (StreeQuery) empty = stree_grid_options_make_query (none, NULL, schema);
  g_autoptr (StreeQuery) old = NULL;
  g_autoptr (StreeQuery) sorted = NULL;
  g_autoptr (StreeGridColumns) columns = stree_grid_columns_new ();
  g_autoptr (StreeGridColumn) natural = stree_grid_column_new_args (
      &(StreeGridColumnArgs){ .name = "species", .collation = STREE_COLLATION_NATURAL });
  g_autoptr (StreeFilter) unknown = stree_filter_new_null ("gone");
  g_autoptr (StreeFilter) wrong = compare ("species", STREE_FILTER_LESS, 1);
  g_autoptr (GError) error = NULL;
  gboolean descending;

  stree_query_validate (query, schema, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stree_query_get_search (query), ==, "zoë");
  g_assert_cmpuint (stree_filter_get_n_children (stree_query_get_filter (query)), ==, 3);
  g_assert_cmpuint (stree_query_get_n_sorts (query), ==, 2);
  g_assert_cmpstr (stree_query_get_sort (query, 0, &descending), ==, "day");
  g_assert_true (descending);
  g_assert_null (stree_query_get_filter (empty));

  /* Options of another time: what does not fit any more is left out. */
  become (&none, stree_grid_options_with_column_filter (none, "gone", unknown));
  become (&none, stree_grid_options_with_column_filter (none, "species", wrong));
  become (&none, stree_grid_options_with_sort (none, "gone", STREE_GRID_ASCENDING, TRUE));
  old = stree_grid_options_make_query (none, NULL, schema);
  g_assert_null (stree_query_get_filter (old));
  g_assert_cmpuint (stree_query_get_n_sorts (old), ==, 0);

  /* A column says how its texts are sorted. */
  stree_grid_columns_append (columns, natural);
  become (&none, stree_grid_options_with_sort (none, "species", STREE_GRID_DESCENDING, TRUE));
  become (&none, stree_grid_options_with_sort (none, "day", STREE_GRID_ASCENDING, TRUE));
  sorted = stree_grid_options_make_query (none, columns, schema);
  g_assert_cmpuint (stree_query_get_n_sorts (sorted), ==, 2);
  g_assert_cmpint (stree_query_get_sort_collation (sorted, 0), ==, STREE_COLLATION_NATURAL);
  g_assert_cmpint (stree_query_get_sort_collation (sorted, 1), ==, STREE_COLLATION_DEFAULT);
}

static void
test_json (void)
{
  g_autoptr (StreeGridOptions) full = make_full ();
  g_autoptr (StreeGridOptions) none = stree_grid_options_new ();
  g_autofree char *json = stree_grid_options_to_json (full);
  g_autofree char *empty = stree_grid_options_to_json (none);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeGridOptions) again = stree_grid_options_new_from_json (json, &error);
  g_autoptr (StreeGridOptions) nothing = NULL;

  g_assert_no_error (error);
  g_assert_true (stree_grid_options_equal (full, again));
  g_assert_cmpstr (empty, ==, "{}");
  nothing = stree_grid_options_new_from_json ("{\"search\": \"\", \"columns\": [{\"name\": \"a\"}], \"later\": 1}", &error);
  g_assert_no_error (error);
  g_assert_true (stree_grid_options_equal (nothing, none));
}

/* What is written can be read, however wide a column is made. */
static void
test_wide_json (void)
{
  g_autoptr (StreeGridOptions) none = stree_grid_options_new ();
  g_autoptr (StreeGridOptions) wide = stree_grid_options_with_column_width (none, "price", G_MAXUINT);
  g_autofree char *json = stree_grid_options_to_json (wide);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeGridOptions) again = stree_grid_options_new_from_json (json, &error);

  g_assert_no_error (error);
  g_assert_true (stree_grid_options_equal (wide, again));
  g_assert_cmpuint (stree_grid_options_get_column_width (again, "price"), ==, 100000);
}

static void
test_bad_json (void)
{
  static const struct
  {
    const char *json;
    const char *message;
  } bad[] = {
    { "{\"search\": 1\n,}", "The options are no JSON: *line 2*" },
    { "[]", "The options are not valid at \"\": expected an object" },
    { "{\"search\": 1}", "The options are not valid at \"/search\": expected a text" },
    { "{\"sort\": {}}", "The options are not valid at \"/sort\": expected an array" },
    { "{\"sort\": [{\"column\": 1}]}", "The options are not valid at \"/sort/0/column\": expected the name of a column" },
    { "{\"sort\": [{\"column\": \"a\", \"descending\": 1}]}",
      "The options are not valid at \"/sort/0/descending\": expected true or false" },
    { "{\"sort\": [{\"column\": \"a\"}, {\"column\": \"a\"}]}",
      "The options are not valid at \"/sort/1\": expected each column once" },
    { "{\"order\": [null]}", "The options are not valid at \"/order/0\": expected the name of a column" },
    { "{\"columns\": [{\"name\": \"a\", \"width\": -1}]}",
      "The options are not valid at \"/columns/0/width\": expected a whole number*" },
    { "{\"columns\": [{\"name\": \"a\"}, 3]}", "The options are not valid at \"/columns/1\": expected an object" },
    { "{\"columns\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}",
      "The options are not valid at \"/columns/1\": expected each column once" },
    { "{\"columns\": [{\"name\": \"a\", \"filter\": {\"op\": \"null\", \"column\": \"b\"}}]}",
      "The options are not valid at \"/columns/0/filter\": expected a condition on this column and no other" },
    { "{\"columns\": [{\"name\": \"a\", \"filter\": {\"op\": \"nil\"}}]}",
      "The filter is not valid at \"/columns/0/filter\": *" },
    { "{\"filter\": {\"op\": \"all\", \"children\": [1]}}", "The filter is not valid at \"/filter/children/0\": *" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (stree_grid_options_new_from_json (bad[i].json, &error));
      g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
      if (!g_pattern_match_simple (bad[i].message, error->message))
        g_error ("%s: %s", bad[i].json, error->message);
    }
}

static void
check_words (StreeFilter *filter, const char *expected)
{
  g_autoptr (StreeGridOptions) none = stree_grid_options_new ();
  g_autoptr (StreeGridOptions) options = stree_grid_options_with_filter (none, filter);
  g_autofree char *words = stree_grid_options_describe (options, 0, NULL);

  g_assert_cmpstr (words, ==, expected);
  stree_filter_unref (filter);
}

/* Takes @child. */
static StreeFilter *
negate (StreeFilter *child)
{
  StreeFilter *made = stree_filter_new_not (child);

  stree_filter_unref (child);
  return made;
}

static void
test_words (void)
{
  static const char *const one[] = { "A", NULL };
  static const char *const three[] = { "A", "", "C", NULL };
  static const char *const many[] = { "A", "B", "C", "D", "E", NULL };
  g_autoptr (StreeFilter) from = compare ("price", STREE_FILTER_GREATER_EQUAL, 10);
  g_autoptr (StreeFilter) to = compare ("price", STREE_FILTER_LESS_EQUAL, 20);
  g_autoptr (StreeFilter) empty = stree_filter_new_null ("name");
  g_autoptr (StreeFilter) range = stree_filter_new_all ((StreeFilter *[]) { from, to }, 2);
  g_autoptr (StreeCell) yes = stree_cell_new_bool (TRUE);

  check_words (compare ("price", STREE_FILTER_LESS, 9.5), "price < 9.5");
  check_words (negate (compare ("price", STREE_FILTER_EQUAL, 9.5)), "price is not 9.5");
  check_words (stree_filter_new_compare ("paid", STREE_FILTER_EQUAL, yes), "paid is true");
  check_words (stree_filter_new_text ("name", STREE_FILTER_CONTAINS, "x"), "name contains “x”");
  check_words (negate (stree_filter_new_text ("name", STREE_FILTER_STARTS_WITH, "x")), "name does not start with “x”");
  check_words (negate (stree_filter_new_null ("name")), "name is not empty");
  check_words (negate (negate (stree_filter_new_null ("name"))), "name is empty");
  check_words (is_in ("name", one), "name is A");
  check_words (is_in ("name", three), "name is A, empty or C");
  check_words (is_in ("name", many), "name is A, B, C or 2 more");
  check_words (stree_filter_ref (range), "price from 10 to 20");
  check_words (stree_filter_new_any ((StreeFilter *[]) { empty, range }, 2), "name is empty or (price from 10 to 20)");
  check_words (negate (stree_filter_new_any ((StreeFilter *[]) { empty, from }, 2)), "not (name is empty or price ≥ 10)");
  check_words (stree_filter_new_all (NULL, 0), "all rows");
}

static void
test_parts (void)
{
  static const char *const words[] = { "“zoë” in any column",      "price ≥ 10",
                                       "species is Adelie or Gentoo", "price ≥ 10 or species contains “x”",
                                       "sorted by day, newest first", "sorted by species, A to Z" };
  g_autoptr (StreeGridOptions) options = make_full ();
  g_autoptr (StreeFrame) schema = make_schema ();
  const char *column;

  g_assert_cmpuint (stree_grid_options_get_n_parts (options), ==, G_N_ELEMENTS (words));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *it = stree_grid_options_describe (options, i, schema);
      g_autoptr (StreeGridOptions) without = stree_grid_options_without (options, i);

      g_assert_cmpstr (it, ==, words[i]);
      g_assert_cmpuint (stree_grid_options_get_n_parts (without), ==, G_N_ELEMENTS (words) - 1);
      for (guint j = 0; j < G_N_ELEMENTS (words) - 1; j++)
        {
          g_autofree char *left = stree_grid_options_describe (without, j, schema);

          g_assert_cmpstr (left, ==, words[j < i ? j : j + 1]);
        }
    }
  g_assert_cmpuint (stree_grid_options_get_part (options, 0, &column), ==, STREE_GRID_PART_SEARCH);
  g_assert_null (column);
  g_assert_cmpuint (stree_grid_options_get_part (options, 2, &column), ==, STREE_GRID_PART_COLUMN_FILTER);
  g_assert_cmpstr (column, ==, "species");
  g_assert_cmpuint (stree_grid_options_get_part (options, 3, NULL), ==, STREE_GRID_PART_FILTER);
  g_assert_cmpuint (stree_grid_options_get_part (options, 4, &column), ==, STREE_GRID_PART_SORT);
  g_assert_cmpstr (column, ==, "day");

  /* How the columns look is no part. */
  while (stree_grid_options_get_n_parts (options) > 0)
    become (&options, stree_grid_options_without (options, 0));
  g_assert_cmpuint (stree_grid_options_get_column_width (options, "price"), ==, 120);
  g_assert_true (stree_grid_options_get_column_hidden (options, "species"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-options/values", test_values);
  g_test_add_func ("/grid-options/sort", test_sort);
  g_test_add_func ("/grid-options/query", test_query);
  g_test_add_func ("/grid-options/json", test_json);
  g_test_add_func ("/grid-options/wide-json", test_wide_json);
  g_test_add_func ("/grid-options/bad-json", test_bad_json);
  g_test_add_func ("/grid-options/words", test_words);
  g_test_add_func ("/grid-options/parts", test_parts);
  return g_test_run ();
}
