/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* JSON, at random from a seed: what was written reads back, and no input, however broken, does more than fail. */

#include <math.h>
#include <string.h>

#include "data/stree-frame-export.h"
#include "data/stree-cell.h"
#include "data/stree-frame-json.h"
#include "random-frame.h"

static const char *const pieces[] = {
  "{",  "}",  "[",    "]",     ",",    ":",   "\"",    "\"a\"", "\"b\":", "\"\\u0061\"", "\\u", "\\ud834\\udd1e", "\\n", "1",
  "-0", ".5", "1e400", "true", "null", "fal", " ", "\n", "\r\n", "Ä",  "𝄞", "\"2024-02-29\"", "9223372036854775808", ""
};
/* What is more often JSON. */
static const char *const members[] = {
  "\"a\": 1", "\"a\": 2.5", "\"b\": \"x\"", "\"b\": null", "\"c\": {\"d\": [1, {}]}", "\"d\": true", "\"e\": \"2024-02-29\"",
  "\"e\": \"2024-02-29T10:00Z\"", "\"\\u0061\": -3", "\"f\": tru", "\"f\": \"\\\"\"", "\"\": []", "\"g\": 1 2"
};

/* Infinity, which JSON does not have, is null. */
static gboolean
same (StreeFrame *frame, StreeFrame *back)
{
  if (stree_frame_get_n_rows (frame) != stree_frame_get_n_rows (back) ||
      stree_frame_get_n_columns (frame) != stree_frame_get_n_columns (back))
    return FALSE;
  for (guint i = 0; i < stree_frame_get_n_columns (frame); i++)
    {
      StreeColumnType type = stree_frame_get_column_type (frame, i);

      if (type != stree_frame_get_column_type (back, i) ||
          !g_str_equal (stree_frame_get_column_name (frame, i), stree_frame_get_column_name (back, i)))
        return FALSE;
      for (guint row = 0; row < stree_frame_get_n_rows (frame); row++)
        {
          g_autoptr (StreeCell) a = stree_frame_get_cell (frame, row, i);
          g_autoptr (StreeCell) b = stree_frame_get_cell (back, row, i);

          if (stree_cell_equal (a, b))
            continue;
          if (type != STREE_COLUMN_DOUBLE || !stree_cell_is_null (b) || isfinite (stree_cell_get_double (a)))
            return FALSE;
        }
    }
  return TRUE;
}

static void
test_round_trip (void)
{
  GRand *rand = g_rand_new_with_seed (20240229);
  guint n_cells = 0;

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (StreeJsonOptions) options = stree_json_options_new ();
      g_autoptr (StreeExportOptions) out =
          stree_export_options_new (round % 2 == 0 ? STREE_EXPORT_JSON_LINES : STREE_EXPORT_JSON);
      g_autoptr (StreeFrame) frame = random_frame (rand, 1);
      g_autoptr (GBytes) json = stree_frame_export_bytes (frame, out, NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeFrame) back = NULL;

      for (guint i = 0; i < stree_frame_get_n_columns (frame); i++)
        stree_json_options_set_column_type (options, stree_frame_get_column_name (frame, i),
                                            stree_frame_get_column_type (frame, i));
      back = stree_frame_new_from_json_bytes (json, options, NULL, &error);
      if (error != NULL || !same (frame, back))
        g_test_message ("round %u:\n%.*s", round, (int) g_bytes_get_size (json),
                        (const char *) g_bytes_get_data (json, NULL));
      g_assert_no_error (error);
      g_assert_true (same (frame, back));
      n_cells += stree_frame_get_n_rows (back) * stree_frame_get_n_columns (back);
    }
  g_assert_cmpuint (n_cells, >, 100000);
  g_rand_free (rand);
}

/* What was inferred once stays: the second reading equals the first, with nothing said about types. */
static void
test_inferred_round_trip (void)
{
  static const char *const values[] = { "1", "2.50", "-7", "1e3", "true", "\"2001-02-03\"", "null", "\"x\"", "\"2001-02-03 04:05\"" };
  GRand *rand = g_rand_new_with_seed (77);

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (StreeExportOptions) out = stree_export_options_new (STREE_EXPORT_JSON_LINES);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) again = NULL;
      g_autoptr (StreeFrame) first = NULL;
      g_autoptr (StreeFrame) second = NULL;
      gint32 kind = g_rand_int_range (rand, 1, G_N_ELEMENTS (values));

      for (guint i = 0; i < 5; i++)
        g_string_append_printf (text, "{\"a\":%s,\"b\":%s}\n", values[g_rand_int_range (rand, 0, kind + 1)],
                                values[g_rand_int_range (rand, kind - 1, kind + 1)]);
      bytes = g_bytes_new (text->str, text->len);
      first = stree_frame_new_from_json_bytes (bytes, NULL, NULL, NULL);
      g_assert_nonnull (first);
      again = stree_frame_export_bytes (first, out, NULL, NULL);
      second = stree_frame_new_from_json_bytes (again, NULL, NULL, NULL);
      g_assert_nonnull (second);
      g_assert_true (stree_frame_equal (first, second));
    }
  g_rand_free (rand);
}

static char *
random_json (GRand *rand)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 0, 20);
  gboolean array = g_rand_boolean (rand);

  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      return g_string_free (text, FALSE);
    }
  if (array)
    g_string_append_c (text, '[');
  for (guint i = 0; i < n / 4; i++)
    {
      g_string_append (text, i > 0 && array ? ", {" : "{");
      for (gint32 k = g_rand_int_range (rand, 0, 4); k > 0; k--)
        g_string_append_printf (text, "%s%s", members[g_rand_int_range (rand, 0, G_N_ELEMENTS (members))], k > 1 ? ", " : "");
      g_string_append (text, array ? "}" : "}\n");
    }
  if (array)
    g_string_append_c (text, ']');
  if (g_rand_int_range (rand, 0, 20) == 0 && text->len > 0)
    text->str[g_rand_int_range (rand, 0, (gint32) text->len)] = (char) g_rand_int_range (rand, 0, 256);
  return g_string_free (text, FALSE);
}

static void
assert_text (StreeFrame *frame)
{
  for (guint row = 0; row < stree_frame_get_n_rows (frame); row++)
    for (guint column = 0; column < stree_frame_get_n_columns (frame); column++)
      {
        g_autofree char *text = stree_frame_dup_cell_text (frame, row, column);

        g_assert_true (g_utf8_validate (text, -1, NULL));
      }
}

/* Where what is wrong is set aside, what is right is the same as by itself. */
static void
test_garbage (void)
{
  GRand *rand = g_rand_new_with_seed (4711);
  guint n_good = 0, n_bad = 0, n_aside = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *json = random_json (rand);
      g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
      g_autoptr (StreeJsonOptions) options = stree_json_options_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeFrame) frame = NULL;
      g_autoptr (StreeFrame) aside = NULL;

      stree_json_options_set_keep_rejects (options, TRUE);
      frame = stree_frame_new_from_json_bytes (bytes, NULL, NULL, &error);
      aside = stree_frame_new_from_json_bytes (bytes, options, NULL, NULL);
      if (aside != NULL && stree_frame_get_rejects (aside) != NULL)
        {
          assert_text (aside);
          assert_text (stree_frame_get_rejects (aside));
          n_aside++;
        }
      if (frame != NULL)
        {
          g_assert_no_error (error);
          assert_text (frame);
          g_assert_true (stree_frame_equal (frame, aside));
          g_assert_null (stree_frame_get_rejects (aside));
          n_good++;
        }
      else
        {
          g_assert_cmpuint (error->domain, ==, STREE_JSON_ERROR);
          g_assert_true (g_str_has_prefix (error->message, "line "));
          g_assert_true (aside == NULL || stree_frame_get_rejects (aside) != NULL);
          n_bad++;
        }
    }
  g_assert_cmpuint (n_good, >, 500);
  g_assert_cmpuint (n_bad, >, 500);
  g_assert_cmpuint (n_aside, >, 500);
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame-json/fuzz/round-trip", test_round_trip);
  g_test_add_func ("/frame-json/fuzz/inferred-round-trip", test_inferred_round_trip);
  g_test_add_func ("/frame-json/fuzz/garbage", test_garbage);
  return g_test_run ();
}
