/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Data that nobody wrote for a test: Debian's index of packages, in a frame, in SQLite and in PostgreSQL. All find the same. */

#include <glib/gstdio.h>

#include "sqlite-fixture.h"
#include "support.h"

#ifdef HAVE_POSTGRES
#include "postgres-open.h"
#endif

/* Fewer are no index. */
#define FEW 1000

static SqliteFile place;
static char *csv;
static guint n_rows;
static StreeFrame *whole;
static StreeSource *frame, *sqlite, *postgres; /* NULL: there is none */

static void
open_all (void)
{
  static const char *const keys[] = { "n", NULL };
  g_autoptr (GFile) file = g_file_new_for_path (csv);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stree_csv_source_new_with_database_async (file, NULL, 0, place.path, "packages", NULL, source_on_result, &result);
  whole = stree_frame_new_from_csv_file (file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (whole), ==, n_rows);
  frame = STREE_SOURCE (stree_frame_source_new (whole, keys, &error));
  g_assert_no_error (error);
  wait_for (result != NULL);
  sqlite = STREE_SOURCE (stree_csv_source_new_with_database_finish (result, &error));
  g_assert_no_error (error);
  wait_for (stree_csv_source_get_complete (STREE_CSV_SOURCE (sqlite)) || stree_csv_source_get_error (STREE_CSV_SOURCE (sqlite)));
  g_assert_no_error (stree_csv_source_get_error (STREE_CSV_SOURCE (sqlite)));
}

/* --- the same --- */

/* The rows of a query as the numbers in their first column. */
static GArray *
find (StreeSource *source, StreeQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeResultSet) rows = source_query (source, query, NULL, &error);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n;

  g_assert_no_error (error);
  source_wait_counted (rows);
  n = (guint) stree_result_set_get_n_rows (rows, NULL);
  while (numbers->len < n)
    {
      g_autoptr (StreeFrame) page = source_page (rows, numbers->len, 2000, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (stree_frame_get_n_rows (page), >, 0);
      for (guint row = 0; row < stree_frame_get_n_rows (page); row++)
        {
          gint64 number = stree_frame_get_int64 (page, row, 0);

          g_array_append_val (numbers, number);
        }
    }
  return numbers;
}

static void
assert_same (StreeQuery *query, guint at_least, const char *what)
{
  StreeSource *const others[] = { sqlite, postgres };
  g_autoptr (GArray) expected = find (frame, query);

  if (expected->len < at_least)
    g_error ("%s: only %u", what, expected->len);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GArray) found = others[i] ? find (others[i], query) : NULL;

      if (!found)
        continue;
      if (found->len != expected->len)
        g_error ("%s: %s: %u rows, and %u in memory", what, G_OBJECT_TYPE_NAME (others[i]), found->len, expected->len);
      for (guint row = 0; row < found->len; row++)
        if (g_array_index (found, gint64, row) != g_array_index (expected, gint64, row))
          g_error ("%s: %s: row %u is %" G_GINT64_FORMAT ", and %" G_GINT64_FORMAT " in memory", what, G_OBJECT_TYPE_NAME (others[i]),
                   row, g_array_index (found, gint64, row), g_array_index (expected, gint64, row));
    }
}

static void
test_search (void)
{
  static const char *const words[] = { "libre", "libc6 (>= 2.3", "ä", "a_b%" };

  for (guint indexed = 0; indexed < 2; indexed++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      StreeSqliteSource *database = stree_csv_source_get_database (STREE_CSV_SOURCE (sqlite));

      for (guint i = 0; i < (indexed ? 2 : G_N_ELEMENTS (words)); i++)
        {
          g_autoptr (StreeQuery) query = stree_query_new ();

          stree_query_set_search (query, words[i]);
          stree_query_add_sort (query, "n", FALSE);
          assert_same (query, i < 3 ? 1 : 0, words[i]);
        }
      if (indexed)
        break;
      stree_sqlite_source_index_search_async (database, NULL, source_on_result, &result);
      wait_for (result != NULL);
      g_assert_true (stree_sqlite_source_index_search_finish (database, result, &error));
    }
}

static void
test_sort (void)
{
  static const char *const columns[] = { "size", "description-md5" };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (StreeQuery) query = stree_query_new ();

      stree_query_add_sort (query, columns[i], i % 2 == 0);
      stree_query_add_sort (query, "n", FALSE);
      assert_same (query, n_rows, columns[i]);
    }
}

static void
test_filter (void)
{
  g_autoptr (StreeCell) section = stree_cell_new_text ("libs");
  g_autoptr (StreeCell) large = stree_cell_new_int64 (5000000);
  StreeFilter *filters[] = {
    stree_filter_new_compare ("section", STREE_FILTER_EQUAL, section),
    stree_filter_new_compare ("size", STREE_FILTER_GREATER, large),
    stree_filter_new_text ("maintainer", STREE_FILTER_CONTAINS, "Team"),
    stree_filter_new_null ("homepage"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (StreeQuery) query = stree_query_new ();
      g_autofree char *what = g_strdup_printf ("filter %u", i);

      stree_query_set_filter (query, filters[i]);
      stree_query_add_sort (query, "n", FALSE);
      assert_same (query, 10, what);
      stree_filter_unref (filters[i]);
    }
}

/* All cells of all of them; and what is written as CSV is read as what it was. */
static void
test_export (void)
{
  StreeSource *const others[] = { sqlite, postgres };
  g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_CSV);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) written = stree_frame_export_bytes (whole, options, NULL, &error);
  g_autoptr (StreeFrame) again = stree_frame_new_from_csv_bytes (written, NULL, NULL, &error);
  guint n = stree_frame_get_n_columns (whole);

  g_assert_no_error (error);
  g_assert_true (stree_frame_equal (again, whole));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (StreeFrame) all = others[i] ? source_all (others[i]) : NULL;

      if (!all)
        continue;
      g_assert_cmpuint (stree_frame_get_n_rows (all), ==, n_rows);
      for (guint column = 0; column < n; column++)
        {
          g_assert_cmpstr (stree_frame_get_column_name (all, column), ==, stree_frame_get_column_name (whole, column));
          g_assert_cmpint (stree_frame_get_column_type (all, column), ==, stree_frame_get_column_type (whole, column));
        }
      for (guint row = 0; row < n_rows; row++)
        for (guint column = 0; column < n; column++)
          {
            g_autofree char *text = stree_frame_dup_cell_text (all, row, column);
            g_autofree char *expected = stree_frame_dup_cell_text (whole, row, column);

            if (g_strcmp0 (text, expected) != 0 ||
                stree_frame_is_null (all, row, column) != stree_frame_is_null (whole, row, column))
              g_error ("%s: row %u, %s: “%s” is not “%s”", G_OBJECT_TYPE_NAME (others[i]), row,
                       stree_frame_get_column_name (whole, column), text, expected);
          }
    }
}

/* --- PostgreSQL --- */

#ifdef HAVE_POSTGRES
static PostgresFixture *fixture;

static void
fill_postgres (void)
{
  g_autofree char *copy = NULL;
  g_autofree char *text = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (GString) columns = g_string_new (NULL);
  gsize length;

  fixture = postgres_fixture_new ();
  copy = g_build_filename (postgres_fixture_get_folder (fixture), "packages.csv", NULL);
  g_assert_true (g_file_get_contents (csv, &text, &length, NULL));
  g_assert_true (g_file_set_contents (copy, text, (gssize) length, NULL));
  g_assert_cmpint (g_chmod (copy, 0644), ==, 0);
  for (guint i = 0; i < stree_frame_get_n_columns (whole); i++)
    g_string_append_printf (columns, "%s\"%s\" %s%s", i > 0 ? ", " : "", stree_frame_get_column_name (whole, i),
                            stree_frame_get_column_type (whole, i) == STREE_COLUMN_INT64 ? "bigint" : "text", i == 0 ? " PRIMARY KEY" : "");
  sql = g_strdup_printf ("CREATE TABLE packages (%s); COPY packages FROM '%s' CSV HEADER; ANALYZE packages", columns->str, copy);
  postgres_fixture_run (fixture, sql);
  postgres = postgres_open (fixture, "packages");
}
#endif

static void
skip (gconstpointer reason)
{
  g_test_skip (reason);
}

/* How many rows there are. */
static guint
write_index (void)
{
  g_autofree char *script = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "package-index.py", NULL);
  const char *argv[] = { "python3", script, csv, NULL };
  g_autofree char *said = NULL;

  if (!g_spawn_sync (NULL, (char **) (gpointer) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, NULL, NULL))
    return 0;
  return (guint) g_ascii_strtoull (said, NULL, 10);
}

int
main (int argc, char **argv)
{
  int status;

  support_init (&argc, &argv);
  sqlite_file_init (&place);
  csv = g_build_filename (place.folder, "packages.csv", NULL);
  n_rows = write_index ();
  if (n_rows < FEW)
    g_test_add_data_func ("/package-index/none", "there is no index of packages on this machine, or no python3 (apt-get update makes one)", skip);
  else
    {
      open_all ();
#ifdef HAVE_POSTGRES
      if (postgres_fixture_missing ())
        g_test_add_data_func ("/package-index/postgres", postgres_fixture_missing (), skip);
      else
        fill_postgres ();
#endif
      g_test_add_func ("/package-index/search", test_search);
      g_test_add_func ("/package-index/sort", test_sort);
      g_test_add_func ("/package-index/filter", test_filter);
      g_test_add_func ("/package-index/export", test_export);
    }
  status = g_test_run ();
  g_clear_object (&frame);
  g_clear_object (&sqlite);
  g_clear_object (&postgres);
  g_clear_pointer (&whole, stree_frame_unref);
#ifdef HAVE_POSTGRES
  g_clear_pointer (&fixture, postgres_fixture_free);
#endif
  sqlite_file_clear (&place);
  g_free (csv);
  return status;
}
