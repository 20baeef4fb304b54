/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* An index for searches of an SQLite table: it finds the same rows, whatever stands there and whoever wrote it. */

#include "core/stree-error.h"
#include "sources/stree-sqlite-search-private.h"
#include "sqlite-fixture.h"
#include "support.h"

/* --- letters --- */

/* A text of ASCII is found where SQL's letters say so: none of another script becomes one of ASCII, or nothing. */
static void
test_letters (void)
{
  guint n_known = 0;

  for (gunichar letter = 0x80; letter <= 0x10ffff; letter++)
    {
      char text[8] = { 0 };
      g_autofree char *folded = NULL;
      g_autofree char *apart = NULL;
      guint n_ascii = 0, n_other = 0;

      if (!g_unichar_validate (letter) || !stree_sqlite_search_knows (letter))
        continue;
      n_known++;
      g_unichar_to_utf8 (letter, text);
      folded = g_utf8_casefold (text, -1);
      apart = g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);
      for (const char *p = apart; *p; p = g_utf8_next_char (p))
        if (!g_unichar_ismark (g_utf8_get_char (p)))
          {
            n_ascii += g_utf8_get_char (p) < 0x80;
            n_other += g_utf8_get_char (p) >= 0x80;
          }
      if ((n_ascii > 0) == (n_other > 0) || (n_ascii > 0 && letter > 0x17f))
        g_error ("U+%04X becomes “%s”", letter, apart);
    }
  g_assert_cmpuint (n_known, >, 40000);
  g_assert_true (stree_sqlite_search_knows (0xe9));
  g_assert_false (stree_sqlite_search_knows (0x149));  /* two letters, one of them of ASCII */
  g_assert_false (stree_sqlite_search_knows (0x301));  /* an accent */
  g_assert_false (stree_sqlite_search_knows (0x212a)); /* Kelvin */
}

/* --- the same rows --- */

#define COLUMNS                                                                                                        \
  "(id INTEGER PRIMARY KEY, \"te\"\"xt\" TEXT, loose, n INT, x REAL, yes BOOLEAN, day DATE, at TIMESTAMP, "            \
  "\"raw\" TEXT, code INT UNIQUE)"

static const char *const pieces[] = {
  "a",    "b", "c",         "A",      "B",  "C",        "abc",    "ABCA", "cab",
  "é",    "É", "e\314\201", "e",      "ß",  "ss",       "ﬁ",      "fi",   "\342\204\252",
  "k",    "ſ", "s",         "İ",      "i",  "ı",        "ŉ",      "n",    " ",
  "\"",   "'", "%",         "日本語", "日", "\314\201", "привет", "й",    "и",
  "ς",    "σ", "Å",         "Å",      "1",  "2024",     "-",      "12.5", "true",
  "≠",    "=", "ĳ",         "ệ",      "\n", "🙂",     "ffi",    "ﬃ",    "\302\240",
  "café",
};

static char *
random_text (GRand *rand)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
    {
      int piece = g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces) + 30);

      g_string_append (text, piece < (int) G_N_ELEMENTS (pieces) ? pieces[piece] : pieces[piece % 8]);
    }
  return g_string_free (text, FALSE);
}

static void
append_text (GString *sql, GRand *rand)
{
  static const char *const odd[] = { "CAST (x'6162ff6361' AS TEXT)", "CAST (x'616263006162636162' AS TEXT)",
                                     "CAST (x'c3' AS TEXT) || 'abc'", "NULL" };
  g_autofree char *text = random_text (rand);
  g_auto (GStrv) parts = NULL;
  g_autofree char *quoted = NULL;

  if (g_rand_int_range (rand, 0, 15) == 0)
    {
      g_string_append (sql, odd[g_rand_int_range (rand, 0, G_N_ELEMENTS (odd))]);
      return;
    }
  parts = g_strsplit (text, "'", -1);
  quoted = g_strjoinv ("''", parts);
  g_string_append_printf (sql, "'%s'", quoted);
}

static void
append_values (GString *sql, GRand *rand)
{
  static const char *const loose[] = { "NULL", "1e25", "x'616263'", "zeroblob (40)", "1.0" };
  g_autofree char *number = g_strdup_printf ("%d", g_rand_int_range (rand, -3000, 3000));

  append_text (sql, rand);
  g_string_append (sql, ", ");
  if (g_rand_int_range (rand, 0, 5) == 0)
    g_string_append (sql, loose[g_rand_int_range (rand, 0, G_N_ELEMENTS (loose))]);
  else if (g_rand_boolean (rand))
    g_string_append (sql, number);
  else
    append_text (sql, rand);
  g_string_append_printf (sql, ", %s, %s / 8.0, %s > 0, '20%02d-0%d-11', '20%02d-11-0%dT12:%02d:00Z', ", number, number,
                          number, g_rand_int_range (rand, 0, 99), g_rand_int_range (rand, 1, 9),
                          g_rand_int_range (rand, 0, 99), g_rand_int_range (rand, 1, 9),
                          g_rand_int_range (rand, 0, 60));
  append_text (sql, rand);
  g_string_append_printf (sql, ", %d",
                          g_rand_int_range (rand, 1, 400)); /* a row that has it goes, where it is replaced */
}

/* The same of both tables. */
static void
write_both (SqliteFile *file, GRand *rand)
{
  static const char *const tables[] = { "plain", "quick" };
  g_autoptr (GString) sql = g_string_new ("BEGIN; ");

  for (guint n = 0; n < 12; n++)
    {
      g_autoptr (GString) values = g_string_new (NULL);
      int id = g_rand_int_range (rand, 1, 400), other = g_rand_int_range (rand, 1, 400);
      int kind = g_rand_int_range (rand, 0, 9);

      append_values (values, rand);
      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        switch (kind)
          {
          case 0:
            g_string_append_printf (sql, "DELETE FROM %s WHERE id = %d; ", tables[i], id);
            break;
          case 1:
            g_string_append_printf (sql, "UPDATE OR REPLACE %s SET id = %d WHERE id = %d; ", tables[i], other, id);
            break;
          case 2:
            g_string_append_printf (sql, "UPDATE %s SET \"raw\" = loose, loose = n WHERE id = %d; ", tables[i], id);
            break;
          case 3:
          case 4:
          case 5:
            g_string_append_printf (sql, "INSERT OR IGNORE INTO %s VALUES (%d, %s); ", tables[i], id, values->str);
            break;
          default:
            g_string_append_printf (sql, "REPLACE INTO %s VALUES (%d, %s); ", tables[i], id, values->str);
          }
    }
  g_string_append (sql, "COMMIT");
  sqlite_file_exec (file, sql->str);
}

static char *
random_search (GRand *rand)
{
  static const char *const shown[] = {
    "1e+25", "X'616263'", "0000", "(40)", "2011", "-11", "11 0", "00:", "-0", ".125"
  };

  return g_rand_int_range (rand, 0, 4) == 0 ? g_strdup (shown[g_rand_int_range (rand, 0, G_N_ELEMENTS (shown))])
                                            : random_text (rand);
}

static StreeFrame *
search (StreeSource *source, const char *text)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeResultSet) rows = NULL;
  StreeFrame *page;

  stree_query_set_search (query, text);
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  source_wait_counted (rows);
  page = source_page (rows, 0, 1000, &error);
  g_assert_no_error (error);
  return page;
}

static gboolean
index_search (StreeSource *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_sqlite_source_index_search_async (STREE_SQLITE_SOURCE (source), cancellable, source_on_result, &result);
  wait_for (result != NULL);
  return stree_sqlite_source_index_search_finish (STREE_SQLITE_SOURCE (source), result, error);
}

/* Whether the index is asked. */
static gboolean
asks (SqliteFile *file, StreeSource *source, const char *text)
{
  sqlite3 *handle = sqlite_file_open (file);
  g_autofree char *ask =
      stree_sqlite_search_ask (handle, stree_sqlite_source_get_info (STREE_SQLITE_SOURCE (source)), text);

  stree_sqlite_close_handle (handle);
  return ask != NULL;
}

static StreeSource *
open_table (SqliteFile *file, const char *table)
{
  g_autoptr (GError) error = NULL;
  StreeSource *source = sqlite_source_open (file, table, &error);

  g_assert_no_error (error);
  return source;
}

static void
test_same_rows (void)
{
  guint32 seed = g_test_rand_int ();
  GRand *rand = g_rand_new_with_seed (seed);
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  guint n_asked = 0, n_found = 0;

  g_test_message ("seed %u", seed);
  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE plain " COLUMNS "; CREATE TABLE quick " COLUMNS);
  for (guint i = 0; i < 40; i++)
    write_both (&file, rand);
  for (guint round = 0; round < 12; round++)
    {
      g_autoptr (StreeSource) plain = open_table (&file, "plain");
      g_autoptr (StreeSource) quick = open_table (&file, "quick");

      index_search (quick, NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < 40; i++)
        {
          g_autofree char *text = random_search (rand);
          g_autoptr (StreeFrame) expected = search (plain, text);
          g_autoptr (StreeFrame) found = search (quick, text);

          n_asked += asks (&file, quick, text);
          if (stree_frame_get_n_rows (found) != stree_frame_get_n_rows (expected))
            g_error ("“%s” is found in %u rows, expected %u", text, stree_frame_get_n_rows (found),
                     stree_frame_get_n_rows (expected));
          for (guint row = 0; row < stree_frame_get_n_rows (found); row++)
            g_assert_cmpint (stree_frame_get_int64 (found, row, 0), ==, stree_frame_get_int64 (expected, row, 0));
          n_found += *text && stree_frame_get_n_rows (found) < 200 ? stree_frame_get_n_rows (found) : 0;
          /* Somebody else goes on writing. */
          if (i % 8 == 0)
            write_both (&file, rand);
        }
    }
  g_test_message ("%u searches with the index, %u rows found", n_asked, n_found);
  g_assert_cmpuint (n_asked, >, 50);
  g_assert_cmpuint (n_found, >, 200);
  g_rand_free (rand);
  sqlite_file_clear (&file);
}

/* --- what it is, and when it is asked --- */

static guint
count_found (StreeSource *source, const char *text)
{
  g_autoptr (StreeFrame) found = search (source, text);

  return stree_frame_get_n_rows (found);
}

/* A search does not look at rows that the index does not name. */
static void
test_narrows (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) names = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file,
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, x REAL, yes BOOL);"
                    "INSERT INTO t VALUES (1, 'Crème brûlée', 2.5, 1), (2, 'naïve', NULL, 0), (3, 'true', 1234, 0)");
  source = open_table (&file, "t");
  g_assert_false (asks (&file, source, "creme"));
  g_assert_true (index_search (source, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (asks (&file, source, "CREME"));
  g_assert_true (asks (&file, source, "Crè"));
  g_assert_false (asks (&file, source, "cr")); /* too short */
  g_assert_false (asks (&file, source, "привет"));
  g_assert_false (asks (&file, source, "123"));  /* decimal numbers */
  g_assert_false (asks (&file, source, "true")); /* yes and no */
  g_assert_cmpuint (count_found (source, "creme"), ==,
                    0); /* of a frame, too, accents count where there is a letter behind */
  g_assert_cmpuint (count_found (source, "BRÛLÉE"), ==, 1);
  g_assert_cmpuint (count_found (source, "true"), ==, 2);
  g_assert_cmpuint (count_found (source, "naï"), ==, 1);

  /* By what is not in the index nothing is found. */
  sqlite_file_exec (&file, "DELETE FROM stree_search_t_text WHERE rowid = 2");
  g_assert_cmpuint (count_found (source, "naïve"), ==, 0);
  /* It is there already: nothing is done. */
  g_assert_true (index_search (source, NULL, &error));
  g_assert_cmpuint (count_found (source, "naïve"), ==, 0);

  /* It is nobody's table. */
  stree_sqlite_list_tables_async (file.path, NULL, source_on_result, &result);
  wait_for (result != NULL);
  names = stree_sqlite_list_tables_finish (result, &error);
  g_clear_object (&result);
  g_assert_cmpuint (g_strv_length (names), ==, 1);

  /* Without a trigger, or with another column, it is not trusted; and made again. */
  sqlite_file_exec (&file, "DROP TRIGGER stree_delete_t");
  g_assert_false (asks (&file, source, "creme"));
  g_assert_cmpuint (count_found (source, "naïve"), ==, 1);
  g_assert_true (index_search (source, NULL, &error));
  g_assert_true (asks (&file, source, "creme"));
  sqlite_file_exec (&file, "ALTER TABLE t ADD COLUMN b TEXT DEFAULT 'crème fraîche'");
  g_clear_object (&source);
  source = open_table (&file, "t");
  g_assert_false (asks (&file, source, "fraîche"));
  /* It is written nevertheless, by triggers. */
  {
    g_autoptr (StreeChanges) changes = stree_changes_new ();
    g_autoptr (StreeCell) key = stree_cell_new_int64 (9);
    g_autoptr (StreeCommit) commit = NULL;

    stree_changes_set_cell (changes, stree_changes_add_insert (changes), 0, key);
    commit = source_commit (source, changes, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
  }
  g_assert_cmpuint (count_found (source, "fraîche"), ==, 4);
  g_assert_true (index_search (source, NULL, &error));
  g_assert_true (asks (&file, source, "fraîche"));
  g_assert_cmpuint (count_found (source, "fraîche"), ==, 4);
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

/* What a source writes, and triggers with it. */
static void
test_written (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeFrame) all = NULL;
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeCommit) commit = NULL;
  g_autoptr (StreeCell) text = stree_cell_new_text ("needle");
  g_autoptr (StreeCell) key = stree_cell_new_int64 (7);
  g_autofree char *check = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file,
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, stamp TEXT); INSERT INTO t VALUES (1, 'one', '')");
  source = open_table (&file, "t");
  g_assert_true (index_search (source, NULL, &error));
  sqlite_file_exec (
      &file, "CREATE TRIGGER mine AFTER UPDATE OF a ON t BEGIN UPDATE t SET stamp = 'stamped' WHERE id = new.id; "
             "END; CREATE TRIGGER mine_too AFTER INSERT ON t BEGIN UPDATE t SET stamp = 'arrived' WHERE "
             "id = new.id; END");
  all = source_all (source);
  stree_changes_set_cell (changes, stree_changes_add_update (changes, all, 0), 1, text);
  stree_changes_set_cell (changes, 0, 0, key);
  stree_changes_set_cell (changes, stree_changes_add_insert (changes), 1, text);
  commit = source_commit (source, changes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
  g_assert_cmpuint (count_found (source, "needle"), ==, 2);
  g_assert_cmpuint (count_found (source, "stamped"), ==, 1);
  g_assert_cmpuint (count_found (source, "arrived"), ==, 1);
  check = sqlite_file_get (&file, "SELECT group_concat (rowid || text) FROM stree_search_t_text");
  g_assert_cmpstr (check, ==, "77\nneedle\nstamped,88\nneedle\narrived");
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

static StreeSearchIndex
check_search (StreeSource *source)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  StreeSearchIndex index = STREE_SEARCH_INDEX_NONE;

  stree_sqlite_source_check_search_async (STREE_SQLITE_SOURCE (source), NULL, source_on_result, &result);
  wait_for (result != NULL);
  g_assert_true (stree_sqlite_source_check_search_finish (STREE_SQLITE_SOURCE (source), result, &index, &error));
  g_assert_no_error (error);
  return index;
}

static gboolean
drop_search (StreeSource *source, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_sqlite_source_drop_search_async (STREE_SQLITE_SOURCE (source), NULL, source_on_result, &result);
  wait_for (result != NULL);
  return stree_sqlite_source_drop_search_finish (STREE_SQLITE_SOURCE (source), result, error);
}

/* One that somebody else made is known, a good one and another; removed, nothing of it is left, and as much is found. */
static void
test_dropped (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeSource) other = NULL;
  g_autoptr (StreeSource) view = NULL;
  g_autoptr (StreeSource) query = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); INSERT INTO t VALUES (1, 'crème'), (2, 'a needle');"
                           "CREATE VIEW v AS SELECT * FROM t");
  source = open_table (&file, "t");
  g_assert_cmpint (check_search (source), ==, STREE_SEARCH_INDEX_NONE);
  g_assert_true (drop_search (source, &error)); /* there is none */
  g_assert_true (index_search (source, NULL, &error));
  other = open_table (&file, "t");
  g_assert_cmpint (check_search (other), ==, STREE_SEARCH_INDEX_READY);
  g_assert_true (asks (&file, other, "needle"));
  /* Made by a version that does it in another way. */
  sqlite_file_exec (&file, "DROP TRIGGER stree_insert_t; CREATE TRIGGER stree_insert_t AFTER INSERT ON t BEGIN "
                           "INSERT INTO stree_search_t_text (rowid, text) VALUES (new.id, new.a); END");
  g_assert_cmpint (check_search (other), ==, STREE_SEARCH_INDEX_OUTDATED);
  g_assert_false (asks (&file, other, "needle"));
  g_assert_true (index_search (other, NULL, &error));
  g_assert_cmpint (check_search (source), ==, STREE_SEARCH_INDEX_READY);

  g_assert_true (drop_search (other, &error));
  g_assert_no_error (error);
  g_assert_cmpint (check_search (source), ==, STREE_SEARCH_INDEX_NONE);
  g_assert_false (asks (&file, source, "needle"));
  g_assert_cmpuint (count_found (source, "needle"), ==, 1);
  sqlite_file_assert_get (&file, "SELECT group_concat (name) FROM sqlite_schema", "t,v");
  /* A table of another name that begins so keeps its own. */
  sqlite_file_exec (&file, "CREATE TABLE t_2 (id INTEGER PRIMARY KEY, a TEXT)");
  {
    g_autoptr (StreeSource) longer = open_table (&file, "t_2");

    g_assert_true (index_search (longer, NULL, &error));
    g_assert_true (drop_search (source, &error));
    g_assert_cmpint (check_search (longer), ==, STREE_SEARCH_INDEX_READY);
  }
  view = open_table (&file, "v");
  g_assert_cmpint (check_search (view), ==, STREE_SEARCH_INDEX_NONE);
  g_assert_false (drop_search (view, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_READ_ONLY);
  g_clear_error (&error);
  query = sqlite_source_open_query (&file, "SELECT a FROM t", &error);
  g_assert_cmpint (check_search (query), ==, STREE_SEARCH_INDEX_NONE);
  g_clear_object (&source);
  g_clear_object (&other);
  g_clear_object (&view);
  g_clear_object (&query);
  sqlite_file_clear (&file);
}

static void
assert_refused (SqliteFile *file, const char *table, int code, const char *words)
{
  g_autoptr (StreeSource) source = open_table (file, table);
  g_autoptr (GError) error = NULL;

  g_assert_false (index_search (source, NULL, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_refused (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *left = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file,
                    "CREATE TABLE counted (a TEXT); CREATE TABLE keyed (a TEXT PRIMARY KEY);"
                    "CREATE TABLE without (a INT PRIMARY KEY) WITHOUT ROWID; CREATE VIEW v AS SELECT * FROM keyed;"
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT); WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
                    "SELECT i + 1 FROM n WHERE i < 50000) INSERT INTO t SELECT i, 'some text ' || i FROM n");
  assert_refused (&file, "counted", STREE_SOURCE_ERROR_FAILED, "INTEGER PRIMARY KEY");
  assert_refused (&file, "keyed", STREE_SOURCE_ERROR_FAILED, "INTEGER PRIMARY KEY");
  assert_refused (&file, "without", STREE_SOURCE_ERROR_FAILED, "INTEGER PRIMARY KEY");
  assert_refused (&file, "v", STREE_SOURCE_ERROR_READ_ONLY, "written");

  /* Cancelled when it is at it: nothing of it stays. */
  source = open_table (&file, "t");
  stree_sqlite_source_index_search_async (STREE_SQLITE_SOURCE (source), cancellable, source_on_result, &result);
  for (gboolean locked = FALSE; !locked && !result;)
    {
      sqlite3 *handle = sqlite_file_open (&file);

      stree_sqlite_exec (handle, "PRAGMA busy_timeout = 0", NULL, NULL);
      locked = !stree_sqlite_exec (handle, "BEGIN IMMEDIATE", NULL, NULL);
      stree_sqlite_close_handle (handle);
      g_main_context_iteration (NULL, FALSE);
    }
  g_cancellable_cancel (cancellable);
  wait_for (result != NULL);
  g_assert_false (stree_sqlite_source_index_search_finish (STREE_SQLITE_SOURCE (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  left = sqlite_file_get (&file, "SELECT count (*) FROM sqlite_schema WHERE name LIKE 'stree%'");
  g_assert_cmpstr (left, ==, "0");
  g_clear_object (&result);
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

/* --- how long it takes --- */

static void
time_searches (StreeSource *source, const char *when)
{
  static const char *const texts[] = { "number 777777", "zurich", "nothing at all", "number" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (StreeQuery) query = stree_query_new ();
      g_autoptr (StreeResultSet) rows = NULL;

      stree_query_set_search (query, texts[i]);
      rows = source_query (source, query, NULL, NULL);
      source_wait_counted (rows);
      g_test_message ("%s: “%s”: %.1f ms, %u rows", when, texts[i], (double) (g_get_monotonic_time () - start) / 1000,
                      (guint) stree_result_set_get_n_rows (rows, NULL));
    }
}

static void
test_speed (void)
{
  SqliteFile file;
  g_autoptr (StreeSource) source = NULL;
  g_autofree char *bytes = NULL;
  gint64 start;

  if (!g_test_perf ())
    {
      g_test_skip ("only with -m perf");
      return;
    }
  sqlite_file_init (&file);
  sqlite_file_exec (&file,
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, city TEXT, note TEXT);"
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) "
                    "INSERT INTO t SELECT i, 'The number ' || i, CASE i % 10 WHEN 0 THEN 'Zürich' WHEN 1 THEN 'Zurich' "
                    "WHEN 2 THEN 'Tōkyō' ELSE 'London' END, hex (i * 7919 % 1000003) FROM n");
  bytes = sqlite_file_get (&file, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
  g_test_message ("%s bytes", bytes);
  source = open_table (&file, "t");
  time_searches (source, "without");
  start = g_get_monotonic_time ();
  g_assert_true (index_search (source, NULL, NULL));
  g_test_message ("made in %.1f s", (double) (g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND);
  g_clear_pointer (&bytes, g_free);
  bytes = sqlite_file_get (&file, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
  g_test_message ("%s bytes", bytes);
  time_searches (source, "with");
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/sqlite-search/letters", test_letters);
  g_test_add_func ("/sqlite-search/same-rows", test_same_rows);
  g_test_add_func ("/sqlite-search/narrows", test_narrows);
  g_test_add_func ("/sqlite-search/written", test_written);
  g_test_add_func ("/sqlite-search/dropped", test_dropped);
  g_test_add_func ("/sqlite-search/refused", test_refused);
  g_test_add_func ("/sqlite-search/speed", test_speed);
  return g_test_run ();
}
