/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A CSV file that goes into a database while it is shown. */

#include <glib/gstdio.h>
#include <sys/resource.h>

#include "csv-texts.h"
#include "data/stree-csv-stream-private.h"
#include "sqlite-fixture.h"

static SqliteFile place;

/* --- stretches --- */

/* Types may be narrower than they will be. */
static void
assert_same_cells (StreeFrame *frame, StreeFrame *whole, guint first)
{
  for (guint row = 0; row < stree_frame_get_n_rows (frame); row++)
    for (guint column = 0; column < stree_frame_get_n_columns (frame); column++)
      {
        g_autoptr (StreeCell) cell = stree_frame_get_cell (frame, row, column);
        g_autoptr (StreeCell) expected = stree_frame_get_cell (whole, first + row, column);

        if (stree_frame_get_column_type (frame, column) == stree_frame_get_column_type (whole, column) && !stree_cell_equal (cell, expected))
          g_error ("row %u, column %u: %s", first + row, column, stree_frame_get_column_name (whole, column));
      }
}

/* All rows of a file, with the types that they have at its end; pages of it on the way. */
static void
assert_stream (const char *text, gsize length, StreeCsvOptions *options)
{
  g_autoptr (GFile) file = write_file (place.folder, "stream.csv", text, (gssize) length);
  g_autoptr (StreeFrame) whole = read_whole (text, length, options);
  g_autoptr (StreeCsvStream) stream = stree_csv_stream_new (file, options);
  g_autoptr (StreeCsvIndex) index = stree_csv_index_new ();
  g_autoptr (StreeFrame) schema = NULL;
  g_autoptr (StreeFrame) end = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0, n_stretches = 0;

  for (guint round = 0; round < 2; round++)
    {
      StreeFrame *frame;

      stream->retyped = FALSE;
      n = n_stretches = 0;
      while ((frame = stree_csv_stream_next (stream, index, NULL, &error)))
        {
          if (round == 0 && n == 0)
            g_assert_true (stree_csv_stream_give_text (stream, index, NULL, &error));
          if (round == 1)
            assert_same_cells (frame, whole, n);
          else if (n_stretches < 3)
            {
              g_autoptr (StreeFrame) numbered = stree_frame_with_row_numbers (frame, stream->key_name, NULL);
              g_autoptr (StreeFrame) page = stree_csv_index_read (index, stream->options, numbered, n + 3, 600, NULL, &error);

              g_assert_no_error (error);
              g_assert_cmpuint (stree_frame_get_n_rows (page), ==, MIN (600, stree_frame_get_n_rows (frame) - 3));
              assert_same_cells (page, whole, n + 3);
              g_assert_cmpint (stree_frame_get_int64 (page, 0, stree_frame_get_n_columns (page) - 1), ==, n + 4);
            }
          n += stree_frame_get_n_rows (frame);
          n_stretches++;
          stree_frame_unref (frame);
        }
      g_assert_no_error (error);
      g_assert_cmpuint (n, ==, stree_frame_get_n_rows (whole));
      g_assert_cmpuint (stream->n_rows, ==, n);
      g_assert_cmpuint (n_stretches, >, 2);
      if (round == 0)
        g_assert_true (stree_csv_stream_rewind (stream, NULL, &error));
    }
  g_assert_false (stream->retyped);
  schema = stree_csv_stream_make_schema (stream);
  end = stree_frame_slice (whole, 0, 0);
  for (guint i = 0; i < stree_frame_get_n_columns (end); i++)
    g_assert_cmpint (stree_frame_get_column_type (schema, i), ==, stree_frame_get_column_type (end, i));
  if (options)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, length);
      g_autoptr (StreeFrame) frame = stree_frame_new_from_csv_bytes (bytes, options, NULL, NULL);

      g_assert_cmpstr (stree_frame_get_note (schema), ==, stree_frame_get_note (frame));
      g_assert_cmpint (stree_frame_get_rejects (schema) != NULL, ==, stree_frame_get_rejects (frame) != NULL);
      if (stree_frame_get_rejects (frame))
        g_assert_true (stree_frame_equal (stree_frame_get_rejects (schema), stree_frame_get_rejects (frame)));
    }
}

static void
test_stream (void)
{
  for (Kind kind = PLAIN; kind <= MARKED; kind++)
    {
      g_autoptr (GString) text = make_text (kind, MANY * 2);

      assert_stream (text->str, text->len, NULL);
      g_string_truncate (text, text->len - 1);
      assert_stream (text->str, text->len, NULL);
    }
}

/* Rows that are set aside, at the end of a stretch, too; short rows; rows longer than a stretch; what is null for some types only. */
static void
test_stream_odd (void)
{
  g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
  g_autoptr (StreeCsvOptions) bare = stree_csv_options_new ();
  g_autoptr (GString) text = g_string_new ("a;b;c\n");
  g_autoptr (GString) long_rows = g_string_new ("a,b,c\n");
  g_autofree char *long_cell = g_strnfill (2500000, 'x');

  stree_csv_options_set_keep_rejects (options, TRUE);
  stree_csv_options_set_column_type (options, "b", STREE_COLUMN_INT64);
  for (guint i = 0; i < 300000; i++)
    g_string_append_printf (text, i % 3 == 1    ? "%u;no number\n"
                                  : i % 701 == 5 ? "%u;1;2;3\n"
                                  : i % 703 == 7 ? "%u;x\"y\n"
                                  : i % 5 == 2   ? "%u;\"1\n\"\n"
                                                 : "row %u;17;\"z\n\n;\"\n", i);
  assert_stream (text->str, text->len, options);
  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (long_rows, "%u,%s,\"%s\n%s\"\n", i, i < 30000 ? "\"NA\"" : "7", i % 17000 == 16999 ? long_cell : "short", "end");
  assert_stream (long_rows->str, long_rows->len, NULL);
  stree_csv_options_set_has_header (bare, FALSE);
  assert_stream (long_rows->str, long_rows->len, bare);
}

/* --- a source --- */

static StreeCsvSource *
open_in (GFile *file, guint64 min_size, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_csv_source_new_with_database_async (file, NULL, min_size, path, "t", NULL, source_on_result, &result);
  wait_for (result != NULL);
  return stree_csv_source_new_with_database_finish (result, error);
}

static StreeCsvSource *
must_open (GFile *file, const char *path)
{
  g_autoptr (GError) error = NULL;
  StreeCsvSource *source = open_in (file, 0, path, &error);

  g_assert_no_error (error);
  g_assert_false (stree_csv_source_get_complete (source));
  return source;
}

static StreeResultSet *
rows_of (StreeCsvSource *source)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  StreeResultSet *rows = source_query (STREE_SOURCE (source), query, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

/* Before and after: the same rows, by the same keys, in the same places. */
static void
test_hand_over (void)
{
  g_autoptr (GString) text = make_text (QUOTED, MANY);
  g_autoptr (StreeFrame) whole = read_whole (text->str, text->len, NULL);
  g_autoptr (Pipe) pipe = pipe_new (place.folder, g_string_new_len (text->str, (gssize) text->len));
  g_autoptr (GFile) file = g_file_new_for_path (pipe->path);
  g_autoptr (StreeCsvSource) source = must_open (file, place.path);
  g_autoptr (StreeResultSet) rows = rows_of (source);
  g_autoptr (StreeResultSet) in_order = NULL;
  g_autoptr (StreeQuery) sorted = stree_query_new ();
  g_autoptr (StreeFrame) page = NULL;
  g_autoptr (StreeFrame) late = NULL;
  g_autoptr (StreeFrame) values = NULL;
  g_autoptr (GAsyncResult) late_result = NULL;
  g_autoptr (GAsyncResult) sort_result = NULL;
  g_autoptr (GAsyncResult) distinct_result = NULL;
  g_autoptr (GAsyncResult) locate_result = NULL;
  g_autoptr (StreeRowKey) key = NULL;
  g_autoptr (StreeRowKey) far_key = NULL;
  g_autoptr (GError) error = NULL;
  const guint keys[] = { 6 };
  guint64 position = 0;
  guint *changed;
  gboolean exact = TRUE;

  stree_result_set_get_n_rows (rows, &exact);
  g_assert_false (exact);
  g_assert_cmpint (stree_source_get_capabilities (STREE_SOURCE (source)), ==, 0);
  page = stree_result_set_get_page (rows, 128, 128);
  g_assert_nonnull (page);
  assert_same_cells (page, whole, 128);
  key = stree_row_key_new_of_row (page, 5, keys, 1);
  far_key = stree_row_key_new_of_row (whole, MANY - 1, keys, 1);
  g_assert_true (source_locate (rows, key, &position, &error));
  g_assert_cmpuint (position, ==, 133);
  stree_query_add_sort (sorted, "amount", TRUE);
  changed = count_signal (source, "changed");
  stree_result_set_page_async (rows, MANY - 100, 128, NULL, source_on_result, &late_result);
  stree_result_set_locate_async (rows, far_key, NULL, source_on_result, &locate_result);
  stree_source_query_async (STREE_SOURCE (source), sorted, NULL, source_on_result, &sort_result);
  stree_source_distinct_async (STREE_SOURCE (source), 2, NULL, 0, NULL, source_on_result, &distinct_result);

  pipe_open (pipe);
  wait_for (stree_csv_source_get_complete (source) || stree_csv_source_get_error (source));
  g_assert_no_error (stree_csv_source_get_error (source));
  g_assert_null (stree_csv_source_get_frame (source));
  g_assert_cmpuint (*changed, ==, 1);
  wait_for (late_result && sort_result && distinct_result && locate_result);
  late = stree_result_set_page_finish (rows, late_result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (late), ==, 100);
  assert_same_cells (late, whole, MANY - 100);
  g_assert_true (stree_result_set_locate_finish (rows, locate_result, &position, &error));
  g_assert_cmpuint (position, ==, MANY - 1);
  in_order = stree_source_query_finish (STREE_SOURCE (source), sort_result, &error);
  g_assert_no_error (error);
  source_wait_counted (in_order);
  g_assert_true (source_locate (in_order, far_key, &position, &error));
  values = stree_source_distinct_finish (STREE_SOURCE (source), distinct_result, &error);
  g_assert_cmpuint (stree_frame_get_n_rows (values), ==, 2);

  g_assert_cmpuint (stree_result_set_get_n_rows (rows, &exact), ==, MANY);
  g_assert_true (exact);
  g_assert_true (source_locate (rows, key, &position, &error));
  g_assert_cmpuint (position, ==, 133);
  g_clear_pointer (&page, stree_frame_unref);
  page = source_all (STREE_SOURCE (source));
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, MANY);
  g_assert_true (stree_frame_same_schema (page, whole));
  assert_same_cells (page, whole, 0);
  g_assert_true (stree_source_get_column_flags (STREE_SOURCE (source), 6) & STREE_COLUMN_HIDDEN);
  g_assert_cmpint (stree_source_get_column_flags (STREE_SOURCE (source), 0), ==, 0);
  sqlite_file_assert_get (&place, "SELECT group_concat (name || ' ' || type || ' ' || pk, ', ') FROM pragma_table_info ('t')",
                          "id INTEGER 0, amount REAL 0, row BOOLEAN 0, day DATE 0, name TEXT 0, late INTEGER 0, row_2 INTEGER 1");
}

/* What is in columns and in the numbers of rows is searched, filtered and written as elsewhere. */
static void
test_afterwards (void)
{
  g_autoptr (GString) text = make_text (PLAIN, MANY);
  g_autoptr (GFile) file = write_file (place.folder, "after.csv", text->str, (gssize) text->len);
  g_autoptr (StreeCsvSource) source = must_open (file, place.path);
  StreeSource *as_source = STREE_SOURCE (source);
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeChanges) nothing = stree_changes_new ();
  g_autoptr (StreeCommit) commit = NULL;
  g_autoptr (StreeCommit) empty = NULL;
  g_autoptr (StreeFrame) all = NULL;
  g_autoptr (StreeCell) cell = stree_cell_new_text ("written");
  g_autoptr (GError) error = NULL;
  guint *changed;

  wait_for (stree_csv_source_get_complete (source) || stree_csv_source_get_error (source));
  g_assert_no_error (stree_csv_source_get_error (source));
  for (guint indexed = 0; indexed < 2; indexed++)
    {
      g_autoptr (StreeResultSet) found = NULL;
      g_autoptr (GAsyncResult) result = NULL;

      /* A row's number is not shown, so it is not found: 39999 is an id, and the number of another row. */
      stree_query_set_search (query, "39999");
      found = source_query (as_source, query, NULL, &error);
      g_assert_no_error (error);
      source_wait_counted (found);
      g_assert_cmpuint (stree_result_set_get_n_rows (found, NULL), ==, 1);
      if (indexed)
        break;
      stree_sqlite_source_index_search_async (stree_csv_source_get_database (source), NULL, source_on_result, &result);
      wait_for (result != NULL);
      g_assert_true (stree_sqlite_source_index_search_finish (stree_csv_source_get_database (source), result, &error));
    }
  empty = source_commit (as_source, nothing, NULL, &error);
  g_assert_no_error (error);
  all = source_all (as_source);
  changed = count_signal (source, "changed");
  stree_changes_set_cell (changes, stree_changes_add_update (changes, all, 7), 4, cell);
  stree_changes_add_delete (changes, all, 9);
  stree_changes_set_cell (changes, stree_changes_add_insert (changes), 4, cell);
  commit = source_commit (as_source, changes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
  wait_for (*changed > 0);
  g_clear_pointer (&all, stree_frame_unref);
  all = source_all (as_source);
  g_assert_cmpuint (stree_frame_get_n_rows (all), ==, MANY);
  g_assert_cmpstr (stree_frame_get_text (all, 7, 4), ==, "written");
  sqlite_file_assert_get (&place, "SELECT group_concat (row_2) FROM t WHERE name = 'written'", "8,40001");
}

/* Where the columns are what they were, that they can be written is told all the same; else only how many rows there are. */
static void
test_told (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (GFile) file = NULL;

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text, "%u,name %u\n", i, i);
  file = write_file (place.folder, "told.csv", text->str, (gssize) text->len);
  for (guint temporary = 0; temporary < 2; temporary++)
    {
      g_autoptr (StreeCsvSource) source = must_open (file, temporary ? NULL : place.path);
      g_autoptr (StreeResultSet) rows = rows_of (source);
      guint *changed = count_signal (source, "changed");
      guint *counted = count_signal (rows, "counted");

      source_wait_counted (rows);
      g_assert_cmpuint (*changed, ==, temporary ? 0 : 1);
      if (temporary)
        g_assert_cmpuint (*counted, >, 0);
    }
}

static void
test_temporary (void)
{
  g_autoptr (GString) text = make_text (PLAIN, MANY);
  g_autoptr (GFile) file = write_file (place.folder, "temporary.csv", text->str, (gssize) text->len);
  g_autoptr (StreeCsvSource) source = must_open (file, NULL);
  g_autoptr (StreeCsvSource) small = NULL;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *orphan = NULL;
  g_autofree char *lock = NULL;
  g_autoptr (StreeSqliteTemporary) other = NULL;
  g_autoptr (StreeFrame) all = NULL;
  g_autoptr (GError) error = NULL;

  wait_for (stree_csv_source_get_complete (source) || stree_csv_source_get_error (source));
  g_assert_no_error (stree_csv_source_get_error (source));
  path = g_strdup (stree_sqlite_source_get_path (stree_csv_source_get_database (source)));
  folder = g_path_get_dirname (path);
  g_assert_true (g_str_has_prefix (path, g_get_user_cache_dir ()));
  all = source_all (STREE_SOURCE (source));
  g_assert_cmpuint (stree_frame_get_n_rows (all), ==, MANY);
  g_assert_cmpint (stree_source_get_capabilities (STREE_SOURCE (source)), ==, 0);
  g_assert_true (stree_source_get_column_flags (STREE_SOURCE (source), 0) & STREE_COLUMN_READ_ONLY);

  /* What is left of a program that ended goes, and what is in use stays. */
  orphan = g_build_filename (g_get_user_cache_dir (), g_get_prgname (), "tables", "table-gone", NULL);
  lock = g_build_filename (orphan, "lock", NULL);
  g_assert_cmpint (g_mkdir (orphan, 0700), ==, 0);
  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  other = stree_sqlite_temporary_new (&error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (orphan, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_object (&source);
  wait_for (!g_file_test (folder, G_FILE_TEST_EXISTS));

  small = open_in (file, text->len + 1, NULL, &error);
  g_assert_no_error (error);
  wait_for (stree_csv_source_get_complete (small));
  g_assert_nonnull (stree_csv_source_get_frame (small));
  g_assert_null (stree_csv_source_get_database (small));
}

/* --- what goes wrong --- */

static void
assert_fails (const char *text, GQuark domain, int code, const char *words)
{
  g_autoptr (GFile) file = write_file (place.folder, "bad.csv", text, -1);
  g_autoptr (StreeCsvSource) source = must_open (file, place.path);
  g_autoptr (StreeResultSet) rows = rows_of (source);
  g_autoptr (StreeFrame) page = stree_result_set_get_page (rows, 0, 10);

  g_assert_nonnull (page);
  wait_for (stree_csv_source_get_complete (source) || stree_csv_source_get_error (source));
  g_assert_error (stree_csv_source_get_error (source), domain, code);
  if (!strstr (stree_csv_source_get_error (source)->message, words))
    g_error ("%s", stree_csv_source_get_error (source)->message);
}

static void
test_errors (void)
{
  g_autoptr (GString) text = make_text (QUOTED, MANY);
  gsize length = text->len;
  g_autofree char *words = NULL;
  StreeTextPlace end = stree_text_find_place (text->str, text->len, text->len);
  struct rlimit limit, small;

  words = g_strdup_printf ("bad.csv: line %u, column 10: ", end.line);
  g_string_append (text, "1,2,true,\"open\n3,4,true,2020-01-01,x,\n");
  assert_fails (text->str, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE, words);
  g_assert_false (g_file_test (place.path, G_FILE_TEST_EXISTS));
  g_string_truncate (text, length);
  g_string_append (text, "\n1,2,true,2020-01-01,x,1,2\n");
  g_clear_pointer (&words, g_free);
  words = g_strdup_printf ("bad.csv: line %u, column 25: ", end.line + 1);
  assert_fails (text->str, STREE_CSV_ERROR, STREE_CSV_ERROR_FIELD_COUNT, words);
  g_string_truncate (text, length);
  g_string_append (text, "1,2,\xff\n");
  g_clear_pointer (&words, g_free);
  words = g_strdup_printf ("bad.csv: line %u, column 5 (byte offset %" G_GSIZE_FORMAT "): ", end.line, length + 4);
  assert_fails (text->str, STREE_CSV_ERROR, STREE_CSV_ERROR_NOT_TEXT, words);
  g_string_truncate (text, length);

  /* The disk takes no more. */
  getrlimit (RLIMIT_FSIZE, &limit);
  small = limit;
  small.rlim_cur = 600000;
  signal (SIGXFSZ, SIG_IGN);
  {
    g_autoptr (GFile) file = write_file (place.folder, "large.csv", text->str, (gssize) text->len);
    g_autoptr (StreeCsvSource) source = must_open (file, place.path);

    setrlimit (RLIMIT_FSIZE, &small);
    wait_for (stree_csv_source_get_complete (source) || stree_csv_source_get_error (source));
    g_assert_error (stree_csv_source_get_error (source), STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED);
    setrlimit (RLIMIT_FSIZE, &limit);
  }
  g_assert_false (g_file_test (place.path, G_FILE_TEST_EXISTS));

  sqlite_file_exec (&place, "CREATE TABLE t (a)");
  assert_fails (text->str, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED, "t");
  sqlite_file_assert_get (&place, "SELECT count (*) FROM t", "0");
}

/* Somebody writes to the file between its beginning and the rest. */
static void
test_changed_file (void)
{
  g_autoptr (GString) text = make_text (PLAIN, MANY);
  g_autoptr (GFile) file = write_file (place.folder, "growing.csv", text->str, (gssize) text->len);
  g_autoptr (StreeCsvSource) source = must_open (file, place.path);
  g_autoptr (StreeResultSet) rows = rows_of (source);
  g_autoptr (StreeFrame) page = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  stream = g_file_append_to (file, G_FILE_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (stream), "1,2,true,,,\n", 12, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, NULL));
  /* What is known of it is not looked for in another text. */
  page = source_page (rows, stree_frame_get_n_rows (source->first_rows) - 5, 10, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  wait_for (stree_csv_source_get_complete (source) || stree_csv_source_get_error (source));
  g_assert_error (stree_csv_source_get_error (source), G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_nonnull (strstr (stree_csv_source_get_error (source)->message, "growing.csv"));
  g_assert_false (g_file_test (place.path, G_FILE_TEST_EXISTS));
}

/* Nobody waits for the rest: nothing of it stays. */
static void
test_cancel (void)
{
  g_autoptr (GString) text = make_text (PLAIN, MANY * 4);
  g_autoptr (GFile) file = write_file (place.folder, "cancelled.csv", text->str, (gssize) text->len);
  StreeCsvSource *source = must_open (file, place.path);
  StreeResultSet *rows = rows_of (source);
  gpointer watched = source;

  g_object_add_weak_pointer (watched, &watched);
  stree_csv_source_read_rest (source);
  sqlite_wait_open (TRUE);
  g_object_unref (rows);
  g_object_unref (source);
  g_assert_null (watched);
  sqlite_wait_open (FALSE);
  g_assert_false (g_file_test (place.path, G_FILE_TEST_EXISTS));
}

/* --- beside a naive table --- */

static StreeSource *
hold (gpointer source)
{
  return g_object_ref (source);
}

static void
test_model (void)
{
  g_autoptr (StreeFrame) rows = source_model_make_rows (1, 60);
  g_autofree char *csv = g_build_filename (place.folder, "model.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (csv);
  g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_CSV);
  g_autoptr (GBytes) bytes = stree_frame_export_bytes (rows, options, NULL, NULL);
  g_autoptr (StreeCsvSource) source = NULL;

  g_assert_true (g_file_set_contents (csv, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  source = must_open (file, place.path);
  wait_for (stree_csv_source_get_complete (source) || stree_csv_source_get_error (source));
  g_assert_no_error (stree_csv_source_get_error (source));
  {
    SourceModel model = { hold, source, SOURCE_MODEL_INSERTED, .n_steps = 4000 };

    source_model_run (&model, rows);
  }
}

static const struct
{
  const char *path;
  void (*test) (void);
} tests[] = {
  { "/csv-database/stream", test_stream },
  { "/csv-database/stream-odd", test_stream_odd },
  { "/csv-database/hand-over", test_hand_over },
  { "/csv-database/afterwards", test_afterwards },
  { "/csv-database/told", test_told },
  { "/csv-database/temporary", test_temporary },
  { "/csv-database/errors", test_errors },
  { "/csv-database/changed-file", test_changed_file },
  { "/csv-database/cancel", test_cancel },
  { "/csv-database/model", test_model },
};

static void
run_test (gconstpointer number)
{
  tests[GPOINTER_TO_UINT (number)].test ();
  sqlite_wait_open (FALSE);
  g_unlink (place.path);
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("stree-cache-XXXXXX", NULL);
  g_autofree char *tables = NULL;
  g_autofree char *own = NULL;
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  support_init (&argc, &argv);
  sqlite_file_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, GUINT_TO_POINTER (i), run_test);
  status = g_test_run ();
  sqlite_file_clear (&place);
  own = g_build_filename (cache, g_get_prgname (), NULL);
  tables = g_build_filename (own, "tables", NULL);
  g_rmdir (tables);
  g_rmdir (own);
  g_rmdir (cache);
  return status;
}
