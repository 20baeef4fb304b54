/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Event streams, at random from a seed: the pieces in which one comes make no difference, what comes out is sound, and an
 * event that was written as the format has it is read back. */

#include <string.h>

#include "network/stree-event-parser-private.h"

static const char *const pieces[] = {
  "data", "event", "id", "retry", ":", " ", "\n", "\r", "\r\n", "\n\n", "\xEF\xBB\xBF", "\xEF", "\xBB", "a", "5", "\xE2\x82\xAC", "\xFF", "data: x\n"
};

static gboolean
note (const StreeParsedEvent *event, gpointer data)
{
  g_assert_true (g_utf8_validate (event->type, -1, NULL));
  g_assert_true (g_utf8_validate (event->data, -1, NULL));
  g_assert_true (g_utf8_validate (event->id, -1, NULL));
  g_assert_null (strpbrk (event->type, "\r\n"));
  g_assert_null (strpbrk (event->id, "\r\n"));
  g_assert_null (strchr (event->data, '\r'));
  g_string_append_printf (data, "[%s][%s][%s]", event->type, event->data, event->id);
  return TRUE;
}

static char *
parse (GString *stream, GRand *rand, gsize limit)
{
  GString                     *seen = g_string_new (NULL);
  g_autoptr (StreeEventParser) parser = stree_event_parser_new (limit, note, seen);
  gsize                        at = 0;

  while (at < stream->len)
    {
      gsize            n = rand ? (gsize) g_rand_int_range (rand, 0, 9) : stream->len;
      g_autofree char *piece = NULL;

      n = MIN (n, stream->len - at);
      piece = g_memdup2 (stream->str + at, n);
      if (!stree_event_parser_feed (parser, piece, n, NULL))
        break;
      at += n;
    }
  g_string_append_printf (seen, "%s %" G_GINT64_FORMAT, stree_event_parser_get_id (parser),
                          stree_event_parser_get_retry (parser));
  return g_string_free (seen, FALSE);
}

static void
test_pieces (void)
{
  GRand *rand = g_rand_new_with_seed (20260101);
  gsize  n_events = 0;

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) stream = g_string_new (NULL);
      g_autofree char    *whole = NULL;
      g_autofree char    *cut = NULL;
      guint               n = (guint) g_rand_int_range (rand, 0, 40);

      for (guint i = 0; i < n; i++)
        {
          if (g_rand_int_range (rand, 0, 20) == 0)
            g_string_append_c (stream, (char) g_rand_int_range (rand, 0, 256));
          else
            g_string_append (stream, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
        }
      whole = parse (stream, NULL, 10000);
      cut = parse (stream, rand, 10000);
      g_assert_cmpstr (whole, ==, cut);
      n_events += strchr (whole, '[') != NULL;
      g_free (parse (stream, rand, (gsize) g_rand_int_range (rand, 0, 20)));
    }
  g_assert_cmpuint (n_events, >, 250);
  g_rand_free (rand);
}

static void
test_round_trip (void)
{
  static const char *const ends[] = { "\n", "\r", "\r\n" };
  GRand                   *rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GString) stream = g_string_new (NULL);
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autofree char    *seen = NULL;
      guint               n_events = (guint) g_rand_int_range (rand, 1, 5);
      const char         *end = ends[g_rand_int_range (rand, 0, 3)];

      for (guint i = 0; i < n_events; i++)
        {
          guint n_lines = (guint) g_rand_int_range (rand, 1, 4);

          g_string_append_printf (stream, "event: e%u%sid: %u%s", i, end, i, end);
          g_string_append_printf (expected, "[e%u][", i);
          for (guint line = 0; line < n_lines; line++)
            {
              int word = g_rand_int_range (rand, 0, 1000);

              g_string_append_printf (stream, "data: %d: €%s", word, end);
              g_string_append_printf (expected, "%s%d: €", line ? "\n" : "", word);
            }
          g_string_append (stream, end);
          g_string_append_printf (expected, "][%u]", i);
        }
      g_string_append_printf (expected, "%u -1", n_events - 1);
      seen = parse (stream, rand, 10000);
      g_assert_cmpstr (seen, ==, expected->str);
    }
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz-event-stream/pieces", test_pieces);
  g_test_add_func ("/fuzz-event-stream/round-trip", test_round_trip);
  return g_test_run ();
}
