/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The explorer's root component on real files, without a window. */

#include "csv-pipe.h"
#include "support.h"

#include "document.h"
#include "explorer.h"
#include "remove-folder.h"

/* --- files --- */

static char *folder;

static char *
write_file (const char *name, const char *content, gssize length)
{
  g_autofree char   *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
  return g_filename_to_uri (path, NULL, NULL);
}

/* Airports, most of them in a few countries; every 100th is a Livingston. */
static char *
write_airports (const char *name, guint n)
{
  g_autoptr (GString) csv = g_string_new ("code,name,city,country,latitude,opened\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (csv, "A%05u,\"Field, %u\",%s,%s,%.2f,%d-01-%02d\n", i, i, i % 100 == 7 ? "Livingston" : "Elsewhere",
                            i % 3 == 0 ? "Malta" : i % 3 == 1 ? "Peru" : "Chad", i / 7.0, 1950 + (int) (i % 50), (int) (i % 28) + 1);
  return write_file (name, csv->str, (gssize) csv->len);
}

static char *
penguins (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("STREE_TEST_ROOT"), "data", "penguins.csv", NULL);

  return g_filename_to_uri (path, NULL, NULL);
}

/* --- waiting --- */

static gboolean
timed_out_cb (gpointer data)
{
  g_error ("waited too long for: %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

static void
wait_text (StreeHeadless *app, const char *text)
{
  guint timeout = g_timeout_add_seconds (60, timed_out_cb, (gpointer) text);

  while (!stree_headless_has_text (app, text))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

/* What is in the tree, as JSON: for what is not a text. */
static void
wait_shown (StreeHeadless *app, const char *part)
{
  guint    timeout = g_timeout_add_seconds (60, timed_out_cb, (gpointer) part);
  gboolean there = FALSE;

  while (!there)
    {
      g_autofree char *json = dump_json (app);

      there = strstr (json, part) != NULL;
      if (!there)
        g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timeout);
}

static StreeHeadless *
open_uri (const char *uri)
{
  static ExplorerProps props;

  props = (ExplorerProps){ uri };
  return stree_headless_new (NULL, "app", explorer, &props);
}

static void
choose (StreeHeadless *app, const char *key, int index)
{
  g_autoptr (GError) error = NULL;

  stree_headless_select (app, key, index, &error);
  g_assert_no_error (error);
}

static void
assert_asked (StreeHeadless *app)
{
  g_autofree char *question = stree_headless_dup_question (app);

  g_assert_cmpstr (question, ==, "Open a Table\nopen, Tables (*.csv *.CSV *.tsv *.txt *.json *.jsonl *.ndjson *.sqlite *.sqlite3 *.db)");
}

/* NULL: the user thinks better of it. */
static void
answer (StreeHeadless *app, const char *uri)
{
  g_autoptr (GError) error = NULL;

  stree_headless_answer_files (app, STREE_STRV (uri), &error);
  g_assert_no_error (error);
}

/* --- tests --- */

static void
test_penguins (void)
{
  g_autofree char          *uri = penguins ();
  g_autoptr (StreeHeadless) app = open_uri (uri);

  /* The window is there before the table is. */
  g_assert_true (stree_headless_has (app, "progress"));
  /* Of how much of it nobody knows yet. */
  assert_has_text (app, "Reading “penguins.csv”…");
  g_assert_false (stree_headless_has (app, "table"));
  wait_text (app, "344 rows");
  g_assert_true (stree_headless_has (app, "table"));
  assert_shows (app, "\"DataGrid\"");
}

/* A large file is there with its first rows; the rest follows, or what is wrong with it. */
static Pipe *
make_pipe (const char *last)
{
  GString *csv = g_string_new ("a,b\n");

  for (guint i = 0; i < 100000; i++)
    g_string_append (csv, "1,2\n");
  return pipe_new (folder, g_string_append (csv, last));
}

/* @uri is the application's as long as it lives. */
static StreeHeadless *
open_pipe (Pipe *pipe, const char *uri)
{
  StreeHeadless *app = open_uri (uri);

  wait_text (app, "Reading the rest…");
  g_assert_true (stree_headless_has (app, "table"));
  g_assert_false (stree_headless_has (app, "count"));
  pipe_open (pipe);
  return app;
}

static void
test_large (void)
{
  g_autoptr (Pipe)          pipe = make_pipe ("3,4\n");
  g_autofree char          *uri = g_filename_to_uri (pipe->path, NULL, NULL);
  g_autoptr (StreeHeadless) app = open_pipe (pipe, uri);

  wait_text (app, "100001 rows");
  g_assert_true (stree_headless_has (app, "table"));
  g_assert_false (stree_headless_has (app, "reading"));
}

/* A larger one is in a database then. */
static void
test_stored (void)
{
  guint64                   usual = document_large_size;
  g_autofree char          *uri = write_airports ("stored.csv", 200000);
  g_autoptr (StreeHeadless) app = NULL;

  document_large_size = 100000;
  app = open_uri (uri);
  wait_shown (app, "\"stored\"");
  assert_has_text (app, "200000 rows"); /* not as many as were found first */
  g_assert_true (stree_headless_has (app, "table"));
  g_assert_false (stree_headless_has (app, "summary-column"));
  g_assert_false (stree_headless_has (app, "reading"));
  document_large_size = usual;
}

static void
test_broken_late (void)
{
  g_autoptr (Pipe)          pipe = make_pipe ("3,\"4\n");
  g_autofree char          *uri = g_filename_to_uri (pipe->path, NULL, NULL);
  g_autoptr (StreeHeadless) app = open_pipe (pipe, uri);

  wait_text (app, "“pipe.csv” cannot be shown");
  assert_shows (app, "line 100002, column 3");
  g_assert_false (stree_headless_has (app, "table"));
}

static void
test_summary (void)
{
  g_autofree char          *uri = penguins ();
  g_autoptr (StreeHeadless) app = open_uri (uri);

  wait_text (app, "Gentoo"); /* the most frequent values of the first column */
  assert_has_text (app, "124");
  choose (app, "summary-column", 2);
  wait_text (app, "32.1");
  wait_text (app, "59.6");
  assert_has_text (app, "43.9219");
}

static void
assert_message (const char *uri, const char *what, const char *where)
{
  g_autoptr (StreeHeadless) app = open_uri (uri);
  g_autofree char          *good = write_file ("good.csv", "a,b\n1,2\n", -1);
  g_autofree char          *json = NULL;

  wait_shown (app, "\"message-body\"");
  json = dump_json (app);
  if (!strstr (json, what) || !strstr (json, where))
    g_error ("'%s' and '%s' were expected in:\n%s", what, where, json);
  /* It lives on. */
  click (app, "message-open");
  assert_asked (app);
  answer (app, good);
  wait_text (app, "1 row");
}

static void
test_errors (void)
{
  const char       binary[] = "a,b\n\xff\xfe\x00\x01\x02,\x80\n";
  g_autofree char *missing = g_build_filename (folder, "missing.csv", NULL);
  g_autofree char *missing_uri = g_filename_to_uri (missing, NULL, NULL);
  g_autofree char *folder_uri = g_filename_to_uri (folder, NULL, NULL);
  g_autofree char *binary_uri = write_file ("binary.csv", binary, sizeof binary - 1);
  g_autofree char *broken_uri = write_file ("broken.csv", "a,b\n1,2\n3,\"x\n5,6\n", -1);

  assert_message (missing_uri, "“missing.csv” cannot be shown", "there is no such file");
  assert_message (folder_uri, "cannot be shown", "folder");
  assert_message (binary_uri, "“binary.csv” cannot be shown", "line 2, column 1");
  assert_message (broken_uri, "“broken.csv” cannot be shown", "line 3, column 3");
}

static void
test_another_file (void)
{
  g_autofree char          *first = write_airports ("first.csv", 60000);
  g_autofree char          *second = write_file ("second.csv", "x,y\n1,one\n2,two\n", -1);
  g_autoptr (StreeHeadless) app = open_uri (first);

  /* While the first is being read, another one is asked for. */
  explorer_open_uri (stree_headless_get_session (app), second);
  wait_text (app, "2 rows");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_has_text (app, "2 rows");
  explorer_open_uri (stree_headless_get_session (app), first);
  wait_text (app, "60000 rows");

  /* The same file, when it was written again. */
  g_free (write_file ("second.csv", "x,y\n1,one\n2,two\n3,three\n", -1));
  explorer_open_uri (stree_headless_get_session (app), second);
  wait_text (app, "3 rows");
  g_free (write_file ("second.csv", "x,y\n1,one\n", -1));
  explorer_open_uri (stree_headless_get_session (app), second);
  wait_text (app, "1 row");
}

/* What the user chooses in the dialog. */
static void
test_ask (void)
{
  g_autofree char          *first = write_file ("asked.csv", "x\n1\n2\n", -1);
  g_autofree char          *second = write_file ("other.csv", "x\n1\n2\n3\n", -1);
  g_autoptr (StreeHeadless) app = open_uri (first);

  wait_text (app, "2 rows");
  click (app, "open");
  assert_asked (app);
  answer (app, NULL);
  assert_has_text (app, "2 rows");

  /* The file that is shown is read again. */
  g_free (write_file ("asked.csv", "x\n1\n2\n3\n4\n", -1));
  click (app, "open");
  answer (app, first);
  wait_text (app, "4 rows");
  g_free (write_file ("asked.csv", "x\n1\n", -1));
  click (app, "open");
  answer (app, first);
  wait_text (app, "1 row");

  /* The table whose button was clicked is gone before there is an answer. */
  click (app, "open");
  explorer_open_uri (stree_headless_get_session (app), second);
  wait_text (app, "3 rows");
  answer (app, first);
  wait_text (app, "1 row");
}

static void
test_none (void)
{
  g_autoptr (StreeHeadless) app = open_uri (NULL);

  assert_has_text (app, "Choose a CSV, JSON or SQLite file, or drop one here.");
}

/* --- what is in the columns --- */

/* In the page of columns: waits for it. */
static void
assert_profile (StreeHeadless *app, const char *part)
{
  guint                      timeout = g_timeout_add_seconds (60, timed_out_cb, (gpointer) part);
  StreeState                *state;
  g_autoptr (GString)        text = g_string_new (NULL);

  do
    {
      StreeFrame *table;

      g_main_context_iteration (NULL, FALSE);
      state = stree_session_lookup (stree_headless_get_session (app), "profile");
      table = state ? stree_state_get_boxed (state) : NULL;
      g_string_truncate (text, 0);
      for (guint row = 0; table && row < stree_frame_get_n_rows (table); row++)
        for (guint column = 0; column < stree_frame_get_n_columns (table); column++)
          {
            g_autofree char *cell = stree_frame_dup_cell_text (table, row, column);

            g_string_append_printf (text, "%s%s", cell, column + 1 < stree_frame_get_n_columns (table) ? "|" : "\n");
          }
      if (text->len > 0 && !strstr (text->str, part))
        g_error ("'%s' is not in:\n%s", part, text->str);
    }
  while (text->len == 0 || !stree_headless_has (app, "profile"));
  g_source_remove (timeout);
}

static void
test_profile (void)
{
  g_autofree char          *uri = penguins ();
  g_autofree char          *other = write_file ("days.csv", "day,n\n2024-01-01,1\n2024-01-03,2\n,3\n2024-01-02,4\n", -1);
  g_autoptr (StreeHeadless) app = open_uri (uri);

  wait_text (app, "344 rows");
  choose (app, "pages", 1);
  assert_profile (app, "species|Text|344|0|3||");
  assert_profile (app, "|Adelie (152), Gentoo (124), Chinstrap (68)\n");
  assert_profile (app, "bill_length_mm|Number|342|2|164|");
  assert_profile (app, "|32.1|35.7|39.225|44.45|48.5|51.995|59.6|43.9219|");
  /* Another file, while somebody looks. */
  explorer_open_uri (stree_headless_get_session (app), other);
  wait_text (app, "4 rows");
  assert_profile (app, "day|Date|3|1|3|1, 1, 1|2024-01-01|2024-01-01|2024-01-02|2024-01-02|2024-01-02|2024-01-03|2024-01-03||");
  /* Not of what is there for the engine. */
  g_assert_cmpuint (stree_frame_get_n_rows (stree_state_get_boxed (stree_session_lookup (stree_headless_get_session (app), "profile"))), ==, 2);
  choose (app, "pages", 0);
  g_assert_false (stree_headless_has (app, "profile"));
}

/* Of a table that is in a database since it is large, too. */
static void
test_profile_stored (void)
{
  guint64                   usual = document_large_size;
  g_autofree char          *uri = write_airports ("looked-at.csv", 60000);
  g_autoptr (StreeHeadless) app = NULL;

  document_large_size = 100000;
  app = open_uri (uri);
  wait_shown (app, "\"stored\"");
  choose (app, "pages", 1);
  assert_profile (app, "country|Text|60000|0|3||");
  document_large_size = usual;
}

/* A password in what is opened stands in no dump, and is not written down with the session. */
static void
assert_not_told (StreeHeadless *app, const char *secret)
{
  g_autoptr (GVariant) saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (app)));
  g_autofree char     *states = g_variant_print (saved, FALSE);
  g_autofree char     *json = dump_json (app);
  g_autofree char     *text = stree_headless_dump_text (app);

  if (strstr (states, secret) || strstr (json, secret) || strstr (text, secret))
    g_error ("'%s' stands in:\n%s\n%s\n%s", secret, states, json, text);
}

static void
test_password (void)
{
  const char               *uri = "postgresql://me:very-s3cret@127.0.0.1:1/shop?connect_timeout=1";
  g_autofree char          *file = write_file ("plain.csv", "x\n1\n2\n", -1);
  g_autoptr (StreeHeadless) app = open_uri (file);
  g_autoptr (StreeHeadless) at_once = NULL;

  wait_text (app, "2 rows");
  explorer_open_uri (stree_headless_get_session (app), uri);
  wait_shown (app, "\"database-error\"");
  assert_not_told (app, "very-s3cret");
  assert_shows (app, "postgresql://me:***@127.0.0.1:1/shop");
  /* Nor what the program begins with, nor where it is no database. */
  at_once = open_uri (uri);
  wait_shown (at_once, "\"database-error\"");
  assert_not_told (at_once, "very-s3cret");
  explorer_open_uri (stree_headless_get_session (app), "https://me:very-s3cret@localhost:1/table.csv");
  wait_shown (app, "\"message-body\"");
  assert_not_told (app, "very-s3cret");
}

/* A session that ends while a file is read is not touched any more. */
static void
test_gone (void)
{
  g_autofree char *uri = write_airports ("gone.csv", 20000);

  g_object_unref (open_uri (uri));
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
  {
    StreeHeadless *app = open_uri (uri);

    wait_text (app, "20000 rows");
    g_object_unref (app);
  }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int                status;

  support_init (&argc, &argv);
  folder = g_dir_make_tmp ("stree-explorer-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/explorer/penguins", test_penguins);
  g_test_add_func ("/explorer/large", test_large);
  g_test_add_func ("/explorer/stored", test_stored);
  g_test_add_func ("/explorer/broken-late", test_broken_late);
  g_test_add_func ("/explorer/summary", test_summary);
  g_test_add_func ("/explorer/errors", test_errors);
  g_test_add_func ("/explorer/another-file", test_another_file);
  g_test_add_func ("/explorer/ask", test_ask);
  g_test_add_func ("/explorer/none", test_none);
  g_test_add_func ("/explorer/profile", test_profile);
  g_test_add_func ("/explorer/profile/stored", test_profile_stored);
  g_test_add_func ("/explorer/password", test_password);
  g_test_add_func ("/explorer/gone", test_gone);
  status = g_test_run ();

  remove_folder (folder);
  g_free (folder);
  return status;
}
