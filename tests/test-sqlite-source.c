/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Tables of SQLite files: beside a naive table, and what only they have. */

#include "core/stree-error.h"
#include "data/stree-frame-builder.h"
#include "frames.h"
#include "sqlite-fixture.h"
#include "support.h"

/* --- beside a naive table --- */

#define MODEL_COLUMNS                                                                                                  \
  "amount INTEGER, price REAL, paid BOOLEAN, day DATE, at TIMESTAMP, \"na\"\"me; --\" TEXT, \"group\" TEXT COLLATE NOCASE"

static StreeSource *
open_table (gpointer file)
{
  g_autoptr (GError) error = NULL;
  StreeSource *source = sqlite_source_open (file, "drop table \"t\"; --", &error);

  g_assert_no_error (error);
  return source;
}

static void
run_model (const char *columns, SourceModelOrder order, guint n_steps)
{
  SqliteFile file;
  g_autoptr (StreeFrame) rows = source_model_make_rows (1, 60);
  SourceModel model = { open_table, &file, order, .n_steps = n_steps };
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE \"drop table \"\"t\"\"; --\" (%s", columns);

  sqlite_file_init (&file);
  sqlite_file_exec (&file, sql);
  sqlite_file_insert (&file, "drop table \"t\"; --", rows);
  source_model_run (&model, rows);
  sqlite_file_clear (&file);
}

static void
test_model_integer_key (void)
{
  run_model ("id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, " MODEL_COLUMNS ")", SOURCE_MODEL_BY_KEY, 1500);
}

static void
test_model_two_keys (void)
{
  run_model ("id INTEGER, code TEXT, " MODEL_COLUMNS ", PRIMARY KEY (\"group\", code))", SOURCE_MODEL_INSERTED, 1500);
}

static void
test_model_counted (void)
{
  run_model ("id INTEGER, code TEXT, " MODEL_COLUMNS ")", SOURCE_MODEL_INSERTED, 1500);
}

static void
test_model_without_rowid (void)
{
  run_model ("id INTEGER, code TEXT PRIMARY KEY, " MODEL_COLUMNS ") WITHOUT ROWID", SOURCE_MODEL_BY_KEY, 1500);
}

/* --- what is in a file --- */

static void
assert_column (StreeSource *source, guint column, const char *name, StreeColumnType type, StreeColumnFlags flags)
{
  StreeFrame *schema = stree_source_get_schema (source);

  g_assert_cmpuint (column, <, stree_frame_get_n_columns (schema));
  g_assert_cmpstr (stree_frame_get_column_name (schema, column), ==, name);
  g_assert_cmpstr (stree_column_type_get_nick (stree_frame_get_column_type (schema, column)), ==,
                   stree_column_type_get_nick (type));
  g_assert_cmpuint (stree_source_get_column_flags (source, column), ==, flags);
}

/* Rows that a table has and another program's values in them. */
static void
test_types (void)
{
  static const struct
  {
    const char *declared, *values; /* of three rows */
    StreeColumnType type;
    const char *first; /* shown of the first */
  } columns[] = {
    { "INTEGER", "(1), (2), (NULL)", STREE_COLUMN_INT64, "1" },
    { "INTEGER", "(9007199254740993), (1), (1)", STREE_COLUMN_INT64, "9007199254740993" },
    { "INTEGER", "(1), (2.5), (NULL)", STREE_COLUMN_DOUBLE, "1" },
    { "INTEGER", "(9007199254740993), (2.5), (1)", STREE_COLUMN_TEXT, "9007199254740993" },
    { "INTEGER", "(12), ('abc'), (0.1)", STREE_COLUMN_TEXT, "12" },
    { "REAL", "(1), (2.5), (1e300)", STREE_COLUMN_DOUBLE, "1" },
    { "REAL", "(0.1), (''), (1)", STREE_COLUMN_TEXT, "0.1" },
    { "DECIMAL(10,2)", "(1), (2), (3)", STREE_COLUMN_DOUBLE, "1" },
    { "NUMERIC", "(9007199254740993), (2), (3)", STREE_COLUMN_TEXT, "9007199254740993" },
    { "BOOLEAN", "(1), (0), (NULL)", STREE_COLUMN_BOOL, "true" },
    { "BOOLEAN", "(1), (0), (2)", STREE_COLUMN_INT64, "1" },
    { "DATE", "('2024-02-29'), (NULL), ('1999-12-31')", STREE_COLUMN_DATE, "2024-02-29" },
    { "DATE", "('2024-02-29'), (NULL), ('2023-02-29')", STREE_COLUMN_TEXT, "2024-02-29" },
    { "DATE", "(19000), (NULL), (1)", STREE_COLUMN_INT64, "19000" },
    { "DATETIME", "('2024-02-29 12:00:00'), ('2024-02-29 12:00:00.500'), (NULL)", STREE_COLUMN_TIMESTAMP,
      "2024-02-29 12:00:00" },
    { "TIMESTAMP", "('2024-02-29T12:00:00Z'), ('2024-02-29T12:00:00.500Z'), (NULL)", STREE_COLUMN_TIMESTAMP,
      "2024-02-29 12:00:00" },
    { "TIMESTAMP", "('2024-02-29T12:00:00Z'), ('2024-02-29 12:00:00'), (NULL)", STREE_COLUMN_TEXT,
      "2024-02-29T12:00:00Z" },
    { "TIMESTAMP", "('2024-02-29 12:00:00.500'), ('2024-02-29 12:00:00.500000'), (NULL)", STREE_COLUMN_TEXT,
      "2024-02-29 12:00:00.500" },
    { "TIMESTAMP", "('2024-02-29 12:00:00'), ('2024-02-29 12:00:00.000'), (NULL)", STREE_COLUMN_TEXT,
      "2024-02-29 12:00:00" },
    { "TIMESTAMP", "('2024-02-29 24:00:00'), (NULL), (NULL)", STREE_COLUMN_TEXT, "2024-02-29 24:00:00" },
    { "VARCHAR(10)", "('12'), ('x'), (NULL)", STREE_COLUMN_TEXT, "12" },
    { "TEXT", "('2024-02-29'), ('2024-02-29'), (NULL)", STREE_COLUMN_TEXT, "2024-02-29" },
    { "", "(1), (2), (3)", STREE_COLUMN_INT64, "1" },
    { "", "('2024-02-29'), (NULL), (NULL)", STREE_COLUMN_DATE, "2024-02-29" },
    { "", "(NULL), (NULL), (NULL)", STREE_COLUMN_TEXT, NULL },
    { "BLOB", "(x'00ff'), ('x'), (1)", STREE_COLUMN_TEXT, "X'00FF'" },
    { "TEXT", "(CAST (x'61ff62' AS TEXT)), ('x'), ('y')", STREE_COLUMN_TEXT, "a\357\277\275b" },
  };
  SqliteFile file;

  sqlite_file_init (&file);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *sql = g_strdup_printf ("CREATE TABLE t%u (c %s); INSERT INTO t%u VALUES %s", i, columns[i].declared,
                                              i, columns[i].values);
      g_autofree char *name = g_strdup_printf ("T%u", i); /* as SQL finds it */
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeSource) source = NULL;
      g_autoptr (StreeFrame) all = NULL;

      sqlite_file_exec (&file, sql);
      source = sqlite_source_open (&file, name, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %s", columns[i].declared, columns[i].values);
      assert_column (source, 0, "c", columns[i].type, g_str_equal (columns[i].declared, "BLOB") ? STREE_COLUMN_READ_ONLY : 0);
      all = source_all (source);
      g_assert_cmpuint (stree_frame_get_n_rows (all), ==, 3);
      assert_cell (all, 0, 0, columns[i].first);
    }
  sqlite_file_clear (&file);
}

/* A copy of what a view has is in the order that was asked for, whatever its columns are called. */
static void
test_view_with_rowid (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) rows = NULL;
  g_autoptr (StreeFrame) page = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (a INT); INSERT INTO t VALUES (1), (2), (3), (4), (5), (6), (7), (8);"
                           "CREATE VIEW v AS SELECT rowid, a FROM t WHERE a > 3;"
                           "CREATE VIEW all_taken AS SELECT 1 AS rowid, 2 AS oid, 3 AS _rowid_");
  source = sqlite_source_open (&file, "v", &error);
  g_assert_no_error (error);
  stree_query_add_sort (query, "a", TRUE);
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  page = source_page (rows, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (stree_frame_get_int64 (page, i, 1), ==, 8 - i);

  g_assert_null (sqlite_source_open (&file, "all_taken", &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED);
  g_clear_object (&rows);
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

static void
test_flags (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeSource) null_key = NULL;
  g_autoptr (StreeSource) blobs = NULL;
  g_autoptr (StreeSource) view = NULL;
  const StreeColumnFlags counter = STREE_COLUMN_KEY | STREE_COLUMN_READ_ONLY | STREE_COLUMN_DEFAULT | STREE_COLUMN_HIDDEN;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE \"select\" (\"order\" INTEGER PRIMARY KEY, \"a;b\" TEXT NOT NULL, c REAL DEFAULT 5, "
                           "d INT NOT NULL DEFAULT 1, e AS (c * 2), f AS (c * 3) STORED);"
                           "CREATE TABLE k (rowid TEXT PRIMARY KEY, oid INT); INSERT INTO k VALUES (NULL, 1), (NULL, 2);"
                           "CREATE VIEW v AS SELECT \"order\" AS o, c FROM \"select\"");
  source = sqlite_source_open (&file, "select", &error);
  g_assert_no_error (error);
  assert_column (source, 0, "order", STREE_COLUMN_INT64, STREE_COLUMN_KEY | STREE_COLUMN_DEFAULT);
  assert_column (source, 1, "a;b", STREE_COLUMN_TEXT, STREE_COLUMN_REQUIRED);
  assert_column (source, 2, "c", STREE_COLUMN_DOUBLE, STREE_COLUMN_DEFAULT);
  assert_column (source, 3, "d", STREE_COLUMN_INT64, STREE_COLUMN_REQUIRED | STREE_COLUMN_DEFAULT);
  assert_column (source, 4, "e", STREE_COLUMN_TEXT, STREE_COLUMN_READ_ONLY);
  assert_column (source, 5, "f", STREE_COLUMN_TEXT, STREE_COLUMN_READ_ONLY);
  g_assert_cmpuint (stree_source_get_capabilities (source), ==,
                    STREE_SOURCE_INSERT | STREE_SOURCE_UPDATE | STREE_SOURCE_DELETE | STREE_SOURCE_NOTIFIES);
  g_assert_cmpstr (stree_sqlite_source_get_table (STREE_SQLITE_SOURCE (source)), ==, "select");
  g_assert_cmpstr (stree_sqlite_source_get_path (STREE_SQLITE_SOURCE (source)), ==, file.path);

  /* Keys that are null tell nothing apart. */
  null_key = sqlite_source_open (&file, "k", &error);
  g_assert_no_error (error);
  assert_column (null_key, 0, "rowid", STREE_COLUMN_TEXT, 0);
  assert_column (null_key, 2, "rowid_2", STREE_COLUMN_INT64, counter);

  /* Nor do keys that are not shown in full. */
  sqlite_file_exec (&file, "CREATE TABLE blobs (id BLOB PRIMARY KEY, n INT); INSERT INTO blobs VALUES (zeroblob (50), 1)");
  blobs = sqlite_source_open (&file, "blobs", &error);
  g_assert_no_error (error);
  assert_column (blobs, 0, "id", STREE_COLUMN_TEXT, STREE_COLUMN_READ_ONLY);
  assert_column (blobs, 2, "rowid", STREE_COLUMN_INT64, counter);

  view = sqlite_source_open (&file, "v", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_source_get_capabilities (view), ==, STREE_SOURCE_NOTIFIES);
  assert_column (view, 0, "o", STREE_COLUMN_INT64, STREE_COLUMN_READ_ONLY);
  g_clear_object (&source);
  g_clear_object (&null_key);
  g_clear_object (&blobs);
  g_clear_object (&view);
  sqlite_file_clear (&file);
}

/* Defaults and computed values of a new row come back. */
static void
test_insert_defaults (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeCommit) commit = NULL;
  StreeFrame *now;
  guint row;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, c REAL DEFAULT 5, e REAL AS (c * 2), n TEXT);"
                           "INSERT INTO t (id) VALUES (7);"
                           "CREATE TRIGGER later AFTER INSERT ON t BEGIN UPDATE t SET n = 'by a trigger' WHERE id = new.id; END");
  source = sqlite_source_open (&file, "t", &error);
  g_assert_no_error (error);
  stree_changes_add_insert (changes);
  commit = source_commit (source, changes, NULL, &error);
  g_assert_no_error (error);
  now = stree_commit_get_inserted (commit, 0, &row);
  assert_cell (now, row, 0, "8");
  assert_cell (now, row, 1, "5");
  assert_cell (now, row, 2, "10");
  assert_cell (now, row, 3, "by a trigger");
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

/* Of the key, which is at most 9; in a circle, too. */
static void
assert_checked (StreeSource *source)
{
  g_autoptr (StreeFrame) all = source_all (source);

  for (guint n = 1; n <= 2; n++)
    {
      g_autoptr (StreeChanges) changes = stree_changes_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeCell) large = stree_cell_new_int64 (10);
      g_autoptr (StreeCell) first = stree_frame_get_cell (all, 0, 0);

      stree_changes_set_cell (changes, stree_changes_add_update (changes, all, 0), 0, large);
      if (n == 2)
        stree_changes_set_cell (changes, stree_changes_add_update (changes, all, 1), 0, first);
      g_assert_null (source_commit (source, changes, NULL, &error));
      g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT);
      g_assert_nonnull (strstr (error->message, "CHECK"));
    }
}

/* Constraints hold at the end, and nothing of the way there is left. */
static void
test_exchange (void)
{
  static const char *const tables[] = {
    "(id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 9), note TEXT)",
    "(id TEXT PRIMARY KEY CHECK (length (id) = 1), note TEXT) WITHOUT ROWID",
    "(id DATE PRIMARY KEY NOT NULL, note TEXT)",
    "(id REAL PRIMARY KEY, note TEXT)",
    "(id TIMESTAMP PRIMARY KEY, note TEXT)",
  };
  SqliteFile file;

  sqlite_file_init (&file);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const char *const value = i == 2 ? "'2024-01-0' || i" : i == 4 ? "'2024-01-01 00:00:0' || i" : "i";
      g_autofree char *sql = g_strdup_printf (
          "CREATE TABLE t%u %s; CREATE TABLE c%u (parent REFERENCES t%u ON UPDATE CASCADE, note TEXT);"
          "CREATE TABLE d%u (parent REFERENCES t%u, note TEXT);"
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9) INSERT INTO t%u SELECT %s, 'n' || i "
          "FROM n; INSERT INTO c%u SELECT id, note FROM t%u WHERE note <> 'n8'; INSERT INTO d%u SELECT id, note FROM t%u "
          "WHERE note IN ('n1', 'n2', 'n3')", i, tables[i], i, i, i, i, i, value, i, i, i, i);
      g_autofree char *table = g_strdup_printf ("t%u", i);
      g_autofree char *led = g_strdup_printf ("SELECT count (*) FROM c%u JOIN t%u ON parent = id AND c%u.note = t%u.note", i, i,
                                              i, i);
      g_autofree char *n_led = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeSource) source = NULL;

      sqlite_file_exec (&file, sql);
      source = sqlite_source_open (&file, table, &error);
      g_assert_no_error (error);
      source_check_exchange (source, 0, 1);
      /* What leads to a row by its key leads there still. */
      n_led = sqlite_file_get (&file, led);
      g_assert_cmpstr (n_led, ==, "8");
      if (i == 0)
        assert_checked (source);
      g_clear_object (&source);
    }
  sqlite_file_clear (&file);
}

/* What triggers write while two rows exchange their keys holds all CHECKs, or nothing is written. */
static void
test_exchange_triggers (void)
{
  for (guint strict = 0; strict < 2; strict++)
    {
      SqliteFile file;
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeSource) source = NULL;
      g_autoptr (StreeFrame) all = NULL;
      g_autoptr (StreeChanges) changes = stree_changes_new ();
      g_autoptr (StreeCommit) commit = NULL;
      g_autoptr (StreeCell) a = stree_cell_new_text ("a");
      g_autoptr (StreeCell) b = stree_cell_new_text ("b");

      sqlite_file_init (&file);
      sqlite_file_exec (&file, "CREATE TABLE t (id TEXT PRIMARY KEY CHECK (length (id) = 1), note TEXT);"
                               "INSERT INTO t VALUES ('a', 'first'), ('b', 'second')");
      sqlite_file_exec (&file, strict ? "CREATE TABLE log (id TEXT CHECK (length (id) = 1))" : "CREATE TABLE log (id TEXT)");
      sqlite_file_exec (&file, "CREATE TRIGGER told AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (new.id); END");
      source = sqlite_source_open (&file, "t", &error);
      g_assert_no_error (error);
      all = source_all (source);
      stree_changes_set_cell (changes, stree_changes_add_update (changes, all, 0), 0, b);
      stree_changes_set_cell (changes, stree_changes_add_update (changes, all, 1), 0, a);
      commit = source_commit (source, changes, NULL, &error);
      if (strict)
        {
          g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT);
          g_assert_nonnull (strstr (error->message, "log"));
        }
      else
        g_assert_no_error (error);
      sqlite_file_assert_get (&file, "SELECT group_concat (id || note, ' ') FROM (SELECT * FROM t ORDER BY id)",
                              strict ? "afirst bsecond" : "asecond bfirst");
      sqlite_file_assert_get (&file, "SELECT count (*) FROM log", strict ? "0" : "3");
      g_clear_object (&source);
      sqlite_file_clear (&file);
    }
}

/* A moment is written as those that are there. */
static void
test_written_alike (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeFrame) all = NULL;
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeCommit) commit = NULL;
  g_autoptr (StreeCell) moment = stree_cell_new_timestamp (500000);
  g_autoptr (StreeCell) truth = stree_cell_new_bool (FALSE);
  g_autoptr (StreeCell) number = stree_cell_new_text ("13");
  g_autofree char *written = NULL;
  guint change;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (a TIMESTAMP, b BOOL, c TEXT, d INT);"
                           "INSERT INTO t VALUES ('2024-02-29T12:00:00Z', 1, 'x', 'mixed'), (NULL, 0, 'y', 12)");
  source = sqlite_source_open (&file, "t", &error);
  g_assert_no_error (error);
  all = source_all (source);
  change = stree_changes_add_update (changes, all, 0);
  stree_changes_set_cell (changes, change, 0, moment);
  stree_changes_set_cell (changes, change, 1, truth);
  stree_changes_set_cell (changes, change, 2, number);
  stree_changes_set_cell (changes, change, 3, number);
  commit = source_commit (source, changes, NULL, &error);
  g_assert_no_error (error);
  written = sqlite_file_get (&file, "SELECT a || '|' || typeof (b) || b || '|' || typeof (c) || c || '|' || typeof (d) || d FROM t");
  g_assert_cmpstr (written, ==, "1970-01-01T00:00:00.500Z|integer0|text13|integer13");
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

/* --- the same as a frame --- */

static StreeFrame *
make_texts (GRand *rand, guint n_rows)
{
  static const char *const words[] = { "Adelie", "adelie", "Zürich", "zurich", "STRASSE", "straße", "Éa", "ea", "",
                                       "12.5", "true", "ΣΑΣ", "σας", "a b", "%", "_", "a%b", "it's", "\"q\"", "日本" };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
  stree_frame_builder_set_decimals (builder, 1, 0);
  for (guint row = 0; row < n_rows; row++)
    {
      if (g_rand_int_range (rand, 0, 6) != 0)
        stree_frame_builder_append_text (builder, 0, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      if (g_rand_int_range (rand, 0, 6) != 0)
        stree_frame_builder_append_double (builder, 1, g_rand_int_range (rand, -20, 20) / 8.0);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static StreeFilter *
make_text_filter (GRand *rand)
{
  static const char *const needles[] = { "a", "ADEL", "zür", "zu", "strasse", "é", "ς", "%", "_", "'", "\"", "", "日", "E" };
  const char *needle = needles[g_rand_int_range (rand, 0, G_N_ELEMENTS (needles))];
  StreeFilterOp op = (StreeFilterOp) g_rand_int_range (rand, 0, STREE_FILTER_NULL);
  g_autoptr (StreeCell) cell = stree_cell_new_text (needle);

  return op == STREE_FILTER_CONTAINS || op == STREE_FILTER_STARTS_WITH ? stree_filter_new_text ("t", op, needle)
                                                                       : stree_filter_new_compare ("t", op, cell);
}

static void
test_same_as_frame (void)
{
  SqliteFile file;
  GRand *rand = g_rand_new_with_seed (7);
  g_autoptr (StreeFrame) rows = make_texts (rand, 200);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeFrameSource) frame = stree_frame_source_new (rows, NULL, &error);

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (t TEXT COLLATE NOCASE, x REAL)");
  sqlite_file_insert (&file, "t", rows);
  source = sqlite_source_open (&file, "t", &error);
  g_assert_no_error (error);
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (StreeQuery) query = stree_query_new ();
      g_autoptr (StreeFilter) filter = make_text_filter (rand);
      StreeSource *sources[] = { STREE_SOURCE (frame), source };
      StreeFrame *pages[2];
      g_autofree char *json = stree_filter_to_json (filter);

      if (round % 3)
        stree_query_set_filter (query, filter);
      if (round % 2)
        stree_query_add_collated_sort (query, round % 5 ? "t" : "x", round % 4 == 1, (StreeCollation) (round / 2 % 4));
      if (round % 7 == 0)
        stree_query_set_search (query, round % 2 ? "E" : "5");
      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (StreeResultSet) set = source_query (sources[i], query, NULL, &error);

          g_assert_no_error (error);
          source_wait_counted (set);
          pages[i] = source_page (set, 0, 1000, &error);
          g_assert_no_error (error);
        }
      g_test_message ("%s", json);
      g_assert_cmpuint (stree_frame_get_n_rows (pages[0]), ==, stree_frame_get_n_rows (pages[1]));
      for (guint row = 0; row < stree_frame_get_n_rows (pages[0]); row++)
        for (guint column = 0; column < 3; column++)
          {
            g_autofree char *cell = stree_frame_dup_cell_text (pages[0], row, column);

            assert_cell (pages[1], row, column, stree_frame_is_null (pages[0], row, column) ? NULL : cell);
          }
      stree_frame_unref (pages[0]);
      stree_frame_unref (pages[1]);
    }
  g_rand_free (rand);
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

/* --- views and queries --- */

static void
test_query (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) rows = NULL;
  g_autoptr (StreeFrame) page = NULL;
  static const char *const bad[] = { "DELETE FROM t", "SELECT 1; DELETE FROM t", "SELECT", "", "SELECT 1 AS a, 2 AS A",
                                     "SELECT 1) AS x; --", "SELECT \"nothing\" FROM t", "PRAGMA user_version = 5" };

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, 'x')");
  source = sqlite_source_open_query (&file, "SELECT b, count (*) AS n FROM t -- all\n GROUP BY b ; -- and no more", &error);
  g_assert_no_error (error);
  assert_column (source, 1, "n", STREE_COLUMN_INT64, STREE_COLUMN_READ_ONLY);
  stree_query_add_sort (query, "n", TRUE);
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  /* It does not change any more. */
  sqlite_file_exec (&file, "DELETE FROM t");
  page = source_page (rows, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 2);
  assert_cell (page, 0, 0, "x");
  assert_cell (page, 0, 1, "2");
  g_clear_object (&rows);
  g_clear_object (&source);
  source = sqlite_source_open_query (&file, "SELECT 1 AS one -- and no more", &error);
  g_assert_no_error (error);
  g_clear_object (&source);
  sqlite_file_exec (&file, "INSERT INTO t VALUES (1, 'x')");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (sqlite_source_open_query (&file, bad[i], &error));
      g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED);
      g_clear_error (&error);
    }
  {
    g_autofree char *left = sqlite_file_get (&file, "SELECT count (*) FROM t");

    g_assert_cmpstr (left, ==, "1");
  }
  sqlite_file_clear (&file);
}

static StreeSource *
open_uri (const char *uri, const char *table, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_source_open_async (uri, table, NULL, source_on_result, &result);
  wait_for (result != NULL);
  return stree_source_open_finish (result, error);
}

/* By a path, and by URIs. */
static void
test_uri (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autofree char *as_file = NULL;
  g_autofree char *as_sqlite = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) names = NULL;

  sqlite_file_init (&file);
  as_file = g_filename_to_uri (file.path, NULL, NULL);
  as_sqlite = g_strconcat ("sqlite", strchr (as_file, ':'), NULL);
  sqlite_file_exec (&file, "CREATE TABLE b (a INT)");
  for (guint i = 0; i < 6; i++)
    {
      const char *const uris[] = { file.path, as_file, as_sqlite };
      g_autoptr (StreeSource) source = open_uri (uris[i % 3], i < 3 ? "b" : NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (stree_sqlite_source_get_path (STREE_SQLITE_SOURCE (source)), ==, file.path);
    }
  sqlite_file_exec (&file, "CREATE TABLE c (a INT)");
  g_assert_null (open_uri (as_sqlite, NULL, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "b, c"));
  g_clear_error (&error);
  stree_source_list_tables_async (as_sqlite, NULL, source_on_result, &result);
  wait_for (result != NULL);
  names = stree_source_list_tables_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (names[1], ==, "c");
  sqlite_file_clear (&file);
}

/* Two connections that write at the same time wait for one another: there are conflicts, and no errors. */
static void
test_two_writers (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  StreeSource *sources[2];
  guint n_written = 0, n_conflicts = 0;
  g_autofree char *sum = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT); INSERT INTO t VALUES (1, 0)");
  for (guint i = 0; i < 2; i++)
    sources[i] = sqlite_source_open (&file, "t", &error);
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (StreeFrame) all = source_all (sources[round % 2]);
      GAsyncResult *results[2] = { NULL };

      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (StreeChanges) changes = stree_changes_new ();
          g_autoptr (StreeCell) next = stree_cell_new_int64 (stree_frame_get_int64 (all, 0, 1) + 1);

          stree_changes_set_cell (changes, stree_changes_add_update (changes, all, 0), 1, next);
          stree_source_commit_async (sources[i], changes, NULL, source_on_result, &results[i]);
        }
      for (guint i = 0; i < 2; i++)
        {
          g_autoptr (StreeCommit) commit = NULL;

          wait_for (results[i] != NULL);
          commit = stree_source_commit_finish (sources[i], results[i], &error);
          g_assert_no_error (error);
          n_conflicts += stree_commit_get_n_conflicts (commit);
          n_written += stree_commit_get_n_conflicts (commit) == 0;
          g_object_unref (results[i]);
        }
    }
  g_assert_cmpuint (n_written, ==, 60);
  g_assert_cmpuint (n_conflicts, ==, 60);
  sum = sqlite_file_get (&file, "SELECT n FROM t");
  g_assert_cmpstr (sum, ==, "60");
  g_object_unref (sources[0]);
  g_object_unref (sources[1]);
  sqlite_file_clear (&file);
}

/* Tables are listed; what another program writes and does not fit is told. */
static void
test_misfit (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeSource) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) rows = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE b (n INTEGER PRIMARY KEY AUTOINCREMENT, v INT); INSERT INTO b VALUES (1, 2); CREATE VIEW a AS SELECT 1");
  stree_sqlite_list_tables_async (file.path, NULL, source_on_result, &result);
  wait_for (result != NULL);
  names = stree_sqlite_list_tables_finish (result, &error);
  g_clear_object (&result);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "a");
  source = sqlite_source_open (&file, "b", &error);
  sqlite_file_exec (&file, "UPDATE b SET v = 'text'");
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (source_page (rows, 0, 5, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CORRUPT);
  g_clear_error (&error);
  again = sqlite_source_open (&file, "b", &error);
  g_assert_no_error (error);
  assert_column (again, 1, "v", STREE_COLUMN_TEXT, 0);
  g_clear_object (&rows);
  g_clear_object (&source);
  g_clear_object (&again);
  sqlite_file_clear (&file);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/sqlite-source/model/integer-key", test_model_integer_key);
  g_test_add_func ("/sqlite-source/model/two-keys", test_model_two_keys);
  g_test_add_func ("/sqlite-source/model/counted", test_model_counted);
  g_test_add_func ("/sqlite-source/model/without-rowid", test_model_without_rowid);
  g_test_add_func ("/sqlite-source/types", test_types);
  g_test_add_func ("/sqlite-source/flags", test_flags);
  g_test_add_func ("/sqlite-source/view-with-rowid", test_view_with_rowid);
  g_test_add_func ("/sqlite-source/insert-defaults", test_insert_defaults);
  g_test_add_func ("/sqlite-source/exchange", test_exchange);
  g_test_add_func ("/sqlite-source/exchange-triggers", test_exchange_triggers);
  g_test_add_func ("/sqlite-source/written-alike", test_written_alike);
  g_test_add_func ("/sqlite-source/same-as-frame", test_same_as_frame);
  g_test_add_func ("/sqlite-source/query", test_query);
  g_test_add_func ("/sqlite-source/misfit", test_misfit);
  g_test_add_func ("/sqlite-source/uri", test_uri);
  g_test_add_func ("/sqlite-source/two-writers", test_two_writers);
  return g_test_run ();
}
