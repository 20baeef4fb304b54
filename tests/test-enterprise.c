/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Events and where they go, tenants, secrets, counters. */

#include <errno.h>
#include <math.h>
#include <glib/gstdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "support.h"

typedef struct
{
  StreeEventSink *sink;
  StreeCounters  *counters;
  const char     *event;
  GVariant       *payload; /* held */
  StreeNamed      tenant;
  int             mode;
} World;

static void
on_emit (StreeEvent *event, gpointer data)
{
  World *w = data;

  stree_emit_event (stree_event_get_context (event), w->event, w->payload);
}

static StreeElement *
inside (StreeContext *cx, gpointer props)
{
  World *w = props;

  if (w->mode == 1)
    stree_emit_event (cx, w->event, NULL);
  return stree_vstack (stree_button ("Emit", .on_click = stree_call (on_emit, w), .key = "emit"),
                       stree_text ("tenant %s", stree_tenant_id (cx, "nobody")));
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  World *w = props;

  (void) cx;
  return stree_provide ((w->sink ? stree_named_object (STREE_EVENT_SINK_NAME, w->sink) : stree_named ("sink", "none"),
                         w->tenant.name ? w->tenant : stree_named ("tenant", "none")),
                        stree_component (inside, .props = w));
}

static JsonObject *
parse (JsonParser *parser, const char *line)
{
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, line, -1, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

static void
test_json_lines (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (StreeJsonSink) sink = stree_json_sink_new (stream);
  g_autoptr (GVariant)      payload =
    g_variant_ref_sink (g_variant_new_parsed ("{'id': <7>, 'text': <'two\nlines \"q\"'>, 'bad': <[1.5, %d]>}", NAN));
  World                     w = { .sink = STREE_EVENT_SINK (sink), .event = " order.placed ", .payload = payload };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, &w);
  g_autoptr (JsonParser)    parser = json_parser_new ();
  g_autoptr (GDateTime)     time = NULL;
  g_auto (GStrv)            lines = NULL;
  JsonObject               *object;

  click (view, "emit");
  w.payload = NULL;
  w.event = "second \xff";
  w.tenant = stree_named (STREE_TENANT_ID, 42);
  stree_headless_rerun (view);
  assert_has_text (view, "tenant 42");
  click (view, "emit");

  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  lines = g_strsplit (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[2], ==, "");

  object = parse (parser, lines[0]);
  g_assert_cmpuint (json_object_get_size (object), ==, 3);
  time = g_date_time_new_from_iso8601 (json_object_get_string_member (object, "time"), NULL);
  g_assert_nonnull (time);
  g_assert_cmpint (g_date_time_get_utc_offset (time), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (object, "event"), ==, "order.placed");
  object = json_object_get_object_member (object, "payload");
  g_assert_cmpint (json_object_get_int_member (object, "id"), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (object, "text"), ==, "two\nlines \"q\"");
  g_assert_cmpfloat (json_array_get_double_element (json_object_get_array_member (object, "bad"), 0), ==, 1.5);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (object, "bad"), 1), ==, "nan");

  object = parse (parser, lines[1]);
  g_assert_cmpuint (json_object_get_size (object), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (object, "event"), ==, "second \xef\xbf\xbd");
  g_assert_cmpstr (json_object_get_string_member (object, "tenant"), ==, "42");
}

static void
test_json_file (void)
{
  g_autofree char     *dir = g_dir_make_tmp ("stree-XXXXXX", NULL);
  g_autofree char     *path = g_build_filename (dir, "events", NULL);
  g_autofree char     *content = NULL;
  g_autoptr (GError)   error = NULL;
  GStatBuf             info;

  for (int i = 0; i < 2; i++) /* the second adds to what the first wrote */
    {
      g_autoptr (StreeJsonSink) sink = stree_json_sink_new_for_file (path, &error);

      g_assert_no_error (error);
      g_assert_true (stree_event_sink_emit (STREE_EVENT_SINK (sink), i ? "two" : "one", g_variant_new_int32 (i), "t", &error));
      g_assert_no_error (error);
    }
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "\"event\":\"one\",\"tenant\":\"t\",\"payload\":0}\n{"));
  g_assert_nonnull (strstr (content, "\"event\":\"two\",\"tenant\":\"t\",\"payload\":1}\n"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0077, ==, 0);
  g_unlink (path);
  g_assert_null (stree_json_sink_new_for_file (dir, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_rmdir (dir);
}

/* --- the road that events take, and errors on it --- */

static void
test_emit (void)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (StreeJsonSink) sink = stree_json_sink_new (stream);
  g_autoptr (StreeSession)  session = stree_session_new ();
  World                     w = { .event = "e" };
  g_autoptr (StreeHeadless) view = NULL;

  stree_provide_in (session, stree_named (STREE_TENANT_ID, "acme"));
  view = stree_headless_new (session, "app", app, &w);
  assert_has_text (view, "tenant acme");
  click (view, "emit"); /* no sink: nothing happens */

  w.mode = 1;
  w.event = " ";
  stree_headless_rerun (view);
  assert_has_text (view, "An event was emitted with a blank name: expected one that says what happened");
  assert_has_text (view, "In app.Provider.inside");
  w.mode = 0;
  stree_headless_rerun (view);
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "app.Provider.inside: An event was emitted with a blank name*");
  click (view, "emit");
  g_test_assert_expected_messages ();

  /* One that fails loses the event and nothing else. */
  w.event = "e";
  w.sink = STREE_EVENT_SINK (sink);
  stree_headless_rerun (view);
  click (view, "emit");
  g_output_stream_close (stream, NULL, NULL);
  g_assert_cmpuint (g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)), >, 20);
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "app.Provider.inside: event 'e' is lost: *");
  click (view, "emit");
  g_test_assert_expected_messages ();
  assert_has_text (view, "tenant acme");

  w.sink = NULL;
  w.tenant = stree_named_object (STREE_TENANT_ID, session);
  stree_headless_rerun (view);
  assert_has_text (view, "The provided value 'tenant_id' is a StreeSession: expected a text or a number");
  w.tenant = stree_named (STREE_TENANT_ID, (const char *) NULL);
  stree_headless_rerun (view);
  assert_has_text (view, "tenant nobody");
  w.tenant = stree_named (STREE_EVENT_SINK_NAME, 1);
  w.mode = 1;
  stree_headless_rerun (view);
  assert_has_text (view, "The provided value 'streamtree_event_sink' is a gint64: expected a GObject");
}

/* --- the journal --- */

static int
listen_at (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int                fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

  g_assert_cmpuint (strlen (path), <, sizeof address.sun_path);
  strcpy (address.sun_path, path);
  g_assert_cmpint (bind (fd, (const struct sockaddr *) &address, sizeof address), ==, 0);
  return fd;
}

static GBytes *
receive (int socket, int *file)
{
  union
  {
    struct cmsghdr header;
    char           space[CMSG_SPACE (sizeof (int))];
  } control;
  static char    buffer[1 << 20];
  struct iovec   part = { buffer, sizeof buffer };
  struct msghdr  message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control.space };
  ssize_t        n = recvmsg (socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  struct cmsghdr *header = CMSG_FIRSTHDR (&message);

  g_assert_cmpint (n, >=, 0);
  *file = -1;
  if (header)
    memcpy (file, CMSG_DATA (header), sizeof *file);
  return g_bytes_new (buffer, (gsize) n);
}

static void
test_journal (void)
{
  g_autofree char              *dir = g_dir_make_tmp ("stree-XXXXXX", NULL);
  g_autofree char              *path = g_build_filename (dir, "journal", NULL);
  int                           socket = listen_at (path);
  g_autoptr (GError)            error = NULL;
  g_autoptr (StreeJournalSink)  sink = stree_journal_sink_new (path, &error);
  g_autoptr (GBytes)            entry = NULL;
  g_autoptr (GString)           expected = g_string_new (NULL);
  g_autofree char              *long_text = g_strnfill (8 << 20, 'x');
  g_autofree char              *content = NULL;
  g_autofree char              *by_fd = NULL;
  gsize                         length;
  int                           file;

  g_assert_no_error (error);
  g_set_prgname ("shop");
  g_assert_true (stree_event_sink_emit (STREE_EVENT_SINK (sink), "order\nplaced", g_variant_new_parsed ("{'id': <7>}"), "acme", &error));
  g_assert_no_error (error);
  entry = receive (socket, &file);
  g_assert_cmpint (file, ==, -1);
  g_string_append (expected, "MESSAGE\n");
  g_string_append_len (expected, "\x15\0\0\0\0\0\0\0", 8);
  g_string_append (expected, "order\nplaced {\"id\":7}\nPRIORITY=6\nSYSLOG_IDENTIFIER=shop\nSTREAMTREE_EVENT\n");
  g_string_append_len (expected, "\x0c\0\0\0\0\0\0\0", 8);
  g_string_append (expected, "order\nplaced\nSTREAMTREE_TENANT=acme\nSTREAMTREE_PAYLOAD={\"id\":7}\n");
  g_assert_cmpmem (g_bytes_get_data (entry, NULL), g_bytes_get_size (entry), expected->str, expected->len);

  /* Too long for a datagram: as a file. */
  g_assert_true (stree_event_sink_emit (STREE_EVENT_SINK (sink), "long", g_variant_new_string (long_text), NULL, &error));
  g_assert_no_error (error);
  g_bytes_unref (entry);
  entry = receive (socket, &file);
  g_assert_cmpuint (g_bytes_get_size (entry), ==, 0);
  g_assert_cmpint (file, >=, 0);
  by_fd = g_strdup_printf ("/proc/self/fd/%d", file);
  g_assert_true (g_file_get_contents (by_fd, &content, &length, &error));
  g_assert_cmpuint (length, >, 2 * strlen (long_text));
  g_assert_true (g_str_has_prefix (content, "MESSAGE=long \"xxx"));
  g_assert_nonnull (strstr (content, "\nSTREAMTREE_EVENT=long\nSTREAMTREE_PAYLOAD=\"xxx"));
  g_assert_cmpint (write (file, "x", 1), ==, -1); /* sealed */
  close (file);

  close (socket);
  g_unlink (path);
  g_assert_false (stree_event_sink_emit (STREE_EVENT_SINK (sink), "gone", NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_clear_error (&error);
  g_assert_null (stree_journal_sink_new (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_assert_null (stree_journal_sink_new (long_text, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG);
  g_rmdir (dir);
}

/* --- secrets --- */

static void
check_redacted (const char *text, const char *const *secrets, const char *expected)
{
  g_autofree char *redacted = stree_redact_secrets (text, secrets);

  g_assert_cmpstr (redacted, ==, expected);
}

static void
test_redact (void)
{
  check_redacted ("", STREE_STRV ("a"), "");
  check_redacted ("nothing here", STREE_STRV ("secret"), "nothing here");
  check_redacted ("nothing", STREE_STRV (NULL), "nothing");
  check_redacted ("nothing", STREE_STRV (""), "nothing");
  check_redacted ("key=s3cret;", STREE_STRV ("", "s3cret"), "key=[REDACTED];");
  check_redacted ("s3cret", STREE_STRV ("s3cret"), "[REDACTED]");
  check_redacted ("abab", STREE_STRV ("ab"), "[REDACTED][REDACTED]");
  check_redacted ("xabyabz", STREE_STRV ("ab"), "x[REDACTED]y[REDACTED]z");
  /* The longer one, whichever comes first in the list. */
  check_redacted ("token-1234", STREE_STRV ("token", "token-1234"), "[REDACTED]");
  check_redacted ("token-1234", STREE_STRV ("token-1234", "token"), "[REDACTED]");
  check_redacted ("token-1234", STREE_STRV ("1234", "token-1234"), "[REDACTED]");
  /* Overlapping: no part of either is left. */
  check_redacted ("<abcd>", STREE_STRV ("abc", "bcd"), "<[REDACTED]>");
  check_redacted ("aaa", STREE_STRV ("aa"), "[REDACTED]");
  /* What was put in is not looked through again. */
  check_redacted ("my key", STREE_STRV ("key", "RED", "D"), "my [REDACTED]");
  check_redacted ("gr\xc3\xbc\xc3\x9f", STREE_STRV ("\xc3\xbc"), "gr[REDACTED]\xc3\x9f");
  check_redacted ("Key", STREE_STRV ("key"), "Key");
}

/* --- counters --- */

static StreeElement *
counted (StreeContext *cx, gpointer props)
{
  g_autoptr (GVariant) counts = NULL;
  g_autofree char     *text = NULL;

  (void) props;
  stree_perf_bump (cx, "runs", 1);
  stree_perf_bump (cx, "bytes", 100);
  counts = g_variant_ref_sink (stree_perf_snapshot (cx));
  text = g_variant_print (counts, FALSE);
  return stree_text ("%s", text);
}

static StreeElement *
counting (StreeContext *cx, gpointer props)
{
  World *w = props;

  (void) cx;
  return w->counters ? stree_provide ((stree_named_boxed (STREE_PERF_COUNTERS, STREE_TYPE_COUNTERS, w->counters)), stree_component (counted))
                     : stree_component (counted);
}

static void
test_counters (void)
{
  World                     w = { 0 };
  g_autoptr (StreeCounters) counters = stree_counters_new ();
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", counting, &w);

  assert_has_text (view, "{}");
  w.counters = counters;
  stree_headless_rerun (view);
  assert_has_text (view, "{'bytes': 100, 'runs': 1}");
  stree_headless_rerun (view);
  assert_has_text (view, "{'bytes': 200, 'runs': 2}");
  w.counters = NULL;
  stree_headless_rerun (view);
  assert_has_text (view, "{}");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/enterprise/json-lines", test_json_lines);
  g_test_add_func ("/enterprise/json-file", test_json_file);
  g_test_add_func ("/enterprise/emit", test_emit);
  g_test_add_func ("/enterprise/journal", test_journal);
  g_test_add_func ("/enterprise/redact", test_redact);
  g_test_add_func ("/enterprise/counters", test_counters);
  return g_test_run ();
}
