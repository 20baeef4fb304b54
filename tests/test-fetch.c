/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Requests, against a server that does what no server should: each time a clear error, and no more memory than allowed. */

#include "support.h"

#include <glib/gstdio.h>

#include "bad-server.h"
#include "network/stree-http-send-private.h"
#include "network/stree-http-session-private.h"

static BadServer *server;

static StreeRequest *
request_to (const char *path)
{
  g_autofree char *url = bad_server_url (server, path);
  StreeRequest    *request = stree_request_new (url);

  stree_request_set_cache (request, STREE_REQUEST_CACHE_NO_STORE);
  return request;
}

/* The message of an error holds each of the words. */
static void
assert_told (const GError *error, GQuark domain, int code, const char *a, const char *b)
{
  g_assert_error (error, domain, code);
  if (!strstr (error->message, a) || !strstr (error->message, b))
    g_error ("'%s' says nothing of '%s' and '%s'", error->message, a, b);
}

#define assert_fetch_error(error, code, a, b) assert_told ((error), STREE_FETCH_ERROR, STREE_FETCH_ERROR_##code, (a), (b))

/* The answer as it is in @data, with its head. */
static void
say_raw (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  (void) head;
  (void) n;
  (void) stop;
  bad_server_say (out, data);
}

/* --- what goes well --- */

static void
test_get (void)
{
  g_autoptr (StreeRequest)  request = request_to ("/hello");
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (GError)        error = NULL;
  g_autofree char          *text = NULL;
  g_autofree char          *head = NULL;

  bad_server_add (server, "/hello", bad_server_say_data, (gpointer) "Grüße");
  stree_request_set_header (request, "X-Test", "yes");
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_response_get_status (response), ==, 200);
  text = stree_response_read_text (response, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "Grüße");
  head = bad_server_last (server, "/hello");
  g_assert_nonnull (strstr (head, "X-Test: yes"));
  g_assert_nonnull (strstr (head, "User-Agent: "));
}

static void
test_json_out (void)
{
  g_autoptr (StreeRequest)  request = request_to ("/post");
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (JsonNode)      json = json_from_string ("{\"a\":[1,2]}", NULL);
  g_autoptr (GError)        error = NULL;
  g_autofree char          *head = NULL;

  bad_server_add (server, "/post", bad_server_say_data, (gpointer) "x");
  stree_request_set_method (request, "patch");
  stree_request_set_json (request, json);
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  head = bad_server_last (server, "/post");
  g_assert_true (g_str_has_prefix (head, "PATCH /post HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (head, "Content-Type: application/json\r\n"));
  g_assert_true (g_str_has_suffix (head, "\r\n\r\n{\"a\":[1,2]}"));
}

/* Without waiting in this thread: as a picture by URL does. */
static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  (void) source;
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr (StreeRequest) request = request_to ("/async");

  bad_server_add (server, "/async", bad_server_say_data, (gpointer) "async");
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GAsyncResult)  result = NULL;
      g_autoptr (StreeResponse) response = NULL;
      g_autoptr (GError)        error = NULL;

      stree_request_send_async (request, NULL, take_result, &result);
      wait_for (result);
      response = stree_request_send_finish (result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (stree_response_get_bytes (response)), ==, 5);
    }
}

/* --- time --- */

static void
test_stall (void)
{
  static const struct
  {
    const char *said;
    const char *told;
  } cases[] = { { NULL, "did not answer within 0.05 s" },
                { "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfour", "sent nothing for 0.05 s" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StreeRequest)  request = request_to ("/stall");
      g_autoptr (StreeResponse) response = NULL;
      g_autoptr (GError)        error = NULL;

      bad_server_add (server, "/stall", bad_server_say_and_stall, (gpointer) cases[i].said);
      stree_request_set_timeout (request, 50);
      response = stree_request_send (request, NULL, NULL, NULL, &error);
      g_assert_null (response);
      assert_fetch_error (error, TIMED_OUT, cases[i].told, "/stall");
    }
}

/* --- what is wrong with a request --- */

static void
test_bad_request (void)
{
  static const struct
  {
    const char *url;
    const char *told;
  } cases[] = { { "file:///etc/passwd", "expected http or https" },
                { "javascript:alert(1)", "expected http or https" },
                { "http:///nowhere", "expected" },
                { "no url", "expected one like https://" },
                { "http://user:secret@example.org:port/", "expected one like https://" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StreeRequest)  request = stree_request_new (cases[i].url);
      g_autoptr (StreeResponse) response = NULL;
      g_autoptr (GError)        error = NULL;

      response = stree_request_send (request, NULL, NULL, NULL, &error);
      assert_fetch_error (error, BAD_REQUEST, cases[i].told, "");
      g_assert_null (strstr (error->message, "secret"));
    }
}

static void
test_header_newline (void)
{
  static const char *const names[] = { "X-Test", "X-Test", "X:Test", "X-Te\r\nst", "" };
  static const char *const values[] = { "a\r\nHost: evil", "a\nb", "a", "a", "a" };

  bad_server_add (server, "/newline", bad_server_say_data, (gpointer) "x");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (StreeRequest)  request = request_to ("/newline");
      g_autoptr (StreeResponse) response = NULL;
      g_autoptr (GError)        error = NULL;

      stree_request_set_header (request, names[i], values[i]);
      response = stree_request_send (request, NULL, NULL, NULL, &error);
      assert_fetch_error (error, BAD_REQUEST, "expected", "/newline");
    }
  g_assert_cmpuint (bad_server_count (server, "/newline"), ==, 0);
}

/* --- bad answers --- */

typedef struct
{
  const char     *said; /* all of the answer */
  StreeFetchError code;
  const char     *told;
  gboolean        as_json;
} BadCase;

static void
test_bad_answers (void)
{
  static const BadCase cases[] = {
    { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", STREE_FETCH_ERROR_INTERRUPTED, "after 5 bytes", FALSE },
    { "", STREE_FETCH_ERROR_INTERRUPTED, "before there was an answer", FALSE },
    { "SSH-2.0-OpenSSH_9.2\r\n\r\n", STREE_FETCH_ERROR_BAD_ANSWER, "not HTTP", FALSE },
    { "HTTP/1.1 404 Not Found\r\nContent-Length: 11\r\n\r\nno such cat", STREE_FETCH_ERROR_STATUS, "404 (Not Found): no such cat", FALSE },
    { "HTTP/1.1 404 Not Found\r\nContent-Length: 38\r\n\r\n\n<!DOCTYPE HTML><title>Not here</title>", STREE_FETCH_ERROR_STATUS,
      "404 (Not Found)", FALSE },
    { "HTTP/1.1 403 No\r\nContent-Length: 14\r\n\r\n<Error>no</Err", STREE_FETCH_ERROR_STATUS, "<Error>no", FALSE },
    { "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", STREE_FETCH_ERROR_STATUS, "500", FALSE },
    { "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\n \"a\": tru}", STREE_FETCH_ERROR_NOT_JSON, "line 2, column 7", TRUE },
    { "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\"\xff\xfe\"", STREE_FETCH_ERROR_NOT_TEXT, "byte 2", TRUE },
    { "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=klingon\r\nContent-Length: 2\r\n\r\n{}", STREE_FETCH_ERROR_NOT_TEXT,
      "klingon", TRUE },
    { "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nno gzip!!", STREE_FETCH_ERROR_BAD_ANSWER, "compressed", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StreeRequest)  request = request_to ("/bad");
      g_autoptr (StreeResponse) response = NULL;
      g_autoptr (JsonNode)      node = NULL;
      g_autoptr (GError)        error = NULL;

      bad_server_add (server, "/bad", say_raw, (gpointer) cases[i].said);
      response = stree_request_send (request, NULL, NULL, NULL, &error);
      g_test_message ("case %u: %s", i, error ? error->message : "fine");
      if (cases[i].as_json)
        {
          g_assert_no_error (error);
          node = stree_response_read_json (response, NULL, &error);
        }
      assert_told (error, STREE_FETCH_ERROR, (int) cases[i].code, cases[i].told, "/bad");
      g_assert_null (strstr (error->message, "HTML"));
    }
}

/* More than its Content-Length is not of the answer. */
static void
test_longer (void)
{
  g_autoptr (StreeRequest)  request = request_to ("/longer");
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (GError)        error = NULL;

  bad_server_add (server, "/longer", say_raw, (gpointer) "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfour and more");
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&response, stree_response_unref);
      response = stree_request_send (request, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (stree_response_get_bytes (response), NULL), g_bytes_get_size (stree_response_get_bytes (response)),
                       "four", 4);
    }
}

static void
test_charset (void)
{
  g_autoptr (StreeRequest)  request = request_to ("/latin1");
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (GError)        error = NULL;
  g_autofree char          *text = NULL;

  bad_server_add (server, "/latin1", say_raw,
                  (gpointer) "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Length: 3\r\n\r\n\xfc"
                             "be");
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  text = stree_response_read_text (response, &error);
  g_assert_cmpstr (text, ==, "übe");
}

static void
test_csv_line (void)
{
  g_autoptr (StreeRequest)  request = request_to ("/csv");
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (StreeFrame)    frame = NULL;
  g_autoptr (GError)        error = NULL;

  bad_server_add (server, "/csv", bad_server_say_data, (gpointer) "a,b\n1,2\n3,4,5\n");
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  frame = stree_response_read_frame (response, NULL, NULL, &error);
  assert_told (error, STREE_CSV_ERROR, STREE_CSV_ERROR_FIELD_COUNT, "/csv", "ine 3");
}

/* --- no connection --- */

static void
test_refused (void)
{
  BadServer                *gone = bad_server_new (NULL);
  g_autofree char          *url = g_strdup_printf ("http://user:secret@127.0.0.1:%u/x?token=secret", bad_server_port (gone));
  g_autoptr (StreeRequest)  request = stree_request_new (url);
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (GError)        error = NULL;

  bad_server_free (gone);
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  assert_fetch_error (error, NO_CONNECTION, "refuses connections", "/x?");
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_no_name (void)
{
  g_autoptr (StreeRequest)  request = stree_request_new ("http://no-such-name.invalid/x");
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (GError)        error = NULL;

  response = stree_request_send (request, NULL, NULL, NULL, &error);
  assert_fetch_error (error, NAME_NOT_FOUND, "no-such-name.invalid", "there is no server");
}

/* --- size --- */

/* 2 GiB, as fast as somebody takes it. */
static void
flood (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  g_autofree char *block = g_malloc0 (1024 * 1024);

  (void) head;
  (void) n;
  (void) stop;
  bad_server_say (out, data);
  for (guint i = 0; i < 2048; i++)
    if (!g_output_stream_write_all (out, block, 1024 * 1024, NULL, NULL, NULL))
      return;
}

/* Peak of memory, in KiB. The kernel counts by the thread, and may say a little less later than it did before. */
static guint64
peak_memory (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  return line ? g_ascii_strtoull (line + 6, NULL, 10) : 0;
}

static void
test_too_large (void)
{
  static const char *const heads[] = { "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n" };
  guint64                  before = peak_memory ();

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (StreeRequest)  request = request_to ("/flood");
      g_autoptr (StreeResponse) response = NULL;
      g_autoptr (GError)        error = NULL;

      bad_server_add (server, "/flood", flood, (gpointer) heads[i]);
      stree_request_set_max_size (request, 1000000);
      response = stree_request_send (request, NULL, NULL, NULL, &error);
      assert_fetch_error (error, TOO_LARGE, "larger than 1.0", "/flood");
    }
  g_test_message ("peak memory: %" G_GUINT64_FORMAT " KiB, before %" G_GUINT64_FORMAT, peak_memory (), before);
  g_assert_cmpuint (peak_memory (), <, before + 64 * 1024);
}

/* A file takes as much as it may, and memory does not grow with it. What was too large is not left behind. */
static void
test_large_file (void)
{
  g_autofree char          *folder = g_dir_make_tmp ("stree-fetch-XXXXXX", NULL);
  g_autofree char          *path = g_build_filename (folder, "flood", NULL);
  g_autoptr (GFile)         file = g_file_new_for_path (path);
  g_autoptr (StreeRequest)  request = request_to ("/flood-file");
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (GError)        error = NULL;
  guint64                   before = peak_memory ();

  bad_server_add (server, "/flood-file", flood, (gpointer) "HTTP/1.0 200 OK\r\nETag: \"v1\"\r\n\r\n");
  stree_request_set_max_size (request, 100 * 1024 * 1024);
  stree_request_set_file (request, file);
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  assert_fetch_error (error, TOO_LARGE, "larger than 104", "/flood-file");
  g_assert_cmpuint (peak_memory (), <, before + 32 * 1024);
  g_assert_cmpint (g_rmdir (folder), ==, 0); /* it is empty */
}

/* Two gigabytes: more than a signed 32-bit number counts, and far more than the memory that it takes. */
static void
test_huge_file (void)
{
  g_autofree char          *folder = g_dir_make_tmp ("stree-fetch-XXXXXX", NULL);
  g_autofree char          *path = g_build_filename (folder, "flood", NULL);
  g_autoptr (GFile)         file = g_file_new_for_path (path);
  g_autoptr (GFile)         parent = g_file_get_parent (file);
  g_autoptr (GFileInfo)     room = NULL;
  g_autoptr (StreeRequest)  request = request_to ("/flood-file");
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (GError)        error = NULL;
  guint64                   before = peak_memory ();
  gint64                    start = g_get_monotonic_time ();
  GStatBuf                  info;

  room = g_file_query_filesystem_info (parent, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  if (!room || g_file_info_get_attribute_uint64 (room, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) < G_GUINT64_CONSTANT (4) << 30)
    {
      g_test_skip ("there is no room for 4 GiB");
      g_rmdir (folder);
      return;
    }
  bad_server_add (server, "/flood-file", flood, (gpointer) "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n");
  stree_request_set_file (request, file);
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, G_GINT64_CONSTANT (2147483648));
  g_test_message ("%.1f s; peak memory: %" G_GUINT64_FORMAT " KiB, before %" G_GUINT64_FORMAT,
                  (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, peak_memory (), before);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_cmpuint (peak_memory (), <, before + 256 * 1024); /* a sanitizer keeps much of what was freed */
}

static GBytes *
gzip (gsize n_zeros)
{
  g_autoptr (GConverter)    packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) out = g_converter_output_stream_new (memory, packer);
  g_autofree char          *block = g_malloc0 (65536);

  for (; n_zeros > 0; n_zeros -= MIN (n_zeros, 65536))
    g_assert_true (g_output_stream_write_all (out, block, MIN (n_zeros, 65536), NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
say_gzip (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  gsize         size;
  gconstpointer bytes = g_bytes_get_data (data, &size);

  (void) head;
  (void) n;
  (void) stop;
  bad_server_answer (out, "200 OK", "Content-Encoding: gzip\r\n", bytes, size);
}

static void
test_gzip (void)
{
  g_autoptr (GBytes)        bomb = gzip (256 * 1024 * 1024);
  g_autoptr (GBytes)        good = gzip (200000);
  g_autoptr (GBytes)        cut = g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) - 9);
  g_autoptr (StreeRequest)  request = request_to ("/gzip");
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (StreeResponse) none = NULL;
  g_autoptr (GError)        error = NULL;
  guint64                   before = peak_memory ();

  stree_request_set_max_size (request, 1000000);
  bad_server_add (server, "/gzip", say_gzip, good);
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (stree_response_get_bytes (response)), ==, 200000);

  bad_server_add (server, "/gzip", say_gzip, cut);
  none = stree_request_send (request, NULL, NULL, NULL, &error);
  assert_fetch_error (error, BAD_ANSWER, "compressed", "/gzip");
  g_clear_error (&error);

  bad_server_add (server, "/gzip", say_gzip, bomb);
  none = stree_request_send (request, NULL, NULL, NULL, &error);
  assert_fetch_error (error, TOO_LARGE, "larger than", "/gzip");
  g_assert_cmpuint (peak_memory (), <, before + 64 * 1024);
}

/* --- redirects --- */

static void
test_redirects (void)
{
  g_autoptr (StreeRequest)  request = request_to ("/loop");
  g_autoptr (StreeRequest)  abroad = request_to ("/abroad");
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (GError)        error = NULL;
  BadServer                *other = bad_server_new (NULL);
  g_autofree char          *url = bad_server_url (other, "/there");
  g_autofree char          *head = NULL;

  bad_server_add (server, "/loop", bad_server_redirect, (gpointer) "/loop");
  stree_request_set_max_redirects (request, 3);
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  assert_fetch_error (error, REDIRECT, "expected at most 3", "/loop");
  g_assert_cmpuint (bad_server_count (server, "/loop"), ==, 4);
  g_clear_error (&error);

  /* Who the program is stays with whom it was told. */
  bad_server_add (other, "/there", bad_server_say_data, (gpointer) "there");
  bad_server_add (server, "/abroad", bad_server_redirect, url);
  stree_request_set_header (abroad, "Authorization", "Bearer secret");
  stree_request_set_header (abroad, "Cookie", "id=secret");
  stree_request_set_header (abroad, "X-Our-Token", "secret");
  stree_request_set_header (abroad, "Accept-Language", "de");
  response = stree_request_send (abroad, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stree_response_get_url (response), ==, url);
  head = bad_server_last (other, "/there");
  g_assert_null (strstr (head, "secret"));
  g_assert_nonnull (strstr (head, "Accept-Language: de"));
  g_free (head);
  head = bad_server_last (server, "/abroad");
  g_assert_nonnull (strstr (head, "X-Our-Token: secret"));
  bad_server_free (other);
}

/* --- again --- */

static guint n_waits;
static guint waits[16];

static void
count_waits (guint milliseconds, gpointer data)
{
  (void) data;
  waits[n_waits++ % G_N_ELEMENTS (waits)] = milliseconds;
}

/* Busy for so many times. */
static void
busy (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  (void) head;
  (void) stop;
  if (n < GPOINTER_TO_UINT (data))
    bad_server_answer (out, "503 Service Unavailable", n == 1 ? "Retry-After: 7\r\n" : NULL, "", 0);
  else
    bad_server_answer (out, "200 OK", NULL, "at last", 7);
}

static void
test_retries (void)
{
  static const char *const methods[] = { "GET", "PUT", "DELETE", "POST", "PATCH" };

  stree_http_set_wait (count_waits, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (StreeRequest)  request = request_to ("/busy");
      g_autoptr (StreeResponse) response = NULL;
      g_autoptr (GError)        error = NULL;
      gboolean                  again = i < 3;

      n_waits = 0;
      bad_server_add (server, "/busy", busy, GUINT_TO_POINTER (3));
      stree_request_set_method (request, methods[i]);
      stree_request_set_retries (request, 3);
      response = stree_request_send (request, NULL, NULL, NULL, &error);
      g_assert_cmpuint (bad_server_count (server, "/busy"), ==, again ? 4 : 1);
      g_assert_cmpuint (n_waits, ==, again ? 3 : 0);
      g_assert_true (again == (response != NULL));
      if (!again)
        assert_fetch_error (error, STATUS, "503", "/busy");
      else
        {
          g_assert_cmpuint (waits[0], >=, 250);
          g_assert_cmpuint (waits[0], <=, 500);
          g_assert_cmpuint (waits[1], ==, 7000);
          g_assert_cmpuint (waits[2], >=, 1000);
          g_assert_cmpuint (waits[2], <=, 2000);
        }
    }
  stree_http_set_wait (NULL, NULL);
}

/* A date that is so many seconds away, in one of the forms that HTTP has for it. */
typedef struct
{
  int         seconds;
  const char *format;
} RetryDate;

static void
busy_until (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  const RetryDate      *date = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, date->seconds);
  g_autofree char      *text = g_date_time_format (then, date->format);
  g_autofree char      *header = g_strdup_printf ("Retry-After: %s\r\n", text);

  (void) head;
  (void) stop;
  if (n == 0)
    bad_server_answer (out, "503 Service Unavailable", header, "", 0);
  else
    bad_server_answer (out, "200 OK", NULL, "at last", 7);
}

/* The server may say until when it is busy. Between what it says and what is read a second or more may pass. */
static void
test_retry_dates (void)
{
  static const struct
  {
    RetryDate date;
    guint     least, most;
  } cases[] = { { { 100, "%a, %d %b %Y %H:%M:%S GMT" }, 90000, 100000 },
                { { 100, "%A, %d-%b-%y %H:%M:%S GMT" }, 90000, 100000 },
                { { 100, "%a %b %e %H:%M:%S %Y" }, 90000, 100000 },
                { { -100, "%a, %d %b %Y %H:%M:%S GMT" }, 0, 0 },
                { { 1000000, "%a, %d %b %Y %H:%M:%S GMT" }, 120000, 120000 }, /* as long as anybody waits */
                { { 100, "next Tuesday" }, 250, 500 } };

  stree_http_set_wait (count_waits, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StreeRequest)  request = request_to ("/busy-until");
      g_autoptr (StreeResponse) response = NULL;
      g_autoptr (GError)        error = NULL;

      n_waits = 0;
      bad_server_add (server, "/busy-until", busy_until, (gpointer) &cases[i].date);
      stree_request_set_retries (request, 1);
      response = stree_request_send (request, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (n_waits, ==, 1);
      g_test_message ("case %u: %u ms", i, waits[0]);
      g_assert_cmpuint (waits[0], >=, cases[i].least);
      g_assert_cmpuint (waits[0], <=, cases[i].most);
    }
  stree_http_set_wait (NULL, NULL);
}

int
main (int argc, char **argv)
{
  int result;

  support_init (&argc, &argv);
  server = bad_server_new (NULL);
  g_test_add_func ("/fetch/get", test_get);
  g_test_add_func ("/fetch/stall", test_stall);
  g_test_add_func ("/fetch/bad-request", test_bad_request);
  g_test_add_func ("/fetch/header-newline", test_header_newline);
  g_test_add_func ("/fetch/bad-answers", test_bad_answers);
  g_test_add_func ("/fetch/longer", test_longer);
  g_test_add_func ("/fetch/charset", test_charset);
  g_test_add_func ("/fetch/csv-line", test_csv_line);
  g_test_add_func ("/fetch/refused", test_refused);
  g_test_add_func ("/fetch/no-name", test_no_name);
  g_test_add_func ("/fetch/too-large", test_too_large);
  g_test_add_func ("/fetch/large-file", test_large_file);
  g_test_add_func ("/fetch/huge-file", test_huge_file);
  g_test_add_func ("/fetch/gzip", test_gzip);
  g_test_add_func ("/fetch/json-out", test_json_out);
  g_test_add_func ("/fetch/async", test_async);
  g_test_add_func ("/fetch/redirects", test_redirects);
  g_test_add_func ("/fetch/retries", test_retries);
  g_test_add_func ("/fetch/retry-dates", test_retry_dates);
  result = g_test_run ();
  bad_server_free (server);
  return result;
}
