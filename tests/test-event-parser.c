/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The text/event-stream format: each rule of it, and each stream both at once and byte by byte. */

#include "support.h"

#include <gio/gio.h>

#include "network/stree-event-parser-private.h"
#include "network/stree-retry-private.h"

static gboolean
note (const StreeParsedEvent *event, gpointer data)
{
  g_autofree char *plain = g_strdelimit (g_strdup (event->data), "\n", '|');

  g_string_append_printf (data, "%s<%s>%s ", event->type, plain, event->id);
  return TRUE;
}

/* What comes of @stream, in pieces of @step bytes. */
static char *
parse (const char *stream, gsize size, gsize step, gint64 *retry)
{
  GString                     *seen = g_string_new (NULL);
  g_autoptr (StreeEventParser) parser = stree_event_parser_new (1000, note, seen);
  g_autoptr (GError)           error = NULL;

  for (gsize at = 0; at < size; at += step)
    {
      g_autofree char *piece = g_memdup2 (stream + at, MIN (step, size - at));

      g_assert_true (stree_event_parser_feed (parser, piece, MIN (step, size - at), &error));
      g_assert_no_error (error);
    }
  if (retry)
    *retry = stree_event_parser_get_retry (parser);
  return g_string_free (seen, FALSE);
}

static void
check (const char *stream, gsize size, const char *expected)
{
  for (gsize step = 1; step <= size; step++)
    {
      g_autofree char *seen = parse (stream, size, step, NULL);

      g_assert_cmpstr (g_strchomp (seen), ==, expected);
    }
}

#define CHECK(stream, expected) check (stream, sizeof stream - 1, expected)

static void
test_fields (void)
{
  CHECK ("data: a\n\n", "message<a>");
  CHECK ("data:a\n\n", "message<a>");
  CHECK ("data:  a\n\n", "message< a>");
  CHECK ("data: a: b\n\n", "message<a: b>");
  CHECK ("data: a\ndata: b\ndata\ndata:\n\n", "message<a|b||>");
  CHECK ("data\n\ndata\ndata\n\ndata:", "message<> message<|>");
  CHECK ("data:test\n\ndata: test\n\n", "message<test> message<test>");
  CHECK ("event: add\ndata: 1\n\ndata: 2\n\n", "add<1> message<2>");
  CHECK ("event: add\nevent: drop\ndata: 1\n\n", "drop<1>");
  CHECK ("event: add\nevent\ndata: 1\n\n", "message<1>");
  CHECK ("event: add\n\ndata: 1\n\n", "message<1>");
  CHECK ("Data: a\n data: a\ndata : a\nfoo: a\n\n", "");
  CHECK (": hello\n:\n\ndata: a\n: there\ndata: b\n\n", "message<a|b>");
  CHECK ("\n\n\r\r\n\n", "");
}

static void
test_lines (void)
{
  CHECK ("data: a\r\rdata: b\r\n\r\ndata: c\n\ndata: d\r\n\n", "message<a> message<b> message<c> message<d>");
  CHECK ("data: a\r\ndata: b\rdata: c\n\r\n", "message<a|b|c>");
  CHECK ("\r\ndata: a\n\r\n", "message<a>");
  CHECK ("data: a\n\ndata: b\n", "message<a>");
  CHECK ("data: a\n\ndata: b", "message<a>");
}

static void
test_mark (void)
{
  CHECK ("\xEF\xBB\xBF" "data: a\n\n", "message<a>");
  CHECK ("\xEF\xBB\xBF\xEF\xBB\xBF" "data: a\n\ndata: b\n\n", "message<b>");
  CHECK ("\xEF\xBB" "data: a\n\ndata: b\n\n", "message<b>");
  CHECK ("\xEF\n\ndata: b\n\n", "message<b>");
  CHECK ("data: a\n\n\xEF\xBB\xBF" "data: b\n\n", "message<a>");
  CHECK ("data: \xEF\xBB\xBF\n\n", "message<\xEF\xBB\xBF>");
}

static void
test_ids (void)
{
  CHECK ("id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n", "message<a>1 message<b>1 message<c>");
  CHECK ("id: 1\n\ndata: b\n\n", "message<b>1");
  CHECK ("id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", "message<a>1 message<b>1");
  CHECK ("id: 1\nid: 2\ndata: a\n\nid: 3\n", "message<a>2");
}

static void
test_bytes (void)
{
  CHECK ("data: a\0b\n\n", "message<a\xEF\xBF\xBD" "b>");
  CHECK ("data: \xFF\n\n", "message<\xEF\xBF\xBD>");
  CHECK ("data: \xE2\x82\xAC\n\n", "message<\xE2\x82\xAC>");
  CHECK ("event: \xC3\ndata: a\n\n", "\xEF\xBF\xBD<a>");
}

static void
test_retry (void)
{
  static const struct
  {
    const char *stream;
    gint64      retry;
  } cases[] = {
    { "data: a\n\n", -1 },       { "retry: 5\n", 5 },        { "retry: 5\nretry: x\n", 5 }, { "retry: -5\n", -1 },
    { "retry: 5s\n", -1 },       { "retry: 1.5\n", -1 },     { "retry:\n", -1 },            { "retry:  5\n", -1 },
    { "retry: 007\n", 7 },       { "retry: 0\n", 0 },        { "retry: \xD9\xA5\n", -1 },   { "retry: 5", -1 },
    { "retry: 99999999999999999999999999\n", 24 * 60 * 60 * G_GINT64_CONSTANT (1000) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64           retry = 0;
      g_autofree char *seen = parse (cases[i].stream, strlen (cases[i].stream), 1, &retry);

      g_test_message ("%s", cases[i].stream);
      g_assert_null (strstr (seen, "retry")); /* it is no data */
      g_assert_cmpint (retry, ==, cases[i].retry);
    }
}

/* A line, an event of many lines and one whose name is long: each ends at the limit, whatever the pieces. */
static void
test_limit (void)
{
  static const char *const parts[] = { "data: aaaaaaaaaa", "data: aaaaaaaaaa\n", "event: aaaaaaaaaa", ": aaaaaaaaaa" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GString                     *seen = g_string_new (NULL);
      g_autoptr (StreeEventParser) parser = stree_event_parser_new (1000, note, seen);
      g_autoptr (GError)           error = NULL;
      gsize                        n = 0;

      while (stree_event_parser_feed (parser, parts[i], strlen (parts[i]), &error))
        n += strlen (parts[i]);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
      g_assert_cmpuint (n, >, 900);
      g_assert_cmpuint (n, <, 1700);
      g_assert_cmpstr (seen->str, ==, "");
      g_string_free (seen, TRUE);
    }
}

static gboolean
refuse (const StreeParsedEvent *event, gpointer data)
{
  (void) event;
  (*(guint *) data)++;
  return FALSE;
}

static void
test_enough (void)
{
  guint                        n = 0;
  g_autoptr (StreeEventParser) parser = stree_event_parser_new (1000, refuse, &n);
  g_autoptr (GError)           error = NULL;

  g_assert_false (stree_event_parser_feed (parser, "data: a\n\ndata: b\n\n", 18, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
}

/* The ID of an event that did not end is not the last one; what was begun is not part of what comes next. */
static void
test_restart (void)
{
  GString                     *seen = g_string_new (NULL);
  g_autoptr (StreeEventParser) parser = stree_event_parser_new (1000, note, seen);
  const char                  *half = "retry: 7\nid: 1\ndata: a\n\nid: 2\nevent: x\ndata: lost\nda";
  const char                  *next = "\xEF\xBB\xBF" "ta: no\ndata: b\n\n";

  g_assert_true (stree_event_parser_feed (parser, half, strlen (half), NULL));
  g_assert_cmpstr (stree_event_parser_get_id (parser), ==, "1");
  stree_event_parser_restart (parser);
  g_assert_true (stree_event_parser_feed (parser, next, strlen (next), NULL));
  g_assert_cmpstr (seen->str, ==, "message<a>1 message<b>1 ");
  g_assert_cmpint (stree_event_parser_get_retry (parser), ==, 7);
  g_string_free (seen, TRUE);
}

static void
test_delays (void)
{
  g_assert_cmpuint (stree_retry_delay (1000, 0, 0), ==, 1000);
  g_assert_cmpuint (stree_retry_delay (1000, 0, 1), ==, 1500);
  g_assert_cmpuint (stree_retry_delay (1000, 3, 0), ==, 8000);
  g_assert_cmpuint (stree_retry_delay (1000, 6, 0), ==, STREE_RETRY_MAX_MS);
  g_assert_cmpuint (stree_retry_delay (1000, G_MAXUINT, 0.5), ==, STREE_RETRY_MAX_MS * 5 / 4);
  g_assert_cmpuint (stree_retry_delay (1, 1, 0), ==, 2);
  g_assert_cmpuint (stree_retry_delay (90000, 4, 0), ==, 90000);
  g_assert_cmpuint (stree_retry_delay (G_MAXINT64, 4, 1), <=, G_MAXINT);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/event-parser/fields", test_fields);
  g_test_add_func ("/event-parser/lines", test_lines);
  g_test_add_func ("/event-parser/byte-order-mark", test_mark);
  g_test_add_func ("/event-parser/ids", test_ids);
  g_test_add_func ("/event-parser/bytes", test_bytes);
  g_test_add_func ("/event-parser/retry", test_retry);
  g_test_add_func ("/event-parser/limit", test_limit);
  g_test_add_func ("/event-parser/enough", test_enough);
  g_test_add_func ("/event-parser/restart", test_restart);
  g_test_add_func ("/event-parser/delays", test_delays);
  return g_test_run ();
}
