/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Requests, against a server that does what no server should: each time a clear error, and no more memory than allowed. */

#include "support.h"

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

static void
say_data (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  (void) head;
  (void) n;
  (void) stop;
  bad_server_answer (out, "200 OK", NULL, data, strlen (data));
}

/* The answer as it is in @data, with its head. */
static void
say_raw (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  (void) head;
  (void) n;
  (void) stop;
  bad_server_say (out, data);
}

static void
stall (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  (void) head;
  (void) n;
  if (data)
    bad_server_say (out, data);
  bad_server_stall (stop);
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

  bad_server_add (server, "/hello", say_data, (gpointer) "Grüße");
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

      bad_server_add (server, "/stall", stall, (gpointer) cases[i].said);
      stree_request_set_timeout (request, 50);
      response = stree_request_send (request, NULL, NULL, NULL, &error);
      g_assert_null (response);
      assert_fetch_error (error, TIMED_OUT, cases[i].told, "/stall");
    }
}

int
main (int argc, char **argv)
{
  int result;

  support_init (&argc, &argv);
  server = bad_server_new (NULL);
  g_test_add_func ("/fetch/get", test_get);
  g_test_add_func ("/fetch/stall", test_stall);
  result = g_test_run ();
  bad_server_free (server);
  return result;
}
