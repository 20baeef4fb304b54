/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The example that downloads, without a window, from the server that it brings along: what a user does, and what is on the
 * disk then. */

#include "support.h"

#include "downloads/downloads.h"
#include "remove-folder.h"

#define SIZE (400 * 1000) /* some pieces of the server's */

static const DownloadFile files[] = {
  { "one.bin", "One", SIZE, 0, DOWNLOAD_WHOLE },       { "two.bin", "Two", SIZE + 1, 0, DOWNLOAD_WHOLE },
  { "three.bin", "Three", SIZE + 7, 0, DOWNLOAD_WHOLE }, { "four.bin", "Four", 1, 0, DOWNLOAD_WHOLE },
  { "drops.bin", "Drops", SIZE, 0, DOWNLOAD_DROPS },   { "missing.bin", "Missing", SIZE, 0, DOWNLOAD_MISSING },
};

static const DownloadList list = { files, G_N_ELEMENTS (files) };

static const DownloadFile slow_file = { "slow.bin", "Slow", SIZE, SIZE / 4, DOWNLOAD_WHOLE };
static const DownloadList slow = { &slow_file, 1 };

typedef struct
{
  DownloadServer *server;
  char           *folder;
  DownloadsProps  props;
  StreeHeadless  *app;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->server = download_server_new (data, 0, &error);
  g_assert_no_error (error);
  f->folder = g_dir_make_tmp ("stree-XXXXXX", NULL);
  f->props = (DownloadsProps){ data, download_server_get_url (f->server), f->folder };
  f->app = stree_headless_new (NULL, "app", downloads, &f->props);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  download_server_hold (f->server, FALSE);
  g_object_unref (f->app);
  while (stree_task_pool_get_n_running ("downloads") > 0 || stree_task_pool_get_n_running (NULL) > 0)
    g_main_context_iteration (NULL, FALSE);
  download_server_free (f->server);
  remove_folder (f->folder);
  g_free (f->folder);
}

/* Whether something in the row of a file shows @text. */
static gboolean
row_shows (Fixture *f, const char *name, const char *text)
{
  g_autoptr (JsonNode) root = stree_headless_dump_json (f->app);
  g_autofree char     *json = json_to_string (root, FALSE);
  g_autofree char     *call = g_strdup_printf ("\"kind\":\"ComponentCall\",\"key\":\"%s\"", name);
  const char          *row = strstr (json, call);
  const char          *next = row ? strstr (row + 1, "\"kind\":\"ComponentCall\"") : NULL;
  g_autofree char     *part = row ? g_strndup (row, next ? (gsize) (next - row) : strlen (row)) : NULL;

  if (!row)
    g_error ("there is no row '%s' in %s", name, json);
  return strstr (part, text) != NULL;
}

/* What the button of a row says. */
static gboolean
offers (Fixture *f, const char *name, const char *label)
{
  g_autofree char *text = g_strdup_printf ("\"label\":\"%s\"", label);

  return row_shows (f, name, text);
}

static char *
path_of (Fixture *f, guint i)
{
  return g_build_filename (f->folder, files[i].name, NULL);
}

static gboolean
is_there (Fixture *f, guint i)
{
  g_autofree char *path = path_of (f, i);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* It is byte for byte what the server has. */
static void
check_bytes (Fixture *f, guint i)
{
  g_autofree char   *path = path_of (f, i);
  g_autofree char   *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize              size;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (size, ==, files[i].size);
  for (gsize k = 0; k < size; k++)
    if ((guint8) bytes[k] != download_file_get_byte (&files[i], (gint64) k))
      g_error ("%s: another byte at %" G_GSIZE_FORMAT, files[i].name, k);
}

static void
test_nothing_by_itself (Fixture *f, gconstpointer data)
{
  (void) data;
  wait_for (stree_task_pool_get_n_running (NULL) == 0 && stree_task_pool_get_n_waiting (NULL) == 0);
  stree_headless_rerun (f->app);
  g_assert_cmpuint (stree_task_pool_get_n_running ("downloads"), ==, 0);
  g_assert_cmpuint (download_server_count (f->server), ==, 0);
  g_assert_true (offers (f, "one.bin", "Download"));
  g_assert_true (row_shows (f, "one.bin", "one.bin, 400.0"));
  assert_has_text (f->app, "0 of 6 saved");
}

static void
test_one (Fixture *f, gconstpointer data)
{
  (void) data;
  click (f->app, "one.bin");
  wait_for (row_shows (f, "one.bin", "\"Saved\""));
  check_bytes (f, 0);
  g_assert_cmpuint (download_server_count (f->server), ==, 1);
  assert_has_text (f->app, "1 of 6 saved");
  g_assert_true (offers (f, "one.bin", "Replace"));
  g_assert_false (row_shows (f, "one.bin", "ProgressBar"));
  g_assert_false (is_there (f, 1));
}

/* How far it is, then a stop; what has come is not fetched again. */
static void
test_cancel_and_resume (Fixture *f, gconstpointer data)
{
  StreeSession   *session = stree_headless_get_session (f->app);
  g_auto (GStrv)  work = NULL;
  g_auto (GStrv)  no_work = NULL;

  (void) data;
  download_server_hold (f->server, TRUE);
  click (f->app, "one.bin");
  wait_for (row_shows (f, "one.bin", "\"kind\":\"ProgressBar\",\"key\":\"bar\",\"value\":0.16")); /* the server's first piece */
  g_assert_true (row_shows (f, "one.bin", "of 400.0"));
  g_assert_true (row_shows (f, "one.bin", "· 16 %"));
  g_assert_true (row_shows (f, "one.bin", "\"Downloading\""));
  work = stree_session_list_work (session);
  g_assert_cmpstr (work[0], ==, "Downloading “One”"); /* who quits now is asked */

  g_assert_true (offers (f, "one.bin", "Cancel"));
  click (f->app, "one.bin");
  wait_for (row_shows (f, "one.bin", "\"Cancelled\""));
  g_assert_true (row_shows (f, "one.bin", "· 16 %"));
  no_work = stree_session_list_work (session);
  g_assert_null (no_work[0]);
  g_assert_false (is_there (f, 0));

  g_assert_true (offers (f, "one.bin", "Resume"));
  download_server_hold (f->server, FALSE);
  click (f->app, "one.bin");
  wait_for (row_shows (f, "one.bin", "\"Saved\""));
  check_bytes (f, 0);
  g_assert_cmpuint (download_server_count_parts (f->server), ==, 1);
}

/* How fast it comes is said as soon as it is known. */
static void
test_speed (Fixture *f, gconstpointer data)
{
  (void) data;
  click (f->app, "slow.bin");
  wait_for (row_shows (f, "slow.bin", "/s\""));
  g_assert_true (row_shows (f, "slow.bin", "kB/s"));
  click (f->app, "slow.bin");
  wait_for (row_shows (f, "slow.bin", "\"Cancelled\""));
  g_assert_false (row_shows (f, "slow.bin", "/s\""));
}

static void
test_drop_and_retry (Fixture *f, gconstpointer data)
{
  (void) data;
  click (f->app, "drops.bin");
  wait_for (offers (f, "drops.bin", "Retry"));
  g_assert_true (row_shows (f, "drops.bin", "the connection ended in the middle of the answer"));
  g_assert_true (row_shows (f, "drops.bin", "\"css\":\"error\""));
  g_assert_false (is_there (f, 4));
  click (f->app, "drops.bin");
  wait_for (row_shows (f, "drops.bin", "\"Saved\""));
  check_bytes (f, 4);
  g_assert_cmpuint (download_server_count_parts (f->server), ==, 1);
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  (void) data;
  for (guint n = 1; n <= 2; n++)
    {
      click (f->app, "missing.bin");
      wait_for (download_server_count (f->server) == n && offers (f, "missing.bin", "Retry"));
      g_assert_true (row_shows (f, "missing.bin", "404"));
      g_assert_true (row_shows (f, "missing.bin", "Not Found"));
      g_assert_false (row_shows (f, "missing.bin", "ProgressBar"));
    }
  g_assert_false (is_there (f, 5));
}

/* All at once, three at a time; stopped and gone on with. */
static void
test_all (Fixture *f, gconstpointer data)
{
  (void) data;
  download_server_hold (f->server, TRUE);
  click (f->app, "all");
  wait_for (download_server_count (f->server) == 3 && row_shows (f, "four.bin", "Waiting for its turn"));
  g_assert_cmpuint (stree_task_pool_get_n_running ("downloads"), ==, 3);
  g_assert_cmpuint (download_server_count_open (f->server), ==, 3);
  g_assert_true (stree_headless_has (f->app, "cancel-all"));
  click (f->app, "cancel-all");
  for (guint i = 0; i < list.n_files; i++)
    wait_for (offers (f, files[i].name, "Resume"));
  g_assert_cmpuint (download_server_count (f->server), ==, 3); /* those that waited never began */

  download_server_hold (f->server, FALSE);
  click (f->app, "all");
  wait_for (stree_headless_has_text (f->app, "4 of 6 saved") && offers (f, "drops.bin", "Retry") && offers (f, "missing.bin", "Retry"));
  click (f->app, "all"); /* what failed, and nothing else */
  wait_for (stree_headless_has_text (f->app, "5 of 6 saved") && offers (f, "missing.bin", "Retry"));
  g_assert_cmpuint (download_server_count (f->server), ==, 3 + 6 + 2);
  for (guint i = 0; i < 5; i++)
    check_bytes (f, i);
}

static void
test_folder (Fixture *f, gconstpointer data)
{
  g_autofree char   *other = g_dir_make_tmp ("stree-XXXXXX", NULL);
  g_autofree char   *uri = g_filename_to_uri (other, NULL, NULL);
  g_autofree char   *there = g_build_filename (other, "two.bin", NULL);
  g_autofree char   *goes = g_strdup_printf ("They go to %s", other);
  g_autofree char   *kept = NULL;
  g_autofree char   *first = f->folder;
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (g_file_set_contents (there, "mine", -1, NULL));
  click (f->app, "one.bin");
  wait_for (row_shows (f, "one.bin", "\"Saved\""));
  click (f->app, "choose");
  stree_headless_answer_files (f->app, STREE_STRV (uri), &error);
  g_assert_no_error (error);
  wait_for (row_shows (f, "two.bin", "There is a file of this name already"));
  assert_has_text (f->app, goes);
  assert_has_text (f->app, "0 of 6 saved");
  g_assert_true (offers (f, "one.bin", "Download"));
  f->folder = g_strdup (other);

  click (f->app, "all"); /* leaves what is there alone */
  wait_for (stree_headless_has_text (f->app, "3 of 6 saved") && offers (f, "drops.bin", "Retry") && offers (f, "missing.bin", "Retry"));
  check_bytes (f, 0);
  g_assert_true (g_file_get_contents (there, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_true (offers (f, "two.bin", "Replace"));
  click (f->app, "two.bin");
  wait_for (row_shows (f, "two.bin", "\"Saved\""));
  check_bytes (f, 1);
  remove_folder (first);
}

/* A folder that cannot be written to is told as such. */
static void
test_no_folder (Fixture *f, gconstpointer data)
{
  g_autofree char   *nowhere = g_build_filename (f->folder, "not", "there", NULL);
  g_autofree char   *uri = g_filename_to_uri (nowhere, NULL, NULL);
  g_autoptr (GError) error = NULL;

  (void) data;
  click (f->app, "choose");
  stree_headless_answer_files (f->app, STREE_STRV (uri), &error);
  g_assert_no_error (error);
  stree_headless_flush (f->app);
  click (f->app, "one.bin");
  wait_for (offers (f, "one.bin", "Retry"));
  g_assert_true (row_shows (f, "one.bin", "cannot be written"));
  click (f->app, "choose");
  stree_headless_answer_files (f->app, STREE_STRV ("sftp://elsewhere/folder"), &error);
  g_assert_no_error (error);
  stree_headless_flush (f->app);
  assert_has_text (f->app, "sftp://elsewhere/folder is not on this computer.");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add ("/downloads/nothing-by-itself", Fixture, &list, set_up, test_nothing_by_itself, tear_down);
  g_test_add ("/downloads/one", Fixture, &list, set_up, test_one, tear_down);
  g_test_add ("/downloads/cancel-and-resume", Fixture, &list, set_up, test_cancel_and_resume, tear_down);
  g_test_add ("/downloads/speed", Fixture, &slow, set_up, test_speed, tear_down);
  g_test_add ("/downloads/drop-and-retry", Fixture, &list, set_up, test_drop_and_retry, tear_down);
  g_test_add ("/downloads/missing", Fixture, &list, set_up, test_missing, tear_down);
  g_test_add ("/downloads/all", Fixture, &list, set_up, test_all, tear_down);
  g_test_add ("/downloads/folder", Fixture, &list, set_up, test_folder, tear_down);
  g_test_add ("/downloads/no-folder", Fixture, &list, set_up, test_no_folder, tear_down);
  return g_test_run ();
}
