/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Fetches as tasks: progress, cancelling, superseding; what they leave on the disk; secure connections. */

#include "task-fixture.h"

#include <glib/gstdio.h>

#include "bad-server.h"
#include "network/stree-http-cache-private.h"
#include "network/stree-http-session-private.h"
#include "remove-folder.h"

static BadServer *server;
static char      *folder; /* for what a test writes */

static gboolean
network_is_idle (void)
{
  return stree_task_pool_get_n_running ("network") == 0 && stree_task_pool_get_n_waiting ("network") == 0;
}

static void
tear_down_network (Fixture *fixture, gconstpointer data)
{
  tear_down (fixture, data);
  while (!network_is_idle ())
    g_thread_yield ();
}

static StreeTask *
fetch (const char *path, StreeFetchAs as)
{
  g_autofree char *url = bad_server_url (server, path);

  return stree_fetch_with (context, path, url, .as = as, .cache = STREE_REQUEST_CACHE_NO_STORE);
}

static StreeTask *
fetch_and_wait (const char *path, StreeFetchAs as)
{
  StreeTask *task = fetch (path, as);

  wait_for (stree_task_is_finished (task));
  return task;
}

/* --- results --- */

static void
test_results (Fixture *fixture, gconstpointer data)
{
  StreeTask *bytes, *text, *json, *frame, *response, *broken;

  (void) fixture;
  (void) data;
  bad_server_add (server, "/bytes", bad_server_say_data, (gpointer) "four");
  bad_server_add (server, "/text", bad_server_say_data, (gpointer) "Grüße");
  bad_server_add (server, "/json", bad_server_say_data, (gpointer) "{\"a\": 7}");
  bad_server_add (server, "/frame", bad_server_say_data, (gpointer) "a,b\n1,2\n3,4\n");
  bad_server_add (server, "/response", bad_server_say_data, (gpointer) "x");
  bad_server_add (server, "/broken", bad_server_say_data, (gpointer) "{\"a\": }");
  bytes = fetch_and_wait ("/bytes", STREE_FETCH_AS_BYTES);
  text = fetch_and_wait ("/text", STREE_FETCH_AS_TEXT);
  json = fetch_and_wait ("/json", STREE_FETCH_AS_JSON);
  frame = fetch_and_wait ("/frame", STREE_FETCH_AS_FRAME);
  response = fetch_and_wait ("/response", STREE_FETCH_AS_RESPONSE);
  broken = fetch_and_wait ("/broken", STREE_FETCH_AS_JSON);
  g_assert_cmpuint (g_bytes_get_size (stree_task_get_boxed (bytes)), ==, 4);
  g_assert_cmpstr (g_variant_get_string (stree_task_get_variant (text), NULL), ==, "Grüße");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (stree_task_get_boxed (json)), "a"), ==, 7);
  g_assert_cmpuint (stree_frame_get_n_rows (stree_task_get_boxed (frame)), ==, 2);
  g_assert_cmpuint (stree_response_get_status (stree_task_get_boxed (response)), ==, 200);
  g_assert_error (stree_task_get_error (broken), STREE_FETCH_ERROR, STREE_FETCH_ERROR_NOT_JSON);
  g_assert_cmpfloat (stree_task_get_progress (bytes), ==, 1);
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  StreeTask           *task;
  g_autoptr (GVariant) progress = NULL;
  gint64               received, total;

  (void) fixture;
  (void) data;
  bad_server_add (server, "/quarter", bad_server_say_and_stall, (gpointer) "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\nfour");
  task = fetch ("/quarter", STREE_FETCH_AS_BYTES);
  wait_for (stree_task_get_progress (task) > 0);
  g_assert_cmpfloat (stree_task_get_progress (task), ==, 0.25);
  progress = stree_task_get_progress_variant (task);
  g_variant_get (progress, "(xx)", &received, &total);
  g_assert_cmpint (received, ==, 4);
  g_assert_cmpint (total, ==, 16);
  stree_task_cancel (task);
  wait_for (stree_task_is_finished (task));
  g_assert_cmpint (stree_task_get_status (task), ==, STREE_TASK_CANCELLED);
}

/* What a server says about an error is not what was asked for. */
static void
test_no_progress (Fixture *fixture, gconstpointer data)
{
  StreeTask *task = fetch_and_wait ("/not-there", STREE_FETCH_AS_BYTES);

  (void) fixture;
  (void) data;
  g_assert_error (stree_task_get_error (task), STREE_FETCH_ERROR, STREE_FETCH_ERROR_STATUS);
  g_assert_cmpfloat (stree_task_get_progress (task), ==, -1);
}

/* --- cancelling: the timeout is far away --- */

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  StreeTask *task;
  gint64     start = g_get_monotonic_time ();

  (void) fixture;
  (void) data;
  /* before there is an answer */
  bad_server_add (server, "/silent", bad_server_say_and_stall, NULL);
  task = fetch ("/silent", STREE_FETCH_AS_BYTES);
  wait_for (stree_task_get_status (task) == STREE_TASK_RUNNING);
  while (bad_server_count (server, "/silent") == 0)
    g_thread_yield ();
  stree_task_cancel (task);
  wait_for (stree_task_is_finished (task));
  g_assert_cmpint (stree_task_get_status (task), ==, STREE_TASK_CANCELLED);
  /* while it waits to try again */
  {
    StreeTask       *again;
    BadServer       *gone = bad_server_new (NULL);
    g_autofree char *url = bad_server_url (gone, "/");

    bad_server_free (gone);
    again = stree_fetch_with (context, "again", url, .retries = 1000);
    wait_for (stree_task_get_status (again) == STREE_TASK_RUNNING);
    stree_task_cancel (again);
    wait_for (stree_task_is_finished (again));
    g_assert_cmpint (stree_task_get_status (again), ==, STREE_TASK_CANCELLED);
  }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 25 * G_USEC_PER_SEC);
}

/* --- superseding --- */

static guint latest;

static StreeElement *
show_latest (StreeContext *cx)
{
  g_autofree char *base = bad_server_url (server, "/number");
  g_autofree char *url = g_strdup_printf ("%s?n=%u", base, latest);
  StreeTask       *task = stree_fetch_with (cx, "number", url, .as = STREE_FETCH_AS_TEXT, .cache = STREE_REQUEST_CACHE_NO_STORE);

  if (stree_task_get_status (task) != STREE_TASK_DONE)
    return stree_text ("loading");
  return stree_text ("got %s", g_variant_get_string (stree_task_get_variant (task), NULL));
}

static void
say_number (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  const char      *number = strstr (head, "?n=") + 3;
  g_autofree char *text = g_strndup (number, strcspn (number, " "));

  (void) n;
  (void) stop;
  (void) data;
  bad_server_answer (out, "200 OK", NULL, text, strlen (text));
}

static void
test_supersede (Fixture *fixture, gconstpointer data)
{
  (void) data;
  bad_server_add (server, "/number", say_number, NULL);
  for (latest = 1; latest < 1000; latest++)
    show (show_latest);
  show (show_latest);
  wait_for (stree_headless_has_text (fixture->view, "got 1000"));
}

static const char *sent; /* what is posted */
static StreeTask  *poster;

static StreeElement *
show_posted (StreeContext *cx)
{
  g_autofree char   *url = bad_server_url (server, "/echo");
  g_autoptr (GBytes) body = g_bytes_new (sent, strlen (sent)); /* another one in each run */

  poster = stree_fetch_with (cx, "posted", url, .method = "POST", .body = body, .as = STREE_FETCH_AS_TEXT);
  if (stree_task_get_status (poster) != STREE_TASK_DONE)
    return stree_text ("loading");
  return stree_text ("got %s", g_variant_get_string (stree_task_get_variant (poster), NULL));
}

static void
say_body (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  const char *body = strstr (head, "\r\n\r\n") + 4;

  (void) n;
  (void) stop;
  (void) data;
  bad_server_answer (out, "200 OK", NULL, body, strlen (body));
}

/* The same body is the same request, another one is another. */
static void
test_supersede_body (Fixture *fixture, gconstpointer data)
{
  StreeTask *first;

  (void) data;
  bad_server_add (server, "/echo", say_body, NULL);
  sent = "hello";
  show (show_posted);
  wait_for (stree_headless_has_text (fixture->view, "got hello"));
  first = poster;
  show (show_posted);
  g_assert_true (poster == first);
  g_assert_cmpuint (bad_server_count (server, "/echo"), ==, 1);
  sent = "help!";
  show (show_posted);
  wait_for (stree_headless_has_text (fixture->view, "got help!"));
  g_assert_cmpuint (bad_server_count (server, "/echo"), ==, 2);
}

/* --- to a file --- */

/* Breaks off in the middle the first time, goes on from there the second. */
static void
say_parts (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  (void) stop;
  (void) data;
  if (n == 0)
    bad_server_say (out, "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 10\r\n\r\n01234");
  else if (strstr (head, "Range: bytes=5-") && strstr (head, "\r\nIf-Range: \"v1\""))
    bad_server_say (out, "HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 5\r\n\r\n56789");
  else
    bad_server_answer (out, "400 Bad Request", NULL, head, strlen (head));
}

static void
say_changed (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  (void) head;
  (void) stop;
  (void) data;
  bad_server_say (out, n == 0 ? "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 10\r\n\r\n01234"
                              : "HTTP/1.1 200 OK\r\nETag: \"v2\"\r\nContent-Length: 3\r\n\r\nnew");
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint            n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char   *path;
    BadServerFunc func;
    const char   *whole;
  } cases[] = { { "/parts", say_parts, "0123456789" }, { "/changed", say_changed, "new" } };

  (void) fixture;
  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char  *url = bad_server_url (server, cases[i].path);
      g_autofree char  *path = g_build_filename (folder, "file.txt", NULL);
      g_autofree char  *text = NULL;
      g_autoptr (GFile) file = g_file_new_for_path (path);
      StreeTask        *task;

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      bad_server_add (server, cases[i].path, cases[i].func, NULL);
      task = stree_fetch_with (context, "first", url, .to_file = file);
      wait_for (stree_task_is_finished (task));
      g_assert_error (stree_task_get_error (task), STREE_FETCH_ERROR, STREE_FETCH_ERROR_INTERRUPTED);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "old");
      g_assert_true (stree_task_dismiss (context, "first"));
      task = stree_fetch_with (context, "first", url, .to_file = file);
      wait_for (stree_task_is_finished (task));
      g_assert_no_error (stree_task_get_error (task));
      g_assert_true (G_IS_FILE (stree_task_get_object (task)));
      g_clear_pointer (&text, g_free);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, cases[i].whole);
      g_assert_cmpuint (count_files (folder), ==, 1);
      g_unlink (path);
      g_assert_true (stree_task_dismiss (context, "first"));
    }
}

/* --- the cache --- */

static void
say_tagged (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  (void) n;
  (void) stop;
  if (strstr (head, "If-None-Match: \"v1\""))
    bad_server_say (out, "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nConnection: close\r\n\r\n");
  else
    bad_server_answer (out, "200 OK", data, "tagged", 6);
}

/* The first with the cache as it is; how it came. */
static gboolean
get_cached (const char *path, StreeRequestCache cache)
{
  g_autofree char          *url = bad_server_url (server, path);
  g_autoptr (StreeRequest)  request = stree_request_new (url);
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (GError)        error = NULL;

  stree_request_set_cache (request, cache);
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (stree_response_get_bytes (response), NULL), g_bytes_get_size (stree_response_get_bytes (response)),
                   "tagged", 6);
  return stree_response_is_from_cache (response);
}

static void
test_cache (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *headers;
    gboolean    kept;   /* the second time the body comes from the disk */
    guint       n_asked; /* how often the server was, by two requests */
  } cases[] = { { "ETag: \"v1\"\r\n", TRUE, 2 },
                { "ETag: \"v1\"\r\nCache-Control: max-age=1000\r\n", TRUE, 1 },
                { "ETag: \"v1\"\r\nCache-Control: max-age=1000\r\nAge: 2000\r\n", TRUE, 2 },
                { "ETag: \"v1\"\r\nCache-Control: max-age=1000, no-cache\r\n", TRUE, 2 },
                { "ETag: \"v1\"\r\nCache-Control: no-store\r\n", FALSE, 2 },
                { "ETag: \"v1\"\r\nVary: *\r\n", FALSE, 2 },
                { "", FALSE, 2 } };

  (void) fixture;
  (void) data;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      empty_folder (folder);
      bad_server_add (server, "/tagged", say_tagged, (gpointer) cases[i].headers);
      g_assert_false (get_cached ("/tagged", STREE_REQUEST_CACHE_DEFAULT));
      g_test_message ("case %u", i);
      g_assert_true (get_cached ("/tagged", STREE_REQUEST_CACHE_DEFAULT) == cases[i].kept);
      g_assert_cmpuint (bad_server_count (server, "/tagged"), ==, cases[i].n_asked);
      g_assert_cmpuint (count_files (folder), ==, cases[i].kept ? 1 : 0);
    }
}

/* What is written to makes what was read from it old. */
static void
test_cache_written (Fixture *fixture, gconstpointer data)
{
  g_autofree char          *url = bad_server_url (server, "/tagged");
  g_autoptr (StreeRequest)  request = stree_request_new (url);
  g_autoptr (StreeResponse) response = NULL;

  (void) fixture;
  (void) data;
  empty_folder (folder);
  bad_server_add (server, "/tagged", say_tagged, (gpointer) "ETag: \"v1\"\r\nCache-Control: max-age=1000\r\n");
  g_assert_false (get_cached ("/tagged", STREE_REQUEST_CACHE_DEFAULT));
  g_assert_true (get_cached ("/tagged", STREE_REQUEST_CACHE_DEFAULT));
  stree_request_set_method (request, "PUT");
  response = stree_request_send (request, NULL, NULL, NULL, NULL);
  g_assert_nonnull (response);
  g_assert_false (get_cached ("/tagged", STREE_REQUEST_CACHE_DEFAULT));
}

/* What is broken on the disk is as if it were not there. Files are for the user alone, and not more than allowed. */
static void
test_cache_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  gsize            size;
  GStatBuf         info;

  (void) fixture;
  (void) data;
  empty_folder (folder);
  bad_server_add (server, "/tagged", say_tagged, (gpointer) "ETag: \"v1\"\r\nCache-Control: max-age=1000\r\n");
  get_cached ("/tagged", STREE_REQUEST_CACHE_DEFAULT);
  dir = g_dir_open (folder, 0, NULL);
  path = g_build_filename (folder, g_dir_read_name (dir), NULL);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  for (gsize i = 0; i <= size; i += 7)
    {
      if (i < size)
        text[i] ^= 1;
      g_assert_true (g_file_set_contents (path, text, (gssize) (i < size ? size : size / 2), NULL));
      g_assert_false (get_cached ("/tagged", STREE_REQUEST_CACHE_DEFAULT));
      if (i < size)
        text[i] ^= 1;
    }
  g_assert_true (get_cached ("/tagged", STREE_REQUEST_CACHE_DEFAULT));
  g_assert_false (get_cached ("/tagged", STREE_REQUEST_CACHE_RELOAD));

  stree_http_cache_configure (folder, 2000);
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *name = g_strdup_printf ("/tagged?%u", i);

      get_cached (name, STREE_REQUEST_CACHE_DEFAULT);
      g_assert_cmpuint (count_files (folder), <, 12);
    }
  g_assert_true (get_cached ("/tagged?49", STREE_REQUEST_CACHE_DEFAULT));
  stree_http_cache_configure (folder, 0);
}

/* --- secure connections --- */

static void
test_tls (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *file;
    gboolean    trusted;
    const char *told; /* NULL: all is well */
  } cases[] = { { "good.pem", TRUE, NULL },
                { "good.pem", FALSE, "signed by nobody this computer trusts" },
                { "elsewhere.pem", TRUE, "belongs to another server" },
                { "expired.pem", TRUE, "has expired" } };

  (void) fixture;
  (void) data;
  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("there is no TLS in this GIO");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char            *path = g_test_build_filename (G_TEST_DIST, "data", "tls", cases[i].file, NULL);
      g_autofree char            *other = g_test_build_filename (G_TEST_DIST, "data", "tls", "elsewhere.pem", NULL);
      g_autofree char            *url = NULL;
      g_autoptr (GError)          error = NULL;
      g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
      g_autoptr (GTlsDatabase)    database = NULL;
      g_autoptr (StreeRequest)    request = NULL;
      g_autoptr (StreeResponse)   response = NULL;
      g_autoptr (BadServer)       secure = NULL;

      g_assert_no_error (error);
      database = g_tls_file_database_new (cases[i].trusted ? path : other, &error);
      g_assert_no_error (error);
      stree_http_session_configure (database, NULL);
      secure = bad_server_new (certificate);
      bad_server_add (secure, "/secret", bad_server_say_data, (gpointer) "s");
      url = bad_server_url (secure, "/secret");
      request = stree_request_new (url);
      response = stree_request_send (request, NULL, NULL, NULL, &error);
      if (!cases[i].told)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_TLS);
      if (!strstr (error->message, cases[i].told))
        g_error ("%s", error->message);
    }
  stree_http_session_configure (NULL, NULL);
}

static void
test_insecure_redirect (Fixture *fixture, gconstpointer data)
{
  g_autofree char            *path = g_test_build_filename (G_TEST_DIST, "data", "tls", "good.pem", NULL);
  g_autofree char            *open_url = bad_server_url (server, "/open");
  g_autofree char            *url = NULL;
  g_autoptr (GError)          error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  g_autoptr (GTlsDatabase)    database = g_tls_file_database_new (path, NULL);
  g_autoptr (BadServer)       secure = NULL;
  g_autoptr (StreeRequest)    request = NULL;
  g_autoptr (StreeResponse)   response = NULL;

  (void) fixture;
  (void) data;
  stree_http_session_configure (database, NULL);
  secure = bad_server_new (certificate);
  bad_server_add (server, "/open", bad_server_say_data, (gpointer) "x");
  bad_server_add (secure, "/down", bad_server_redirect, open_url);
  url = bad_server_url (secure, "/down");
  request = stree_request_new (url);
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  g_assert_error (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_REDIRECT);
  g_assert_nonnull (strstr (error->message, "expected https"));
  g_assert_cmpuint (bad_server_count (server, "/open"), ==, 0);
  stree_http_session_configure (NULL, NULL);
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down_network)

int
main (int argc, char **argv)
{
  int result;

  support_init (&argc, &argv);
  server = bad_server_new (NULL);
  folder = g_dir_make_tmp ("stree-fetch-XXXXXX", NULL);
  stree_http_cache_configure (folder, 0);
  add ("/fetch-task/results", test_results);
  add ("/fetch-task/progress", test_progress);
  add ("/fetch-task/no-progress", test_no_progress);
  add ("/fetch-task/cancel", test_cancel);
  add ("/fetch-task/supersede", test_supersede);
  add ("/fetch-task/supersede/body", test_supersede_body);
  add ("/fetch-task/file", test_file);
  add ("/fetch-task/cache", test_cache);
  add ("/fetch-task/cache-written", test_cache_written);
  add ("/fetch-task/cache-files", test_cache_files);
  add ("/fetch-task/tls", test_tls);
  add ("/fetch-task/insecure-redirect", test_insecure_redirect);
  result = g_test_run ();
  empty_folder (folder);
  g_rmdir (folder);
  g_free (folder);
  stree_http_cache_configure (NULL, 0);
  bad_server_free (server);
  return result;
}
