/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Frames out of SQLite files, and CSV files into them. */

#include "naps.h"
#include "sqlite-fixture.h"
#include "support.h"

static void
assert_typed (StreeFrame *frame, guint row, guint column, StreeColumnType type, const char *expected)
{
  g_autofree char *text = stree_frame_dup_cell_text (frame, row, column);

  g_assert_cmpuint (stree_frame_get_column_type (frame, column), ==, type);
  g_assert_cmpstr (stree_frame_is_null (frame, row, column) ? NULL : text, ==, expected);
}

static void
test_query (void)
{
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeCell) three = stree_cell_new_int64 (3);
  g_autoptr (StreeCell) text = stree_cell_new_text ("it's; --");
  g_autoptr (StreeCell) day = stree_cell_new_date (0);
  StreeCell *parameters[] = { three, text, day };
  const char *sql = "SELECT id, name, price, ?2 AS given, id * 1.5 AS half FROM t WHERE id < ?1 AND day > ?3 ORDER BY id DESC";
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) same = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, price REAL, day DATE);"
                           "INSERT INTO t VALUES (1, 'one', 1, '1999-01-01'), (2, NULL, 2.5, '2000-01-01'), (3, 'three', 3, '2000-01-01')");
  frame = stree_frame_new_from_sqlite (file.path, sql, parameters, 3, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 2);
  g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, 5);
  assert_typed (frame, 0, 0, STREE_COLUMN_INT64, "2");
  assert_typed (frame, 0, 1, STREE_COLUMN_TEXT, NULL);
  assert_typed (frame, 1, 2, STREE_COLUMN_DOUBLE, "1");
  assert_typed (frame, 1, 3, STREE_COLUMN_TEXT, "it's; --");
  assert_typed (frame, 1, 4, STREE_COLUMN_DOUBLE, "1.5");

  stree_frame_load_sqlite_async (file.path, sql, parameters, 3, NULL, source_on_result, &result);
  wait_for (result != NULL);
  same = stree_frame_load_sqlite_finish (result, &error);
  g_assert_no_error (error);
  g_assert_true (stree_frame_equal (frame, same));
  sqlite_file_clear (&file);
}

/* Who waits for somebody's lock can give up. */
static void
test_query_locked (void)
{
  SqliteFile file;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other;
  guint n_naps;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
  other = sqlite_file_open (&file);
  g_assert_true (stree_sqlite_exec (other, "BEGIN EXCLUSIVE", NULL, NULL));
  stree_frame_load_sqlite_async (file.path, "SELECT id FROM t", NULL, 0, cancellable, source_on_result, &result);
  while (stree_sqlite_count_open () < 2)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  n_naps = naps_count ();
  wait_for (result != NULL);
  g_assert_null (stree_frame_load_sqlite_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (naps_count (), <=, n_naps + 1); /* it may have been about to take one */
  stree_sqlite_close_handle (other);
  g_clear_object (&result);
  sqlite_file_clear (&file);
}

static void
test_query_refused (void)
{
  static const struct
  {
    const char *sql, *says;
    StreeSourceError code;
  } queries[] = {
    { "SELEC 1", "syntax error", STREE_SOURCE_ERROR_FAILED },
    { "SELECT missing FROM t", "no such column: missing", STREE_SOURCE_ERROR_FAILED },
    { "SELECT * FROM nowhere", "no such table: nowhere", STREE_SOURCE_ERROR_FAILED },
    { "SELECT ?1, ?2", "2", STREE_SOURCE_ERROR_FAILED },
    { "DELETE FROM t RETURNING id", "SELECT", STREE_SOURCE_ERROR_FAILED },
    { "SELECT 1; SELECT 2", "SELECT", STREE_SOURCE_ERROR_FAILED },
    { "SELECT abs (id - 9223372036854775807 - 2) FROM t", "integer overflow", STREE_SOURCE_ERROR_FAILED },
  };
  SqliteFile file;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  sqlite_file_init (&file);
  g_assert_null (stree_frame_new_from_sqlite (file.path, "SELECT 1", NULL, 0, NULL, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  sqlite_file_exec (&file, "CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_assert_null (stree_frame_new_from_sqlite (file.path, queries[i].sql, NULL, 0, NULL, &error));
      g_assert_error (error, STREE_SOURCE_ERROR, (int) queries[i].code);
      if (!strstr (error->message, queries[i].says))
        g_error ("“%s” does not say “%s”", error->message, queries[i].says);
      g_clear_error (&error);
    }
  g_cancellable_cancel (cancellable);
  g_assert_null (stree_frame_new_from_sqlite (file.path, "SELECT 1", NULL, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sqlite_file_clear (&file);
}

/* --- CSV in --- */

typedef struct
{
  GAsyncResult *result;
  goffset done, total;
  guint n_reports;
  GCancellable *cancellable; /* cancelled at the first report of writing; NULL: it is not */
  gboolean destroyed;
} Told;

static void
on_progress (goffset done, goffset total, gpointer data)
{
  Told *told = data;

  g_assert_cmpint (done, >=, told->done);
  g_assert_cmpint (done, <=, total);
  told->done = done;
  told->total = total;
  told->n_reports++;
  if (told->cancellable && done > total / 2)
    g_cancellable_cancel (told->cancellable);
}

static void
on_destroy (gpointer data)
{
  ((Told *) data)->destroyed = TRUE;
}

static void
on_told (GObject *object, GAsyncResult *result, gpointer data)
{
  (void) object;
  ((Told *) data)->result = g_object_ref (result);
}

static char *
make_csv (SqliteFile *file, guint n_rows)
{
  GString *text = g_string_new ("Id,id,name,price,paid,day\n");
  char *path = g_build_filename (file->folder, "in.csv", NULL);

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "%u,%u,\"name, %u\",%u.25,%s,2024-02-%02u\n", i, i * 2, i, i, i % 2 ? "true" : "false",
                            i % 29 + 1);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  g_string_free (text, TRUE);
  return path;
}

static gboolean
import (SqliteFile *file, const char *csv, Told *told, guint64 *n_rows, GError **error)
{
  g_autoptr (GFile) in = g_file_new_for_path (csv);
  gboolean done;

  stree_sqlite_import_csv_async (file->path, "a \"table\"", in, NULL, told->cancellable, on_progress, told, on_destroy,
                                 on_told, told);
  wait_for (told->result != NULL);
  done = stree_sqlite_import_csv_finish (told->result, n_rows, error);
  g_clear_object (&told->result);
  wait_for (told->destroyed);
  return done;
}

static void
test_import (void)
{
  SqliteFile file;
  Told told = { .result = NULL }, again = { .result = NULL };
  g_autofree char *csv = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeFrame) all = NULL;
  guint64 n_rows = 0;

  sqlite_file_init (&file);
  csv = make_csv (&file, 30000);
  g_assert_true (import (&file, csv, &told, &n_rows, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, 30000);
  g_assert_cmpint (told.done, ==, told.total);
  g_assert_cmpuint (told.n_reports, >, 2);
  sqlite_file_assert_get (&file, "SELECT count (*) || '|' || sum (id_2) || '|' || max (day) FROM \"a \"\"table\"\"\"", "30000|899970000|2024-02-29");
  source = sqlite_source_open (&file, "a \"table\"", &error);
  g_assert_no_error (error);
  all = source_all (source);
  assert_typed (all, 5, 0, STREE_COLUMN_INT64, "5");
  assert_typed (all, 5, 2, STREE_COLUMN_TEXT, "name, 5");
  assert_typed (all, 5, 3, STREE_COLUMN_DOUBLE, "5.25");
  assert_typed (all, 5, 4, STREE_COLUMN_BOOL, "true");
  assert_typed (all, 5, 5, STREE_COLUMN_DATE, "2024-02-06");
  /* It is there already: nothing happens to it. */
  g_assert_false (import (&file, csv, &again, &n_rows, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED);
  sqlite_file_assert_get (&file, "SELECT count (*) FROM \"a \"\"table\"\"\"", "30000");
  g_clear_object (&source);
  sqlite_file_clear (&file);
}

static void
test_import_cancel (void)
{
  for (guint round = 0; round < 2; round++)
    {
      SqliteFile file;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Told told = { .cancellable = cancellable };
      g_autofree char *csv = NULL;
      g_autoptr (GError) error = NULL;

      sqlite_file_init (&file);
      if (round == 1)
        sqlite_file_exec (&file, "CREATE TABLE other (a)");
      csv = make_csv (&file, 200000);
      g_assert_false (import (&file, csv, &told, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (told.done, >, told.total / 2);
      if (round == 0)
        g_assert_false (g_file_test (file.path, G_FILE_TEST_EXISTS));
      else
        sqlite_file_assert_get (&file, "SELECT group_concat (name) FROM sqlite_schema", "other");
      sqlite_file_clear (&file);
    }
}

static void
test_import_refused (void)
{
  SqliteFile file;
  Told told = { .result = NULL };
  g_autofree char *csv = NULL;
  g_autoptr (GError) error = NULL;

  sqlite_file_init (&file);
  csv = g_build_filename (file.folder, "bad.csv", NULL);
  g_assert_true (g_file_set_contents (csv, "a,b\n1,\"open\n", -1, NULL));
  g_assert_false (import (&file, csv, &told, NULL, &error));
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE);
  g_assert_false (g_file_test (file.path, G_FILE_TEST_EXISTS));
  sqlite_file_clear (&file);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/sqlite-frame/query", test_query);
  g_test_add_func ("/sqlite-frame/query-locked", test_query_locked);
  g_test_add_func ("/sqlite-frame/query-refused", test_query_refused);
  g_test_add_func ("/sqlite-frame/import", test_import);
  g_test_add_func ("/sqlite-frame/import-cancel", test_import_cancel);
  g_test_add_func ("/sqlite-frame/import-refused", test_import_refused);
  return g_test_run ();
}
