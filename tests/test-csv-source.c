/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A CSV file as a source. What happens while a file is read is seen through a pipe: its reader waits where the test wants. */

#include "csv-texts.h"
#include "data/stree-csv-opening-private.h"
#include "data/stree-csv-private.h"
#include "remove-folder.h"

static char *folder;

/* --- a source --- */

static StreeCsvSource *
open_file (GFile *file, StreeCsvOptions *options, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_csv_source_new_async (file, options, NULL, source_on_result, &result);
  wait_for (result != NULL);
  return stree_csv_source_new_finish (result, error);
}

static StreeCsvSource *
open_pipe (Pipe *pipe)
{
  g_autoptr (GFile) file = g_file_new_for_path (pipe->path);
  g_autoptr (GError) error = NULL;
  StreeCsvSource *source = open_file (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (stree_csv_source_get_frame (source));
  return source;
}

/* --- the same rows, however they are read --- */

typedef struct
{
  StreeCsvOpening *opening;
  GPtrArray *pages; /* of StreeFrame */
  GArray *places;   /* of guint */
} Midway;

/* In the middle of the file: pages of what is known so far. */
static void
midway_cb (goffset done, goffset total, gpointer data)
{
  Midway *midway = data;
  gboolean complete;
  guint n = stree_csv_index_get_n_rows (midway->opening->index, &complete);
  const guint places[] = { 0, 1, 511, 512, 513, 1500, n / 2, n - 130, n - 1, n, n + 700 };

  (void) total;
  (void) done;
  g_assert_false (complete);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GError) error = NULL;
      StreeFrame *page = stree_csv_index_read (midway->opening->index, midway->opening->options, midway->opening->first_rows,
                                               places[i], 129, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (stree_frame_get_n_rows (page), ==, places[i] < n ? MIN (129, n - places[i]) : 0);
      g_ptr_array_add (midway->pages, page);
      g_array_append_val (midway->places, places[i]);
    }
}

/* Says how many rows there were first. */
static void
assert_pages (const char *text, gsize length, StreeCsvOptions *options)
{
  g_autoptr (GFile) file = write_file (folder, "pages.csv", text, (gssize) length);
  g_autoptr (StreeCsvOpening) opening = stree_csv_opening_new (file, options);
  g_autoptr (StreeFrame) whole = read_whole (text, length, options);
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) numbered = NULL;
  g_autoptr (GError) error = NULL;
  Midway midway = { opening, g_ptr_array_new_with_free_func ((GDestroyNotify) stree_frame_unref),
                    g_array_new (FALSE, FALSE, sizeof (guint)) };
  guint n_first;

  g_assert_true (stree_csv_opening_begin (opening, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (opening->frame);
  n_first = stree_frame_get_n_rows (opening->first_rows);
  g_assert_cmpuint (n_first, >, 1000);
  /* Nothing is left of a row that was cut. */
  for (guint i = 0; i < stree_frame_get_n_columns (whole); i++)
    g_assert_cmpuint (stree_frame_column (opening->first_rows, i)->n_rows, ==, n_first);
  g_assert_cmpuint (n_first, <, stree_frame_get_n_rows (whole));
  /* Rows of this file are of one length, about. */
  g_assert_cmpfloat_with_epsilon ((double) opening->n_estimated / stree_frame_get_n_rows (whole), 1, 0.1);
  assert_same_texts (opening->first_rows, whole, 0);
  for (guint first = 0; first < n_first; first += 97)
    {
      g_autoptr (StreeFrame) page = stree_csv_index_read (opening->index, opening->options, opening->first_rows, first, 97, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (stree_frame_get_n_rows (page), ==, MIN (97, n_first - first));
      assert_equal (page, opening->first_rows, first);
    }
  frame = stree_csv_opening_finish (opening, NULL, midway_cb, &midway, &error);
  g_assert_no_error (error);
  numbered = stree_frame_with_row_numbers (frame, "row", NULL);
  g_assert_true (stree_frame_equal (numbered, whole));
  g_assert_cmpuint (midway.pages->len, >, 11);
  for (guint i = 0; i < midway.pages->len; i++)
    assert_same_texts (midway.pages->pdata[i], whole, g_array_index (midway.places, guint, i));
  g_ptr_array_unref (midway.pages);
  g_array_unref (midway.places);
}

static void
test_pages (void)
{
  for (Kind kind = PLAIN; kind <= MARKED; kind++)
    {
      g_autoptr (GString) text = make_text (kind, MANY * 2);

      assert_pages (text->str, text->len, NULL);
      g_string_truncate (text, text->len - 1); /* and without the last end of line */
      assert_pages (text->str, text->len, NULL);
    }
}

/* Rows that are set aside are no rows, before and after; a file without a header; other delimiters. */
static void
test_pages_options (void)
{
  g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
  g_autoptr (StreeCsvOptions) bare = stree_csv_options_new ();
  g_autoptr (GString) text = g_string_new ("a;b\n");
  g_autoptr (GString) plain = make_text (PLAIN, MANY * 2);

  stree_csv_options_set_keep_rejects (options, TRUE);
  stree_csv_options_set_column_type (options, "b", STREE_COLUMN_INT64);
  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, i % 700 == 3 ? "%u;no number\n" : i % 701 == 5 ? "%u;1;2\n" : i % 703 == 7 ? "%u;x\"y\n" : "row %u;17\n", i);
  assert_pages (text->str, text->len, options);
  stree_csv_options_set_has_header (bare, FALSE);
  assert_pages (plain->str, plain->len, bare);
}

static void
test_small_files (void)
{
  static const char *const names[] = { "penguins.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("STREE_TEST_ROOT"), "data", names[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autofree char *text = NULL;
      gsize length;
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeCsvSource) source = open_file (file, NULL, &error);
      g_autoptr (StreeResultSet) rows = NULL;
      g_autoptr (StreeFrame) all = NULL;
      g_autoptr (StreeFrame) whole = NULL;
      gboolean exact;

      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      whole = read_whole (text, length, NULL);
      rows = all_rows (source);
      g_assert_cmpuint (stree_result_set_get_n_rows (rows, &exact), ==, stree_frame_get_n_rows (whole));
      g_assert_true (exact);
      all = stree_result_set_get_page (rows, 0, G_MAXUINT);
      g_assert_true (stree_frame_equal (all, whole));
      g_assert_cmpint (stree_source_get_capabilities (STREE_SOURCE (source)), ==, 0);
    }
}

/* --- while it is read --- */

static void
test_midway (void)
{
  g_autoptr (GString) text = make_text (PLAIN, MANY);
  g_autoptr (StreeFrame) whole = read_whole (text->str, text->len, NULL);
  g_autoptr (Pipe) pipe = pipe_new (folder, g_string_new_len (text->str, (gssize) text->len));
  g_autoptr (StreeCsvSource) source = open_pipe (pipe);
  g_autoptr (StreeResultSet) rows = all_rows (source);
  g_autoptr (StreeQuery) sorted = stree_query_new ();
  g_autoptr (StreeFrame) page = NULL;
  g_autoptr (StreeFrame) late = NULL;
  g_autoptr (StreeFrame) found = NULL;
  g_autoptr (StreeFrame) values = NULL;
  g_autoptr (StreeResultSet) in_order = NULL;
  g_autoptr (GAsyncResult) late_result = NULL;
  g_autoptr (GAsyncResult) sort_result = NULL;
  g_autoptr (GAsyncResult) distinct_result = NULL;
  g_autoptr (GAsyncResult) locate_result = NULL;
  g_autoptr (StreeRowKey) key = NULL;
  g_autoptr (StreeRowKey) far_key = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint *keys = NULL;
  StreeSource *as_source = STREE_SOURCE (source);
  guint n_keys, *changed, *framed;
  guint64 position = 0;
  gboolean exact = TRUE;

  /* Its rows have a column "row" already. */
  keys = stree_source_get_key_columns (as_source, &n_keys);
  g_assert_cmpuint (n_keys, ==, 1);
  g_assert_cmpuint (keys[0], ==, 6);
  g_assert_cmpstr (stree_frame_get_column_name (stree_source_get_schema (as_source), 6), ==, "row_2");
  g_assert_true (stree_source_get_column_flags (as_source, 6) & STREE_COLUMN_HIDDEN);

  /* The first rows are there, and are not taken for all of them. */
  stree_result_set_get_n_rows (rows, &exact);
  g_assert_false (exact);
  g_assert_null (stree_result_set_get_page (rows, 0, G_MAXUINT));
  page = stree_result_set_get_page (rows, 128, 128);
  g_assert_nonnull (page);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 128);
  assert_same_texts (page, whole, 128);
  key = stree_row_key_new_of_row (page, 5, keys, n_keys);
  g_assert_true (source_locate (rows, key, &position, &error));
  g_assert_cmpuint (position, ==, 133);
  far_key = stree_row_key_new_of_row (whole, MANY - 1, keys, n_keys);

  /* What is not known waits. */
  stree_query_add_sort (sorted, "amount", TRUE);
  changed = count_signal (source, "changed");
  framed = count_signal (source, "notify::frame");
  stree_result_set_page_async (rows, MANY - 100, 128, NULL, source_on_result, &late_result);
  stree_result_set_locate_async (rows, far_key, NULL, source_on_result, &locate_result);
  stree_source_query_async (as_source, sorted, NULL, source_on_result, &sort_result);
  stree_source_distinct_async (as_source, 2, NULL, 0, NULL, source_on_result, &distinct_result);
  g_clear_pointer (&page, stree_frame_unref);
  page = source_page (rows, 256, 128, &error); /* turns the main loop */
  g_assert_no_error (error);
  g_assert_null (late_result);
  g_assert_null (sort_result);
  g_assert_null (distinct_result);
  g_assert_null (locate_result);
  g_assert_cmpuint (*framed, ==, 0);

  pipe_open (pipe);
  wait_for (stree_csv_source_get_frame (source) != NULL);
  g_assert_cmpuint (*framed, ==, 1);
  wait_for (late_result && sort_result && distinct_result && locate_result);
  late = stree_result_set_page_finish (rows, late_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (late), ==, 100);
  assert_same_texts (late, whole, MANY - 100);
  g_assert_true (stree_result_set_locate_finish (rows, locate_result, &position, &error));
  g_assert_cmpuint (position, ==, MANY - 1);
  in_order = stree_source_query_finish (as_source, sort_result, &error);
  g_assert_no_error (error);
  found = stree_result_set_get_page (in_order, 0, 1);
  g_assert_cmpint (stree_frame_get_int64 (found, 0, 0), >, MANY - 4);
  values = stree_source_distinct_finish (as_source, distinct_result, &error);
  g_assert_cmpuint (stree_frame_get_n_rows (values), ==, 2);

  /* The column "late" is a number after all, so there are other columns. */
  g_assert_cmpuint (*changed, ==, 1);
  g_assert_cmpint (stree_frame_get_column_type (stree_source_get_schema (as_source), 5), ==, STREE_COLUMN_INT64);

  /* The same rows have the same keys, in the same place. */
  g_assert_cmpuint (stree_result_set_get_n_rows (rows, &exact), ==, MANY);
  g_assert_true (exact);
  g_assert_true (source_locate (rows, key, &position, &error));
  g_assert_cmpuint (position, ==, 133);
  g_clear_pointer (&page, stree_frame_unref);
  page = stree_result_set_get_page (rows, 0, G_MAXUINT);
  g_assert_true (stree_frame_equal (page, whole));
  g_assert_true (source_locate (in_order, key, &position, &error));
}

/* Where the columns are what they were, the rows stay: only their number is told. */
static void
test_same_columns (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (Pipe) pipe = NULL;
  g_autoptr (StreeCsvSource) source = NULL;
  g_autoptr (StreeResultSet) rows = NULL;
  guint *counted, *changed;
  StreeFrame *schema;
  guint64 estimated;
  gboolean exact;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%u,%.1f\n", i, i / 7.0);
  pipe = pipe_new (folder, g_steal_pointer (&text));
  source = open_pipe (pipe);
  rows = all_rows (source);
  estimated = stree_result_set_get_n_rows (rows, &exact);
  schema = stree_source_get_schema (STREE_SOURCE (source));
  counted = count_signal (rows, "counted");
  changed = count_signal (source, "changed");
  pipe_open (pipe);
  source_wait_counted (rows);
  /* How large a pipe is nobody knows: the estimate grew meanwhile. */
  g_assert_cmpuint (estimated, <, 100000);
  g_assert_cmpuint (stree_result_set_get_n_rows (rows, &exact), ==, 100000);
  g_assert_cmpuint (*counted, >=, 1);
  g_assert_cmpuint (*changed, ==, 0);
  g_assert_true (schema == stree_source_get_schema (STREE_SOURCE (source)));
}

/* A type that becomes wider: at the end of reading, and when a page is read on the way. */
static void
test_wider (void)
{
  g_autoptr (GString) text = g_string_new ("a,b,c\n");
  g_autoptr (GFile) file = NULL;
  g_autoptr (StreeCsvOpening) opening = NULL;
  g_autoptr (StreeFrame) page = NULL;
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%u,%s,20%02u-01-01\n", i, i == 90000 ? "2.5" : "3", i % 100);
  g_string_append (text, "x,4,later\n");
  file = write_file (folder, "wider.csv", text->str, (gssize) text->len);
  opening = stree_csv_opening_new (file, NULL);
  g_assert_true (stree_csv_opening_begin (opening, NULL, &error));
  g_assert_cmpint (stree_frame_get_column_type (opening->first_rows, 1), ==, STREE_COLUMN_INT64);
  frame = stree_csv_opening_finish (opening, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  page = stree_csv_index_read (opening->index, opening->options, opening->first_rows, 89990, 20, NULL, &error);
  g_assert_cmpint (stree_frame_get_column_type (page, 0), ==, STREE_COLUMN_INT64);
  g_assert_cmpint (stree_frame_get_column_type (page, 1), ==, STREE_COLUMN_DOUBLE);
  g_assert_cmpfloat (stree_frame_get_double (page, 10, 1), ==, 2.5);
  g_assert_cmpint (stree_frame_get_int64 (page, 10, 3), ==, 90001);
  g_clear_pointer (&page, stree_frame_unref);
  page = stree_csv_index_read (opening->index, opening->options, opening->first_rows, 100000, 20, NULL, &error);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 1);
  g_assert_cmpint (stree_frame_get_column_type (page, 0), ==, STREE_COLUMN_TEXT);
  g_assert_cmpint (stree_frame_get_column_type (page, 2), ==, STREE_COLUMN_TEXT);
  g_assert_cmpstr (stree_frame_get_text (page, 0, 2), ==, "later");
  {
    g_autoptr (Pipe) pipe = pipe_new (folder, g_string_new_len (text->str, (gssize) text->len));
    g_autoptr (StreeCsvSource) source = open_pipe (pipe);
    g_autoptr (StreeResultSet) rows = all_rows (source);
    guint *changed = count_signal (source, "changed");
    g_autoptr (StreeFrame) first = NULL;
    g_autoptr (StreeFrame) last = NULL;

    stree_csv_source_widen (source, page);
    g_assert_cmpuint (*changed, ==, 1);
    g_assert_cmpint (stree_frame_get_column_type (stree_source_get_schema (STREE_SOURCE (source)), 0), ==, STREE_COLUMN_TEXT);
    /* From now on all pages are so. */
    first = source_page (rows, 0, 128, &error);
    g_assert_no_error (error);
    g_assert_cmpint (stree_frame_get_column_type (first, 0), ==, STREE_COLUMN_TEXT);
    g_assert_cmpstr (stree_frame_get_text (first, 12, 0), ==, "12");
    g_assert_cmpint (stree_frame_get_int64 (first, 12, 3), ==, 13);
    pipe_open (pipe);
    source_wait_counted (rows);
    g_assert_cmpuint (*changed, ==, 2);
    last = stree_result_set_get_page (rows, 90000, 1);
    g_assert_cmpfloat (stree_frame_get_double (last, 0, 1), ==, 2.5);
  }
}

/* --- what goes wrong --- */

static void
test_broken_late (void)
{
  GString *text = make_text (PLAIN, MANY);
  g_autoptr (Pipe) pipe = NULL;
  g_autoptr (StreeCsvSource) source = NULL;
  g_autoptr (StreeResultSet) rows = NULL;
  g_autoptr (StreeResultSet) again = NULL;
  g_autoptr (StreeFrame) page = NULL;
  g_autoptr (StreeFrame) late = NULL;
  g_autoptr (GAsyncResult) late_result = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeCell) cell = stree_cell_new_int64 (3);
  g_autoptr (StreeRowKey) key = NULL;
  guint64 position;
  guint *changed, *told;

  g_string_append (text, "1,2,true,\"open\n3,4,true,2020-01-01,x,\n");
  pipe = pipe_new (folder, text);
  source = open_pipe (pipe);
  rows = all_rows (source);
  changed = count_signal (source, "changed");
  told = count_signal (source, "notify::error");
  stree_result_set_page_async (rows, MANY + 100, 10, NULL, source_on_result, &late_result);
  page = stree_result_set_get_page (rows, 0, 128);
  g_assert_nonnull (page);
  g_assert_null (stree_csv_source_get_error (source));
  pipe_open (pipe);
  wait_for (stree_csv_source_get_error (source) != NULL);
  g_assert_error (stree_csv_source_get_error (source), STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE);
  g_assert_nonnull (strstr (stree_csv_source_get_error (source)->message, "pipe.csv: line 40002, column 10: "));
  g_assert_cmpuint (*changed, ==, 1);
  g_assert_cmpuint (*told, ==, 1);
  wait_for (late_result != NULL);
  late = stree_result_set_page_finish (rows, late_result, &error);
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE);
  g_assert_null (late);
  g_clear_error (&error);
  again = source_query (STREE_SOURCE (source), query, NULL, &error);
  g_assert_null (again);
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE);
  g_clear_error (&error);
  /* That a row cannot be found is not that it is gone. */
  key = stree_row_key_new (&cell, 1);
  g_assert_false (source_locate (rows, key, &position, &error));
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE);
}

static void
assert_fails (const char *text, gssize length, GQuark domain, int code, const char *words)
{
  g_autoptr (GFile) file = write_file (folder, "bad.csv", text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeCsvSource) source = open_file (file, NULL, &error);

  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, "bad.csv"));
  g_assert_null (source);
}

static void
test_errors (void)
{
  g_autoptr (GFile) missing = g_file_new_build_filename (folder, "missing.csv", NULL);
  g_autoptr (GFile) directory = g_file_new_for_path (folder);
  g_autoptr (GString) large = make_text (PLAIN, MANY);
  g_autoptr (GString) bad = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  assert_fails ("", -1, STREE_CSV_ERROR, STREE_CSV_ERROR_EMPTY, "the file is empty");
  assert_fails ("a,b\n1,\"2\n", -1, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE, "line 2, column 3");
  assert_fails ("a,b\n1,\0,2\n", 9, STREE_CSV_ERROR, STREE_CSV_ERROR_NOT_TEXT, "line 2, column 3");
  g_assert_null (open_file (missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (open_file (directory, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);

  /* Of a large file: among its first rows; and no rows at its beginning at all. */
  g_string_append (bad, "id,amount,row,day,name,late\n1,\"2\"3\n");
  g_string_append (bad, large->str);
  assert_fails (bad->str, (gssize) bad->len, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE, "line 2, column 6");
  g_string_assign (bad, "id\n\"");
  g_string_append (bad, large->str);
  assert_fails (bad->str, (gssize) bad->len, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE, "line 2, column 1");
}

/* Large files whose beginning says nothing are read as a whole. */
static void
test_no_beginning (void)
{
  g_autoptr (GString) text = g_string_new ("a\n");
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeCsvSource) source = NULL;
  g_autoptr (StreeCsvSource) wide = NULL;
  g_autofree char *utf16 = NULL;
  gsize length;

  for (guint i = 0; i < 400000; i++)
    g_string_append_c (text, 'x');
  g_string_append (text, "\ny\n");
  file = write_file (folder, "long.csv", text->str, (gssize) text->len);
  source = open_file (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (stree_csv_source_get_frame (source)), ==, 2);
  g_string_prepend (text, "\xef\xbb\xbf");
  utf16 = g_convert (text->str, (gssize) text->len, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_clear_object (&file);
  file = write_file (folder, "wide.csv", utf16, (gssize) length);
  wide = open_file (file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (stree_csv_source_get_frame (wide)), ==, 2);
}

/* Somebody writes to the file between its beginning and the rest. */
static void
test_changed_file (void)
{
  g_autoptr (GString) text = make_text (PLAIN, MANY);
  g_autoptr (GFile) file = write_file (folder, "growing.csv", text->str, (gssize) text->len);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (StreeCsvSource) source = NULL;
  g_autoptr (GError) error = NULL;

  stree_csv_source_new_async (file, NULL, NULL, source_on_result, &result);
  wait_for (result != NULL);
  stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (stream), "1,2,true,,,\n", 12, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL));
  source = stree_csv_source_new_finish (result, &error);
  g_assert_no_error (error);
  wait_for (stree_csv_source_get_frame (source) || stree_csv_source_get_error (source));
  g_assert_error (stree_csv_source_get_error (source), G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_nonnull (strstr (stree_csv_source_get_error (source)->message, "growing.csv"));
}

static void
test_cancel (void)
{
  g_autoptr (Pipe) pipe = pipe_new (folder, make_text (PLAIN, MANY));
  StreeCsvSource *source = open_pipe (pipe);
  StreeResultSet *rows = all_rows (source);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) page_result = NULL;
  g_autoptr (GAsyncResult) query_result = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  gpointer watched = source;

  stree_query_set_search (query, "1");
  stree_result_set_page_async (rows, MANY - 10, 10, cancellable, source_on_result, &page_result);
  stree_source_query_async (STREE_SOURCE (source), query, cancellable, source_on_result, &query_result);
  g_cancellable_cancel (cancellable);
  wait_for (page_result && query_result);
  g_assert_null (stree_result_set_page_finish (rows, page_result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (stree_source_query_finish (STREE_SOURCE (source), query_result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* Nobody waits for the rest of the file. */
  g_clear_object (&page_result);
  g_clear_object (&query_result);
  g_object_add_weak_pointer (watched, &watched);
  g_object_unref (rows);
  g_object_unref (source);
  g_assert_null (watched);
  pipe_end (pipe);
  g_assert_true (pipe->unread);
}

/* --- by its path --- */

static StreeSource *
open_uri (const char *uri, const char *table, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_source_open_async (uri, table, NULL, source_on_result, &result);
  wait_for (result != NULL);
  return stree_source_open_finish (result, error);
}

static void
assert_opens (const char *uri, const char *table)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = open_uri (uri, table, &error);

  g_assert_no_error (error);
  g_assert_true (STREE_IS_CSV_SOURCE (source));
  g_assert_cmpuint (stree_frame_get_n_rows (stree_csv_source_get_frame (STREE_CSV_SOURCE (source))), ==, 1);
}

static void
test_engine (void)
{
  g_autoptr (GFile) file = write_file (folder, "things of.mine.CSV", "a,b\n1,2\n", -1);
  g_autoptr (GFile) tabs = write_file (folder, "tabs.tsv", "a\tb,c\n1\t2\n", -1);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *tabs_path = g_file_get_path (tabs);
  g_autofree char *named = g_strconcat ("csv:", tabs_path, NULL);
  g_autofree char *as_tabs = g_strconcat ("tsv:", path, NULL);
  g_autoptr (StreeSource) whole_lines = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) tables = NULL;
  g_autoptr (GError) error = NULL;

  assert_opens (path, NULL);
  assert_opens (uri, "things of.mine");
  assert_opens (tabs_path, NULL);
  assert_opens (named, "tabs");
  /* What is said to have tabs is not looked at for commas. */
  whole_lines = open_uri (as_tabs, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stree_frame_get_column_name (stree_source_get_schema (whole_lines), 0), ==, "a,b");
  stree_source_list_tables_async (uri, NULL, source_on_result, &result);
  wait_for (result != NULL);
  tables = stree_source_list_tables_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (tables), ==, 1);
  g_assert_cmpstr (tables[0], ==, "things of.mine");
  g_assert_null (open_uri (uri, "others", &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "others"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  support_init (&argc, &argv);
  folder = g_dir_make_tmp ("stree-csv-source-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/csv-source/pages", test_pages);
  g_test_add_func ("/csv-source/pages-options", test_pages_options);
  g_test_add_func ("/csv-source/small-files", test_small_files);
  g_test_add_func ("/csv-source/midway", test_midway);
  g_test_add_func ("/csv-source/same-columns", test_same_columns);
  g_test_add_func ("/csv-source/wider", test_wider);
  g_test_add_func ("/csv-source/broken-late", test_broken_late);
  g_test_add_func ("/csv-source/errors", test_errors);
  g_test_add_func ("/csv-source/no-beginning", test_no_beginning);
  g_test_add_func ("/csv-source/changed-file", test_changed_file);
  g_test_add_func ("/csv-source/cancel", test_cancel);
  g_test_add_func ("/csv-source/engine", test_engine);
  status = g_test_run ();

  remove_folder (folder);
  g_free (folder);
  return status;
}
