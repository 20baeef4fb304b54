/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* PostgreSQL: what is opened and what cannot be, what tables and columns are, how they are asked and written. */

#include <glib/gstdio.h>

#include "postgres-open.h"
#include "sources/postgres/stree-pg-result-private.h"

static PostgresFixture *fixture;

/* --- opening --- */

static void
assert_lost (GError **error)
{
  g_assert_error (*error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_LOST);
  g_clear_error (error);
}

static void
assert_refused (const char *uri, const char *table, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = postgres_open_uri (uri, table, &error);

  g_assert_null (source);
  g_assert_error (error, STREE_SOURCE_ERROR, code);
  if (!strstr (error->message, words))
    g_error ("“%s” is not in: %s", words, error->message);
  g_assert_null (strstr (error->message, "s3cret"));
  g_assert_null (strstr (error->message, "LOCATION"));
}

static void
test_refused (void)
{
  guint port = postgres_fixture_get_port (fixture);
  g_autofree char *right = postgres_fixture_uri (fixture, "postgres");
  g_autofree char *other_base = postgres_fixture_uri (fixture, "nowhere");
  g_autofree char *wrong = g_strdup_printf ("postgresql://tester:s3cret-no@127.0.0.1:%u/postgres", port);
  g_autofree char *none = g_strdup_printf ("postgresql://tester@127.0.0.1:%u/postgres?passfile=/nowhere", port);
  g_autofree char *secure = g_strconcat (right, "?sslmode=require", NULL);
  g_autofree char *no_host = g_strdup_printf ("postgresql://tester:s3cret@no-such-host.invalid:%u/postgres", port);

  postgres_fixture_run (fixture, "CREATE TABLE one (id int PRIMARY KEY); CREATE TABLE two (id int PRIMARY KEY)");
  assert_refused (wrong, "one", STREE_SOURCE_ERROR_DENIED, "tester");
  assert_refused (none, "one", STREE_SOURCE_ERROR_DENIED, "password");
  assert_refused (other_base, "one", STREE_SOURCE_ERROR_NOT_FOUND, "nowhere");
  assert_refused (right, "three", STREE_SOURCE_ERROR_NOT_FOUND, "three");
  assert_refused (right, NULL, STREE_SOURCE_ERROR_NOT_FOUND, "one, two");
  assert_refused (secure, "one", STREE_SOURCE_ERROR_FAILED, "SSL");
  assert_refused (no_host, "one", STREE_SOURCE_ERROR_LOST, "no-such-host.invalid");
  assert_refused ("postgresql://tester:s3cret@127.0.0.1:1/postgres", "one", STREE_SOURCE_ERROR_LOST, "127.0.0.1");
  assert_refused ("postgresql://tester:s3cret%zz@host/postgres", "one", STREE_SOURCE_ERROR_FAILED, "tester:***@host");
  assert_refused ("postgresql://tester:s3cret@[::1/postgres", "one", STREE_SOURCE_ERROR_FAILED, "tester:***@[::1");
  assert_refused ("postgresql://host/db?pasword=s3cret", "one", STREE_SOURCE_ERROR_FAILED, "pasword=***");
  postgres_fixture_run (fixture, "DROP TABLE one, two");
}

/* The file stays the server's. */
static void
rewrite (const char *path, const char *text)
{
  FILE *file = g_fopen (path, "w");

  g_assert_true (file && fputs (text, file) >= 0 && fclose (file) == 0);
}

/* The server wants TLS, and has none. */
static void
test_tls_required (void)
{
  g_autofree char *hba = g_build_filename (postgres_fixture_get_folder (fixture), "data", "pg_hba.conf", NULL);
  g_autofree char *before = NULL;
  g_autofree char *uri = postgres_fixture_uri (fixture, "postgres");

  g_assert_true (g_file_get_contents (hba, &before, NULL, NULL));
  {
    g_autofree char *strict = g_strconcat ("hostnossl all all 127.0.0.1/32 reject\n", before, NULL);

    rewrite (hba, strict);
  }
  postgres_fixture_run (fixture, "SELECT pg_reload_conf ()");
  /* The server reads it by and by. */
  for (gboolean refused = FALSE; !refused;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeSource) source = postgres_open_uri (uri, "nothing", &error);

      g_assert_null (source);
      refused = g_error_matches (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_DENIED);
    }
  assert_refused (uri, "one", STREE_SOURCE_ERROR_DENIED, "no encryption");
  rewrite (hba, before);
  postgres_fixture_run (fixture, "SELECT pg_reload_conf ()");
  for (gboolean refused = TRUE; refused;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeSource) source = postgres_open_uri (uri, "nothing", &error);

      g_assert_null (source);
      refused = g_error_matches (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_DENIED);
    }
}

/* libpq's own files: the server from one, the password from another; its name is looked up without waiting. */
static void
test_service_file (void)
{
  const char *folder = postgres_fixture_get_folder (fixture);
  g_autofree char *services = g_build_filename (folder, "services", NULL);
  g_autofree char *passwords = g_build_filename (folder, "passwords", NULL);
  g_autofree char *service = g_strdup_printf ("[work]\nhost=localhost\nport=%u\ndbname=postgres\nuser=tester\n",
                                              postgres_fixture_get_port (fixture));
  g_autofree char *uri = g_strdup_printf ("postgresql:///?service=work&passfile=%s", passwords);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;

  postgres_fixture_run (fixture, "CREATE TABLE one (id int PRIMARY KEY)");
  g_assert_true (g_file_set_contents (services, service, -1, NULL));
  g_assert_true (g_file_set_contents (passwords, "localhost:*:*:tester:" POSTGRES_PASSWORD "\n", -1, NULL));
  g_chmod (passwords, 0600);
  g_setenv ("PGSERVICEFILE", services, TRUE);
  source = postgres_open_uri (uri, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stree_frame_get_label (stree_source_get_schema (source)), ==, "localhost/postgres/public.one");
  assert_refused ("postgresql:///?service=play", "one", STREE_SOURCE_ERROR_FAILED, "play");
  g_unsetenv ("PGSERVICEFILE");
  postgres_fixture_run (fixture, "DROP TABLE one");
}

/* --- tables --- */

static guint
find (StreeSource *source, const char *name)
{
  guint column = 0;

  g_assert_true (stree_frame_find_column (stree_source_get_schema (source), name, &column));
  return column;
}

static void
assert_column (StreeSource *source, const char *name, StreeColumnType type, guint flags)
{
  guint column = find (source, name);

  g_assert_cmpint (stree_frame_get_column_type (stree_source_get_schema (source), column), ==, type);
  g_assert_cmpuint (stree_source_get_column_flags (source, column), ==, flags);
}

static void
assert_cell (StreeFrame *frame, guint row, const char *name, const char *expected)
{
  guint column = 0;
  g_autofree char *text = NULL;

  g_assert_true (stree_frame_find_column (frame, name, &column));
  text = stree_frame_dup_cell_text (frame, row, column);
  g_assert_cmpstr (stree_frame_is_null (frame, row, column) ? NULL : text, ==, expected);
}

static void
test_columns (void)
{
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeFrame) all = NULL;
  const guint key = STREE_COLUMN_KEY | STREE_COLUMN_REQUIRED;

  postgres_fixture_run (
      fixture,
      "CREATE DOMAIN grade AS smallint CHECK (VALUE < 10); CREATE TYPE mood AS ENUM ('sad', 'glad');"
      "CREATE TABLE kinds (\"I d\" uuid PRIMARY KEY, auto int GENERATED ALWAYS AS IDENTITY, mine int GENERATED BY DEFAULT "
      "AS IDENTITY, twice int GENERATED ALWAYS AS (g * 2) STORED, g grade, f4 real, f8 float8, n numeric, n2 numeric (8, 2), "
      "whole numeric (12), b bool, d date, ts timestamp, tz timestamptz, t text NOT NULL DEFAULT 'x', v varchar (5), "
      "c char (4), m mood, j json, a int[]);"
      "INSERT INTO kinds (\"I d\", g, f4, f8, n, n2, whole, b, d, ts, tz, v, c, m, j, a) VALUES "
      "('00000000-0000-0000-0000-00000000000a', 3, 0.1, 1e300, 1.50, 2.5, 123456789012, true, '2024-02-29', "
      "'2024-02-29 12:00:00.5', '2024-02-29 12:00:00+02', 'abc', 'ab', 'glad', '{\"a\": 1}', '{1,2}'), "
      "('00000000-0000-0000-0000-00000000000b', NULL, 'NaN', '-Infinity', NULL, NULL, NULL, NULL, 'infinity', "
      "'20000-01-01', NULL, NULL, NULL, NULL, NULL, NULL)");
  source = postgres_open (fixture, "kinds");
  assert_column (source, "I d", STREE_COLUMN_TEXT, key);
  assert_column (source, "auto", STREE_COLUMN_INT64,
                 STREE_COLUMN_READ_ONLY | STREE_COLUMN_DEFAULT | STREE_COLUMN_REQUIRED);
  assert_column (source, "mine", STREE_COLUMN_INT64, STREE_COLUMN_DEFAULT | STREE_COLUMN_REQUIRED);
  assert_column (source, "twice", STREE_COLUMN_INT64, STREE_COLUMN_READ_ONLY | STREE_COLUMN_DEFAULT);
  assert_column (source, "g", STREE_COLUMN_INT64, 0);
  assert_column (source, "n", STREE_COLUMN_DOUBLE, 0);
  assert_column (source, "whole", STREE_COLUMN_INT64, 0);
  assert_column (source, "tz", STREE_COLUMN_TIMESTAMP, 0);
  assert_column (source, "t", STREE_COLUMN_TEXT, STREE_COLUMN_REQUIRED | STREE_COLUMN_DEFAULT);
  assert_column (source, "m", STREE_COLUMN_TEXT, 0);
  all = source_all (source);
  assert_cell (all, 0, "I d", "00000000-0000-0000-0000-00000000000a");
  assert_cell (all, 0, "twice", "6");
  assert_cell (all, 0, "f4", "0.1");
  assert_cell (all, 0, "f8", "1e+300");
  assert_cell (all, 0, "n", "1.5");
  assert_cell (all, 0, "n2", "2.50");
  assert_cell (all, 0, "whole", "123456789012");
  assert_cell (all, 0, "b", "true");
  assert_cell (all, 0, "d", "2024-02-29");
  assert_cell (all, 0, "ts", "2024-02-29 12:00:00.500");
  assert_cell (all, 0, "tz", "2024-02-29 10:00:00");
  assert_cell (all, 0, "c", "ab");
  assert_cell (all, 0, "m", "glad");
  assert_cell (all, 0, "j", "{\"a\": 1}");
  assert_cell (all, 0, "a", "{1,2}");
  assert_cell (all, 1, "f4", NULL);
  assert_cell (all, 1, "f8", "-inf");
  assert_cell (all, 1, "d", NULL);
  assert_cell (all, 1, "ts", NULL);
}

static guint
count_keys (const char *table, guint capabilities)
{
  g_autoptr (StreeSource) source = postgres_open (fixture, table);
  guint n;
  g_autofree guint *keys = stree_source_get_key_columns (source, &n);

  g_assert_cmpuint (stree_source_get_capabilities (source), ==, capabilities);
  g_assert_true (n == 0 || keys[0] < stree_frame_get_n_columns (stree_source_get_schema (source)));
  return n;
}

static void
test_keys (void)
{
  const guint all = STREE_SOURCE_INSERT | STREE_SOURCE_UPDATE | STREE_SOURCE_DELETE;

  postgres_fixture_run (fixture,
                        "CREATE SCHEMA \"My Data\"; CREATE TABLE \"My Data\".\"K.1\" (a int, b text, PRIMARY KEY (b, a));"
                        "CREATE TABLE k2 (a int NOT NULL UNIQUE, b int UNIQUE); CREATE TABLE k3 (a int UNIQUE);"
                        "CREATE TABLE k4 (a int NOT NULL); CREATE UNIQUE INDEX ON k4 (a) WHERE a > 1;"
                        "CREATE VIEW k5 AS SELECT * FROM k2;"
                        "CREATE TABLE k6 (a int PRIMARY KEY) PARTITION BY RANGE (a);"
                        "CREATE TABLE k6_1 PARTITION OF k6 FOR VALUES FROM (0) TO (9)");
  g_assert_cmpuint (count_keys ("\"My Data\".\"K.1\"", all), ==, 2);
  g_assert_cmpuint (count_keys ("My Data.K.1", all), ==, 2);
  g_assert_cmpuint (count_keys ("k2", all), ==, 1);
  g_assert_cmpuint (count_keys ("public.k2", all), ==, 1);
  g_assert_cmpuint (count_keys ("k3", 0), ==, 0);
  g_assert_cmpuint (count_keys ("k4", 0), ==, 0);
  g_assert_cmpuint (count_keys ("k5", 0), ==, 0);
  g_assert_cmpuint (count_keys ("k6", all), ==, 1);
}

/* Rows stand as the index of the key has them, which need not be as the columns stand. */
static void
test_key_order (void)
{
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeFrame) all = NULL;

  postgres_fixture_run (fixture, "CREATE TABLE turned (a int, b int, PRIMARY KEY (b, a));"
                                 "INSERT INTO turned SELECT i, 100 - i / 10 FROM generate_series (0, 99) i");
  source = postgres_open (fixture, "turned");
  all = source_all (source);
  for (guint row = 0; row < 100; row++)
    g_assert_cmpint (stree_frame_get_int64 (all, row, 0), ==, 90 - row / 10 * 10 + row % 10);
}

/* Rows that nothing tells apart: of a table by where they are, of a view by all that they are. */
static void
test_without_key (void)
{
  static const char *const tables[] = { "bare", "bare_view" };

  postgres_fixture_run (fixture, "CREATE TABLE bare (n int, t text);"
                                 "INSERT INTO bare SELECT i / 2, NULLIF (i % 3, 0) FROM generate_series (0, 99) i;"
                                 "CREATE VIEW bare_view AS SELECT * FROM bare");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (StreeSource) source = postgres_open (fixture, tables[i]);
      g_autoptr (StreeQuery) query = stree_query_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeResultSet) rows = NULL;

      stree_query_add_sort (query, "n", TRUE);
      rows = source_query (source, query, NULL, &error);
      g_assert_no_error (error);
      source_wait_counted (rows);
      g_assert_cmpuint (stree_result_set_get_n_rows (rows, NULL), ==, 100);
      for (guint first = 0; first < 100; first += 17)
        {
          g_autoptr (StreeFrame) page = source_page (rows, first, 17, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (stree_frame_get_n_rows (page), ==, MIN (17, 100 - first));
          for (guint row = 0; row < stree_frame_get_n_rows (page); row++)
            g_assert_cmpint (stree_frame_get_int64 (page, row, 0), ==, (99 - (first + row)) / 2);
        }
    }
}

/* --- asking --- */

static guint
count_hits (StreeSource *source, const char *search, StreeFilter *filter)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeResultSet) rows = NULL;

  stree_query_set_search (query, search);
  stree_query_set_filter (query, filter);
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  source_wait_counted (rows);
  return (guint) stree_result_set_get_n_rows (rows, NULL);
}

static void
test_search (void)
{
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeFilter) starts = stree_filter_new_text ("t", STREE_FILTER_STARTS_WITH, "50%_\\");

  postgres_fixture_run (fixture, "CREATE TABLE texts (id int PRIMARY KEY, t text, n numeric (6, 2), x xml, f real);"
                                 "INSERT INTO texts VALUES (1, 'Hello World', 12.5, '<a/>', NULL), (2, '50%_\\ off', NULL, NULL, NULL), "
                                 "(3, '50 per cent', NULL, NULL, NULL), (4, ''''' OR true --', NULL, NULL, NULL), "
                                 "(5, NULL, 0.1, NULL, 1234567), (6, NULL, NULL, NULL, 'NaN'), (7, NULL, NULL, NULL, 1e30), "
                                 "(8, NULL, NULL, NULL, 123456789)");
  source = postgres_open (fixture, "texts");
  g_assert_cmpuint (count_hits (source, "hELLO", NULL), ==, 1);
  g_assert_cmpuint (count_hits (source, "%", NULL), ==, 1);
  g_assert_cmpuint (count_hits (source, "_", NULL), ==, 1);
  g_assert_cmpuint (count_hits (source, "\\", NULL), ==, 1);
  g_assert_cmpuint (count_hits (source, "' OR true --", NULL), ==, 1);
  g_assert_cmpuint (count_hits (source, "12.50", NULL), ==, 1);
  g_assert_cmpuint (count_hits (source, "<A", NULL), ==, 1);
  g_assert_cmpuint (count_hits (source, "nothing", NULL), ==, 0);
  /* As they are shown. */
  g_assert_cmpuint (count_hits (source, "1234567", NULL), ==, 2);
  g_assert_cmpuint (count_hits (source, "123456790", NULL), ==, 1);
  g_assert_cmpuint (count_hits (source, "e+06", NULL), ==, 0);
  g_assert_cmpuint (count_hits (source, "1e+30", NULL), ==, 1);
  g_assert_cmpuint (count_hits (source, "nan", NULL), ==, 0);
  g_assert_cmpuint (count_hits (source, NULL, starts), ==, 1);
}

static void
set_cell (StreeSource *source, StreeChanges *changes, guint change, const char *name, const char *text)
{
  guint column = find (source, name);
  StreeColumnType type = stree_frame_get_column_type (stree_source_get_schema (source), column);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeCell) cell = text ? stree_cell_new_parsed (type, text, &error) : stree_cell_new_null (type);

  g_assert_no_error (error);
  stree_changes_set_cell (changes, change, column, cell);
}

static void
on_changed (StreeSource *source, gpointer data)
{
  (void) source;
  ++*(guint *) data;
}

static void
test_notified (void)
{
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeSource) other = NULL;
  g_autoptr (StreeFrame) all = NULL;
  g_autoptr (StreeChanges) changes = NULL;
  g_autoptr (StreeCommit) commit = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = NULL;
  guint n = 0, n_other = 0;

  postgres_fixture_run (fixture, "CREATE TABLE told (id int PRIMARY KEY); CREATE TABLE untold (id int PRIMARY KEY)");
  source = postgres_open (fixture, "told");
  g_assert_false (stree_source_get_capabilities (source) & STREE_SOURCE_NOTIFIES);
  g_object_get (source, "notify-sql", &sql, NULL);
  postgres_fixture_run (fixture, sql);
  g_clear_object (&source);
  source = postgres_open (fixture, "told");
  g_assert_true (stree_source_get_capabilities (source) & STREE_SOURCE_NOTIFIES);
  g_signal_connect (source, "changed", G_CALLBACK (on_changed), &n);
  postgres_fixture_run (fixture, "SELECT pg_notify ('streamtree', 'untold'::regclass::oid::text)");
  postgres_fixture_run (fixture, "INSERT INTO told VALUES (1)");
  wait_for (n > 0);
  /* What was told before this answer is heard with it. */
  all = source_all (source);
  g_assert_cmpuint (stree_frame_get_n_rows (all), ==, 1);
  g_assert_cmpuint (n, ==, 1);
  /* A commit is told once, by the source itself; another source of the table hears of it from the server. */
  other = postgres_open (fixture, "told");
  g_signal_connect (other, "changed", G_CALLBACK (on_changed), &n_other);
  changes = stree_changes_new ();
  set_cell (source, changes, stree_changes_add_insert (changes), "id", "2");
  commit = source_commit (source, changes, NULL, &error);
  g_assert_no_error (error);
  wait_for (n_other > 0);
  g_clear_pointer (&all, stree_frame_unref);
  all = source_all (source);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (n_other, ==, 1);
}

/* It waits for somebody's lock. */
static void
test_cancelled (void)
{
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeResultSet) rows = NULL;
  PostgresLock *lock;

  postgres_fixture_run (fixture, "CREATE TABLE held (id int PRIMARY KEY); INSERT INTO held VALUES (1)");
  source = postgres_open (fixture, "held");
  lock = postgres_lock_new (fixture, "LOCK TABLE held");
  stree_source_query_async (source, query, cancellable, source_on_result, &result);
  for (gboolean waits = FALSE; !waits;)
    {
      g_autofree char *n = postgres_fixture_ask (
          fixture, "SELECT count (*) FROM pg_locks WHERE NOT granted AND relation = 'held'::regclass");

      g_main_context_iteration (NULL, FALSE);
      waits = g_str_equal (n, "1");
    }
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  wait_for (result != NULL);
  g_assert_null (stree_source_query_finish (source, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  postgres_lock_free (lock);

  /* The connection is as good as before. */
  g_clear_error (&error);
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_result_set_get_n_rows (rows, NULL), ==, 1);
}

/* --- writing --- */

/* Each kind of column is compared with what was seen, and found to be the same; and written. */
static void
test_kinds_written (void)
{
  static const char *const values[][2] = {
    { "g", "4" },       { "f4", "0.3" }, { "f8", "0.1" },        { "n", "2.25" },
    { "n2", "3.75" },   { "b", "false" }, { "d", "2025-01-31" }, { "ts", "2025-01-31 01:02:03.000004" },
    { "v", "äöü" },     { "c", "xy" },   { "m", "sad" },         { "j", "[1]" },
    { "a", "{3}" },     { "t", "it's" }, { "whole", "7" },       { "tz", "2025-01-31 01:02:03" },
  };
  g_autoptr (StreeSource) source = postgres_open (fixture, "kinds");

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (StreeFrame) seen = source_all (source);
      g_autoptr (StreeFrame) now = NULL;
      g_autoptr (StreeChanges) changes = stree_changes_new ();
      g_autoptr (StreeCommit) commit = NULL;
      g_autoptr (GError) error = NULL;
      guint change = stree_changes_add_update (changes, seen, 0);

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        set_cell (source, changes, change, values[i][0], values[i][1]);
      commit = source_commit (source, changes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
      now = source_all (source);
      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          guint column = find (source, values[i][0]);
          g_autoptr (StreeCell) cell = stree_frame_get_cell (now, 0, column);
          g_autofree char *text = stree_cell_to_string (cell);

          g_assert_cmpstr (text, ==, values[i][1]);
        }
    }
}

/* What a frame shows as null, or as infinite, is what was seen. */
static void
test_far_written (void)
{
  static const char *const columns[] = { "f4", "f8", "n", "d", "ts", "tz" };
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeFrame) seen = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  postgres_fixture_run (fixture,
                        "CREATE TABLE far (id int PRIMARY KEY, f4 real, f8 float8, n numeric, d date, ts timestamp, "
                        "tz timestamptz); INSERT INTO far VALUES (1, 'NaN', 'NaN', 'NaN', 'infinity', '-infinity', 'infinity'), "
                        "(2, 'inf', '-inf', '1e400', '0044-03-15 BC', '20000-01-01', '0001-01-01 00:00:00 BC'), "
                        "(3, 'NaN', 'inf', '-1e400', '-infinity', '0044-03-15 BC', '-infinity'), "
                        "(4, 'NaN', 'inf', 1, '9999-12-31', '9999-12-31 23:59:59.999999', '0001-01-01 00:00:00'), "
                        "(5, NULL, NULL, NULL, NULL, NULL, NULL)");
  source = postgres_open (fixture, "far");
  seen = source_all (source);
  for (guint row = 0; row < 5; row++)
    {
      g_autoptr (StreeChanges) changes = stree_changes_new ();
      g_autoptr (StreeCommit) commit = NULL;
      guint change;

      if (row == 2 || row == 3)
        stree_changes_add_delete (changes, seen, row);
      else
        {
          change = stree_changes_add_update (changes, seen, row);
          for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
            set_cell (source, changes, change, columns[i], i < 3 ? "1" : i == 3 ? "2024-02-29" : "2024-02-29 00:00:00");
        }
      commit = source_commit (source, changes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
    }
  left = postgres_fixture_ask (fixture, "SELECT count (*) FROM far WHERE f4 = 1 AND f8 = 1 AND n = 1 AND d = '2024-02-29'");
  g_assert_cmpstr (left, ==, "3");

  /* What was seen is not there any more. */
  postgres_fixture_run (fixture, "INSERT INTO far (id, f8, n) VALUES (6, 'NaN', 'NaN'); ");
  g_clear_pointer (&seen, stree_frame_unref);
  seen = source_all (source);
  for (guint column = 2; column < 4; column++)
    {
      g_autoptr (StreeChanges) changes = stree_changes_new ();
      g_autoptr (StreeCommit) commit = NULL;

      postgres_fixture_run (fixture, column == 2 ? "UPDATE far SET f8 = 5 WHERE id = 6"
                                                 : "UPDATE far SET f8 = 'NaN', n = 'inf' WHERE id = 6");
      stree_changes_add_delete (changes, seen, 3);
      commit = source_commit (source, changes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 1);
    }
}

static void
assert_not_written (StreeSource *source, StreeChanges *changes, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeCommit) commit = source_commit (source, changes, NULL, &error);

  g_assert_null (commit);
  g_assert_error (error, STREE_SOURCE_ERROR, code);
  if (!strstr (error->message, words))
    g_error ("“%s” is not in: %s", words, error->message);
}

/* What the database does not allow; nothing of it is written. */
static void
test_not_allowed (void)
{
  static const struct
  {
    const char *column, *value;
    int code;
    const char *words;
  } cases[] = {
    { "v", "too long", STREE_SOURCE_ERROR_CONSTRAINT, "character varying(5)" },
    { "n", "-1", STREE_SOURCE_ERROR_CONSTRAINT, "positive" },
    { "id", "2", STREE_SOURCE_ERROR_CONSTRAINT, "(id)=(2)" },
    { "other", "99", STREE_SOURCE_ERROR_CONSTRAINT, "(other)=(99)" }, /* found at the end */
    { "stuck", "1", STREE_SOURCE_ERROR_CONSTRAINT, "trigger" },
  };
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeFrame) seen = NULL;
  g_autofree char *left = NULL;

  postgres_fixture_run (
      fixture,
      "CREATE TABLE strict (id int PRIMARY KEY, v varchar (5), n int CONSTRAINT positive CHECK (n > 0), "
      "other int REFERENCES strict DEFERRABLE INITIALLY DEFERRED, stuck int, note text); INSERT INTO strict VALUES (1), (2);"
      "CREATE FUNCTION nothing () RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
      "CREATE TRIGGER stuck BEFORE UPDATE ON strict FOR EACH ROW WHEN (NEW.stuck > 0) EXECUTE FUNCTION nothing ()");
  source = postgres_open (fixture, "strict");
  seen = source_all (source);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StreeChanges) changes = stree_changes_new ();

      set_cell (source, changes, stree_changes_add_update (changes, seen, 1), "note", "written");
      set_cell (source, changes, stree_changes_add_update (changes, seen, 0), cases[i].column, cases[i].value);
      assert_not_written (source, changes, cases[i].code, cases[i].words);
    }
  left = postgres_fixture_ask (fixture, "SELECT count (*) FROM strict WHERE note IS NOT NULL OR v IS NOT NULL OR n IS NOT "
                                        "NULL OR other IS NOT NULL OR stuck IS NOT NULL");
  g_assert_cmpstr (left, ==, "0");
}

/* --- jumps --- */

static void
test_jump (void)
{
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeResultSet) rows = NULL;
  g_autoptr (StreeFrame) page = NULL;
  g_autofree char *log = NULL;
  gboolean exact = TRUE;

  postgres_fixture_run (fixture, "CREATE TABLE large (id int PRIMARY KEY);"
                                 "INSERT INTO large SELECT i * 2 FROM generate_series (0, 49999) i; ANALYZE large");
  source = postgres_open (fixture, "large");
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_result_set_get_n_rows (rows, &exact), ==, 50000); /* as the server estimates */
  g_assert_false (exact);
  /* Before the walk has come there. */
  page = source_page (rows, 30000, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 10);
  g_assert_cmpint (stree_frame_get_int64 (page, 0, 0), ==, 60000);
  log = postgres_fixture_get_log (fixture);
  g_assert_null (strstr (log, "OFFSET 30000"));
  source_wait_counted (rows);
  g_assert_cmpuint (stree_result_set_get_n_rows (rows, NULL), ==, 50000);
  g_clear_pointer (&page, stree_frame_unref);
  page = source_page (rows, 49990, 100, &error);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 10);
}

/* A page that waits for a mark, and is not wanted any more: the walk, which somebody's lock keeps, does not tell it. */
static void
test_jump_cancelled (void)
{
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeCell) zero = stree_cell_new_int64 (0);
  g_autoptr (StreeFilter) filter = stree_filter_new_compare ("id", STREE_FILTER_GREATER_EQUAL, zero);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StreeResultSet *rows;
  PostgresLock *lock;

  postgres_fixture_run (fixture, "CREATE TABLE walked (id int PRIMARY KEY);"
                                 "INSERT INTO walked SELECT i FROM generate_series (0, 9999) i; ANALYZE walked");
  source = postgres_open (fixture, "walked");
  stree_query_set_filter (query, filter);
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  lock = postgres_lock_new (fixture, "LOCK TABLE walked"); /* the walk has yet to connect */
  stree_result_set_page_async (rows, 5000, 10, cancellable, source_on_result, &result);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  wait_for (result != NULL);
  g_assert_null (stree_result_set_page_finish (rows, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  /* Nothing keeps the rows. */
  g_object_add_weak_pointer (G_OBJECT (rows), (gpointer *) &rows);
  g_object_unref (rows);
  wait_for (!rows);
  postgres_lock_free (lock);
}

static void
assert_page (StreeResultSet *rows, guint64 first, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) page = source_page (rows, first, 10, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 10);
  g_assert_cmpint (stree_frame_get_int64 (page, 0, 1), ==, expected);
}

/* No index has the order: the keys are in a cursor, as long as they are needed, or as its connection is there. */
static void
test_sorted (void)
{
  static const char last[] = "SELECT count (*) FROM pg_stat_activity WHERE query LIKE '%s'";
  g_autofree char *fetching = g_strdup_printf (last, "FETCH % FROM streamtree%");
  g_autofree char *closing = g_strdup_printf (last, "CLOSE streamtree%");
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeFrame) page = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *n_fetching = NULL;
  StreeResultSet *rows;
  guint n_changed = 0;

  postgres_fixture_run (fixture, "CREATE TABLE unsorted (id int PRIMARY KEY, n int NOT NULL);"
                                 "INSERT INTO unsorted SELECT i, i * 7 % 5000 FROM generate_series (0, 4999) i");
  source = postgres_open (fixture, "unsorted");
  stree_query_add_sort (query, "n", TRUE);
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  assert_page (rows, 3000, 1999);
  n_fetching = postgres_fixture_ask (fixture, fetching);
  g_assert_cmpstr (n_fetching, ==, "1");

  /* A row that is gone is not there, and that is told. */
  g_signal_connect (source, "changed", G_CALLBACK (on_changed), &n_changed);
  postgres_fixture_run (fixture, "DELETE FROM unsorted WHERE n = 1500");
  page = source_page (rows, 3490, 20, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 19);
  wait_for (n_changed > 0);

  postgres_fixture_run (fixture, "SELECT pg_terminate_backend (pid) FROM pg_stat_activity WHERE query LIKE 'FETCH%'");
  for (gboolean lost = FALSE; !lost;)
    {
      g_autoptr (StreeFrame) other = source_page (rows, 4000, 10, &error);

      lost = !other;
    }
  assert_lost (&error);
  assert_page (rows, 3000, 1999);
  g_clear_object (&rows);

  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  source_wait_counted (rows);
  assert_page (rows, 4500, 498);
  g_clear_object (&rows);
  for (gboolean closed = FALSE; !closed;)
    {
      g_autofree char *n = postgres_fixture_ask (fixture, closing);

      g_main_context_iteration (NULL, FALSE);
      closed = g_str_equal (n, "1");
    }
}

/* Nothing that was said in all of this has the password: not the statements, not the labels. */
static void
test_no_secret (void)
{
  g_autofree char *log = postgres_fixture_get_log (fixture);
  g_autoptr (StreeSource) source = postgres_open (fixture, "large");

  g_assert_null (strstr (log, "s3cret"));
  g_assert_cmpstr (stree_frame_get_label (stree_source_get_schema (source)), ==, "127.0.0.1/postgres/public.large");
}

static void
add_tests (void)
{
  g_test_add_func ("/postgres/refused", test_refused);
  g_test_add_func ("/postgres/tls-required", test_tls_required);
  g_test_add_func ("/postgres/service-file", test_service_file);
  g_test_add_func ("/postgres/columns", test_columns);
  g_test_add_func ("/postgres/keys", test_keys);
  g_test_add_func ("/postgres/key-order", test_key_order);
  g_test_add_func ("/postgres/without-key", test_without_key);
  g_test_add_func ("/postgres/search", test_search);
  g_test_add_func ("/postgres/notified", test_notified);
  g_test_add_func ("/postgres/cancelled", test_cancelled);
  g_test_add_func ("/postgres/kinds-written", test_kinds_written);
  g_test_add_func ("/postgres/far-written", test_far_written);
  g_test_add_func ("/postgres/not-allowed", test_not_allowed);
  g_test_add_func ("/postgres/jump", test_jump);
  g_test_add_func ("/postgres/jump-cancelled", test_jump_cancelled);
  g_test_add_func ("/postgres/sorted", test_sorted);
  g_test_add_func ("/postgres/no-secret", test_no_secret);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  stree_pg_sizes = (StreePgSizes) { .first_page = 20, .stride = 100, .max_offset = 200 };
  return postgres_run (&fixture, add_tests);
}
