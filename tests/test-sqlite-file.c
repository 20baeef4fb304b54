/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* SQLite files that are locked, full, broken or something else, and a program that is killed while it writes. */

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "naps.h"
#include "sqlite-fixture.h"
#include "support.h"

static void
set_text (StreeChanges *changes, guint change, guint column, const char *text)
{
  g_autoptr (StreeCell) cell = stree_cell_new_text (text);

  stree_changes_set_cell (changes, change, column, cell);
}

static void
set_number (StreeChanges *changes, guint change, guint column, gint64 number)
{
  g_autoptr (StreeCell) cell = stree_cell_new_int64 (number);

  stree_changes_set_cell (changes, change, column, cell);
}

static StreeSource *
must_open (SqliteFile *file, const char *table)
{
  g_autoptr (GError) error = NULL;
  StreeSource *source = sqlite_source_open (file, table, &error);

  g_assert_no_error (error);
  return source;
}

static void
assert_fails (StreeSource *source, StreeChanges *changes, StreeSourceError code, const char *part)
{
  g_autoptr (GError) error = NULL;
  StreeCommit *commit = source_commit (source, changes, NULL, &error);

  g_assert_null (commit);
  g_assert_error (error, STREE_SOURCE_ERROR, (int) code);
  if (!strstr (error->message, part))
    g_error ("“%s” does not say “%s”", error->message, part);
}

static void
assert_written (StreeSource *source, StreeChanges *changes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeCommit) commit = source_commit (source, changes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
}

/* --- what cannot be opened --- */

static void
assert_cannot_open (SqliteFile *file, StreeSourceError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sqlite_source_open (file, "t", &error));
  g_assert_error (error, STREE_SOURCE_ERROR, (int) code);
  g_test_message ("%s", error->message);
}

static void
test_not_there (void)
{
  SqliteFile file;
  char *path;

  sqlite_file_init (&file);
  assert_cannot_open (&file, STREE_SOURCE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (file.path, G_FILE_TEST_EXISTS));
  sqlite_file_exec (&file, "CREATE TABLE other (a)");
  assert_cannot_open (&file, STREE_SOURCE_ERROR_NOT_FOUND);
  path = file.path;
  file.path = file.folder;
  assert_cannot_open (&file, STREE_SOURCE_ERROR_NOT_FOUND);
  file.path = path;
  sqlite_file_clear (&file);
}

static void
test_no_database (void)
{
  SqliteFile file;
  g_autofree char *text = g_strnfill (5000, 'x');

  sqlite_file_init (&file);
  g_assert_true (g_file_set_contents (file.path, text, -1, NULL));
  assert_cannot_open (&file, STREE_SOURCE_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (file.path, "", 0, NULL));
  assert_cannot_open (&file, STREE_SOURCE_ERROR_NOT_FOUND);
  sqlite_file_clear (&file);
}

static void
test_truncated (void)
{
  SqliteFile file;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) rows = NULL;
  g_autoptr (StreeFrame) page = NULL;
  g_autoptr (GError) error = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);"
                           "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) "
                           "INSERT INTO t SELECT i, hex (zeroblob (100)) FROM n");
  source = must_open (&file, "t");
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  source_wait_counted (rows);
  g_assert_cmpint (truncate (file.path, 40 * 4096), ==, 0);
  page = source_page (rows, 8000, 50, &error);
  g_assert_null (page);
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CORRUPT);
  assert_cannot_open (&file, STREE_SOURCE_ERROR_CORRUPT);
  g_clear_object (&rows);
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

/* --- what cannot be written --- */

static void
test_constraints (void)
{
  SqliteFile file;
  g_autoptr (StreeSource) source = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file,
                    "CREATE TABLE parent (id INTEGER PRIMARY KEY); INSERT INTO parent VALUES (1);"
                    "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT CHECK (n < 10), p INT REFERENCES parent (id), u INT UNIQUE);"
                    "INSERT INTO t VALUES (1, 1, 1, 1);"
                    "CREATE TRIGGER no BEFORE INSERT ON t WHEN new.n = 7 BEGIN SELECT raise (ABORT, 'never seven'); END;"
                    "CREATE TRIGGER quiet BEFORE INSERT ON t WHEN new.n = 8 BEGIN SELECT raise (IGNORE); END");
  source = must_open (&file, "t");
  for (guint i = 0; i < 6; i++)
    {
      static const char *const says[] = { "CHECK", "FOREIGN KEY", "UNIQUE", "t.id", "never seven", "change 1" };
      static const gint64 numbers[] = { 11, 99, 1, 1, 7, 8 };
      g_autoptr (StreeChanges) changes = stree_changes_new ();
      guint good = stree_changes_add_insert (changes), change = stree_changes_add_insert (changes);

      set_number (changes, good, 1, 5);
      set_number (changes, change, i == 0 || i >= 4 ? 1 : i == 1 ? 2 : i == 2 ? 3 : 0, numbers[i]);
      assert_fails (source, changes, STREE_SOURCE_ERROR_CONSTRAINT, says[i]);
    }
  sqlite_file_assert_get (&file, "SELECT count (*) FROM t", "1");
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

/* A short wait, a clear word; then it goes on. */
static void
test_locked (void)
{
  SqliteFile file;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  sqlite3 *other;
  guint n_naps;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT)");
  source = must_open (&file, "t");
  g_assert_cmpuint (stree_sqlite_source_get_busy_timeout (STREE_SQLITE_SOURCE (source)), ==, 5000);
  stree_sqlite_source_set_busy_timeout (STREE_SQLITE_SOURCE (source), 30);
  set_number (changes, stree_changes_add_insert (changes), 1, 5);
  other = sqlite_file_open (&file);
  /* The source may still look at the file. */
  g_assert_true (stree_sqlite_exec (other, "PRAGMA busy_timeout = 10000", NULL, NULL));
  g_assert_true (stree_sqlite_exec (other, "BEGIN EXCLUSIVE; INSERT INTO t VALUES (77, 1)", NULL, NULL));
  n_naps = naps_count ();
  assert_fails (source, changes, STREE_SOURCE_ERROR_BUSY, "locked");
  g_assert_cmpuint (naps_count () - n_naps, <, 100); /* five seconds have 500 */
  /* Not even read: there is no log yet. */
  g_assert_null (source_query (source, query, NULL, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_BUSY);
  stree_sqlite_roll_back (other);
  stree_sqlite_close_handle (other);
  assert_written (source, changes);
  sqlite_file_assert_get (&file, "SELECT group_concat (id) FROM t", "1");
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

/* Somebody who waits for a lock can give up: it is waited for longer than the test would. */
static void
test_locked_cancel (void)
{
  SqliteFile file;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other;
  guint n_naps;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT)");
  source = must_open (&file, "t");
  stree_sqlite_source_set_busy_timeout (STREE_SQLITE_SOURCE (source), 100000);
  set_number (changes, stree_changes_add_insert (changes), 1, 5);
  other = sqlite_file_open (&file);
  /* The source may still look at the file. */
  g_assert_true (stree_sqlite_exec (other, "PRAGMA busy_timeout = 10000", NULL, NULL));
  g_assert_true (stree_sqlite_exec (other, "BEGIN EXCLUSIVE", NULL, NULL));
  n_naps = naps_count ();
  stree_source_commit_async (source, changes, cancellable, source_on_result, &result);
  while (naps_count () == n_naps)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  wait_for (result != NULL);
  g_assert_null (stree_source_commit_finish (source, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  stree_sqlite_roll_back (other);
  stree_sqlite_close_handle (other);
  assert_written (source, changes);
  g_clear_object (&result);
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

static void
limit_func (sqlite3 *handle, GTask *task, gpointer data, GCancellable *cancellable, GError *error)
{
  g_assert_no_error (error);
  (void) task;
  (void) cancellable;
  g_assert_true (stree_sqlite_exec (handle, data, NULL, NULL));
}

static void
test_full (void)
{
  SqliteFile file;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeChanges) large = stree_changes_new ();
  g_autoptr (StreeChanges) small = stree_changes_new ();
  g_autofree char *text = g_strnfill (100000, 'x');

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, b TEXT); INSERT INTO t VALUES (1, 'kept')");
  source = must_open (&file, "t");
  stree_sqlite_run_detached (stree_sqlite_source_get_writing (STREE_SQLITE_SOURCE (source)), limit_func,
                             (gpointer) "PRAGMA max_page_count = 30", NULL);
  set_text (small, stree_changes_add_insert (small), 1, "small");
  set_text (large, stree_changes_add_insert (large), 1, "with it");
  for (guint i = 0; i < 3; i++)
    set_text (large, stree_changes_add_insert (large), 1, text);
  assert_fails (source, large, STREE_SOURCE_ERROR_FULL, "full");
  sqlite_file_assert_get (&file, "SELECT group_concat (b) FROM t", "kept");
  assert_written (source, small);
  sqlite_file_assert_get (&file, "SELECT group_concat (b) FROM t", "kept,small");
  stree_sqlite_run_detached (stree_sqlite_source_get_writing (STREE_SQLITE_SOURCE (source)), limit_func,
                             (gpointer) "PRAGMA max_page_count = 3000", NULL);
  assert_written (source, large);
  sqlite_file_assert_get (&file, "SELECT count (*) FROM t", "6");
  sqlite_file_assert_get (&file, "PRAGMA integrity_check", "ok");
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

/* What would go on for ever stops at once. */
static void
test_interrupt (void)
{
  SqliteFile file;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE VIEW t AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n");
  stree_sqlite_source_new_async (file.path, "t", cancellable, source_on_result, &result);
  sqlite_wait_open (TRUE);
  g_cancellable_cancel (cancellable);
  wait_for (result != NULL);
  g_assert_null (stree_sqlite_source_new_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  sqlite_file_clear (&file);
}

/* --- killed --- */

/* Commits without end: each adds three rows with its number, and writes that into the row of the total. */
static int
write_for_ever (char *path)
{
  SqliteFile file = { NULL, path };
  g_autoptr (StreeSource) source = must_open (&file, "t");

  for (;;)
    {
      g_autoptr (StreeChanges) changes = stree_changes_new ();
      g_autoptr (StreeFrame) all = source_all (source);
      gint64 number = stree_frame_get_int64 (all, 0, 1) + 1;
      char line[32];

      set_number (changes, stree_changes_add_update (changes, all, 0), 1, number);
      for (guint i = 0; i < 3; i++)
        set_number (changes, stree_changes_add_insert (changes), 1, number);
      assert_written (source, changes);
      g_snprintf (line, sizeof line, "%" G_GINT64_FORMAT "\n", number);
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

static void
kill_a_writer (SqliteFile *file, guint n_lines, gint64 *acknowledged)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--write", file->path, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;
  int out;
  FILE *lines;
  char line[32];

  g_assert_true (g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                                           &out, NULL, &error));
  g_assert_no_error (error);
  lines = fdopen (out, "r");
  for (guint i = 0; i < n_lines && fgets (line, sizeof line, lines); i++)
    *acknowledged = g_ascii_strtoll (line, NULL, 10);
  kill (pid, SIGKILL);
  while (fgets (line, sizeof line, lines))
    *acknowledged = g_ascii_strtoll (line, NULL, 10);
  fclose (lines);
  while (waitpid (pid, NULL, 0) < 0 && errno == EINTR)
    ;
}

static void
test_killed (void)
{
  SqliteFile file;
  gint64 acknowledged = 0;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, n INT); INSERT INTO t VALUES (1, 0); CREATE INDEX i ON t (n)");
  for (guint round = 0; round < 12; round++)
    {
      g_autofree char *total = NULL;
      gint64 before = acknowledged;

      kill_a_writer (&file, 1 + round % 5, &acknowledged);
      g_assert_cmpint (acknowledged, >, before);
      sqlite_file_assert_get (&file, "PRAGMA integrity_check", "ok");
      total = sqlite_file_get (&file, "SELECT n FROM t WHERE id = 1");
      /* What was said to be written is; perhaps one more, of which it was not said yet. */
      g_assert_cmpint (g_ascii_strtoll (total, NULL, 10), >=, acknowledged);
      g_assert_cmpint (g_ascii_strtoll (total, NULL, 10), <=, acknowledged + 1);
      acknowledged = g_ascii_strtoll (total, NULL, 10);
      sqlite_file_assert_get (&file, "SELECT count (*) FROM (SELECT n, count (*) AS c FROM t WHERE id > 1 GROUP BY n) WHERE c <> 3", "0");
      sqlite_file_assert_get (&file, "SELECT (SELECT n FROM t WHERE id = 1) = (SELECT count (DISTINCT n) FROM t WHERE id > 1)", "1");
    }
  sqlite_file_clear (&file);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_for_ever (argv[2]);
  support_init (&argc, &argv);
  g_test_add_func ("/sqlite-file/not-there", test_not_there);
  g_test_add_func ("/sqlite-file/no-database", test_no_database);
  g_test_add_func ("/sqlite-file/truncated", test_truncated);
  g_test_add_func ("/sqlite-file/constraints", test_constraints);
  g_test_add_func ("/sqlite-file/locked", test_locked);
  g_test_add_func ("/sqlite-file/locked-cancel", test_locked_cancel);
  g_test_add_func ("/sqlite-file/full", test_full);
  g_test_add_func ("/sqlite-file/interrupt", test_interrupt);
  g_test_add_func ("/sqlite-file/killed", test_killed);
  return g_test_run ();
}
