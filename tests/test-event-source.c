/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Server-sent events as state, from a server that answers as the test says and writes what it says, byte for byte. */

#include "stream-fixture.h"

#include "network/stree-retry-private.h"

#define OK "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"

/* What the server says to the next request, and what it was asked. The last answer stays for all that follow. */
typedef struct
{
  const char *bytes;
  gboolean    stays; /* the connection is not closed */
} Answer;

static const Answer     *answers;
static guint             n_answers, n_requests, n_gone, n_open;
static GPtrArray        *asked; /* Last-Event-ID of each request, "-" for none */
static const char       *seen_header;
static GOutputStream    *to_client; /* borrowed: of the last connection that stays */
static char             *url;
static StreeEventSource *source;
static guint8            rest[512];

static void
gone_cb (GObject *input, GAsyncResult *result, gpointer data)
{
  if (g_input_stream_read_finish (G_INPUT_STREAM (input), result, NULL) <= 0)
    n_gone++;
  n_open--;
  to_client = NULL;
  g_object_unref (data); /* the stream */
}

static void
written_cb (GObject *output, GAsyncResult *result, gpointer data)
{
  GIOStream *stream = data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (output), result, NULL, NULL);
  if (g_object_get_data (G_OBJECT (stream), "stays"))
    {
      to_client = G_OUTPUT_STREAM (output);
      g_input_stream_read_async (g_io_stream_get_input_stream (stream), rest, sizeof rest, G_PRIORITY_DEFAULT, NULL, gone_cb,
                                 stream);
    }
  else
    {
      n_open--;
      g_io_stream_close (stream, NULL, NULL);
      g_object_unref (stream);
    }
}

static void
answer_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  const Answer *answer = &answers[MIN (n_requests, n_answers - 1)];
  const char   *id = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Last-Event-ID");
  GIOStream    *stream;

  (void) server;
  (void) path;
  (void) query;
  (void) data;
  n_requests++;
  n_open++;
  g_ptr_array_add (asked, g_strdup (id ? id : "-"));
  seen_header = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "X-Key") ? "key" : NULL;
  g_assert_cmpstr (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Accept"), ==,
                   "text/event-stream");
  stream = soup_server_message_steal_connection (message);
  g_object_set_data (G_OBJECT (stream), "stays", GINT_TO_POINTER (answer->stays));
  g_output_stream_write_all_async (g_io_stream_get_output_stream (stream), answer->bytes, strlen (answer->bytes),
                                   G_PRIORITY_DEFAULT, NULL, written_cb, stream);
}

static StreeElement *
show_events (StreeContext *cx)
{
  const char *data;

  source = stree_watch_events (cx, "news", url);
  data = stree_event_source_get_data (source);
  return stree_text ("%d %s", stree_event_source_get_status (source), data ? data : "nothing");
}

static void
begin (Fixture *fixture, const Answer *with, guint n)
{
  answers = with;
  n_answers = n;
  n_requests = n_gone = n_open = 0;
  asked = g_ptr_array_new_with_free_func (g_free);
  url = g_strdup_printf ("http://%s/events", fixture->base);
  soup_server_add_handler (fixture->server, NULL, answer_cb, NULL, NULL);
}

/* The server's side of what is open ends with the component. */
static void
end (Fixture *fixture)
{
  g_clear_object (&fixture->view);
  wait_for (n_open == 0);
  g_ptr_array_unref (asked);
  g_free (url);
}

static void
test_state (Fixture *fixture, gconstpointer data)
{
  static const Answer with[] = { { OK "id: 7\nevent: add\ndata: first\n\n", TRUE } };
  const char         *type, *text, *id;

  (void) data;
  begin (fixture, with, 1);
  show (show_events);
  assert_has_text (fixture->view, "0 nothing");
  wait_for (stree_headless_has_text (fixture->view, "1 first"));
  g_variant_get (stree_event_source_get_event (source), "(&s&s&s)", &type, &text, &id);
  g_assert_cmpstr (type, ==, "add");
  g_assert_cmpstr (text, ==, "first");
  g_assert_cmpstr (id, ==, "7");
  g_assert_cmpstr (stree_event_source_get_last_event_id (source), ==, "7");
  g_assert_null (stree_event_source_get_error (source));
  /* The same connection, in pieces. */
  for (const char *byte = "data: second\n\n"; *byte; byte++)
    g_output_stream_write (to_client, byte, 1, NULL, NULL);
  wait_for (stree_headless_has_text (fixture->view, "1 second"));
  g_assert_cmpuint (stree_event_source_get_n_events (source), ==, 2);
  g_assert_cmpuint (n_requests, ==, 1);
  end (fixture);
}

/* Half an event is lost with the connection; the next one is asked for what comes after the last whole one. */
static void
test_reconnects (Fixture *fixture, gconstpointer data)
{
  static const Answer with[] = { { OK "retry: 20\nid: 7\ndata: first\n\nid: 8\ndata: half", FALSE },
                                 { OK "data: second\n\n", FALSE },
                                 { "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", FALSE },
                                 { "", FALSE },
                                 { "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n", FALSE },
                                 { OK "id: 9\ndata: third\n\n", TRUE } };
  const guint *ms;

  (void) data;
  begin (fixture, with, G_N_ELEMENTS (with));
  show (show_events);
  wait_for (stree_headless_has_text (fixture->view, "1 third"));
  g_assert_cmpuint (n_requests, >=, 6);
  g_assert_cmpstr (asked->pdata[0], ==, "-");
  for (guint i = 1; i < asked->len; i++)
    g_assert_cmpstr (asked->pdata[i], ==, "7");
  g_assert_cmpuint (stree_event_source_get_n_events (source), ==, 3);
  ms = (const guint *) (gpointer) delays->data;
  g_assert_cmpuint (delays->len, >=, 5);
  g_assert_cmpuint (ms[0], >=, 20);
  g_assert_cmpuint (ms[0], <=, 30);
  g_assert_cmpuint (ms[1], >=, 20);
  g_assert_cmpuint (ms[1], <=, 30);
  g_assert_cmpuint (ms[2], >=, 40);
  g_assert_cmpuint (ms[2], <=, 60);
  g_assert_cmpuint (ms[3], >=, 80);
  g_assert_cmpuint (ms[3], <=, 120);
  end (fixture);
}

/* The reason can be read while it waits for the next attempt. */
static void
test_waits (Fixture *fixture, gconstpointer data)
{
  static const Answer with[] = { { "HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n", FALSE } };

  (void) data;
  begin (fixture, with, 1);
  hold_timer = TRUE;
  show (show_events);
  wait_for (delays->len == 1);
  g_assert_cmpint (stree_event_source_get_status (source), ==, STREE_CONNECTION_CONNECTING);
  g_assert_nonnull (strstr (stree_event_source_get_error (source)->message, "502"));
  end (fixture);
}

typedef struct
{
  const char           *answer;
  StreeConnectionStatus status;
  const char           *message; /* a part of the error's; NULL: none */
} Ending;

static const Ending endings[] = {
  { "HTTP/1.1 204 No Content\r\n\r\n", STREE_CONNECTION_CLOSED, NULL },
  { "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", STREE_CONNECTION_ERROR, "404 (Not Found)" },
  { "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", STREE_CONNECTION_ERROR, "401" },
  { "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\ndata: a\n\n", STREE_CONNECTION_ERROR, "text/html" },
  { "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ndata: a\n\n", STREE_CONNECTION_ERROR, "text/event-stream" },
};

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  const Ending *ending = data;
  const Answer  with = { ending->answer, FALSE };

  begin (fixture, &with, 1);
  show (show_events);
  wait_for (stree_event_source_get_status (source) != STREE_CONNECTION_CONNECTING);
  g_assert_cmpint (stree_event_source_get_status (source), ==, ending->status);
  if (ending->message)
    g_assert_nonnull (strstr (stree_event_source_get_error (source)->message, ending->message));
  else
    g_assert_null (stree_event_source_get_error (source));
  g_assert_null (stree_event_source_get_event (source));
  g_assert_cmpuint (delays->len, ==, 0);
  wait_for (!g_main_context_pending (NULL));
  g_assert_cmpuint (n_requests, ==, 1);
  end (fixture);
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  static const Answer with[] = { { "", FALSE } };

  (void) data;
  begin (fixture, with, 1);
  soup_server_disconnect (fixture->server);
  hold_timer = TRUE;
  show (show_events);
  wait_for (delays->len == 1);
  g_assert_error (stree_event_source_get_error (source), G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  end (fixture);
}

static void
test_bad_url (Fixture *fixture, gconstpointer data)
{
  (void) fixture;
  (void) data;
  url = g_strdup ("no such place");
  show (show_events);
  g_assert_cmpint (stree_event_source_get_status (source), ==, STREE_CONNECTION_ERROR);
  g_assert_error (stree_event_source_get_error (source), G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_pointer (&url, g_free);
  show (show_events);
  g_assert_cmpint (stree_event_source_get_status (source), ==, STREE_CONNECTION_CLOSED);
  g_assert_null (stree_event_source_get_error (source));
}

/* --- whose it is --- */

static StreeElement *
show_nothing (StreeContext *cx)
{
  (void) cx;
  return stree_text ("nothing");
}

static void
test_life (Fixture *fixture, gconstpointer data)
{
  static const Answer         with[] = { { OK "data: a\n\n", TRUE } };
  g_autoptr (StreeEventSource) held = NULL;
  StreeEventSource           *first;

  (void) data;
  begin (fixture, with, 1);
  show (show_events);
  wait_for (stree_headless_has_text (fixture->view, "1 a"));
  first = source;
  show (show_events);
  g_assert_true (source == first);
  g_assert_cmpuint (n_requests, ==, 1);

  /* Another URL is another stream. */
  g_free (url);
  url = g_strdup_printf ("http://%s/other", fixture->base);
  show (show_events);
  g_assert_cmpint (stree_event_source_get_status (source), ==, STREE_CONNECTION_CONNECTING);
  g_assert_null (stree_event_source_get_event (source));
  wait_for (n_gone == 1 && n_requests == 2);
  wait_for (stree_headless_has_text (fixture->view, "1 a"));

  /* A run that does not ask for it closes it. */
  held = stree_event_source_ref (source);
  show (show_nothing);
  g_assert_cmpint (stree_event_source_get_status (held), ==, STREE_CONNECTION_CLOSED);
  g_assert_cmpstr (stree_event_source_get_data (held), ==, "a");
  wait_for (n_gone == 2);

  /* And so does the end of the component. */
  show (show_events);
  wait_for (stree_headless_has_text (fixture->view, "1 a"));
  g_clear_object (&fixture->view);
  wait_for (n_gone == 3);
  g_assert_cmpuint (delays->len, ==, 0);
  end (fixture);
}

/* It waits for the time of its next attempt, or for an answer. */
static void
test_leaves_early (Fixture *fixture, gconstpointer data)
{
  static const Answer with[] = { { "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", FALSE }, { "", TRUE } };

  (void) data;
  begin (fixture, with, 2);
  hold_timer = TRUE;
  show (show_events);
  wait_for (delays->len == 1);
  g_assert_nonnull (g_main_context_find_source_by_id (NULL, held_timer));
  show (show_nothing);
  g_assert_null (g_main_context_find_source_by_id (NULL, held_timer));
  hold_timer = FALSE;
  show (show_events);
  wait_for (n_requests == 2 && to_client != NULL);
  show (show_nothing);
  wait_for (n_gone == 1);
  g_assert_cmpuint (delays->len, ==, 1);
  end (fixture);
}

/* --- much of it --- */

static guint    n_seen, n_freed;
static gboolean in_order;

static void
count (StreeContext *cx, StreeEventSource *from, gpointer data)
{
  (void) cx;
  (void) data;
  in_order = in_order && g_ascii_strtoull (stree_event_source_get_data (from), NULL, 10) == n_seen;
  n_seen++;
}

static void
count_freed (gpointer data)
{
  (void) data;
  n_freed++;
}

static StreeElement *
show_each (StreeContext *cx)
{
  const char *const headers[] = { "X-Key", "1", NULL };

  source = stree_watch_events_with (cx, "news", url, .on_event = count, .data = &n_seen, .destroy = count_freed,
                                    .headers = headers, .max_event_size = 2 * 1024 * 1024);
  return stree_text ("%" G_GUINT64_FORMAT, stree_event_source_get_n_events (source));
}

/* The function gets each of them, in order; the component runs a few times for all. */
static void
test_each (Fixture *fixture, gconstpointer data)
{
  const guint         n = 100000;
  g_autoptr (GString) all = g_string_new (OK);
  Answer              with = { NULL, TRUE };

  (void) data;
  for (guint i = 0; i < n; i++)
    g_string_append_printf (all, "data: %u\n\n", i);
  with.bytes = all->str;
  n_seen = n_freed = 0;
  in_order = TRUE;
  begin (fixture, &with, 1);
  show (show_each);
  wait_for (stree_headless_has_text (fixture->view, "100000"));
  g_assert_cmpuint (n_seen, ==, n);
  g_assert_true (in_order);
  g_assert_cmpuint (n_runs, <, n / 100);
  g_assert_cmpuint (n_freed, ==, n_runs - 2); /* the first run was of another component, and what the last one gave is there */
  g_assert_cmpstr (seen_header, ==, "key");
  g_clear_object (&fixture->view);
  g_assert_cmpuint (n_freed, ==, n_runs - 1);
  end (fixture);
}

static StreeElement *
show_size (StreeContext *cx)
{
  const char *text;

  source = stree_watch_events_with (cx, "news", url, .max_event_size = 2 * 1024 * 1024);
  text = stree_event_source_get_data (source);
  return stree_text ("%zu", text ? strlen (text) : 0);
}

static void
test_large (Fixture *fixture, gconstpointer data)
{
  gsize            size = GPOINTER_TO_SIZE (data);
  g_autofree char *text = g_strnfill (size, 'x');
  g_autofree char *bytes = g_strconcat (OK "data: ", text, "\n\n", NULL);
  Answer           with = { bytes, TRUE };

  begin (fixture, &with, 1);
  show (show_size);
  if (size < 2 * 1024 * 1024)
    {
      wait_for (stree_headless_has_text (fixture->view, "1048576"));
    }
  else
    {
      wait_for (stree_event_source_get_status (source) == STREE_CONNECTION_ERROR);
      g_assert_error (stree_event_source_get_error (source), G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
      g_assert_cmpuint (delays->len, ==, 0);
    }
  end (fixture);
}

static StreeElement *
show_blank (StreeContext *cx)
{
  g_assert_null (stree_watch_events (cx, " ", "http://127.0.0.1/"));
  return stree_text ("not seen");
}

static void
test_blank (Fixture *fixture, gconstpointer data)
{
  (void) data;
  show (show_blank);
  assert_shows (fixture->view, "expected a name that is not blank");
}

#define add(name, data, func) g_test_add ("/event-source/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  add ("state", NULL, test_state);
  add ("reconnects", NULL, test_reconnects);
  add ("waits", NULL, test_waits);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strdup_printf ("/event-source/ends/%u", i);

      g_test_add (name, Fixture, &endings[i], set_up, test_ends, tear_down);
    }
  add ("nobody", NULL, test_nobody);
  add ("bad-url", NULL, test_bad_url);
  add ("life", NULL, test_life);
  add ("leaves-early", NULL, test_leaves_early);
  add ("each", NULL, test_each);
  add ("large/fits", GSIZE_TO_POINTER (1024 * 1024), test_large);
  add ("large/does-not", GSIZE_TO_POINTER (3 * 1024 * 1024), test_large);
  add ("blank", NULL, test_blank);
  return g_test_run ();
}
